"""Calendar entries, and the rules that an entry keeps.

An entry says what the shop knows of some days: a promotion, an event, a closure, an empty shelf, a planned price; and
which products it concerns. What it does to demand is forecasting's business.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from domain.calendar.errors import InvalidEntryError
from domain.shared.errors import FieldError
from domain.shared.field_checks import UNPRINTABLE, amount_problems, text_problems
from domain.shared.identifiers import product_id_problem
from domain.shared.words import folded

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

NAME_MAX_LENGTH: Final = 100
NOTE_MAX_LENGTH: Final = 500
AUTHOR_MAX_LENGTH: Final = 100
CATEGORY_MAX_LENGTH: Final = 100
MAX_DAYS: Final = 366
MAX_PRODUCTS: Final = 1000
CHANGE_MIN, CHANGE_MAX = Decimal(-100), Decimal(1000)


class EntryKind(StrEnum):
    """Kind of an entry."""

    PROMOTION = "promotion"
    EVENT = "event"
    CLOSURE = "closure"
    STOCKOUT = "stockout"
    PRICE = "price"


#: Kinds that may hold a price, and those that say all there is to say by themselves.
PRICED: Final = frozenset({EntryKind.PROMOTION, EntryKind.PRICE})
PLAIN: Final = frozenset({EntryKind.CLOSURE, EntryKind.STOCKOUT})


@dataclass(frozen=True)
class Scope:
    """The products that an entry concerns: all, one category's, or some by id. Exactly one of the three."""

    everything: bool = False
    category: str | None = None
    product_ids: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse no scope, two at once, and ids that cannot be."""
        object.__setattr__(self, "product_ids", tuple(sorted(set(self.product_ids))))
        if sum((self.everything, self.category is not None, bool(self.product_ids))) != 1:
            detail = 'must be exactly one of {"all": true}, {"category": "…"} and {"product_ids": ["…"]}'
            raise _invalid(FieldError("/scope", "scope", detail))
        problems = [*self._problems()]
        if problems:
            raise _invalid(*problems)

    def _problems(self) -> Iterator[FieldError]:
        if self.category is not None and (problem := _wrong_text(self.category, CATEGORY_MAX_LENGTH)):
            yield FieldError("/scope/category", "invalid_text", problem)
        if len(self.product_ids) > MAX_PRODUCTS:
            detail = f"must have at most {MAX_PRODUCTS} ids; use a category or all"
            yield FieldError("/scope/product_ids", "too_long", detail)
        for product_id in self.product_ids[:MAX_PRODUCTS]:
            if problem := product_id_problem(product_id):
                yield FieldError("/scope/product_ids", "invalid_product_id", f"'{product_id[:80]}' {problem}")

    def concerns(self, product_id: str, category: str | None) -> bool:
        """Tell whether a product of a category is among them."""
        if self.everything:
            return True
        return product_id in self.product_ids if self.category is None else self.category == category

    def to_json(self) -> dict[str, bool | str | list[str]]:
        """Return the form in which it is told and kept."""
        if self.everything:
            return {"all": True}
        return {"product_ids": list(self.product_ids)} if self.category is None else {"category": self.category}


@dataclass(frozen=True, kw_only=True)
class EntryDetails:
    """Everything about an entry that people say; replaced as a whole.

    Parameters
    ----------
    name
        What it is called: entries of one name are occasions of the same thing.
    start, end
        Its first and last day.
    expected_change_pct
        What demand is expected to do on its days: ``30`` is 30% more, ``-100`` nothing at all.
    price
        Selling price of one unit on its days.

    Raises
    ------
    InvalidEntryError
        Naming every field that breaks a rule.
    """

    name: str
    kind: EntryKind
    start: date
    end: date
    scope: Scope
    expected_change_pct: Decimal | None = None
    price: Decimal | None = None
    note: str | None = None

    def __post_init__(self) -> None:
        """Refuse what breaks a rule."""
        if problems := [*self._text_problems(), *self._date_problems(), *self._amount_problems()]:
            raise _invalid(*problems)

    def _text_problems(self) -> Iterator[FieldError]:
        if problem := _wrong_text(self.name, NAME_MAX_LENGTH):
            yield FieldError("/name", "invalid_text", problem)
        if self.note is not None and (problem := _wrong_text(self.note, NOTE_MAX_LENGTH)):
            yield FieldError("/note", "invalid_text", problem)

    def _date_problems(self) -> Iterator[FieldError]:
        if self.end < self.start:
            yield FieldError("/end", "before_start", "must not be before start")
        elif (self.end - self.start).days >= MAX_DAYS:
            yield FieldError("/end", "too_long", f"must be less than {MAX_DAYS} days after start")

    def _amount_problems(self) -> Iterator[FieldError]:
        if self.kind in PLAIN and self.expected_change_pct is not None:
            detail = f"must be left out of a {self.kind}, which says by itself what becomes of demand"
            yield FieldError("/expected_change_pct", "not_of_this_kind", detail)
        if self.kind not in PRICED and self.price is not None:
            yield FieldError("/price", "not_of_this_kind", "must be left out; promotions and prices have one")
        if self.kind is EntryKind.PRICE and self.price is None:
            yield FieldError("/price", "missing", "must be given for an entry of the kind 'price'")
        for wrong in (
            *amount_problems("/expected_change_pct", self.expected_change_pct, CHANGE_MIN, CHANGE_MAX),
            *amount_problems("/price", self.price),
        ):
            yield FieldError(wrong.pointer, "out_of_range", wrong.detail)

    @property
    def identity(self) -> str:
        """Hash of name, days and scope: entries of the same identity are the same entry."""
        told = [folded(self.name), self.start.isoformat(), self.end.isoformat(), self.scope.to_json()]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:32]


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One entry of the calendar.

    Parameters
    ----------
    created_by
        Who put it there: a name that the caller gave, or the id of the API key.
    version
        Counts changes from 1; the basis of optimistic locking.
    """

    event_id: str
    details: EntryDetails
    created_by: str | None
    created_at: datetime
    updated_at: datetime
    version: int = 1

    @property
    def position(self) -> str:
        """Place in lists: by first day, then by id."""
        return f"{self.details.start.isoformat()}#{self.event_id}"


