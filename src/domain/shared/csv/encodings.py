"""Detection of a text's encoding: UTF-16 by its zeros, windows-1252 or mac roman by the letters that make sense.

A byte makes sense in an encoding when it is a letter of western Europe beside plain letters and in their case, or a
sign that stands outside words. Texts of other alphabets make no sense in either, and are left to the caller to name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from domain.shared.csv.text import Encoding, check_is_text
from domain.shared.csv.wide import HEAD, TextInMemory

_RUN = re.compile(rb"([A-Za-z]?)([\x80-\xff]+)([A-Za-z]?)")
_CANDIDATES: Final = (Encoding.WINDOWS_1252, Encoding.MAC_ROMAN)
_SIGNS: Final = frozenset("€£¥©®™°·–—…«»“”„‘’‚½¼¾²³ºª§±×\u00a0")  # noqa: RUF001  # typography
#: So much of what is not UTF-8 has to make sense.
_ENOUGH: Final = 0.9


@dataclass
class EncodingEvidence:
    """Evidence of one text's bytes on its encoding.

    Parameters
    ----------
    characters, strays
        Runs of bytes beyond ASCII that are UTF-8, and bytes that are not.
    sensible
        How many of the strays make sense, by encoding.
    """

    characters: int = 0
    strays: int = 0
    sensible: dict[str, int] = field(default_factory=dict)

    def add(self, data: bytes) -> None:
        """Take the evidence of some whole lines."""
        if data.isascii():
            return
        if not self.strays and _is_utf8(data):
            self.characters += 1
            return
        for before, run, behind in _RUN.findall(data):
            if _is_utf8(run):
                self.characters += 1
            else:
                self._add_stray(before, run, behind)

    def _add_stray(self, before: bytes, run: bytes, behind: bytes) -> None:
        self.strays += len(run)
        for encoding in _CANDIDATES:
            if _makes_sense(before, run, behind, encoding):
                self.sensible[encoding.value] = self.sensible.get(encoding.value, 0) + len(run)

    def other_than(self, told: Encoding | None) -> str | None:
        """Return what shows another encoding than one of a byte a letter; UTF-8's strays are rejected row by row."""
        if told not in _CANDIDATES:
            return None
        if self.characters and not self.strays:
            return "letters in UTF-8"
        other = self.encoding
        return f"letters in {other.value}" if other in _CANDIDATES and other is not told else None

    @property
    def encoding(self) -> Encoding:
        """The encoding; UTF-8 where nothing else fits clearly."""
        scores = [(self.sensible.get(encoding.value, 0), encoding) for encoding in _CANDIDATES]
        (most, best), (less, _) = sorted(scores, key=lambda pair: pair[0], reverse=True)
        is_clear = most > less and most >= _ENOUGH * self.strays and self.strays > self.characters
        return best if is_clear else Encoding.UTF_8


def encoding_of(data: bytes) -> Encoding:
    """Return the encoding of a whole text."""
    evidence = EncodingEvidence()
    evidence.add(data)
    return evidence.encoding


def text_of(data: bytes, told: Encoding | None) -> tuple[bytes, Encoding]:
    """Return the text of a whole file in memory as it is read, and its encoding.

    Parameters
    ----------
    told
        The caller's word on it.

    Raises
    ------
    UnsupportedEncodingError, NotATextFileError
    """
    text = TextInMemory.of(data, told=told is Encoding.UTF_16)
    if text.is_wide:
        return text.data, Encoding.UTF_16
    check_is_text(data[:HEAD])
    return data, told or encoding_of(data)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _makes_sense(before: bytes, run: bytes, behind: bytes, encoding: Encoding) -> bool:
    try:
        text = run.decode(encoding)
    except UnicodeDecodeError:
        return False
    if _SIGNS.issuperset(text):
        return not (before and behind) or text == "’"  # noqa: RUF001  # an apostrophe
    return len(text) <= 2 and all(map(_is_western, text)) and _has_case_of(text, before, behind)


def _is_western(char: str) -> bool:
    """Tell whether a character is a letter of western Europe beyond ASCII."""
    return "\u00c0" <= char <= "\u017f" and char.isalpha()


def _has_case_of(text: str, before: bytes, behind: bytes) -> bool:
    """Tell whether letters have neighbours, and their case: a capital stands at a word's start or among capitals."""
    if not before and not behind:
        return False
    if before.islower() or (before and behind.islower()):
        return text == text.lower()
    return not (before and behind.isupper()) or text in {text.upper(), "ß"}
