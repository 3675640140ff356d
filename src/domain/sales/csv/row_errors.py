"""Row errors: what is wrong with a row, and what to do about it."""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING, Final

from domain.sales.csv.layouts.base import AMOUNTS
from domain.sales.csv.standing.words import words
from domain.shared.csv.columns import normal_name
from domain.shared.csv.conventions import MONEY
from domain.shared.csv.dates import DATE_FORMATS, OLDEST_DAY
from domain.shared.csv.formulas import restored
from domain.shared.csv.money_evidence import named_currencies
from domain.shared.csv.named_days import NO_DAY
from domain.shared.csv.numbers import EMPTY, FAULTY, OTHER_CURRENCY, TOO_LARGE
from domain.shared.csv.product_ids import similar_detail, wrong_id
from domain.shared.csv.report import RowError, shown
from domain.shared.csv.text import has_undecoded

if TYPE_CHECKING:
    from domain.sales.csv.detect import FilePlan


_TOTALS_WORDS: Final = words(
    "total, totals, grand total, subtotal, sub total, sum, overall, report total, summe, gesamt, gesamtsumme",
    "insgesamt",
    "zwischensumme, total général, sous-total, somme, totaux, total a pagar, suma, suma total, totales, totale, totali",
    "totale generale, subtotale, totaal, eindtotaal, subtotaal, totaal generaal, total geral, soma, totais, razem",
    "suma całkowita, łącznie, ogółem",
    # What spreadsheets write below pivot tables and sums.
    "gesamtergebnis, ergebnis, teilergebnis, endsumme, gesamtbetrag, endbetrag, somme totale, total general,"
    "totale complessivo, totale parziale, suma końcowa, suma częściowa, suma parcial, subtotais, total parcial",
)
_TOTAL_OF: Final = (
    "total for ",
    "totals for ",
    "summe fur ",
    "total pour ",
    "total de ",
    "totale per ",
    "totaal voor ",
)
#: Lines that programs put below their tables, whatever else they hold.
_NOTE = re.compile(r"record\(s\) downloaded|^seller id *:|^end of (?:report|file)\b", re.IGNORECASE)


class Skip(Enum):
    """A line that is no sales data."""

    BLANK = "blank"
    TOTALS = "totals"
    NOTE = "note"


def is_totals_word(text: str) -> bool:
    """Tell whether a cell says that its line is a sum of others."""
    word = normal_name(text)
    return word in _TOTALS_WORDS or word.startswith(_TOTAL_OF)


#: Amounts that programs write with either sign.
_OF_ANY_SIGN: Final = frozenset({"quantity_sold", "refunded_quantity", "refunded_amount"})


def unknown_product(plan: FilePlan, cells: list[str], line: int, similar: str | None = None) -> RowError:
    """Return the error of a row whose product the catalogue does not have; ``similar`` is the id of one it has."""
    detail = "No product has this id. Create it first, or upload with on_unknown_product=create."
    if similar is not None:
        detail = f"No product has this id. {similar_detail(similar)}"
    return _Diagnosis(plan, cells, line).error("product_id", "unknown_product", detail)


def similar_product(plan: FilePlan, cells: list[str], line: int, similar: str) -> RowError:
    """Return the error of a row that would create a product that is hardly another one than one there is."""
    return _Diagnosis(plan, cells, line).error("product_id", "similar_product", similar_detail(similar))


def unsafe_name(plan: FilePlan, cells: list[str], line: int, role: str, problem: str) -> RowError:
    """Return the error of a row that would create a product with a name or category that is refused."""
    return _Diagnosis(plan, cells, line).error(role, f"unsafe_{role}", problem)


def diagnose(
    plan: FilePlan,
    cells: list[str],
    line: int,
    last_day: int,
    *,
    incomplete: bool = False,
    has_product: bool = False,
) -> RowError | Skip:
    """Say what is wrong with a row that is not all right.

    Parameters
    ----------
    incomplete
        Whether it leaves out what nothing else says.
    has_product
        Whether its product's id is known to be one.
    """
    row = _Diagnosis(plan, cells, line)
    if skip := _skipped(cells, row):
        return skip
    if incomplete and (error := row.order()):
        return error
    product = None if has_product else row.product()
    return row.shape() or row.date(last_day) or product or row.amounts() or row.unexplained()


def _skipped(cells: list[str], row: _Diagnosis) -> Skip | None:
    """Tell why a line is no sales data at all."""
    first = next((cell for cell in cells if cell.strip()), None)
    if first is None:
        return Skip.BLANK
    if any(map(is_totals_word, (first, row.cell("date"), row.cell("product_id")))):
        return Skip.TOTALS
    known = row.is_header() or any(map(_NOTE.search, cells[:3]))
    if known or (_is_alone(cells) and _is_remark(first)):
        return Skip.NOTE
    return Skip.TOTALS if row.sums_up_order() else None


def _is_alone(cells: list[str]) -> bool:
    """Tell whether a line holds nothing but its first cell."""
    return len(cells) > 2 and bool(cells[0].strip()) and not any(cell.strip() for cell in cells[1:])


def _is_remark(text: str) -> bool:
    """Tell whether a text is words: no id or day, and no row with another separator."""
    words = text.split()
    return len(words) > 1 and any(map(str.isalpha, words)) and not set(text) & set(";|\t")


