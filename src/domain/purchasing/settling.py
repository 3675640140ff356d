"""Transitions too long for one transaction, in parts: what the first one writes, and what each later one.

The first part writes the order as it is to be, whatever else belongs to it, and the stock of as many products as fit;
the order remembers the others (``unsettled``). Each later part writes some of those together with the order that
remembers fewer, upon exactly the order that was read: a part takes place once, whoever writes it and however often it
is tried. Parts are ordinary changes of an order; :mod:`domain.purchasing.service.settled_orders` writes them.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from domain.purchasing.models.order import OPEN, StockMove, Unsettled
from domain.purchasing.models.stock import OrderChange
from domain.purchasing.transitions import checked_stock, status_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from domain.purchasing.models.order import OrderLine, PurchaseOrder
    from domain.purchasing.models.stock import StockedProduct

#: Products whose stock one transaction changes, of 100 writes: the others are for the order, its supplier and the rest.
AT_ONCE: Final = 90


def first_part(change: OrderChange) -> OrderChange:
    """Return what of a change is written first: all of it, mostly."""
    if len(change.stock) <= AT_ONCE:
        return change
    moves = tuple(
        StockMove(product.product_id, change.received.get(product.product_id, Decimal(0)))
        for product in change.stock[AT_ONCE:]
    )
    after = replace(change.after, unsettled=Unsettled(since=change.after.updated_at, moves=moves))
    return replace(change, after=after, stock=change.stock[:AT_ONCE])


def next_products(unsettled: Unsettled) -> tuple[str, ...]:
    """Return the products that :func:`next_part` needs."""
    return tuple(move.product_id for move in unsettled.moves[:AT_ONCE])


def next_part(
    order: PurchaseOrder, unsettled: Unsettled, stock: Mapping[str, StockedProduct], now: datetime
) -> OrderChange:
    """Return what of an order's latest transition is written next.

    Units that a receipt brought are in a count that was written after it, and are not added to that one. Lines of a
    product that was removed since are cancelled, also where another product has its id now.

    Raises
    ------
    InvalidPurchaseError
        When more is in stock or on order than a product can have.
    """
    moves, left = unsettled.moves[:AT_ONCE], unsettled.moves[AT_ONCE:]
    here = {product_id: product for product_id, product in stock.items() if product.created_at <= unsettled.since}
    after = replace(
        order,
        lines=_without({move.product_id for move in moves} - here.keys(), order),
        unsettled=replace(unsettled, moves=left) if left else None,
        updated_at=now,
        version=order.version + 1,
    )
    if after.status in OPEN:
        after = replace(after, status=status_of(after))
    moved = {
        move.product_id: _follow(here[move.product_id], after, move, unsettled)
        for move in moves
        if move.product_id in here
    }
    return OrderChange(before=order, after=after, stock=checked_stock(moved, stock))


def _follow(product: StockedProduct, order: PurchaseOrder, move: StockMove, unsettled: Unsettled) -> StockedProduct:
    followed = product.with_open_lines(order)
    counted_since = product.counted_at is not None and product.counted_at > unsettled.since
    return followed if counted_since else followed.with_received(move.received)


def _without(product_ids: set[str], order: PurchaseOrder) -> tuple[OrderLine, ...]:
    """Return an order's lines, those of some products cancelled where they are still to come."""
    return tuple(
        replace(line, cancelled=True) if line.product_id in product_ids and order.open_quantity(line) else line
        for line in order.lines
    )
