"""Every form that something is kept in is read: the oldest there ever was, and each version since."""

from __future__ import annotations

import ast
import base64
import importlib
import json
import logging
import re
import zlib
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest

from adapters.dynamodb import keys
from adapters.dynamodb.calendar.entries import ENTRY, DynamoEntryRepository
from adapters.dynamodb.forecasting.items import RUN, to_vintage
from adapters.dynamodb.forecasting.ledger import PROPOSAL, TRACK_RECORD, DynamoLedger
from adapters.dynamodb.forecasting.overrides import OVERRIDE, DynamoOverrideRepository
from adapters.dynamodb.outbox.change_log import CHANGE, DynamoChangeLog
from adapters.dynamodb.packing import pack, unpack
from adapters.dynamodb.partials import DynamoPartials
from adapters.dynamodb.products.repository import PRODUCT, DynamoProductRepository
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
from adapters.dynamodb.replenishment.rows import worklist_shards
from adapters.dynamodb.replenishment.snoozes import SNOOZE, DynamoSnoozes
from adapters.dynamodb.sales import history_codec
from adapters.dynamodb.sales.mappings import MAPPING, DynamoImportMappings
from adapters.dynamodb.sales.rows import SALES_ROW, day_values, to_period
from adapters.dynamodb.sales.uploads import UPLOAD, DynamoUploadRecords
from adapters.dynamodb.stored_forms import StoredForm, UnknownFormError
from domain.calendar.models import EntryKind, Scope
from domain.purchasing.models.order import StockMove, Unsettled
from domain.replenishment.models import Urgency
from domain.replenishment.tops import TOPS, First, ShardTop
from domain.reporting.summary.checks import CheckFigures
from domain.reporting.summary.figures import ForecastFigures
from domain.sales.models import OnUnknownProduct, UploadMode, UploadOptions
from domain.sales.summary import SalesFigures
from domain.shared.csv.import_mapping import FileKind
from domain.shared.csv.text import Encoding

DATA = Path(__file__).parents[3] / "data" / "forms"
SRC = Path(__file__).parents[4] / "src"
OPERATIONS = SRC.parent / "docs" / "operations.md"


def kept(name):
    """Items as the release of that version kept them: its own code wrote them."""

    def restored(value):
        if value.keys() == {"$bytes"}:
            return base64.b64decode(value["$bytes"])
        return Decimal(value["$number"]) if value.keys() == {"$number"} else value

    return json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"), object_hook=restored)


def _document(version, item):
    if version < 5:
        return bytes([version]) + item["document"]
    document = unpack(item["document"])
    return pack(document | {"version": version, "layers": document["layers"] | {"without_events": None}})


@pytest.mark.parametrize("version", [1, 2, 3, 4, 5])
def test_runs_of_every_version_are_scored(version):
    plain, overridden = kept(f"run-{min(version, 2)}")
    if version > 2:  # the same, and a byte before it; since 5 the document tells its version
        told = {"known_until": "2026-11-11"}
        plain, overridden = (item | told | {"document": _document(version, item)} for item in (plain, overridden))
    first, second = to_vintage(plain), to_vintage(overridden)
    for read in (first, second):
        assert (read.product_id, read.start) == ("SKU-1", date(2026, 11, 10))
        assert (read.generated_at, read.confidence_level) == (datetime(2026, 11, 12, 8, 30, tzinfo=UTC), 0.8)
        assert np.array_equal(read.mean, [1.5, 2.0, 0.25])
        assert np.array_equal(read.quantiles, np.arange(75).reshape(3, 25) / 4)
        assert np.array_equal(read.layers.naive, [1.0, np.nan, 3.0], equal_nan=True)
        assert np.array_equal(read.layers.statistical, read.mean)
        assert read.layers.bedrock is None
        assert read.events == ()
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

    def get(self, _key, **_options):
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


def test_the_oldest_snooze_is_read():
    read = DynamoSnoozes(Kept("snooze-1"), Kept("product-1")).get("SKU-1")
    assert (read.product_id, read.until, read.reason) == (
        "SKU-1",
        date(2026, 12, 1),
        "The new recipe comes in December",
    )
    assert read.created_at == datetime(2026, 11, 12, 8, 30, tzinfo=UTC)
    assert read.product_created_at == datetime(2026, 1, 2, 8, 30, tzinfo=UTC)


def test_a_change_of_no_product_is_read():
    november = datetime(2026, 11, 12, tzinfo=UTC)
    (read,) = DynamoChangeLog(Kept("change-2")).of_all(november, november, 1, None).items
    assert (read.product_id, read.subject, read.subject_id) == (None, "supplier", "TEAHOUSE")
    assert [(each.name, each.before, each.after) for each in read.fields] == [("lead_time_days", None, 4)]


