"""Adding to sales rows, each addition once: the row, the history and a mark of the addition in one transaction.

A mark (:func:`adapters.dynamodb.keys.addition`) says what was added and by which upload, for longer than uploads are
remembered. A transaction holds only if none of its marks is there yet, its rows are still what they were when they were
read, and the histories and products too; so whatever is repeated, killed or done by two at once, an addition is in its
day's sum once, and a history says what its rows say.
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import batched
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from adapters.dynamodb import keys
from adapters.dynamodb.errors import ConditionFailedError, ProductGoneError
from adapters.dynamodb.sales.layout import A_PRODUCT
from adapters.dynamodb.sales.rows import AMOUNTS, day_sales, is_of
from adapters.dynamodb.sales.transactions import settled
from adapters.dynamodb.sales.uploads import KEPT
from adapters.dynamodb.transactions import IS_NEW, TRANSACTION_ACTIONS, put
from domain.sales.additions import Outcome, added
from domain.shared.csv.numbers import EMPTY, MICRO, to_decimal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import datetime

    from adapters.dynamodb.keys import Key
    from adapters.dynamodb.table import Table
    from adapters.dynamodb.transactions import Action
    from adapters.dynamodb.typed import Item
    from domain.sales.additions import DaySales, Origin
    from domain.sales.models import CatalogueProduct
    from domain.sales.ports import DaysToAdd

    type Values = np.ndarray[Any, np.dtype[np.float64]]
    #: Does the actions in one transaction that also puts the products' histories with these days on top, in the form of
    #: :func:`adapters.dynamodb.sales.rows.day_values`; raises as ``transact`` does.
    type DoWithHistories = Callable[[Mapping[CatalogueProduct, Values], Sequence[Action]], object]

#: Marks outlive the uploads they are of, so that no upload that is still known can be counted twice.
MARKS_KEPT: Final = KEPT + timedelta(days=30)
#: Actions of a transaction that an addition makes at most: its row and its mark.
ACTIONS: Final = 2
#: What tells whether a row is still what it was.
_STATE: Final = (*AMOUNTS, "upload_id", "created_at", "added_at", "product_created_at")


class Additions:
    """Adds to the days of a few products for one upload.

    Parameters
    ----------
    table
        The sales table.
    do_with_histories
        Brings histories up to date in one transaction with the rows and marks.
    upload_id
        The upload that adds.
    now
        The time.
    """

    def __init__(
        self,
        table: Table,
        do_with_histories: DoWithHistories,
        upload_id: str,
        now: datetime,
    ) -> None:
        self._table = table
        self._do_with_histories = do_with_histories
        self._upload_id = upload_id
        self._now = now
        self._expires_at = int((now + MARKS_KEPT).timestamp())

    def add(self, group: Sequence[DaysToAdd]) -> dict[str, list[Outcome]]:
        """Add what a group holds; returns what became of each addition, by product."""
        ones = [(each, index) for each in group for index in range(len(each.marks))]
        outcomes = self._together(ones) if len(group) > 1 else None
        if outcomes is None:
            outcomes = [outcome for each in group for outcome in self._add_product(each)]
        ends = np.cumsum([len(each.marks) for each in group]).tolist()
        return {
            each.product.product_id: outcomes[end - len(each.marks) : end]
            for each, end in zip(group, ends, strict=True)
        }

    def _together(self, ones: Sequence[_One]) -> list[Outcome] | None:
        """Return what became of several products' additions, ``None`` when others came in between."""
        try:
            return self._add(ones)
        except ConditionFailedError:
            return None

    def _add_product(self, days: DaysToAdd) -> Iterator[Outcome]:
        """Yield what became of one product's additions, however often others come in between."""
        size = (TRANSACTION_ACTIONS - A_PRODUCT) // ACTIONS
        for few in batched(((days, index) for index in range(len(days.marks))), size, strict=False):
            yield from self._settled(few)

    def _settled(self, few: Sequence[_One]) -> list[Outcome]:
        try:
            return settled(self._table, lambda: self._add(few))
        except ProductGoneError:
            return [Outcome.UNKNOWN_PRODUCT] * len(few)

    def _add(self, few: Sequence[_One]) -> list[Outcome]:
        """Add what is not added yet, in one transaction; raises what that does."""
        found = self._read(few)
        changed: dict[Key, tuple[CatalogueProduct, DaySales]] = {}
        marks: list[Action] = []
        outcomes: list[Outcome] = []
        for one in few:
            key = _day_key(one)
            decided = self._decided(
                one, found, changed[key][1] if key in changed else day_sales(found.get(key), one[0].product)
            )
            if isinstance(decided, Outcome):
                outcomes.append(decided)
                continue
            changed[key] = one[0].product, decided
            marks.append(self._put_mark(one, found.get(_mark_key(one))))
            found[_mark_key(one)] = self._mark(one)
            outcomes.append(Outcome.ADDED)
        if changed:
            rows = [self._row(key, product, day, found.get(key)) for key, (product, day) in changed.items()]
            self._do_with_histories(_values(changed), [*rows, *marks])
        return outcomes

    def _decided(self, one: _One, found: Mapping[Key, Item], day: DaySales | None) -> DaySales | Outcome:
        """Return a day with one addition, or why it is not to be added (again)."""
        mark = found.get(_mark_key(one))
        if mark is None or _is_void(mark, one):
            return added(day, _amounts(one), _origin(one), self._now)
        if any(mark.get(name) != value for name, value in _told(one).items()):
            return Outcome.OTHER_AMOUNTS
        return Outcome.ADDED if mark["upload_id"] == self._upload_id else Outcome.REPEATED

    def _read(self, few: Sequence[_One]) -> dict[Key, Item]:
        wanted = [key for one in few for key in (_day_key(one), _mark_key(one))]
        return {(item["PK"], item["SK"]): item for item in self._table.get_many(wanted, consistent=True)}

    def _mark(self, one: _One) -> Item:
        own = {
            "upload_id": self._upload_id,
            "expires_at": self._expires_at,
            "product_created_at": one[0].product.created_at.isoformat(),
        }
        return keys.attributes(_mark_key(one)) | _told(one) | own

    def _put_mark(self, one: _One, void: Item | None) -> Action:
        """Return the action that puts a mark, in place of one of an earlier product where there is one."""
        if void is None:
            return put(self._table, self._mark(one), IS_NEW)
        same = "#product_created_at = :product_created_at"
        return put(self._table, self._mark(one), same, {":product_created_at": void["product_created_at"]})

    def _row(self, key: Key, product: CatalogueProduct, day: DaySales, before: Item | None) -> Action:
        """Return the action that puts a row in place of what it was when it was read."""
        item = keys.attributes(key) | _plain((day.quantity, day.revenue, day.price))
        item |= {
            "product_id": product.product_id,
            "date": key[1].removeprefix(keys.DAYS),
            "created_at": day.created_at.isoformat(),
            "upload_id": day.upload_id,
            "product_created_at": product.created_at.isoformat(),
            "added_at": day.added_at.isoformat() if day.added_at else None,
            "only_added": True if day.only_added else None,
        }
        if before is None:
            return put(self._table, item, IS_NEW)
        known = [name for name in _STATE if before.get(name) is not None]
        same = [f"#{name} = :{name}" if name in known else f"attribute_not_exists(#{name})" for name in _STATE]
        return put(self._table, item, " AND ".join(same), {f":{name}": before[name] for name in known})


