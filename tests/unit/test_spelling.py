"""One spelling of a number, everywhere: in sentences of the API, on the pages and in the documents."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WORDS = ROOT / "src/domain/shared/words.py"
MODULES = sorted(path for path in (ROOT / "src").rglob("*.py") if path != WORDS)
PAGES = sorted(path for suffix in ("ts", "tsx") for path in (ROOT / "web/src").rglob(f"*.{suffix}"))
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
#: A percent sign apart from its number, literal or filled in: "18 %", f"{share} %", `${share} %`.
APART = re.compile("[\\d}][ \u00a0\u202f]%(?![\\w(])")
#: Where a percentage or a separator for thousands would be formatted without the module of words.
FORMATS = re.compile(r"%$|,|%[aAbBd]")


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("spelled", ["95 %", "{share} %", "95\u00a0%", "${share} %."])
def test_the_other_spelling_would_be_found(spelled):
    assert APART.search(spelled)


@pytest.mark.parametrize("path", [*MODULES, *PAGES, *DOCUMENTS], ids=name)
def test_percentages_have_no_space(path):
    found = [
        line.strip() for line in path.read_text().splitlines() if APART.search(line) and not _is_modulo(path, line)
    ]
    assert not found, "write 18%, not 18 %"


def _is_modulo(path: Path, line: str) -> bool:
    return path.suffix != ".md" and re.search(r"[\d}] % \d", line) is not None


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_only_the_module_of_words_formats_numbers_and_names_months(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FormattedValue) and isinstance(node.format_spec, ast.JoinedStr):
            spec = "".join(str(part.value) for part in node.format_spec.values if isinstance(part, ast.Constant))
            assert not FORMATS.search(spec.replace("%Y-%m-%d", "")), f"line {node.lineno}: use domain.shared.words"
        if isinstance(node, ast.Dict | ast.Tuple | ast.List):
            inside = [each.value for each in ast.walk(node) if isinstance(each, ast.Constant)]
            assert not {"January", "Monday"} & set(map(str, inside)), f"line {node.lineno}: use domain.shared.words"
