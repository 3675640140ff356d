"""Text lines from bytes, in bounded memory: the encoding by its first bytes, then blocks of whole lines.

Text is UTF-8, with or without a byte order mark, unless the caller names another encoding; UTF-16 comes here as UTF-8
(:mod:`domain.shared.csv.wide`). Bytes that are no character
in it become lone surrogates (PEP 383), so that only the rows that hold them are at fault and can be given back byte for
byte.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Final

from domain.shared.csv.errors import NotATextFileError, UnsupportedEncodingError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: A longer line is no row of a table; what is behind this many characters of it is dropped.
MAX_LINE_LENGTH: Final = 1 << 20
_SNIFFED: Final = 4096
_PIECE: Final = 1 << 18
_BINARY = {
    b"PK\x03\x04": "an Excel workbook or a zip archive",
    b"\xd0\xcf\x11\xe0": "an old Excel workbook",
    b"%PDF": "a PDF",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"PAR1": "a Parquet file",
    b"\x1f\x8b": "compressed twice",
}


class Encoding(StrEnum):
    """The encodings that are read; the values are what a caller names them."""

    UTF_8 = "utf-8"
    UTF_16 = "utf-16"
    WINDOWS_1252 = "windows-1252"
    MAC_ROMAN = "mac-roman"

    @property
    def codec(self) -> str:
        """Python's codec of the text that is read, and of the rows that are given back."""
        return "utf-8" if self is Encoding.UTF_16 else self.value


@dataclass(frozen=True)
class Lines:
    """A run of whole lines.

    Parameters
    ----------
    first
        The number of the first line, from 1.
    text
        The lines, with a line feed behind each.
    end
        How many bytes of the text these lines and all before them take: where to go on reading.
    raw
        The bytes the lines were made of.
    """

    first: int
    text: str
    end: int
    raw: bytes

    @cached_property
    def count(self) -> int:
        """Number of lines."""
        return self.text.count("\n")

    @cached_property
    def texts(self) -> list[str]:
        """The lines without their ends."""
        return self.text.split("\n")[:-1]

    @property
    def after(self) -> int:
        """The number of the line that follows."""
        return self.first + self.count

    def behind(self, count: int) -> Lines:
        """Return the lines behind the first ones."""
        text = "".join(f"{line}\n" for line in self.texts[count:])
        raw = b"".join(self.raw.splitlines(keepends=True)[count:])
        return Lines(self.first + count, text, self.end, raw)


def has_undecoded(text: str) -> bool:
    """Tell whether a text holds bytes that are no character in the file's encoding."""
    return any("\udc80" <= char <= "\udcff" for char in text)


def printable(text: str, limit: int) -> str:
    """Return a text as it may be shown: shortened, and with undecoded bytes replaced."""
    clean = text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return clean if len(clean) <= limit else clean[: limit - 1] + "…"


def check_is_text(head: bytes) -> None:
    """Refuse what cannot be text in an encoding that is read, by its first bytes.

    Raises
    ------
    UnsupportedEncodingError
        For UTF-32.
    NotATextFileError
        For workbooks, pictures, archives and other binary data.
    """
    if head.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise UnsupportedEncodingError(
            "The file is encoded in UTF-32. Save it as UTF-8; Excel calls that 'CSV UTF-8 (comma delimited)'."
        )
    for magic, kind in _BINARY.items():
        if head.startswith(magic):
            raise NotATextFileError(f"The file is {kind}, not text. Export the table as a CSV file in UTF-8.")
    if b"\0" in head[:_SNIFFED]:
        raise NotATextFileError("The file is binary, not text. Export the table as a CSV file in UTF-8.")


def pieces_of(data: bytes, offset: int) -> Iterator[bytes]:
    """Yield a text in memory in pieces, as one in storage comes."""
    for start in range(offset, len(data), _PIECE):
        yield data[start : start + _PIECE]


def lines_of(
    pieces: Iterable[bytes],
    encoding: Encoding = Encoding.UTF_8,
    *,
    first: int = 1,
    offset: int = 0,
    block: int = 4 << 20,
) -> Iterator[Lines]:
    """Yield the lines of a text given in pieces of bytes, in blocks of about ``block`` bytes.

    Line ends are LF, CRLF or CR. A last line without an end counts. A byte order mark at the very start of the text is
    dropped. ``first`` and ``offset`` say where the pieces start when it is not at the text's start.
    """
    rest = b""
    gathered: list[bytes] = []
    size = 0
    for piece in pieces:
        gathered.append(piece)
        size += len(piece)
        if size < block:
            continue
        text, rest, dropped = _whole_lines(rest + b"".join(gathered))
        gathered, size = [], 0
        offset += len(text) + dropped
        if text:
            lines = Lines(first, _decoded(text, encoding, fresh=offset == len(text)), offset, text)
            first = lines.after
            yield lines
    text = rest + b"".join(gathered)
    if text:
        offset += len(text)
        whole = text if text.endswith((b"\n", b"\r")) else text + b"\n"
        yield Lines(first, _decoded(whole, encoding, fresh=offset == len(text)), offset, text)


def _whole_lines(data: bytes) -> tuple[bytes, bytes, int]:
    """Split behind the last line end that surely is a whole one; a line without end is cut, and how far is told."""
    end = data.rfind(b"\n") + 1
    if not end:
        end = data.rfind(b"\r", 0, len(data) - 1) + 1
    if not end and len(data) > 2 * MAX_LINE_LENGTH:
        return b"", data[: 2 * MAX_LINE_LENGTH], len(data) - 2 * MAX_LINE_LENGTH
    return data[:end], data[end:], 0


def _decoded(data: bytes, encoding: Encoding, *, fresh: bool) -> str:
    """Return whole lines as text with line feeds at their ends."""
    if fresh:
        data = data.removeprefix(codecs.BOM_UTF8)
    text = data.decode(encoding.codec, "surrogateescape")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
