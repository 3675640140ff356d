"""``/changes``: who changed what."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Annotated, Self

from aws_lambda_powertools.event_handler import Depends
from aws_lambda_powertools.event_handler.api_gateway import Router
from aws_lambda_powertools.event_handler.openapi.params import Query
from pydantic import Field

from domain.outbox.change_service import ChangeService
from domain.outbox.models import Action, Subject
from domain.shared.paging import DEFAULT_PAGE_SIZE
from handlers.outbox.container import container
from handlers.shared.cursors import PageCursor, PageLimit, cursors
from handlers.shared.json_types import InstantInQuery, JsonInstant, ResponseBody
from handlers.shared.responses import documented

if TYPE_CHECKING:
    from domain.outbox.models import Change

router = Router()  # type: ignore[no-untyped-call]  # Powertools gives it no types
_KIND = "changes"


class ChangedField(ResponseBody):
    """A field before and after a change."""

    name: str
    before: int | float | str | None
    after: int | float | str | None


class ChangeBody(ResponseBody):
    """One write of something that is changed through the API."""

    subject: Annotated[Subject, Field(description="`product`: its terms or its stock; `sales`: its history.")]
    subject_id: Annotated[
        str,
        Field(description="Its id: of `product`, `sales` and `snooze` the product's, of `settings` `shop`."),
    ]
    product_id: Annotated[str | None, Field(description="The product it is of; null where it is of no one product.")]
    action: Action
    changed_by: Annotated[
        str | None, Field(description="Name of the key; null where the system did it, or before it was noted.")
    ]
    occurred_at: Annotated[JsonInstant, Field(description="To the second.")]
    sequence: Annotated[str, Field(description="Sorts the changes of one thing.")]
    fields: Annotated[list[ChangedField], Field(description="What is another than before.")]

    @classmethod
    def of(cls, change: Change) -> Self:
        """Return the JSON form."""
        return cls.model_validate(change, from_attributes=True)


class ChangeList(ResponseBody):
    """A page of changes, oldest first."""

    items: list[ChangeBody]
    next_cursor: Annotated[str | None, Field(description="A page may hold fewer than `limit`, and go on all the same.")]


def change_service() -> ChangeService:
    """Return the service that lists changes."""
    return container.change_service()


@router.get(
    "/changes",
    tags=["Changes"],
    summary="List who changed what",
    responses=documented(HTTPStatus.OK, ChangeList, HTTPStatus.BAD_REQUEST),
)
def list_changes(
    service: Annotated[ChangeService, Depends(change_service)],
    product_id: Annotated[
        str | None,
        Query(
            max_length=64,
            description="Only of this product, which may be deleted, its sales, overrides, adjustments and snoozes.",
        ),
    ] = None,
    since: Annotated[
        InstantInQuery | None,
        Query(description="Only from this instant on. Unless told: a product's last 400 days, or all changes of 30."),
    ] = None,
    limit: Annotated[PageLimit, Query()] = DEFAULT_PAGE_SIZE,
    cursor: Annotated[PageCursor | None, Query()] = None,
) -> ChangeList:
    """Return changes of all that is changed through the API, oldest first, some seconds after they took place.

    A load of sales is one change of each product that it touches; a purchase order's lines are told by their sums.
    Lists and mappings among the fields are JSON text, of long ones its beginning and a hash.
    """
    filters = {"product": product_id, "since": since}
    page = service.page(product_id, since, limit, cursors().decode(cursor, _KIND, filters))
    return ChangeList(
        items=[ChangeBody.of(change) for change in page.items],
        next_cursor=cursors().encode(page.next_position, _KIND, filters),
    )
