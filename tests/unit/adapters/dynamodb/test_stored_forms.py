"""Every form that something is kept in is read: the oldest there ever was, and each version since."""

from __future__ import annotations

import ast
import base64
import json
import logging
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest

from adapters.dynamodb import keys
from adapters.dynamodb.calendar.entries import ENTRY, DynamoEntryRepository
from adapters.dynamodb.forecasting.items import RUN, to_vintage
from adapters.dynamodb.forecasting.latest import LATEST
from adapters.dynamodb.forecasting.ledger import PROPOSAL, TRACK_RECORD, DynamoLedger
from adapters.dynamodb.forecasting.overrides import OVERRIDE, DynamoOverrideRepository
from adapters.dynamodb.packing import pack
from adapters.dynamodb.purchasing.codec import (
    DELIVERY,
    PURCHASE_ORDER,
    SHOP_SETTINGS,
    SUPPLIER,
    to_delivery,
    to_order,
    to_settings,
    to_supplier,
)
from adapters.dynamodb.sales import history_codec
from adapters.dynamodb.stored_forms import StoredForm, UnknownFormError
from domain.calendar.models import EntryKind, Scope

DATA = Path(__file__).parents[3] / "data" / "forms"


def kept(name):
    """Items as the release of that version kept them: its own code wrote them."""

    def restored(value):
        if value.keys() == {"$bytes"}:
            return base64.b64decode(value["$bytes"])
        return Decimal(value["$number"]) if value.keys() == {"$number"} else value

    return json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"), object_hook=restored)


@pytest.mark.parametrize("version", [1, 2, 3, 4])
def test_runs_of_every_version_are_scored(version):
    plain, overridden = kept(f"run-{min(version, 2)}")
    if version > 2:  # the same, and a byte before it
        plain, overridden = (
            item | {"known_until": "2026-11-11", "document": bytes([version]) + item["document"]}
            for item in (plain, overridden)
        )
    first, second = to_vintage(plain), to_vintage(overridden)
    for read in (first, second):
        assert (read.product_id, read.start) == ("SKU-1", date(2026, 11, 10))
        assert (read.generated_at, read.confidence_level) == (datetime(2026, 11, 12, 8, 30, tzinfo=UTC), 0.8)
        assert np.array_equal(read.mean, [1.5, 2.0, 0.25])
        assert np.array_equal(read.quantiles, np.arange(75).reshape(3, 25) / 4)
        assert np.array_equal(read.layers.naive, [1.0, np.nan, 3.0], equal_nan=True)
        assert np.array_equal(read.layers.statistical, read.mean)
        assert read.layers.bedrock is None
    assert (first.run_id, second.run_id) == ("plain", "overridden")
    assert first.layers.override is first.layers.before_override is None
    assert np.array_equal(second.layers.override, [3.0, 4.0, 0.5])
    known = (date(2026, 11, 9), date(2026, 11, 12)) if version < 3 else (date(2026, 11, 11),) * 2
    assert (first.known_until, second.known_until) == known


def test_overrides_of_days_to_come_leave_the_eve_of_the_first_day_known():
    _, overridden = kept("run-2")
    assert to_vintage(overridden | {"start": "2026-12-24"}).known_until == date(2026, 12, 23)


def test_a_run_of_version_2_that_tells_what_was_known_is_taken_at_its_word():
    plain, _ = kept("run-2")
    assert to_vintage(plain | {"known_until": "2026-11-05"}).known_until == date(2026, 11, 5)


def test_a_run_of_a_newer_release_is_refused_and_not_hidden(caplog):
    plain, _ = kept("run-2")
    newer = plain | {"document": pack({"version": RUN.version + 1})}
    with caplog.at_level(logging.WARNING, logger="stockcast"), pytest.raises(UnknownFormError, match="forecast run"):
        to_vintage(newer)
    assert caplog.records[0].key == [plain["PK"], plain["SK"]]


