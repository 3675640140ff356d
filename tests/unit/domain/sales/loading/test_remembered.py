"""A file of corrected rows is read as its first upload was: columns, days, decimal mark and encoding."""

from __future__ import annotations

import pytest

from domain.sales.models import UploadOptions
from domain.shared.csv.report import UnusableUploadError
from domain.shared.csv.text import Encoding
from testing.sales import Shop


@pytest.fixture
def shop():
    return Shop()


def back(shop, report, encoding="utf-8"):
    """Return the file of rejected rows as text."""
    return shop.files.kept[report.rejected_rows_key].decode(encoding)


def test_columns_that_nobody_knows_are_remembered(shop):
    options = UploadOptions(columns={"date": "aaa", "product_id": "bbb", "quantity_sold": "ccc"})
    first = shop.upload("aaa,bbb,ccc\n2026-01-01,SKU-1,1\n2026-01-01,SKU-1,x\n", options)
    shop.upload(back(shop, first).replace(",x,", ",2,"))
    assert shop.sold() == {("SKU-1", "2026-01-01"): ("3", None, None)}


def test_a_column_that_was_set_aside_stays_so(shop):
    text = "date,sku,quantity,price\n2026-01-01,SKU-1,1,9\n2026-01-01,SKU-1,x,9\n"
    first = shop.upload(text, UploadOptions(columns={"price": None}))
    shop.upload(back(shop, first).replace(",x,", ",2,"))
    assert shop.sold() == {("SKU-1", "2026-01-01"): ("3", None, None)}


def test_a_column_that_the_corrected_file_calls_otherwise_is_not_looked_for(shop):
    options = UploadOptions(columns={"quantity_sold": "ccc"})
    first = shop.upload("date,sku,ccc\n2026-01-01,SKU-1,1\n2026-01-01,SKU-1,x\n", options)
    shop.upload(back(shop, first).replace("ccc", "quantity").replace(",x,", ",2,"))
    assert shop.sold()["SKU-1", "2026-01-01"][0] == "3"


@pytest.mark.parametrize(("mark", "group"), [(",", "."), (".", ",")])
@pytest.mark.parametrize("told", [True, False])
def test_the_decimal_mark_is_remembered_whether_it_was_told_or_proven(shop, mark, group, told):
    """1,250 alone may be a thousand or a fraction."""
    proof = f"1{mark}5" if not told else "1"
    text = f"date;sku;quantity\n2026-01-01;SKU-1;{proof}\n2026-01-02;SKU-1;x\n"
    first = shop.upload(text, UploadOptions(decimal_mark=mark) if told else None)
    shop.upload(back(shop, first).replace(";x;", f";1{mark}250;"))
    assert shop.sold()["SKU-1", "2026-01-02"][0] == "1.25"
    with pytest.raises(UnusableUploadError):
        shop.upload(f"date;sku;quantity\n2026-01-02;SKU-1;1{mark}250\n")


def test_the_order_of_day_and_month_is_remembered(shop):
    first = shop.upload("date,sku,quantity\n13/01/2026,SKU-1,1\n02/01/2026,SKU-1,x\n")
    shop.upload(back(shop, first).replace(",x,", ",2,"))
    assert set(shop.sold()) == {("SKU-1", "2026-01-13"), ("SKU-1", "2026-01-02")}


def test_bytes_that_windows_does_not_know_are_no_obstacle(shop):
    options = UploadOptions(encoding=Encoding.MAC_ROMAN)
    first = shop.upload(
        "date,sku,quantity,note\n2026-01-01,SKU-1,x,Ålesund\n2026-01-01,SKU-1,1,\n".encode("mac_roman"), options
    )
    text = back(shop, first, "mac_roman").replace(",x,", ",2,")
    assert b"\x81" in text.encode("mac_roman")
    shop.upload(text.encode("mac_roman"))
    assert shop.sold()["SKU-1", "2026-01-01"][0] == "3"


def test_an_upload_that_was_only_announced_is_remembered_as_nothing(shop):
    ticket = shop.uploads.announce("sales.csv", UploadOptions())
    with pytest.raises(UnusableUploadError) as raised:
        shop.upload(f"date,sku,quantity,_upload,_line\n2026-01-01,SKU-1,1,{ticket.upload_id},2\n")
    assert [error.code for error in raised.value.report.errors] == ["not_rejected"]
    assert shop.sold() == {}
