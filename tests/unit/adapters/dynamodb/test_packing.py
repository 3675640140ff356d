"""Documents with arrays come back as they were, small."""

from __future__ import annotations

import json
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


@given(arrays(np.float32, SHAPES, elements=st.floats(width=32)), st.sampled_from([0, 7, 20]))
def test_any_float32_comes_back_to_the_bit(values, spare):
    short = (values.view(np.uint32) & np.uint32(0xFFFFFFFF << spare & 0xFFFFFFFF)).view(np.float32)
    read = unpack(pack({"a": short.astype(np.float64), "b": np.ones(3)}))
    assert read["a"].shape == short.shape
    assert np.array_equal(read["a"], short.astype(np.float64), equal_nan=True)
    assert np.array_equal(read["b"], np.ones(3))


def test_quantiles_that_go_up_from_day_to_day_take_less_than_two_bytes_each():
    steps = np.random.default_rng(1).gamma(2.0, 3.0, (34, 25))
    quantiles = shortened(np.cumsum(np.cumsum(steps, axis=0), axis=1))
    assert len(pack({"cumulative": quantiles})) < 2 * quantiles.size


def of_layout(layout, document, values):
    """Return a document with one array ``a`` as layouts 2 to 5 packed it, without the first byte for 2."""
    header = json.dumps(document | {"a": {"$array": [0, len(values)]}}, separators=(",", ":")).encode()
    planes = np.asarray(values, "<f4").view(np.uint8).reshape(-1, 4).T.tobytes()
    packed = zlib.compress(len(header).to_bytes(4, "little") + header + planes)
    return packed if layout == 2 else bytes([layout]) + packed


@pytest.mark.parametrize("layout", [2, 3, 4, 5])
def test_older_layouts_are_read_and_until_the_fifth_their_number_was_the_documents_too(layout):
    read = unpack(of_layout(layout, {}, [1.5, 2.5]))
    assert read.get("version") == (layout if layout < 5 else None)
    assert np.array_equal(read["a"], [1.5, 2.5])
    assert unpack(of_layout(layout, {"version": 5}, [1.5]))["version"] == 5


@pytest.mark.parametrize("length", [122, 123, 124])
def test_layouts_without_a_byte_are_told_apart_however_long_the_json_is(length):
    """A JSON of 123 bytes begins with that number, which is also the code of a brace."""
    missing = length - (len(zlib.decompress(of_layout(2, {"filler": ""}, np.ones(2)))) - 4 - 8)
    second = of_layout(2, {"filler": "x" * missing}, np.ones(2))
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
