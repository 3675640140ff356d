"""Errors of the catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.shared.errors import ConflictError, FieldError, InvalidError, NotFoundError, PreconditionFailedError

if TYPE_CHECKING:
    from collections.abc import Sequence

#: What a new product cannot be without.
NEEDED: Final = ("name", "category", "current_price")


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


class IncompleteProductError(InvalidProductError):
    """There is no such product yet, and what is known of it does not make one."""

    code = "incomplete-product"
    title = "Incomplete product"

    def __init__(self, missing: Sequence[str]) -> None:
        needed = tuple(FieldError(f"/{name}", "missing", "is needed for a new product") for name in missing)
        super().__init__(
            f"There is no such product yet; a new one needs {', '.join(NEEDED)}. Missing: {', '.join(missing)}.",
            fields=needed,
        )


class BusyProductError(ConflictError):
    """Other writers keep changing the product."""

    code = "product-busy"
    title = "Product is being changed"

    def __init__(self, product_id: str) -> None:
        super().__init__(f"Others keep changing '{product_id}'. Send it again.")
