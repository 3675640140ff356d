"""Drafts out of recommendations: which units are in which supplier's draft, and what is left out and why.

Every product that something is recommended for, or whose quantity the buyer has set, ends in a draft or among what is
left out.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from domain.purchasing.allocation import within_budget
from domain.purchasing.draft_plan import DraftPlan, candidate, cost_of
from domain.purchasing.errors import InvalidPurchaseError
from domain.purchasing.filling import fill
from domain.purchasing.models.proposal import LeftOut
from domain.shared.notice import Notice
from domain.shared.words import counted, money, number

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from domain.purchasing.draft_plan import Shop
    from domain.purchasing.models.proposal import DraftRequest, Proposal

_ZERO: Final = Decimal(0)


def plan_drafts(request: DraftRequest, proposals: Sequence[Proposal], shop: Shop) -> DraftPlan:
    """Return the drafts of a request.

    Raises
    ------
    InvalidPurchaseError
        When the buyer set quantities of products that were not asked for, or some that the budget is not enough for.
    """
    _check_quantities(request, proposals)
    plan = DraftPlan()
    wanted = _wanted(request, proposals, shop, plan)
    costs = shop.costs(each.product_id for each in wanted)
    units = {each.product_id: request.quantities.get(each.product_id, each.quantity or _ZERO) for each in wanted}
    if request.budget is not None:
        wanted = [each for each in wanted if _can_be_counted(each, units, costs, shop, plan)]
        units = _in_budget(request, request.budget, wanted, units, costs, plan)
    plan.put(wanted, units)
    if request.fill_to_minimum:
        fill(request, shop, costs, plan)
    return plan


def _wanted(request: DraftRequest, proposals: Sequence[Proposal], shop: Shop, plan: DraftPlan) -> list[Proposal]:
    """Return the proposals that belong in drafts; what does not though it was asked for is left out."""
    for product_id in sorted(request.product_ids - {each.product_id for each in proposals}):
        plan.left_out.append(LeftOut(product_id, "unknown_product", f"No product has the id '{product_id}'."))
    return [each for each in proposals if _is_wanted(each, request, shop, plan)]


def _check_quantities(request: DraftRequest, proposals: Sequence[Proposal]) -> None:
    known = {each.product_id for each in proposals}
    for product_id in request.quantities:
        if product_id not in known:
            at = f"/from_recommendations/quantities/{product_id}"
            raise InvalidPurchaseError.at(at, "not_selected", "is not among the products that were asked for")


def _is_wanted(proposal: Proposal, request: DraftRequest, shop: Shop, plan: DraftPlan) -> bool:
    """Tell whether a product belongs in a draft; if not though something is recommended, it is left out."""
    quantity = request.quantities.get(proposal.product_id, proposal.quantity)
    if quantity and proposal.snoozed and proposal.product_id not in request.quantities:
        plan.leave_out(proposal, "snoozed", proposal.snoozed)
        return False
    if quantity:
        return _has_supplier(proposal, quantity, shop, plan)
    if quantity is None:
        plan.leave_out(proposal, proposal.urgency, proposal.reason)
    elif proposal.quantity:
        plan.leave_out(proposal, "set_to_nothing", "You set its quantity to 0.")
    elif proposal.product_id in request.product_ids:
        plan.leave_out(proposal, "nothing_to_order", proposal.reason)
    return False


def _has_supplier(proposal: Proposal, quantity: Decimal, shop: Shop, plan: DraftPlan) -> bool:
    """Tell whether there is a supplier to order from; if not, the product is left out."""
    supplier_id = proposal.supplier_id
    if supplier_id is None:
        why = "It names no supplier. Set supplier_id of the product."
        plan.leave_out(proposal, "no_supplier", why, quantity)
    elif supplier_id not in shop.suppliers:
        why = f"There is no supplier '{supplier_id}'. Create it, or set supplier_id of the product."
        plan.leave_out(proposal, "unknown_supplier", why, quantity)
    return supplier_id in shop.suppliers


def _can_be_counted(
    proposal: Proposal, units: Mapping[str, Decimal], costs: Mapping[str, Decimal], shop: Shop, plan: DraftPlan
) -> bool:
    """Tell whether it is known what a product takes of a budget; if not, it is left out."""
    quantity = units[proposal.product_id]
    if not shop.takes_own_currency(str(proposal.supplier_id)):
        why = f"'{proposal.supplier_id}' has prices in another currency than the budget, and nothing is converted."
        plan.leave_out(proposal, "other_currency", why, quantity)
    elif proposal.product_id not in costs:
        why = "Its unit_cost is not known, so it cannot be held against the budget."
        plan.leave_out(proposal, "unknown_cost", why, quantity)
    else:
        return True
    return False


def _in_budget(
    request: DraftRequest,
    budget: Decimal,
    wanted: Sequence[Proposal],
    units: Mapping[str, Decimal],
    costs: Mapping[str, Decimal],
    plan: DraftPlan,
) -> dict[str, Decimal]:
    """Return the units that the budget is enough for: those the buyer has set, then what avoids most loss for it."""
    fixed = {each.product_id for each in wanted if each.product_id in request.quantities}
    spent = cost_of({key: units[key] for key in fixed}, costs)
    if spent > budget:
        detail = f"must be at least {money(spent)}, what the quantities cost that you have set"
        raise InvalidPurchaseError.at("/from_recommendations/budget", "too_small", detail)
    others = [each for each in wanted if each.product_id not in fixed]
    candidates = [candidate(each, costs[each.product_id], most=units[each.product_id]) for each in others]
    bought = dict(units) | within_budget(candidates, budget - spent)
    for each in others:
        _note_missing(each, units[each.product_id], bought[each.product_id], budget, plan)
    return bought


def _note_missing(proposal: Proposal, wanted: Decimal, bought: Decimal, budget: Decimal, plan: DraftPlan) -> None:
    missing = wanted - bought
    if not missing:
        return
    of = f" of {number(wanted)}" if bought else ""
    why = f"{number(missing)}{of} are left out: the budget of {money(budget)} goes to units that avoid more loss."
    plan.leave_out(proposal, "over_budget", why, missing)


def parts(lines: Mapping[str, Decimal], most: int) -> list[dict[str, Decimal]]:
    """Return the lines of a supplier as those of its drafts, each of at most so many."""
    listed = sorted(lines.items())
    return [dict(listed[start : start + most]) for start in range(0, len(listed), most)]


def split(number_of_lines: int, drafts: int) -> Notice:
    """Return the notice that a supplier's lines are on several drafts."""
    return Notice(
        "split_order", f"{counted(number_of_lines, 'line')} for this supplier are on {counted(drafts, 'draft')}."
    )