def test_the_oldest_change_is_read():
    (read,) = DynamoChangeLog(Kept("change-1")).of_product("SKU-1", datetime(2026, 11, 1, tzinfo=UTC), 5, None).items
    assert (read.product_id, read.subject, read.action, read.changed_by) == ("SKU-1", "product", "changed", "till")
    assert read.subject_id == "SKU-1"
    assert read.occurred_at == datetime(2026, 11, 12, 8, 30, tzinfo=UTC)
    assert [(each.name, each.before, each.after) for each in read.fields] == [
        ("on_hand", None, 7),
        ("supplier_id", "S", None),
    ]


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
    assert order.unsettled is None
    delivery = to_delivery(kept("delivery-1")[0])
    assert (delivery.ordered_on, delivery.received_on) == (date(2026, 11, 1), date(2026, 11, 9))
    assert [(each.product_id, each.quantity, each.promised_on) for each in delivery.lines] == [
        ("SKU-1", Decimal("0.5"), date(2026, 11, 30)),
        ("SKU-2", 4, None),
    ]
    shop = to_settings(kept("shop-settings-1")[0])
    assert (shop.name, shop.address, shop.holding_cost) == ("Corner Shop", "2 High St\nLeeds", Decimal("0.25"))


def test_an_order_of_the_second_form_says_what_of_its_transition_is_still_to_be_written():
    order = to_order(kept("purchase-order-2")[0])
    assert (order.status, order.version, len(order.lines)) == ("partially_received", 3, 2)
    assert order.unsettled == Unsettled(
        since=datetime(2026, 11, 20, 8, 30, tzinfo=UTC),
        moves=(StockMove("SKU-1", Decimal("2.5")), StockMove("SKU-2", Decimal(0))),
    )


def test_the_oldest_product_is_read():
    read = DynamoProductRepository(Kept("product-1")).get("SKU-1")
    details = read.details
    assert (read.product_id, details.name, details.category, details.status) == ("SKU-1", "Beans", "Coffee", "active")
    assert (details.current_price, details.unit_cost) == (Decimal("4.99"), Decimal("2.5"))
    assert (details.on_hand, details.on_order, details.lead_time_days, details.order_multiple) == (60, 12, 5, 12)
    assert (read.created_at, read.version, read.inbound) == (datetime(2026, 11, 12, 8, 30, tzinfo=UTC), 2, ())


def typed(items):
    return [{name: _typed(value) for name, value in item.items()} for item in items]


def _typed(value):
    return {"S": value} if isinstance(value, str) else {"N": str(value)}


def test_the_oldest_rows_of_sales_are_read():
    sold, unpriced = kept("sales-row-1")
    read = to_period(sold)
    assert (read.product_id, read.day) == ("SKU-1", date(2026, 11, 10))
    assert (read.quantity_sold, read.revenue, read.price) == (3, 30, 10)
    assert to_period(unpriced).revenue is None
    first = date(2026, 11, 10).toordinal()
    expected = [[first, 3, 30, 10], [first + 1, 2.5, np.nan, np.nan]]
    assert np.array_equal(day_values(typed([sold, unpriced])), expected, equal_nan=True)


def test_the_oldest_upload_record_is_read():
    read = DynamoUploadRecords(Kept("upload-1")).get("01")
    assert (read.upload_id, read.key, read.source) == ("01", "uploads/01/sales.csv", "etag-1")
    assert read.options == UploadOptions(OnUnknownProduct.CREATE, date_format="DD/MM/YYYY")
    report = read.report
    assert (report.rows_received, report.rows_accepted, report.rows_rejected, report.rows_skipped) == (3, 2, 1, 1)
    assert (report.first_date, report.last_date) == (date(2026, 11, 10), date(2026, 11, 11))
    assert (report.errors[0].line, report.errors[0].column, report.warnings[0].code) == (4, "qty", "unused_columns")
    assert (read.sent, read.content, read.state, read.version) == (None, None, {}, 3)


def test_an_upload_record_without_import_mappings_is_read():
    read = DynamoUploadRecords(Kept("upload-2")).get("02")
    assert read.options == UploadOptions(
        OnUnknownProduct.CREATE,
        mode=UploadMode.ADD,
        columns={"date": "Tag", "price": None},
        decimal_mark=",",
        encoding=Encoding.WINDOWS_1252,
        currency="EUR",
        sku_map={"A/1": "SKU-1"},
    )
    told = read.report.read_as
    assert (told.columns, told.unused_columns, told.mapping_id) == ({"date": "Tag", "price": None}, ("Farbe",), None)
    assert (told.date_format, told.decimal_mark, told.group_mark, told.currency) == ("DD/MM/YYYY", ",", ".", "EUR")


