"""Files in a request: as the body itself or as the one file of a form, compressed or not.

``multipart/form-data`` (RFC 7578) is read here rather than by the framework, whose reader fails on a missing boundary.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote

from domain.shared.csv.compression import gunzip, is_gzip
from domain.shared.errors import MalformedError, TooLargeError, UnsupportedMediaTypeError
from domain.shared.words import number
from handlers.shared.conditional import header
from handlers.shared.http import raw_body

if TYPE_CHECKING:
    from collections.abc import Iterator

#: A request's body as sent: base64 makes it 6 MB, Lambda's limit on a synchronous request.
MAX_BODY_BYTES: Final = 4_500_000
#: The body after decompression.
MAX_FILE_BYTES: Final = 64_000_000

_READ_AS_THEY_ARE: Final = frozenset(
    {
        "",
        "text/csv",
        "text/plain",
        "text/tab-separated-values",
        "application/csv",
        "application/vnd.ms-excel",  # what browsers on Windows call a .csv
        "application/octet-stream",
        "application/gzip",
        "application/x-gzip",
    }
)
#: Content encodings by name, and whether there is something to undo.
_ENCODINGS: Final = {"": False, "identity": False, "gzip": True, "x-gzip": True}
_PARAMETER = re.compile(r';\s*([!#$%&\'*+.^_`|~0-9A-Za-z-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s"]+))')
_MAX_PARTS = 20
_MAX_PART_HEADER_BYTES = 8_192


@dataclass(frozen=True)
class UploadedFile:
    """A file as the caller has it, decompressed."""

    name: str | None
    data: bytes


def uploaded_file(event: dict[str, Any], *, too_large: TooLargeError | None = None) -> UploadedFile:
    """Return the file that a request carries.

    Raises
    ------
    MalformedError
        When a form has no boundary, no file or several, or compressed data is broken.
    UnsupportedMediaTypeError
        When the content type or encoding is none that holds a table.
    TooLargeError
        When the body is larger than :data:`MAX_BODY_BYTES`: ``too_large``, where there is another way than a request.
    """
    data = raw_body(event)
    if len(data) > MAX_BODY_BYTES:
        raise too_large or TooLargeError(f"One request takes up to {number(MAX_BODY_BYTES)} bytes. Split the file.")
    data = _decoded(data, header(event.get("headers"), "content-encoding") or "identity")
    content_type = header(event.get("headers"), "content-type") or ""
    media_type = content_type.partition(";")[0].strip().lower()
    name: str | None = None
    if media_type == "multipart/form-data":
        name, data = _only_file(data, content_type)
    elif media_type not in _READ_AS_THEY_ARE:
        raise UnsupportedMediaTypeError(
            f"'{media_type[:80]}' is not read here. Send the file as text/csv, or as the one file of a "
            "multipart/form-data form."
        )
    return UploadedFile(name, _unpacked(data))


def _decoded(data: bytes, encoding: str) -> bytes:
    """Undo a ``Content-Encoding``; API Gateway may have done so already, and says gzip all the same."""
    name = encoding.strip().lower()
    if name not in _ENCODINGS:
        raise UnsupportedMediaTypeError(f"Content-Encoding '{name[:40]}' is not understood. Send gzip, or none.")
    return _unpacked(data) if _ENCODINGS[name] else data


def _unpacked(data: bytes) -> bytes:
    return gunzip(data, MAX_FILE_BYTES) if is_gzip(data) else data


def _only_file(body: bytes, content_type: str) -> tuple[str | None, bytes]:
    boundary = _parameters(content_type).get("boundary", "")
    if not 1 <= len(boundary) <= 200 or not boundary.isascii():
        raise MalformedError("The form has no boundary: let your HTTP client set the Content-Type of the form itself.")
    files = [(name, content) for name, content in _parts(body, boundary.encode()) if name is not None]
    if len(files) != 1:
        found = "no file" if not files else f"{len(files)} files"
        raise MalformedError(f"The form must hold exactly one file; it holds {found}.")
    return files[0]


def _parts(body: bytes, boundary: bytes) -> Iterator[tuple[str | None, bytes]]:
    """Yield the file name (``None`` for a plain field) and content of every part."""
    pieces = (b"\r\n" + body).split(b"\r\n--" + boundary)
    if len(pieces) < 3 or not pieces[-1].startswith(b"--"):
        raise MalformedError("The form is incomplete: its closing boundary is missing.")
    if len(pieces) > _MAX_PARTS + 2:
        raise MalformedError(f"The form has more than {_MAX_PARTS} parts.")
    for piece in pieces[1:-1]:
        head, separator, content = piece.partition(b"\r\n\r\n")
        if not separator or len(head) > _MAX_PART_HEADER_BYTES:
            raise MalformedError("The form cannot be read: one of its parts has no header.")
        yield _file_name(head.decode("utf-8", "replace")), content


def _file_name(head: str) -> str | None:
    for line in head.split("\r\n"):
        name, _, value = line.partition(":")
        if name.strip().lower() == "content-disposition":
            parameters = _parameters(value)
            if "filename*" in parameters:
                return unquote(parameters["filename*"].rpartition("'")[2])
            return parameters.get("filename")
    return None


def _parameters(value: str) -> dict[str, str]:
    return {
        name.lower(): re.sub(r"\\(.)", r"\1", quoted) if quoted or not token else token
        for name, quoted, token in _PARAMETER.findall(value)
    }
