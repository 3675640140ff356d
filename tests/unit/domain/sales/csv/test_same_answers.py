"""A file is answered in the same way in one request and from storage, whatever it holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from domain.sales.models import OnUnknownProduct, UploadOptions
from testing.sales import answers

FILES = Path(__file__).parents[4] / "data" / "sales"
EVERY = sorted(path for path in FILES.rglob("*") if path.suffix in {".csv", ".tsv", ".txt"})
OPTIONS = [
    UploadOptions(OnUnknownProduct.CREATE),
    UploadOptions(OnUnknownProduct.REJECT, decimal_mark=",", date_format="DD/MM/YYYY"),
]


@pytest.mark.parametrize("currency", ["USD", "EUR"])
@pytest.mark.parametrize("options", OPTIONS, ids=["create", "told"])
@pytest.mark.parametrize("path", EVERY, ids=lambda path: path.name)
def test_a_file_is_answered_in_the_same_way_in_one_request_and_from_storage(path, options, currency):
    inline, stored = answers(path.read_bytes(), options, currency)
    assert inline.report == stored.report
    assert inline.sold == stored.sold
