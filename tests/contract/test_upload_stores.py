"""One suite for the fakes and the adapters of upload records (DynamoDB) and files (S3)."""

from __future__ import annotations

import json
import zlib
from dataclasses import asdict, replace
from datetime import date, timedelta

import boto3
import pytest

from adapters.dynamodb.sales.uploads import DynamoUploadRecords
from adapters.dynamodb.table import Table
from adapters.s3.uploads import S3UploadFiles
from domain.sales.errors import FileChangedError, UploadBusyError, UploadNotFoundError
from domain.sales.models import OnUnknownProduct, UploadMode, UploadOptions
from domain.sales.ports import UploadRecord
from domain.shared.csv.read_as import ReadAs
from domain.shared.csv.report import Notice, RowError, UploadReport, UploadStatus
from domain.shared.csv.text import Encoding
from testing.fakes.sales import FakeUploadFiles, FakeUploadRecords
from testing.products import NOW

REPORT = UploadReport(
    upload_id="u1",
    status=UploadStatus.PROCESSING,
    rows_received=3,
    rows_accepted=2,
    rows_rejected=1,
    first_date=date(2026, 1, 1),
    errors=(RowError(2, "Größe", "\ufffd😀", "not_a_number", "Write digits."), RowError(3, None, None, "x", "y")),
    warnings=(Notice("totals_skipped", "1 line."),),
    progress=0.25,
    filename="sales.csv",
    read_as=ReadAs(
        layout="table",
        encoding="windows-1252",
        delimiter=";",
        columns={"date": "Täg", "price": None},
        unused_columns=("Größe",),
        date_format=None,
        decimal_mark=",",
        group_mark=".",
    ),
)
RECORD = UploadRecord(
    upload_id="u1",
    created_at=NOW,
    options=UploadOptions(
        OnUnknownProduct.CREATE,
        mode=UploadMode.ADD,
        columns={"date": "Täg", "price": None},
        date_format="DD/MM/YYYY",
        decimal_mark=",",
        encoding=Encoding.WINDOWS_1252,
    ),
    report=REPORT,
    key="uploads/u1/sales.csv",
    source='"tag"',
    content="5f",
    state={"offset": 12, "order": ["a", None, "b"]},
    worker="w",
    leased_until=NOW + timedelta(minutes=5),
)


@pytest.fixture(params=["fake", "dynamodb"])
def records(request):
    if request.param == "fake":
        return FakeUploadRecords()
    environment = request.getfixturevalue("aws")
    return DynamoUploadRecords(Table(boto3.client("dynamodb"), environment["SALES_TABLE"]))


@pytest.fixture(params=["fake", "s3"])
def files(request):
    if request.param == "fake":
        return FakeUploadFiles()
    environment = request.getfixturevalue("aws")
    return S3UploadFiles(boto3.client("s3"), environment["DATA_BUCKET"])


def test_a_record_survives_the_round_trip(records):
    records.add(RECORD)
    assert records.get("u1") == RECORD
    bare = replace(RECORD, upload_id="u2", key=None, source=None, state={}, worker=None, leased_until=None)
    records.add(bare)
    assert records.get("u2") == bare


def test_a_record_of_before_reports_said_how_a_file_was_read_is_read(aws):
    client, record = boto3.client("dynamodb"), replace(RECORD, options=UploadOptions(date_format="DD/MM/YYYY"))
    report = asdict(replace(REPORT, read_as=None))
    del report["read_as"]
    item = {
        "PK": {"S": "UPLOAD#u1"},
        "SK": {"S": "METADATA"},
        "upload_id": {"S": "u1"},
        "created_at": {"S": NOW.isoformat()},
        "on_unknown_product": {"S": "reject"},
        "date_format": {"S": "DD/MM/YYYY"},
        "version": {"N": "1"},
        "report": {"B": zlib.compress(json.dumps(report, default=str).encode())},
    }
    client.put_item(TableName=aws["SALES_TABLE"], Item=item)
    found = DynamoUploadRecords(Table(client, aws["SALES_TABLE"])).get("u1")
    assert (found.options, found.report) == (record.options, replace(REPORT, read_as=None))


def test_only_the_next_version_replaces_a_record(records):
    records.add(RECORD)
    records.replace(replace(RECORD, worker="first", version=2))
    with pytest.raises(UploadBusyError):
        records.replace(replace(RECORD, worker="late", version=2))
    assert records.get("u1").worker == "first"


def test_an_unknown_upload_is_not_found(records):
    with pytest.raises(UploadNotFoundError):
        records.get("u9")


def test_files_are_read_whole_and_in_parts(files):
    files.put("a/b.csv", b"0123456789" * 300, "text/csv")
    assert files.get("a/b.csv") == b"0123456789" * 300
    assert files.get("a/b.csv", 5, 3) == b"567"
    assert files.get("a/b.csv", 0, 0) == b""
    found = files.stat("a/b.csv")
    assert found.size == 3000
    assert b"".join(files.read("a/b.csv", found.source)) == b"0123456789" * 300
    assert b"".join(files.read("a/b.csv", found.source, 2995)) == b"56789"
    assert b"".join(files.read("a/b.csv", found.source, 3000)) == b""


def test_a_missing_file_is_no_file(files):
    assert files.stat("nothing") is None
    with pytest.raises(KeyError):
        files.get("nothing")
    with pytest.raises(FileChangedError):
        list(files.read("nothing", '"x"'))


def test_a_file_that_was_replaced_is_not_read_on(files):
    files.put("a", b"one", "text/csv")
    before = files.stat("a")
    files.put("a", b"two", "text/csv")
    assert files.stat("a").source != before.source
    with pytest.raises(FileChangedError):
        list(files.read("a", before.source))


@pytest.mark.parametrize("size", [10, 9_000_000])
def test_files_are_joined_in_order_and_removed(files, size):
    for name in "abc":
        files.put(name, name.encode() * size, "text/csv")
    files.join(["b", "a", "c"], "joined", "text/csv")
    assert files.get("joined") == b"b" * size + b"a" * size + b"c" * size
    files.remove(["a", "b", "never-there"])
    assert files.stat("a") is None
    assert files.stat("c").size == size


def test_addresses_say_how_to_send_and_fetch(files):
    address = files.upload_address("uploads/u1/sales.csv", "text/csv", timedelta(hours=1))
    assert (address.method, address.headers["Content-Type"]) == ("PUT", "text/csv")
    assert "uploads/u1/sales.csv" in address.url
    assert "rejected/u1.csv" in files.download_url("rejected/u1.csv", "rejected.csv", timedelta(hours=1))
