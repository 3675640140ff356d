"""Columns of returns and discounts that are not read are named, and can be taken by a caller's word."""

from __future__ import annotations

from dataclasses import replace

import pytest

from testing.sales import CREATE, answer

RETURNS = [
    *("qty_returned", "Returned Qty", "Quantity refunded", "units returned", "Menge retourniert", "Retourenmenge"),
    *("Quantité retournée", "Qté remboursée", "Cantidad devuelta", "Quantità resa", "Aantal retour", "Qtd devolvida"),
    *("Ilość zwrócona",),
]
DISCOUNTS = ["discount", "Rabatt", "Remise", "Descuento", "Sconto", "Korting", "Desconto", "Rabat"]


def told(report):
    return [notice.code for notice in report.warnings]


@pytest.mark.parametrize("name", RETURNS)
def test_returns_beside_what_was_sold_are_named_and_taken_off_by_a_callers_word(name):
    text = f"date,sku,qty,{name}\n2026-04-03,A,5,2\n2026-04-03,A,1,\n"
    read = answer(text)
    assert told(read.report) == ["refunds_not_used"]
    assert name in read.report.warnings[0].detail
    assert read.sold == {("A", "2026-04-03"): ("6", None, None)}
    said = answer(text, replace(CREATE, columns={"refunded_quantity": name}))
    assert told(said.report) == []
    assert said.sold == {("A", "2026-04-03"): ("4", None, None)}


@pytest.mark.parametrize("name", DISCOUNTS)
def test_discounts_that_lower_the_revenue_are_named_and_taken_by_a_callers_word(name):
    text = f"date,sku,qty,price,{name}\n2026-04-03,A,5,10,5\n"
    read = answer(text)
    assert told(read.report) == ["discount_not_used"]
    assert read.sold == {("A", "2026-04-03"): ("5", "50", "10")}
    said = answer(text, replace(CREATE, columns={"discount": name}))
    assert told(said.report) == []
    assert said.sold == {("A", "2026-04-03"): ("5", "45", "10")}


@pytest.mark.parametrize(
    "header",
    ["date,sku,qty,price,revenue,discount", "date,sku,qty,revenue,x,discount", "date,sku,qty,x,y,quantity unit"],
)
def test_what_changes_nothing_is_not_named(header):
    assert told(answer(f"{header}\n2026-04-03,A,5,10,50,5\n").report) == []
