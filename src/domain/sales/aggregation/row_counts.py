"""Counting what becomes of a file's rows, so that none is unaccounted for."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Final, Self

from domain.sales.aggregation.comparison import Comparison
from domain.sales.aggregation.standing_counts import StandingCounts
from domain.sales.csv.left_aside import unread_amounts
from domain.shared.csv.dates import DATE_FORMATS
from domain.shared.csv.product_ids import alike_notice
from domain.shared.csv.rejected import trace_columns
from domain.shared.csv.report import LISTED_ERRORS, Notice, RowError, UploadReport, UploadStatus
from domain.shared.csv.text import Encoding, printable
from domain.shared.csv.time_zones import UTC_NAME
from domain.shared.words import counted, number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from domain.sales.aggregation.product_days import DayRecords
    from domain.sales.csv.detect import FilePlan
    from domain.sales.csv.rows import ParsedRows
    from domain.shared.csv.conventions import Conventions

#: So many unread cells are named one by one.
_LISTED_CELLS: Final = 20
_UNREAD: Final = "This is not a number. The row counts without it; correct the cell and load the file again to have it."

#: Locations that are remembered, and that are named.
_LOCATIONS: Final = 50
_NAMED: Final = 10
_SUMMER_AND_WINTER: Final = 2


@dataclass
class Tally:
    """Running counts over a file; every row is either accepted or rejected."""

    accepted: int = 0
    rejected: int = 0
    blank: int = 0
    totals: int = 0
    notes: int = 0
    first_note: str = ""
    void: int = 0
    product_days: int = 0
    products: int = 0
    created: int = 0
    repeated: int = 0
    first_day: int = 0
    last_day: int = 0
    errors: list[RowError] = field(default_factory=list)
    unread: int = 0
    unread_cells: list[tuple[int, int, str]] = field(default_factory=list)
    standing: StandingCounts = field(default_factory=StandingCounts)
    compared: Comparison | None = None
    locations: list[str] = field(default_factory=list)
    alike: tuple[str, str] | None = None
    id_notices: list[Notice] = field(default_factory=list)

    def add(self, rows: ParsedRows) -> None:
        """Count a batch of rows."""
        self.accepted += rows.accepted
        self.blank += rows.blank_lines
        self.totals += rows.totals_lines
        self.notes += len(rows.notes)
        self.first_note = self.first_note or printable(rows.notes[0] if rows.notes else "", 80)
        self.void += int(rows.void.sum())
        self.standing.add(rows)
        self.locations = sorted({*self.locations, *(printable(name, 80) for name in rows.locations)})[:_LOCATIONS]
        self._add_unread(rows)
        self.alike = self.alike or rows.alike
        self.add_rejected([row.error for row in rows.rejected])
        sold = rows.day[~(rows.void | rows.returned)]
        if sold.size:
            self.first_day = min(self.first_day or int(sold.min()), int(sold.min()))
            self.last_day = max(self.last_day, int(sold.max()))

    def _add_unread(self, rows: ParsedRows) -> None:
        """Count the cells that could not be read, of rows that are taken."""
        if rows.unread:
            taken = set(rows.line[~rows.void].tolist())
            cells = sorted(cell for cell in rows.unread if cell[0] in taken)
            self.unread += len(cells)
            self.unread_cells += cells[: _LISTED_CELLS - len(self.unread_cells)]

    def add_rejected(self, errors: Iterable[RowError]) -> None:
        """Count rows that are not taken."""
        listed = sorted(errors, key=lambda error: error.line)
        self.rejected += len(listed)
        self.errors = sorted(self.errors + listed[:LISTED_ERRORS], key=lambda error: error.line)[:LISTED_ERRORS]

    def refuse(self, errors: Sequence[RowError]) -> None:
        """Count rows as rejected that had been counted as accepted, an error each."""
        self.accepted -= len(errors)
        self.add_rejected(errors)

    def take_back(self, days: DayRecords, errors: Iterable[RowError]) -> None:
        """Count rows as rejected that had been counted as accepted: those of these product-days."""
        rows = int(days["rows"].sum())
        self.accepted -= rows
        before = self.rejected
        self.add_rejected(errors)
        self.rejected = before + rows

    def why_unusable(self) -> str:
        """Return why nothing of a file was taken, for a person."""
        if not self.errors:
            return "The file holds no rows of sales."
        first = self.errors[0]
        return (
            f"None of the {number(self.rejected)} rows can be used. "
            f"The first error, on line {first.line}: {first.detail}"
        )

    def report(self, upload_id: str, status: UploadStatus, plan: FilePlan, **more: Any) -> UploadReport:
        """Return the counts as a report."""
        return UploadReport(
            upload_id=upload_id,
            status=status,
            rows_received=self.accepted + self.rejected,
            rows_accepted=self.accepted,
            rows_rejected=self.rejected,
            rows_skipped=self.blank + self.totals + self.notes,
            product_days_written=self.product_days,
            products_touched=self.products,
            products_created=self.created,
            first_date=date.fromordinal(self.first_day) if self.first_day else None,
            last_date=date.fromordinal(self.last_day) if self.last_day else None,
            errors=tuple(self.errors),
            warnings=tuple(self._notices(plan)),
            read_as=plan.read_as(),
            overwrites=self.compared.overwrites() if self.compared else None,
            excluded=self.standing.exclusions(plan.header.names),
            **more,
        )

    def _notices(self, plan: FilePlan) -> list[Notice]:
        name, titles, order = plan.layout.name, plan.header.titles, plan.conventions.dates.order
        told = (
            (
                self.rejected if order != "ymd" else 0,
                "date_format",
                f"Dates were read as {DATE_FORMATS[order]}; pass that as date_format with the rejected rows.",
            ),
            (titles, "titles_skipped", f"{counted(titles, 'line')} above the header skipped."),
            (self.totals, "totals_skipped", f"{counted(self.totals, 'line')} of totals skipped: sums are not sales."),
            (
                self.notes,
                "notes_skipped",
                f"{counted(self.notes, 'line')} of headings or remarks skipped, such as '{self.first_note}'.",
            ),
            (
                self.void,
                "no_sale",
                f"{counted(self.void, 'row')} of cancelled, void or other orders that are no sales ({name}) left out.",
            ),
        )
        standing = self.standing.notices(plan)
        unread = [*_file_notices(plan), *unread_amounts(plan), *self._unread_notices(plan)]
        unusual = self.compared.notices() if self.compared else []
        counts = [Notice(code, detail) for rows, code, detail in (*told, *self._corrected(plan)) if rows]
        return counts + standing + unread + self._location_notices() + self.id_notices + self._alike() + unusual

    def _alike(self) -> list[Notice]:
        return [alike_notice(self.alike)] if self.alike else []

    def _location_notices(self) -> list[Notice]:
        """Say that several locations are one sum, and that one location replaces whatever was stored."""
        named = ", ".join(f"'{name}'" for name in self.locations[:_NAMED])
        named += " and others" if len(self.locations) > _NAMED else ""
        replaced = self.compared.days if self.compared else 0
        if len(self.locations) > 1:
            return [Notice("locations_summed", f"The sales of several locations are summed: {named}.")]
        if not self.locations or not replaced:
            return []
        detail = (
            f"The file holds the sales of {named} alone and replaces {counted(replaced, 'stored product-day')}. "
            "If those were of another location, load all locations in one file, or this one with mode=add."
        )
        return [Notice("location_replaced", detail)]

    def _unread_notices(self, plan: FilePlan) -> list[Notice]:
        names = plan.header.names
        told = [
            Notice("unread_cell", _UNREAD, line, printable(names[column], 80), printable(text, 80))
            for line, column, text in self.unread_cells
        ]
        more = self.unread - len(told)
        return told + ([Notice("unread_cell", f"{counted(more, 'further cell')} cannot be read.")] if more else [])

    def _corrected(self, plan: FilePlan) -> Iterator[tuple[int, str, str]]:
        """Yield what is said of a file of corrected rows, and nothing of others."""
        if trace_columns(plan.header.names) is None:
            return
        new = self.accepted - self.repeated
        yield new, "corrections_added", f"{counted(new, 'row')} added to the days of the uploads that rejected them."
        told = f"{counted(self.repeated, 'row')} stood in the file twice or had been added before: each counts once."
        yield self.repeated, "already_counted", told

    def to_json(self) -> dict[str, Any]:
        """Return a form that survives JSON."""
        return asdict(self)

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> Self:
        """Return what :meth:`to_json` kept."""
        own = {
            "errors": [RowError(**error) for error in kept["errors"]],
            "standing": StandingCounts(**kept["standing"]),
            "compared": Comparison.from_json(kept["compared"]) if kept["compared"] else None,
            "alike": tuple(kept["alike"]) if kept["alike"] else None,
            "id_notices": [Notice(**notice) for notice in kept["id_notices"]],
        }
        return cls(**(kept | own))


def _file_notices(plan: FilePlan) -> list[Notice]:
    return [*_encoding_notices(plan), *_zone_notices(plan.conventions)]


def _zone_notices(known: Conventions) -> list[Notice]:
    """Say that days are those of UTC, or of several zones, unless the caller said whose they are."""
    hint = "Pass time_zone= (such as Europe/Berlin) to have the days of the shop's own clock."
    if known.dates.zone or not known.offsets:
        return []
    if known.offsets == (UTC_NAME,):
        return [Notice("utc_days", f"Times are in UTC, and sales belong to the days of UTC. {hint}")]
    if len(known.offsets) > _SUMMER_AND_WINTER or UTC_NAME in known.offsets[1:]:
        told = ", ".join(known.offsets[:_NAMED])
        return [Notice("mixed_time_zones", f"Times are of several zones ({told}); each day is the one written. {hint}")]
    return []


def _encoding_notices(plan: FilePlan) -> list[Notice]:
    """Say that a file is not UTF-8, unless the caller said so."""
    if not plan.encoding_found or plan.encoding is Encoding.UTF_8:
        return []
    detail = f"The file is not UTF-8. It was read as {plan.encoding}, where its letters make sense."
    return [Notice("encoding", detail)]
