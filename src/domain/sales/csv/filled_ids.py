"""Columns of products by their names, and the first of them that holds any id.

Programs write a column of stock keeping units, and leave it blank in shops that use none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.shared.csv.columns import normal_name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from domain.shared.csv.columns import Header


def filled_product_column(
    header: Header,
    roles: Mapping[str, int],
    aliases: Sequence[str],
    rows: Sequence[list[str]],
    chosen: Collection[str] = (),
) -> int:
    """Return the column of products: where none of the first rows has an id there, the next by name with any.

    A column that the caller chose stays.
    """
    others = [] if "product_id" in chosen else others_named(header, roles, aliases)
    return next((index for index in (roles["product_id"], *others) if _has_any(rows, index)), roles["product_id"])


def _has_any(rows: Iterable[list[str]], index: int) -> bool:
    return any(row[index].strip() for row in rows if index < len(row))


def others_named(header: Header, roles: Mapping[str, int], aliases: Sequence[str]) -> list[int]:
    """Return the columns with no role yet that may be the product by their names, best first."""
    names = list(map(normal_name, header.names))
    found = [names.index(alias) for alias in aliases if alias in names]
    taken = set(roles.values())
    return [index for index in found if index not in taken]
