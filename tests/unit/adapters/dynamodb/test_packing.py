"""Documents with arrays come back as they were, small."""

from __future__ import annotations

import logging
import zlib
from datetime import UTC, date, datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from adapters.dynamodb.packing import LAYOUT, UnknownLayoutError, pack, unpack, unpack_item
from adapters.dynamodb.stored_forms import StoredForm, UnknownFormError
from domain.forecasting.models.distribution import shortened

SHAPES = array_shapes(min_dims=1, max_dims=2, min_side=0, max_side=8)


@given(st.lists(arrays(np.float64, SHAPES, elements=st.floats(0, 1e9)), max_size=4))
def test_shortened_arrays_come_back_exactly(given_arrays):
    short = [shortened(values) for values in given_arrays]
    read = unpack(pack({"list": short, "deep": {"one": short[:1]}}))
    for before, after in zip(short, read["list"], strict=True):
        assert after.dtype == np.float64
        assert np.array_equal(before, after)


@given(arrays(np.float64, 12, elements=st.floats(0, 1e9)))
def test_shortening_keeps_order_and_nearly_the_value(values):
    short = shortened(np.sort(values))
    assert (np.diff(short) >= 0).all()
    assert np.allclose(short, np.sort(values), rtol=1e-5, atol=1e-9)
    assert np.array_equal(shortened(short), short)


def test_whole_numbers_and_what_is_not_observed_stay_as_they_are():
    exact = np.array([0.0, 1.0, 40.0, 131_072.0, np.nan])
    assert np.array_equal(shortened(exact), exact, equal_nan=True)
    assert np.isnan(unpack(pack({"a": exact}))["a"][-1])


def test_other_values_become_json():
    read = unpack(
        pack({"day": date(2026, 1, 2), "at": datetime(2026, 1, 2, tzinfo=UTC), "n": np.float64(1.5), "x": None})
    )
    assert read == {"day": "2026-01-02", "at": "2026-01-02T00:00:00+00:00", "n": 1.5, "x": None}


def test_a_name_that_looks_like_an_array_is_still_a_name():
    assert unpack(pack({"effects": {"$array": 1.3}, "a": np.ones(2)}))["effects"] == {"$array": 1.3}


def test_what_cannot_be_kept_is_refused():
    with pytest.raises(TypeError):
        pack({"a": object()})
    with pytest.raises(ValueError, match="JSON"):
        pack({"a": float("nan")})


def test_a_document_tells_its_own_version():
    assert unpack(pack({"version": 2}))["version"] == 2


@pytest.mark.parametrize("layout", [3, 4])
def test_until_layout_5_its_number_was_the_documents_too(layout):
    packed = bytes([layout]) + pack({"a": np.ones(2)})[1:]
    assert unpack(packed)["version"] == layout
    assert np.array_equal(unpack(packed)["a"], np.ones(2))
    profile = bytes([layout]) + pack({"version": 5})[1:]
    assert unpack(profile)["version"] == 5


@pytest.mark.parametrize("length", [122, 123, 124])
def test_layouts_without_a_byte_are_told_apart_however_long_the_json_is(length):
    """A JSON of 123 bytes begins with that number, which is also the code of a brace."""
    short = {"filler": "", "a": np.ones(2)}
    missing = length - (len(zlib.decompress(pack(short)[1:])) - 4 - 8)
    second = pack(short | {"filler": "x" * missing})[1:]
    assert zlib.decompress(second)[0] == length
    assert unpack(second)["version"] == 2
    assert np.array_equal(unpack(second)["a"], np.ones(2))
    assert unpack(zlib.compress(b'{"mean":[1.5,null]}')) == {"version": 1, "mean": [1.5, None]}


OTHER_LAYOUTS = {
    "none there ever was": zlib.compress(pack({"a": 1})),
    "not whole": zlib.compress(b'{"a":1}')[:5],
    "before there was a byte": bytes([2]) + pack({"a": 1})[1:],
    "after this": bytes([LAYOUT + 1]) + b"who knows",
    "empty": b"",
}


@pytest.mark.parametrize("packed", OTHER_LAYOUTS.values(), ids=OTHER_LAYOUTS)
def test_another_layout_is_not_guessed_at(packed, caplog):
    with pytest.raises(UnknownLayoutError):
        unpack(packed)
    item = {"PK": "FORECAST#A", "SK": "LATEST", "document": packed}
    with caplog.at_level(logging.WARNING, logger="stockcast"), pytest.raises(UnknownFormError, match="thing"):
        unpack_item(item, StoredForm("thing"))
    assert [record.message for record in caplog.records] == ["kept by another version"]
    assert caplog.records[0].key == ["FORECAST#A", "LATEST"]
