"""Suppliers, and the rules a supplier keeps."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from domain.purchasing.errors import InvalidPurchaseError
from domain.shared.errors import FieldError
from domain.shared.field_checks import CONTROL_BUT_NEWLINE, amount_problems, text_problems
from domain.shared.identifiers import supplier_id_problem
from domain.shared.words import WEEKDAYS

if TYPE_CHECKING:
    from datetime import datetime

NAME_MAX_LENGTH: Final = 200
EMAIL_MAX_LENGTH: Final = 254
ADDRESS_MAX_LENGTH: Final = 500
NOTE_MAX_LENGTH: Final = 2000
LEAD_TIME_MAX_DAYS: Final = 365
REVIEW_PERIOD_MAX_DAYS: Final = 90
_EMAIL = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+")
_CURRENCY = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True, kw_only=True)
class SupplierDetails:
    """Everything about a supplier that the shop sets; replaced as a whole.

    Parameters
    ----------
    name, email, address, note
        Who it is, and where orders go.
    currency
        The currency of its prices (ISO 4217); ``None`` for the shop's.
    lead_time_days, lead_time_std_days
        Days from order to delivery as agreed, and their standard deviation; ``None`` where products tell their own.
    review_period_days
        Days between two occasions to order; ``None`` where products tell their own.
    order_weekdays
        The days of the week on which it takes orders, ``mon`` to ``sun`` in their order; empty for every day.
    min_order_value
        Smallest order in money, in its currency.

    Raises
    ------
    InvalidPurchaseError
        Naming every field that breaks a rule.
    """

    name: str
    email: str | None = None
    address: str | None = None
    currency: str | None = None
    lead_time_days: int | None = None
    lead_time_std_days: Decimal | None = None
    review_period_days: int | None = None
    order_weekdays: tuple[str, ...] = ()
    min_order_value: Decimal = Decimal(0)
    note: str | None = None

    def __post_init__(self) -> None:
        problems = [
            *text_problems("/name", self.name, NAME_MAX_LENGTH),
            *text_problems("/email", self.email, EMAIL_MAX_LENGTH),
            *text_problems("/address", self.address, ADDRESS_MAX_LENGTH, CONTROL_BUT_NEWLINE),
            *text_problems("/note", self.note, NOTE_MAX_LENGTH, CONTROL_BUT_NEWLINE),
            *amount_problems("/lead_time_days", self.lead_time_days, 0, LEAD_TIME_MAX_DAYS),
            *amount_problems("/lead_time_std_days", self.lead_time_std_days, 0, LEAD_TIME_MAX_DAYS),
            *amount_problems("/review_period_days", self.review_period_days, 1, REVIEW_PERIOD_MAX_DAYS),
            *amount_problems("/min_order_value", self.min_order_value),
            *self._code_problems(),
        ]
        if problems:
            raise InvalidPurchaseError("The supplier breaks the rules named in 'errors'.", fields=tuple(problems))
        in_order = tuple(day for day in WEEKDAYS if day in self.order_weekdays)
        object.__setattr__(self, "order_weekdays", in_order)

    def _code_problems(self) -> list[FieldError]:
        problems = []
        if self.email is not None and not _EMAIL.fullmatch(self.email):
            problems.append(FieldError("/email", "invalid_email", "must be one e-mail address"))
        if self.currency is not None and not _CURRENCY.fullmatch(self.currency):
            problems.append(FieldError("/currency", "invalid_currency", "must be three capital letters, such as EUR"))
        if not set(self.order_weekdays) <= set(WEEKDAYS):
            problems.append(FieldError("/order_weekdays", "invalid_weekday", f"must be among {', '.join(WEEKDAYS)}"))
        return problems


@dataclass(frozen=True, kw_only=True)
class Supplier:
    """One supplier.

    Parameters
    ----------
    supplier_id
        The shop's own id for it.
    open_orders
        Purchase orders that are neither received nor cancelled; counted in the transactions of orders.
    version
        Counts changes of the details from 1.

    Raises
    ------
    InvalidPurchaseError
        When the id is not a usable one.
    """

    supplier_id: str
    details: SupplierDetails
    created_at: datetime
    updated_at: datetime
    open_orders: int = 0
    version: int = 1

    def __post_init__(self) -> None:
        if problem := supplier_id_problem(self.supplier_id):
            raise InvalidPurchaseError.at("/supplier_id", "invalid_supplier_id", problem)
