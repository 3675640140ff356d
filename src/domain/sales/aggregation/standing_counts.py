"""Counting rows by what their status, void and type columns say: those left out, and those nobody knows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from domain.shared.csv.report import Exclusion, Notice, shown
from domain.shared.words import counted

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Sequence

    from domain.sales.csv.detect import FilePlan
    from domain.sales.csv.rows import ParsedRows

#: So many values are told apart; further ones of a column are counted together.
_VALUES: Final = 50
_NAMED: Final = 5
_OTHERS: Final = "\n"


@dataclass
class StandingCounts:
    """Rows by column and value: ``"<column index>\\t<value>"`` in a form that survives JSON."""

    excluded: dict[str, int] = field(default_factory=dict)
    unknown: dict[str, int] = field(default_factory=dict)

    def add(self, rows: ParsedRows) -> None:
        """Count a batch of rows."""
        _count(self.excluded, rows.excluded)
        _count(self.unknown, rows.unknown)

    def exclusions(self, names: Sequence[str]) -> tuple[Exclusion, ...]:
        """Return the rows that were left out, most first."""
        told = [
            Exclusion(shown(names[index]), None if value == _OTHERS else value, rows)
            for index, value, rows in _told(self.excluded)
        ]
        return tuple(sorted(told, key=lambda each: -each.rows))

    def notices(self, plan: FilePlan) -> list[Notice]:
        """Return what there is to know of values that are not known, and of columns that were left aside."""
        names = plan.header.names
        found = []
        for index in dict.fromkeys(index for index, _, _ in _told(self.unknown)):
            values = [(value, rows) for column, value, rows in _told(self.unknown) if column == index]
            rows = sum(rows for _, rows in values)
            named = [f"'{value}'" for value, _ in values[:_NAMED] if value != _OTHERS]
            named += ["others"] if len(values) > len(named) else []
            found.append(
                Notice(
                    "unknown_status",
                    f"Column '{shown(names[index])}' has values that are not known: {', '.join(named)}. "
                    f"{counted(rows, 'row counts as a sale', 'rows count as sales')}; remove those that are none, "
                    'or pass columns={"status": null} if the column says nothing of sales.',
                )
            )
        found += [
            Notice(
                "status_not_used",
                f"Column '{shown(doubt.column)}' holds '{shown(doubt.value)}', but mostly "
                "other values: it is not taken to say which rows are sales, and "
                f"{counted(doubt.rows, 'such row counts', 'such rows count')} as sales. If it does, pass "
                f'columns={{"status": "{shown(doubt.column)}"}}.',
            )
            for doubt in plan.doubts
        ]
        return found


def _count(into: dict[str, int], told: Counter[tuple[int, str]]) -> None:
    for (index, value), rows in told.items():
        key = f"{index}\t{shown(value)}"
        if key not in into and sum(each.startswith(f"{index}\t") for each in into) >= _VALUES:
            key = f"{index}\t{_OTHERS}"
        into[key] = into.get(key, 0) + rows


def _told(counts: dict[str, int]) -> list[tuple[int, str, int]]:
    split = [(key.partition("\t"), rows) for key, rows in counts.items()]
    return sorted(
        ((int(index), value, rows) for (index, _, value), rows in split), key=lambda each: (each[0], -each[2])
    )
