"""Money in whole files: one currency a file, the shop's, and nothing of another one is ever summed."""

from __future__ import annotations

import pytest

from domain.sales.models import OnUnknownProduct, UploadOptions
from domain.shared.csv.report import UploadStatus
from testing.sales import answer


def table(*rows, header="date,sku,qty,revenue,currency"):
    return "\n".join([header, *(f"2026-11-{day:02d},SKU-1,1,{row}" for day, row in enumerate(rows, 1))])


def told(currency):
    return UploadOptions(OnUnknownProduct.CREATE, currency=currency)


def revenues(found):
    return [sold[1] for _, sold in sorted(found.sold.items())]


@pytest.mark.parametrize("cells", [["20,USD", "30,"], ["$20,", "30,"], ["US$20,usd", "$30,$"], ["20 USD,", "30,"]])
def test_amounts_in_the_shops_currency_are_taken_and_it_is_said(cells):
    found = answer(table(*cells))
    assert (revenues(found), found.report.read_as.currency) == (["20", "30"], "USD")


@pytest.mark.parametrize("shop", ["CAD", "AUD", "MXN", "NZD", "SGD", "USD"])
def test_a_bare_dollar_sign_is_any_dollar(shop):
    found = answer(table("$20,"), currency=shop)
    assert (revenues(found), found.report.read_as.currency) == (["20"], shop)


@pytest.mark.parametrize(
    ("cells", "shop"),
    [
        (["20,EUR", "30,EUR"], "USD"),
        (["€20,", "30,"], "USD"),
        (["$20,", "30,"], "EUR"),
        (["20 kr,", "30,"], "EUR"),
        (["$20,CAD", "$30,CAD"], "USD"),
        (["20,Bitcoin", "30,Bitcoin"], "USD"),
    ],
)
def test_a_file_in_another_currency_is_refused_and_told_what_to_pass(cells, shop):
    found = answer(table(*cells), currency=shop)
    assert (found.report.status, found.sold) == (UploadStatus.FAILED, {})
    assert f"currency={shop}" in found.report.failure
    assert 'columns={"price": null' in found.report.failure


def test_rows_in_another_currency_than_the_shops_are_rejected_one_by_one():
    found = answer(table("20,USD", "3000,JPY", "25,EUR", "30,"))
    assert revenues(found) == ["20", "30"]
    assert [(error.line, error.column, error.value, error.code) for error in found.report.errors] == [
        (3, "currency", "JPY", "other_currency"),
        (4, "currency", "EUR", "other_currency"),
    ]
    signs = answer(table("$20,", "£30,", "€25,"))
    assert (revenues(signs), signs.codes) == (["20"], ["other_currency", "other_currency"])


def test_the_currency_of_rows_without_money_does_not_matter():
    found = answer(table("20,USD", ",EUR"))
    assert (revenues(found), found.codes) == (["20", None], [])
    units = answer("date,sku,qty,currency\n2026-11-01,SKU-1,1,EUR\n")
    assert (units.report.rows_accepted, units.report.read_as.currency) == (1, None)


@pytest.mark.parametrize(("currency", "taken"), [("USD", ["20"]), ("EUR", [])])
def test_the_callers_word_is_the_files_currency(currency, taken):
    found = answer(table("20,"), told(currency))
    assert revenues(found) == taken
    assert (found.report.status is UploadStatus.COMPLETED) == bool(taken)


def test_a_column_that_does_not_say_what_amounts_are_in_can_be_set_aside():
    options = UploadOptions(OnUnknownProduct.CREATE, columns={"currency": None})
    assert revenues(answer(table("20,EUR"), options)) == ["20"]


@pytest.mark.parametrize("cell", ["#DIV/0!", "n/v", "ask", "5000000000", "1.2.3"])
def test_an_optional_amount_that_cannot_be_read_leaves_its_row_and_is_named(cell):
    found = answer(f"date,sku,qty,price\n2026-11-01,SKU-1,2,{cell}\n2026-11-02,SKU-1,1,2.50\n")
    assert found.sold["SKU-1", "2026-11-01"] == ("2", None, None)
    (notice,) = [notice for notice in found.report.warnings if notice.code == "unread_cell"]
    assert (notice.line, notice.column, notice.value) == (2, "price", cell)
    assert found.codes == []


def test_unread_cells_are_counted_beyond_the_first():
    rows = "".join(f"2026-11-{1 + row % 19:02d},SKU-{row},1,#N/V\n" for row in range(50))
    found = answer("date,sku,qty,price\n" + rows + "2026-11-01,bad id,1,#N/V\n")
    cells = [notice for notice in found.report.warnings if notice.code == "unread_cell"]
    assert [notice.line for notice in cells] == [*range(2, 22), None]
    assert cells[-1].detail.startswith("30 further cells")


def test_a_discount_that_cannot_be_read_is_not_left_out_of_the_revenue():
    options = UploadOptions(OnUnknownProduct.CREATE, columns={"discount": "discount"})
    found = answer("date,sku,qty,price,discount\n2026-11-01,SKU-1,2,5,#REF!\n2026-11-02,SKU-1,2,5,1\n", options)
    assert (revenues(found), found.codes) == (["9"], ["not_a_number"])