#: One addition: a product's additions, and its place among them.
type _One = tuple[DaysToAdd, int]


def _origin(one: _One) -> Origin:
    return one[0].origins[one[1]]


def _mark_key(one: _One) -> Key:
    return keys.addition(_origin(one).upload_id, one[0].marks[one[1]])


def _day_key(one: _One) -> Key:
    days, index = one
    return keys.sales_day(days.product.product_id, date.fromordinal(int(days.day[index])))


def _amounts(one: _One) -> tuple[int, int, int]:
    days, index = one
    return int(days.quantity[index]), int(days.revenue[index]), int(days.price[index])


def _told(one: _One) -> Item:
    """Return what a mark says of an addition."""
    product_id = one[0].product.product_id
    return {"product_id": product_id, "date": _day_key(one)[1].removeprefix(keys.DAYS)} | _plain(_amounts(one))


def _is_void(mark: Item, one: _One) -> bool:
    """Tell whether a mark is of an earlier product of the same id, with which went what it says was added."""
    product = one[0].product
    return mark["product_id"] == product.product_id and not is_of(mark.get("product_created_at"), product)


def _plain(amounts: tuple[int, int, int]) -> Item:
    values = (None if value == EMPTY else to_decimal(value) for value in amounts)
    return dict(zip(AMOUNTS, values, strict=True))


def _values(changed: Mapping[Key, tuple[CatalogueProduct, DaySales]]) -> dict[CatalogueProduct, Values]:
    """Return the changed days by product, in the form of :func:`adapters.dynamodb.sales.rows.day_values`."""
    found: dict[CatalogueProduct, list[tuple[float, ...]]] = {}
    for (_, day_key), (product, day) in changed.items():
        ordinal = date.fromisoformat(day_key.removeprefix(keys.DAYS)).toordinal()
        amounts = (np.nan if value == EMPTY else value / MICRO for value in (day.quantity, day.revenue, day.price))
        found.setdefault(product, []).append((ordinal, *amounts))
    return {product: np.array(rows, dtype=np.float64) for product, rows in found.items()}
