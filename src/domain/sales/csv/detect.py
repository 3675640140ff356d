"""Reading plan of one file: suggested by its beginning, revised by what its rows show, the same for every row."""

from __future__ import annotations

from dataclasses import astuple, dataclass, replace
from typing import TYPE_CHECKING, Any, Final, Self

from domain.sales.csv.filled_ids import filled_product_column
from domain.sales.csv.layouts import ALL_ALIASES, LAYOUTS, aliases_of, layout_of
from domain.sales.csv.layouts.base import AMOUNTS, FURTHER, REPORTED, REQUIRED, Layout
from domain.sales.csv.layouts.without_lines import advice_for
from domain.sales.csv.standing.columns import Kind
from domain.sales.csv.standing.survey import STATUS, Doubt, StandingColumn, StandingSurvey
from domain.shared.csv.columns import Header, check_roles, find_columns, find_header, normal_name
from domain.shared.csv.conventions import MONEY, Conventions
from domain.shared.csv.encodings import encoding_of
from domain.shared.csv.errors import EmptyFileError
from domain.shared.csv.even_rows import column_of
from domain.shared.csv.evidence import Evidence
from domain.shared.csv.formulas import restored
from domain.shared.csv.product_ids import bare_id, is_altered
from domain.shared.csv.reading import ReadingOptions, Table, told_as
from domain.shared.csv.records import Records, records_of
from domain.shared.csv.rejected import trace_columns
from domain.shared.csv.text import Encoding, Lines, check_is_text, lines_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from domain.shared.csv.read_as import ReadAs

    #: Opens the (decompressed) text at a byte offset and yields its bytes in pieces.
    type OpenText = Callable[[int], Iterable[bytes]]

_BLOCK: Final = 1 << 18


