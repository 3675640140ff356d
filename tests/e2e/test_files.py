"""Files as they really travel: compressed, in forms, in other encodings and larger than one request."""

from __future__ import annotations

import gzip

import pytest

from testing.shop import daily_sales
from tests.support.stack import eventually, request

DONE = {"completed", "failed"}


def form(content, name="sales.csv"):
    """Return a form with one file."""
    head = f'--B0undary\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'.encode()
    return head + content + b"\r\n--B0undary--\r\n"


@pytest.mark.parametrize("kind", ["plain", "gzip", "form", "form of gzip"])
def test_a_file_arrives_as_it_was_sent(stack, product_id, kind):
    text = daily_sales(product_id, days=30).encode()
    body = gzip.compress(text) if "gzip" in kind else text
    content_type = "application/gzip" if kind == "gzip" else "text/csv"
    if "form" in kind:
        body, content_type = form(body), "multipart/form-data; boundary=B0undary"
    answer = stack.call("POST", "/sales-data/upload", body, content_type=content_type)
    assert answer.status == 200, answer.body
    assert answer.json["rows_accepted"] == 30


def test_another_encoding_is_refused_by_name(stack, product_id):
    answer = stack.call("POST", "/sales-data/upload", daily_sales(product_id).encode("utf-32"), content_type="text/csv")
    assert answer.status == 400
    assert "UTF-32" in answer.json["detail"]


def test_bytes_that_are_not_utf8_come_back_as_they_were(stack, product_id):
    text = daily_sales(product_id, days=5).encode() + b"2026-01-01,SK\xdc-1,1,1\n"
    answer = stack.call("POST", "/sales-data/upload", text, content_type="text/csv")
    assert answer.json["read_as"]["encoding"] == "windows-1252"
    assert [error["value"] for error in answer.json["errors"]] == ["SK\xdc-1"]
    assert b"SK\xdc-1" in request(answer.json["rejected_rows_url"]).body


def test_more_than_one_request_can_write_is_written_in_the_background(stack, product_id):
    lines = ["date,product_id,quantity_sold,name,category"]
    lines += [
        f"{2020 + year}-{month:02d}-{day:02d},{product_id}-{number:02d},{day},Many,{product_id}"
        for number in range(15)
        for year in range(5)
        for month in range(1, 13)
        for day in range(1, 25)
    ]
    text = "\n".join(lines)
    answer = stack.upload(text, "?on_unknown_product=create")
    assert (answer.status, answer.json["status"]) == (202, "processing")
    seen = eventually(
        lambda: stack.call("GET", answer.json["status_url"]).json, lambda report: report["status"] in DONE, 180
    )
    assert (seen["status"], seen["rows_accepted"], seen["product_days_written"]) == ("completed", 21_600, 21_600)
    assert seen["products_created"] == 15
    summary = stack.call("GET", f"/sales-data/summary?category={product_id}").json
    assert (summary["products_with_sales"], summary["product_days"]) == (15, 21_600)