@dataclass(frozen=True)
class EntryQuery:
    """Filter of a list of entries.

    Parameters
    ----------
    first, last
        Only entries with a day between them.
    product_id, product_category
        Only entries that concern the product, which is of that category.
    category
        Only entries that concern all products of the category.
    """

    first: date | None = None
    last: date | None = None
    kind: EntryKind | None = None
    product_id: str | None = None
    product_category: str | None = None
    category: str | None = None

    def matches(self, entry: Entry) -> bool:
        """Tell whether an entry belongs in the list."""
        details = entry.details
        return (
            (self.first is None or details.end >= self.first)
            and (self.last is None or details.start <= self.last)
            and self.kind in {None, details.kind}
            and self._concerned(details.scope)
        )

    def _concerned(self, scope: Scope) -> bool:
        if self.product_id is not None and not scope.concerns(self.product_id, self.product_category):
            return False
        return scope.everything or self.category in {None, scope.category}


def author_problem(author: str) -> str | None:
    """Say what is wrong with an author's name, or ``None`` when it is fine."""
    return _wrong_text(author, AUTHOR_MAX_LENGTH)


def _invalid(*problems: FieldError) -> InvalidEntryError:
    return InvalidEntryError("The calendar entry breaks the rules named in 'errors'.", fields=tuple(problems))


def _wrong_text(text: str, limit: int) -> str | None:
    wrong = text_problems("", text, limit, UNPRINTABLE)
    return f"must be 1 to {limit} printable characters without line breaks" if wrong else None
