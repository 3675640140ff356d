"""Cell checks of a catalogue file: an error code, and what to do about it."""

from __future__ import annotations

from typing import Final

from domain.products.import_statuses import product_status
from domain.shared.csv.formulas import is_formula
from domain.shared.csv.numbers import EMPTY, FAULTY, MICRO, OTHER_CURRENCY, TOO_LARGE
from domain.shared.csv.product_ids import wrong_id
from domain.shared.csv.text import has_undecoded
from domain.shared.identifiers import product_id_problem, supplier_id_problem

TEXTS: Final = frozenset({"name", "category"})
OTHER_CURRENCY_DETAIL: Final = (
    "The file's other amounts are in another currency, and nothing is converted. Convert it, or leave it out."
)
#: Faults of cells that their rows can do without: nothing is changed by them.
UNREAD: Final = frozenset({"not_a_number", "out_of_range", "not_a_whole_number", "invalid_date"})
WHOLE_NUMBERS: Final = frozenset({"lead_time_days", "review_period_days"})


def wrong_text(role: str, text: str, cell: str) -> tuple[str, str] | None:
    """Say what is wrong with a text; ``cell`` is what it was in the file."""
    if has_undecoded(text):
        return "not_utf8", "The cell holds bytes that are no text. Save the file as UTF-8, or pass its encoding."
    if role in {"product_id", "supersedes"}:
        return _wrong_id(role, text)
    if role == "supplier_id":
        return _wrong_supplier(text)
    return _wrong_status(text) if role == "status" else _wrong_name(role, cell)


def _wrong_supplier(text: str) -> tuple[str, str] | None:
    problem = supplier_id_problem(text) if text else None
    return ("invalid_supplier_id", f"A supplier id {problem}.") if problem else None


def _wrong_status(text: str) -> tuple[str, str] | None:
    known = not text or product_status(text) is not None
    return None if known else ("invalid_status", "The status is 'active' or 'discontinued'.")


def _wrong_name(role: str, cell: str) -> tuple[str, str] | None:
    if role in TEXTS and is_formula(cell):  # an export's neutralised cell is none
        return f"unsafe_{role}", "The text starts like a formula: = + - @. Remove the sign."
    return None


def _wrong_id(role: str, text: str) -> tuple[str, str] | None:
    if role == "product_id":
        return wrong_id(text)
    problem = product_id_problem(text) if text else None
    return (f"invalid_{role}", f"A product id {problem}.") if problem else None


def wrong_amount(role: str, value: int) -> tuple[str, str] | None:
    """Say what is wrong with an amount in millionths."""
    if value == EMPTY:
        return None
    if value < FAULTY:
        return _no_amount(value)
    if value < 0 and role != "on_hand":
        return f"negative_{role}", "This cannot be negative. Correct it, or leave the cell empty."
    if role in WHOLE_NUMBERS and value % MICRO:
        return "not_a_whole_number", "This is a number of whole days."
    return None


def _no_amount(value: int) -> tuple[str, str]:
    if value == OTHER_CURRENCY:
        return "other_currency", OTHER_CURRENCY_DETAIL
    if value == TOO_LARGE:
        return "out_of_range", "The number must not be more than 1,000,000,000."
    return "not_a_number", "This is not a number. Write digits only, with one kind of decimal mark."
