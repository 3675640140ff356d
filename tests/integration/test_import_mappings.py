"""Import mappings over HTTP, and uploads of sales and products that take them."""

from __future__ import annotations

import pytest

from testing.deployed import deployed, open_shop, send, standing_clock

CSV = {"Content-Type": "text/csv"}
SALES = {
    "header": ["Wann", "Wer", "Wieviel"],
    "columns": {"date": "Wann", "product_id": "Wer", "quantity_sold": "Wieviel"},
    "date_format": "DD/MM/YYYY",
    "decimal_mark": ",",
}
STOCK = {"kind": "products", "header": ["Wer", "Bestand"], "columns": {"product_id": "Wer", "on_hand": "Bestand"}}
FILE = b"Wann;Wer;Wieviel\n03.04.2026;SKU-1;1.234\n"


@pytest.fixture(scope="module", autouse=True)
def shop():
    with deployed(), standing_clock():
        open_shop("SKU-1", days=3)
        yield


@pytest.fixture
def kept():
    answer = send("PUT", "/import-mappings", body=SALES)
    assert answer.status == 200, answer.body
    yield answer
    send("DELETE", f"/import-mappings/{answer.json['mapping_id']}")


def test_a_mapping_is_kept_read_listed_and_forgotten(kept):
    mapping_id, path = kept.json["mapping_id"], kept.headers["location"]
    assert path == f"/import-mappings/{mapping_id}"
    found = send("GET", path)
    assert (found.json, found.headers["etag"]) == (kept.json, kept.headers["etag"])
    assert send("GET", "/import-mappings").json == {"items": [kept.json], "next_cursor": None}
    assert kept.json["columns"] == SALES["columns"]
    assert send("DELETE", path).status == 204
    for method in ("GET", "DELETE"):
        gone = send(method, path)
        assert (gone.status, gone.json["type"].rsplit("/", 1)[1]) == (404, "import-mapping-not-found")


def test_a_stale_change_is_refused(kept):
    path = kept.headers["location"]
    newer = send("PUT", "/import-mappings", body=SALES | {"decimal_mark": "."}, headers={"If-Match": '"v1"'})
    assert (newer.status, newer.headers["etag"]) == (200, '"v2"')
    for stale in (
        send("PUT", "/import-mappings", body=SALES, headers={"If-Match": '"v1"'}),
        send("DELETE", path, headers={"If-Match": '"v1"'}),
    ):
        assert (stale.status, stale.json["type"].rsplit("/", 1)[1]) == (412, "import-mapping-changed")
    assert send("GET", path).json["decimal_mark"] == "."
    assert send("DELETE", path, headers={"If-Match": '"v2"'}).status == 204


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"columns": {"who": "Wer"}}, "/columns/who"),
        ({"columns": {"on_hand": "Wer"}}, "/columns/on_hand"),
        ({"columns": {"price": "Preis"}}, "/columns/price"),
        ({"header": []}, "/header"),
        ({"mode": "add"}, "/mode"),
        ({"time_zone": "Mars"}, "/query/time_zone"),
        ({"currency": "euro"}, "/currency"),
        ({"sku_map": {"A": "not an id"}}, "/sku_map/A"),
    ],
)
def test_a_mapping_that_is_none_is_refused_by_field(change, pointer):
    refused = send("PUT", "/import-mappings", body=SALES | change)
    assert refused.status == 422, refused.body
    assert pointer in {error["pointer"] for error in refused.json["errors"]}


def test_uploads_of_sales_and_products_take_their_mappings(kept):
    tried = send("POST", "/sales-data/upload", body=FILE, headers=CSV, query={"dry_run": "true"})
    assert tried.json["read_as"]["mapping_id"] == kept.json["mapping_id"]
    done = send("POST", "/sales-data/upload", body=FILE, headers=CSV)
    assert (done.status, done.json["rows_accepted"]) == (200, 1)
    assert send("GET", "/sales-data/SKU-1", query={"from": "2026-04-03", "to": "2026-04-03"}).json["items"][0][
        "quantity_sold"
    ] == (1234)
    stock = send("PUT", "/import-mappings", body=STOCK).json["mapping_id"]
    counted = send("POST", "/products/upload", body=b"Wer,Bestand\nSKU-1,77\n", headers=CSV)
    assert (counted.status, counted.json["read_as"]["mapping_id"]) == (200, stock)
    assert send("GET", "/products/SKU-1").json["on_hand"] == 77
    page = send("GET", "/import-mappings", query={"limit": "1"}).json
    rest = send("GET", "/import-mappings", query={"limit": "1", "cursor": page["next_cursor"]}).json
    assert {each["mapping_id"] for each in page["items"] + rest["items"]} == {stock, kept.json["mapping_id"]}


def test_a_file_that_its_mapping_does_not_fit_is_refused_with_words(kept):
    refused = send("POST", "/sales-data/upload", body=FILE.replace(b"03.04.2026", b"04/25/2026"), headers=CSV)
    assert (refused.status, refused.json["type"].rsplit("/", 1)[1]) == (422, "mapping-does-not-fit")
    assert kept.json["mapping_id"] in refused.json["detail"]
    assert refused.json["report"]["read_as"]["mapping_id"] == kept.json["mapping_id"]
