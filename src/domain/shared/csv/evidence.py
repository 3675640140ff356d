"""Evidence of a file's cells on how to read them, gathered while it is read.

A file's beginning suggests conventions; the whole of it decides. Reading goes by what is known so far, and begins again
where a later cell proves it wrong. Nothing is written before all is read, so that no row is ever kept by conventions
that the file itself contradicts.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING, Any, Self

from domain.shared.csv.conventions import MONEY
from domain.shared.csv.date_evidence import DateEvidence
from domain.shared.csv.dates import date_format_from
from domain.shared.csv.encodings import EncodingEvidence
from domain.shared.csv.errors import MappingMisfitError
from domain.shared.csv.marks import MarkEvidence, decided_marks, said_marks
from domain.shared.csv.money_evidence import MoneyEvidence
from domain.shared.csv.time_zones import zone_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.shared.csv.conventions import Conventions
    from domain.shared.csv.numbers import DecimalMark
    from domain.shared.csv.reading import ReadingOptions


@dataclass
class Evidence:
    """Evidence of one file.

    Parameters
    ----------
    marks
        Of decimal marks, by role.
    dates
        Of the form of days.
    money
        Of the currency.
    encoding
        Of the encoding; counted anew whenever reading begins anew.
    altered_id
        The first id that a spreadsheet may have changed.
    """

    marks: dict[str, MarkEvidence] = field(default_factory=dict)
    dates: DateEvidence = field(default_factory=DateEvidence)
    money: MoneyEvidence = field(default_factory=MoneyEvidence)
    encoding: EncodingEvidence = field(default_factory=EncodingEvidence)
    altered_id: str | None = None

    def of_role(self, role: str) -> MarkEvidence:
        """Return what a column of amounts adds its cells to."""
        return self.marks.setdefault(role, MarkEvidence())

    def add_amount(self, role: str, text: str) -> None:
        """Take the evidence of a cell of a column of amounts."""
        self.of_role(role).add(text)
        if role in MONEY:
            self.money.add_amount(text)

    def conventions(
        self, known: Conventions, options: ReadingOptions, names: Mapping[str, str], *, final: bool
    ) -> Conventions:
        """Return how the file is to be read by all that is known, and by the caller's word above that.

        Parameters
        ----------
        known
            What is decided elsewhere.
        names
            The file's own column names by role.
        final
            Whether all of the file was looked at.

        Raises
        ------
        AmbiguousDatesError, MixedDatesError, InvalidDateFormatError, AmbiguousNumbersError, OtherCurrencyError
        MappingMisfitError
        """
        self._check_mapping(options)
        dates = date_format_from(options.date_format) if options.date_format else self.dates.format(final=final)
        if options.time_zone:
            dates = replace(dates, zone=zone_of(options.time_zone).key)
        currency = None
        if self.marks.keys() & MONEY:
            currency = self.money.currency(known.shop_currency, options.currency, final=final)
        known = replace(known, dates=dates, currency=currency, offsets=self.dates.offsets)
        if options.decimal_mark:
            return _marked(known, dict.fromkeys(self.marks, options.decimal_mark), self.marks)
        decided = decided_marks({names[role]: evidence for role, evidence in self.marks.items()}, final=final)
        marks = {role: decided[names[role]] for role in self.marks if names[role] in decided}
        return _marked(known, marks, self.marks)

    def _check_mapping(self, options: ReadingOptions) -> None:
        """Raise :class:`MappingMisfitError` where the options are a mapping's and the file proves something else."""
        if options.mapping_id is None:
            return
        for option, example in (
            ("date_format", self._other_dates(options.date_format)),
            ("decimal_mark", self._other_mark(options.decimal_mark)),
            ("currency", self.money.other_than(options.currency)),
            ("encoding", self.encoding.other_than(options.encoding)),
        ):
            if example:
                raise MappingMisfitError(options.mapping_id, option, str(getattr(options, option)), example)

    def _other_dates(self, told: str | None) -> str | None:
        example = self.dates.not_in(date_format_from(told).order) if told else None
        return f"the date '{example[:40]}'" if example else None

    def _other_mark(self, told: DecimalMark | None) -> str | None:
        others = (text for each in self.marks.values() for mark, text in each.proofs.items() if mark != told)
        example = next(others, None) if told else None
        return f"the number '{example}'" if example else None

    def to_json(self) -> dict[str, Any]:
        """Return a form that survives JSON."""
        return {
            "marks": {role: [each.proofs, each.open, each.group] for role, each in self.marks.items()},
            "dates": asdict(self.dates),
            "money": asdict(self.money),
            "encoding": asdict(self.encoding),
            "altered_id": self.altered_id,
        }

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> Self:
        """Return what :meth:`to_json` kept."""
        marks = {role: MarkEvidence(*each) for role, each in kept["marks"].items()}
        return cls(
            marks,
            DateEvidence(**kept["dates"]),
            MoneyEvidence(**kept["money"]),
            EncodingEvidence(**kept["encoding"]),
            kept["altered_id"],
        )


def _marked(known: Conventions, marks: Mapping[str, Any], evidence: Mapping[str, MarkEvidence]) -> Conventions:
    decimal, group = said_marks(marks.values(), [evidence[role] for role in marks])
    return replace(known, marks=marks, decimal_mark=decimal, group_mark=group)