def test_the_oldest_import_mapping_is_read():
    (read,) = DynamoImportMappings(Kept("import-mapping-1")).page(5, None).items
    assert (read.kind, read.header, read.version) == (FileKind.SALES, ("Tag", "Größe"), 2)
    assert (read.created_at.day, read.updated_at.day) == (12, 13)
    options = read.options
    assert (options.columns, options.sku_map) == ({"date": "Tag", "price": None}, {"A/1": "SKU-1"})
    assert (options.date_format, options.decimal_mark, options.encoding) == ("DD/MM/YYYY", ",", Encoding.WINDOWS_1252)
    assert (options.currency, options.time_zone) == ("EUR", "Europe/Berlin")


def test_the_oldest_shard_of_the_worklist_is_read():
    table = Kept("worklist-shard-3")
    table.get_many = lambda *_, **__: iter(table.items)
    read = worklist_shards(table).read([20])[20]
    assert (read.version, read.is_whole, read.written_at) == (3, True, datetime(2026, 11, 20, 8, 30, tzinfo=UTC))
    first, second = read.rows["SKU-1"], read.rows["SKU-2"]
    assert (first.name, first.category, first.supplier_id) == ("Espresso beans", "Coffee", "ACME")
    assert (first.day, first.urgency, first.borrowed) == (date(2026, 11, 20), Urgency.ORDER_NOW, False)
    assert (first.snoozed, first.stockout_date, first.order_by_date) == (
        date(2026, 12, 1),
        date(2026, 11, 24),
        date(2026, 11, 19),
    )
    assert (first.days_of_cover, first.stockout_probability) == (Decimal("4.5"), 0.8125)
    assert (first.recommended_order_quantity, first.order_value) == (120, 255)
    assert (first.value_at_risk, first.excess_value) == (Decimal("31.25"), 0)
    assert (second.name, second.urgency, second.borrowed, second[7:-1]) == ("Ñandú", "no_forecast", True, (None,) * 9)
    assert (first.version, second.version) == (4, 1)


def test_tops_of_the_first_version_name_no_versions_of_products():
    first = [["SKU-1", False, "31.25"]]
    group = {"products": 9, "order_value": "1", "value_at_risk": "2", "excess_value": "3", "first": first}
    figures = {"day": "2026-11-20", "snoozed": 0, "by_urgency": {"order_now": group}}
    item = keys.attributes(keys.partial(TOPS, 3)) | {"number": 3, "version": 4, "day": "2026-11-20"}
    item |= {"made_at": "2026-11-20T08:30:00+00:00", "figures": zlib.compress(json.dumps(figures).encode()), "form": 1}
    table = Kept("partial-1")
    table.query = lambda _: iter([item])
    (top,) = DynamoPartials(table, {TOPS: ShardTop}).read(TOPS).values()
    assert top.figures.by_urgency[Urgency.ORDER_NOW].first == (First("SKU-1", False, Decimal("31.25")),)


def test_the_oldest_partial_sums_are_read():
    kinds = {"sales": SalesFigures, "checks": CheckFigures, "forecasts": ForecastFigures}
    items = {item["PK"]: item for item in kept("partial-1")}
    table = Kept("partial-1")
    table.query = lambda partition: iter([items[partition]])
    read = {kind: DynamoPartials(table, kinds).read(kind)[7] for kind in kinds}
    for partial in read.values():
        assert (partial.version, partial.day) == (3, date(2026, 11, 20))
        assert partial.made_at == datetime(2026, 11, 20, 8, 30, tzinfo=UTC)
    sales, checks, forecasts = (read[kind].figures for kind in kinds)
    assert (sales.by_category["Té"].products_with_sales, sales.first_date, sales.gaps) == (1, date(2026, 11, 20), 4)
    assert sales.by_category["Té"].units == Decimal("1.50")
    assert sales.by_month == {date(2026, 11, 1): (10**15, -1)}
    assert (sales.top_products[0].name, sales.stockout_products) == ("Ñ", (("A", 1, 20),))
    assert sales.last_dates == {date(2026, 11, 20): ("A", "B")}
    assert (checks.products, checks.attention_total, checks.attention[0].volume) == (3, 7, 1 / 3)
    assert (checks.sums.bias.weighted, checks.sums.level) == (-3, ("A", None))
    assert (forecasts.longest, forecasts.by_category["Té"].known_before) == (28, 1)
    assert (forecasts.months["2026-11"].days, forecasts.risers[0].money) == (11, 5.5)


