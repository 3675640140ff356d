"""The stored form of a shop's profile: read back as written, and from every form there was."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from domain.forecasting.engine.api import fit_profile, forecast_batch
from domain.forecasting.engine.candidates.base import Candidate
from domain.forecasting.engine.candidates.pool import make_pool
from domain.forecasting.engine.effects.following import Agreement
from domain.forecasting.engine.past import Past
from domain.forecasting.engine.profile import codec
from domain.forecasting.engine.profile.upgrades import VERSION, upgraded
from domain.forecasting.models.demand import DemandHistory
from domain.forecasting.models.known_days import Calendar
from tests.support.histories import END, christmas_shop, ending, weekly_pattern

SINCE = {"aggregated"}
"""Families that came after the oldest form: they start without a record."""
OLDEST = Path(__file__).parents[5] / "data" / "profiles" / "form-5.json"


TOTALS = {"D": 430.6932, "W": 569.7186, "M": 798.2905}


UPPER = {"D": 520.1085, "W": 631.7179, "M": 862.8820}


"""Sums of 60 days, and their 95 % quantiles, by the code that wrote the oldest form; of the months by today's, which
keeps a season of a series' own (it was 788.9; sold are 797.4).

Months are as read today; a product's window of past days has since then been its own, alone or beside others.
"""


def oldest() -> dict[str, Any]:
    return json.loads(OLDEST.read_text())


def three_grains() -> list[DemandHistory]:
    """A daily history, a weekly and a monthly one."""
    weekly = np.zeros(7 * 110)
    weekly[6::7] = np.random.default_rng(1).poisson(70, 110)
    start = date(2021, 1, 1)
    days = [start + timedelta(days=k) for k in range((END - start).days + 1)]
    monthly = np.array([300.0 + 30 * day.month if day.day == 1 else 0.0 for day in days])
    return [
        ending(weekly_pattern(760, 8), "D", "toys"),
        ending(weekly, "W", "tea"),
        DemandHistory("M", None, start, monthly),
    ]


def test_a_profile_is_read_back_as_it_was_written() -> None:
    profile = fit_profile(three_grains())
    document = json.loads(json.dumps(codec.encode(profile)))

    restored = codec.decode(document)

    assert restored is not None
    assert codec.encode(restored) == document
    assert document["version"] == VERSION


def test_the_oldest_form_names_the_candidates_that_there_are_today() -> None:
    profile = codec.decode(oldest())

    assert profile is not None
    assert set(profile.grains) == {7, 12, 52}
    for season_length, grain in profile.grains.items():
        x = np.random.default_rng(0).poisson(9, (2 * 60, 3)).astype(np.float32)
        today = set(make_pool(Past(x, np.ones_like(x), np.ones(3)), season_length, 4).candidates)
        for each in grain.classes:
            assert not each.prior.error or set(each.prior.error) == {one for one in today if one.family not in SINCE}
    steady = profile.grains[7].classes[0].prior.error
    before = oldest()["grains"][0]["classes"][0]["error"]
    assert steady[Candidate("trend", None, (0.06, 0.003, 0.98))] == before["flat.trend.0.06.0.003.0.98"]
    assert steady[Candidate("level", "fortnight", (0.01,))] == before["double.level.0.01"]
    assert steady[Candidate("same_phase", "cycle", (0.35,))] == before["cycle.0.35"]


def test_the_oldest_form_keeps_seasons_special_days_and_the_year() -> None:
    document, profile = oldest(), codec.decode(oldest())

    assert profile is not None
    assert list(profile.grains[7].seasons) == ["season", "fortnight", "recent"]
    assert (
        profile.grains[7].seasons["fortnight"].profile.tolist() == document["grains"][0]["seasons"]["double"]["profile"]
    )
    dated, special = document["effects"]["dated"], profile.effects.special_days
    assert special.factors == dated["factors"]
    assert special.phase == dated["phase"]
    assert special.weekdays is not None
    assert special.weekdays.profile.tolist() == dated["weekdays"]["week"]["profile"]
    assert profile.effects.year is not None
    assert profile.effects.elasticity == tuple(document["effects"]["elasticity"])


def test_the_oldest_form_forecasts_as_it_did() -> None:
    """Figures of the code that wrote the form; and to the last bit what today's form of the same profile says."""
    profile = codec.decode(oldest())
    assert profile is not None
    stored_anew = codec.decode(json.loads(json.dumps(codec.encode(profile))))
    calendar = Calendar({date(year, 12, 25): "Christmas Day" for year in range(2022, 2029)})

    found, again = (forecast_batch(three_grains(), 60, calendar, profile=each) for each in (profile, stored_anew))

    for one, two in zip(found, again, strict=True):
        np.testing.assert_array_equal(one.mean, two.mean)
        np.testing.assert_array_equal(one.quantiles, two.quantiles)
        np.testing.assert_array_equal(one.cumulative, two.cumulative)
    totals = {each.product_id: float(each.cumulative_mean[-1]) for each in found}
    upper = {each.product_id: float(each.cumulative_quantile(0.95)[-1]) for each in found}
    assert totals == pytest.approx(TOTALS, rel=5e-3)
    assert upper == pytest.approx(UPPER, rel=5e-3)


