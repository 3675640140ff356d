"""Reading options kept for files of one header, and their use: what a file needed once, next week's needs no more.

A mapping belongs to a kind of file and to the names of a header, in any order, written in any case. It stands in for
the call's own options where that has none. A file that proves something else (:meth:`Evidence.conventions`) is refused,
since somebody has to look at it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final, Protocol

from domain.shared.csv.columns import find_header, normal_name, possible_headers
from domain.shared.csv.reading import ReadingOptions
from domain.shared.csv.text import Encoding

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from domain.shared.paging import Page

#: So many bytes of a file are looked at for its header.
FIRST_BYTES: Final = 1 << 16
_CODECS: Final = (Encoding.WINDOWS_1252, Encoding.MAC_ROMAN)
_JOINT: Final = "\x1f"


class FileKind(StrEnum):
    """Kinds of files that a mapping may be for."""

    SALES = "sales"
    PRODUCTS = "products"


@dataclass(frozen=True, kw_only=True)
class ImportMapping:
    """Reading options of files of one kind and header.

    Parameters
    ----------
    header
        The names of the columns, as the file has them.
    options
        What a call would say of such a file.
    version
        Counts changes from 1.
    """

    kind: FileKind
    header: tuple[str, ...]
    options: ReadingOptions
    created_at: datetime
    updated_at: datetime
    version: int = 1

    @property
    def mapping_id(self) -> str:
        """The fingerprint of the kind and the header."""
        return fingerprint(self.kind, self.header)


class KnownMappings(Protocol):
    """Finds mappings for uploads."""

    def find(self, mapping_ids: Iterable[str]) -> Mapping[str, ImportMapping]:
        """Return those there are at this moment, by id."""
        ...


class ImportMappings(KnownMappings, Protocol):
    """Keeps import mappings."""

    def page(self, limit: int, after: str | None) -> Page[ImportMapping]:
        """Return up to ``limit`` mappings in order of their ids, from behind ``after`` on."""
        ...

    def keep(self, mapping: ImportMapping) -> bool:
        """Keep a mapping in place of its previous version (``mapping.version - 1``), 0 of which is that there is none.

        Returns
        -------
        bool
            Whether that was there.
        """
        ...

    def remove(self, mapping: ImportMapping) -> bool:
        """Forget a mapping as it was read; returns whether it was still so."""
        ...


def fingerprint(kind: FileKind, names: Iterable[str]) -> str:
    """Return what tells headers apart: the kind of file and its column names, in any order, as names are compared."""
    compared = sorted(filter(None, map(normal_name, names)))
    return hashlib.sha256(_JOINT.join((kind.value, *compared)).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def mapped_options[Options: ReadingOptions](
    head: bytes, options: Options, kind: FileKind, aliases: Mapping[str, Sequence[str]], known: KnownMappings
) -> Options:
    """Return options with those of the mapping of a file's header; a call's own, if it has any, stay alone.

    Parameters
    ----------
    head
        The file's first bytes, decompressed, and in UTF-8 where the file is UTF-16.
    aliases
        Column names by role, by which the header is found.
    """
    if says_anything(options):
        return options
    lines = [text.splitlines() for text in _texts(head[:FIRST_BYTES])]
    ids = {fingerprint(kind, header.names) for texts in lines for header in possible_headers(texts)}
    for mapping in known.find(sorted(ids)).values() if ids else ():
        headers = (find_header(texts, aliases, mapping.options.columns) for texts in lines)
        if any(fingerprint(kind, header.names) == mapping.mapping_id for header in headers):
            return with_reading(options, mapping)
    return options


def says_anything(options: ReadingOptions) -> bool:
    """Tell whether a call says how to read its file."""
    return any(getattr(options, each.name) for each in fields(ReadingOptions))


def with_reading[Options: ReadingOptions](options: Options, mapping: ImportMapping) -> Options:
    """Return options with what a mapping says; UTF-16 is what a file's bytes show, or not."""
    said = {each.name: getattr(mapping.options, each.name) for each in fields(ReadingOptions)}
    encoding = None if mapping.options.encoding is Encoding.UTF_16 else mapping.options.encoding
    return replace(options, **said | {"encoding": encoding, "mapping_id": mapping.mapping_id})


def without_reading[Options: ReadingOptions](options: Options) -> Options:
    """Return options as the call gave them, where a mapping stands in for its own."""
    if options.mapping_id is None:
        return options
    bare = ReadingOptions()
    return replace(options, **{each.name: getattr(bare, each.name) for each in fields(ReadingOptions)})


def _texts(head: bytes) -> list[str]:
    """Return the whole lines of a head in each encoding that they may be in."""
    whole = head[: head.rfind(b"\n") + 1] or head[: head.rfind(b"\r") + 1]
    try:
        return [whole.decode("utf-8-sig")]
    except UnicodeDecodeError:
        return [whole.decode(encoding.codec, "replace") for encoding in _CODECS]
