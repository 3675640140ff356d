"""The nightly check of what is kept: histories against their rows, and what was left half-done of removals and orders.

What is mended is logged and counted; an alarm tells when a history was, since nothing should take it apart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from handlers.sales.container import container
from handlers.shared import observability

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext

#: What the products between two looks at the clock may take.
_RESERVE_MILLIS: Final = 120_000


def handler(_event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Check as much as there is time for; returns what was checked and mended."""
    observability.logger.append_keys(function_request_id=context.aws_request_id)

    def has_time() -> bool:
        return context.get_remaining_time_in_millis() > _RESERVE_MILLIS

    removals = container.removals().finish_all(has_time)
    orders = container.settled_orders().settle_all(has_time)
    for purchase_order_id, hindrance in orders.items():
        if hindrance is not None:
            reason = str(hindrance)
            observability.logger.error("order not settled", purchase_order_id=purchase_order_id, reason=reason)
    settled = sum(hindrance is None for hindrance in orders.values())
    found = container.reconciliation_service().run(has_time)
    for product_id in found.mended:
        observability.logger.error("history mended", product_id=product_id)
    observability.count("RemovalsFinished", removals)
    observability.count("OrdersSettled", settled)
    observability.count("HistoriesChecked", found.checked)
    observability.count("HistoriesMended", len(found.mended))
    told = {
        "removals_finished": removals,
        "orders_settled": settled,
        "histories_checked": found.checked,
        "histories_mended": len(found.mended),
    }
    observability.logger.info("reconciled", extra=told | {"is_whole": found.is_whole})
    observability.flush_metrics()
    return told | {"is_whole": found.is_whole}