@dataclass(frozen=True)
class FilePlan:
    """Everything that is decided per file.

    Parameters
    ----------
    header
        Names, separator and place of the header.
    roles
        Column index by role (:data:`domain.sales.csv.layouts.ROLES`), of those there are.
    conventions
        What cells mean, by what is known of the file.
    offset
        The byte at which the rows start.
    encoding_found
        Whether the file's letters showed its encoding, rather than its first bytes or the caller.
    standing
        The columns that say which rows are sales.
    doubts
        Columns left aside that may say so too.
    altered_ids
        Whether some ids look as if a spreadsheet had changed them.
    mapping_id
        The import mapping by which it is read.
    """

    header: Header
    encoding: Encoding
    layout: Layout
    roles: dict[str, int]
    conventions: Conventions
    offset: int
    encoding_found: bool = True
    standing: tuple[StandingColumn, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    altered_ids: bool = False
    mapping_id: str | None = None

    @property
    def first_line(self) -> int:
        """The line on which the rows start."""
        return self.header.lines + 1

    @property
    def keys(self) -> set[int]:
        """The columns whose cells never span lines."""
        return key_columns(self.roles)

    def column(self, name: str | None) -> int | None:
        """Return the index of a column by its normalised name."""
        return _column(self.header, name)

    def read_as(self) -> ReadAs:
        """Return what the report says of it."""
        return self._table.read_as(self.conventions)

    def revised(self, evidence: Evidence, options: ReadingOptions, *, final: bool) -> FilePlan:
        """Return the plan by all that is known of the file now, ``final`` when that is all of it.

        Raises
        ------
        AmbiguousNumbersError, AmbiguousDatesError, MixedDatesError, InvalidDateFormatError
        """
        with told_as(self._table):
            known = evidence.conventions(self.conventions, options, self._table.names, final=final)
        plan = replace(self, conventions=known, altered_ids=self.altered_ids or evidence.altered_id is not None)
        return plan.in_encoding(evidence.encoding.encoding) if final and self.encoding_found else plan

    def in_encoding(self, encoding: Encoding) -> FilePlan:
        """Return the plan of the same file in another encoding."""
        if encoding is self.encoding:
            return self
        names = [_bytes_of(name, self.encoding).decode(encoding, "surrogateescape") for name in self.header.names]
        return replace(self, header=replace(self.header, names=tuple(names)), encoding=encoding)

    def reads_like(self, other: FilePlan) -> bool:
        """Tell whether both read every row that is known of the file in the same way."""
        same = self.encoding is other.encoding and self.altered_ids is other.altered_ids
        return same and self.conventions.reads_like(other.conventions)

    @property
    def _table(self) -> Table:
        return _table(self.header, self.encoding, self.layout, self.roles, self.standing, mapping_id=self.mapping_id)

    def to_json(self) -> dict[str, Any]:
        """Return a form that survives JSON."""
        header = self.header
        return {
            "header": [header.delimiter, list(header.names), header.lines, header.titles],
            "encoding": self.encoding.value,
            "layout": self.layout.name,
            "roles": self.roles,
            "conventions": self.conventions.to_json(),
            "offset": self.offset,
            "encoding_found": self.encoding_found,
            "standing": [[column.index, column.kind.value] for column in self.standing],
            "doubts": [list(astuple(doubt)) for doubt in self.doubts],
            "altered_ids": self.altered_ids,
            "mapping_id": self.mapping_id,
        }

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> Self:
        """Return what :meth:`to_json` kept."""
        delimiter, names, lines, titles = kept["header"]
        return cls(
            Header(delimiter, tuple(names), lines, titles),
            Encoding(kept["encoding"]),
            LAYOUTS[kept["layout"]],
            {role: int(index) for role, index in kept["roles"].items()},
            Conventions.from_json(kept["conventions"]),
            int(kept["offset"]),
            bool(kept["encoding_found"]),
            tuple(StandingColumn(int(index), Kind(kind)) for index, kind in kept["standing"]),
            tuple(Doubt(*doubt) for doubt in kept["doubts"]),
            bool(kept["altered_ids"]),
            kept["mapping_id"],
        )


def plan_file(
    open_text: OpenText,
    options: ReadingOptions | None = None,
    shop_currency: str | None = None,
    *,
    is_wide: bool = False,
) -> FilePlan:
    """Decide how to read a file from its beginning, and read on only as far as its columns of words need it.

    Parameters
    ----------
    is_wide
        Whether the file itself is UTF-16, which its text is not any more.

    Raises
    ------
    UnsupportedEncodingError, NotATextFileError, EmptyFileError
    MissingColumnError, DuplicateColumnError, InvalidColumnsError
    AmbiguousNumbersError, MixedDatesError, InvalidDateFormatError
    """
    options = options or ReadingOptions()
    told = Encoding.UTF_16 if is_wide else options.encoding
    blocks = lines_of(_checked(open_text(0)), told or Encoding.UTF_8, block=_BLOCK)
    first = next(blocks, None)
    encoding = told or encoding_of(first.raw if first else b"")
    if encoding is not (told or Encoding.UTF_8):
        blocks = lines_of(open_text(0), encoding, block=_BLOCK)
        first = next(blocks, None)
    if first is None:
        raise EmptyFileError("The file is empty. Send a header line and at least one row.")
    header = find_header(first.texts, ALL_ALIASES, options.columns)
    layout = layout_of(header.names)
    with told_as(_table(header, encoding, layout, {}, mapping_id=options.mapping_id)):
        roles = find_columns(header, _with_currency(header, layout), options.columns)
    with told_as(_table(header, encoding, layout, roles, mapping_id=options.mapping_id)):
        check_roles(header, aliases_of(layout), roles, REQUIRED, advice_for(header.names))
        data = first.behind(header.lines)
        batches = records_of(_chain(data, blocks), header.delimiter, key_columns(roles))
        sample = _first_rows(batches)
        names = aliases_of(layout)["product_id"]
        roles["product_id"] = filled_product_column(header, roles, names, sample.rows, options.columns)
        survey = StandingSurvey(header, layout.statuses, roles.values(), options.columns)
        _read_on(survey, sample, batches)
    standing, doubts = survey.result()
    if standing:
        roles.setdefault(STATUS, standing[0].index)
    known = Conventions(shop_currency=shop_currency)
    offset, mapping_id = len(first.raw) - len(data.raw), options.mapping_id
    plan = FilePlan(
        header, encoding, layout, roles, known, offset, told is None, standing, doubts, mapping_id=mapping_id
    )
    return plan.revised(_first_evidence(sample, header, roles), options, final=False)


def _read_on(survey: StandingSurvey, sample: Records, batches: Iterable[Records]) -> None:
    """Show a survey the first rows, and all that were not looked at yet, as far as it needs them."""
    survey.add(sample.rows)
    for batch in batches:
        if survey.decided:
            break
        survey.add(batch.rows)


def _with_currency(header: Header, layout: Layout) -> Mapping[str, Sequence[str]]:
    """Return a layout's names of columns, with those of a column of currencies where the file has one such column."""
    names = ALL_ALIASES["currency"]
    is_there = sum(normal_name(name) in names for name in header.names) == 1
    return {**aliases_of(layout), "currency": names if is_there else ()}


def _first_rows(batches: Iterable[Records]) -> Records:
    sample = next((batch for batch in batches if batch.rows or batch.broken), None)
    if sample is None:
        raise EmptyFileError("The file holds a header, but no rows.")
    return sample


def _table(
    header: Header,
    encoding: Encoding,
    layout: Layout,
    roles: Mapping[str, int],
    standing: Iterable[StandingColumn] = (),
    *,
    mapping_id: str | None = None,
) -> Table:
    names = (*layout.statuses, *layout.repeated, layout.order)
    context = {column for name in names if (column := _column(header, name)) is not None}
    context |= {*(column.index for column in standing), *(trace_columns(header.names) or ())}
    known = (*REPORTED, *(role for role in FURTHER if role in roles))
    return Table(header, layout.name, encoding, known, roles, context, mapping_id)


def _bytes_of(text: str, encoding: Encoding) -> bytes:
    return text.encode(encoding, "surrogateescape")


def _column(header: Header, name: str | None) -> int | None:
    """Return the index of a column by its normalised name."""
    names = [normal_name(each) for each in header.names]
    return names.index(name) if name in names else None


def key_columns(roles: dict[str, int]) -> set[int]:
    """Return the columns whose cells never span lines."""
    return {index for role, index in roles.items() if role not in {"name", "category"}}


def _checked(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Pass a file's bytes on, having looked at the first of them."""
    head = b""
    iterator = iter(pieces)
    for piece in iterator:
        head += piece
        if len(head) >= 4096:
            break
    check_is_text(head)
    yield head
    yield from iterator


def _chain(first: Lines, others: Iterable[Lines]) -> Iterator[Lines]:
    if first.count:
        yield first
    yield from others


def _first_evidence(sample: Records, header: Header, roles: dict[str, int]) -> Evidence:
    """Return what the first rows say."""
    evidence = Evidence()
    evidence.dates.add_all(column_of(sample.rows, roles["date"]))
    for role in MONEY & roles.keys():
        evidence.money.add_name(header.names[roles[role]])
    for role in AMOUNTS:
        if role in roles:
            for text in dict.fromkeys(column_of(sample.rows, roles[role])):
                evidence.add_amount(role, restored(text))
    ids = map(bare_id, dict.fromkeys(column_of(sample.rows, roles["product_id"])))
    evidence.altered_id = next(filter(is_altered, ids), None)
    if "currency" in roles:
        for text in dict.fromkeys(column_of(sample.rows, roles["currency"])):
            evidence.money.add_currency(text)
    return evidence
