"""Errors of the catalogue."""

from __future__ import annotations

from domain.shared.errors import ConflictError, InvalidError, NotFoundError, PreconditionFailedError


class ProductAlreadyExistsError(ConflictError):
    """The id is taken."""

    code = "product-exists"
    title = "Product exists already"

    def __init__(self, product_id: str) -> None:
        super().__init__(f"A product with the id '{product_id}' exists already. Use PUT to change it.")


class RemovalFinishedError(NotFoundError):
    """Another request has finished the removal that this one took part in."""

    code = "product-not-found"
    title = "Product not found"

    def __init__(self, product_id: str) -> None:
        super().__init__(
            f"Another request has finished removing '{product_id}'. A product that has this id now is a later one, "
            "and nothing of it was touched."
        )


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
