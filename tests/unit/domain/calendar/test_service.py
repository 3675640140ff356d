"""Use cases of the calendar on fakes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from domain.calendar.errors import EntryExistsError, EntryNotFoundError, InvalidEntryError, StaleEntryError
from domain.calendar.models import EntryKind, EntryQuery, Scope
from domain.calendar.service import CalendarService
from testing.calendar import FAIR
from testing.fakes.calendar import FakeEntryRepository, FakeKnownProducts
from testing.fakes.system import FakeClock, FakeIds


@pytest.fixture
def entries():
    return FakeEntryRepository()


@pytest.fixture
def clock():
    return FakeClock()


@pytest.fixture
def service(entries, clock):
    return CalendarService(entries, FakeKnownProducts(SKU_1="Tea", SKU_2="Coffee"), clock, FakeIds())


def test_saying_the_same_again_adds_nothing(service, entries):
    first, is_new = service.create(FAIR, "ana")
    again, is_new_again = service.create(replace(FAIR, name="TRADE FAIR"), "ben")
    assert (is_new, is_new_again) == (True, False)
    assert again == first
    assert len(entries.kept) == 1


def test_saying_something_else_of_the_same_entry_is_refused_and_names_it(service):
    first, _ = service.create(FAIR, "ana")
    with pytest.raises(EntryExistsError, match=first.event_id):
        service.create(replace(FAIR, expected_change_pct=Decimal(5)), "ana")


def test_keeping_changes_what_is_said_and_leaves_the_rest(service, clock):
    promotion = replace(FAIR, kind=EntryKind.PROMOTION, price=Decimal(3), note="half", expected_change_pct=Decimal(5))
    first, _ = service.create(promotion, "ana")
    assert service.keep(FAIR, "ben") == first
    clock.advance(hours=1)
    changed = service.keep(replace(FAIR, expected_change_pct=Decimal(9)), "ben")
    assert changed.details == replace(promotion, expected_change_pct=Decimal(9))
    assert (changed.event_id, changed.version, changed.created_by) == (first.event_id, 2, "ana")
    assert changed.updated_at > first.updated_at == changed.created_at


def test_products_that_do_not_exist_are_named(service, entries):
    with pytest.raises(InvalidEntryError, match="'SKU-9'") as error:
        service.create(replace(FAIR, scope=Scope(product_ids=("SKU-1", "SKU-9"))), None)
    assert error.value.fields[0].code == "unknown_product"
    assert not entries.kept
    kept, _ = service.create(FAIR, None)
    with pytest.raises(InvalidEntryError):
        service.change(kept.event_id, replace(FAIR, scope=Scope(product_ids=("SKU-9",))))


def test_an_entry_of_a_product_that_was_deleted_since_can_still_be_changed(service, entries):
    scope = Scope(product_ids=("SKU-1", "SKU-2"))
    kept, _ = service.create(replace(FAIR, scope=scope), None)
    service._products.known.clear()
    assert service.change(kept.event_id, replace(kept.details, note="still")).details.note == "still"


def test_stale_changes_and_deletions_are_refused(service):
    kept, _ = service.create(FAIR, None)
    service.change(kept.event_id, replace(FAIR, note="x"), 1)
    with pytest.raises(StaleEntryError):
        service.change(kept.event_id, FAIR, 1)
    with pytest.raises(StaleEntryError):
        service.delete(kept.event_id, 1)
    service.delete(kept.event_id, 2)
    with pytest.raises(EntryNotFoundError):
        service.delete(kept.event_id)


def test_an_unconditional_change_survives_another_writer(service, entries):
    kept, _ = service.create(FAIR, None)
    replace_entry, others = entries.replace, iter([True])

    def meet(entry):
        if next(others, False):
            replace_entry(replace(kept, version=2))
        replace_entry(entry)

    entries.replace = meet
    assert service.change(kept.event_id, replace(FAIR, note="mine")).version == 3


def test_lists_are_paged_in_order_and_know_a_products_category(service):
    for number in range(3):
        service.create(replace(FAIR, name=f"Fair {number}", end=date(2026, 12, 6 + number)), None)
    service.create(replace(FAIR, scope=Scope(category="Tea")), None)
    service.create(replace(FAIR, scope=Scope(product_ids=("SKU-2",))), None)
    first = service.list(EntryQuery(), 2)
    rest = service.list(EntryQuery(), 5, first.next_position)
    assert (len(first.items), len(rest.items), rest.next_position) == (2, 3, None)
    assert not {each.event_id for each in first.items} & {each.event_id for each in rest.items}
    assert len(service.list(EntryQuery(product_id="SKU-1"), 9).items) == 4
    assert len(service.list(EntryQuery(product_id="SKU-2"), 9).items) == 4
    assert service.list(EntryQuery(product_id="SKU-9"), 9).items == ()


@pytest.mark.parametrize("author", ["", "a\nb", "x" * 101])
def test_an_author_is_a_name(service, author):
    with pytest.raises(InvalidEntryError):
        service.create(FAIR, author)
