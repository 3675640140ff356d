"""Recommendations for all products, or for some of them."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from itertools import batched
from typing import TYPE_CHECKING

from domain.replenishment.models import EVERYTHING, Selection
from domain.replenishment.recommending.memory import RememberedRecommendations
from domain.replenishment.row import WorklistRow
from domain.replenishment.service.planning_inputs import PlanningInputs
from domain.replenishment.worklist import Worklist, WorklistPosition
from domain.shared.errors import ProductNotFoundError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from domain.replenishment.models import Recommendation, StockedProduct
    from domain.replenishment.ports import Catalogue, LatestForecasts, Purchases, SalesHistories, Snoozes
    from domain.replenishment.snooze import Snooze
    from domain.shared.ports import Clock

#: Products whose forecasts are in memory at the same time.
CHUNK = 1000
#: For how long the pages of one list are cut from the same computation.
LIST_LIFETIME = timedelta(minutes=1)


class RecommendationService:
    """Says what to order.

    Parameters
    ----------
    catalogue, forecasts, sales
        Products with their stock, their latest forecasts and what they sold.
    clock
        The time; "today" is the day in UTC.
    purchases
        Lead times, days to order and usual delays of suppliers; without it each product's own terms are all there is.
    snoozes
        Which recommendations are left out of the list for a while; without it none is.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        forecasts: LatestForecasts,
        sales: SalesHistories,
        clock: Clock,
        purchases: Purchases | None = None,
        snoozes: Snoozes | None = None,
    ) -> None:
        self._snoozes = snoozes
        self._catalogue = catalogue
        self._inputs = PlanningInputs(forecasts, sales, purchases)
        self._clock = clock
        self._remembered = RememberedRecommendations()
        self._recent: tuple[date, Selection, datetime, Worklist[Recommendation]] | None = None

    def list(
        self, selection: Selection = EVERYTHING, after: WorklistPosition | None = None
    ) -> Worklist[Recommendation]:
        """Return the recommendations for all products, or for those of a selection.

        A first page always rests on what is stored at that moment; of it, what has changed is computed anew. Pages that
        follow within a minute are cut from the same list where this process still has it; else it is computed again for
        the same day, and continues behind the same product.
        """
        now = self._clock.now()
        today = after.today if after else now.date()
        if after and (kept := self._kept(today, selection, now)):
            return kept
        snoozed = self._snoozes.all() if self._snoozes is not None else {}
        made = (with_snooze(item, snoozed.get(item.product.product_id), today) for item in self._made(selection, today))
        computed = Worklist.of(today, made)
        self._recent = (today, selection, now, computed)
        return computed

    def one(self, product_id: str) -> Recommendation:
        """Return the recommendation for one product as everything is stored at this moment.

        Raises
        ------
        ProductNotFoundError
            When there is no such product.
        """
        today = self._clock.now().date()
        snooze = self._snoozes.get(product_id) if self._snoozes is not None else None
        return with_snooze(next(self._recommend([self._catalogue.get(product_id)], today)), snooze, today)

    def lines(self, versions: Mapping[str, int]) -> dict[str, Recommendation]:
        """Return the recommendations of those of the products that exist, by id, none of an earlier version than named.

        Products are read as forecasts and histories are, at half of what it costs to see what was written a moment ago;
        those that are not there, or older than they are known to have been, once more. All are in memory at a time.
        """
        today = self._clock.now().date()
        found = self._catalogue.get_many(versions, consistent=False)
        fresh = {key: product for key, product in found.items() if product.version >= versions[key]}
        if late := versions.keys() - fresh.keys():
            fresh |= self._catalogue.get_many(late)
        return self._some(versions, fresh, today)

    def rows(self, product_ids: Iterable[str]) -> dict[str, WorklistRow]:
        """Return the worklist's rows of those of the products that exist, by id, as everything is stored now."""
        today = self._clock.now().date()
        wanted = list(dict.fromkeys(product_ids))
        some = self._some(wanted, self._catalogue.get_many(wanted), today)
        return {key: WorklistRow.of(item, today) for key, item in some.items()}

    def _some(
        self, wanted: Iterable[str], found: Mapping[str, StockedProduct], today: date
    ) -> dict[str, Recommendation]:
        snoozed = self._snoozes.all() if self._snoozes is not None and found else {}
        made = self._recommend([found[key] for key in wanted if key in found], today)
        return {item.product_id: with_snooze(item, snoozed.get(item.product_id), today) for item in made}

    def _kept(self, today: date, selection: Selection, now: datetime) -> Worklist[Recommendation] | None:
        recent = self._recent
        usable = recent is not None and recent[:2] == (today, selection) and now - recent[2] < LIST_LIFETIME
        return recent[3] if recent and usable else None

    def _made(self, selection: Selection, today: date) -> Iterator[Recommendation]:
        for chunk in batched(filter(selection.matches, self._products(selection)), CHUNK, strict=False):
            yield from self._recommend(chunk, today)

    def _products(self, selection: Selection) -> Sequence[StockedProduct]:
        """Return no fewer products than are wanted, read as few as that takes."""
        if selection.product_id is None:
            return self._catalogue.all(selection.category)
        with suppress(ProductNotFoundError):
            return [self._catalogue.get(selection.product_id)]
        return []

    def _recommend(self, products: Sequence[StockedProduct], today: date) -> Iterator[Recommendation]:
        for each in self._inputs.of(products, today):
            yield self._remembered.recommend(each.product, each.forecast, each.sales, today, each.supply)


def with_snooze(item: Recommendation, snooze: Snooze | None, today: date) -> Recommendation:
    """Return a recommendation with the snooze that holds on a day."""
    return (
        replace(item, snoozed=snooze) if snooze is not None and snooze.holds(item.product.created_at, today) else item
    )
