"""Builds the template and deploys it into the embedded AWS, when something that goes into it has changed."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
from typing import TYPE_CHECKING

from local import tools
from local.aws import credentials, endpoint, session
from local.paths import BUILD, DEPLOYED_FILE, LOGS, ROOT, STACK_NAME, STAGE, STATE, TOOLS
from local.report import say, step
from local.stack import Stack, outputs_of

if TYPE_CHECKING:
    from pathlib import Path

INPUTS = ("template.yaml", "samconfig.toml", "src", "layers", "statemachines")
LEFT_OUT = frozenset({"__pycache__", ".mypy_cache", ".ruff_cache", ".pytest_cache"})


def parameters(port: int, web_url: str) -> dict[str, str]:
    """Return the template's parameters for this machine: what it cannot run, or would bill by the hour, is off."""
    return {
        "Environment": STAGE,
        "Architecture": tools.architecture(),
        "EndpointUrl": endpoint(port),
        "AllowedOrigin": web_url,
        "WebHosting": "false",
        "Waf": "false",
        "Schedules": "false",
        "LogRetentionDays": "7",
        "BedrockModelId": os.environ.get("STOCKCAST_BEDROCK_MODEL_ID", ""),
        "BedrockFallbackModelId": os.environ.get("STOCKCAST_BEDROCK_FALLBACK_MODEL_ID", ""),
    }


def fingerprint(given: dict[str, str]) -> str:
    """Return a hash of everything that goes into a deployment."""
    digest = hashlib.sha256(json.dumps(given, sort_keys=True).encode())
    for name in INPUTS:
        for path in _files(ROOT / name):
            digest.update(f"{path.relative_to(ROOT)}\0".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def release(deployment: str) -> str:
    """Return the template's parameter for a :func:`fingerprint`: with it, each deployment's functions are published."""
    return deployment[:16]


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    return sorted(
        file for file in path.rglob("*") if file.is_file() and not LEFT_OUT & set(file.parts) and file.suffix != ".pyc"
    )


def deploy(port: int, web_url: str) -> Stack:
    """Bring the stack in the embedded AWS up to date, and return it."""
    given = parameters(port, web_url)
    wanted = fingerprint(given)
    if _deployed() == wanted:
        say("  stack is up to date")
    else:
        DEPLOYED_FILE.unlink(missing_ok=True)
        build(BUILD)
        with step("deploying the stack"):
            _sam_deploy(port, given | {"Release": release(wanted)})
        DEPLOYED_FILE.write_text(json.dumps({"fingerprint": wanted}), encoding="utf-8")
    return describe(port, web_url)


def build(directory: Path) -> None:
    """Build the functions and the layer with bytecode that starts without compiling."""
    environment = os.environ | {
        "SAM_CLI_TELEMETRY": "0",
        "STOCKCAST_ARCH": os.environ.get("STOCKCAST_ARCH", tools.architecture()),
    }
    sam = str(tools.sam())
    with step("building the functions and their layer"):
        command = [sam, "build", "--cached", "--parallel", "--template", "template.yaml", "--build-dir", str(directory)]
        cache = TOOLS / f"sam-cache-{environment['STOCKCAST_ARCH']}"
        with cache.with_suffix(".lock").open("w") as lock:  # all stacks share it, and one may be building now
            fcntl.flock(lock, fcntl.LOCK_EX)
            tools.run([*command, "--cache-dir", str(cache)], cwd=ROOT, env=environment, log=LOGS / "sam-build.log")
        compile_functions(directory)


def compile_functions(directory: Path) -> None:
    """Add bytecode to the built functions, which all hold the same modules.

    Hash-based, because a Lambda zip's file dates make ordinary bytecode look stale.
    """
    first, *others = sorted(path for path in directory.iterdir() if path.name.endswith("Function"))
    where = ["-s", str(first), "-p", "/var/task"]
    tools.run(["python3.13", "-m", "compileall", "-q", "--invalidation-mode", "unchecked-hash", *where, str(first)])
    for cache in first.rglob("__pycache__"):
        for other in others:
            shutil.copytree(cache, other / cache.relative_to(first), dirs_exist_ok=True)


def _sam_deploy(port: int, given: dict[str, str]) -> None:
    overrides = [f'{name}="{value}"' for name, value in given.items()]
    command = [
        *(str(tools.sam()), "deploy", "--template-file", str(BUILD / "template.yaml"), "--stack-name", STACK_NAME),
        *("--resolve-s3", "--capabilities", "CAPABILITY_IAM", "--no-progressbar"),
        *("--no-confirm-changeset", "--no-fail-on-empty-changeset", "--parameter-overrides", *overrides),
    ]
    # Away from the project, so that its samconfig.toml, which is for the cloud, does not take part.
    environment = os.environ | credentials(port) | {"SAM_CLI_TELEMETRY": "0"}
    tools.run(command, cwd=STATE, env=environment, log=LOGS / "sam-deploy.log")


def describe(port: int, web_url: str) -> Stack:
    """Ask the embedded AWS for the deployed stack's addresses and keys."""
    made, where = session(port)
    outputs = outputs_of(made.client("cloudformation", **where), STACK_NAME)
    gateway = made.client("apigateway", **where)
    keys = [
        gateway.get_api_key(apiKey=outputs[name], includeValue=True)["value"]
        for name in ("StandardApiKeyId", "BulkApiKeyId")
    ]
    return Stack(
        api_url=outputs["ApiUrl"],
        api_key=keys[0],
        bulk_api_key=keys[1],
        web_url=web_url,
        aws_endpoint_url=endpoint(port),
        stack_name=STACK_NAME,
        outputs=outputs,
    )


def _deployed() -> str | None:
    try:
        recorded: str = json.loads(DEPLOYED_FILE.read_text(encoding="utf-8"))["fingerprint"]
    except (OSError, ValueError, KeyError):
        return None
    return recorded
