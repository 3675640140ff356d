"""Rules of calendar entries."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from domain.calendar.errors import InvalidEntryError
from domain.calendar.models import EntryKind, EntryQuery, Scope
from testing.calendar import FAIR, entry


@pytest.mark.parametrize(
    ("changes", "pointer", "code"),
    [
        ({"name": " "}, "/name", "invalid_text"),
        ({"name": "x" * 101}, "/name", "invalid_text"),
        ({"name": "a\u202eb"}, "/name", "invalid_text"),
        ({"note": "two\nlines"}, "/note", "invalid_text"),
        ({"end": date(2026, 12, 3)}, "/end", "before_start"),
        ({"end": date(2027, 12, 5)}, "/end", "too_long"),
        ({"expected_change_pct": Decimal(-101)}, "/expected_change_pct", "out_of_range"),
        ({"expected_change_pct": Decimal(1001)}, "/expected_change_pct", "out_of_range"),
        ({"expected_change_pct": Decimal("1.1234567")}, "/expected_change_pct", "out_of_range"),
        ({"kind": EntryKind.CLOSURE, "expected_change_pct": Decimal(-50)}, "/expected_change_pct", "not_of_this_kind"),
        ({"kind": EntryKind.STOCKOUT, "expected_change_pct": Decimal(1)}, "/expected_change_pct", "not_of_this_kind"),
        ({"price": Decimal(1)}, "/price", "not_of_this_kind"),
        ({"kind": EntryKind.PRICE}, "/price", "missing"),
        ({"kind": EntryKind.PROMOTION, "price": Decimal(-1)}, "/price", "out_of_range"),
        ({"kind": EntryKind.PROMOTION, "price": Decimal("NaN")}, "/price", "out_of_range"),
    ],
)
def test_what_breaks_a_rule_is_named(changes, pointer, code):
    with pytest.raises(InvalidEntryError) as error:
        replace(FAIR, **changes)
    assert [(each.pointer, each.code) for each in error.value.fields] == [(pointer, code)]


def test_the_longest_and_the_largest_are_taken():
    replace(FAIR, start=date(2026, 1, 1), end=date(2026, 12, 31), expected_change_pct=Decimal(1000))
    replace(FAIR, start=date(2024, 1, 1), end=date(2024, 12, 31), expected_change_pct=Decimal(-100))
    replace(FAIR, kind=EntryKind.PROMOTION, price=Decimal(0), expected_change_pct=Decimal(10))


@pytest.mark.parametrize(
    "scope",
    [
        {},
        {"everything": True, "category": "Tea"},
        {"category": "Tea", "product_ids": ("A",)},
        {"product_ids": ("a b",)},
        {"product_ids": ("summary",)},
        {"category": " "},
        {"product_ids": tuple(f"P{number}" for number in range(1001))},
    ],
)
def test_a_scope_is_one_of_three_and_names_products_that_can_be(scope):
    with pytest.raises(InvalidEntryError):
        Scope(**scope)


def test_scopes_say_whom_they_concern():
    cases = {Scope(everything=True): "AB", Scope(category="Tea"): "A", Scope(product_ids=("B", "C")): "B"}
    categories = {"A": "Tea", "B": "Coffee"}
    for scope, concerned in cases.items():
        assert [name for name in categories if scope.concerns(name, categories[name])] == list(concerned)


def test_identity_is_name_days_and_scope_and_nothing_else():
    same = [
        replace(FAIR, name=" trade  FAIR "),
        replace(FAIR, kind=EntryKind.PROMOTION, price=Decimal(1), note="x", expected_change_pct=Decimal(1)),
    ]
    others = [
        replace(FAIR, name="Fair"),
        replace(FAIR, start=date(2026, 12, 3)),
        replace(FAIR, end=date(2026, 12, 7)),
        replace(FAIR, scope=Scope(category="all")),
        replace(FAIR, scope=Scope(product_ids=("all",))),
    ]
    assert {each.identity for each in same} == {FAIR.identity}
    assert len({each.identity for each in [FAIR, *others]}) == len(others) + 1
    first, second = (replace(FAIR, scope=Scope(product_ids=ids)) for ids in (("A", "B"), ("B", "A", "B")))
    assert first.identity == second.identity


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, True),
        ({"first": date(2026, 12, 6)}, True),
        ({"first": date(2026, 12, 7)}, False),
        ({"last": date(2026, 12, 4)}, True),
        ({"last": date(2026, 12, 3)}, False),
        ({"kind": EntryKind.EVENT}, True),
        ({"kind": EntryKind.CLOSURE}, False),
        ({"product_id": "A", "product_category": "Tea"}, True),
        ({"product_id": "A", "product_category": "Coffee"}, False),
        ({"category": "Tea"}, True),
        ({"category": "Coffee"}, False),
    ],
)
def test_queries_narrow(query, found):
    assert EntryQuery(**query).matches(entry(scope=Scope(category="Tea"))) is found


def test_entries_of_the_shop_concern_every_category_and_those_of_products_none():
    assert EntryQuery(category="Tea").matches(entry())
    assert not EntryQuery(category="Tea").matches(entry(scope=Scope(product_ids=("A",))))
