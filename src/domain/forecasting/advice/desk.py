"""Advice of the language model on one forecast; whatever the model does, the caller gets a forecast."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.forecasting.advice.application import apply_changes
from domain.forecasting.advice.briefing import brief
from domain.forecasting.advice.verification import verify
from domain.forecasting.models.advice import Advice, AdviceError, Judgement

if TYPE_CHECKING:
    from domain.forecasting.accuracy.ledger import ProposalLedger
    from domain.forecasting.advice.breaker import CircuitBreaker
    from domain.forecasting.models.advice import Briefing, Draft
    from domain.forecasting.models.distribution import DemandDistribution
    from domain.forecasting.models.request import ForecastOptions
    from domain.forecasting.ports import Advisor, Meter

#: Seconds the model may take in all, fallback included: the API gives up after 29.
BUDGET_SECONDS: Final = 20.0
#: Past proposals that are scored before new ones are judged; the rest waits for the next job.
_SETTLED_ON_THE_WAY: Final = 10


class AdviceDesk:
    """Decides whether to ask, asks, verifies and applies.

    Parameters
    ----------
    advisor
        The language model.
    breaker
        Leaves it alone while it is down.
    ledger
        Knows whether its proposals have helped so far.
    meter
        Counts calls, failures and what was struck out.
    """

    def __init__(self, advisor: Advisor, breaker: CircuitBreaker, ledger: ProposalLedger, meter: Meter) -> None:
        self._advisor = advisor
        self._breaker = breaker
        self._ledger = ledger
        self._meter = meter

    def consider(self, draft: Draft, demand: DemandDistribution) -> Judgement:
        """Return the judgement on a draft; never raises for anything the model does."""
        if not self._is_wanted(draft.options):
            return Judgement(demand)
        if not self._advisor.is_configured:
            return Judgement(demand, degraded_reason="No language model is configured, so the numbers speak alone.")
        if (until := self._breaker.open_until()) is not None:
            reason = f"The language model keeps failing and is left alone until {until:%H:%M:%S} UTC."
            return Judgement(demand, degraded_reason=reason)
        briefing = brief(draft, demand)
        try:
            advice = self._ask(briefing)
        except AdviceError as error:
            return Judgement(
                demand,
                degraded_reason=error.reason,
                input_tokens=error.input_tokens,
                output_tokens=error.output_tokens,
            )
        return self._apply(advice, briefing, draft, demand)

    def heeds(self, product_id: str) -> bool:
        """Tell whether the model's adjustments are applied to a product: not where its record is bad."""
        return self._ledger.is_heeded(product_id)

    def _is_wanted(self, options: ForecastOptions) -> bool:
        if options.engine == "auto":
            return self._advisor.is_configured and options.has_context
        return options.engine == "bedrock"

    def _ask(self, briefing: Briefing) -> Advice:
        self._meter.count("ModelCalls")
        try:
            advice = self._advisor.advise(briefing, BUDGET_SECONDS)
        except AdviceError as error:
            self._meter.count("ModelFailures")
            if error.outage:
                self._breaker.failed()
            raise
        except Exception as error:  # whatever a model or its client does must not cost the caller the forecast
            self._meter.count("ModelFailures")
            self._breaker.failed()
            raise AdviceError(f"The language model could not be asked ({type(error).__name__}).") from error
        self._breaker.succeeded()
        self._meter.measure("ModelLatencySeconds", advice.seconds)
        return advice

    def _apply(self, advice: Advice, briefing: Briefing, draft: Draft, demand: DemandDistribution) -> Judgement:
        heeded = True
        if advice.proposals:
            self._ledger.settle(_SETTLED_ON_THE_WAY)
            heeded = self._ledger.is_heeded(draft.entry.product_id)
        verified = verify(advice, briefing, heeded=heeded)
        self._meter.count("ModelStatementsStruck", verified.struck)
        if verified.is_empty:
            reason = "Nothing the language model said held up against the data."
            return Judgement(
                demand,
                degraded_reason=reason,
                input_tokens=advice.input_tokens,
                output_tokens=advice.output_tokens,
            )
        return Judgement(
            demand=apply_changes(demand, verified.changes) if verified.changes else demand,
            proposed=apply_changes(demand, verified.proposed).mean if verified.proposed else None,
            adjustments=verified.adjustments,
            summary=None if verified.changes else verified.summary,
            drivers=verified.drivers,
            warnings=(*verified.warnings, *_left_out(verified.struck)),
            model_id=advice.model_id,
            input_tokens=advice.input_tokens,
            output_tokens=advice.output_tokens,
        )


def _left_out(struck: int) -> tuple[str, ...]:
    """Say how much of the model's answer did not hold, if anything."""
    if not struck:
        return ()
    statements = "1 statement was" if struck == 1 else f"{struck} statements were"
    return (f"{statements} left out of the model's answer for not matching the data.",)
