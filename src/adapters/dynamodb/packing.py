"""A document with arrays as one small binary attribute, quick to read: JSON, and the numbers as they are in memory.

Layout: one byte with the number of the form, :data:`FORM`; the rest (zlib) is four bytes with the length of the JSON,
the JSON, then all arrays one after the other as little-endian float32, byte plane by byte plane, which is what makes
them compress. In the JSON an array is its place among the numbers, ``{"$array": [first, *shape]}``.

A form of another version, before or after this one, is never guessed at: to readers it is as if nothing were kept. The
latest forecasts are made again by the next job, the shop's profile by the next learning; runs, which are forecasts as
they stood, cannot be made again: raising :data:`FORM` hides them from scoring.
"""

from __future__ import annotations

import json
import logging
import math
import zlib
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

#: Raised with every change of the layout or of what the documents hold (adapters.dynamodb.forecasting.codec).
FORM: Final = 4
_ARRAY: Final = "$array"
_log = logging.getLogger("stockcast")


class UnknownFormError(ValueError):
    """The bytes were packed by another version."""


def pack(document: Mapping[str, Any]) -> bytes:
    """Return a document of plain values, dates and arrays in its packed form; arrays lose what float32 cannot hold."""
    arrays: list[NDArray[np.float64]] = []
    size = 0

    def plain(value: Any) -> Any:
        nonlocal size
        if isinstance(value, np.ndarray):
            place = [size, *value.shape]
            arrays.append(value.ravel())
            size += value.size
            return {_ARRAY: place}
        if isinstance(value, date | datetime):
            return value.isoformat()
        if isinstance(value, np.generic):
            return value.item()
        raise TypeError(f"{type(value)} has no packed form")

    header = json.dumps(document, default=plain, separators=(",", ":"), allow_nan=False).encode()
    numbers = np.concatenate(arrays).astype("<f4") if arrays else np.zeros(0, "<f4")
    planes = np.ascontiguousarray(numbers.view(np.uint8).reshape(-1, 4).T).tobytes()
    return bytes([FORM]) + zlib.compress(len(header).to_bytes(4, "little") + header + planes, 6)


def unpack(packed: bytes) -> dict[str, Any]:
    """Return the document, its arrays as float64 again and its dates as text; raises :class:`UnknownFormError`."""
    if packed[:1] != bytes([FORM]):
        raise UnknownFormError(f"form {packed[0] if packed else None}, where {FORM} is read")
    data = zlib.decompress(packed[1:])
    end = 4 + int.from_bytes(data[:4], "little")
    planes = np.frombuffer(data, np.uint8, offset=end).reshape(4, -1)
    numbers = np.ascontiguousarray(planes.T).view("<f4").ravel().astype(np.float64)

    def restore(value: dict[str, Any]) -> Any:
        place = value.get(_ARRAY) if len(value) == 1 else None
        if not isinstance(place, list):
            return value
        first, *shape = place
        return numbers[first : first + math.prod(shape)].reshape(shape)

    # What form 4 calls ``suspected_stock_out_dates`` has been ``suspected_stockout_dates`` since.
    header = data[4:end].replace(b'"suspected_stock_out_dates"', b'"suspected_stockout_dates"')
    document: dict[str, Any] = json.loads(header, object_hook=restore)
    return document


def unpack_if_known(item: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return an item's unpacked ``document``; ``None``, and a line in the log, when another version packed it."""
    try:
        return unpack(item["document"])
    except UnknownFormError as error:
        _log.warning("packed by another version", extra={"key": [item["PK"], item["SK"]], "reason": str(error)})
        return None
