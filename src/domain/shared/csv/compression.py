"""Gzip, decompressed piece by piece and only so far."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Final

from domain.shared.csv.errors import BrokenCompressionError, ExpandsTooFarError
from domain.shared.words import number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_GZIP_MAGIC: Final = b"\x1f\x8b"
_GZIP_WINDOW: Final = 16 + zlib.MAX_WBITS
_PIECE: Final = 1 << 20


def is_gzip(data: bytes) -> bool:
    """Tell whether data starts like a gzip file."""
    return data[:2] == _GZIP_MAGIC


def gunzip(data: bytes, limit: int) -> bytes:
    """Decompress a whole gzip file.

    Raises
    ------
    BrokenCompressionError
        When it is not gzip, is damaged or cut off.
    ExpandsTooFarError
        When there is more than ``limit`` bytes in it; it is not decompressed any further then.
    """
    return b"".join(gunzipped([data], limit))


def gunzipped(pieces: Iterable[bytes], limit: int) -> Iterator[bytes]:
    """Yield the content of a gzip file given in pieces, in pieces of up to a megabyte; raises as :func:`gunzip`."""
    total = 0
    machine = zlib.decompressobj(_GZIP_WINDOW)
    for piece in pieces:
        rest, more = piece, True
        while more:
            if machine.eof:  # a file may hold several members, one behind the other, and zeros behind the last
                if not rest.strip(b"\0"):
                    break
                machine = zlib.decompressobj(_GZIP_WINDOW)
            out, rest = _step(machine, rest)
            total += len(out)
            if total > limit:
                raise ExpandsTooFarError(f"The file has more than {number(limit)} bytes when decompressed.")
            yield out
            more = bool(rest) or len(out) == _PIECE
    if not machine.eof:
        raise BrokenCompressionError("The compressed data is cut off. Send the file again.")


def _step(machine: zlib._Decompress, data: bytes) -> tuple[bytes, bytes]:
    """Return up to a megabyte of content, and the data that is still to be looked at."""
    try:
        out = machine.decompress(data, _PIECE)
    except zlib.error as error:
        raise BrokenCompressionError("The compressed data is damaged. Compress the file again.") from error
    return out, machine.unused_data if machine.eof else machine.unconsumed_tail
