"""What is kept of a file between two runs, and what a file that is begun again still knows."""

from __future__ import annotations

import json
from dataclasses import fields, replace

import pytest

from domain.sales.csv.detect import plan_file
from domain.sales.loading.checkpoint import FORM, Progress, Sizes, Staging, clean_name, upload_key
from domain.sales.models import UploadOptions
from domain.shared.csv.encodings import EncodingEvidence
from domain.shared.csv.evidence import Evidence
from domain.shared.csv.text import Encoding

TEXT = b"Export\ndate,sku,quantity\n2026-01-01,SKU-1,1\n"


@pytest.fixture
def plan():
    return plan_file(lambda offset: [TEXT[offset:]], UploadOptions(), "USD")


@pytest.fixture
def under_way(plan):
    """A file that is read and half written, with something in every field."""
    progress = Progress.begun(plan, "U-1", 4, Evidence(altered_id="1E5"))
    told = {"offset": 900, "line": 12, "segments": 3, "read": True, "partition": 2, "chunk": 5, "compared": 6}
    for name, value in (told | {"order": ["#1", "x"], "rejected": ["r"], "origins": ["U-0"], "begun_again": 2}).items():
        setattr(progress, name, value)
    progress.tally.accepted = 7
    return progress


def test_a_file_begins_where_its_rows_do(plan):
    progress = Progress.begun(plan, "U-1", 4)
    assert (progress.offset, progress.line) == (TEXT.index(b"2026"), 3)
    assert (progress.plan, progress.upload_id, progress.partitions) == (plan, "U-1", 4)
    assert progress.evidence == Evidence()
    assert Progress.begun(plan, "U-1").partitions == 1


def test_nothing_is_done_of_a_file_that_is_begun(plan):
    progress = Progress.begun(plan, "U-1")
    assert not progress.read
    assert {progress.segments, progress.partition, progress.chunk, progress.compared, progress.begun_again} == {0}
    assert (progress.order, progress.rejected, progress.origins, progress.tally.accepted) == (None, [], [], 0)


def test_a_file_that_is_begun_again_knows_what_was_proven_and_nothing_of_its_rows(plan, under_way):
    better = replace(plan, altered_ids=True)
    fresh = under_way.again(better)
    assert fresh.evidence is under_way.evidence
    assert fresh.evidence.altered_id == "1E5"
    assert fresh.evidence.encoding == EncodingEvidence(), "all of its bytes are seen once more"
    assert vars(fresh) == vars(Progress.begun(better, "U-1", 4, under_way.evidence)) | {"begun_again": 3}


def test_a_file_that_is_begun_again_without_end_is_a_fault_of_the_program(plan):
    progress = Progress.begun(plan, "U-1")
    for count in range(1, 21):
        progress = progress.again(plan)
        assert progress.begun_again == count
    with pytest.raises(RuntimeError, match="in circles"):
        progress.again(plan)


def test_progress_survives_storage_whole(under_way):
    back = Progress.from_json(json.loads(json.dumps(under_way.to_json())))
    assert back.to_json() == under_way.to_json()
    for each in fields(Progress):
        assert getattr(back, each.name) == getattr(under_way, each.name), each.name


def test_progress_that_is_kept_is_not_changed_by_going_on(under_way):
    kept = under_way.to_json()
    under_way.rejected.append("later")
    under_way.origins.append("later")
    under_way.tally.accepted += 1
    assert (kept["rejected"], kept["origins"], kept["tally"]["accepted"]) == (["r"], ["U-0"], 7)
    back = Progress.from_json(kept)
    back.rejected.append("later")
    back.origins.append("later")
    assert (kept["rejected"], kept["origins"]) == (["r"], ["U-0"])


@pytest.mark.parametrize("kept", [{}, {"form": FORM - 1}, {"form": None}])
def test_another_form_of_progress_begins_again(kept):
    assert Progress.from_json(kept) is None


def test_rejected_rows_stand_below_their_columns_with_upload_and_line(under_way):
    assert under_way.rejected_header().decode().strip() == "date,sku,quantity,_upload,_line"
    lines = under_way.rejected_lines([(3, ["2026-01-01", "SKU-1", "x"]), (9, ["a,b", "", ""])]).decode().splitlines()
    assert lines == ["2026-01-01,SKU-1,x,U-1,3", '"a,b",,,U-1,9']
    header = replace(under_way.plan.header, names=("Datum", "SKU", "Größe"))
    under_way.plan = replace(under_way.plan, header=header, encoding=Encoding.WINDOWS_1252)
    assert under_way.rejected_header().startswith("Datum,SKU,Größe,".encode("cp1252"))
    assert under_way.rejected_lines([(3, ["", "", "é"])]).startswith(b",,\xe9,")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (None, None),
        ("", None),
        ("sales.csv", "sales.csv"),
        ("C:\\Exports\\May sales (2).csv", "May_sales_2_.csv"),
        ("../../etc/passwd", "passwd"),
        ("..", None),
        ("Umsätze 2026.csv", "Ums_tze_2026.csv"),
        ("_._name._", "name"),
        ("x" * 90 + "-2026-sales.csv", "x" * 85 + "-2026-sales.csv"),
    ],
)
def test_a_files_name_is_kept_without_its_folders_and_strange_letters(given, kept):
    assert clean_name(given) == kept
    assert kept is None or len(kept) <= 100


def test_files_of_an_upload_lie_apart():
    staging = Staging("U-1")
    assert upload_key("U-1", "sales.csv") == "uploads/U-1/sales.csv"
    assert (staging.segment(7), staging.key("x")) == ("staging/U-1/segment-000007", "staging/U-1/x")


def test_a_run_is_noted_often_enough_and_fits_into_memory():
    sizes = Sizes()
    assert sizes.block <= 4 << 20
    assert sizes.block <= sizes.segment <= 32 << 20
    assert sizes.partition <= 32 << 20
    assert 1_000 <= sizes.run <= 50_000
