"""Evidence on the decimal marks of a file's columns, from every amount in them.

An amount that can be read with one of the two marks only is a proof of it; one that both marks read, but differently
(``1.234``), is open. A column goes by its own proofs; without any, by what all other columns of amounts agree on. A
file whose amounts prove both marks in one column, or leave open which it is, is refused: a mark that is guessed is
wrong by a factor of a thousand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, cast

from domain.shared.csv.errors import AmbiguousNumbersError
from domain.shared.csv.numbers import NOT_A_NUMBER, DecimalMark, group_mark, parse_amount
from domain.shared.csv.text import printable

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

_SHOWN: Final = 40
_APART = re.compile(r"\d([ '\u00a0\u2009\u202f\u2019])\d")
_SIMPLE = re.compile(r"(\d+)([.,])(\d+)", re.ASCII)


@dataclass
class MarkEvidence:
    """Evidence of one column's amounts on its decimal mark.

    Parameters
    ----------
    proofs
        The first amount that only this mark can read, by mark.
    open
        The first two distinct amounts that both marks read, each differently.
    group
        A blank or an apostrophe that groups thousands, where one was met.
    """

    proofs: dict[str, str] = field(default_factory=dict)
    open: list[str] = field(default_factory=list)
    group: str | None = None

    def add(self, text: str) -> None:
        """Take the evidence of one cell; the same cell again changes nothing."""
        if simple := _SIMPLE.fullmatch(text):
            whole, mark, fraction = simple.groups()
            if len(fraction) != 3 or len(whole) > 3 or text[0] == "0":
                self.proofs.setdefault(mark, _shown(text))
                return
        elif text.isdecimal():
            return
        self._weigh(text)

    def _weigh(self, text: str) -> None:
        point, comma = parse_amount(text, ".", money=True), parse_amount(text, ",", money=True)
        if point == comma == NOT_A_NUMBER:
            return
        self.group = self.group or _blank_or_apostrophe(text)
        if NOT_A_NUMBER in {point, comma}:
            self.proofs.setdefault("." if comma == NOT_A_NUMBER else ",", _shown(text))
        elif point != comma and len(self.open) < 2 and _shown(text) not in self.open:
            self.open.append(_shown(text))


def decided_marks(columns: Mapping[str, MarkEvidence], *, final: bool) -> dict[str, DecimalMark]:
    """Return the decimal mark of each column that shows or needs one.

    Parameters
    ----------
    columns
        Evidence by the column's name.
    final
        Whether that is all there is. Until then, columns that are open go by the point if need be.

    Raises
    ------
    AmbiguousNumbersError
        When one column proves both marks; finally, also when a column is open.
    """
    marks = {name: mark for name, evidence in columns.items() if (mark := _proven(name, evidence))}
    common = _only(set(marks.values()))
    undecided = {name: evidence.open for name, evidence in columns.items() if evidence.open and name not in marks}
    if final and not common:
        _check_none(undecided)
    return marks | dict.fromkeys(undecided, common or ".")


def _only(marks: Collection[DecimalMark]) -> DecimalMark | None:
    """Return the mark that there is one of."""
    return next(iter(marks)) if len(marks) == 1 else None


def _check_none(undecided: Mapping[str, list[str]]) -> None:
    for name, examples in undecided.items():
        raise AmbiguousNumbersError.open(name, examples)


def _proven(name: str, evidence: MarkEvidence) -> DecimalMark | None:
    """Return the mark that a column proves, if it proves one."""
    if len(evidence.proofs) > 1:
        raise AmbiguousNumbersError.contradicted(name, evidence.proofs["."], evidence.proofs[","])
    return cast("DecimalMark | None", next(iter(evidence.proofs), None))


def said_marks(marks: Iterable[DecimalMark], columns: Iterable[MarkEvidence]) -> tuple[DecimalMark | None, str | None]:
    """Return the decimal and the group mark as a report says them.

    ``None`` where no amount shows one, or where the columns differ.
    """
    mark = _only(set(marks))
    if mark is None:
        return None, None
    groups = {evidence.group for evidence in columns if evidence.group}
    return mark, groups.pop() if len(groups) == 1 else group_mark(mark)


def _blank_or_apostrophe(text: str) -> str | None:
    """Return what stands between the digits of a number to group them, if that is neither comma nor point."""
    found = _APART.search(text)
    return None if found is None else "'" if found[1] in "'\u2019" else " "


def _shown(text: str) -> str:
    return printable(text.strip(), _SHOWN)
