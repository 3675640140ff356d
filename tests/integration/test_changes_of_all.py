"""Every operation that writes, and what ``/changes`` tells of it: which key did what to which thing, or why nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from handlers.forecasting.container import container as forecasting
from testing.advice import NOTES, advice, proposal
from testing.fakes.advice import FakeAdvisor
from tests.support.changes import CSV, PRODUCT, Told, made, told

pytestmark = pytest.mark.usefixtures("system_clock")
CONTRACT = json.loads((Path(__file__).parents[2] / "docs/openapi.json").read_text())
WRITING = {
    details["operationId"]
    for operations in CONTRACT["paths"].values()
    for method, details in operations.items()
    if method in {"post", "put", "patch", "delete"}
}
LINES = [{"product_id": "BOUGHT", "quantity": 5, "unit_cost": 2}]
ENTRY = {"name": "Fair", "kind": "event", "start": "2026-12-01", "end": "2026-12-02", "scope": {"category": "BOUGHT"}}
OVERRIDE = {"start": "2026-11-24", "end": "2026-11-25", "factor": 1.5, "reason": "Fair", "author": "Ann"}
SNOOZE = {"until": "2026-12-01", "reason": "Holiday"}


@pytest.fixture(scope="module")
def changes():
    with told() as found:
        yield found


# ---- each returns the changes that it has to tell: subject, id, product, action and some of its fields


def create_calendar_entry(by):
    entry = made("POST", "/calendar", by, body=ENTRY | {"expected_change_pct": 20})
    fields = {"name": (None, "Fair"), "scope": (None, '{"category": "BOUGHT"}'), "expected_change_pct": (None, 20)}
    return [("calendar_entry", entry["event_id"], None, "created", fields)]


def upload_calendar_entries(by):
    made("POST", "/calendar/upload", by, body=b"name,kind,start,end\nMarket,event,2026-12-04,2026-12-06\n", headers=CSV)
    (entry,) = [each for each in made("GET", "/calendar")["items"] if each["name"] == "Market"]
    return [("calendar_entry", entry["event_id"], None, "created", {"name": (None, "Market")})]


def entry_for(by):
    return made("POST", "/calendar", body=ENTRY | {"name": by})["event_id"]


def replace_calendar_entry(by):
    event_id = entry_for(by)
    made("PUT", f"/calendar/{event_id}", by, body=ENTRY | {"name": by, "end": "2026-12-03", "scope": {"all": True}})
    fields = {"end": ("2026-12-02", "2026-12-03"), "scope": ('{"category": "BOUGHT"}', '{"all": true}')}
    return [("calendar_entry", event_id, None, "changed", fields)]


def change_calendar_entry(by):
    event_id = entry_for(by)
    made("PATCH", f"/calendar/{event_id}", by, body={"note": "Rain"})
    return [("calendar_entry", event_id, None, "changed", {"note": (None, "Rain")})]


def delete_calendar_entry(by):
    event_id = entry_for(by)
    made("DELETE", f"/calendar/{event_id}", by)
    return [("calendar_entry", event_id, None, "deleted", {})]


def override_for(by="before"):
    made("POST", "/forecasts/SOLD/overrides", by, body=OVERRIDE)
    return made("GET", "/forecasts/SOLD/overrides")["items"][-1]["override_id"]


def create_override(by):
    fields = {"factor": (None, 1.5), "reason": (None, "Fair"), "author": (None, "Ann"), "start": (None, "2026-11-24")}
    return [("override", override_for(by), "SOLD", "created", fields)]


def delete_override(by):
    override_id = override_for()
    made("DELETE", f"/forecasts/SOLD/overrides/{override_id}", by)
    return [("override", override_id, "SOLD", "deleted", {})]


def of_the_model():
    adjustments = made("GET", "/forecasts/SOLD")["explanation"]["adjustments"]
    return [each for each in adjustments if each["source"] == "bedrock"]


def withdraw_adjustment(by):
    proposed = advice(summary="Demand is steady.", drivers=(), proposals=(proposal(),))
    with forecasting.advisor.override(FakeAdvisor(proposed)):
        forecasting.reset_singletons()
        asked = {"product_id": "SOLD", "engine": "bedrock", "notes": NOTES}
        made("POST", "/forecasts/generate", body=asked | {"horizon_days": 28})
    forecasting.reset_singletons()
    (accepted,) = of_the_model()
    made("DELETE", f"/forecasts/SOLD/adjustments/{accepted['adjustment_id']}", by)
    made("POST", "/forecasts/generate", body={"product_id": "SOLD"})  # a later forecast says nothing of it any more
    assert not of_the_model()
    fields = {"start": ("2026-12-01", None), "factor": (accepted["factor"], None), "reason": (accepted["reason"], None)}
    return [("adjustment", accepted["adjustment_id"], "SOLD", "deleted", fields)]


def snooze(by):
    path = "/reports/inventory-recommendations/SOLD/snooze"
    made("POST", path, by, body=SNOOZE)
    made("POST", path, by, body=SNOOZE | {"until": "2026-12-02"})
    made("DELETE", path)
    return [
        ("snooze", "SOLD", "SOLD", "created", {"until": (None, "2026-12-01"), "reason": (None, "Holiday")}),
        ("snooze", "SOLD", "SOLD", "changed", {"until": ("2026-12-01", "2026-12-02")}),
    ]


def wake(by):
    path = "/reports/inventory-recommendations/SOLD/snooze"
    made("POST", path, body=SNOOZE)
    made("DELETE", path, by)
    return [("snooze", "SOLD", "SOLD", "deleted", {})]


def replace_import_mapping(by):
    mapping = made(
        "PUT", "/import-mappings", by, body={"header": ["a", "b"], "decimal_mark": ",", "sku_map": {"x": "SOLD"}}
    )
    fields = {"header": (None, '["a", "b"]'), "sku_map": (None, '{"x": "SOLD"}'), "kind": (None, "sales")}
    return [("import_mapping", mapping["mapping_id"], None, "created", fields)]


def delete_import_mapping(by):
    mapping_id = made("PUT", "/import-mappings", body={"header": ["c", "d"], "decimal_mark": ","})["mapping_id"]
    made("DELETE", f"/import-mappings/{mapping_id}", by)
    return [("import_mapping", mapping_id, None, "deleted", {})]


def replace_settings(by):
    made("PUT", "/settings", by, body={"name": "Shop"})
    made("PUT", "/settings", by, body={"name": "Shop", "holding_cost": 0.3})
    return [
        ("settings", "shop", None, "created", {"name": (None, "Shop")}),
        ("settings", "shop", None, "changed", {"holding_cost": (0.2, 0.3)}),
    ]


def create_supplier(by):
    made("POST", "/suppliers", by, body={"supplier_id": "NEW", "name": "Ann", "order_weekdays": ["mon"]})
    fields = {"name": (None, "Ann"), "order_weekdays": (None, '["mon"]')}
    return [("supplier", "NEW", None, "created", fields)]


def supplier_for(by):
    return made("POST", "/suppliers", body={"supplier_id": by, "name": "Ann"})["supplier_id"]


def replace_supplier(by):
    supplier_id = supplier_for(by)
    made("PUT", f"/suppliers/{supplier_id}", by, body={"name": "Bob", "lead_time_days": 4})
    return [("supplier", supplier_id, None, "changed", {"name": ("Ann", "Bob"), "lead_time_days": (None, 4)})]


def change_supplier(by):
    supplier_id = supplier_for(by)
    made("PATCH", f"/suppliers/{supplier_id}", by, body={"note": "Rings twice"})
    return [("supplier", supplier_id, None, "changed", {"note": (None, "Rings twice")})]


def delete_supplier(by):
    supplier_id = supplier_for(by)
    made("DELETE", f"/suppliers/{supplier_id}", by)
    return [("supplier", supplier_id, None, "deleted", {})]


def order_for(by, key="before", step=""):
    made("POST", "/purchase-orders", key, body={"purchase_order_id": f"PO-{by}", "supplier_id": "S", "lines": LINES})
    if step:
        made("POST", f"/purchase-orders/PO-{by}/{step}")
    return f"PO-{by}"


def create_order(by):
    fields = {"status": (None, "draft"), "lines": (None, 1), "total_units": (None, 5), "total_cost": (None, 10)}
    return [("purchase_order", order_for(by, by), None, "created", fields)]


def upload_orders(by):
    made("POST", "/purchase-orders/upload", by, body=b"order,supplier,sku,quantity\nPO-F,S,BOUGHT,4\n", headers=CSV)
    return [
        ("purchase_order", "PO-F", None, "created", {"status": (None, "ordered"), "total_units": (None, 4)}),
        ("product", "BOUGHT", "BOUGHT", "changed", {}),
    ]


def change_order(by):
    order = order_for(by)
    made("PATCH", f"/purchase-orders/{order}", by, body={"lines": [LINES[0] | {"quantity": 7}]})
    return [("purchase_order", order, None, "changed", {"total_units": (5, 7), "total_cost": (10, 14)})]


def place_order(by):
    order = order_for(by)
    made("POST", f"/purchase-orders/{order}/order", by)
    return [
        (
            "purchase_order",
            order,
            None,
            "changed",
            {"status": ("draft", "ordered"), "ordered_on": (None, "2026-11-20")},
        ),
        ("product", "BOUGHT", "BOUGHT", "changed", {}),
    ]


def cancel_order(by):
    order = order_for(by, step="order")
    made("POST", f"/purchase-orders/{order}/cancel", by)
    return [
        ("purchase_order", order, None, "changed", {"status": ("ordered", "cancelled")}),
        ("product", "BOUGHT", "BOUGHT", "changed", {}),
    ]


def receive_order(by):
    order = order_for(by, step="order")
    received = {"received_on": "2026-11-20", "lines": [{"line": 1, "quantity": 3}]}
    made("POST", f"/purchase-orders/{order}/receive", by, body=received)
    fields = {"status": ("ordered", "partially_received"), "received_units": (0, 3)}
    return [
        ("purchase_order", order, None, "changed", fields),
        ("product", "BOUGHT", "BOUGHT", "changed", {}),
    ]


def create_product(by):
    made("POST", "/products", by, body=PRODUCT | {"product_id": by})
    return [("product", by, by, "created", {"name": (None, "Tea")})]


def product_for(by):
    return made("POST", "/products", body=PRODUCT | {"product_id": by})["product_id"]


def replace_product(by):
    made("PUT", f"/products/{product_for(by)}", by, body=PRODUCT | {"on_hand": 7})
    return [("product", by, by, "changed", {"on_hand": (None, 7)})]


def change_product(by):
    made("PATCH", f"/products/{product_for(by)}", by, body={"on_hand": 7})
    return [("product", by, by, "changed", {"on_hand": (None, 7)})]


def upsert_products(by):
    made("POST", "/products/batch", by, body={"items": [{"product_id": product_for(by), "on_hand": 7}]})
    return [("product", by, by, "changed", {"on_hand": (None, 7)})]


def upload_products(by):
    made("POST", "/products/upload", by, body=f"product_id,on_hand\n{product_for(by)},7\n".encode(), headers=CSV)
    return [("product", by, by, "changed", {"on_hand": (None, 7)})]


def delete_product(by):
    """Delete a product with an override, a snooze and an open order: the first two go with it, and are not told."""
    made("POST", "/products", body=PRODUCT | {"product_id": by, "supplier_id": "S"})
    made("POST", f"/forecasts/{by}/overrides", body=OVERRIDE)
    made("POST", f"/reports/inventory-recommendations/{by}/snooze", body=SNOOZE)
    lines = [{"product_id": by, "quantity": 1}]
    made("POST", "/purchase-orders", body={"purchase_order_id": f"PO-{by}", "supplier_id": "S", "lines": lines})
    made("POST", f"/purchase-orders/PO-{by}/order")
    made("DELETE", f"/products/{by}", by)
    return [
        ("product", by, by, "deleted", {}),
        ("purchase_order", f"PO-{by}", None, "changed", {"status": ("ordered", "cancelled")}),
    ]


def record_sales(by):
    items = [{"product_id": product_for(by), "date": "2026-11-19", "quantity_sold": 4}]
    made("POST", "/sales-data", by, body={"items": items})
    return [("sales", by, by, "created", {"total_units": (None, 4)})]


def upload_sales(by):
    text = f"date,product_id,quantity_sold\n2026-11-18,{product_for(by)},3\n"
    made("POST", "/sales-data/upload", by, body=text.encode(), headers=CSV)
    return [("sales", by, by, "created", {"total_units": (None, 3)})]


TOLD = {
    "createCalendarEntry": create_calendar_entry,
    "uploadCalendarEntries": upload_calendar_entries,
    "replaceCalendarEntry": replace_calendar_entry,
    "changeCalendarEntry": change_calendar_entry,
    "deleteCalendarEntry": delete_calendar_entry,
    "createForecastOverride": create_override,
    "deleteForecastOverride": delete_override,
    "withdrawForecastAdjustment": withdraw_adjustment,
    "snoozeInventoryRecommendation": snooze,
    "wakeInventoryRecommendation": wake,
    "replaceImportMapping": replace_import_mapping,
    "deleteImportMapping": delete_import_mapping,
    "replaceSettings": replace_settings,
    "createSupplier": create_supplier,
    "replaceSupplier": replace_supplier,
    "changeSupplier": change_supplier,
    "deleteSupplier": delete_supplier,
    "createPurchaseOrder": create_order,
    "uploadPurchaseOrders": upload_orders,
    "changePurchaseOrder": change_order,
    "placePurchaseOrder": place_order,
    "cancelPurchaseOrder": cancel_order,
    "receivePurchaseOrder": receive_order,
    "createProduct": create_product,
    "replaceProduct": replace_product,
    "changeProduct": change_product,
    "upsertProducts": upsert_products,
    "uploadProducts": upload_products,
    "deleteProduct": delete_product,
    "recordSales": record_sales,
    "uploadSales": upload_sales,
}
#: Operations of which nothing is told: why, and a call.
UNTOLD = {
    "generateForecast": (
        "a forecast is worked out, not changed: it names its own run, and runs are kept as they stood",
        lambda by: made("POST", "/forecasts/generate", by, body={"product_id": "SOLD", "horizon_days": 7}),
    ),
    "createExport": (
        "an export is a copy",
        lambda by: made("POST", "/exports", by, body={"what": "histories", "format": "csv"}),
    ),
    "createSalesUpload": (
        "it announces a file: what the file brings is told once it has come, as the key's that announced it",
        lambda by: made("POST", "/sales-data/uploads", by, body={"filename": "sales.csv"}),
    ),
}


def test_every_operation_that_writes_is_accounted_for():
    assert {*TOLD, *UNTOLD} == WRITING


@pytest.mark.parametrize("operation", TOLD)
def test_it_is_told_with_the_key_that_did_it(changes, operation):
    wanted = [Told(*each) for each in TOLD[operation](operation)]
    found = changes.by(operation)
    assert {each.thing for each in found} == {each.thing for each in wanted}
    for thing in {each.thing for each in wanted}:
        ours, theirs = ([each for each in listed if each.thing == thing] for listed in (wanted, found))
        assert [each.action for each in theirs] == [each.action for each in ours]
        for expected, each in zip(ours, theirs, strict=True):
            assert expected.fields.items() <= each.fields.items()


@pytest.mark.parametrize("operation", UNTOLD)
def test_nothing_is_told_of_what_changes_nothing(changes, operation):
    UNTOLD[operation][1](operation)
    assert changes.by(operation) == []


def test_what_an_operation_does_beside_its_own_is_told_too(changes):
    event = {"name": "Trade fair", "start": "2026-12-01", "end": "2026-12-02", "expected_change_pct": 30}
    made("POST", "/forecasts/generate", "asked", body={"product_id": "SOLD", "events": [event]})
    made("POST", "/forecasts/generate", "what-if", body={"product_id": "SOLD", "events": [event], "what_if": True})
    (entry,) = changes.by("asked")
    assert (entry.subject, entry.action, entry.fields["name"]) == ("calendar_entry", "created", (None, "Trade fair"))
    assert changes.by("what-if") == []
    rows = b"date,product_id,quantity_sold,name,category\n2026-11-18,UNKNOWN,3,New,Tea\n"
    made("POST", "/sales-data/upload", "filed", body=rows, headers=CSV, query={"on_unknown_product": "create"})
    assert [(each.subject, each.action) for each in changes.by("filed")] == [
        ("product", "created"),
        ("sales", "created"),
    ]


def test_a_product_finds_its_overrides_and_snoozes_among_its_changes(changes):
    made("POST", "/products", body=PRODUCT | {"product_id": "MINE"})
    made("POST", "/forecasts/MINE/overrides", "mine", body=OVERRIDE)
    made("POST", "/reports/inventory-recommendations/MINE/snooze", "mine", body=SNOOZE)
    assert [each.subject for each in changes.by("mine")] == ["override", "snooze"]
    found = made("GET", "/changes", query={"product_id": "MINE"})["items"]
    assert sorted(each["subject"] for each in found) == ["override", "product", "snooze"]
    assert {each["product_id"] for each in found} == {"MINE"}


def test_a_write_that_changes_nothing_is_no_change(changes):
    supplier_id, event_id, order = supplier_for("same"), entry_for("same"), order_for("same")
    made("PUT", f"/suppliers/{supplier_id}", "again", body={"name": "Ann"})
    made("PUT", f"/calendar/{event_id}", "again", body=ENTRY | {"name": "same"})
    made("PATCH", f"/purchase-orders/{order}", "again", body={"lines": LINES})
    assert changes.by("again") == []


def test_of_a_change_of_lines_that_leaves_their_sums_the_order_is_told(changes):
    order = order_for("lines")
    made("PATCH", f"/purchase-orders/{order}", "lines", body={"lines": [LINES[0] | {"supplier_sku": "T"}]})
    assert changes.by("lines") == [Told("purchase_order", order, None, "changed", {})]


def test_of_a_long_list_the_beginning_is_told_and_what_tells_it_from_another(changes):
    ids = [f"{number:03d}" + "X" * 50 for number in range(500)]
    mapping = {"header": ["e", "f"], "sku_map": dict.fromkeys(ids, "SOLD")}
    made("PUT", "/import-mappings", "long", body=mapping)
    made("PUT", "/import-mappings", "long", body=mapping | {"sku_map": mapping["sku_map"] | {ids[-1]: "BOUGHT"}})
    _, changed = changes.by("long")
    before, after = changed.fields["sku_map"]
    assert before != after
    assert before.startswith('{"000XX')
    assert "500 entries, sha256 " in before
    assert len(before) < 1100
