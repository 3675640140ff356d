"""Import mappings as JSON: what callers send and get."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field

from domain.products.import_columns import ROLES as PRODUCT_ROLES
from domain.sales.csv.layouts.base import ROLES as SALES_ROLES
from domain.shared.csv.columns import MAX_COLUMNS
from domain.shared.csv.import_mapping import FileKind, ImportMapping
from domain.shared.csv.reading import ReadingOptions
from domain.shared.csv.text import Encoding
from handlers.shared.file_options import (
    CURRENCY_PATTERN,
    MAX_MAPPED,
    Mark,
    checked_columns,
    checked_sku_map,
    checked_time_zone,
)
from handlers.shared.json_types import JsonInstant, RequestBody, ResponseBody

_ROLES = {FileKind.SALES: SALES_ROLES, FileKind.PRODUCTS: PRODUCT_ROLES}
_AS_OPTION = "As for `POST /sales-data/upload`."
Name = Annotated[str, Field(max_length=1000)]


class NewImportMapping(RequestBody):
    """Options for files of a header; a call's own, as soon as it has any, count instead."""

    kind: Annotated[FileKind, Field(description="Files of sales, or of products and stock.")] = FileKind.SALES
    header: Annotated[
        list[Name],
        Field(
            min_length=1,
            max_length=MAX_COLUMNS,
            description="The names of all columns as the file has them; their order and case make no difference.",
        ),
    ]
    columns: Annotated[dict[str, Name | None], Field(max_length=30, default_factory=dict, description=_AS_OPTION)]
    date_format: Annotated[str | None, Field(max_length=20, description=_AS_OPTION)] = None
    decimal_mark: Annotated[Mark | None, Field(description=_AS_OPTION)] = None
    encoding: Annotated[Encoding | None, Field(description=_AS_OPTION)] = None
    currency: Annotated[str | None, Field(pattern=CURRENCY_PATTERN, description=_AS_OPTION)] = None
    time_zone: Annotated[str | None, Field(max_length=50, description=_AS_OPTION)] = None
    sku_map: Annotated[
        dict[Annotated[str, Field(max_length=200)], Annotated[str, Field(max_length=64)]],
        Field(max_length=MAX_MAPPED, default_factory=dict, description="Product ids by the file's own ids."),
    ]

    def options(self) -> ReadingOptions:
        """Return the options; raises what the checks of an upload's own raise."""
        return ReadingOptions(
            columns=checked_columns(self.columns, _ROLES[self.kind]),
            date_format=self.date_format,
            decimal_mark=self.decimal_mark,
            encoding=self.encoding,
            currency=self.currency,
            time_zone=checked_time_zone(self.time_zone),
            sku_map=checked_sku_map(self.sku_map),
        )


class ImportMappingBody(ResponseBody):
    """Options that are kept for files of a header."""

    mapping_id: Annotated[str, Field(description="The header's fingerprint; `read_as.mapping_id` of uploads names it.")]
    kind: FileKind
    header: list[str]
    columns: dict[str, str | None]
    date_format: str | None
    decimal_mark: str | None
    encoding: str | None
    currency: str | None
    time_zone: str | None
    sku_map: dict[str, str]
    created_at: JsonInstant
    updated_at: JsonInstant
    version: int

    @classmethod
    def of(cls, mapping: ImportMapping) -> Self:
        """Return the JSON form of a mapping."""
        options = mapping.options
        return cls(
            mapping_id=mapping.mapping_id,
            kind=mapping.kind,
            header=list(mapping.header),
            columns=dict(options.columns),
            date_format=options.date_format,
            decimal_mark=options.decimal_mark,
            encoding=options.encoding.value if options.encoding else None,
            currency=options.currency,
            time_zone=options.time_zone,
            sku_map=dict(options.sku_map),
            created_at=mapping.created_at,
            updated_at=mapping.updated_at,
            version=mapping.version,
        )


class ImportMappingPage(ResponseBody):
    """Page of import mappings."""

    items: list[ImportMappingBody]
    next_cursor: str | None
