"""The glossary names what is there, and the words it rules out are used nowhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GLOSSARY = ROOT / "docs/glossary.md"


def rows(columns: int) -> list[list[str]]:
    """Return the rows of the glossary's table with so many columns, without its head."""
    lines = [
        line.strip("|").split("|") for line in GLOSSARY.read_text(encoding="utf-8").splitlines() if line[:1] == "|"
    ]
    return [[cell.strip() for cell in line] for line in lines if len(line) == columns][2:]


def text(folder: str, *suffixes: str) -> str:
    paths = sorted(path for path in (ROOT / folder).rglob("*") if path.suffix in suffixes)
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)


#: How a name stands where its column says: a property, an identifier that is defined, a quoted attribute, a label.
AS_WRITTEN = {
    2: r'"{}":',
    3: r"(?:^|[\s(*]){}(?::\s|\(| ?=)",
    4: r'"{}"',
    5: r"[>'\"]{}(?:[<'\",]| \()",
}
TERMS = rows(6)
WHERE = {
    2: (ROOT / "src/handlers/system/openapi.json").read_text(encoding="utf-8"),
    3: text("src/domain", ".py"),
    4: text("src/adapters", ".py"),
    5: text("web/src", ".ts", ".tsx"),
}


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term[0])
def test_every_name_of_a_term_is_there(term):
    assert term[1], "says what it means"
    for column, searched in WHERE.items():
        for name in [] if term[column] == "\u2013" else term[column].split(", "):
            written = AS_WRITTEN[column].format(name.strip("`"))
            assert re.search(written, searched), f"{name} is named in column {column + 1} and is not there"


def test_terms_are_named_once_and_there_are_some():
    names = [term[0] for term in TERMS]
    assert len(names) > 20
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("row", rows(2), ids=lambda row: row[0])
def test_words_that_are_ruled_out_are_used_nowhere(row):
    for folder, suffixes in (("src", (".py",)), ("web/src", (".ts", ".tsx")), ("docs", (".md",))):
        for path in (ROOT / folder).rglob("*"):
            if path.suffix in suffixes and path != GLOSSARY:
                for word in re.findall(r"`([^`]+)`", row[1]):
                    # In any case but that of a class: LeadTime is two words.
                    spelt = "|".join(map(re.escape, (word, word.capitalize(), word.upper())))
                    found = re.search(rf"(?<!\w)(?:{spelt})(?!\w)", path.read_text(encoding="utf-8"))
                    assert not found, f"{path.relative_to(ROOT)}: write {row[0]}"
