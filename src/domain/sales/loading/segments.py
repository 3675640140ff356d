"""The stored form of a large file between reading and writing: sums of its segments, apart by product.

A segment is some tens of megabytes of the file. Its product-days are kept as one object of as many blocks as there are
partitions; a product is always in the same partition, so everything about it comes together when a partition is read
across all segments, however far apart its rows stand. Nothing is ever held of more than one segment or partition.

An object starts with the positions of its blocks (unsigned 64-bit, one more than there are blocks). A block is zlib of:
the length of a JSON text (unsigned 32-bit), the text (products, and what is known of those to create), and records of
:data:`domain.sales.aggregation.product_days.DAY`.
"""

from __future__ import annotations

import json
import struct
import zlib
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from domain.sales.aggregation.product_days import DAY, summed
from domain.sales.ports import ProductToCreate

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from domain.sales.aggregation.product_days import DayRecords


def partition_of(product_id: str, partitions: int) -> int:
    """Return the partition a product belongs to."""
    return zlib.crc32(product_id.encode()) % partitions


def pack_segment(
    products: Sequence[str], days: DayRecords, to_create: Mapping[str, ProductToCreate], partitions: int
) -> bytes:
    """Return one segment's sums as an object."""
    where = np.fromiter(
        (partition_of(product, partitions) for product in products), dtype=np.int32, count=len(products)
    )
    order = np.argsort(where[days["product"]], kind="stable")
    days = days[order]
    bounds = np.searchsorted(where[days["product"]], np.arange(partitions + 1))
    blocks = [_pack_block(products, days[low:high], to_create) for low, high in pairwise(bounds)]
    positions = np.cumsum([8 * (partitions + 1), *map(len, blocks)]).tolist()
    return struct.pack(f"<{partitions + 1}Q", *positions) + b"".join(blocks)


def positions_length(partitions: int) -> int:
    """Return how many bytes at an object's start hold the positions of its blocks."""
    return 8 * (partitions + 1)


def unpack_positions(data: bytes) -> list[int]:
    """Return the positions of an object's blocks, and its length."""
    return list(struct.unpack(f"<{len(data) // 8}Q", data))


def merge_blocks(blocks: Iterable[bytes]) -> tuple[list[str], DayRecords, dict[str, ProductToCreate]]:
    """Return a partition from its blocks in all segments, in their order.

    Returns
    -------
    products
        Ids, in order; the records' ``product`` indexes them.
    days
        Summed, in order of product and day.
    to_create
        What is known of the products that the file brings with it, by id.
    """
    codes: dict[str, int] = {}
    pieces: list[DayRecords] = []
    to_create: dict[str, ProductToCreate] = {}
    for block in blocks:
        data = zlib.decompress(block)
        (length,) = struct.unpack_from("<I", data)
        head: dict[str, Any] = json.loads(data[4 : 4 + length])
        piece = np.frombuffer(data, dtype=DAY, offset=4 + length).copy()
        new = np.array([codes.setdefault(product, len(codes)) for product in head["products"]], dtype=np.int32)
        if piece.size:
            piece["product"] = new[piece["product"]]
        pieces.append(piece)
        for product_id, name, category, price in head["create"]:
            to_create.setdefault(product_id, ProductToCreate(product_id, name, category, Decimal(price)))
    products = sorted(codes)
    rank = np.empty(len(codes), dtype=np.int32)
    for position, product in enumerate(products):
        rank[codes[product]] = position
    days = np.concatenate(pieces) if pieces else np.zeros(0, dtype=DAY)
    if days.size:
        days["product"] = rank[days["product"]]
    return products, summed(days), to_create


def _pack_block(products: Sequence[str], days: DayRecords, to_create: Mapping[str, ProductToCreate]) -> bytes:
    used, codes = np.unique(days["product"], return_inverse=True)
    names = [products[code] for code in used.tolist()]
    days = days.copy()
    days["product"] = codes
    create = [
        [new.product_id, new.name, new.category, str(new.price)] for name in names if (new := to_create.get(name))
    ]
    head = json.dumps({"products": names, "create": create}).encode()
    return zlib.compress(struct.pack("<I", len(head)) + head + days.tobytes(), 1)
