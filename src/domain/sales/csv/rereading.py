"""Rows of a file from its start, for what has to be known of all of it before any of it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.shared.csv.records import records_of
from domain.shared.csv.text import lines_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.sales.csv.detect import FilePlan, OpenText


def rows_of(open_text: OpenText, plan: FilePlan) -> Iterator[list[str]]:
    """Yield a file's rows, those of another width than its header too."""
    lines = lines_of(open_text(plan.offset), plan.encoding, first=plan.first_line, offset=plan.offset)
    for records in records_of(lines, plan.header.delimiter, plan.keys):
        yield from records.rows
