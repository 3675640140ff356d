"""What can be wrong with a file as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.shared.errors import FieldError, InvalidError, MalformedError, TooLargeError

if TYPE_CHECKING:
    from domain.shared.csv.read_as import ReadAs


class UnreadableTableError(InvalidError):
    """The file holds no table that can be read; ``read_as`` is how it was read so far, if it was at all."""

    read_as: ReadAs | None = None


class EmptyFileError(UnreadableTableError):
    """There is nothing in the file, or nothing but its header."""

    code = "empty-file"
    title = "The file is empty"


class NotATextFileError(MalformedError):
    """The file is not text: a workbook, a picture, an archive."""

    code = "not-a-text-file"
    title = "Not a text file"


class UnsupportedEncodingError(MalformedError):
    """The file is text, but not UTF-8."""

    code = "unsupported-encoding"
    title = "Not UTF-8"


class BrokenCompressionError(MalformedError):
    """Compressed data that cannot be decompressed."""

    code = "broken-compression"
    title = "Broken compression"


class ExpandsTooFarError(TooLargeError):
    """Compressed data that is far larger than it looks."""

    code = "expands-too-far"
    title = "Too large when decompressed"


class MissingColumnError(UnreadableTableError):
    """A column that is needed is not there."""

    code = "missing-column"
    title = "A column is missing"


class InvalidColumnsError(UnreadableTableError):
    """The ``columns`` parameter names roles or columns that do not exist."""

    code = "invalid-columns"
    title = "No such columns"


class DuplicateColumnError(UnreadableTableError):
    """Two columns have the same name."""

    code = "duplicate-column"
    title = "A column is there twice"


class AmbiguousDatesError(UnreadableTableError):
    """Day and month cannot be told apart."""

    code = "ambiguous-dates"
    title = "Day and month cannot be told apart"

    def __init__(self, example: str) -> None:
        detail = (
            f"Dates such as '{example[:40]}' could be read with the day first or with the month first, and nothing in "
            "the file settles it. Pass date_format=DD/MM/YYYY or date_format=MM/DD/YYYY."
        )
        wrong = FieldError("/query/date_format", "ambiguous_date", "must say whether day or month comes first")
        super().__init__(detail, fields=(wrong,))


class InvalidDateFormatError(InvalidError):
    """The ``date_format`` parameter is not one."""

    code = "invalid-date-format"
    title = "Unknown date format"

    def __init__(self, value: str) -> None:
        wrong = FieldError(
            "/query/date_format", "invalid_date_format", "must be DD/MM/YYYY, MM/DD/YYYY, YYYY-MM-DD or alike"
        )
        super().__init__(f"'{value[:40]}' is not a date format.", fields=(wrong,))
