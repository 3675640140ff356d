"""Product ids as spreadsheets leave them: what they add is taken off, what they destroyed is named, never guessed.

A spreadsheet puts an apostrophe beside a text, ``.0`` behind a number, drops leading zeros and writes long numbers as
powers of ten. The first two are undone where the plain id is known; the others lose digits that nothing brings back.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, Final

from domain.shared.csv.formulas import restored
from domain.shared.csv.report import Notice, shown
from domain.shared.identifiers import product_id_problem
from domain.shared.words import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    #: Tells which of some ids the catalogue has.
    type Exist = Callable[[Collection[str]], Collection[str]]

_APOSTROPHES: Final = "'\u2018\u2019\u02bc`\u00b4"
_INVISIBLE: Final = str.maketrans(dict.fromkeys("\ufeff\u200b\u200c\u200d\u2060\u00ad\u200e\u200f\u202a\u202c"))
_DECIMAL = re.compile(r"(\d+)[.,]0{1,2}", re.ASCII)
_DISPLAY = re.compile(r"\[([^\[\]]+)\]\s*(\S.*)?", re.DOTALL)
_POWER = re.compile(r"\d(?:[.,]\d+)?e[+-]\d{1,3}|\d[.,]\d+e\d{1,3}", re.ASCII | re.IGNORECASE)
#: The longest id of digits that are padded: a GTIN.
_DIGITS: Final = 14
#: Altered ids that are resolved, and those that are named.
MOST_ALTERED: Final = 100_000
_NAMED: Final = 5


def bare_id(text: str) -> str:
    """Return a cell's id without blanks around it, invisible characters and the formula that keeps its zeros.

    Of a product as Odoo displays it, ``[CODE] Name``, it is the code: no id holds brackets.
    """
    if not text.isascii():
        text = text.translate(_INVISIBLE)
    text = text.strip()
    if text.startswith("[") and (display := _DISPLAY.fullmatch(text)):
        return display[1].strip()
    return restored(text)


def display_name(text: str, product_id: str) -> str:
    """Return the name in a cell that shows a product as ``[CODE] Name``, and any other text as it is."""
    display = _DISPLAY.fullmatch(text.strip())
    return (display[2] or "").strip() if display and bare_id(text) == product_id else text


def is_damaged(product_id: str) -> bool:
    """Tell whether an id is a number written as a power of ten, whose last digits are gone."""
    return _POWER.fullmatch(product_id) is not None


def is_altered(product_id: str) -> bool:
    """Tell whether an id looks as if a spreadsheet had changed it."""
    return bool(_plain_forms(product_id)) or is_damaged(product_id)


def _plain_forms(product_id: str) -> list[str]:
    """Return what an id was before a spreadsheet added to it, the closest first; nothing for an id as it should be."""
    text = product_id.strip(_APOSTROPHES).strip()
    forms = [text]
    if match := _DECIMAL.fullmatch(text):
        forms.append(match[1])
    return [form for form in forms if form != product_id and not product_id_problem(form)]


def similar_forms(product_id: str) -> list[str]:
    """Return ids that are the same to a person, and that a spreadsheet takes for the same: case, leading zeros."""
    forms = [product_id.upper(), product_id.lower(), product_id.capitalize(), product_id.title()]
    if product_id.isdecimal():
        forms += [product_id.zfill(width) for width in range(len(product_id) + 1, _DIGITS + 1)]
        forms += [product_id.lstrip("0") or "0", f"{product_id}.0"]
    if match := _DECIMAL.fullmatch(product_id):
        forms.append(match[1])
    return [form for form in dict.fromkeys(forms) if form != product_id]


def likeness(product_id: str) -> str:
    """Return what all similar ids have in common."""
    match = _DECIMAL.fullmatch(product_id)
    plain = match[1] if match else product_id
    return (plain.lstrip("0") or "0") if plain.isdecimal() else plain.casefold()


@dataclass(frozen=True)
class IdReading:
    """Product ids of one file's cells, where those are not the ids themselves.

    Parameters
    ----------
    known_as
        The product id by the cell's own: by the caller's word, and of altered ids.
    plain
        Altered ids that were read as their plain forms, the first of them.
    kept
        Altered ids whose plain form nothing knows, the first of them: they are taken as they are.
    plain_ids, kept_ids
        How many there are.
    """

    known_as: Mapping[str, str] = field(default_factory=dict)
    plain: tuple[tuple[str, str], ...] = ()
    kept: tuple[tuple[str, str], ...] = ()
    plain_ids: int = 0
    kept_ids: int = 0

    def notices(self) -> Iterator[Notice]:
        """Yield what is to be known of altered ids."""
        if self.plain_ids:
            told = f"{counted(self.plain_ids, 'id')} read without what a spreadsheet added: {_listed(self.plain)}."
            yield Notice("plain_ids", told)
        if self.kept_ids:
            yield Notice(
                "altered_ids",
                f"{counted(self.kept_ids, 'id looks', 'ids look')} as if a spreadsheet had changed them, and neither "
                f"the catalogue nor the file has the plain form: {_listed(self.kept)}. If they are other products, "
                "correct them, or pass sku_map=.",
            )


def _listed(pairs: Iterable[tuple[str, str]]) -> str:
    return ", ".join(f"'{shown(text)}' as '{product_id}'" for text, product_id in pairs)


def read_ids(texts: Collection[str], seen: Collection[str], sku_map: Mapping[str, str], exist: Exist) -> IdReading:
    """Return what the altered ones among a file's ids are.

    Parameters
    ----------
    texts
        The file's altered ids (:func:`is_altered`).
    seen
        Those of their :func:`plain_ids_of` that the file holds as well.
    sku_map
        The caller's word: product ids by the file's own.
    exist
        The catalogue's.
    """
    forms = {text: [text, *_plain_forms(text)] for text in texts if text not in sku_map}
    asked = set(_possible(chain.from_iterable(forms.values())))
    known = exist(asked) if asked else ()
    there = {text: product_id for text, listed in forms.items() if (product_id := _known(listed, known, seen))}
    kept = _as_they_are({text: listed for text, listed in forms.items() if text not in there})
    plain = [(text, product_id) for text, product_id in there.items() if text != product_id]
    known_as = {**sku_map, **there, **kept}
    return IdReading(known_as, tuple(plain[:_NAMED]), tuple(kept.items())[:_NAMED], len(plain), len(kept))


def _as_they_are(forms: Mapping[str, list[str]]) -> dict[str, str]:
    """Return the ids of altered ones that nothing else knows, damaged ones left out."""
    return {
        text: own
        for text, listed in forms.items()
        if not is_damaged(text) and (own := next(_possible(listed), None)) is not None
    }


def _possible(forms: Iterable[str]) -> Iterator[str]:
    """Yield the forms that may be product ids."""
    return (form for form in forms if not product_id_problem(form))


def _known(forms: list[str], known: Collection[str], seen: Collection[str]) -> str | None:
    """Return the form that the catalogue has, the closest to the cell first, or a plain one that the file has."""
    return next(filter(known.__contains__, forms), None) or next(filter(seen.__contains__, reversed(forms[1:])), None)


def plain_ids_of(texts: Iterable[str]) -> set[str]:
    """Return the plain forms of altered ids."""
    return {form for text in texts for form in _plain_forms(text)}


def wrong_id(text: str) -> tuple[str, str] | None:
    """Return the code and detail of what keeps a cell from being an id; ``None`` for an id."""
    product_id = bare_id(text)
    if not product_id:
        return "missing_product", "The row needs the product's id (SKU)."
    if is_damaged(product_id):
        return "damaged_id", (
            "A spreadsheet wrote this id as a power of ten, and its last digits are lost. Export the column as text, "
            "or say which product it is: sku_map=."
        )
    if problem := product_id_problem(product_id):
        return "invalid_product_id", f"A product id {problem}. Pass sku_map= to say which product it is."
    return None


def alike(product_ids: Iterable[str]) -> tuple[str, str] | None:
    """Return the first two ids that hardly differ."""
    seen: dict[str, str] = {}
    pairs = ((seen.setdefault(likeness(each), each), each) for each in product_ids)
    return next((pair for pair in pairs if pair[0] != pair[1]), None)


def alike_notice(pair: tuple[str, str]) -> Notice:
    """Return what is said of two new products that hardly differ."""
    one, other = pair
    told = f"'{one}' and '{other}' hardly differ, and became two products. If they are one, pass sku_map=."
    return Notice("similar_products", told)


def similar_detail(other: str) -> str:
    """Return what is said of an id that differs from a product's own in nothing but case or leading zeros."""
    return (
        f"The catalogue has '{other}', which is the same but for upper and lower case or what a spreadsheet drops. "
        "Correct the id, or say which product it is: sku_map=. If it is another product, create it first."
    )
