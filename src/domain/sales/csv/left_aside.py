"""Columns of amounts that a table of no known program has beside its quantities, and that are not read.

Whether a row stands as it was sold or as it was left is the program's to say: such a column is named, with what to pass
if it is to be taken off.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from domain.sales.csv.layouts.table import PLAIN
from domain.sales.csv.standing.words import words
from domain.shared.csv.columns import SHOWN_NAME, normal_name
from domain.shared.csv.report import Notice
from domain.shared.csv.text import printable

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from domain.sales.csv.detect import FilePlan

#: Words for pieces and for what came back; a name with one of each counts returns.
_PIECES: Final = words(
    "qty, quantity, units, items, pieces, menge, anzahl, stück, quantité, qté, unités, cantidad, cant, unidades, uds,"
    "quantità, qtà, unità, pezzi, aantal, hoeveelheid, stuks, quantidade, qtd, qtde, peças, ilość, liczba, sztuk, szt"
)
_BACK: Final = words(
    "returned, returns, return, refunded, refunds, refund, cancelled, canceled, retourniert, retouren, retoure,"
    "erstattet, storniert, rückgabe, retournée, retournées, retourné, remboursée, remboursées, remboursé, devuelta,"
    "devueltas, devuelto, devueltos, reembolsada, reembolsadas, resi, resa, reso, restituita, rimborsata,"
    "geretourneerd,"
    "retour, terugbetaald, devolvida, devolvidas, devolvido, zwrócona, zwróconych, zwrócone, zwroty, zwrot"
)
_GLUED: Final = words("retourmenge, retourenmenge, rückgabemenge, stornomenge")
_LOWERED: Final = words(
    "discount, discounts, rabatt, nachlass, remise, remises, descuento, descuentos, sconto, sconti, korting, desconto,"
    "descontos, rabat"
)


def unread_amounts(plan: FilePlan) -> Iterator[Notice]:
    """Yield a notice of each column of returns, or of discounts that lower the revenue, which is left aside."""
    if plan.layout is not PLAIN:
        return
    used = {*plan.roles.values(), *(column.index for column in plan.standing)}
    for name in (name for index, name in enumerate(plan.header.names) if index not in used):
        parts = set(normal_name(name).split())
        if _counts_returns(parts) and "refunded_quantity" not in plan.roles:
            yield _notice("refunds_not_used", name, "refunded_quantity", "how many of a row's pieces came back")
        elif parts & _LOWERED and _needs_discount(plan):
            yield _notice("discount_not_used", name, "discount", "what a row's price was lowered by in all")


def _counts_returns(parts: Collection[str]) -> bool:
    return not _GLUED.isdisjoint(parts) or not (_PIECES.isdisjoint(parts) or _BACK.isdisjoint(parts))


def _needs_discount(plan: FilePlan) -> bool:
    """Tell whether revenue is worked out of prices that nothing lowers."""
    return "price" in plan.roles and not {"revenue", "discount"} & plan.roles.keys()


def _notice(code: str, name: str, role: str, what: str) -> Notice:
    shown = printable(name, SHOWN_NAME)
    told = json.dumps({role: shown}, ensure_ascii=False)
    aside = f"The column '{shown}' is not looked at; rows count as if it were empty."
    return Notice(code, " ".join((aside, f"If it says {what}, pass columns={told}.")))
