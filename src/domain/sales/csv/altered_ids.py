"""Altered ids of a whole file, against the catalogue and the file's own plain ids."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.sales.csv.rereading import rows_of
from domain.shared.csv.product_ids import MOST_ALTERED, IdReading, bare_id, is_altered, plain_ids_of, read_ids

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from domain.sales.csv.detect import FilePlan, OpenText
    from domain.sales.ports import SalesCatalogue


def ids_of_file(
    open_text: OpenText, plan: FilePlan, catalogue: SalesCatalogue, sku_map: Mapping[str, str]
) -> IdReading:
    """Return what a file's ids are; its text is looked through only where some of them look altered."""
    if not plan.altered_ids:
        return IdReading(sku_map)
    texts = _altered(_ids(open_text, plan))
    wanted = plain_ids_of(texts)
    seen = wanted.intersection(_ids(open_text, plan))
    return read_ids(texts, seen, sku_map, catalogue.get_many)


def ids_of_items(texts: Iterable[str], catalogue: SalesCatalogue, sku_map: Mapping[str, str]) -> IdReading:
    """Return what the ids of items are."""
    ids = list(dict.fromkeys(map(bare_id, texts)))
    altered = _altered(ids)
    return read_ids(altered, plain_ids_of(altered).intersection(ids), sku_map, catalogue.get_many)


def _altered(ids: Iterable[str]) -> list[str]:
    """Return the distinct ids that look altered, in order; those beyond the first many stay as they are."""
    found: dict[str, None] = {}
    for product_id in ids:
        if product_id not in found and is_altered(product_id):
            found[product_id] = None
            if len(found) == MOST_ALTERED:
                break
    return list(found)


def _ids(open_text: OpenText, plan: FilePlan) -> Iterator[str]:
    column = plan.roles["product_id"]
    return (bare_id(row[column]) for row in rows_of(open_text, plan) if column < len(row))
