"""Calendar entries as JSON: what callers send and get."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from domain.calendar.entry_columns import ENGLISH
from domain.calendar.models import (
    AUTHOR_MAX_LENGTH,
    CATEGORY_MAX_LENGTH,
    CHANGE_MAX,
    CHANGE_MIN,
    MAX_PRODUCTS,
    NAME_MAX_LENGTH,
    NOTE_MAX_LENGTH,
    Entry,
    EntryDetails,
    EntryKind,
    Scope,
)
from domain.shared.field_checks import AMOUNT_MAX
from domain.shared.identifiers import PRODUCT_ID_PATTERN
from handlers.shared.file_schemas import file_body, named_columns
from handlers.shared.json_types import (
    JsonDate,
    JsonInstant,
    JsonNumber,
    RequestBody,
    ResponseBody,
    number_schema,
)
from handlers.shared.merge_patch import patch_body
from handlers.shared.warnings import WarningBody

if TYPE_CHECKING:
    from collections.abc import Iterable

    from domain.shared.notice import Notice

ProductId = Annotated[str, Field(pattern=PRODUCT_ID_PATTERN)]
Change = Annotated[
    JsonNumber,
    Field(ge=CHANGE_MIN, le=CHANGE_MAX),
    number_schema(minimum=int(CHANGE_MIN), maximum=int(CHANGE_MAX)),
]
Price = Annotated[JsonNumber, Field(ge=0, le=AMOUNT_MAX), number_schema(minimum=0, maximum=int(AMOUNT_MAX))]

#: Members the server sets; a body that was read from the API and is sent back may still hold them.
_SERVER_MEMBERS = ("event_id", "created_at", "updated_at", "version", "warnings")
_EXAMPLE_SCOPE = {"category": "Tea"}


class ScopeBody(RequestBody):
    """The products that an entry concerns: exactly one of the three."""

    all: Annotated[Literal[True] | None, Field(description="All products.")] = None
    category: Annotated[str | None, Field(min_length=1, max_length=CATEGORY_MAX_LENGTH)] = None
    product_ids: Annotated[list[ProductId] | None, Field(min_length=1, max_length=MAX_PRODUCTS)] = None

    def scope(self) -> Scope:
        """Return the domain's form."""
        return Scope(everything=self.all is True, category=self.category, product_ids=tuple(self.product_ids or ()))


class EntryFields(RequestBody):
    """Everything about an entry that people say."""

    name: Annotated[
        str,
        Field(
            min_length=1,
            max_length=NAME_MAX_LENGTH,
            description="Entries of one name are occasions of the same thing, and teach what it does to demand.",
        ),
    ]
    kind: Annotated[
        EntryKind,
        Field(
            description="`closure`: nothing is sold. `stockout`: the shelf was empty, sales are no demand. `promotion` "
            "and `price`: with a price, demand follows it as it followed prices before. `event`: anything else."
        ),
    ] = EntryKind.EVENT
    start: Annotated[JsonDate, Field(description="First day.")]
    end: Annotated[JsonDate, Field(description="Last day; not before `start`.")]
    scope: Annotated[ScopeBody, Field(examples=[_EXAMPLE_SCOPE])]
    expected_change_pct: Annotated[
        Change | None,
        Field(description="30: 30% more. Null: learn it from earlier entries of the same name."),
    ] = None
    price: Annotated[Price | None, Field(description="Selling price of one unit on its days.")] = None
    note: Annotated[str | None, Field(min_length=1, max_length=NOTE_MAX_LENGTH)] = None
    created_by: Annotated[
        str | None,
        Field(
            min_length=1,
            max_length=AUTHOR_MAX_LENGTH,
            description="Who puts it there; the API key's id when left out. Changes leave it as it is.",
        ),
    ] = None

    @model_validator(mode="before")
    @classmethod
    def _drop_server_members(cls, body: Any) -> Any:
        if not isinstance(body, dict):
            return body
        return {name: value for name, value in body.items() if name not in _SERVER_MEMBERS}

    def details(self) -> EntryDetails:
        """Return the domain's form."""
        return EntryDetails(
            name=self.name,
            kind=self.kind,
            start=self.start,
            end=self.end,
            scope=self.scope.scope(),
            expected_change_pct=self.expected_change_pct,
            price=self.price,
            note=self.note,
        )


class EntryBody(ResponseBody):
    """One entry of the calendar."""

    event_id: str
    name: str
    kind: EntryKind
    start: date
    end: date
    scope: Annotated[
        dict[str, bool | str | list[str]],
        Field(description='`{"all": true}`, `{"category": "…"}` or `{"product_ids": ["…"]}`.'),
    ]
    expected_change_pct: JsonNumber | None
    price: JsonNumber | None
    note: str | None
    created_by: str | None
    created_at: JsonInstant
    updated_at: JsonInstant
    version: int

    @classmethod
    def of(cls, entry: Entry) -> Self:
        """Return the JSON form of an entry."""
        details = entry.details
        return cls(
            event_id=entry.event_id,
            name=details.name,
            kind=details.kind,
            start=details.start,
            end=details.end,
            scope=details.scope.to_json(),
            expected_change_pct=details.expected_change_pct,
            price=details.price,
            note=details.note,
            created_by=entry.created_by,
            created_at=entry.created_at,
            updated_at=entry.updated_at,
            version=entry.version,
        )


class EntryAnswer(EntryBody):
    """An entry of the calendar by itself, and what is worth a second look of it."""

    warnings: Annotated[
        list[WarningBody],
        Field(description="`unknown_category`, `unknown_product`: the entry names what no product has, or is."),
    ]

    @classmethod
    def warned(cls, entry: Entry, notices: Iterable[Notice]) -> Self:
        """Return the JSON form of an entry with its warnings."""
        return cls(**vars(EntryBody.of(entry)), warnings=WarningBody.all_of(notices))


class EntryPage(ResponseBody):
    """Some entries, and the cursor of the page that follows."""

    items: list[EntryBody]
    next_cursor: str | None
    warnings: Annotated[
        list[WarningBody], Field(description="On a first page: that no product has the category, or is the product.")
    ]


OPENAPI_REQUEST_BODIES: dict[tuple[str, str], dict[str, Any]] = {
    ("/calendar/{event_id}", "patch"): patch_body("EntryFields", {"expected_change_pct": 45}),
    ("/calendar/upload", "post"): file_body(
        "Calendar entries as a file with a header, up to 4.5 MB and 500 entries. Needed are `name` and `start`; `end` "
        "is the same day and `kind` `event` when left out. A row names a product or a category; with neither it is for "
        "the whole shop. Rows that differ in their product alone are one entry. An entry with the same name, days and "
        f"scope is changed where the file says something. {named_columns(ENGLISH)}",
        "name,kind,start,end,category,expected_change_pct\nTrade fair,event,2026-12-04,2026-12-06,Tea,30\n",
    ),
}
