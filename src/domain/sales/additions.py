"""Additions to a product-day, and the reasons for refusing one.

Adding has an order only with what replaces: a later upload that replaced the day has the last word, an addition that
belongs to an earlier one would count what is gone. So has an upload that replaces, with later ones of either kind: one
that is gone on with after they were written must not undo them. How additions are written once is the ledger's.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from domain.sales.prices import mean_price
from domain.shared.csv.numbers import EMPTY

if TYPE_CHECKING:
    from datetime import datetime

_LARGEST: Final = 4 * 10**18


class Outcome(StrEnum):
    """Outcome of an addition; all but the first two are refusals, named as errors of rows are."""

    ADDED = "added"
    REPEATED = "repeated"
    OTHER_AMOUNTS = "already_counted"
    SUPERSEDED = "superseded"
    BELOW_ZERO = "return_exceeds_sales"
    TOO_LARGE = "out_of_range"
    UNKNOWN_PRODUCT = "unknown_product"

    @property
    def counts(self) -> bool:
        """Tell whether the addition is in its day's sum."""
        return self in {Outcome.ADDED, Outcome.REPEATED}


@dataclass(frozen=True)
class Origin:
    """The upload that an addition belongs to.

    Parameters
    ----------
    upload_id, created_at
        An upload that adds is its own origin; that of a corrected row is the upload that rejected it.
    replaces
        Whether it puts its days in place of what earlier uploads left: then a corrected row of it does so too.
    """

    upload_id: str
    created_at: datetime
    replaces: bool = False


@dataclass(frozen=True)
class DaySales:
    """Stored sales of one product-day.

    Parameters
    ----------
    quantity, revenue, price
        Millionths; ``EMPTY`` where unknown (never ``quantity``).
    upload_id, created_at
        The upload that last replaced the day, or where none did (``only_added``) the first that added to it.
    added_at
        When the last upload began that something of was added since; ``None`` when nothing was.
    """

    quantity: int
    revenue: int
    price: int
    upload_id: str
    created_at: datetime
    added_at: datetime | None = None
    only_added: bool = False


def added(day: DaySales | None, amounts: tuple[int, int, int], origin: Origin, now: datetime) -> DaySales | Outcome:
    """Return a product-day with quantity, revenue and price added, or why they cannot be.

    Parameters
    ----------
    amounts
        Millionths; ``EMPTY`` where unknown.
    origin
        The upload that they belong to; for a corrected row another one than that which brings it.
    now
        The time of writing. A day that names a later one was written by a wrong clock, which says nothing of the order.
    """
    if day is not None and _is_superseded(day, origin, now):
        return Outcome.SUPERSEDED
    if day is None or _gives_way(day, origin):
        day = DaySales(*amounts, origin.upload_id, origin.created_at, origin.created_at, not origin.replaces)
    else:
        quantity, revenue = day.quantity + amounts[0], _sum(day.revenue, amounts[1])
        price = _price(quantity, revenue, day.price, amounts[2])
        day = _touched(replace(day, quantity=quantity, revenue=revenue, price=price), origin)
    if day.quantity < 0 or EMPTY < day.revenue < 0:
        return Outcome.BELOW_ZERO
    return Outcome.TOO_LARGE if max(day.quantity, day.revenue) > _LARGEST else day


def recorded(day: DaySales, upload_id: str, created_at: datetime, now: datetime) -> Outcome | None:
    """Return why an upload that replaces must leave a product-day as it is; ``None``: it is put in its place.

    The upload may have begun long ago, and have been cut off, or waited, since.

    Parameters
    ----------
    created_at
        When it began.
    now
        As in :func:`added`.
    """
    if day.upload_id == upload_id and day.created_at == created_at:
        return None if day.added_at is None else Outcome.ADDED  # its own, and what was added since stays
    is_later = not day.only_added and created_at < day.created_at <= now
    is_added_later = day.added_at is not None and created_at < day.added_at <= now
    return Outcome.SUPERSEDED if is_later or is_added_later else None


def _touched(day: DaySales, origin: Origin) -> DaySales:
    """Return a day that knows of something of an upload in it; the first one to replace it owns it."""
    added_at = max(origin.created_at, day.added_at or origin.created_at)
    if not origin.replaces and day.only_added and origin.created_at < day.created_at:
        return replace(day, upload_id=origin.upload_id, created_at=origin.created_at, added_at=added_at)
    if origin.replaces and day.only_added:
        return replace(
            day, upload_id=origin.upload_id, created_at=origin.created_at, added_at=added_at, only_added=False
        )
    return replace(day, added_at=added_at)


def _is_superseded(day: DaySales, origin: Origin, now: datetime) -> bool:
    """Tell whether a later upload has had the last word on a day."""
    if day.upload_id == origin.upload_id or day.created_at > now:
        return False
    if not day.only_added and (day.created_at, day.upload_id) > (origin.created_at, origin.upload_id):
        return True
    # A replacing upload would have taken the place of what was there before it, and not of what was added after it.
    # Where both were, they cannot be told apart any more.
    return (
        origin.replaces
        and day.created_at <= origin.created_at
        and day.added_at is not None
        and day.added_at > origin.created_at
    )


def _gives_way(day: DaySales, origin: Origin) -> bool:
    """Tell whether a corrected row puts itself in the place of a day, as its upload would have."""
    return origin.replaces and day.upload_id != origin.upload_id and day.created_at <= origin.created_at


def _sum(one: int, other: int) -> int:
    return EMPTY if EMPTY in {one, other} else one + other


def _price(quantity: int, revenue: int, one: int, other: int) -> int:
    """Return the price that both agree on, else what revenue over quantity makes it, ``EMPTY`` where neither is."""
    return one if one == other else int(mean_price(revenue, quantity))
