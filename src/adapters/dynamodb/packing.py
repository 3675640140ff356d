"""A document with arrays as one small binary attribute, quick to read: JSON, and the numbers as steps between them.

Layout: one byte, :data:`LAYOUT`; the rest (zlib) is four bytes with the length of the JSON, the JSON, then all arrays
one after the other, byte plane by byte plane, which is what makes them compress. An array is kept as its float32, read
as whole numbers without the zero bits that all of them end with, and of these the steps: along each row, and from row
to row, since days and quantiles next to each other are much the same. In the JSON an array is its place among the
numbers, ``{"$array": [first, *shape], "$zeros": bits}``.

Older layouts are read. 5 has the float32 as they are in memory, and no ``$zeros``. 3 and 4 differ from it in the byte
alone; 1, zlib of JSON with plain lists, and 2, zlib as above, lack it. Up to layout 4 the one number stood for layout
and document alike; since then a document tells its own ``version`` (:mod:`adapters.dynamodb.stored_forms`), and each
codec knows the steps from older ones.
"""

from __future__ import annotations

import json
import math
import zlib
from contextlib import suppress
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from adapters.dynamodb.stored_forms import StoredForm
    from adapters.dynamodb.typed import Item

    type Words = NDArray[np.uint32]

#: Raised with every change of the bytes; what the documents hold has versions of its own.
LAYOUT: Final = 6
_FIRST_WITH_A_BYTE: Final = 3
_LAST_WITHOUT_VERSIONS: Final = 4
_ARRAY: Final = "$array"
_ZEROS: Final = "$zeros"
#: First byte of every zlib stream, which no layout can have for its number.
_ZLIB: Final = 0x78


class UnknownLayoutError(ValueError):
    """The bytes are in no layout that this version reads."""


def pack(document: Mapping[str, Any]) -> bytes:
    """Return a document of plain values, dates and arrays in its packed form; arrays lose what float32 cannot hold."""
    arrays: list[Words] = []
    size = 0

    def plain(value: Any) -> Any:
        nonlocal size
        if isinstance(value, np.ndarray):
            place = [size, *value.shape]
            zeros, steps = _steps(value)
            arrays.append(steps)
            size += value.size
            return {_ARRAY: place, _ZEROS: zeros}
        if isinstance(value, date | datetime):
            return value.isoformat()
        if isinstance(value, np.generic):
            return value.item()
        raise TypeError(f"{type(value)} has no packed form")

    header = json.dumps(document, default=plain, separators=(",", ":"), allow_nan=False).encode()
    numbers = np.concatenate(arrays).astype("<u4") if arrays else np.zeros(0, "<u4")
    planes = np.ascontiguousarray(numbers.view(np.uint8).reshape(-1, 4).T).tobytes()
    compressed = zlib.compressobj(6)
    parts = (  # apart: text and numbers have codes of their own
        compressed.compress(len(header).to_bytes(4, "little") + header),
        compressed.flush(zlib.Z_FULL_FLUSH),
        compressed.compress(planes),
        compressed.flush(),
    )
    return b"".join((bytes([LAYOUT]), *parts))


def _steps(values: NDArray[np.float64]) -> tuple[int, Words]:
    """Return how many zero bits all float32 of an array end with, and the steps between them, small ones first."""
    words = values.astype("<f4").view("<u4")
    used = int(np.bitwise_or.reduce(words, axis=None)) if words.size else 0
    zeros = (used & -used).bit_length() - 1 if used else 0
    words = words >> np.uint32(zeros)
    for axis in range(words.ndim):
        words = np.diff(words, axis=axis, prepend=np.uint32(0))
    signed = words.view(np.int32)
    return zeros, ((signed << 1) ^ (signed >> 31)).view(np.uint32).ravel()


def _values(steps: Words, shape: Sequence[int], zeros: int) -> NDArray[np.float64]:
    """Return the array of which :func:`_steps` made this."""
    words = ((steps >> np.uint32(1)) ^ (np.uint32(0) - (steps & np.uint32(1)))).reshape(shape)
    for axis in range(len(shape)):
        words = np.cumsum(words, axis=axis, dtype=np.uint32)
    return (words << np.uint32(zeros)).astype("<u4").view("<f4").astype(np.float64)


def unpack(packed: bytes) -> dict[str, Any]:
    """Return the document, its arrays as float64 again and its dates as text.

    A document of a layout before 5 that does not tell its ``version`` gets the layout's number; one of layout 1 has
    lists for arrays and ``None`` for ``nan``.

    Raises
    ------
    UnknownLayoutError
        When the bytes are in a layout that this version does not know, or in none.
    """
    layout, data = _opened(packed)
    document = json.loads(data) if layout == 1 else _restored(data)
    return {"version": layout} | document if layout <= _LAST_WITHOUT_VERSIONS else document


def _opened(packed: bytes) -> tuple[int, bytes]:
    """Return the number of the layout, and the bytes without it and decompressed."""
    first = packed[0] if packed else None
    if first == _ZLIB:
        with suppress(zlib.error):
            data = zlib.decompress(packed)
            if data[4:5] == b"{":
                return 2, data
            if data[:1] == b"{":
                return 1, data
    elif first is not None and _FIRST_WITH_A_BYTE <= first <= LAYOUT:
        return first, zlib.decompress(packed[1:])
    raise UnknownLayoutError(f"layout {first}, where up to {LAYOUT} is read")


def _restored(data: bytes) -> dict[str, Any]:
    """Return the document of an opened layout of 2 or later."""
    end = 4 + int.from_bytes(data[:4], "little")
    planes = np.frombuffer(data, np.uint8, offset=end).reshape(4, -1)
    words = np.ascontiguousarray(planes.T).view("<u4").ravel()

    def restore(value: dict[str, Any]) -> Any:
        place = value.get(_ARRAY) if value.keys() <= {_ARRAY, _ZEROS} else None
        if not isinstance(place, list):
            return value
        first, *shape = place
        own = words[first : first + math.prod(shape)]
        if _ZEROS in value:
            return _values(own, shape, value[_ZEROS])
        return own.view("<f4").reshape(shape).astype(np.float64)

    document: dict[str, Any] = json.loads(data[4:end], object_hook=restore)
    return document


def unpack_item(item: Item, form: StoredForm) -> Item:
    """Return an item with its ``document`` unpacked, in today's form.

    Raises
    ------
    UnknownFormError
        When another release packed it in a way that this one does not read; a line in the log tells so.
    """
    try:
        document = unpack(item["document"])
    except UnknownLayoutError as error:
        form.refuse(item, str(error))
    return form.upgraded(item | {"document": document}, document["version"])
