"""The API as deployed and the API as described are one; caches tell answers apart; refusals are problems."""

from __future__ import annotations

import json
import re

import pytest

OPEN = {("/health", "get"), ("/openapi.json", "get"), ("/docs", "get")}
CACHED = {
    "/products",
    "/products/{product_id}",
    "/sales-data/summary",
    "/forecasts/{product_id}",
    "/reports/forecast-summary",
    "/reports/inventory-recommendations",
    "/reports/policy-replay",
    "/reports/service-curve",
}
# Takes what nothing else takes, to refuse it.
ELSEWHERE = {("/{proxy+}", "x-amazon-apigateway-any-method")}
METHODS = {"get", "post", "put", "delete", "patch"}


def described(contract):
    return {(path, method) for path, item in contract["paths"].items() for method in item if method in METHODS}


def test_every_described_operation_is_deployed_and_every_deployed_one_described(expanded, contract):
    assert set(expanded.operations) - ELSEWHERE == described(contract)
    assert set(expanded.operations) >= ELSEWHERE


def test_every_operation_needs_a_key_but_the_open_ones(expanded):
    keyless = {name for name, item in expanded.operations.items() if {"api_key": []} not in item.get("security", [])}
    assert keyless == OPEN


def cache_key(operation):
    return {
        name.removeprefix("method.request.")
        for name in operation["x-amazon-apigateway-integration"].get("cacheKeyParameters", [])
    }


def test_only_the_designed_gets_are_cached(expanded):
    keyed = {path for (path, method), item in expanded.operations.items() if cache_key(item)}
    settings = expanded.of_type("AWS::ApiGateway::Stage")["ApiStage"]["Properties"]["MethodSettings"]
    on = {
        item["ResourcePath"].replace("/~1", "/", 1).replace("~1", "/")
        for item in settings
        if item["CachingEnabled"] is not False
    }
    assert keyed == on == CACHED
    assert all(item["CacheDataEncrypted"] for item in settings)
    assert all(item["CacheTtlInSeconds"] <= 300 for item in settings if item["CachingEnabled"] is not False)


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


def test_writes_are_never_cached(expanded):
    assert not [name for name, item in expanded.operations.items() if name[1] != "get" and cache_key(item)]


def test_gateway_refusals_are_problems_with_cors_and_a_correlation_id(expanded):
    responses = expanded.resources["Api"]["Properties"]["Body"]["x-amazon-apigateway-gateway-responses"]
    assert {"INVALID_API_KEY", "THROTTLED", "QUOTA_EXCEEDED", "REQUEST_TOO_LARGE", "DEFAULT_4XX", "DEFAULT_5XX"} <= set(
        responses
    )
    for kind, response in responses.items():
        headers = {
            name.removeprefix("gatewayresponse.header."): value
            for name, value in response["responseParameters"].items()
        }
        assert headers["Content-Type"] == "'application/problem+json'", kind
        assert {"Access-Control-Allow-Origin", "X-Correlation-Id"} <= set(headers), kind
        body = json.loads(
            response["responseTemplates"]["application/json"].replace("$context.error.messageString", '"x"')
        )
        assert {"type", "title", "instance", "correlation_id"} <= set(body), kind
        if not kind.startswith("DEFAULT_"):
            assert str(body["status"]) == str(response["statusCode"]), kind


def test_too_fast_and_used_up_say_when_to_come_back(expanded):
    responses = expanded.resources["Api"]["Properties"]["Body"]["x-amazon-apigateway-gateway-responses"]
    for kind in ("THROTTLED", "QUOTA_EXCEEDED", "INTEGRATION_FAILURE"):
        assert "gatewayresponse.header.Retry-After" in responses[kind]["responseParameters"]


def test_there_are_two_usage_plans_with_limits_and_each_key_is_on_one(expanded):
    plans = expanded.of_type("AWS::ApiGateway::UsagePlan")
    assert set(plans) == {"StandardUsagePlan", "BulkUsagePlan"}
    for plan in plans.values():
        assert plan["Properties"]["Throttle"]["RateLimit"] > 0
        assert plan["Properties"]["Quota"]["Limit"] > 0
        assert plan["Properties"]["ApiStages"][0]["Stage"] == {"Ref": "ApiStage"}, "the plan waits for the stage"
    links = [item["Properties"]["KeyId"]["Ref"] for item in expanded.of_type("AWS::ApiGateway::UsagePlanKey").values()]
    assert sorted(links) == sorted(expanded.of_type("AWS::ApiGateway::ApiKey"))


def test_access_logs_tell_the_route_and_never_the_key(expanded):
    log = expanded.of_type("AWS::ApiGateway::Stage")["ApiStage"]["Properties"]["AccessLogSetting"]
    assert "$context.resourcePath" in log["Format"]
    assert "$context.identity.apiKeyId" in log["Format"]
    assert '$context.identity.apiKey"' not in log["Format"]
    assert "body" not in log["Format"].lower()


def test_file_uploads_arrive_as_bytes(expanded):
    kinds = {kind.replace("~1", "/") for kind in expanded.resources["Api"]["Properties"]["BinaryMediaTypes"]}
    assert kinds == {"multipart/form-data", "text/csv", "application/gzip"}