def test_steps_are_taken_one_after_the_other_from_the_version_there_is():
    form = StoredForm(
        "thing", 3, {1: lambda item: {"path": [*item["path"], 1]}, 2: lambda item: {"path": [*item["path"], 2]}}
    )
    assert form.read({"path": []})["path"] == [1, 2]
    assert form.read({"path": [], "form": Decimal(2)})["path"] == [2]
    assert form.read({"path": []} | form.stamp())["path"] == []
    assert StoredForm("thing").stamp() == {}


@pytest.mark.parametrize("version", [0, 1, 4])
def test_versions_without_steps_are_refused(version):
    with pytest.raises(UnknownFormError, match=f"version {version} "):
        StoredForm("thing", 3, {2: lambda item: item}).read({"form": version})


class Kept:
    """A table that holds the items of a fixture."""

    def __init__(self, name, **changes):
        self.items = [item | changes for item in kept(name)]

    def query(self, *_args, **_options):
        return iter(self.items)

    def get(self, _key):
        return self.items[0]


def test_the_oldest_history_is_read():
    read = history_codec.decode(kept("history-1")[0])
    assert (read.product_id, read.start, read.statistics.version) == ("SKU-1", date(2026, 1, 2), 7)
    for column, expected in (
        ("quantity", [3, np.nan, 2.5]),
        ("revenue", [30, np.nan, np.nan]),
        ("price", [10, np.nan, 12.25]),
    ):
        assert np.array_equal(getattr(read, column), expected, equal_nan=True)


def test_the_oldest_override_is_read():
    (read,) = DynamoOverrideRepository(Kept("override-1"), "products").of_product("SKU-1")
    assert (read.override_id, read.product_id, read.factor, read.quantity) == ("01", "SKU-1", 1.5, None)
    assert (read.start, read.end, read.expires_on) == (date(2026, 12, 1), date(2026, 12, 24), date(2026, 12, 31))
    assert (read.reason, read.author, read.created_at) == ("Advent", "ana", datetime(2026, 11, 12, 8, 30, tzinfo=UTC))


def test_the_oldest_ledger_is_read():
    (read,) = DynamoLedger(Kept("proposal-1"), "products").due("bedrock", date(2026, 11, 30), 5)
    assert (read.source, read.product_id, read.run_id, read.due) == ("bedrock", "SKU-1", "run-1", date(2026, 11, 20))
    assert read.generated_at == datetime(2026, 11, 12, 8, 30, tzinfo=UTC)
    record = DynamoLedger(Kept("track-record-1"), "products").record("bedrock", "SKU-1")
    assert (record.proposals, record.error_without, record.error_with, record.actual) == (3, 12.5, 10.25, 40.0)


def test_the_oldest_calendar_entry_is_read():
    (read,) = DynamoEntryRepository(Kept("calendar-entry-1")).all()
    details = read.details
    assert (read.event_id, read.created_by, read.version) == ("01", "ana", 2)
    assert (read.created_at, read.updated_at) == (
        datetime(2026, 11, 12, 8, 30, tzinfo=UTC),
        datetime(2026, 11, 13, 8, 30, tzinfo=UTC),
    )
    assert (details.name, details.kind, details.note) == ("Advent", EntryKind.PROMOTION, "all shelves")
    assert (details.start, details.end) == (date(2026, 12, 1), date(2026, 12, 24))
    assert details.scope == Scope(product_ids=("SKU-1", "SKU-2"))
    assert (details.expected_change_pct, details.price) == (Decimal("12.5"), Decimal("3.99"))