def test_a_form_before_products_were_seen_to_differ_says_that_all_follow_the_shop() -> None:
    before = codec.decode(json.loads((OLDEST.parent / "form-6.json").read_text()))

    assert before is not None
    assert before.effects.year is not None
    assert before.effects.year.share == before.effects.year.elsewhere == Agreement(1.0, 0.0)
    assert before.effects.special_days.spreads == {}
    assert codec.encode(before) == codec.encode(codec.decode(oldest()) or before)


def test_a_form_with_one_share_for_all_reads_it_for_every_group() -> None:
    document = json.loads((OLDEST.parent / "form-7.json").read_text())
    document["effects"]["year"]["share"] = [0.8, 0.05]

    before = codec.decode(document)

    assert before is not None
    assert before.effects.year is not None
    assert before.effects.year.share == before.effects.year.elsewhere == Agreement(0.8, 0.05)


def test_a_form_before_the_sizes_of_sales_were_kept_knows_none() -> None:
    before = codec.decode(json.loads((OLDEST.parent / "form-8.json").read_text()))

    assert before is not None
    assert before.dispersion is None
    assert codec.encode(before) == codec.encode(codec.decode(oldest()) or before)


def test_a_form_before_products_were_seen_to_come_back_takes_what_is_usual() -> None:
    before = codec.decode(json.loads((OLDEST.parent / "form-10.json").read_text()))

    assert before is not None
    assert before.returns is None
    assert codec.encode(before) == codec.encode(codec.decode(oldest()) or before)


@pytest.mark.parametrize("version", [None, -1, 4, VERSION + 1, "5", True])
def test_a_form_that_no_step_reads_is_no_profile(version: object) -> None:
    assert codec.decode({**oldest(), "version": version}) is None


def test_an_upgrade_leaves_the_stored_document_alone() -> None:
    document = oldest()

    upgraded(document)

    assert document == oldest()


def test_a_profile_survives_storage_and_is_small() -> None:
    histories, calendar = christmas_shop(10)
    profile = fit_profile(histories, calendar)

    document = json.dumps(codec.encode(profile))
    restored = codec.decode(json.loads(document))

    assert len(document) < 100_000
    one, two = (forecast_batch(histories[:2], 28, calendar, profile=each) for each in (profile, restored))
    np.testing.assert_allclose(two[0].mean, one[0].mean, rtol=1e-3, atol=1e-2)
    assert codec.decode({"version": -1}) is None


def test_a_form_before_some_were_seen_not_to_follow_says_that_all_do() -> None:
    before = codec.decode(json.loads((OLDEST.parent / "form-9.json").read_text()))

    assert before is not None
    assert before.effects.year is not None
    assert before.effects.year.share == Agreement(0.8, 0.05, 0.05, none=0.0)
    assert before.effects.year.elsewhere == Agreement(0.6, 0.1, 0.05, none=0.0)


def test_a_form_before_the_prices_of_events_were_kept_knows_none() -> None:
    before = codec.decode(json.loads((OLDEST.parent / "form-11.json").read_text()))

    assert before is not None
    assert before.effects.events["fair"].occasions == 4
    assert before.effects.events["fair"].price == 0.0
