"""Import mappings: what is kept, what is refused, and whose change counts."""

from __future__ import annotations

import pytest

from domain.sales.errors import InvalidMappingError, MappingChangedError, MappingNotFoundError
from domain.sales.service.mappings import MAX_CHARACTERS, MappingService
from domain.shared.csv.errors import InvalidDateFormatError
from domain.shared.csv.import_mapping import FileKind, fingerprint
from domain.shared.csv.reading import ReadingOptions
from domain.shared.errors import UnavailableError
from testing.fakes.import_mappings import FakeImportMappings
from testing.fakes.system import FakeClock

HEADER = ["Tag", "Ware", "Stk"]
OPTIONS = ReadingOptions(columns={"date": "Tag", "product_id": "ware"}, date_format="DD/MM/YYYY")


@pytest.fixture
def mappings():
    return FakeImportMappings()


@pytest.fixture
def service(mappings):
    return MappingService(mappings, FakeClock())


def test_a_header_has_one_mapping_whatever_its_order_and_case(service):
    first = service.keep(FileKind.SALES, HEADER, OPTIONS)
    again = service.keep(FileKind.SALES, ["STK", "tag", " Ware "], ReadingOptions(currency="EUR"))
    assert (first.mapping_id, first.version, again.mapping_id, again.version) == (
        first.mapping_id,
        1,
        first.mapping_id,
        2,
    )
    assert service.page(10, None).items == (again,)
    assert service.get(first.mapping_id) == again


def test_sales_and_products_of_one_header_are_kept_apart(service):
    kept = {service.keep(kind, HEADER, OPTIONS).mapping_id for kind in FileKind}
    assert len(kept) == 2


def test_what_is_kept_already_changes_nothing(service):
    first = service.keep(FileKind.SALES, HEADER, OPTIONS)
    assert service.keep(FileKind.SALES, HEADER, OPTIONS, 1) == first


def test_a_change_of_another_version_than_the_expected_one_is_refused(service):
    first = service.keep(FileKind.SALES, HEADER, OPTIONS)
    for wrong in (0, 2):
        with pytest.raises(MappingChangedError):
            service.keep(FileKind.SALES, HEADER, ReadingOptions(currency="EUR"), wrong)
        with pytest.raises(MappingChangedError):
            service.remove(first.mapping_id, wrong)
    with pytest.raises(MappingChangedError):
        service.keep(FileKind.SALES, ["another"], ReadingOptions(currency="EUR"), 1)
    service.remove(first.mapping_id, 1)
    with pytest.raises(MappingNotFoundError):
        service.get(first.mapping_id)
    with pytest.raises(MappingNotFoundError):
        service.remove(first.mapping_id)


def test_others_that_always_come_in_between_are_said(service, mappings, monkeypatch):
    first = service.keep(FileKind.SALES, HEADER, OPTIONS)
    monkeypatch.setattr(mappings, "keep", lambda _: False)
    monkeypatch.setattr(mappings, "remove", lambda _: False)
    with pytest.raises(UnavailableError):
        service.keep(FileKind.SALES, HEADER, ReadingOptions(currency="EUR"))
    with pytest.raises(UnavailableError):
        service.remove(first.mapping_id)


@pytest.mark.parametrize(
    ("header", "options", "pointer"),
    [
        (HEADER, ReadingOptions(), "/columns"),
        (HEADER, ReadingOptions(columns={"price": "Preis"}), "/columns/price"),
        (["Tag", "Tag"], ReadingOptions(columns={"date": "Tag"}), "/columns/date"),
        (["", " "], ReadingOptions(currency="EUR"), "/header"),
        (["x" * (MAX_CHARACTERS + 1)], ReadingOptions(currency="EUR"), "/sku_map"),
        (HEADER, ReadingOptions(sku_map={f"{n:0100}": "S" for n in range(600)}), "/sku_map"),
    ],
)
def test_a_mapping_that_no_file_could_be_read_by_is_refused(service, mappings, header, options, pointer):
    with pytest.raises(InvalidMappingError) as refused:
        service.keep(FileKind.SALES, header, options)
    assert [each.pointer for each in refused.value.fields] == [pointer]
    assert mappings.kept == {}


def test_a_format_of_dates_that_there_is_not_is_refused(service):
    with pytest.raises(InvalidDateFormatError):
        service.keep(FileKind.SALES, HEADER, ReadingOptions(date_format="DD"))


def test_a_role_without_a_column_is_no_fault(service):
    kept = service.keep(FileKind.SALES, HEADER, ReadingOptions(columns={"price": None}))
    assert kept.mapping_id == fingerprint(FileKind.SALES, HEADER)
