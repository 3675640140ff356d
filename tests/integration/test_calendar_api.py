"""``/calendar`` through the whole calendar function on moto."""

from __future__ import annotations

import json

import pytest

from handlers.calendar.api import handler
from handlers.calendar.container import container
from handlers.products.api import handler as products
from handlers.products.container import container as products_container
from testing.rest import LambdaContext, answer_of, call

pytestmark = pytest.mark.usefixtures("system_clock")
FAIR = {"name": "Trade fair", "start": "2026-12-04", "end": "2026-12-06", "scope": {"all": True}}
MERGE = {"Content-Type": "application/merge-patch+json"}


@pytest.fixture(autouse=True)
def _fresh(aws):
    for each in (container, products_container):
        each.reset_singletons()
    yield
    for each in (container, products_container):
        each.reset_singletons()


def send(method, path="/calendar", **request):
    return call(handler, method, path, **request)


def created(**changes):
    answer = send("POST", body=FAIR | changes)
    assert answer.status == 201, answer.body
    return answer


def test_an_entry_is_created_read_changed_and_deleted():
    first = created(kind="promotion", expected_change_pct=30, price=3.99, note="half", created_by="ana")
    at = first.headers["location"]
    told = first.json
    assert told | {"event_id": "", "created_at": "", "updated_at": ""} == {
        "event_id": "",
        "name": "Trade fair",
        "kind": "promotion",
        "start": "2026-12-04",
        "end": "2026-12-06",
        "scope": {"all": True},
        "expected_change_pct": 30,
        "price": 3.99,
        "note": "half",
        "created_by": "ana",
        "created_at": "",
        "updated_at": "",
        "version": 1,
        "warnings": [],
    }
    read = send("GET", at)
    assert (read.json, read.headers["etag"]) == (told, '"v1"')
    assert send("GET", at, headers={"If-None-Match": '"v1"'}).status == 304

    patched = send("PATCH", at, body={"expected_change_pct": 45, "note": None}, headers=MERGE)
    assert (patched.status, patched.headers["etag"]) == (200, '"v2"')
    changed = {"expected_change_pct": 45, "note": None, "version": 2, "updated_at": patched.json["updated_at"]}
    assert patched.json == told | changed

    replaced = send("PUT", at, body=patched.json | {"name": "Fair", "created_by": "ben"}, headers={"If-Match": '"v2"'})
    assert (replaced.status, replaced.json["name"], replaced.json["created_by"]) == (200, "Fair", "ana")
    assert send("DELETE", at, headers={"If-Match": '"v3"'}).status == 204
    assert send("GET", at).status == send("DELETE", at).status == send("PATCH", at, body={}).status == 404


@pytest.mark.parametrize(("method", "body"), [("PUT", FAIR), ("PATCH", {"note": "x"}), ("DELETE", None)])
def test_a_stale_or_foreign_etag_is_refused(method, body):
    at = created().headers["location"]
    for tag in ('"v2"', '"abc"'):
        answer = send(method, at, body=body, headers={"If-Match": tag})
        assert answer.status == 412, answer.body
    assert send("GET", at).json["version"] == 1


def test_the_same_name_days_and_scope_is_the_same_entry():
    first = created()
    again = send("POST", body=FAIR)
    assert (again.status, again.json) == (200, first.json)
    refused = send("POST", body=FAIR | {"expected_change_pct": 5})
    assert (refused.status, refused.json["type"].rpartition("/")[2]) == (409, "calendar-entry-exists")
    assert first.json["event_id"] in refused.json["detail"]


def test_a_repeated_post_gets_the_first_answer():
    key = {"Idempotency-Key": "k1"}
    first, again = (send("POST", body=FAIR, headers=key) for _ in range(2))
    assert (first.status, again.status, again.json) == (201, 201, first.json)
    assert again.headers["idempotent-replayed"] == "true"


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"scope": {}}, "/scope"),
        ({"scope": {"all": True, "category": "Tea"}}, "/scope"),
        ({"scope": {"product_ids": ["nobody"]}}, "/scope/product_ids"),
        ({"scope": {"product_ids": []}}, "/scope/product_ids"),
        ({"kind": "party"}, "/kind"),
        ({"kind": "price"}, "/price"),
        ({"kind": "closure", "expected_change_pct": -20}, "/expected_change_pct"),
        ({"end": "2026-12-03"}, "/end"),
        ({"start": "4 December"}, "/start"),
        ({"expected_change_pct": "30"}, "/expected_change_pct"),
        ({"surprise": 1}, "/surprise"),
        ({"created_by": ""}, "/created_by"),
    ],
)
def test_what_is_wrong_is_named(changes, pointer):
    answer = send("POST", body=FAIR | changes)
    assert answer.status == 422
    assert pointer in [each["pointer"] for each in answer.json["errors"]]
    at = created().headers["location"]
    for method in ("PUT", "PATCH"):
        if "created_by" not in changes:
            answer = send(method, at, body=FAIR | changes)
            assert (answer.status, pointer in [each["pointer"] for each in answer.json["errors"]]) == (422, True)


