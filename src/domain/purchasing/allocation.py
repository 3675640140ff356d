"""Allocation of money to units of products, those first that avoid most loss for their money.

Marginal analysis: the worth of a product's next pack falls with every pack before it, so taking the best next pack of
any product, again and again, is the best use of the money up to what no pack fits into (Fox 1966; Silver, Pyke &
Thomas, 4th ed., section 9.3). Large quantities go in up to fifty steps.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from heapq import heappop, heappush
from typing import TYPE_CHECKING, Final

from domain.shared.money import line_cost

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.purchasing.models.proposal import Worth

_STEPS: Final = 50
_ZERO: Final = Decimal(0)


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A product that may get more units.

    Parameters
    ----------
    unit_cost
        Money for one unit.
    smallest, multiple
        Fewest units to order at all, and the pack size: all quantities are multiples of it.
    most
        Units it may have at most.
    ordered
        Units it has already.
    """

    product_id: str
    unit_cost: Decimal
    smallest: Decimal
    multiple: Decimal
    worth: Worth
    most: Decimal
    ordered: Decimal = _ZERO

    def least(self, has: Decimal) -> Decimal:
        """Return the fewest units that can be added to those it has."""
        return self.multiple if has else max(self.packs(self.smallest, ROUND_CEILING), self.multiple)

    def packs(self, units: Decimal, rounding: str) -> Decimal:
        """Round a number of units to whole packs."""
        return (units / self.multiple).to_integral_value(rounding) * self.multiple

    def cost(self, has: Decimal, more: Decimal) -> Decimal:
        """Return by how much more units raise the cost of the line."""
        return line_cost(has + more, self.unit_cost) - line_cost(has, self.unit_cost)

    def fitting(self, has: Decimal, wanted: Decimal, room: Decimal | None) -> Decimal:
        """Return the most of the wanted units that the money is enough for, in whole packs; 0 when for none."""
        wanted = min(wanted, self.packs(max(self.most - has, _ZERO), ROUND_FLOOR))
        if room is not None and self.cost(has, wanted) > room:
            wanted = self.packs(room / self.unit_cost, ROUND_FLOOR)
            if wanted and self.cost(has, wanted) > room:  # by a cent's rounding
                wanted -= self.multiple
        return wanted if wanted >= self.least(has) else _ZERO


def within_budget(candidates: Sequence[Candidate], budget: Decimal) -> dict[str, Decimal]:
    """Return the units of each product, up to its most, that the budget is best spent on; no further pack fits it."""
    return _allocated(candidates, budget, None)


def filled_to(candidates: Sequence[Candidate], gap: Decimal, room: Decimal | None) -> dict[str, Decimal] | None:
    """Return the units to add so that they cost at least ``gap``; ``None`` when the products or the room do not allow.

    Parameters
    ----------
    gap
        Money that is missing, more than 0.
    room
        Money that may be spent at most; ``None`` for no limit.
    """
    priced = [each for each in candidates if each.unit_cost > 0]
    added = _allocated(priced, room, gap)
    cost = sum((each.cost(each.ordered, added[each.product_id]) for each in priced), _ZERO)
    return {key: units for key, units in added.items() if units} if cost >= gap else None


def _allocated(candidates: Sequence[Candidate], room: Decimal | None, gap: Decimal | None) -> dict[str, Decimal]:
    """Add the best next packs until the gap is closed, or the room is used up."""
    added = {each.product_id: _ZERO for each in candidates}
    whole_gap = gap
    queue: list[tuple[float, int, Decimal]] = []

    def offer(index: int) -> None:
        each = candidates[index]
        has = each.ordered + added[each.product_id]
        step = each.fitting(has, _step(each, has, whole_gap), None)
        if step:
            cost = float(each.unit_cost * step)
            heappush(queue, (-each.worth(has, step) / cost if cost else -math.inf, index, step))

    for index in range(len(candidates)):
        offer(index)
    while queue and (gap is None or gap > 0):
        _, index, step = heappop(queue)
        each = candidates[index]
        has = each.ordered + added[each.product_id]
        if gap is not None:
            step = min(step, max(each.least(has), each.packs(gap / each.unit_cost, ROUND_CEILING)))
        taken = each.fitting(has, step, room)
        cost = each.cost(has, taken)
        added[each.product_id] += taken
        room = None if room is None else room - cost
        gap = None if gap is None else gap - cost
        if taken == step:
            offer(index)
    return added


def _step(candidate: Candidate, has: Decimal, gap: Decimal | None) -> Decimal:
    """Return how many units are looked at together: a fiftieth of what may be added, in whole packs."""
    units = (candidate.most if gap is None else gap / candidate.unit_cost) / _STEPS
    return max(candidate.packs(units, ROUND_CEILING), candidate.least(has))
