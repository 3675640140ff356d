"""Keys: what they look like, in which order they sort, and that they are spelt in one module."""

from __future__ import annotations

import ast
import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from adapters.dynamodb import keys

ROOT = Path(__file__).parents[4]
DAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 8, 30, tzinfo=UTC)
#: Every kind of item there is, and the key that a table written years ago has for it.
SPELT = {
    "product": (keys.product("A"), ("PRODUCT#A", "METADATA")),
    "sales_day": (keys.sales_day("A", DAY), ("SALES#A", "DATE#2026-11-20")),
    "history": (keys.history("A"), ("SALES#A", "HISTORY")),
    "upload": (keys.upload("u1"), ("UPLOAD#u1", "METADATA")),
    "forecast_day": (keys.forecast_day("A", DAY), ("FORECAST#A", "DATE#2026-11-20")),
    "latest": (keys.latest("A"), ("FORECAST#A", "LATEST")),
    "run": (keys.run("A", NOW, "r1"), ("FORECAST#A", "RUN#2026-11-20T08:30:00.000+00:00#r1")),
    "override": (keys.override("A", "o1"), ("FORECAST#A", "OVERRIDE#o1")),
    "overridden": (keys.overridden("A"), ("OVERRIDDEN", "A")),
    "proposal": (keys.proposal("bedrock", DAY, "A", "r1"), ("LEDGER#bedrock", "OPEN#2026-11-20#A#r1")),
    "track_record": (keys.track_record("bedrock", "A"), ("LEDGER#bedrock", "PRODUCT#A")),
    "track_record of the shop": (keys.track_record("bedrock", None), ("LEDGER#bedrock", "SHOP")),
    "job": (keys.job("j1"), ("JOB#j1", "METADATA")),
    "batch": (keys.batch("j1", 7), ("JOB#j1", "BATCH#000007")),
    "report": (keys.report("r1"), ("REPORT#r1", "METADATA")),
    "shop_state": (keys.shop_state(), ("SHOP", "STATE")),
    "shop_profile": (keys.shop_profile(), ("SHOP", "PROFILE")),
    "partial": (keys.partial("forecasts-7", 3), ("PARTIALS#forecasts-7", "03")),
    "stale_partials": (keys.stale_partials(), ("PARTIALS", "STALE")),
    "worklist_shard": (keys.worklist_shard(7), ("WORKLIST#07", "ROWS")),
    "breaker": (keys.breaker("bedrock"), ("BREAKER", "bedrock")),
}
_PREFIX = re.compile(
    r"\b(PRODUCT|SALES|DATE|UPLOAD|FORECAST|RUN|OVERRIDE|LEDGER|OPEN|JOB|BATCH|REPORT|WORKLIST|PARTIALS)#"
    r"|^(HISTORY|LATEST|METADATA|OVERRIDDEN|SHOP|STATE|PROFILE|BREAKER|HEALTH|PRODUCT|SALES|FORECAST)$"
)


@pytest.mark.parametrize("kind", SPELT)
def test_keys_are_those_that_tables_hold(kind):
    made, kept = SPELT[kind]
    assert made == kept
    assert keys.attributes(made) == {"PK": kept[0], "SK": kept[1]}


def test_runs_sort_as_their_moments_do_wherever_these_are():
    moments = [NOW, NOW + timedelta(milliseconds=1), NOW + timedelta(days=1), NOW + timedelta(days=365)]
    sorts = [keys.run("A", moment, "r")[1] for moment in moments]
    assert sorts == sorted(sorts)
    elsewhere = NOW.astimezone(datetime.strptime("+0530", "%z").tzinfo)
    assert keys.run("A", elsewhere, "r") == keys.run("A", NOW, "r")


def test_a_span_holds_what_begins_like_it_and_ends_with_its_last():
    low, high = keys.span(keys.PROPOSALS, "2026-11-20#")
    inside = [keys.proposal("s", day, "ä~", "r")[1] for day in (date(2000, 1, 1), DAY)]
    outside = [keys.proposal("s", DAY + timedelta(days=1), "A", "r")[1], keys.track_record("s", "A")[1]]
    assert [low <= sort <= high for sort in inside + outside] == [True, True, False, False]


def spellings(path: Path) -> list[str]:
    """Return the texts of a module, docstrings apart, that spell a key."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documented = ast.Module | ast.ClassDef | ast.FunctionDef
    docstrings = {
        id(node.body[0].value) for node in ast.walk(tree) if isinstance(node, documented) and _documents(node)
    }
    texts = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    return [text.value for text in texts if id(text) not in docstrings and _PREFIX.search(text.value)]


def _documents(node: ast.AST) -> bool:
    return bool(node.body) and isinstance(node.body[0], ast.Expr)


def test_keys_are_spelt_in_one_module():
    own = ROOT / "src/adapters/dynamodb/keys.py"
    assert len(spellings(own)) > 15
    others = [path for folder in ("src", "local", "scripts") for path in (ROOT / folder).rglob("*.py") if path != own]
    assert {str(path): found for path in others if (found := spellings(path))} == {}
