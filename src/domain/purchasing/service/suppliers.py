"""Use cases of suppliers and of the shop's settings."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from domain.purchasing.errors import ConcurrentChangeError, StaleVersionError, SupplierInUseError
from domain.purchasing.lead_times import learned
from domain.purchasing.models.supplier import Supplier
from domain.shared.errors import UnavailableError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from domain.purchasing.lead_times import LearnedLeadTime
    from domain.purchasing.models.settings import ShopSettings
    from domain.purchasing.models.supplier import SupplierDetails
    from domain.purchasing.ports import Deliveries, Settings, Suppliers
    from domain.shared.paging import Page
    from domain.shared.ports import Clock, IdSource

#: How often a change is tried again when another writer came in between.
ATTEMPTS: Final = 8


def busy(named: str) -> UnavailableError:
    """Return the error of a change that others kept getting in the way of."""
    return UnavailableError(f"Others keep changing '{named}'. Nothing was written; try again shortly.")


class SupplierService:
    """Creates, reads, changes and removes suppliers, and keeps the shop's settings.

    Parameters
    ----------
    suppliers, deliveries, settings
        Where suppliers, what they delivered, and settings are kept.
    clock, ids
        Time and fresh identifiers.
    """

    def __init__(
        self, suppliers: Suppliers, deliveries: Deliveries, settings: Settings, clock: Clock, ids: IdSource
    ) -> None:
        self._suppliers = suppliers
        self._deliveries = deliveries
        self._settings = settings
        self._clock = clock
        self._ids = ids

    def create(self, details: SupplierDetails, supplier_id: str | None = None) -> Supplier:
        """Add a supplier; raises :class:`SupplierExistsError` when the id is taken."""
        now = self._clock.now()
        supplier = Supplier(
            supplier_id=supplier_id or self._ids.new_id(), details=details, created_at=now, updated_at=now
        )
        self._suppliers.add(supplier)
        return supplier

    def get(self, supplier_id: str) -> Supplier:
        """Return one supplier; raises :class:`SupplierNotFoundError`."""
        return self._suppliers.get(supplier_id)

    def page(self, limit: int, after: str | None) -> Page[Supplier]:
        """Return a page of suppliers in order of their ids."""
        return self._suppliers.page(limit, after)

    def learned(self, suppliers: Sequence[Supplier]) -> dict[str, LearnedLeadTime | None]:
        """Return the lead times that were measured, by supplier."""
        found = self._deliveries.of_suppliers(supplier.supplier_id for supplier in suppliers)
        return {supplier_id: learned(deliveries) for supplier_id, deliveries in found.items()}

    def change(
        self,
        supplier_id: str,
        changed: Callable[[SupplierDetails], SupplierDetails],
        expected_version: int | None = None,
    ) -> Supplier:
        """Change the details of a supplier.

        Parameters
        ----------
        changed
            Makes the new details from the current ones.
        expected_version
            The version the caller last saw; ``None`` to change whatever is there now.

        Raises
        ------
        SupplierNotFoundError, StaleVersionError, InvalidPurchaseError
        """
        for _ in range(ATTEMPTS):
            current = self._current(supplier_id, expected_version)
            details = changed(current.details)
            if details == current.details:
                return current
            after = replace(current, details=details, updated_at=self._clock.now(), version=current.version + 1)
            try:
                self._suppliers.replace(after)
            except ConcurrentChangeError:
                continue
            return after
        raise busy(supplier_id)

    def delete(self, supplier_id: str, expected_version: int | None = None) -> None:
        """Remove a supplier.

        Raises
        ------
        SupplierNotFoundError, StaleVersionError
        SupplierInUseError
            When it has orders that are neither received nor cancelled.
        """
        for _ in range(ATTEMPTS):
            current = self._current(supplier_id, expected_version)
            if current.open_orders:
                raise SupplierInUseError(supplier_id, current.open_orders)
            try:
                self._suppliers.remove(current)
            except ConcurrentChangeError:
                continue
            return
        raise busy(supplier_id)

    def settings(self) -> ShopSettings:
        """Return the shop's settings."""
        return self._settings.get()

    def set_settings(self, wanted: ShopSettings, expected_version: int | None = None) -> ShopSettings:
        """Replace the shop's settings; raises :class:`StaleVersionError`."""
        for _ in range(ATTEMPTS):
            current = self._settings.get()
            if expected_version not in {None, current.version}:
                raise StaleVersionError("settings", expected_version or 0)
            if replace(wanted, version=current.version) == current:
                return current
            after = replace(wanted, version=current.version + 1)
            try:
                self._settings.put(after)
            except ConcurrentChangeError:
                continue
            return after
        raise busy("settings")

    def _current(self, supplier_id: str, expected_version: int | None) -> Supplier:
        current = self._suppliers.get(supplier_id)
        if expected_version not in {None, current.version}:
            raise StaleVersionError(supplier_id, expected_version or 0)
        return current
