"""Ports of a language model's advice in memory: the model, its ledger, the breaker; and of metrics."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.forecasting.models.accuracy import OpenProposal, TrackRecord

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from domain.forecasting.models.advice import Advice, Briefing
    from testing.fakes.forecasting import FakeCatalogue


class FakeLedger:
    """Implements ``Ledger`` for the products of a catalogue."""

    def __init__(self, catalogue: FakeCatalogue) -> None:
        self.catalogue = catalogue
        self.opened: set[OpenProposal] = set()
        self.records: dict[tuple[str, str | None], TrackRecord] = {}

    def open(self, proposal: OpenProposal) -> None:
        if self._has_product(proposal):
            self.opened.add(proposal)

    def due(self, source: str, until: date, limit: int) -> Sequence[OpenProposal]:
        due = [proposal for proposal in self.opened if proposal.source == source and proposal.due <= until]
        return sorted(due, key=lambda proposal: (proposal.due, proposal.product_id))[:limit]

    def settle(self, proposal: OpenProposal, record: TrackRecord | None) -> None:
        if proposal not in self.opened or (record is not None and not self._has_product(proposal)):
            return
        self.opened.remove(proposal)
        if record is not None:
            for product_id in (proposal.product_id, None):
                before = self.record(record.source, product_id)
                self.records[record.source, product_id] = TrackRecord(
                    record.source,
                    before.proposals + record.proposals,
                    before.error_without + record.error_without,
                    before.error_with + record.error_with,
                    before.actual + record.actual,
                )

    def _has_product(self, proposal: OpenProposal) -> bool:
        kept = self.catalogue.kept.get(proposal.product_id)
        return kept is not None and proposal.product_created_at in {None, kept.created_at}

    def record(self, source: str, product_id: str | None = None) -> TrackRecord:
        return self.records.get((source, product_id), TrackRecord(source))


class FakeAdvisor:
    """Implements ``Advisor``: gives the advice it was given, or raises it; ``asked`` holds the briefings."""

    def __init__(self, advice: Advice | Exception | None = None) -> None:
        self.advice = advice
        self.asked: list[Briefing] = []

    @property
    def is_configured(self) -> bool:
        return self.advice is not None

    def advise(self, briefing: Briefing, budget_seconds: float) -> Advice:
        self.asked.append(briefing)
        if isinstance(self.advice, Exception):
            raise self.advice
        assert self.advice is not None
        return self.advice


class FakeBreakerStore:
    """Implements ``BreakerStore``."""

    def __init__(self) -> None:
        self.until: datetime | None = None

    def open_until(self) -> datetime | None:
        return self.until

    def open(self, until: datetime) -> None:
        self.until = until


class FakeMeter:
    """Implements ``Meter``."""

    def __init__(self) -> None:
        self.counts: dict[str, float] = {}
        self.values: dict[str, list[float]] = {}

    def count(self, name: str, value: float = 1) -> None:
        self.counts[name] = self.counts.get(name, 0) + value

    def measure(self, name: str, value: float) -> None:
        self.values.setdefault(name, []).append(value)
