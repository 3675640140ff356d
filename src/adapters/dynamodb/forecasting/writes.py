"""Transactions that keep forecasting's items in step with the products they belong to."""

from __future__ import annotations

import random
import time
from enum import Enum
from typing import TYPE_CHECKING, Any

from adapters.dynamodb.errors import translated_errors
from domain.shared.errors import UnavailableError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from adapters.dynamodb.table import Table

_ATTEMPTS = 6
_PASSES_BY_ITSELF = frozenset({"TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"})
_BASE_DELAY_SECONDS = 0.05


class StoreOutcome(Enum):
    """What became of a transaction."""

    STORED = "stored"
    PRODUCT_IS_GONE = "product is gone"
    SUPERSEDED = "superseded"

    @property
    def stored(self) -> bool:
        """Whether it took place."""
        return self is StoreOutcome.STORED


def transact(table: Table, actions: Sequence[dict[str, Any]]) -> StoreOutcome:
    """Do all of the actions or none; a conflict with another writer is tried again.

    Returns
    -------
    ``PRODUCT_IS_GONE`` when a ``ConditionCheck`` failed, ``SUPERSEDED`` when the condition of another action did.
    """
    from botocore.exceptions import ClientError

    for attempt in range(_ATTEMPTS):
        try:
            with translated_errors():
                table.client.transact_write_items(TransactItems=list(actions))  # type: ignore[arg-type]  # plain dicts
        except ClientError as error:
            codes = [str(reason.get("Code")) for reason in error.response.get("CancellationReasons", ())]
            if (refused := _refusal(actions, codes)) is not None:
                return refused
            if not _PASSES_BY_ITSELF & set(codes):
                raise
        else:
            return StoreOutcome.STORED
        time.sleep(random.uniform(0, _BASE_DELAY_SECONDS * 2**attempt))  # noqa: S311  # jitter, not a secret
    raise UnavailableError("The database is busy with the same products. Nothing is lost; try again shortly.")


def _refusal(actions: Sequence[dict[str, Any]], codes: Sequence[str]) -> StoreOutcome | None:
    """Return what failed conditions mean; ``None`` when none failed."""
    failed = [action for action, code in zip(actions, codes, strict=False) if code == "ConditionalCheckFailed"]
    if not failed:
        return None
    gone = any("ConditionCheck" in action for action in failed)
    return StoreOutcome.PRODUCT_IS_GONE if gone else StoreOutcome.SUPERSEDED
