"""Reading a calendar file: each row as the details of an entry, or what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from domain.calendar.entry_columns import ALIASES, AMOUNTS, DAYS, LAYOUT, REQUIRED
from domain.calendar.errors import InvalidEntryError
from domain.calendar.models import EntryDetails, EntryKind, Scope
from domain.shared.csv.columns import normal_name
from domain.shared.csv.formulas import restored
from domain.shared.csv.numbers import OTHER_CURRENCY
from domain.shared.csv.plain_table import Columns, WrongCellError, amount_of, day_of, read_whole, taken

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from domain.shared.csv.conventions import Conventions
    from domain.shared.csv.plain_table import Record
    from domain.shared.csv.reading import ReadingOptions
    from domain.shared.csv.whole_file import WholeFile

_KINDS: Final = ", ".join(EntryKind)
_FAULTS: Final = {
    OTHER_CURRENCY: (
        "other_currency",
        "The file's other amounts are in another currency, and nothing is converted. Convert it.",
    )
}


def _amount_text(role: str, cell: str) -> str:
    text = restored(cell.strip())
    return text.removesuffix("%").rstrip() if role == "expected_change_pct" else text


_COLUMNS: Final = Columns(
    layout=LAYOUT,
    aliases=ALIASES,
    required=REQUIRED,
    amounts=AMOUNTS,
    days=DAYS,
    keys={*DAYS, "kind"},
    amount_text=_amount_text,
)


@dataclass(frozen=True)
class EntryRow:
    """One row that can be read."""

    line: int
    cells: list[str]
    details: EntryDetails


def read_rows(data: bytes, options: ReadingOptions, shop_currency: str | None = None) -> WholeFile[EntryRow]:
    """Read a whole file; raises what :func:`domain.shared.csv.plain_table.read_whole` does."""
    found, known = read_whole(data, options, _COLUMNS, shop_currency)
    return taken(found, lambda record: EntryRow(record.line, record.cells, _checked(record, known)))


def _checked(record: Record, known: Conventions) -> EntryDetails:
    """Return the details in a row; raises :class:`WrongCellError`, where it makes no entry too."""
    try:
        return _details(record.texts, known)
    except InvalidEntryError as error:
        wrong = error.fields[0]
        role = "product_id" if wrong.pointer == "/scope/product_ids" else wrong.pointer.rpartition("/")[2]
        raise WrongCellError(role, wrong.code, f"This {wrong.detail}.") from None


def _details(texts: Mapping[str, str], known: Conventions) -> EntryDetails:
    start = day_of("start", texts["start"], known)
    if start is None:
        raise WrongCellError("start", "missing_start", "The row needs its first day.")
    return EntryDetails(
        name=texts["name"],
        kind=_kind(texts.get("kind", "")),
        start=start,
        end=day_of("end", texts.get("end", ""), known) or start,
        scope=_scope(texts.get("product_id", ""), texts.get("category", "")),
        expected_change_pct=_amount("expected_change_pct", texts.get("expected_change_pct", ""), known),
        price=_amount("price", texts.get("price", ""), known),
        note=texts.get("note") or None,
    )


def _kind(text: str) -> EntryKind:
    if not text:
        return EntryKind.EVENT
    try:
        return EntryKind(normal_name(text).replace(" ", ""))
    except ValueError:
        raise WrongCellError("kind", "invalid_kind", f"The kind is one of: {_KINDS}.") from None


def _scope(product_id: str, category: str) -> Scope:
    if product_id and category:
        detail = "The row names a product and a category. Keep one of them; with neither, it is for the whole shop."
        raise WrongCellError("category", "two_scopes", detail)
    return Scope(everything=not product_id and not category, category=category or None, product_ids=_ids(product_id))


def _ids(product_id: str) -> tuple[str, ...]:
    return (product_id,) if product_id else ()


def _amount(role: str, text: str, known: Conventions) -> Decimal | None:
    return amount_of(role, known.amount(role, _amount_text(role, text)), _FAULTS)