def test_the_oldest_supplier_order_delivery_and_settings_are_read():
    details = to_supplier(kept("supplier-1")[0]).details
    assert (details.name, details.email, details.address) == (
        "The Roaster",
        "orders@roaster.example",
        "1 Mill Lane\nLeeds",
    )
    assert (details.currency, details.lead_time_days, details.lead_time_std_days) == ("GBP", 9, Decimal("1.5"))
    assert (details.review_period_days, details.order_weekdays) == (14, ("mon", "thu"))
    assert (details.min_order_value, details.note) == (Decimal("250.5"), "closed in August")
    assert to_supplier(kept("supplier-1")[0]).open_orders == 2
    order = to_order(kept("purchase-order-1")[0])
    assert (order.status, order.ordered_on, order.version) == ("partially_received", date(2026, 11, 1), 4)
    assert (order.note, order.created_by, order.currency) == ("by the back door", "key-1", "USD")
    first, second = order.lines
    assert (first.supplier_sku, first.unit_cost, first.quantity) == ("R/1", Decimal("2.125"), 10)
    assert (first.expected_on, first.promised_on) == (date(2026, 12, 1), date(2026, 11, 30))
    assert (first.received_quantity, first.cancelled, second.cancelled) == (Decimal("0.5"), False, True)
    assert [(each.receipt_id, each.fingerprint, each.received_on) for each in order.receipts] == [
        ("r1", "f1", date(2026, 11, 9))
    ]
    delivery = to_delivery(kept("delivery-1")[0])
    assert (delivery.ordered_on, delivery.received_on) == (date(2026, 11, 1), date(2026, 11, 9))
    assert [(each.product_id, each.quantity, each.promised_on) for each in delivery.lines] == [
        ("SKU-1", Decimal("0.5"), date(2026, 11, 30)),
        ("SKU-2", 4, None),
    ]
    shop = to_settings(kept("shop-settings-1")[0])
    assert (shop.name, shop.address, shop.holding_cost) == ("Corner Shop", "2 High St\nLeeds", Decimal("0.25"))


NEWER = [
    (SUPPLIER, lambda: to_supplier(kept("supplier-1")[0] | {"form": 9})),
    (PURCHASE_ORDER, lambda: to_order(kept("purchase-order-1")[0] | {"form": 9})),
    (DELIVERY, lambda: to_delivery(kept("delivery-1")[0] | {"form": 9})),
    (SHOP_SETTINGS, lambda: to_settings(kept("shop-settings-1")[0] | {"form": 9})),
    (ENTRY, lambda: DynamoEntryRepository(Kept("calendar-entry-1", form=9)).all()),
    (history_codec.HISTORY, lambda: history_codec.decode(Kept("history-1", form=9).items[0])),
    (OVERRIDE, lambda: DynamoOverrideRepository(Kept("override-1", form=9), "products").of_product("SKU-1")),
    (PROPOSAL, lambda: DynamoLedger(Kept("proposal-1", form=9), "products").due("bedrock", date(2026, 11, 30), 5)),
    (TRACK_RECORD, lambda: DynamoLedger(Kept("track-record-1", form=9), "products").record("bedrock")),
]


@pytest.mark.parametrize(("form", "read"), NEWER, ids=[form.name for form, _ in NEWER])
def test_what_a_newer_release_kept_is_refused(form, read):
    with pytest.raises(UnknownFormError, match=form.name):
        read()


def table_of_forms():
    """Rows of the table in docs/operations.md by the function of ``keys`` that names their key."""
    text = (DATA.parents[2] / "docs" / "operations.md").read_text(encoding="utf-8")
    section = text.split("## Stored forms")[1].split("\n## ")[0]
    rows = [
        [cell.strip(" `") for cell in line.strip("|").split("|")] for line in section.splitlines() if line[:3] == "| `"
    ]
    return {row[0]: row[1:] for row in rows}


def test_every_kind_of_item_is_in_the_table_of_forms():
    functions = ast.parse(Path(keys.__file__).read_text(encoding="utf-8")).body
    kinds = {
        each.name for each in functions if isinstance(each, ast.FunctionDef) and ast.unparse(each.returns) == "Key"
    }
    assert set(table_of_forms()) == kinds


def test_what_cannot_be_made_again_has_an_example_of_its_oldest_form():
    forms = {form.name: form for form in (LATEST, RUN, history_codec.HISTORY, OVERRIDE, PROPOSAL, TRACK_RECORD, ENTRY)}
    written = {
        name: (version, again, example) for name, version, again, example in table_of_forms().values() if name in forms
    }
    assert {name: version for name, (version, _, _) in written.items()} == {n: str(f.version) for n, f in forms.items()}
    for again, example in ((again, example) for _, again, example in written.values()):
        assert again == "yes" or (DATA / example).exists()
    for form in forms.values():
        oldest = min(form.upgrades, default=form.version)
        assert set(form.upgrades) == set(range(oldest, form.version))
