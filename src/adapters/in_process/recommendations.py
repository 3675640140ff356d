"""Replenishment's recommendations for reports as files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.replenishment.document import worklist_document
from domain.replenishment.models import Selection, Urgency
from domain.replenishment.worklist import Sort

if TYPE_CHECKING:
    from domain.replenishment.service.recommendations import RecommendationService
    from domain.reporting.models import ReportFilters
    from domain.shared.documents import Document


class ServiceRecommendations:
    """Implements :class:`domain.reporting.ports.Recommendations` with replenishment's service."""

    def __init__(self, service: RecommendationService) -> None:
        self._service = service

    def document(self, filters: ReportFilters, currency: str) -> Document:
        """Return the recommendations that pass the filters, in their order."""
        urgency = None if filters.urgency is None else Urgency(filters.urgency)
        sort = Sort.URGENCY if filters.sort is None else Sort(filters.sort)
        selection = Selection(
            category=filters.category,
            supplier_id=filters.supplier_id,
            product_id=filters.product_id,
            text=filters.text,
        )
        return worklist_document(
            self._service.list(selection), selection, urgency, currency, sort, snoozed=filters.snoozed
        )