JANUARY = datetime(2026, 1, 1, tzinfo=UTC)
NEWER = [
    (MAPPING, lambda: DynamoImportMappings(Kept("import-mapping-1", form=9)).page(5, None)),
    (SUPPLIER, lambda: to_supplier(kept("supplier-1")[0] | {"form": 9})),
    (PURCHASE_ORDER, lambda: to_order(kept("purchase-order-1")[0] | {"form": 9})),
    (DELIVERY, lambda: to_delivery(kept("delivery-1")[0] | {"form": 9})),
    (SHOP_SETTINGS, lambda: to_settings(kept("shop-settings-1")[0] | {"form": 9})),
    (PRODUCT, lambda: DynamoProductRepository(Kept("product-1", form=9)).get("SKU-1")),
    (SALES_ROW, lambda: to_period(Kept("sales-row-1", form=9).items[0])),
    (SALES_ROW, lambda: day_values(typed(Kept("sales-row-1", form=9).items))),
    (UPLOAD, lambda: DynamoUploadRecords(Kept("upload-1", form=9)).get("01")),
    (ENTRY, lambda: DynamoEntryRepository(Kept("calendar-entry-1", form=9)).all()),
    (history_codec.HISTORY, lambda: history_codec.decode(Kept("history-1", form=9).items[0])),
    (SNOOZE, lambda: DynamoSnoozes(Kept("snooze-1", form=9), Kept("product-1")).all()),
    (CHANGE, lambda: DynamoChangeLog(Kept("change-1", form=9)).of_product("SKU-1", JANUARY, 5, None)),
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
    section = OPERATIONS.read_text(encoding="utf-8").split("## Stored forms")[1].split("\n## ")[0]
    rows = [
        [cell.strip(" `") for cell in line.strip("|").split("|")]
        for line in section.splitlines()
        if re.match(r"\| `\w+` ", line)
    ]
    return {row[0]: row[1:] for row in rows}


def test_every_kind_of_item_is_in_the_table_of_forms():
    functions = ast.parse(Path(keys.__file__).read_text(encoding="utf-8")).body
    kinds = {
        each.name for each in functions if isinstance(each, ast.FunctionDef) and ast.unparse(each.returns) == "Key"
    }
    assert set(table_of_forms()) == kinds


def forms():
    """Every stored form that a module of the adapters has, by name."""
    paths = (path.relative_to(SRC).with_suffix("") for path in (SRC / "adapters" / "dynamodb").rglob("*.py"))
    modules = [importlib.import_module(".".join(path.parts)) for path in paths]
    return {each.name: each for module in modules for each in vars(module).values() if isinstance(each, StoredForm)}


def test_every_form_is_in_the_table_with_its_version():
    written = {name: version for name, version, *_ in table_of_forms().values() if name in forms()}
    assert written == {name: str(form.version) for name, form in forms().items()}


@pytest.mark.parametrize("key", table_of_forms())
def test_what_cannot_be_made_again_has_an_example_of_its_oldest_form(key):
    name, _, again, example = table_of_forms()[key]
    assert again.split(",")[0] in {"yes", "no"}
    if again == "no":
        assert name in forms()
        assert (DATA / example).exists()
    assert not example or (DATA / example).exists()


@pytest.mark.parametrize("form", forms().values(), ids=lambda form: form.name)
def test_steps_lead_from_the_oldest_form_to_todays(form):
    oldest = min(form.upgrades, default=form.version)
    assert set(form.upgrades) == set(range(oldest, form.version))


def test_every_example_is_read():
    text = Path(__file__).read_text(encoding="utf-8")
    for path in DATA.glob("*.json"):
        assert f'"{path.stem}"' in text or path.stem.startswith("run-"), "an example that no test reads"


def test_every_kind_of_object_is_in_the_table_of_objects():
    """Keys of objects are made of texts that begin with their prefix and a slash; some are Lambda's own (``aws/``)."""
    written = set(re.findall(r"^\| `([a-z]+/)(?:lambda/)?` \|", OPERATIONS.read_text(encoding="utf-8"), re.MULTILINE))
    paths = [*(SRC / "domain").rglob("*.py"), *(SRC / "adapters" / "s3").rglob("*.py")]
    made = {
        prefix
        for path in paths
        for prefix in re.findall(r'(?:return|=) f"([a-z]+/)\{', path.read_text(encoding="utf-8"))
    }
    template = (SRC.parent / "template.yaml").read_text(encoding="utf-8")
    expiring = set(re.findall(r"Id: [a-z]+,?\s+Status: Enabled,?\s+Prefix: ([a-z]+/)", template))
    assert made | {"aws/"} == written == expiring
