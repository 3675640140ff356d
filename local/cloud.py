"""Deploying to AWS, with guard rails: a clean tree, the account and the parameters said aloud, a change set to
confirm, a smoke test behind; and going back.

The web app is uploaded and the distribution told afterwards. Everything else about the stack is in template.yaml
and, by environment, in samconfig.toml.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from typing import TYPE_CHECKING, Any

from local import cache, leftovers, preflight, rollback, smoke, tools, web
from local import deploy as builder
from local.paths import DIST, ROOT
from local.report import LocalError, say, step
from local.stack import outputs_of

if TYPE_CHECKING:
    import boto3

BUILD = ROOT / ".aws-sam" / "build"
# What has no sensible default outside a laptop.
REQUIRED = ("AllowedOrigin", "AlarmEmail")
ARCHITECTURE = "arm64"


def build(architecture: str = ARCHITECTURE) -> None:
    """Build the functions and the layer for AWS, for the architecture that the functions will run on.

    Raises
    ------
    LocalError
        When the layer that came out is for another one: each function would fail to import it.
    """
    os.environ["STOCKCAST_ARCH"] = architecture
    builder.build(BUILD)
    made = (BUILD / "DependenciesLayer" / "architecture").read_text(encoding="utf-8").strip()
    if made.replace("aarch64", "arm64") != architecture:
        raise LocalError(
            f"the layer was built for {made}, the functions run on {architecture}: remove {BUILD} and try again"
        )


def settings(environment: str) -> dict[str, Any]:
    """Return what samconfig.toml says about an environment."""
    configured = tomllib.loads((ROOT / "samconfig.toml").read_text(encoding="utf-8"))
    known = sorted(name for name, section in configured.items() if isinstance(section, dict) and name != "default")
    if environment not in known:
        raise LocalError(f"say which environment: make deploy ENV={'|'.join(known)}")
    section: dict[str, Any] = configured[environment]
    return section | {"stack_name": section["global"]["parameters"]["stack_name"]}


def overrides(section: dict[str, Any]) -> dict[str, str]:
    """Return the template's parameters: samconfig.toml's, then those given as STOCKCAST_PARAMETER_Name variables."""
    listed = section["deploy"]["parameters"].get("parameter_overrides", [])
    given = dict(item.split("=", 1) for item in listed)
    prefix = "STOCKCAST_PARAMETER_"
    return given | {name.removeprefix(prefix): value for name, value in os.environ.items() if name.startswith(prefix)}


def missing(given: dict[str, str]) -> list[str]:
    """Return the parameters that an environment has to set and does not."""
    return [name for name in REQUIRED if not given.get(name)]


def look(environment: str = "") -> dict[str, str]:
    """Look at the account that an environment is to be deployed to; return the parameters that settles."""
    return _look(settings(environment))[0]


def _look(section: dict[str, Any]) -> tuple[dict[str, str], str]:
    """Return the parameters that the account settles, and the region."""
    account, region = _identity(section)
    say(f"  account    {account}\n  region     {region}\n  stack      {section['stack_name']}")
    client: Any = _session(region).client
    with_clients = preflight.Account(client, region, section["stack_name"], overrides(section))
    preflight.report(preflight.look(with_clients))
    return with_clients.settled, region


def deploy(environment: str = "") -> None:
    """Build and deploy an environment, and put the web app up."""
    section = settings(environment)
    given = overrides(section)
    if absent := missing(given):
        shown = " ".join(f"STOCKCAST_PARAMETER_{name}=…" for name in absent)
        raise LocalError(f"{environment} needs {', '.join(absent)}: set it in samconfig.toml or give {shown}")
    _refuse_a_dirty_tree()
    settled, region = _look(section)  # preflight
    given = settled | given
    for name, value in given.items():
        say(f"  parameter  {name}={value}")
    if given.get("WebHosting") != "false":
        web.build()  # what fails on this machine fails before the account is touched
    build(given.get("Architecture", ARCHITECTURE))
    _sam_deploy(environment, region, given | {"Release": builder.release(builder.fingerprint(given))})
    session, outputs = _deployed(section["stack_name"], region)
    _open_cache(session, outputs)
    _smoke(session, outputs)
    _publish_web(session, outputs)


def roll_back(environment: str = "") -> None:
    """Point an environment's functions back at the code they had before, and see whether they answer."""
    section = settings(environment)
    account, region = _identity(section)
    say(f"  account    {account}\n  region     {region}\n  stack      {section['stack_name']}")
    session, outputs = _deployed(section["stack_name"], region)
    rollback.roll_back(section["stack_name"], session.client("cloudformation"), session.client("lambda"))
    _smoke(session, outputs)