def test_patches_that_are_none_are_refused():
    at = created().headers["location"]
    assert send("PATCH", at, body="[1]").status == 422
    assert send("PATCH", at, body="{", headers=MERGE).status == 400
    assert send("PATCH", at, body="x", headers={"Content-Type": "text/plain"}).status == 415
    assert send("PATCH", at, body={"name": None}).json["errors"][0]["pointer"] == "/name"


def test_a_list_is_filtered_and_paged():
    for sku, category in (("SKU-1", "Tea"), ("SKU-2", "Coffee")):
        body = {"product_id": sku, "name": sku, "category": category, "current_price": 1}
        assert call(products, "POST", "/products", body=body).status == 201
    created()
    created(scope={"category": "Tea"}, start="2026-12-01", name="Tea week")
    created(scope={"product_ids": ["SKU-2"]}, kind="stockout", name="Empty", end="2026-12-09")

    def names(**query):
        return [item["name"] for item in send("GET", query=query).json["items"]]

    assert names() == ["Tea week", "Trade fair", "Empty"]
    assert names(kind="stockout") == names(**{"from": "2026-12-07"}) == ["Empty"]
    assert names(to="2026-12-03") == ["Tea week"]
    assert names(product_id="SKU-1") == names(category="Tea") == ["Tea week", "Trade fair"]
    assert names(product_id="SKU-2") == ["Trade fair", "Empty"]
    page = send("GET", query={"limit": "2"}).json
    rest = send("GET", query={"limit": "2", "cursor": page["next_cursor"]}).json
    assert [item["name"] for item in page["items"] + rest["items"]] == names()
    assert rest["next_cursor"] is None
    assert send("GET", query={"limit": "2", "kind": "event", "cursor": page["next_cursor"]}).status == 400
    assert send("GET", query={"from": "2026-12-02", "to": "2026-12-01"}).status == 422


def test_scopes_that_concern_nobody_are_warned_of_wherever_they_are_given():
    for sku in ("SKU-1", "SKU-2"):
        body = {"product_id": sku, "name": sku, "category": "Green tea", "current_price": 1}
        assert call(products, "POST", "/products", body=body).status == 201

    def warned(answer):
        assert answer.status in {200, 201}, answer.body
        return [(each["code"], each["detail"]) for each in answer.json["warnings"]]

    wrong = [("unknown_category", "No product has the category 'green Tee'. Is 'Green tea' meant?")]
    made = send("POST", body=FAIR | {"scope": {"category": "green Tee"}})
    at = made.headers["location"]
    assert (
        warned(made) == warned(send("GET", at)) == warned(send("PATCH", at, body={"note": "x"}, headers=MERGE)) == wrong
    )
    assert warned(send("PUT", at, body={**send("GET", at).json, "scope": {"category": "Green tea"}})) == []
    assert warned(send("GET", query={"category": "green Tee"})) == wrong
    assert warned(send("GET", query={"category": "Green tea"})) == warned(send("GET")) == []
    nobody = [("unknown_product", "There is no product of the id 'SKU-9'.")]
    assert warned(send("GET", query={"product_id": "SKU-9"})) == nobody
    gone = send("POST", body=FAIR | {"scope": {"product_ids": ["SKU-2"]}}).headers["location"]
    assert call(products, "DELETE", "/products/SKU-2").status == 204
    assert warned(send("GET", gone)) == [("unknown_product", "There is no product of the id 'SKU-2'.")]


def test_the_event_files_are_answered(event):
    def answered(name, at=None):
        text = json.dumps(event(f"calendar/{name}"))
        return answer_of(handler(json.loads(text.replace("/calendar/01", at) if at else text), LambdaContext()))

    first = answered("create")
    assert first.status == 201, first.body
    at = first.headers["location"]
    assert [each.pop("code") for each in first.json["warnings"]] == ["unknown_category"]
    assert answered("list").json["items"] == [{name: each for name, each in first.json.items() if name != "warnings"}]
    assert answered("get", at).json == first.json
    assert answered("replace", at).json["version"] == 2
    assert answered("change", at).status == 412
    assert answered("delete", at).status == 204
    assert answered("upload").json["rows_accepted"] == 1


def test_a_file_with_bad_rows_is_taken_as_far_as_it_is_good_and_the_rest_can_be_fetched():
    text = b"name,kind,start,end\nFair,,2026-12-04,2026-12-06\nParty,party,2026-12-04,\n"
    dry = send("POST", "/calendar/upload", body=text, headers={"Content-Type": "text/csv"}, query={"dry_run": "true"})
    assert (dry.status, dry.json["dry_run"], dry.json["rows_rejected"]) == (200, True, 1)
    assert send("GET").json["items"] == []
    report = send("POST", "/calendar/upload", body=text, headers={"Content-Type": "text/csv"}).json
    assert (report["rows_accepted"], report["errors"][0]["code"]) == (1, "invalid_kind")
    assert report["rejected_rows_url"]
    assert [item["created_by"] for item in send("GET").json["items"]] == ["key-1"]
    refused = send("POST", "/calendar/upload", body=b"a,b\n1,2\n", headers={"Content-Type": "text/csv"})
    assert (refused.status, refused.json["report"]["status"]) == (422, "failed")
