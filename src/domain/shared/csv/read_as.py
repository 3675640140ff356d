"""Reading result of a file, for its report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, kw_only=True)
class ReadAs:
    """Reading result of a file, as its report says it; ``None`` where nothing was decided.

    Parameters
    ----------
    layout
        The known export that the file is, or ``table``.
    columns
        The file's own column name by role; ``None`` where no column has it.
    unused_columns
        The columns that were not looked at.
    mapping_id
        The import mapping whose options were taken.
    """

    layout: str
    encoding: str
    delimiter: str
    columns: Mapping[str, str | None]
    unused_columns: tuple[str, ...] = ()
    date_format: str | None = None
    decimal_mark: str | None = None
    group_mark: str | None = None
    currency: str | None = None
    time_zone: str | None = None
    mapping_id: str | None = None
