"""The stored form of a large file between reading and writing: sums of its segments, apart by product.

A segment is some tens of megabytes of the file. Its product-days are kept as one object of as many blocks as there are
partitions; a product is always in the same partition, so everything about it comes together when a partition is read
across all segments, however far apart its rows stand. Nothing is ever held of more than one segment or partition.

An object starts with the positions of its blocks (unsigned 64-bit, one more than there are blocks). A block is zlib of:
the length of a JSON text (unsigned 32-bit), the text (products, what is known of those to create, and the cells of
returns), and records of :data:`domain.sales.aggregation.product_days.DAY`: the sums, then the returns.
"""

from __future__ import annotations

import json
import struct
import zlib
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from domain.sales.aggregation.product_days import DAY, summed
from domain.sales.aggregation.returns import Returns
from domain.sales.ports import ProductToCreate

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from domain.sales.aggregation.product_days import DayRecords


@dataclass(frozen=True, eq=False)
class Segment:
    """Segment of a file, or of some products of all of it.

    Parameters
    ----------
    products
        Ids; the ``product`` of sums and returns indexes them.
    days
        Sums of sales.
    to_create
        What is known of the products that the file brings with it, by id.
    """

    products: Sequence[str]
    days: DayRecords
    returns: Returns
    to_create: Mapping[str, ProductToCreate]


def partition_of(product_id: str, partitions: int) -> int:
    """Return the partition a product belongs to."""
    return zlib.crc32(product_id.encode()) % partitions


def pack_segment(segment: Segment, partitions: int) -> bytes:
    """Return a segment as an object."""
    products = segment.products
    where = np.fromiter(
        (partition_of(product, partitions) for product in products), dtype=np.int32, count=len(products)
    )
    sold, sold_bounds = _apart(where[segment.days["product"]], partitions)
    back, back_bounds = _apart(where[segment.returns.days["product"]], partitions)
    days, returns = segment.days[sold], segment.returns.chosen(back)
    blocks = [
        _pack_block(Segment(products, days[low:high], returns.chosen(np.arange(first, last)), segment.to_create))
        for (low, high), (first, last) in zip(pairwise(sold_bounds), pairwise(back_bounds), strict=True)
    ]
    positions = np.cumsum([8 * (partitions + 1), *map(len, blocks)]).tolist()
    return struct.pack(f"<{partitions + 1}Q", *positions) + b"".join(blocks)


def _apart(where: NDArray[np.int32], partitions: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return records in order of their partitions, and where each partition starts."""
    order = np.argsort(where, kind="stable")
    return order, np.searchsorted(where[order], np.arange(partitions + 1))


def positions_length(partitions: int) -> int:
    """Return how many bytes at an object's start hold the positions of its blocks."""
    return 8 * (partitions + 1)


def unpack_positions(data: bytes) -> list[int]:
    """Return the positions of an object's blocks, and its length."""
    return list(struct.unpack(f"<{len(data) // 8}Q", data))


def merge_blocks(blocks: Iterable[bytes]) -> Segment:
    """Return a partition from its blocks in all segments, in their order: ids and sums in order, too."""
    codes: dict[str, int] = {}
    pieces: list[DayRecords] = []
    returns: list[Returns] = []
    to_create: dict[str, ProductToCreate] = {}
    for block in blocks:
        data = zlib.decompress(block)
        (length,) = struct.unpack_from("<I", data)
        head: dict[str, Any] = json.loads(data[4 : 4 + length])
        piece = np.frombuffer(data, dtype=DAY, offset=4 + length).copy()
        new = np.array([codes.setdefault(product, len(codes)) for product in head["products"]], dtype=np.int32)
        if piece.size:
            piece["product"] = new[piece["product"]]
        cells = head["returns"]
        pieces.append(piece[: piece.size - len(cells)])
        returns.append(Returns(piece[piece.size - len(cells) :], cells))
        for product_id, name, category, price in head["create"]:
            to_create.setdefault(product_id, ProductToCreate(product_id, name, category, Decimal(price)))
    products = sorted(codes)
    rank = np.empty(len(codes), dtype=np.int32)
    for position, product in enumerate(products):
        rank[codes[product]] = position
    days = np.concatenate(pieces) if pieces else np.zeros(0, dtype=DAY)
    back = Returns.joined(returns)
    for records in (days, back.days):
        if records.size:
            records["product"] = rank[records["product"]]
    return Segment(products, summed(days), back, to_create)


def _pack_block(part: Segment) -> bytes:
    days = np.concatenate((part.days, part.returns.days))
    used, codes = np.unique(days["product"], return_inverse=True)
    names = [part.products[code] for code in used.tolist()]
    days["product"] = codes
    create = [
        [new.product_id, new.name, new.category, str(new.price)] for name in names if (new := part.to_create.get(name))
    ]
    head = json.dumps({"products": names, "create": create, "returns": list(part.returns.cells)}).encode()
    return zlib.compress(struct.pack("<I", len(head)) + head + days.tobytes(), 1)