class _Diagnosis:
    def __init__(self, plan: FilePlan, cells: list[str], line: int) -> None:
        self._plan = plan
        self._cells = cells
        self._line = line

    def sums_up_order(self) -> bool:
        """Tell whether a layout's row is about an order of several goods, and not about one of them."""
        goods = self._plan.column(self._plan.layout.goods)
        return goods is not None and not (self._cells[goods].strip() or self.cell("product_id"))

    def cell(self, role: str) -> str:
        index = self._plan.roles.get(role)
        return self._cells[index] if index is not None and index < len(self._cells) else ""

    def error(self, role: str, code: str, detail: str) -> RowError:
        column = shown(self._plan.header.names[self._plan.roles[role]])
        return RowError(self._line, column, shown(self.cell(role)), code, detail)

    def is_header(self) -> bool:
        """Tell whether the row is the header once more, as in files that were put together."""
        return [cell.strip() for cell in self._cells] == [name.strip() for name in self._plan.header.names]

    def shape(self) -> RowError | None:
        names = self._plan.header.names
        if len(self._cells) > len(names):
            hint = " Put quotation marks around values that hold the separator, such as 3,50."
            detail = f"The row has {len(self._cells)} cells, the header has {len(names)}.{hint}"
            return RowError(self._line, None, shown(self._cells[len(names)]), "too_many_columns", detail)
        for role in self._plan.roles:
            if has_undecoded(self.cell(role)):
                encoding = self._plan.encoding.replace("utf", "UTF")
                return self.error(
                    role, "not_utf8", f"The cell is not {encoding}. Save the file as UTF-8, or pass its encoding."
                )
        return None

    def order(self) -> RowError | None:
        """Return the error of a row whose order's own row is not in the file."""
        key, missing = (self._plan.column(name) for name in (self._plan.layout.order, self._plan.layout.complete))
        if key is None or missing is None or key >= len(self._cells):
            return None
        column = shown(self._plan.header.names[missing])
        detail = (
            f"The row leaves out what belongs to its order, and no row of order '{shown(self._cells[key])}' in the "
            f"file has its {column}. Load the order with all of its rows."
        )
        return RowError(self._line, column, "", "incomplete_order", detail)

    def date(self, last_day: int) -> RowError | None:
        text = self.cell("date")
        if not text.strip():
            return self.error("date", "missing_date", "The row needs the day of the sale.")
        dates = self._plan.conventions.dates
        day = dates.ordinal(text)
        if day == NO_DAY:
            wanted = DATE_FORMATS[dates.order]
            detail = f"This is no day in the format of this file, {wanted}. Correct it; one file has one date format."
            return self.error("date", "invalid_date", detail)
        if day > last_day:
            return self.error("date", "date_in_future", "Sales cannot lie in the future. Correct the date.")
        if day < OLDEST_DAY:
            return self.error("date", "date_too_old", "Sales before 1990 are not kept. Correct or remove the row.")
        return None

    def product(self) -> RowError | None:
        wrong = wrong_id(self.cell("product_id"))
        return self.error("product_id", *wrong) if wrong else None

    def amounts(self) -> RowError | None:
        for role in AMOUNTS:
            if role in self._plan.roles and (error := self._amount(role)):
                return error
        return None

    def _amount(self, role: str) -> RowError | None:
        value = self._plan.conventions.amount(role, restored(self.cell(role)))
        if value == EMPTY:
            needed = "The row needs the number of units sold; write 0 for none."
            return self.error(role, "missing_quantity", needed) if role == "quantity_sold" else None
        if role in MONEY and (value == OTHER_CURRENCY or self._is_other_currency()):
            return self._other_currency(role)
        if value < FAULTY:
            return self._fault(role, value)
        if value < 0 and role not in _OF_ANY_SIGN and not self._is_return():
            detail = "This cannot be negative, unless the quantity is too: that is how a return is written."
            return self.error(role, f"negative_{role}", detail)
        return None

    def _fault(self, role: str, value: int) -> RowError:
        if value == TOO_LARGE:
            return self.error(role, "out_of_range", "The number must not be more than 1,000,000,000.")
        return self.error(role, "not_a_number", self._not_a_number(role))

    def _is_return(self) -> bool:
        quantity = self._plan.conventions.amount("quantity_sold", restored(self.cell("quantity_sold")))
        return FAULTY <= quantity < 0

    def _is_other_currency(self) -> bool:
        return self._plan.conventions.is_other(named_currencies(self.cell("currency")))

    def _other_currency(self, role: str) -> RowError:
        named = "currency" if self._is_other_currency() else role
        kept = self._plan.conventions.currency
        detail = f"The file's amounts are in {kept}; this one is not. Convert it, or leave it out."
        return self.error(named, "other_currency", detail)

    def _not_a_number(self, role: str) -> str:
        point = {".": "point", ",": "comma"}.get(self._plan.conventions.marks.get(role, ""))
        how = f" with a decimal {point}, as in the rest of the file" if point else ""
        beside = "no letters but a currency" if role in MONEY else "no unit and no other letters"
        return f"This is not a number. Write digits{how}, and {beside}."

    def unexplained(self) -> RowError:
        return RowError(
            self._line, None, None, "invalid_row", "The row cannot be read. Compare it with its neighbours."
        )
