"""The document of an order: what its supplier needs, to the cent, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.purchasing.document import OrderPaper
from domain.purchasing.models.order import OrderStatus
from domain.purchasing.models.settings import ShopSettings
from testing.purchasing import line, order, supplier

SHOP = ShopSettings(name="Corner shop", address="1 High Street\nLeeds", holding_cost=Decimal("0.31"))
SUPPLIER = supplier(email="orders@roaster.example", address="9 Mill Lane", note="gives 5% when asked")
LINES = (
    line(1, "SKU-1", 10, supplier_sku="R-1", unit_cost=Decimal(2)),
    line(2, "SKU-2", "0.125", unit_cost=Decimal("0.335")),
)


def paper(*lines, **changes):
    told = {"status": OrderStatus.ORDERED, "ordered_on": date(2026, 11, 20), "note": "margin 40%"} | changes
    return OrderPaper(
        order=order("PO-1", *(lines or LINES), **told), supplier=SUPPLIER, shop=SHOP, names={"SKU-1": "Espresso beans"}
    )


def cells(made):
    columns = [column.key for column in made.document().main.columns]
    return [dict(zip(columns, row, strict=True)) for row in made.document().main.rows]


def test_a_document_names_both_sides_the_goods_and_their_costs():
    document = paper().document()
    assert (document.title, document.subtitle) == ("Purchase order PO-1", "20 November 2026")
    assert document.parties == (
        ("Supplier", "The Roaster\n9 Mill Lane"),
        ("Deliver to", "Corner shop\n1 High Street\nLeeds"),
    )
    assert document.facts == (("Lines", "2"), ("Units", "10.125"), ("Total", "20.04 USD"))
    assert cells(paper()) == [
        {
            "line": 1,
            "supplier_sku": "R-1",
            "product_id": "SKU-1",
            "name": "Espresso beans",
            "quantity": Decimal(10),
            "unit_cost": Decimal(2),
            "cost": Decimal("20.00"),
            "currency": "USD",
        },
        {
            "line": 2,
            "supplier_sku": None,
            "product_id": "SKU-2",
            "name": None,
            "quantity": Decimal("0.125"),
            "unit_cost": Decimal("0.335"),
            "cost": Decimal("0.04"),
            "currency": "USD",
        },
    ]


def test_nothing_that_is_the_shops_own_is_told():
    told = f"{paper().document()} {paper().mail()}"
    for secret in ("margin", "gives 5%", "0.31", "received", "expected", "promised"):
        assert secret not in told


def test_a_mail_tells_the_same_in_plain_text():
    mail = paper().mail()
    assert (mail.to, mail.subject) == ("orders@roaster.example", "Purchase order PO-1, Corner shop")
    assert mail.body == (
        "To The Roaster\n\nwe order 2 lines:\n\n"
        "10 x R-1 (SKU-1, Espresso beans) at 2.00 USD: 20.00 USD\n"
        "0.125 x SKU-2 at 0.335 USD: 0.04 USD\n\n"
        "Total: 20.04 USD\n\nDeliver to:\nCorner shop\n1 High Street\nLeeds"
    )


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"status": OrderStatus.DRAFT, "ordered_on": None}, "Draft: not ordered yet"),
        ({"status": OrderStatus.CANCELLED}, "20 November 2026 (cancelled)"),
        ({"status": OrderStatus.CANCELLED, "ordered_on": None}, "(cancelled)"),
        ({"ordered_on": None}, ""),
    ],
)
def test_what_is_no_order_says_so(changes, words):
    assert paper(**changes).document().subtitle == words


def test_a_total_with_an_unknown_cost_is_not_stated_and_cancelled_lines_are_left_out():
    unknown = line(3, "SKU-3", 5)
    assert dict(paper(*LINES, unknown).document().facts)["Total"] == "not stated"
    assert "5 x SKU-3\n" in paper(*LINES, unknown).mail().body
    without = paper(*LINES, replace(unknown, cancelled=True))
    assert dict(without.document().facts)["Total"] == "20.04 USD"
    assert len(cells(without)) == 2


def test_a_shop_without_a_name_and_a_supplier_that_has_gone_are_told_as_far_as_they_are_known():
    bare = replace(paper(), shop=ShopSettings(), supplier=None)
    assert bare.document().parties == (("Supplier", "ROASTER"),)
    assert (bare.mail().to, bare.mail().subject) == (None, "Purchase order PO-1")
    assert "Deliver to" not in bare.mail().body


@given(
    st.lists(
        st.tuples(st.decimals("0.001", 999, places=3), st.decimals(0, 99, places=6)).filter(lambda pair: pair[0] > 0),
        min_size=1,
        max_size=12,
    )
)
@settings(max_examples=100, deadline=None)
def test_amounts_are_right_to_the_cent_and_add_up_to_the_total(pairs):
    lines = [
        line(number, f"SKU-{number}", quantity, unit_cost=cost)
        for number, (quantity, cost) in enumerate(pairs, start=1)
    ]
    made = paper(*lines)
    amounts = [row["cost"] for row in cells(made)]
    assert sum(amounts) == made.total == made.order.total_cost
    for amount, (quantity, cost) in zip(amounts, pairs, strict=True):
        assert amount == amount.quantize(Decimal("0.01"))
        assert abs(amount - quantity * cost) <= Decimal("0.005")