def clear(environment: str = "", confirmed: str = "") -> None:
    """Say what an environment's deleted stack has left; remove it when the stack's name is given, too."""
    section = settings(environment)
    account, region = _identity(section)
    name: str = section["stack_name"]
    say(f"  account    {account}\n  region     {region}\n  stack      {name}")
    client: Any = _session(region).client
    found = leftovers.find(name, client)
    leftovers.report(found)
    if confirmed and confirmed != name:
        raise LocalError(f"nothing is removed: REMOVE={confirmed}, and the stack is {name}.")
    if confirmed:
        leftovers.remove(found)


def _refuse_a_dirty_tree() -> None:
    changed = subprocess.run(
        ["git", "status", "--porcelain"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    if changed and os.environ.get("STOCKCAST_ALLOW_DIRTY") != "1":
        raise LocalError(
            "there are changes that are not committed; what is deployed has to be found again. Commit or stash them."
        )


def _session(region: str) -> boto3.Session:
    import boto3  # only deploying needs it

    return boto3.Session(region_name=region)


def _identity(section: dict[str, Any]) -> tuple[str, str]:
    from botocore.exceptions import BotoCoreError, ClientError  # only deploying needs it

    region = os.environ.get("AWS_REGION") or section["global"]["parameters"].get("region", "us-east-1")
    try:
        account: str = _session(region).client("sts").get_caller_identity()["Account"]
    except (BotoCoreError, ClientError) as error:
        raise LocalError(
            f"no AWS account answers: {error}. Log in first (aws sso login), or set AWS_PROFILE."
        ) from error
    return account, region


def _sam_deploy(environment: str, region: str, given: dict[str, str]) -> None:
    asked = sys.stdin.isatty() and os.environ.get("CI") != "true"
    command = [
        *(str(tools.sam()), "deploy", "--template-file", str(BUILD / "template.yaml")),
        # Unasked, sam looks for it beside the template, which is a built one.
        *("--config-file", str(ROOT / "samconfig.toml"), "--config-env", environment),
        *("--region", region, "--no-fail-on-empty-changeset"),
        *(("--role-arn", role) if (role := os.environ.get("STOCKCAST_EXECUTION_ROLE")) else ()),
        "--confirm-changeset" if asked else "--no-confirm-changeset",
        *("--parameter-overrides", *(f'{name}="{value}"' for name, value in given.items())),
    ]
    if subprocess.call(command, cwd=ROOT) != 0:
        raise LocalError("the deployment failed or was declined; CloudFormation has rolled back what had begun.")


def _deployed(stack_name: str, region: str) -> tuple[boto3.Session, dict[str, str]]:
    session = _session(region)
    return session, outputs_of(session.client("cloudformation"), stack_name)


def _open_cache(session: boto3.Session, outputs: dict[str, str]) -> None:
    with step("letting callers ask for fresh answers"):
        cache.let_callers_refresh(session.client("apigateway"), outputs["ApiId"], outputs["StageName"])


def _smoke(session: boto3.Session, outputs: dict[str, str]) -> None:
    key = session.client("apigateway").get_api_key(apiKey=outputs["StandardApiKeyId"], includeValue=True)["value"]
    smoke.check(outputs["ApiUrl"], key)


def _publish_web(session: boto3.Session, outputs: dict[str, str]) -> None:
    if "WebBucketName" not in outputs:
        return
    with step("uploading the web app"):
        s3 = session.client("s3")
        # The pages last: whoever loads an old page in between still finds its assets.
        for file in sorted(DIST.rglob("*"), key=lambda path: path.suffix == ".html"):
            if file.is_file() and not file.name.startswith("."):
                s3.upload_file(
                    str(file), outputs["WebBucketName"], str(file.relative_to(DIST)), ExtraArgs=web.object_headers(file)
                )
    with step("telling the distribution"):
        paths = {"Quantity": 2, "Items": ["/index.html", "/"]}
        batch = {"Paths": paths, "CallerReference": str((DIST / "index.html").stat().st_mtime_ns)}
        session.client("cloudfront").create_invalidation(
            DistributionId=outputs["WebDistributionId"], InvalidationBatch=batch
        )
    say(f"  web app    {outputs['WebUrl']}\n  API        {outputs['ApiUrl']}")
