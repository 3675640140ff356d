"""Errors of a file as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from domain.shared.errors import FieldError, InvalidError, MalformedError, TooLargeError
from domain.shared.words import number

if TYPE_CHECKING:
    from collections.abc import Sequence

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


class TooManyRowsError(TooLargeError):
    """A file that is read in one go holds more lines, rows or cells than a request has time and memory for."""

    code = "too-many-rows"
    title = "Too many rows"

    def __init__(self, unit: str, limit: int) -> None:
        super().__init__(
            f"The file has more than {number(limit)} {unit}, the most that one request takes. Split the file."
        )


class MissingColumnError(UnreadableTableError):
    """A column that is needed is not there."""

    code = "missing-column"
    title = "A column is missing"


class InvalidColumnsError(UnreadableTableError):
    """The ``columns`` parameter names roles or columns that do not exist."""

    code = "invalid-columns"
    title = "No such columns"


class InvalidSkuMapError(InvalidError):
    """The ``sku_map`` parameter names what is no product id."""

    code = "invalid-sku-map"
    title = "No such product ids"

    def __init__(self, *wrong: FieldError) -> None:
        super().__init__("The parameter 'sku_map' cannot be used.", fields=wrong)


class DuplicateColumnError(UnreadableTableError):
    """Two columns have the same name."""

    code = "duplicate-column"
    title = "A column is there twice"


class AmbiguousDatesError(UnreadableTableError):
    """Day and month cannot be told apart."""

    code = "ambiguous-dates"
    title = "Day and month cannot be told apart"

    def __init__(self, example: str, detail: str | None = None) -> None:
        told = (
            f"Dates such as '{example[:40]}' could be read with the day first or with the month first, or with the "
            "year first, and nothing in the file settles it. Pass date_format=DD/MM/YYYY, date_format=MM/DD/YYYY or "
            "date_format=YY-MM-DD."
        )
        wrong = FieldError("/query/date_format", "ambiguous_date", "must say whether day or month comes first")
        super().__init__(detail or told, fields=(wrong,))

    @classmethod
    def named(cls, example: str) -> Self:
        """Return the error of a name that is another month in another language."""
        return cls(
            example,
            f"The month in '{example[:40]}' is another one in another language, and nothing in the file settles it. "
            "Write the dates as YYYY-MM-DD.",
        )


class MappingMisfitError(UnreadableTableError):
    """A file has the header of an import mapping, and proves something else than that says."""

    code = "mapping-does-not-fit"
    title = "The import mapping of this header does not fit the file"

    def __init__(self, mapping_id: str, option: str, said: str, example: str) -> None:
        wrong = FieldError(f"/query/{option}", "mapping_does_not_fit", f"must be what the file holds, not {said}")
        super().__init__(
            f"The import mapping '{mapping_id}' says {option}={said}, and the file has {example}. Nothing was read by "
            "it. Change or delete the mapping, or pass the options with the file: then the mapping is left aside.",
            fields=(wrong,),
        )


class MixedDatesError(UnreadableTableError):
    """The file holds days of several forms that contradict each other."""

    code = "mixed-dates"
    title = "Two orders of day and month in one file"

    def __init__(self, *examples: str) -> None:
        told = " and ".join(f"'{example[:40]}'" for example in examples)
        wrong = FieldError("/query/date_format", "mixed_dates", "must say which of the two orders is right")
        super().__init__(
            f"No one order of day, month and year fits {told}. Write all dates in one form; or pass date_format=, and "
            "rows with another form are rejected.",
            fields=(wrong,),
        )


class AmbiguousNumbersError(UnreadableTableError):
    """Amounts whose comma or point may separate thousands or fractions, or does both in one file."""

    code = "ambiguous-numbers"
    title = "Thousands and fractions cannot be told apart"

    def __init__(self, detail: str) -> None:
        wrong = FieldError(
            "/query/decimal_mark", "ambiguous_numbers", "must say whether '.' or ',' is the decimal mark"
        )
        super().__init__(detail, fields=(wrong,))

    @classmethod
    def open(cls, column: str, examples: Sequence[str]) -> Self:
        """Return the error of a column in which every amount with a mark can be read in two ways."""
        told = " and ".join(f"'{example}'" for example in examples)
        return cls(
            f"In the column '{column}', {told} could be thousands or fractions, and nothing in the file settles it. "
            "Pass decimal_mark=. or decimal_mark=, (for thousands written with a comma it is the point)."
        )

    @classmethod
    def contradicted(cls, column: str, point: str, comma: str) -> Self:
        """Return the error of a column that uses both marks for fractions."""
        return cls(
            f"In the column '{column}', the decimal mark of '{point}' is the point, that of '{comma}' the comma. "
            "Write all amounts with one of them; or pass decimal_mark=, and rows with the other one are rejected."
        )


class OtherCurrencyError(UnreadableTableError):
    """The amounts of the file are not in the currency that the shop keeps."""

    code = "other-currency"
    title = "Amounts in another currency"

    def __init__(self, found: str, shop: str, *, told: bool) -> None:
        source = f"The call says that amounts are in {found}" if told else f"The file's amounts are in '{found}'"
        wrong = FieldError("/query/currency", "other_currency", f"must be {shop}, the currency that is kept here")
        super().__init__(
            f"{source}; they are kept in {shop} here, and nothing is converted. Convert them and pass currency={shop}; "
            'or load the quantities alone: columns={"price": null, "revenue": null, "discount": null}.',
            fields=(wrong,),
        )


class BrokenLinesError(UnreadableTableError):
    """So many lines are no records that the file's quotation marks mean something else."""

    code = "broken-lines"
    title = "Too many lines cannot be read"

    def __init__(self, line: int, limit: int) -> None:
        super().__init__(
            f"More than {number(limit)} lines have a quotation mark that does not close, or a cell that is too long; "
            f"one is line {number(line)}. Export the file with cells between quotation marks, those in it doubled."
        )


class InvalidTimeZoneError(InvalidError):
    """The ``time_zone`` parameter is none that is known."""

    code = "invalid-time-zone"
    title = "Unknown time zone"

    def __init__(self, value: str) -> None:
        wrong = FieldError(
            "/query/time_zone", "invalid_time_zone", "must be an IANA name such as Europe/Berlin, or UTC"
        )
        super().__init__(f"'{value[:40]}' is not a time zone.", fields=(wrong,))


class InvalidDateFormatError(InvalidError):
    """The ``date_format`` parameter is not one."""

    code = "invalid-date-format"
    title = "Unknown date format"

    def __init__(self, value: str) -> None:
        wrong = FieldError(
            "/query/date_format", "invalid_date_format", "must be DD/MM/YYYY, MM/DD/YYYY, YYYY-MM-DD or alike"
        )
        super().__init__(f"'{value[:40]}' is not a date format.", fields=(wrong,))
