"""Product statuses of other programs: sold, no longer sold, or not yet."""

from __future__ import annotations

from typing import Final

from domain.products.models import ProductStatus
from domain.shared.csv.columns import normal_name


def _words(listed: str) -> frozenset[str]:
    return frozenset(map(normal_name, listed.split("|")))


#: A product that is only being prepared: its row is left out.
DRAFT: Final = _words("draft|entwurf|brouillon|borrador|bozza|concept|rascunho|szkic|pending|unpublished|deleted|trash")
_KNOWN: Final = {
    ProductStatus.ACTIVE: _words("active|enabled|published|publish|aktiv|actif|activo|attivo|actief|ativo|aktywny"),
    ProductStatus.DISCONTINUED: _words(
        "discontinued|archived|inactive|disabled|obsolete|end of life|inaktiv|archiviert|ausgelaufen|inactif|"
        "archivé|inactivo"
        "|archivado|descatalogado|inattivo|archiviato|inactief|gearchiveerd|inativo|arquivado|nieaktywny|"
        "zarchiwizowany"
    ),
}


def product_status(text: str) -> ProductStatus | None:
    """Return the status that a word stands for, ``None`` when it is none that is known."""
    word = normal_name(text)
    return next((status for status, words in _KNOWN.items() if word in words), None)


def is_draft(text: str) -> bool:
    """Tell whether a word says that the product is not sold yet."""
    return normal_name(text) in DRAFT
