"""Warnings of answers, as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Self

from handlers.shared.json_types import ResponseBody

if TYPE_CHECKING:
    from collections.abc import Iterable

    from domain.shared.notice import Notice


UNKNOWN_CATEGORY: Final = "`unknown_category`: no product has the category that was asked for."
NO_PRODUCTS: Final = f"{UNKNOWN_CATEGORY} `no_products`: no product fits all filters."


class WarningBody(ResponseBody):
    """Something allowed that is worth a second look."""

    code: str
    detail: str

    @classmethod
    def of(cls, notice: Notice) -> Self:
        """Return the JSON form of a notice."""
        return cls(code=notice.code, detail=notice.detail)

    @classmethod
    def all_of(cls, notices: Iterable[Notice]) -> list[Self]:
        """Return the JSON form of notices."""
        return [cls.of(notice) for notice in notices]
