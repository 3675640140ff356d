"""What the web app must spell of the domain, because the API's answers do not hold it, is what the domain says."""

from __future__ import annotations

import dataclasses
import re
from decimal import Decimal
from pathlib import Path

import pytest

from domain.products.models import SERVICE_LEVEL_MAX, SERVICE_LEVEL_MIN, ProductDetails
from domain.replenishment.models import WORST_FIRST
from domain.sales.summary import STALE_DAYS
from domain.shared.csv.dates import DATE_FORMATS
from domain.shared.csv.text import Encoding
from domain.shared.identifiers import PRODUCT_ID_PATTERN

WEB = Path(__file__).parents[2] / "web/src"
TERMS = (
    "lead_time_days",
    "lead_time_std_days",
    "review_period_days",
    "service_level",
    "min_order_quantity",
    "order_multiple",
)


def read(path: str) -> str:
    """Return a file of the web app."""
    return re.sub(r"\s+", " ", (WEB / path).read_text(encoding="utf-8"))


@pytest.mark.parametrize("value", [*DATE_FORMATS.values(), *Encoding])
def test_every_form_that_a_file_can_be_read_in_is_named_on_the_import_page(value):
    text = read("pages/import/words.ts")
    assert f" '{value}': '" in text or f" {value}: '" in text


def test_urgencies_are_in_the_order_of_the_worklist():
    listed = re.search(r"URGENCIES: Urgency\[\] = \[(.*?)\]", read("lib/urgency.ts"), re.DOTALL)[1]
    assert re.findall(r"'(\w+)'", listed) == [*WORST_FIRST]


@pytest.mark.parametrize("name", ["on_order", *TERMS])
def test_the_form_of_a_new_product_starts_from_the_domains_defaults(name):
    fields = {field.name: field.default for field in dataclasses.fields(ProductDetails)}
    assert Decimal(re.search(rf"product\?\.{name} \?\? ([\d.]+)", read("pages/products/form.ts"))[1]) == fields[name]


def test_the_forms_limits_are_the_domains():
    form = read("pages/products/form.ts")
    assert f"/{PRODUCT_ID_PATTERN}/" in form
    limits = re.search(r"level >= ([\d.]+) && level <= ([\d.]+)", form).groups()
    assert [Decimal(limit) / 100 for limit in limits] == [SERVICE_LEVEL_MIN, SERVICE_LEVEL_MAX]


def test_the_page_says_after_how_many_days_without_a_record_sales_are_stale():
    assert STALE_DAYS == 28
    assert "no record in the latest four weeks" in read("pages/today/StaleData.tsx")
