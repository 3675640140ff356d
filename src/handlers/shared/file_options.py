"""A caller's word on how a file is read, as query parameters and in bodies."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Final, Literal

from aws_lambda_powertools.event_handler.openapi.params import Query

from domain.shared.csv.errors import InvalidColumnsError, InvalidSkuMapError
from domain.shared.csv.product_ids import bare_id
from domain.shared.csv.text import Encoding
from domain.shared.csv.time_zones import zone_of
from domain.shared.errors import FieldError
from domain.shared.identifiers import product_id_problem

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

_COLUMNS = (
    "Which column is which, as a JSON object of the file's own column names, such as "
    '`{"date": "Day", "price": null}`; null leaves a role without a column. What is left out is found by name.'
)
_DATE_FORMAT = "Settles day and month where the file does not: `DD/MM/YYYY`, `MM/DD/YYYY` or `YYYY-MM-DD`."
_DECIMAL_MARK = "The decimal mark of the file's amounts; found out when left out."
_CURRENCY = (
    "What the file's amounts of money are in (ISO 4217); found out when left out. Nothing is converted: another "
    "currency than the stack's is refused."
)
_SKU_MAP = (
    'Product ids by the file\'s own ids, as a JSON object such as `{"A 12": "SKU-12"}`, for ids that are not the '
    "products' own."
)
_ENCODING = "The encoding of the file; what its bytes show when left out, UTF-8 most often."
_TIME_ZONE = (
    "Whose days sales belong to (IANA name), of times that carry an offset from UTC; when left out, the day that is "
    "written counts."
)

CURRENCY_PATTERN = "^[A-Z]{3}$"
Mark = Literal[".", ","]
ColumnsInQuery = Annotated[str | None, Query(max_length=4000, description=_COLUMNS)]
DateFormatInQuery = Annotated[str | None, Query(max_length=20, description=_DATE_FORMAT)]
DecimalMarkInQuery = Annotated[Mark | None, Query(description=_DECIMAL_MARK)]
CurrencyInQuery = Annotated[str | None, Query(pattern=CURRENCY_PATTERN, description=_CURRENCY)]
EncodingInQuery = Annotated[Encoding | None, Query(description=_ENCODING)]

TimeZoneInQuery = Annotated[str | None, Query(max_length=50, description=_TIME_ZONE)]
SkuMapInQuery = Annotated[str | None, Query(max_length=4000, description=_SKU_MAP)]
#: Ids of one file that may be mapped.
MAX_MAPPED: Final = 500


def columns_from_query(text: str | None, roles: Collection[str]) -> Mapping[str, str | None]:
    """Return the ``columns`` parameter.

    Raises
    ------
    InvalidColumnsError
        When it is no JSON object of names, or names roles that there are not.
    """
    try:
        columns = json.loads(text or "{}")
    except (ValueError, RecursionError):
        columns = None
    if not isinstance(columns, dict) or not all(_is_name(name) for name in columns.values()):
        detail = 'must be a JSON object of column names, such as {"date": "Day"}'
        wrong = FieldError("/query/columns", "invalid_columns", detail)
        raise InvalidColumnsError("The parameter 'columns' cannot be read.", fields=(wrong,))
    return checked_columns(columns, roles, "/query/columns")


def checked_columns(
    columns: Mapping[str, str | None], roles: Collection[str], pointer: str = "/columns"
) -> Mapping[str, str | None]:
    """Return chosen columns, having looked at the roles; raises :class:`InvalidColumnsError`, at ``pointer``."""
    wrong = tuple(
        FieldError(f"{pointer}/{_escaped(role)}", "unknown_role", f"must be one of: {', '.join(roles)}")
        for role in columns
        if role not in roles
    )
    if wrong:
        raise InvalidColumnsError("The parameter 'columns' names what no column can be.", fields=wrong)
    return columns


def checked_time_zone(name: str | None) -> str | None:
    """Return a time zone's name; raises :class:`InvalidTimeZoneError`."""
    return zone_of(name).key if name else None


def sku_map_from_query(text: str | None) -> Mapping[str, str]:
    """Return the ``sku_map`` parameter.

    Raises
    ------
    InvalidSkuMapError
        When it is no JSON object of product ids.
    """
    try:
        sku_map = json.loads(text or "{}")
    except (ValueError, RecursionError):
        sku_map = None
    if not isinstance(sku_map, dict):
        detail = 'must be a JSON object of product ids by the file\'s own, such as {"A 12": "SKU-12"}'
        raise InvalidSkuMapError(FieldError("/query/sku_map", "invalid_sku_map", detail))
    return checked_sku_map(sku_map, "/query/sku_map")


def checked_sku_map(sku_map: Mapping[str, object], pointer: str = "/sku_map") -> Mapping[str, str]:
    """Return mapped ids as they are looked up; raises :class:`InvalidSkuMapError`, at ``pointer``."""
    wrong = [
        FieldError(f"{pointer}/{_escaped(own)}", "invalid_product_id", f"a product id {problem}")
        for own, product_id in sku_map.items()
        if (problem := _id_problem(product_id))
    ]
    if len(sku_map) > MAX_MAPPED:
        wrong.append(FieldError(pointer, "too_many", f"must have at most {MAX_MAPPED} ids"))
    if wrong:
        raise InvalidSkuMapError(*wrong)
    return {bare_id(own): str(product_id) for own, product_id in sku_map.items()}


def _id_problem(product_id: object) -> str | None:
    return product_id_problem(product_id) if isinstance(product_id, str) else "must be a text"


def _is_name(name: object) -> bool:
    """Tell whether a value names a column: text that can be written as UTF-8, or null."""
    return name is None or (isinstance(name, str) and not any("\ud800" <= char <= "\udfff" for char in name))


def _escaped(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")
