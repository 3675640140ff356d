"""Lists of product ids in a query: separated by commas, which no id has."""

from __future__ import annotations

from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Query

MAX_IDS = 100
_ID = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}"

_PATTERN = rf"^{_ID}(,{_ID}){{0,{MAX_IDS - 1}}}$"
_DESCRIPTION = f"Up to {MAX_IDS} products, their ids separated by commas."
_EXAMPLES = ["CHAI-01,CHAI-02"]

RequiredProductIdsInQuery = Annotated[str, Query(pattern=_PATTERN, description=_DESCRIPTION, examples=_EXAMPLES)]
ProductIdsInQuery = Annotated[str | None, Query(pattern=_PATTERN, description=_DESCRIPTION, examples=_EXAMPLES)]


def listed(product_ids: str | None) -> tuple[str, ...]:
    """Return the ids of a list, each once, in the order given; none for ``None``."""
    return tuple(dict.fromkeys((product_ids or "").split(","))) if product_ids else ()
