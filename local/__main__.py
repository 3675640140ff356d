"""The verbs that `make` calls: ``python -m local up|run|down|status|seed|clean-data|build|deploy|redrive|…``."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from local import aws, cloud, deploy, operate, paths, processes, sam_local, seed, stack, tools, web
from local.bootstrap import check_node
from local.report import LocalError, say, step, stop

if TYPE_CHECKING:
    from collections.abc import Callable

DEFAULT_PORTS = {"aws": 4566, "web": 8080}


def up() -> stack.Stack:
    """Bring everything up in the background; what runs and is current is left alone."""
    paths.STATE.mkdir(parents=True, exist_ok=True)
    with_web = os.environ.get("STOCKCAST_WEB", "1") != "0"
    if with_web:
        check_node()
    ports = _ports()
    with ThreadPoolExecutor(1) as beside:
        web_app = beside.submit(web.build) if with_web else None
        _start_aws(ports["aws"])
        described = deploy.deploy(ports["aws"], f"http://127.0.0.1:{ports['web']}")
        described.write()
        sam_local.prepare(ports["aws"])
        if os.environ.get("STOCKCAST_SEED", "1") != "0" and seed.is_empty(described):
            seed.seed(described, datetime.now(UTC).date())
        if web_app is not None:
            web_app.result()
    if with_web and web.FRONT.pid() is None:
        web.start(ports["web"])
        processes.wait_for(ports["web"], web.FRONT)
    _announce(described)
    return described


def _start_aws(port: int) -> None:
    if aws.AWS.pid() is not None:
        return
    tools.ministack_python()
    with step("starting the embedded AWS"):
        aws.start(port)
        processes.wait_for(port, aws.AWS)


def _ports() -> dict[str, int]:
    """Return this stack's ports: the ones it had before unless somebody else has taken them since."""
    try:
        kept = DEFAULT_PORTS | json.loads(paths.PORTS_FILE.read_text(encoding="ascii"))
    except (OSError, ValueError):
        kept = dict(DEFAULT_PORTS)
    running = {"aws": aws.AWS.pid(), "web": web.FRONT.pid()}
    ports = {name: port if running[name] else processes.free_port(port) for name, port in kept.items()}
    paths.PORTS_FILE.write_text(json.dumps(ports), encoding="ascii")
    return ports


def _announce(described: stack.Stack) -> None:
    say("")
    if web.FRONT.pid() is not None:
        say(f"  Web app   {described.web_url}")
    say(f"  API       {described.api_url}")
    say(f"  API key   {described.api_key}")
    say(f"  Try       curl -H 'x-api-key: {described.api_key}' '{described.api_url}/products?limit=3'")
    say("")


def run() -> None:
    """Bring everything up and stay until Ctrl-C, then stop it in order."""
    signal.signal(signal.SIGTERM, signal.getsignal(signal.SIGINT))
    try:
        up()
        say("  Ctrl-C stops it; the data stays (make clean-data forgets it).")
        while aws.AWS.pid() is not None:
            time.sleep(1)
        raise LocalError(f"the embedded AWS ended by itself; see {aws.AWS.log}")
    except KeyboardInterrupt:
        say("")
    finally:
        down()


def down() -> None:
    """Stop everything in order, keeping the data."""
    web.FRONT.stop()
    sam_local.BRIDGE.stop()
    if aws.AWS.pid() is not None:
        with step("writing the data and stopping the embedded AWS"):
            aws.AWS.stop()
    else:
        aws.AWS.stop()


def status() -> None:
    """Say what runs and where."""
    for process in (aws.AWS, web.FRONT):
        pid = process.pid()
        say(f"  {process.name:<6} {'running, process ' + str(pid) if pid else 'stopped'}")
    if paths.STACK_FILE.exists():
        _announce(stack.read())


def clean_data() -> None:
    """Stop everything and forget the data; the tools stay."""
    down()
    for path in (paths.DATA, paths.BUILD, paths.LOGS, *paths.STATE.glob("tmp*")):
        shutil.rmtree(path, ignore_errors=True)
    for file in (paths.STACK_FILE, paths.DEPLOYED_FILE, paths.PORTS_FILE):
        file.unlink(missing_ok=True)
    say("  the stack's data is gone")


def load_demo(day: str = "") -> None:
    """Load the demo shop of today or another day into the running stack, again if need be."""
    try:
        today = date.fromisoformat(day) if day else datetime.now(UTC).date()
    except ValueError as error:
        raise LocalError(f"{day} is no day. Write it as 2027-02-28.") from error
    seed.seed(stack.read(), today)


VERBS: dict[str, Callable[[], object]] = {
    "up": up,
    "run": run,
    "down": down,
    "status": status,
    "clean-data": clean_data,
    "redrive": operate.redrive,
    "unsent": operate.send_unsent,
    "build": cloud.build,
}
VERBS_WITH_WORDS: dict[str, Callable[..., object]] = {
    "preflight": cloud.look,
    "deploy": cloud.deploy,
    "rollback": cloud.roll_back,
    "leftovers": cloud.clear,
    "copy-back": operate.copy_back,
    "seed": load_demo,
}


def main() -> None:
    """Run one verb."""
    parser = argparse.ArgumentParser(prog="local")
    parser.add_argument("verb", choices=sorted([*VERBS, *VERBS_WITH_WORDS]))
    parser.add_argument(
        "words",
        nargs="*",
        help="preflight, deploy, rollback, leftovers: an environment; copy-back: FROM TO [PK]; seed: [DAY]",
    )
    given = parser.parse_args()
    try:
        if given.verb in VERBS_WITH_WORDS:
            VERBS_WITH_WORDS[given.verb](*given.words)
        else:
            VERBS[given.verb]()
    except LocalError as error:
        stop(str(error))


if __name__ == "__main__":
    main()
