"""Notices about an order: other suppliers' products, unknown costs, orders below the minimum, days long past."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from domain.purchasing.models.order import OrderStatus
from domain.shared.notice import Notice
from domain.shared.words import WEEKDAY_NAMES, counted, full_date, listing, money, weekday_date

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from domain.purchasing.models.order import PurchaseOrder
    from domain.purchasing.models.stock import StockedProduct
    from domain.purchasing.models.supplier import Supplier

_LISTED: Final = 10
_BACKDATED: Final = timedelta(days=1)


def order_notices(
    order: PurchaseOrder, supplier: Supplier | None, stock: Mapping[str, StockedProduct], today: date
) -> tuple[Notice, ...]:
    """Return what is worth a second look of an order that is not finished."""
    if order.finished:
        return ()
    found = [_other_suppliers(order, stock), _unknown_costs(order), _backdated(order, today), _gone(order, stock)]
    if supplier is not None:
        found += [_below_minimum(order, supplier), _weekday(order, supplier, today)]
    return tuple(notice for notice in found if notice is not None)


def uncounted(products: list[StockedProduct]) -> Notice | None:
    """Return the notice that a receipt did not raise stock that nobody has counted."""
    names = [product.product_id for product in products if product.on_hand is None]
    if not names:
        return None
    return Notice(
        "stock_not_counted",
        f"The stock of {_named(names)} is not known, so it was not raised. Count it and write on_hand.",
    )


def repeated_receipt(day: date) -> Notice:
    """Return the notice that a receipt was recorded before and is not counted again."""
    return Notice(
        "recorded_before",
        f"A receipt of the same lines {full_date(day)} is recorded already and was not counted again. If it is another "
        "delivery, send it with its own Idempotency-Key.",
    )


def _other_suppliers(order: PurchaseOrder, stock: Mapping[str, StockedProduct]) -> Notice | None:
    others = [
        line.product_id
        for line in order.lines
        if line.product_id in stock and stock[line.product_id].supplier_id not in {None, order.supplier_id}
    ]
    detail = f"{_named(others)} {'has' if len(others) == 1 else 'have'} another supplier than '{order.supplier_id}'."
    return Notice("other_supplier", detail) if others else None


def _unknown_costs(order: PurchaseOrder) -> Notice | None:
    unknown = [line.product_id for line in order.lines if line.unit_cost is None]
    detail = f"The cost of {_named(unknown)} in {order.currency} is not known, so the order has no total cost."
    return Notice("unknown_cost", detail) if unknown else None


def _gone(order: PurchaseOrder, stock: Mapping[str, StockedProduct]) -> Notice | None:
    gone = [line.product_id for line in order.lines if line.product_id not in stock and not line.cancelled]
    return Notice("removed_product", f"{_named(gone)} is not in the catalogue any more.") if gone else None


def _backdated(order: PurchaseOrder, today: date) -> Notice | None:
    if order.ordered_on is None or order.ordered_on >= today - _BACKDATED:
        return None
    return Notice("backdated", f"The order is dated {full_date(order.ordered_on)}.")


def _below_minimum(order: PurchaseOrder, supplier: Supplier) -> Notice | None:
    total, least = order.total_cost, supplier.details.min_order_value
    if total is None and least:
        return Notice(
            "minimum_not_checked",
            f"Whether the order reaches the {money(least)} {order.currency} from which '{supplier.supplier_id}' takes "
            "orders is not known.",
        )
    if total is None or total >= least:
        return None
    return Notice(
        "below_minimum",
        f"The order comes to {money(total)} {order.currency}; '{supplier.supplier_id}' takes orders from "
        f"{money(least)} on.",
    )


def _weekday(order: PurchaseOrder, supplier: Supplier, today: date) -> Notice | None:
    days = supplier.details.order_weekdays
    if order.status is not OrderStatus.DRAFT or not days or tuple(WEEKDAY_NAMES)[today.weekday()] in days:
        return None
    names = listing([WEEKDAY_NAMES[day] for day in days])
    ahead = (today + timedelta(days=number) for number in range(1, len(WEEKDAY_NAMES)))
    following = next(day for day in ahead if tuple(WEEKDAY_NAMES)[day.weekday()] in days)
    return Notice(
        "not_an_order_day",
        f"'{supplier.supplier_id}' takes orders on {names}; the next day is {weekday_date(following)}.",
    )


def _named(names: list[str]) -> str:
    shown = [f"'{name}'" for name in dict.fromkeys(names)]
    if len(shown) > _LISTED:
        return f"{', '.join(shown[:_LISTED])} and {counted(len(shown) - _LISTED, 'other')}"
    return listing(shown) if shown else ""
