"""Words of a model in an explanation: where they stand in the place of those by rule, and where none were written."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from domain.forecasting.models.advice import Judgement
    from domain.forecasting.models.forecast import Explanation
    from domain.forecasting.models.request import ForecastOptions


def told(by_rule: Explanation, judged: Judgement, *, plainly: bool) -> Explanation:
    """Return summary and drivers as the model wrote them; ``plainly``: its summary does not fit the demand any more."""
    summary = by_rule.summary if plainly else judged.summary or by_rule.summary
    return replace(by_rule, summary=summary, drivers=judged.drivers or by_rule.drivers)


def unread_notes(options: ForecastOptions, judged: Judgement) -> tuple[str, ...]:
    """Say that notes changed nothing, where no model read them."""
    if not (options.notes or "").strip() or judged.model_id is not None:
        return ()
    return ("Your notes were not read: no language model took part, so they changed nothing in this forecast.",)
