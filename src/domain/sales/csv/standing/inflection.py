"""Inflected forms of the words of status columns, and words that say "in part".

The lists hold one form, or two, of each word (:mod:`domain.sales.csv.standing.words`); programs, and people who type,
write others of number and gender. A form counts when what its ending is taken off, or exchanged for, is a listed word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.sales.csv.standing import words

if TYPE_CHECKING:
    from collections.abc import Iterator

_KNOWN: Final = words.SALE | words.NO_SALE | words.RETURNED
#: Endings with those that a listed form may have in their place: German, Dutch; French, Spanish, Portuguese, English;
#: Italian; Polish.
_ENDINGS: Final = (
    *((ending, ("",)) for ending in ("e", "er", "es", "en", "em", "s")),
    ("i", ("o",)),
    ("y", ("e", "o")),
    ("e", ("a", "o")),
    *((ending, ("ne", "ny", "na", "no")) for ending in ("ne", "ny", "na", "no", "ni", "nych")),
)
#: What is left of a word has at least so many letters.
_STEM: Final = 4
#: Words that say that something is true of a part of an order.
_IN_PART: Final = words.words(
    "partially, partly, part, partial, teilweise, teil, zum teil, partiellement, en partie, partiel, partielle,"
    "parcialmente, parcial, parzialmente, parziale, in parte, gedeeltelijk, gedeeltelijke, deels, częściowo, częściowy,"
    "częściowa, częściowe"
)


def listed_form(word: str) -> str:
    """Return the listed word that a word (normalised) is a form of; itself where it is none."""
    if word in _KNOWN:
        return word
    return next((form for form in _forms(word) if form in _KNOWN), word)


def _forms(word: str) -> Iterator[str]:
    """Yield what a word would be with one of its parts, or all of them, in another form."""
    parts = word.split(" ")
    others = [list(_forms_of(part)) for part in parts]
    for index, forms in enumerate(others):
        for form in forms:
            yield " ".join([*parts[:index], form, *parts[index + 1 :]])


def _forms_of(part: str) -> Iterator[str]:
    for ending, listed in _ENDINGS:
        stem = part.removesuffix(ending)
        if stem != part and len(stem) >= _STEM:
            yield from (stem + each for each in listed)


def whole_of(word: str) -> str | None:
    """Return what is said to be true in part, ``None`` where nothing is: of ``reembolso parcial`` ``reembolso``."""
    for part in _IN_PART:
        for rest in (word.removeprefix(f"{part} "), word.removesuffix(f" {part}")):
            if rest != word:
                return listed_form(rest)
    glued = word.removeprefix("teil")
    return listed_form(glued) if glued != word and listed_form(glued) in _KNOWN else None
