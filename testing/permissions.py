"""What template.yaml allows each function, held against what the function asks of DynamoDB and S3 in a test.

moto asks nobody for a right, so a call that the deployed function may not make would only be found in AWS. Left to the
end-to-end tests: other services, and keys of encryption.
"""

from __future__ import annotations

import inspect
import sys
import threading
from collections import defaultdict
from contextlib import contextmanager
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from botocore.client import BaseClient

from testing.template import load_template

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from types import CodeType, FrameType

    #: Action, resource and partition keys of one thing that a call does.
    type Deed = tuple[str, str, tuple[str, ...]]
    #: Functions that Lambda calls, by their code, each with what it holds.
    type Handlers = Mapping[CodeType, Sequence[tuple[str, Mapping[str, Any]]]]

TEMPLATE = Path(__file__).parents[1] / "template.yaml"
_BUCKET = "DataBucket"
_OF_AN_ITEM = {"Put": "PutItem", "Update": "UpdateItem", "Delete": "DeleteItem", "ConditionCheck": "ConditionCheckItem"}
_OF_AN_OBJECT = {
    "HeadObject": "GetObject",
    "UploadPart": "PutObject",
    "CreateMultipartUpload": "PutObject",
    "CompleteMultipartUpload": "PutObject",
}


class NotAllowedError(AssertionError):
    """A function asked for what the template does not allow it."""


@contextmanager
def enforced() -> Iterator[None]:
    """Fail every call of a function that its policy does not allow; a test's own calls are nobody's."""
    emit = BaseClient._emit_api_params  # type: ignore[attr-defined]  # what every call goes through first

    def checked(client: Any, api_params: Mapping[str, Any], operation_model: Any, context: Any) -> Any:
        if running := _running():
            for deed in _deeds(client.meta.service_model.service_name, operation_model.name, api_params):
                if not any(_allowed(handler, *deed) for handler in running):
                    raise NotAllowedError(f"{running} may not {deed[0]} on {deed[1]} ({', '.join(deed[2])})")
        return emit(client, api_params=api_params, operation_model=operation_model, context=context)

    with patch.object(BaseClient, "_emit_api_params", checked):
        yield


def _running() -> set[str]:
    """Return the handler, as the template names it, for which a call is made.

    Adapters share their calls among threads, whose stacks do not tell: then it is any of those that are running, which
    is one unless a test lets one run within another.
    """
    handlers = _handlers()
    own = _function(sys._getframe(), handlers)
    if own is not None or threading.current_thread() is threading.main_thread():
        return {own} - {None}
    return {_function(frame, handlers) for frame in sys._current_frames().values()} - {None}


def _function(frame: FrameType | None, handlers: Handlers) -> str | None:
    """Return the latest handler in a stack of calls; ``None`` where a test does something of its own in between."""
    adapted = False
    while frame is not None:
        for name, held in handlers.get(frame.f_code, ()):
            if all(frame.f_locals.get(free) is value for free, value in held.items()):
                return name
        module = str(frame.f_globals.get("__name__"))
        if adapted and module.startswith(("tests.", "testing.")):
            return None
        adapted = adapted or module.startswith("adapters.")
        frame = frame.f_back
    return None


def _handlers() -> Handlers:
    """Return the functions that Lambda calls, of modules that are there, by their code; those of the API share theirs,
    and differ in what they hold.
    """
    found: defaultdict[CodeType, list[tuple[str, Mapping[str, Any]]]] = defaultdict(list)
    for name in _statements():
        if (module := sys.modules.get(name.rpartition(".")[0])) is not None:
            handler = inspect.unwrap(module.handler)
            cells = [cell.cell_contents for cell in handler.__closure__ or ()]
            found[handler.__code__].append((name, dict(zip(handler.__code__.co_freevars, cells, strict=True))))
    return found


@cache
def _statements() -> Mapping[str, tuple[Mapping[str, Any], ...]]:
    """Return the statements of each function's policies by its handler."""
    resources = load_template(TEMPLATE)["Resources"].values()
    functions = [each["Properties"] for each in resources if each["Type"] == "AWS::Serverless::Function"]
    return {
        each["Handler"]: tuple(said for policy in each["Policies"] for said in policy.get("Statement", ()))
        for each in functions
    }


def _allowed(handler: str, action: str, resource: str, keys: tuple[str, ...]) -> bool:
    return any(
        any(fnmatchcase(action, each) for each in _listed(said["Action"]))
        and any(fnmatchcase(resource, _resource(each)) for each in _listed(said["Resource"]))
        and _leads(said.get("Condition", {}), keys)
        for said in _statements()[handler]
    )


def _leads(condition: Mapping[str, Any], keys: tuple[str, ...]) -> bool:
    """Tell whether partition keys are those that a statement is limited to."""
    limits = [test["dynamodb:LeadingKeys"] for test in condition.values() if "dynamodb:LeadingKeys" in test]
    return all(any(fnmatchcase(key, each) for each in _listed(limit)) for limit in limits for key in keys)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _resource(value: Any) -> str:
    """Return a resource's logical id, and what is within it: ``ProductsTable/index/catalogue``."""
    if not isinstance(value, dict):
        return str(value)
    if "Fn::GetAtt" in value:
        named = value["Fn::GetAtt"]
        return str(named if isinstance(named, str) else named[0]).removesuffix(".Arn")
    if "Fn::Sub" in value:
        return str(value["Fn::Sub"]).replace("${", "", 1).replace(".Arn}", "", 1)
    return str(value)


def _deeds(service: str, operation: str, arguments: Mapping[str, Any]) -> Iterable[Deed]:
    if service == "s3":
        name = _OF_AN_OBJECT.get(operation, operation)
        return [(f"s3:{name}", f"{_BUCKET}/{arguments['Key']}", ())] if "Key" in arguments else []
    return _database_deeds(operation, arguments) if service == "dynamodb" else []


def _database_deeds(operation: str, arguments: Mapping[str, Any]) -> Iterator[Deed]:
    if operation in {"TransactWriteItems", "TransactGetItems"}:
        for action in arguments["TransactItems"]:
            ((kind, what),) = action.items()
            yield f"dynamodb:{_OF_AN_ITEM.get(kind, 'GetItem')}", what["TableName"], _keys([what])
    elif operation == "BatchGetItem":
        for table, what in arguments["RequestItems"].items():
            yield "dynamodb:BatchGetItem", table, _keys({"Key": key} for key in what["Keys"])
    elif operation == "BatchWriteItem":
        for table, writes in arguments["RequestItems"].items():
            yield "dynamodb:BatchWriteItem", table, _keys(what for write in writes for what in write.values())
    else:
        index = f"/index/{arguments['IndexName']}" if "IndexName" in arguments else ""
        yield f"dynamodb:{operation}", f"{arguments['TableName']}{index}", _keys([arguments])


def _keys(items: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """Return the partition keys of items to write or read; a query's are not told."""
    found = [each.get("Key") or each.get("Item") or {} for each in items]
    return tuple(value["S"] if isinstance(value, dict) else str(value) for key in found if (value := key.get("PK")))
