"""UTF-16 text as UTF-8, piece by piece: Excel's "Unicode text" and what some programs on Windows export.

A byte order mark says that a file is UTF-16, and which kind; without one, zeros in every other byte of its beginning
do, since the separators, digits and line ends of any table have them. What follows reads UTF-8, and places in the text
are places in that.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Self

from domain.shared.csv.text import pieces_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

LITTLE: Final = "utf-16-le"
BIG: Final = "utf-16-be"
#: So many bytes tell.
HEAD: Final = 4096
_LOOKED_AT: Final = 200
_FEWEST: Final = 8
_SHARE: Final = 0.6
#: Characters that the text of a table has, and hardly any text that is read the wrong way round.
_OF_TABLES: Final = frozenset("\n\r\t;,|0123456789")


def wide_codec(head: bytes, *, told: bool = False) -> str | None:
    """Return the codec of a text in UTF-16 by its first bytes, ``None`` for other texts.

    Parameters
    ----------
    told
        Whether somebody says that it is UTF-16; then only which kind is to be seen.
    """
    if head.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return None
    for mark, codec in ((codecs.BOM_UTF16_LE, LITTLE), (codecs.BOM_UTF16_BE, BIG)):
        if head.startswith(mark):
            return codec
    if told:
        return max((LITTLE, BIG), key=lambda codec: len(_OF_TABLES.intersection(head.decode(codec, "ignore"))))
    start = head[:_LOOKED_AT]
    half = len(start) // 2
    zeros = {BIG: start[::2].count(0), LITTLE: start[1::2].count(0)}
    most, codec = max((count, codec) for codec, count in zeros.items())
    is_wide = len(start) >= _FEWEST and most > _SHARE * half and min(zeros.values()) < (1 - _SHARE) / 4 * half
    return codec if is_wide else None


def narrowed(pieces: Iterable[bytes], codec: str) -> Iterator[bytes]:
    """Yield a text in UTF-16 as UTF-8; what is no character stays what UTF-8 does not know either."""
    decoder = codecs.getincrementaldecoder(codec)("surrogatepass")
    for piece in pieces:
        yield decoder.decode(piece).encode("utf-8", "surrogatepass")
    if decoder.getstate()[0] not in {b"", b"\n", b"\r"}:  # half a character, but not half of a last line's end
        yield b"\xff"


def behind(pieces: Iterable[bytes], offset: int) -> Iterator[bytes]:
    """Yield pieces without their first ``offset`` bytes."""
    for piece in pieces:
        if offset < len(piece):
            yield piece[offset:]
        offset = max(0, offset - len(piece))


def opened(raw: Callable[[int], Iterable[bytes]], codec: str | None) -> Callable[[int], Iterable[bytes]]:
    """Return what opens a text at a place in its UTF-8 form, by what opens its bytes at a place in them."""
    return raw if codec is None else lambda offset: behind(narrowed(raw(0), codec), offset)


@dataclass(frozen=True)
class TextInMemory:
    """A file in memory as a text that is read from any place on; ``is_wide`` says that the file is UTF-16."""

    data: bytes
    is_wide: bool = False

    @classmethod
    def of(cls, data: bytes, *, told: bool = False) -> Self:
        """Return a file's text; ``told`` as in :func:`wide_codec`."""
        codec = wide_codec(data[:HEAD], told=told)
        return cls(data) if codec is None else cls(b"".join(narrowed([data], codec)), is_wide=True)

    def __call__(self, offset: int) -> Iterable[bytes]:
        """Yield the text's pieces from a place on."""
        return pieces_of(self.data, offset)
