"""Orders below their supplier's minimum order value, filled up with the units that avoid most loss for their money."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from domain.purchasing.allocation import filled_to
from domain.purchasing.draft_plan import candidate, cost_of
from domain.shared.notice import Notice
from domain.shared.words import money

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from domain.purchasing.allocation import Candidate
    from domain.purchasing.draft_plan import DraftPlan, Shop
    from domain.purchasing.models.proposal import DraftRequest, Proposal

_ZERO: Final = Decimal(0)


def fill(request: DraftRequest, shop: Shop, costs: Mapping[str, Decimal], plan: DraftPlan) -> None:
    """Fill the drafts of a plan up to their minimum, as far as the budget is enough; what stays below is noted.

    Parameters
    ----------
    costs
        Cost of one unit of the products that are in drafts, of those whose cost is known.
    """
    totals = _totals(shop, costs, plan)
    gaps = {key: gap for key, total in totals.items() if (gap := shop.minimum(key) - total) > 0}
    if not gaps:
        return
    room = None if request.budget is None else request.budget - sum(totals.values())
    offered = [each for each in shop.supplied_by({*gaps}) if each.product_id not in request.quantities]
    known = dict(costs) | shop.costs(each.product_id for each in offered)
    for supplier_id, gap in sorted(gaps.items()):
        _fill_one(supplier_id, gap, room, _candidates(offered, supplier_id, plan.lines[supplier_id], known), plan)
        spent = cost_of(plan.lines[supplier_id], known) - totals[supplier_id]
        room = None if room is None else room - spent


def _fill_one(
    supplier_id: str, gap: Decimal, room: Decimal | None, candidates: Sequence[Candidate], plan: DraftPlan
) -> None:
    added = filled_to(candidates, gap, room)
    if added is None:
        plan.notices[supplier_id] = _not_filled(supplier_id, gap, room)
    else:
        why = f"Fills the order up to the value from which '{supplier_id}' takes orders."
        plan.add(supplier_id, added, why)


def _totals(shop: Shop, costs: Mapping[str, Decimal], plan: DraftPlan) -> dict[str, Decimal]:
    """Return what drafts cost by supplier, of those whose cost is known in the shop's currency."""
    return {
        supplier_id: cost_of(lines, costs)
        for supplier_id, lines in plan.lines.items()
        if lines.keys() <= costs.keys() and shop.takes_own_currency(supplier_id)
    }


def _candidates(
    offered: Sequence[Proposal], supplier_id: str, lines: Mapping[str, Decimal], costs: Mapping[str, Decimal]
) -> list[Candidate]:
    """Return the supplier's products that units can be added of."""
    candidates = []
    for each in offered:
        if each.supplier_id == supplier_id and each.worth is not None and each.product_id in costs:
            has = lines.get(each.product_id, _ZERO)
            candidates.append(candidate(each, costs[each.product_id], most=max(each.most, has), ordered=has))
    return candidates


def _not_filled(supplier_id: str, gap: Decimal, room: Decimal | None) -> Notice:
    """Return the notice that an order stays below its minimum."""
    why = "nothing more of its products would sell within half a year"
    if room is not None and room < gap:
        why = f"the budget leaves {money(max(room, _ZERO))}"
    return Notice("not_filled", f"{money(gap)} are missing to what '{supplier_id}' takes orders from: {why}.")
