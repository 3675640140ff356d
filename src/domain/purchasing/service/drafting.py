"""Use case of drafts from recommendations: one for each supplier, all of them or none."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from domain.purchasing.draft_plan import Shop
from domain.purchasing.drafting import parts, plan_drafts, split
from domain.purchasing.drafts import NewOrder, draft_of
from domain.purchasing.errors import ConcurrentChangeError
from domain.purchasing.models.order import MAX_LINES, OrderLine
from domain.purchasing.models.proposal import LeftOut
from domain.purchasing.notices import order_notices
from domain.purchasing.numbering import days_of_repeats, order_number
from domain.purchasing.service.orders import OrderAnswer
from domain.purchasing.service.suppliers import ATTEMPTS, busy
from domain.shared.words import number

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

    from domain.purchasing.draft_plan import DraftPlan
    from domain.purchasing.models.order import PurchaseOrder
    from domain.purchasing.models.proposal import Added, DraftRequest
    from domain.purchasing.models.stock import StockedProduct
    from domain.purchasing.models.supplier import Supplier
    from domain.purchasing.ports import Proposals, PurchaseOrders, Settings, Stock, Suppliers
    from domain.shared.notice import Notice
    from domain.shared.ports import Clock, IdSource

#: Drafts that one request makes: each takes two of the hundred writes of a transaction.
MAX_DRAFTS: Final = 45
#: Lines of all drafts of a request: with names of any length they stay within the 4 MB of a transaction.
MAX_DRAFTED_LINES: Final = 5_000


@dataclass(frozen=True)
class Drafts:
    """Drafts that were made, what was added to reach minimum order values, and what is in none of them."""

    items: tuple[OrderAnswer, ...]
    left_out: tuple[LeftOut, ...]
    added: tuple[Added, ...]


@dataclass(frozen=True)
class _Planned:
    """A draft to be made, without its id."""

    supplier_id: str
    lines: Mapping[str, Decimal]
    notices: tuple[Notice, ...]


class DraftingService:
    """Makes drafts from recommendations.

    Parameters
    ----------
    orders, suppliers, stock, settings
        Where orders, suppliers, products and the shop's settings are.
    proposals
        What is recommended.
    clock, ids
        Time and fresh identifiers; "today" is the day in UTC.
    currency
        The shop's currency (ISO 4217).
    """

    def __init__(
        self,
        orders: PurchaseOrders,
        suppliers: Suppliers,
        stock: Stock,
        settings: Settings,
        proposals: Proposals,
        clock: Clock,
        ids: IdSource,
        currency: str,
    ) -> None:
        self._orders = orders
        self._suppliers = suppliers
        self._stock = stock
        self._settings = settings
        self._proposals = proposals
        self._clock = clock
        self._ids = ids
        self._currency = currency

    def draft(self, request: DraftRequest, request_id: str | None = None, created_by: str | None = None) -> Drafts:
        """Make one draft for each supplier, all of them or none; nothing is on order until they are ordered.

        A repeat with the same ``request_id``, within a day, returns the drafts that were made, as they are now.

        Raises
        ------
        SupplierNotFoundError
            When the supplier that was named does not exist.
        InvalidPurchaseError
            When the request names no selection or several, quantities of products that were not asked for, or a budget
            that is not enough for the quantities that it sets.
        """
        if request.supplier_id is not None:
            self._suppliers.get(request.supplier_id)
        for _ in range(ATTEMPTS):
            suppliers = {each.supplier_id: each for each in self._suppliers.all()}
            plan = self._plan(request, suppliers)
            if made := self._made_before(request_id):
                return self._repeated(made, plan, suppliers)
            try:
                items = self._make(_planned(plan), suppliers, request_id, created_by)
            except ConcurrentChangeError:
                continue
            return Drafts(items, _in_order(plan.left_out), tuple(plan.added))
        raise busy(request.supplier_id or request.category or "the suppliers")

    def _make(
        self,
        planned: Sequence[_Planned],
        suppliers: Mapping[str, Supplier],
        request_id: str | None,
        created_by: str | None,
    ) -> tuple[OrderAnswer, ...]:
        """Keep planned drafts, all of them or none."""
        stock = self._stock.get_many({key for each in planned for key in each.lines})
        drafts = [
            self._draft(each, position, suppliers[each.supplier_id], stock, request_id, created_by)
            for position, each in enumerate(planned)
        ]
        self._orders.add_all(drafts)
        together = zip(drafts, planned, strict=True)
        return tuple(self._answer(draft, suppliers, stock, each.notices) for draft, each in together)

    def _plan(self, request: DraftRequest, suppliers: Mapping[str, Supplier]) -> DraftPlan:
        holding_cost = self._settings.get().holding_cost
        shop = Shop(
            currency=self._currency,
            suppliers=suppliers,
            stock=self._stock.get_many,
            supplied_by=lambda named: self._proposals.supplied_by(named, holding_cost),
        )
        return plan_drafts(request, self._proposals.selected(request, holding_cost), shop)

    def _draft(
        self,
        planned: _Planned,
        position: int,
        supplier: Supplier,
        stock: Mapping[str, StockedProduct],
        request_id: str | None,
        created_by: str | None,
    ) -> PurchaseOrder:
        lines = (
            OrderLine(line=number, product_id=product_id, quantity=quantity)
            for number, (product_id, quantity) in enumerate(planned.lines.items(), start=1)
        )
        wanted = NewOrder(supplier_id=supplier.supplier_id, lines=tuple(lines), created_by=created_by)
        now = self._clock.now()
        seed = _seed(request_id, position) if request_id else self._ids.new_id()
        return draft_of(wanted, supplier, stock, order_number(now.date(), seed), self._currency, now)

    def _made_before(self, request_id: str | None) -> list[PurchaseOrder]:
        """Return the drafts that the same request made before: all it made, since it makes all or none."""
        for day in days_of_repeats(self._clock.now().date()) if request_id else ():
            numbers = [order_number(day, _seed(request_id or "", position)) for position in range(MAX_DRAFTS)]
            if self._orders.get_many(numbers[:1]):
                found = self._orders.get_many(numbers)
                return [found[number] for number in numbers if number in found]
        return []

    def _repeated(self, made: list[PurchaseOrder], plan: DraftPlan, suppliers: Mapping[str, Supplier]) -> Drafts:
        """Return the first answer as far as it still can be told: what is recommended only now is left out."""
        drafted = {line.product_id for order in made for line in order.lines}
        new = {key: units for lines in plan.lines.values() for key, units in lines.items() if key not in drafted}
        why = "It is recommended since these drafts were made. Repeat the request without the Idempotency-Key."
        late = [LeftOut(key, "recommended_since", why, units) for key, units in sorted(new.items())]
        stock = self._stock.get_many(drafted)
        items = [self._answer(order, suppliers, stock, ()) for order in made]
        added = tuple(each for each in plan.added if each.product_id in drafted)
        return Drafts(tuple(items), _in_order([*plan.left_out, *late]), added)

    def _answer(
        self,
        order: PurchaseOrder,
        suppliers: Mapping[str, Supplier],
        stock: Mapping[str, StockedProduct],
        notices: tuple[Notice, ...],
    ) -> OrderAnswer:
        today = self._clock.now().date()
        found = order_notices(order, suppliers.get(order.supplier_id), stock, today)
        return OrderAnswer(order, (*notices, *found))


def _in_order(left_out: list[LeftOut]) -> tuple[LeftOut, ...]:
    return tuple(sorted(left_out, key=lambda each: each.product_id))


def _seed(request_id: str, position: int) -> str:
    return f"{request_id}-{position + 1:02d}"


def _planned(plan: DraftPlan) -> list[_Planned]:
    """Return the drafts of a plan, of long orders several; what is beyond the limit of a request is left out."""
    planned = []
    for supplier_id, lines in sorted(plan.lines.items()):
        pieces = parts(lines, MAX_LINES)
        notices = (plan.notices[supplier_id],) if supplier_id in plan.notices else ()
        if len(pieces) > 1:
            notices = (*notices, split(len(lines), len(pieces)))
        planned += [_Planned(supplier_id, piece, notices) for piece in pieces]
    most = f"{MAX_DRAFTS} drafts of {number(MAX_DRAFTED_LINES)} lines in all"
    why = f"One request makes {most}. Order these, and ask again for what is left out."
    lines_so_far = accumulate(len(each.lines) for each in planned)
    kept = min(MAX_DRAFTS, sum(lines <= MAX_DRAFTED_LINES for lines in lines_so_far))
    for each in planned[kept:]:
        plan.left_out += [LeftOut(key, "too_many_drafts", why, units) for key, units in each.lines.items()]
    return planned[:kept]
