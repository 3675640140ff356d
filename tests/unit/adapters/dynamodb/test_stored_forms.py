"""Every form that something is kept in is read: the oldest there ever was, and each version since."""

from __future__ import annotations

import base64
import json
import logging
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest

from adapters.dynamodb.forecasting.items import RUN, to_vintage
from adapters.dynamodb.packing import pack
from adapters.dynamodb.stored_forms import StoredForm, UnknownFormError

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
