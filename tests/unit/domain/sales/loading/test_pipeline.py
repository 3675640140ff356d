"""One read loop for every file: how much is read between two looks at the clock."""

from __future__ import annotations

from domain.sales.models import UploadOptions
from testing.sales import Shop

HEADER = b"date,product_id,quantity_sold\n2026-01-01,SKU-1,1\n"
ROWS, ROWS_AT_MOST = 600_000, 131_072


def test_the_clock_is_looked_at_after_so_many_rows_however_short_they_are():
    shop, looks = Shop(), []
    shop.uploads.upload("sales.csv", HEADER + b",\n" * ROWS, UploadOptions(), has_time=lambda: looks.append(1) or True)
    assert len(looks) >= ROWS // ROWS_AT_MOST
