"""Each function: its code is there, its log group, its alarms, and no right that it does not use."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from testing.template import load_template
from tests.template.conftest import expand

ROOT = Path(__file__).parents[2]
FUNCTIONS = sorted(
    name
    for name, item in load_template(ROOT / "template.yaml")["Resources"].items()
    if item["Type"] == "AWS::Serverless::Function"
)
# Actions that know no resource, with the only function or machine that has them.
MACHINE_WIDE = {"xray:", "logs:"}


@pytest.mark.parametrize("function", FUNCTIONS)
def test_its_handler_exists(expanded, function):
    module, _, name = expanded.functions[function]["Handler"].rpartition(".")
    source = (ROOT / "src" / Path(*module.split("."))).with_suffix(".py")
    assert source.is_file()
    assert re.search(rf"^(def {name}\(|{name}\b.*=)", source.read_text(encoding="utf-8"), re.MULTILINE)


def test_each_deployment_publishes_the_functions_that_callers_reach():
    """With the same code, too: a parameter, such as an empty model id, has to reach the alias."""
    versions = [
        set(expand(Release=release).of_type("AWS::Lambda::Version")) for release in ("0" * 16, "1" * 16, "1" * 16)
    ]
    assert [len(found) for found in versions] == [len(FUNCTIONS)] * 3
    assert versions[0].isdisjoint(versions[1])
    assert versions[1] == versions[2]


@pytest.mark.parametrize("function", FUNCTIONS)
def test_it_logs_to_its_own_kept_and_encrypted_group(expanded, function):
    config = expanded.functions[function]["LoggingConfig"]
    group = expanded.resources[config["LogGroup"]["Ref"]]
    assert config["LogFormat"] == "JSON"
    assert group["Properties"]["RetentionInDays"] == {"Ref": "LogRetentionDays"}
    assert group["Properties"]["KmsKeyId"] == {"Fn::GetAtt": ["DataKey", "Arn"]}
    users = [
        name for name, other in expanded.functions.items() if other["LoggingConfig"]["LogGroup"] == config["LogGroup"]
    ]
    assert users == [function]


@pytest.mark.parametrize("function", FUNCTIONS)
@pytest.mark.parametrize("metric", ["Errors", "Throttles", "Duration"])
def test_it_has_alarms(expanded, function, metric):
    watching = [
        item["Properties"]
        for item in expanded.of_type("AWS::CloudWatch::Alarm").values()
        if item["Properties"]["MetricName"] == metric
        and item["Properties"]["Dimensions"] == [{"Name": "FunctionName", "Value": {"Ref": function}}]
    ]
    assert len(watching) == 1
    if metric == "Duration":
        assert watching[0]["Threshold"] < expanded.functions[function]["Timeout"] * 1000


@pytest.mark.parametrize("function", FUNCTIONS)
def test_its_role_names_actions_and_resources(expanded, function):
    for statement in expanded.statements(function):
        actions = [statement["Action"]] if isinstance(statement["Action"], str) else statement["Action"]
        assert statement["Effect"] == "Allow"
        assert not [action for action in actions if "*" in action], "an action is named in full"
        assert statement["Resource"] != "*"
        assert "dynamodb:Scan" not in actions, "no answer may cost as much as the whole table"


@pytest.mark.parametrize("function", FUNCTIONS)
def test_its_variables_and_secrets_are_encrypted_and_hold_no_value_of_a_secret(expanded, function):
    properties = expanded.functions[function]
    assert properties["KmsKeyArn"] == {"Fn::GetAtt": ["DataKey", "Arn"]}
    assert "{{resolve:" not in str(properties["Environment"])


@pytest.mark.parametrize("function", FUNCTIONS)
def test_it_runs_the_declared_python_on_the_chosen_architecture_with_the_layer(expanded, function):
    properties = expanded.functions[function]
    assert properties["Runtime"] == "python3.13"
    assert properties["Architectures"] == [{"Ref": "Architecture"}]
    assert len(properties["Layers"]) == 1


def rights(expanded, function):
    found = {}
    for statement in expanded.statements(function):
        actions = [statement["Action"]] if isinstance(statement["Action"], str) else statement["Action"]
        for action in actions:
            found.setdefault(action, []).append(str(statement["Resource"]))
    return found


def may_write(expanded, function, table):
    return any(
        table in resource and not re.search(r"dynamodb:LeadingKeys", str(statement.get("Condition")))
        for statement in expanded.statements(function)
        for resource in [str(statement["Resource"])]
        if "dynamodb:PutItem" in statement["Action"]
    )


@pytest.mark.parametrize(
    ("table", "writers"),
    [
        ("ProductsTable", {"ProductsFunction", "SalesFunction", "IngestFunction"}),
        ("SalesTable", {"SalesFunction", "IngestFunction", "ReconcileFunction"}),
        ("CalendarTable", {"CalendarFunction", "ForecastsFunction"}),
        ("PurchasingTable", {"PurchasingFunction", "ReconcileFunction"}),
        ("WorklistTable", {"WorklistFunction"}),
        (
            "ForecastsTable",
            {"ForecastsFunction", "ForecastPlannerFunction", "ForecastWorkerFunction", "ForecastFinisherFunction"},
        ),
    ],
)
def test_only_its_own_context_writes_a_table(expanded, table, writers):
    assert {name for name in FUNCTIONS if may_write(expanded, name, table)} <= writers | {"ProductsFunction"}


@pytest.mark.parametrize("function", FUNCTIONS)
def test_it_has_no_managed_policies_but_for_logs_and_traces(expanded, function):
    role = expanded.resources[f"{function}Role"]["Properties"]
    names = {re.search(r"[A-Za-z]+(?=\W*$)", str(arn))[0] for arn in role["ManagedPolicyArns"]}
    assert names <= {"AWSLambdaBasicExecutionRole", "AWSXrayWriteOnlyAccess", "AWSXRayDaemonWriteAccess"}


def test_only_forecasting_may_ask_a_model_and_only_the_configured_ones(expanded):
    asking = {name for name in FUNCTIONS if "bedrock:InvokeModel" in rights(expanded, name)}
    assert asking == {"ForecastsFunction", "ForecastWorkerFunction"}
    for name in asking:
        for resource in rights(expanded, name)["bedrock:InvokeModel"]:
            assert "BedrockModelId" in resource or "foundation-model/anthropic.claude-" in resource


def test_only_the_finisher_sends_notices(expanded):
    assert {name for name in FUNCTIONS if "sns:Publish" in rights(expanded, name)} == {"ForecastFinisherFunction"}


def behind_the_api(expanded):
    """Return the function of every operation."""
    found = {}
    for name, item in expanded.operations.items():
        uri = str(item["x-amazon-apigateway-integration"]["uri"])
        found[name] = re.search(r"{(\w+)Aliaslive\.?\w*}", uri)[1]
    return found


def test_requests_end_before_the_gateway_gives_up(expanded):
    for operation, function in behind_the_api(expanded).items():
        assert expanded.functions[function]["Timeout"] < 29, operation


def test_whoever_answers_requests_is_reached_by_the_api_and_no_other_function_is(expanded):
    answering = {name for name, item in expanded.functions.items() if item["Handler"].endswith(".api.handler")}
    assert set(behind_the_api(expanded).values()) == answering


def test_a_message_outlives_six_tries_of_its_function(expanded):
    assert (
        expanded.resources["IngestQueue"]["Properties"]["VisibilityTimeout"]
        >= 6 * expanded.functions["IngestFunction"]["Timeout"]
    )


VARIABLE = re.compile(r"(?:required|optional)\(\s*\"([A-Z][A-Z_]+)\"")
GIVEN_BY_LAMBDA = {"AWS_REGION", "AWS_LAMBDA_FUNCTION_NAME", "AWS_EXECUTION_ENV"}


def test_every_variable_that_the_code_reads_is_declared(written):
    declared = set(written["Globals"]["Function"]["Environment"]["Variables"])
    for item in written["Resources"].values():
        declared |= set(item.get("Properties", {}).get("Environment", {}).get("Variables", {}))
    read = {
        name for path in (ROOT / "src").rglob("*.py") for name in VARIABLE.findall(path.read_text(encoding="utf-8"))
    }
    assert read - GIVEN_BY_LAMBDA <= declared, "`sam local` and Lambda pass on only what the template declares"
