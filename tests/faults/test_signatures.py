"""Requests that are killed between signing a deletion and deleting: what was not done is not told, by nobody's name."""

from __future__ import annotations

import pytest

from testing.deployed import new_process
from tests.support import faults as fault
from tests.support.changes import PRODUCT, made, told

ENTRY = {"kind": "event", "start": "2026-12-01", "end": "2026-12-02", "scope": {"all": True}}
OVERRIDE = {"start": "2026-11-24", "end": "2026-11-25", "factor": 1.5, "reason": "Fair", "author": "Ann"}
SNOOZE = {"until": "2026-12-01", "reason": "Holiday"}
SNOOZED = "/reports/inventory-recommendations/{}/snooze"

pytestmark = pytest.mark.usefixtures("system_clock")


@pytest.fixture(scope="module")
def changes():
    with told() as found:
        yield found


@pytest.fixture
def faults(monkeypatch):
    with fault.injected(monkeypatch) as found:
        yield found


def supplier(name):
    made("POST", "/suppliers", body={"supplier_id": name, "name": name})
    return f"/suppliers/{name}"


def calendar_entry(name):
    return f"/calendar/{made('POST', '/calendar', body=ENTRY | {'name': name})['event_id']}"


def import_mapping(name):
    mapping = made("PUT", "/import-mappings", body={"header": [name, "b"], "decimal_mark": ","})
    return f"/import-mappings/{mapping['mapping_id']}"


def override(name):
    made("POST", "/products", body=PRODUCT | {"product_id": name})
    made("POST", f"/forecasts/{name}/overrides", body=OVERRIDE)
    (kept,) = made("GET", f"/forecasts/{name}/overrides")["items"]
    return f"/forecasts/{name}/overrides/{kept['override_id']}"


def snooze(name):
    made("POST", "/products", body=PRODUCT | {"product_id": name})
    made("POST", SNOOZED.format(name), body=SNOOZE)
    return SNOOZED.format(name)


KINDS = (supplier, calendar_entry, import_mapping, override, snooze)


def killed_behind_its_signature(faults, path, by):
    """Begin a deletion that ends with its signature."""
    faults.at(1, fault.killing_after, "dynamodb", "UpdateItem")
    with pytest.raises(fault.KilledError):
        made("DELETE", path, by)
    assert faults.struck == 1
    faults.never()
    new_process()


@pytest.mark.parametrize("kind", KINDS, ids=lambda each: each.__name__)
def test_a_deletion_that_was_cut_off_is_told_as_the_next_ones_once_it_is_done(changes, faults, kind):
    path = kind(f"cut-{kind.__name__}")
    cut, done = f"cut-{kind.__name__}", f"done-{kind.__name__}"
    killed_behind_its_signature(faults, path, cut)
    assert changes.by(cut) == []
    made("DELETE", path, done)
    assert changes.by(cut) == []
    assert [(each.subject, each.action) for each in changes.by(done)] == [(kind.__name__, "deleted")]


@pytest.mark.parametrize("kind", [override, snooze], ids=lambda each: each.__name__)
def test_what_goes_with_its_product_is_not_told_as_deleted_by_whom_was_cut_off(changes, faults, kind):
    name = f"gone-{kind.__name__}"
    killed_behind_its_signature(faults, kind(name), f"cut-{name}")
    made("DELETE", f"/products/{name}", name)
    assert changes.by(f"cut-{name}") == []
    assert [(each.subject, each.action) for each in changes.by(name)] == [("product", "deleted")]


def test_a_deletion_that_meets_anothers_change_is_told_behind_it(changes, faults):
    path = supplier("changed")
    other = fault.meanwhile(lambda: made("PATCH", path, "quicker", body={"note": "Mine"}))
    faults.at(1, other, "dynamodb", "UpdateItem")
    made("DELETE", path, "slower")
    faults.never()
    assert [each.action for each in changes.by("quicker")] == ["changed"]
    assert [each.action for each in changes.by("slower")] == ["deleted"]
