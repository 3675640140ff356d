"""Files that are read in one go: refused beyond what a request has time and memory for, before they take either."""

from __future__ import annotations

import time
import tracemalloc

import pytest

from domain.calendar import entry_rows
from domain.products import import_rows
from domain.purchasing import order_rows
from domain.shared.csv import whole_file
from domain.shared.csv.errors import TooManyRowsError
from domain.shared.csv.reading import ReadingOptions

READERS = {
    "catalogue": (import_rows.read_rows, "product_id,name,category,current_price", "A,Tea,Tea,1"),
    "calendar": (entry_rows.read_rows, "name,kind,start,end", "Fair,event,2026-11-20,2026-11-21"),
    "purchase orders": (
        order_rows.read_orders,
        "purchase_order_id,supplier_id,product_id,quantity",
        "PO-1,ACME,A,1",
    ),
}
END = {"LF": "\n", "CRLF": "\r\n", "CR": "\r"}


def file_of(header, row, count, end="\n"):
    return (header + end + (row + end) * count).encode()


@pytest.mark.parametrize("kind", READERS)
@pytest.mark.parametrize("end", END)
def test_a_file_is_read_up_to_the_limits_and_refused_beyond_any_of_them(kind, end, monkeypatch):
    read, header, row = READERS[kind]
    monkeypatch.setattr(whole_file, "MAX_ROWS", 5)
    assert len(read(file_of(header, row, 5, END[end]), ReadingOptions()).rows) == 5
    with pytest.raises(TooManyRowsError, match=r"more than 5 rows.*Split the file"):
        read(file_of(header, row, 6, END[end]), ReadingOptions())
    monkeypatch.setattr(whole_file, "MAX_LINES", 5)
    with pytest.raises(TooManyRowsError, match=r"more than 5 lines.*Split the file"):
        read(file_of(header, row, 5, END[end]), ReadingOptions())
    monkeypatch.setattr(whole_file, "MAX_CELLS", 11)
    with pytest.raises(TooManyRowsError, match=r"more than 11 cells.*Split the file"):
        read(file_of(header, row, 3, END[end]), ReadingOptions())


@pytest.mark.parametrize("kind", READERS)
@pytest.mark.parametrize("filling", ["1\n", "\n", ",\n", '"\n', "a,b,c,d\n", "," * 200 + "\n", '"",'])
def test_a_text_far_beyond_the_limits_is_refused_in_little_time_and_memory(kind, filling):
    read, header, _ = READERS[kind]
    data = header.encode() + b"\n" + filling.encode() * (24_000_000 // len(filling))
    tracemalloc.start()
    begun = time.process_time()
    with pytest.raises(TooManyRowsError):
        read(data, ReadingOptions())
    seconds, (_, peak) = time.process_time() - begun, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert seconds < 2
    assert peak < 6 * len(data)
