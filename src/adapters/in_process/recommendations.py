"""Replenishment's recommendations for reports as files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.replenishment.document import worklist_document
from domain.replenishment.models import Urgency

if TYPE_CHECKING:
    from domain.replenishment.service.recommendations import RecommendationService
    from domain.shared.documents import Document


class ServiceRecommendations:
    """Implements :class:`domain.reporting.ports.Recommendations` with replenishment's service."""

    def __init__(self, service: RecommendationService) -> None:
        self._service = service

    def document(self, category: str | None, urgency: str | None, currency: str) -> Document:
        """Return the recommendations for all products or a category, all or those of one urgency, worst first."""
        only = None if urgency is None else Urgency(urgency)
        return worklist_document(self._service.list(category), category, only, currency)
