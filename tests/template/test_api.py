"""The API as deployed and the API as described are one; refusals are problems."""

from __future__ import annotations

import json
import re

OPEN = {("/health", "get"), ("/openapi.json", "get"), ("/docs", "get")}
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


def test_there_are_three_usage_plans_with_limits_and_each_key_is_on_one(expanded):
    plans = expanded.of_type("AWS::ApiGateway::UsagePlan")
    assert set(plans) == {"StandardUsagePlan", "BulkUsagePlan", "ReadOnlyUsagePlan"}
    for plan in plans.values():
        assert plan["Properties"]["Throttle"]["RateLimit"] > 0
        assert plan["Properties"]["Quota"]["Limit"] > 0
        assert plan["Properties"]["ApiStages"][0]["Stage"] == {"Ref": "ApiStage"}, "the plan waits for the stage"
    links = [item["Properties"]["KeyId"]["Ref"] for item in expanded.of_type("AWS::ApiGateway::UsagePlanKey").values()]
    assert sorted(links) == sorted(expanded.of_type("AWS::ApiGateway::ApiKey"))


def test_the_stage_tells_of_every_key_and_which_may_write(expanded):
    told = expanded.resources["ApiStage"]["Properties"]["Variables"]["keys"]["Fn::Join"][1]
    listed = json.dumps(told)
    for name in expanded.of_type("AWS::ApiGateway::ApiKey"):
        assert f"${{{name}}}=" in listed, name
    assert re.findall(r"\$\{(\w+)\}=[\w-]+:write", listed) == ["StandardApiKey", "BulkApiKey", "SecondStandardApiKey"]
    assert re.findall(r"\$\{(\w+)\}=[\w-]+:read", listed) == ["ReadOnlyApiKey"]


def test_access_logs_tell_the_route_and_never_the_key(expanded):
    log = expanded.of_type("AWS::ApiGateway::Stage")["ApiStage"]["Properties"]["AccessLogSetting"]
    assert "$context.resourcePath" in log["Format"]
    assert "$context.identity.apiKeyId" in log["Format"]
    assert '$context.identity.apiKey"' not in log["Format"]
    assert "body" not in log["Format"].lower()


def test_file_uploads_arrive_as_bytes(expanded):
    kinds = {kind.replace("~1", "/") for kind in expanded.resources["Api"]["Properties"]["BinaryMediaTypes"]}
    assert kinds == {"multipart/form-data", "text/csv", "application/gzip"}


def test_a_browser_may_use_every_method_and_read_every_header(expanded, contract):
    """What a preflight answers; a method that it lacks fails in a browser alone."""
    preflights = [
        methods["options"]["x-amazon-apigateway-integration"]["responses"]["default"]["responseParameters"]
        for path, methods in expanded.resources["Api"]["Properties"]["Body"]["paths"].items()
        if "options" in methods
    ]
    allowed = {each["method.response.header.Access-Control-Allow-Methods"] for each in preflights}
    assert len(preflights) > 10
    for text in allowed:
        assert {method.upper() for _, method in described(contract)} <= set(text.strip("'").split(","))
