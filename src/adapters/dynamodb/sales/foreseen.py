"""Additions foreseen: what they would become, by the same steps, on a table that only remembers what it is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.dynamodb.sales.additions import ACTIONS, Additions
from adapters.dynamodb.sales.layout import groups
from adapters.dynamodb.table import Table
from adapters.dynamodb.typed import deserialize

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from adapters.dynamodb.keys import Key
    from adapters.dynamodb.sales.layout import Values
    from adapters.dynamodb.transactions import Action
    from adapters.dynamodb.typed import Item
    from domain.sales.additions import Outcome
    from domain.sales.models import CatalogueProduct
    from domain.sales.ports import DaysToAdd


class _Foreseen(Table):
    """A table as it would be after writes that are not done."""

    def __init__(self, table: Table) -> None:
        super().__init__(table.client, table.name)
        self._items: dict[Key, Item] = {}

    def get_many(
        self, keys: Iterable[Key], *, consistent: bool = False, attributes: Sequence[str] | None = None
    ) -> Iterator[Item]:
        """Yield the items that would exist among ``keys``."""
        wanted = dict.fromkeys(keys)
        yield from (self._items[key] for key in wanted if key in self._items)
        unchanged = [key for key in wanted if key not in self._items]
        yield from super().get_many(unchanged, consistent=consistent, attributes=attributes)

    def write(self, _: Mapping[CatalogueProduct, Values], actions: Sequence[Action]) -> None:
        """Remember what the actions would put."""
        for action in actions:
            item = deserialize(action["Put"]["Item"])
            self._items[item["PK"], item["SK"]] = item


def foresee(table: Table, days: Iterable[DaysToAdd], upload_id: str, now: datetime) -> dict[str, list[Outcome]]:
    """Return what would become of each addition, by product; nothing is written."""
    foreseen = _Foreseen(table)
    additions = Additions(foreseen, foreseen.write, upload_id, now)
    outcomes: dict[str, list[Outcome]] = {}
    for group in groups(days, ACTIONS):
        outcomes |= additions.add(group)
    return outcomes
