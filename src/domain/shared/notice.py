"""Notices: what is allowed or answered, and worth a second look."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

UNKNOWN_CATEGORY: Final = "unknown_category"
UNKNOWN_PRODUCT: Final = "unknown_product"
SPELLING: Final = "Check its spelling; upper and lower case count."


@dataclass(frozen=True)
class Notice:
    """Something to know about what was done or answered all the same.

    Parameters
    ----------
    code
        Machine-readable, snake_case and stable.
    detail
        One sentence for a person.
    """

    code: str
    detail: str


def unknown_category(category: str, known: Iterable[str] = ()) -> Notice:
    """Return the notice of a category that no product has, with the one of ``known`` that is spelt most like it."""
    from difflib import get_close_matches  # on first use: few requests need it

    folded = {name.casefold(): name for name in known}
    near = get_close_matches(category.casefold(), folded, n=1)
    meant = f"Is '{folded[near[0]]}' meant?" if near else SPELLING
    return Notice(UNKNOWN_CATEGORY, f"No product has the category '{category}'. {meant}")


def empty_category(category: str | None, products: int) -> tuple[Notice, ...]:
    """Return the notice of a category that was asked for, and none of a number of products has."""
    return () if category is None or products else (unknown_category(category),)
