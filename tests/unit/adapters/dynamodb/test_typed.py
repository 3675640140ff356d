"""Typed values of DynamoDB and plain ones: what boto3's own serializer and deserializer make of them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from boto3.dynamodb.types import Binary, TypeDeserializer, TypeSerializer
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.dynamodb.typed import deserialize, serialize

NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**20), max_value=10**20)
SCALARS = (
    st.text(max_size=8) | NUMBERS | st.integers(-(10**30), 10**30) | st.booleans() | st.none() | st.binary(max_size=8)
)
MEMBERS = st.recursive(
    SCALARS | st.sets(st.text(min_size=1, max_size=4), min_size=1, max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=8,
)


def without_wrappers(value):
    """Return what boto3 read with plain bytes for its ``Binary``."""
    if isinstance(value, Binary):
        return value.value
    if isinstance(value, dict):
        return {name: without_wrappers(member) for name, member in value.items()}
    return [without_wrappers(member) for member in value] if isinstance(value, list) else value


@settings(max_examples=80)
@given(st.dictionaries(st.text(min_size=1, max_size=4), MEMBERS, max_size=4))
def test_items_are_written_and_read_as_boto3_does(item):
    typed = {name: TypeSerializer().serialize(value) for name, value in item.items() if value is not None}
    assert serialize(item) == typed
    read = deserialize(typed)
    assert read == {name: without_wrappers(TypeDeserializer().deserialize(value)) for name, value in typed.items()}
    numbers = [value for value in read.values() if isinstance(value, Decimal)]
    assert len(numbers) == sum("N" in value for value in typed.values())


@pytest.mark.parametrize("number", ["1E+3", "0.10", "-0", "12345678901234567890123456789012345678", "1E-130"])
def test_numbers_are_read_digit_for_digit(number):
    assert str(deserialize({"n": {"N": number}})["n"]) == str(TypeDeserializer().deserialize({"N": number}))


@pytest.mark.parametrize("number", [Decimal("NaN"), Decimal("Infinity"), 10**38 + 1])
def test_numbers_that_the_database_would_not_keep_are_refused(number):
    with pytest.raises((TypeError, ArithmeticError)):
        serialize({"n": number})
