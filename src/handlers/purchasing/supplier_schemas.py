"""Suppliers and the shop's settings as JSON: what callers send and get."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from domain.purchasing.lead_times import LearnedLeadTime
from domain.purchasing.models.settings import DEFAULT_HOLDING_COST, ShopSettings
from domain.purchasing.models.supplier import (
    ADDRESS_MAX_LENGTH,
    EMAIL_MAX_LENGTH,
    LEAD_TIME_MAX_DAYS,
    NAME_MAX_LENGTH,
    NOTE_MAX_LENGTH,
    REVIEW_PERIOD_MAX_DAYS,
    Supplier,
    SupplierDetails,
)
from domain.shared.field_checks import AMOUNT_MAX
from domain.shared.identifiers import PRODUCT_ID_PATTERN
from handlers.shared.file_options import CURRENCY_PATTERN
from handlers.shared.json_types import (
    JsonInstant,
    JsonInt,
    JsonNumber,
    RequestBody,
    ResponseBody,
    number_schema,
)

SupplierId = Annotated[str, Field(pattern=PRODUCT_ID_PATTERN)]
Amount = Annotated[JsonNumber, Field(ge=0, le=AMOUNT_MAX), number_schema(minimum=0, maximum=int(AMOUNT_MAX))]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
Address = Annotated[str, Field(min_length=1, max_length=ADDRESS_MAX_LENGTH)]

#: Members the server sets; a body that was read from the API and is sent back may still hold them.
_SERVER_MEMBERS = ("created_at", "updated_at", "version", "learned_lead_time", "lateness")


def without(members: tuple[str, ...], body: Any) -> Any:
    """Return a body without members that only the server sets."""
    return {name: value for name, value in body.items() if name not in members} if isinstance(body, dict) else body


class SupplierFields(RequestBody):
    """Everything about a supplier that the shop sets."""

    name: Annotated[str, Field(min_length=1, max_length=NAME_MAX_LENGTH)]
    email: Annotated[str | None, Field(min_length=3, max_length=EMAIL_MAX_LENGTH)] = None
    address: Address | None = None
    currency: Annotated[
        str | None, Field(pattern=CURRENCY_PATTERN, description="Of its prices (ISO 4217); the shop's when null.")
    ] = None
    lead_time_days: Annotated[
        JsonInt | None,
        Field(ge=0, le=LEAD_TIME_MAX_DAYS, description="As agreed; for products that have no days of their own."),
    ] = None
    lead_time_std_days: Annotated[
        JsonNumber | None,
        Field(ge=0, le=LEAD_TIME_MAX_DAYS),
        number_schema(minimum=0, maximum=LEAD_TIME_MAX_DAYS),
    ] = None
    review_period_days: Annotated[JsonInt | None, Field(ge=1, le=REVIEW_PERIOD_MAX_DAYS)] = None
    order_weekdays: Annotated[
        tuple[Weekday, ...], Field(description="The days of the week on which it takes orders; none for every day.")
    ] = ()
    min_order_value: Annotated[Amount, Field(description="Smallest order, in its currency.")] = Decimal(0)
    note: Annotated[str | None, Field(min_length=1, max_length=NOTE_MAX_LENGTH)] = None

    @model_validator(mode="before")
    @classmethod
    def _drop_server_members(cls, body: Any) -> Any:
        return without(_SERVER_MEMBERS, body)

    def details(self) -> SupplierDetails:
        """Return the domain's form."""
        return SupplierDetails(**{name: getattr(self, name) for name in SupplierFields.model_fields})


class NewSupplier(SupplierFields):
    """A supplier to create; the id is generated when it is left out."""

    supplier_id: SupplierId | None = None


class LearnedLeadTimeBody(ResponseBody):
    """Days from order to delivery as they were measured, weighted by the units that came."""

    receipts: Annotated[int, Field(description="Receipts it rests on; from five on it counts.")]
    counts: bool
    mean_days: JsonNumber
    std_days: JsonNumber
    p50: Annotated[int, Field(description="Within so many days half of the units had come.")]
    p90: int
    since: Annotated[date, Field(description="Day of the first of these receipts.")]
    average_delay_days: Annotated[
        JsonNumber | None, Field(description="Days later than promised, on average; below 0: early.")
    ]

    @classmethod
    def of(cls, learned: LearnedLeadTime) -> Self:
        """Return the JSON form of a lead time."""
        return cls(
            receipts=learned.receipts,
            counts=learned.counts,
            mean_days=_tenth(learned.mean_days),
            std_days=_tenth(learned.std_days),
            p50=learned.quantile(0.5),
            p90=learned.quantile(0.9),
            since=learned.since,
            average_delay_days=None if learned.average_delay_days is None else _tenth(learned.average_delay_days),
        )


def _tenth(value: float) -> Decimal:
    return Decimal(str(round(value, 1)))


class SupplierBody(ResponseBody):
    """One supplier."""

    supplier_id: str
    name: str
    email: str | None
    address: str | None
    currency: str | None
    lead_time_days: int | None
    lead_time_std_days: JsonNumber | None
    review_period_days: int | None
    order_weekdays: list[str]
    min_order_value: JsonNumber
    note: str | None
    learned_lead_time: LearnedLeadTimeBody | None
    lateness: Annotated[
        str | None, Field(description="Sentence on how punctual its deliveries are, from five receipts on.")
    ]
    created_at: JsonInstant
    updated_at: JsonInstant
    version: int

    @classmethod
    def of(cls, supplier: Supplier, learned: LearnedLeadTime | None) -> Self:
        """Return the JSON form of a supplier."""
        details = {name: getattr(supplier.details, name) for name in SupplierFields.model_fields}
        return cls(
            supplier_id=supplier.supplier_id,
            created_at=supplier.created_at,
            updated_at=supplier.updated_at,
            version=supplier.version,
            learned_lead_time=LearnedLeadTimeBody.of(learned) if learned else None,
            lateness=learned.lateness if learned else None,
            **(details | {"order_weekdays": list(supplier.details.order_weekdays)}),
        )


class SupplierPage(ResponseBody):
    """Some suppliers, and the cursor of the page that follows."""

    items: list[SupplierBody]
    next_cursor: str | None


class SettingsFields(RequestBody):
    """The shop's settings; what is left out goes back to its default."""

    name: Annotated[
        str | None, Field(min_length=1, max_length=NAME_MAX_LENGTH, description="The shop's name on orders.")
    ] = None
    address: Annotated[Address | None, Field(description="Where suppliers deliver, in lines.")] = None
    holding_cost: Annotated[
        JsonNumber,
        Field(ge=0, le=10, description="Cost of holding stock for a year, as a share of its value."),
        number_schema(minimum=0, maximum=10),
    ] = DEFAULT_HOLDING_COST

    @model_validator(mode="before")
    @classmethod
    def _drop_server_members(cls, body: Any) -> Any:
        return without(("version",), body)

    def settings(self) -> ShopSettings:
        """Return the domain's form."""
        return ShopSettings(name=self.name, address=self.address, holding_cost=self.holding_cost)


class SettingsBody(ResponseBody):
    """The shop's settings."""

    name: str | None
    address: str | None
    holding_cost: JsonNumber
    version: int

    @classmethod
    def of(cls, settings: ShopSettings) -> Self:
        """Return the JSON form of settings."""
        return cls(
            name=settings.name, address=settings.address, holding_cost=settings.holding_cost, version=settings.version
        )
