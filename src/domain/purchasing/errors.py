"""Errors of purchasing."""

from __future__ import annotations

from domain.shared.errors import ConflictError, FieldError, InvalidError, NotFoundError, PreconditionFailedError
from domain.shared.words import counted


class SupplierNotFoundError(NotFoundError):
    """No supplier has this id."""

    code = "supplier-not-found"
    title = "Supplier not found"

    def __init__(self, supplier_id: str) -> None:
        super().__init__(f"No supplier has the id '{supplier_id}'.")


class PurchaseOrderNotFoundError(NotFoundError):
    """No purchase order has this id."""

    code = "purchase-order-not-found"
    title = "Purchase order not found"

    def __init__(self, purchase_order_id: str) -> None:
        super().__init__(f"No purchase order has the id '{purchase_order_id}'.")


class SupplierExistsError(ConflictError):
    """The id is taken."""

    code = "supplier-exists"
    title = "Supplier exists already"

    def __init__(self, supplier_id: str) -> None:
        super().__init__(f"A supplier with the id '{supplier_id}' exists already. Use PUT to change it.")


class PurchaseOrderExistsError(ConflictError):
    """The id is taken."""

    code = "purchase-order-exists"
    title = "Purchase order exists already"

    def __init__(self, purchase_order_id: str) -> None:
        super().__init__(f"A purchase order with the id '{purchase_order_id}' exists already.")


class SupplierInUseError(ConflictError):
    """The supplier has orders that are neither received nor cancelled."""

    code = "supplier-has-open-orders"
    title = "Supplier has open orders"

    def __init__(self, supplier_id: str, orders: int) -> None:
        super().__init__(
            f"'{supplier_id}' has {counted(orders, 'purchase order')} neither received nor cancelled. "
            "Receive or cancel them first."
        )


class WrongStatusError(ConflictError):
    """The order's status does not allow what was asked for."""

    code = "purchase-order-status"
    title = "Not possible in this status"


class ReceiptLimitError(ConflictError):
    """An order has as many receipts as one order keeps."""

    code = "too-many-receipts"
    title = "Too many receipts"


class StaleVersionError(PreconditionFailedError):
    """The caller acted on a version that is no longer the current one."""

    code = "purchasing-changed"
    title = "Changed in the meantime"

    def __init__(self, named: str, expected: int) -> None:
        super().__init__(f"'{named}' is no longer at version {expected}. Read it again, then repeat the change.")


class InvalidPurchaseError(InvalidError):
    """A supplier, an order or a receipt breaks a rule of purchasing."""

    code = "invalid-purchase"
    title = "Invalid input"

    @classmethod
    def at(cls, pointer: str, code: str, detail: str) -> InvalidPurchaseError:
        """Return the error of one field; ``detail`` is a sentence without its first word's capital or a full stop."""
        return cls(f"{pointer} {detail}.", fields=(FieldError(pointer, code, detail),))


class OverReceiptError(InvalidPurchaseError):
    """More arrived than is open on a line."""

    code = "over-receipt"
    title = "More received than open"


class ConcurrentChangeError(Exception):
    """Someone else changed the order, its supplier or a product meanwhile, and nothing was written."""
