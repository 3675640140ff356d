"""What can go wrong with products."""

from __future__ import annotations

from domain.shared.errors import ConflictError, InvalidError, PreconditionFailedError


class ProductAlreadyExistsError(ConflictError):
    """The id is taken."""

    code = "product-exists"
    title = "Product exists already"

    def __init__(self, product_id: str) -> None:
        super().__init__(f"A product with the id '{product_id}' exists already. Use PUT to change it.")


class StaleProductError(PreconditionFailedError):
    """The product was changed since the caller read it."""

    code = "product-changed"
    title = "Product changed in the meantime"

    def __init__(self, product_id: str, expected: int) -> None:
        super().__init__(f"'{product_id}' is no longer at version {expected}. Read it again, then repeat the change.")


class InvalidProductError(InvalidError):
    """A product breaks a rule of the catalogue."""

    code = "invalid-product"
    title = "Invalid product"
