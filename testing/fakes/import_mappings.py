"""Import mappings in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.shared.paging import Page

if TYPE_CHECKING:
    from collections.abc import Iterable

    from domain.shared.csv.import_mapping import ImportMapping


class FakeImportMappings:
    """Implements ``domain.shared.csv.import_mapping.ImportMappings``."""

    def __init__(self) -> None:
        self.kept: dict[str, ImportMapping] = {}

    def find(self, mapping_ids: Iterable[str]) -> dict[str, ImportMapping]:
        return {key: self.kept[key] for key in mapping_ids if key in self.kept}

    def page(self, limit: int, after: str | None) -> Page[ImportMapping]:
        found = [self.kept[key] for key in sorted(self.kept) if key > (after or "")]
        return Page(tuple(found[:limit]), found[limit - 1].mapping_id if len(found) > limit else None)

    def keep(self, mapping: ImportMapping) -> bool:
        there = self.kept.get(mapping.mapping_id)
        if (there.version if there else 0) != mapping.version - 1:
            return False
        self.kept[mapping.mapping_id] = mapping
        return True

    def remove(self, mapping: ImportMapping) -> bool:
        if self.kept.get(mapping.mapping_id) != mapping:
            return False
        del self.kept[mapping.mapping_id]
        return True
