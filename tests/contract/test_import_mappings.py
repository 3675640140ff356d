"""One suite for the fake and the DynamoDB adapter of import mappings."""

from __future__ import annotations

from dataclasses import replace

import boto3
import pytest

from adapters.dynamodb.sales.mappings import DynamoImportMappings
from adapters.dynamodb.table import Table
from domain.shared.csv.import_mapping import FileKind, ImportMapping
from domain.shared.csv.reading import ReadingOptions
from domain.shared.csv.text import Encoding
from testing.fakes.import_mappings import FakeImportMappings
from testing.products import NOW

OPTIONS = ReadingOptions(
    columns={"date": "Tag", "price": None},
    date_format="DD/MM/YYYY",
    decimal_mark=",",
    encoding=Encoding.WINDOWS_1252,
    currency="EUR",
    time_zone="Europe/Berlin",
    sku_map={"A/1": "SKU-1"},
)


@pytest.fixture(params=["fake", "dynamodb"])
def mappings(request):
    if request.param == "fake":
        return FakeImportMappings()
    environment = request.getfixturevalue("aws")
    return DynamoImportMappings(Table(boto3.client("dynamodb"), environment["SALES_TABLE"], sleep=lambda _: None))


def mapping(*header, kind=FileKind.SALES, version=1, options=OPTIONS):
    return ImportMapping(
        kind=kind, header=header or ("Tag", "Ware"), options=options, created_at=NOW, updated_at=NOW, version=version
    )


@pytest.mark.parametrize("options", [OPTIONS, ReadingOptions(currency="EUR")])
@pytest.mark.parametrize("kind", FileKind)
def test_a_mapping_is_read_back_as_it_was(mappings, options, kind):
    kept = mapping("Tag", "Größe (cm)", kind=kind, options=options)
    assert mappings.keep(kept)
    assert mappings.find([kept.mapping_id, "none"]) == {kept.mapping_id: kept}


def test_only_the_version_after_the_kept_one_is_kept(mappings):
    first = mapping()
    assert not mappings.keep(replace(first, version=2))
    assert mappings.keep(first)
    assert not mappings.keep(first)
    second = replace(first, version=2, options=ReadingOptions(currency="USD"))
    assert mappings.keep(second)
    assert not mappings.keep(second)
    assert mappings.find([first.mapping_id]) == {first.mapping_id: second}


def test_only_the_kept_version_is_removed(mappings):
    first = mapping()
    assert not mappings.remove(first)
    mappings.keep(first)
    second = replace(first, version=2)
    mappings.keep(second)
    assert not mappings.remove(first)
    assert mappings.remove(second)
    assert mappings.find([first.mapping_id]) == {}


def test_pages_follow_each_other_in_order_of_ids(mappings):
    kept = sorted((mapping(f"column {number}", "b") for number in range(5)), key=lambda each: each.mapping_id)
    for each in kept:
        mappings.keep(each)
    assert mappings.page(5, None) == mappings.page(9, None)
    first = mappings.page(2, None)
    second = mappings.page(2, first.next_position)
    third = mappings.page(2, second.next_position)
    assert [*first.items, *second.items, *third.items] == kept
    assert third.next_position is None
