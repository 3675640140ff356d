"""What can be wrong with one cell of a catalogue file, as a code and what to do about it."""

from __future__ import annotations

from typing import Final

from domain.products.models import ProductStatus
from domain.shared.identifiers import product_id_problem
from domain.shared.tabular.formulas import is_formula
from domain.shared.tabular.numbers import EMPTY, FAULTY, TOO_LARGE, to_decimal

TEXTS: Final = frozenset({"name", "category"})
WHOLE_NUMBERS: Final = frozenset({"lead_time_days", "review_period_days"})


def wrong_text(role: str, text: str, cell: str) -> tuple[str, str] | None:
    """Say what is wrong with a text; ``cell`` is what it was in the file."""
    wrong: tuple[str, str] | None = None
    if any("\udc80" <= char <= "\udcff" for char in text):
        wrong = "not_utf8", "The cell is not UTF-8. Save the file as UTF-8."
    elif role in {"product_id", "supersedes"}:
        wrong = _wrong_id(role, text)
    elif role in TEXTS and is_formula(cell):  # an export's neutralised cell is none
        wrong = f"unsafe_{role}", "The text starts like a formula: = + - @. Remove the sign."
    elif role == "status" and text.lower() not in {"", *ProductStatus}:
        wrong = "invalid_status", "The status is 'active' or 'discontinued'."
    return wrong


def _wrong_id(role: str, text: str) -> tuple[str, str] | None:
    if not text:
        return ("missing_product", "The row needs the product's id (SKU).") if role == "product_id" else None
    problem = product_id_problem(text)
    return (f"invalid_{role}", f"A product id {problem}.") if problem else None


def wrong_amount(role: str, value: int) -> tuple[str, str] | None:
    """Say what is wrong with an amount in millionths."""
    if value == TOO_LARGE:
        return "out_of_range", "The number must not be more than 1,000,000,000."
    if value < FAULTY and value != EMPTY:
        return "not_a_number", "This is not a number. Write digits only, with one kind of decimal mark."
    if value < 0 and value != EMPTY:
        return f"negative_{role}", "This cannot be negative. Correct it, or leave the cell empty."
    if role in WHOLE_NUMBERS and value != EMPTY and to_decimal(value) % 1:
        return "not_a_whole_number", "This is a number of whole days."
    return None
