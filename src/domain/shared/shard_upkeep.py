"""Upkeep of rows in shards: after changes, after midnight, where they are not made yet, and a comparison once a day."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import batched
from typing import TYPE_CHECKING, Any, Final, Protocol

from domain.shared.shards import SHARDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from domain.shared.ports import Clock
    from domain.shared.shards import ShardKeeper

#: Products whose rows are made at the same time.
PRODUCTS_AT_ONCE: Final = 1000
_HOURS: Final = 24


class ProductIds(Protocol):
    """Ids of the shop's products."""

    def all(self) -> Iterator[str]:
        """Yield the ids of all products."""
        ...

    def of_supplier(self, supplier_id: str) -> Iterator[str]:
        """Yield the ids of a supplier's products."""
        ...


@dataclass(frozen=True, kw_only=True)
class Upkept:
    """Counts of an upkeep run.

    Parameters
    ----------
    compared
        Shards whose rows were compared with what is stored.
    mended
        Products of which a row was not what is stored makes, and is now.
    is_whole
        Whether there was time for all of it; the next run does what this one did not reach.
    """

    compared: int
    mended: tuple[str, ...]
    is_whole: bool


class ShardUpkeep:
    """Keeps all kinds of rows up to date.

    Parameters
    ----------
    keepers
        One for each kind of rows.
    products
        Which products there are.
    clock
        The time; "today" is the day in UTC.
    pause
        Waits as long as a change may be on its way to its row.
    """

    def __init__(
        self, keepers: Sequence[ShardKeeper[Any]], products: ProductIds, clock: Clock, pause: Callable[[], None]
    ) -> None:
        self._keepers = keepers
        self._products = products
        self._clock = clock
        self._pause = pause

    def refresh(self, product_ids: Iterable[str], supplier_ids: Iterable[str], has_time: Callable[[], bool]) -> int:
        """Make the rows of products, and of those of suppliers, anew; returns of how many.

        Where shards are not whole yet all of them are made, as far as there is time.
        """
        wanted = dict.fromkeys(product_ids)
        for supplier_id in supplier_ids:
            wanted |= dict.fromkeys(self._products.of_supplier(supplier_id))
        whole = True
        for part in batched(wanted, PRODUCTS_AT_ONCE, strict=False):
            for keeper in self._keepers:
                whole = keeper.refresh(part) and whole
        if not whole:
            self._make_current(list(self._products.all()), has_time)
        return len(wanted)

    def run(self, has_time: Callable[[], bool]) -> Upkept:
        """Make anew what is not whole or not of today, and compare the shards whose hour it is."""
        product_ids = list(self._products.all())
        if not self._make_current(product_ids, has_time):
            return Upkept(compared=0, mended=(), is_whole=False)
        compared, mended = 0, set[str]()
        for number in range(self._clock.now().hour, SHARDS, _HOURS):
            for keeper in self._keepers:
                if not has_time():
                    return Upkept(compared=compared, mended=tuple(sorted(mended)), is_whole=False)
                mended |= set(keeper.mend(number, product_ids, self._pause))
                compared += 1
        return Upkept(compared=compared, mended=tuple(sorted(mended)), is_whole=True)

    def _make_current(self, product_ids: Sequence[str], has_time: Callable[[], bool]) -> bool:
        return all(keeper.make_current(product_ids, has_time) for keeper in self._keepers)
