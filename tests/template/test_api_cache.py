"""API Gateway's answer cache: what it keeps and for how long, what tells answers apart, which errors it may repeat."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from handlers.shared.gateway_cache import STAGE_VARIABLE, repeated_seconds
from testing.template import load_template

ROOT = Path(__file__).parents[2]
#: What is cached. No GET whose errors hang on the shop's data: a 404 would be repeated after the product is there.
CACHED = {"/products", "/sales-data/summary", "/reports/forecast-summary", "/reports/inventory-recommendations"}
#: Errors that a cached GET may answer, and why it does no harm when the cache repeats them.
REPEATABLE = {
    "400": "a cursor that cannot be read: the same request is never answered otherwise",
    "403": "the gateway's own, before its cache",
    "422": "parameters that break a rule: the same request is never answered otherwise",
    "429": "the gateway's own, before its cache",
    "503": "its Retry-After is no less than it is repeated",
}
#: Errors that newer data of the shop end.
ENDED_BY_DATA = {"404", "409", "412"}


def cache_key(operation):
    return {
        name.removeprefix("method.request.")
        for name in operation["x-amazon-apigateway-integration"].get("cacheKeyParameters", [])
    }


def stage(expanded):
    return expanded.of_type("AWS::ApiGateway::Stage")["ApiStage"]["Properties"]


def lifetimes(expanded):
    """Return the seconds for which the stage keeps the answers of each cached GET, by path."""
    return {
        item["ResourcePath"].replace("/~1", "/", 1).replace("~1", "/"): item["CacheTtlInSeconds"]
        for item in stage(expanded)["MethodSettings"]
        if item["CachingEnabled"] is not False
    }


def told(expanded):
    """Return what the stage tells its functions of its cache, with the cache on and off."""
    condition, on, off = stage(expanded)["Variables"][STAGE_VARIABLE]["Fn::If"]
    assert condition == "UseApiCache"
    return on, off


def test_only_the_designed_gets_are_cached(expanded):
    keyed = {path for (path, method), item in expanded.operations.items() if cache_key(item)}
    settings = stage(expanded)["MethodSettings"]
    assert keyed == set(lifetimes(expanded)) == CACHED
    assert all(item["CacheDataEncrypted"] for item in settings)
    assert all(seconds <= 300 for seconds in lifetimes(expanded).values())


def test_writes_are_never_cached(expanded):
    assert not [name for name, item in expanded.operations.items() if name[1] != "get" and cache_key(item)]


@pytest.mark.parametrize("path", sorted(CACHED))
def test_whatever_changes_an_answer_is_part_of_its_cache_key(expanded, contract, path):
    operation = contract["paths"][path]["get"]
    parameters = [*contract["paths"][path].get("parameters", []), *operation.get("parameters", [])]
    places = {"query": "querystring", "path": "path"}
    wanted = {f"{places[item['in']]}.{item['name']}" for item in parameters if item["in"] in places}
    wanted |= {f"path.{name}" for name in re.findall(r"{(\w+)}", path)}
    key = cache_key(expanded.operations[path, "get"])
    assert wanted <= key, "an answer to other parameters would be served"
    assert {"header.X-Api-Key", "header.If-None-Match"} <= key
    assert key - wanted == {"header.X-Api-Key", "header.If-None-Match"}, "a parameter nobody reads splits the cache"


@pytest.mark.parametrize("path", sorted(CACHED))
def test_every_error_that_the_cache_may_repeat_is_one_that_may_be_repeated(contract, path):
    errors = {status for status in contract["paths"][path]["get"]["responses"] if status >= "400"}
    assert errors <= set(REPEATABLE), f"take GET {path} out of the cache, or say why it may repeat this"
    assert not errors & ENDED_BY_DATA


def test_no_path_with_an_id_is_cached():
    """It is what a client reads before it writes, and what answers 404 until the thing is there."""
    assert not [path for path in CACHED if "{" in path]


def test_functions_are_told_how_long_their_answers_are_kept(expanded):
    on, off = told(expanded)
    for path, seconds in lifetimes(expanded).items():
        for given, expected in ((on, seconds), (off, 0)):
            event = {"httpMethod": "GET", "resource": path, "stageVariables": {STAGE_VARIABLE: given}}
            assert repeated_seconds(event) == expected, path
    assert len(on.split(",")) == len(CACHED)


def test_what_the_stage_tells_is_a_value_that_a_stage_variable_may_have(expanded):
    for value in told(expanded):
        assert re.fullmatch(r"[A-Za-z0-9\-._~:/?#&=,]{1,512}", value)


def test_the_web_app_asks_past_the_cache_for_as_long_as_it_may_lag(expanded):
    source = (ROOT / "web" / "src" / "api" / "client.ts").read_text(encoding="utf-8")
    minutes = int(re.search(r"const CACHE_MS = (\d+) \* 60_000;", source)[1])
    assert minutes * 60 >= max(lifetimes(expanded).values())


def test_the_guide_tells_the_longest_that_a_write_may_stay_unseen(expanded):
    text = (ROOT / "docs" / "deployment.md").read_text(encoding="utf-8")
    shortest, longest = (f(lifetimes(expanded).values()) for f in (min, max))
    assert f"({shortest} to {longest} seconds, in the template)" in text


def test_the_cache_is_off_unless_it_is_asked_for():
    template = load_template(ROOT / "template.yaml")
    assert template["Parameters"]["ApiCache"]["Default"] == "false"
