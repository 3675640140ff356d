"""Known days: holidays, what the shop's calendar says of days past and to come, and what became of it in a forecast."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

from domain.shared.words import folded

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

type EventKind = Literal["promotion", "event", "closure", "stockout", "price"]

#: Weeks before a holiday on a moving date: their last and first day, in days before it, and what they are called.
LEAD_UP_WEEKS: Final = (
    (4, 10, "the week before {}"),
    (11, 17, "the second week before {}"),
    (18, 24, "the third week before {}"),
)

#: Kinds that change what is read of the past or is sold, rather than what is wanted.
NOT_DEMAND: Final = frozenset({"closure", "stockout"})


@dataclass(frozen=True)
class KnownEvent:
    """Something on known days, past or coming, that moves demand: a fair, a campaign, a closed week.

    Attributes
    ----------
    expected_change_pct
        What people expect (``30`` is 30% more, ``-100`` is nothing sold); ``None``: learn it from the past days of an
        event of the same name, if there are any.
    event_id, version
        The calendar's entry that it is; ``None``: it is on no calendar.
    price
        Selling price on its days.
    category, product_ids
        Whom it concerns: one category's products, or some; ``None`` for both: all.
    """

    name: str
    start: date
    end: date
    expected_change_pct: float | None = None
    kind: EventKind = "event"
    price: float | None = None
    category: str | None = None
    product_ids: frozenset[str] | None = None
    event_id: str | None = None
    version: int = 0

    def __post_init__(self) -> None:
        """Refuse an event that ends before it starts or expects less than nothing."""
        if self.end < self.start:
            raise ValueError("an event cannot end before it starts")
        if self.expected_change_pct is not None and not -100 <= self.expected_change_pct <= 1000:
            raise ValueError("expected_change_pct must lie between -100 and 1000")

    @property
    def key(self) -> str:
        """Name by which events are occasions of the same thing."""
        return folded(self.name)

    @property
    def stated(self) -> float | None:
        """Factor that people expect."""
        return None if self.expected_change_pct is None else 1 + self.expected_change_pct / 100

    def concerns(self, product_id: str, category: str | None) -> bool:
        """Tell whether a product of a category is concerned."""
        if self.product_ids is not None:
            return product_id in self.product_ids
        return self.category is None or self.category == category

    def touches(self, first: date, last: date) -> bool:
        """Tell whether it has a day from ``first`` to ``last``."""
        return self.end >= first and self.start <= last


@dataclass(frozen=True)
class Calendar:
    """Dates that matter to the shop, past and future: public holidays by name, and the shop's events.

    Of two events of one name on a day the later one in ``events`` counts. ``elsewhere``: holidays that count instead of
    ``holidays`` for the products of some categories, by category.
    """

    holidays: Mapping[date, str] = field(default_factory=dict)
    events: tuple[KnownEvent, ...] = ()
    elsewhere: Mapping[str, Mapping[date, str]] = field(default_factory=dict)

    def holidays_of(self, category: str | None) -> Mapping[date, str]:
        """Return the holidays that count for a category's products."""
        return self.elsewhere.get(category or "", self.holidays)

    def concerning(self, product_id: str, category: str | None) -> tuple[KnownEvent, ...]:
        """Return the events that concern a product."""
        return tuple(event for event in self.events if event.concerns(product_id, category))


@dataclass(frozen=True)
class AppliedEvent:
    """Effect of an event on a forecast: the factor on its days, and why it is not applied, if it is not.

    ``by_day``: what each of its days has of the factor, 1 on average; empty: all the same.
    """

    event: KnownEvent
    factor: float
    reason: str
    not_applied_because: str | None = None
    by_day: tuple[float, ...] = ()

    @property
    def applied(self) -> bool:
        """True when the forecast holds it."""
        return self.not_applied_because is None


@dataclass(frozen=True)
class RunEvent:
    """Entry of the calendar on a forecast's days: its factor, and whether that was applied."""

    event_id: str
    name: str
    start: date
    end: date
    factor: float
    applied: bool

    @property
    def key(self) -> str:
        """Name by which events are occasions of the same thing."""
        return folded(self.name)
