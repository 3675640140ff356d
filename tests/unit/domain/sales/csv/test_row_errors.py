"""Every error of a row: its column, the cell as it came, and a sentence that says what would be right."""

from __future__ import annotations

import pytest

from testing.sales import answer

GOOD = "2026-01-05,SKU-1,3,1.50,Beans\n2026-01-06,SKU-1,4,2.25,Beans\n"
HEADER = "date,sku,qty,price,name\n"


def error_of(row, good=GOOD, header=HEADER):
    report = answer(f"{header}{good}{row}\n").report
    (error,) = report.errors
    assert error.line == 4
    assert report.rows_accepted == 2
    return error


@pytest.mark.parametrize(
    ("row", "column", "value", "code", "told"),
    [
        (",SKU-1,3,1.50,", "date", "", "missing_date", "needs the day of the sale"),
        ("2026-13-05,SKU-1,3,1.50,", "date", "2026-13-05", "invalid_date", "in the format of this file, YYYY-MM-DD"),
        ("1989-12-31,SKU-1,3,1.50,", "date", "1989-12-31", "date_too_old", "before 1990"),
        ("2099-01-01,SKU-1,3,1.50,", "date", "2099-01-01", "date_in_future", "cannot lie in the future"),
        ("2026-01-07,,3,1.50,", "sku", "", "missing_product", "product's id (SKU)"),
        ("2026-01-07,SKU-1,,1.50,", "qty", "", "missing_quantity", "number of units sold; write 0 for none"),
        ("2026-01-07,SKU-1,3kg,1.50,", "qty", "3kg", "not_a_number", "no unit and no other letters"),
        ("2026-01-07,SKU-1,3,-1.50,", "price", "-1.50", "negative_price", "unless the quantity is too"),
        ("2026-01-07,SKU-1,0,-1.50,", "price", "-1.50", "negative_price", "unless the quantity is too"),
        ("2026-01-07,SKU-1,2000000000,1.50,", "qty", "2000000000", "out_of_range", "not be more than 1,000,000,000"),
        ("2026-01-07,NEW,3,1.50,=Beans", "name", "=Beans", "unsafe_name", "starts like a formula"),
    ],
)
def test_a_row_is_told_what_is_wrong_with_it(row, column, value, code, told):
    error = error_of(row)
    assert (error.column, error.value, error.code) == (column, value, code)
    assert told in error.detail


@pytest.mark.parametrize("row", ["Total,,7,,", ",Total,7,,", "Sum of all,,,,", "Report made by hand,,,,", ",,,,"])
def test_lines_below_a_table_are_no_rows(row):
    report = answer(f"{HEADER}{GOOD}{row}\n").report
    assert (report.rows_accepted, report.rows_rejected, report.rows_skipped) == (2, 0, 1)


@pytest.mark.parametrize("row", ["SKU-1,,,,", "Hello,,,,", "2026-01-07;SKU 1;3;a,,,,"])
def test_a_line_that_may_be_a_row_is_not_passed_over(row):
    assert error_of(row).column in {"date", "sku"}
