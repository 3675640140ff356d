"""Batches of products as JSON: items that are no products fail by themselves, before the catalogue sees the others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aws_lambda_powertools.event_handler.openapi.exceptions import RequestValidationError

from domain.products.batch import BatchItem, BatchOutcome, BatchResult
from domain.products.errors import InvalidProductError
from domain.shared.errors import FieldError
from domain.shared.identifiers import product_id_problem
from handlers.products.schemas import BatchItemBody, changes_of
from handlers.shared import problems
from handlers.shared.json_types import Problem

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aws_lambda_powertools.event_handler import Response

    from domain.products.batch import BatchService


def kept(service: BatchService, members: Sequence[Mapping[str, Any]]) -> list[BatchItemBody]:
    """Create and change the products of a batch; returns one outcome an item, in the order sent."""
    items = [_item(each) for each in members]
    outcomes = iter(service.keep([item for item in items if isinstance(item, BatchItem)]))
    return [_outcome(next(outcomes)) if isinstance(item, BatchItem) else item for item in items]


def _item(members: Mapping[str, Any]) -> BatchItem | BatchItemBody:
    """Return an item for the catalogue, or the outcome of one that is no product."""
    product_id = members.get("product_id")
    try:
        return BatchItem(_named(product_id), changes_of(members))
    except InvalidProductError as error:
        return _failed(product_id, problems.from_domain_error(error))
    except RequestValidationError as error:
        return _failed(product_id, problems.from_validation_errors(error.errors()))


def _named(product_id: Any) -> str:
    if not isinstance(product_id, str):
        wrong = FieldError("/product_id", "missing", "must name the product")
        raise InvalidProductError("An item names its product.", fields=(wrong,))
    if problem := product_id_problem(product_id):
        wrong = FieldError("/product_id", "invalid_product_id", problem)
        raise InvalidProductError(f"'{product_id}' cannot be a product id.", fields=(wrong,))
    return product_id


def _outcome(outcome: BatchOutcome) -> BatchItemBody:
    problem = problems.from_domain_error(outcome.error) if outcome.error else None
    return _body(outcome, problem)


def _failed(product_id: Any, problem: Response[str]) -> BatchItemBody:
    named = product_id if isinstance(product_id, str) else None
    return _body(BatchOutcome(named, BatchResult.FAILED), problem)


def _body(outcome: BatchOutcome, problem: Response[str] | None) -> BatchItemBody:
    told = Problem.model_validate_json(problem.body or "{}") if problem else None
    return BatchItemBody(product_id=outcome.product_id, result=outcome.result, problem=told)
