"""What `sam local` needs to run the functions in containers against the embedded AWS's data.

It passes on only variables that the template declares, and knows none of the deployed names; so the deployed
functions' own variables are written to ``.local/sam-local.json``, where samconfig.toml tells it to look.
"""

from __future__ import annotations

import ipaddress
import json
import os
import shutil
import socket
import subprocess
import sys

from local.aws import session
from local.paths import ROOT, STACK_NAME, STATE
from local.processes import Process

BRIDGE = Process("bridge", "local.bridge")
# What containers call this machine; samconfig.toml adds the name where Docker does not.
HOST = "host.docker.internal"
FILE = STATE / "sam-local.json"


def prepare(port: int) -> None:
    """Write the functions' variables, and on Linux let containers reach the embedded AWS."""
    write_variables(port)
    address = docker_gateway()
    if address and BRIDGE.pid() is None:
        environment = os.environ | {"PYTHONPATH": str(ROOT)}
        BRIDGE.start([sys.executable, "-m", "local.bridge", address, str(port)], environment)


def write_variables(port: int) -> None:
    """Write each deployed function's variables by its logical name, as seen from a container."""
    made, where = session(port)
    pages = made.client("cloudformation", **where).get_paginator("list_stack_resources").paginate(StackName=STACK_NAME)
    resources = [item for page in pages for item in page["StackResourceSummaries"]]
    functions = {
        item["LogicalResourceId"]: item["PhysicalResourceId"]
        for item in resources
        if item["ResourceType"] == "AWS::Lambda::Function"
    }
    lambda_ = made.client("lambda", **where)
    variables = {}
    for logical, physical in functions.items():
        deployed = lambda_.get_function_configuration(FunctionName=physical)["Environment"]["Variables"]
        variables[logical] = deployed | {"STOCKCAST_ENDPOINT_URL": f"http://{HOST}:{port}"}
    FILE.write_text(json.dumps(variables, indent=2) + "\n", encoding="utf-8")


def docker_gateway() -> str | None:
    """Return this machine's address in Docker's network, where a program here can listen on it: on Linux."""
    if not sys.platform.startswith("linux") or not shutil.which("docker"):
        return None
    query = ["docker", "network", "inspect", "bridge", "--format", "{{json (index .IPAM.Config 0)}}"]
    try:
        described = json.loads(subprocess.run(query, capture_output=True, text=True, check=True, timeout=5).stdout)
        # Until the first container has run, Docker names only the network; its own address is the first of it.
        address = str(described.get("Gateway") or ipaddress.ip_network(described["Subnet"])[1])
        with socket.socket() as probe:
            probe.bind((address, 0))
    except (OSError, subprocess.SubprocessError, ValueError, KeyError):
        return None
    return address
