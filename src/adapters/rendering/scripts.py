"""Scripts in PDF: which font shows which characters.

Latin is set in the reader's own Helvetica. Greek, Cyrillic and further alphabets come from DejaVu Sans, of which the
used glyphs are put into the file; Chinese, Japanese and Korean from the readers' own Asian fonts. What no font has, or
what is written from right to left, which ReportLab does not order, becomes a question mark; :func:`is_whole` tells.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Any, Final

_DEJAVU: Final = "DejaVuSans"
_FILE: Final = Path(__file__).parent / "fonts" / "DejaVuSans.ttf"
_JAPANESE, _CHINESE, _KOREAN = "HeiseiMin-W3", "STSong-Light", "HYSMyeongJo-Medium"
_KANA: Final = ((0x3040, 0x30FF), (0x31F0, 0x31FF), (0xFF65, 0xFF9F))
_HANGUL: Final = ((0x1100, 0x11FF), (0x3130, 0x318F), (0xAC00, 0xD7AF))
_HAN: Final = ((0x2E80, 0x303F), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0xFF00, 0xFFEF))
_UNKNOWN: Final = "?"


def is_plain(text: str) -> bool:
    """Tell whether Helvetica shows all of a text."""
    try:
        text.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True


def is_whole(text: str) -> bool:
    """Tell whether every character of a text is shown."""
    return is_plain(text) or all(_font(char, text) is not None for char in text)


def markup(text: str) -> str:
    """Return a text as ReportLab's paragraphs read it: taken literally, each script in its font, line breaks kept."""
    if is_plain(text):
        return _literal(text)
    parts = []
    for font, chars in groupby(text, lambda char: _font(char, text)):
        run = "".join(chars)
        if font is None:
            parts.append(_UNKNOWN * len(run))
        else:
            parts.append(f'<font name="{font}">{_literal(run)}</font>' if font else _literal(run))
    return "".join(parts)


def _literal(text: str) -> str:
    return escape(text, quote=False).replace("\n", "<br/>")


def _font(char: str, text: str) -> str | None:
    """Return the font of a character, empty for Helvetica, ``None`` for none."""
    if is_plain(char):
        return ""
    if _within(char, _HANGUL):
        return _asian(_KOREAN)
    if _within(char, _KANA) or _within(char, _HAN):
        return _asian(_JAPANESE if any(_within(each, _KANA) for each in text) else _CHINESE)
    if unicodedata.bidirectional(char) in {"R", "AL"}:
        return None
    in_basic_plane = ord(char) <= 0xFFFF  # ReportLab tells readers wrongly what stands beyond it
    return _DEJAVU if in_basic_plane and ord(char) in _glyphs() else None


def _within(char: str, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(first <= ord(char) <= last for first, last in ranges)


@cache
def _asian(name: str) -> str:
    """Return an Asian font's name, known to ReportLab from the first call on."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont

    pdfmetrics.registerFont(UnicodeCIDFont(name))
    return name


@cache
def _glyphs() -> Any:
    """Return the code points that DejaVu Sans has, which ReportLab knows from the first call on."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    font = TTFont(_DEJAVU, str(_FILE))
    pdfmetrics.registerFont(font)
    return font.face.charToGlyph
