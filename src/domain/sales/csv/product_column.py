"""Choice of the column of products where several may be: whose ids the catalogue knows, else the first that has any."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain, islice
from typing import TYPE_CHECKING, Final

from domain.sales.csv.filled_ids import others_named
from domain.sales.csv.layouts.table import PLAIN
from domain.shared.csv.errors import InvalidColumnsError
from domain.shared.csv.product_ids import bare_id, plain_ids_of
from domain.shared.csv.records import records_of
from domain.shared.csv.text import lines_of, printable
from domain.shared.errors import FieldError
from domain.shared.identifiers import product_id_problem
from domain.shared.words import listing

if TYPE_CHECKING:
    from domain.sales.csv.detect import FilePlan, OpenText
    from domain.sales.ports import SalesCatalogue
    from domain.shared.csv.reading import ReadingOptions

#: Rows that are looked at, and distinct ids of them that are looked up.
_ROWS: Final = 2_000
_IDS: Final = 200
_BLOCK: Final = 1 << 18
#: A column that knows less of its ids holds them by chance.
_SHARE: Final = 0.2


def with_product_column(
    plan: FilePlan, open_text: OpenText, catalogue: SalesCatalogue, options: ReadingOptions
) -> FilePlan:
    """Return the plan with the column of products by what the catalogue knows; known layouts know theirs.

    Raises
    ------
    InvalidColumnsError
        When the catalogue knows the ids of two columns.
    """
    candidates = _candidates(plan)
    if plan.layout is not PLAIN or "product_id" in options.columns or len(candidates) < 2:
        return plan
    shares = _known(plan, candidates, open_text, catalogue)
    known = [index for index in candidates if shares[index] >= _SHARE]
    if len(known) > 1:
        raise InvalidColumnsError(_doubt(plan, known), fields=(_field(plan, known),))
    return replace(plan, roles=plan.roles | {"product_id": known[0]}) if known else plan


def _candidates(plan: FilePlan) -> list[int]:
    """Return the columns that may be the product by their names, best first, those of other roles left out."""
    others = {role: index for role, index in plan.roles.items() if role != "product_id"}
    return others_named(plan.header, others, PLAIN.aliases["product_id"])


def _known(plan: FilePlan, candidates: list[int], open_text: OpenText, catalogue: SalesCatalogue) -> dict[int, float]:
    """Return by column the share of its ids that the catalogue knows."""
    lines = lines_of(open_text(plan.offset), plan.encoding, first=plan.first_line, offset=plan.offset, block=_BLOCK)
    records = records_of(lines, plan.header.delimiter, plan.keys)
    rows = list(islice((row for batch in islice(records, 2) for row in batch.rows), _ROWS))
    ids = {index: _ids(rows, index) for index in candidates}
    found = catalogue.get_many(dict.fromkeys(chain.from_iterable(ids.values())))
    return {index: len(found.keys() & own) / max(1, len(own)) for index, own in ids.items()}


def _ids(rows: list[list[str]], index: int) -> list[str]:
    texts = dict.fromkeys(bare_id(row[index]) for row in rows if index < len(row))
    ids = (form for text in texts for form in (text, *plain_ids_of([text])) if not product_id_problem(form))
    return list(islice(ids, _IDS))


def _doubt(plan: FilePlan, known: list[int]) -> str:
    names = [printable(plan.header.names[index], 80) for index in known]
    return (
        f"The catalogue knows ids of the columns {listing([f"'{name}'" for name in names])}: each may be it. "
        f'Say which one it is: columns={{"product_id": "{names[0]}"}}.'
    )


def _field(plan: FilePlan, known: list[int]) -> FieldError:
    names = ", ".join(printable(plan.header.names[index], 80) for index in known)
    return FieldError("/query/columns/product_id", "ambiguous_column", f"must be one of: {names}")
