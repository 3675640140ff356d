"""How the nightly run grows to 100,000 and 1,000,000 products: batches, concurrency, limits, time, dollars.

    python -m benchmarks.unit_costs && python -m benchmarks.scale

Writes ``docs/scale.md`` from the measured units and AWS's default quotas. It is a model, not a measurement: what
was measured and what
is assumed is said there.
"""

from __future__ import annotations

import json
import math
import sys
from pathlib import Path
from typing import Any, Final

from benchmarks import memory, prices, tables
from benchmarks.cost import BATCH, FUNCTION_GB, SIDE_BY_SIDE, WAIT_SECONDS, load_units, run_cost

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "scale.md"
STATE_MACHINE = ROOT / "statemachines" / "forecast_job.asl.json"

SIZES: Final = (5_000, 10_000, 100_000, 1_000_000)
#: Default quotas of an account in us-east-1.
TABLE_WRITE_UNITS_A_SECOND: Final = 40_000
NEW_TABLE_WRITE_UNITS_A_SECOND: Final = 4_000
CONCURRENT_FUNCTIONS: Final = 1_000
BATCH_LINE_BYTES_A_PRODUCT: Final = 24


def concurrency() -> int:
    """Return how many batches the state machine lets run at once."""
    definition = json.loads(STATE_MACHINE.read_text())
    maps = [state for state in definition["States"].values() if state["Type"] == "Map"]
    return int(maps[0]["MaxConcurrency"])


def most_workers(units: dict[str, Any]) -> int:
    """Return how many workers write as much as a table takes by default; more of them would wait for each other."""
    flow = units["flows"]["night"]
    writes_a_second = flow["write_units"] / flow["products"] / _seconds(flow)
    return int(TABLE_WRITE_UNITS_A_SECOND / writes_a_second)


def _seconds(flow: dict[str, Any]) -> float:
    """Return the seconds that a flow takes for each of its products, with what it waits for requests."""
    return float(flow["seconds"] + flow["requests"] * WAIT_SECONDS / SIDE_BY_SIDE) / int(flow["products"])


def night(units: dict[str, Any], products: int) -> dict[str, float]:
    """Return the figures of one nightly run over so many products."""
    flow = units["flows"]["night"]
    each_seconds = _seconds(flow)
    each_writes = flow["write_units"] / flow["products"]
    batches = math.ceil(products / BATCH)
    side_by_side = min(batches, concurrency())
    batch_seconds = min(products, BATCH) * each_seconds
    compute_seconds = math.ceil(batches / side_by_side) * batch_seconds
    write_seconds = products * each_writes / TABLE_WRITE_UNITS_A_SECOND
    data, compute = run_cost(flow, products)
    return {
        "batches": batches,
        "side_by_side": side_by_side,
        "batch_seconds": batch_seconds,
        "minutes": max(compute_seconds, write_seconds) / 60,
        "writes_a_second": products * each_writes / max(compute_seconds, write_seconds, 1e-9),
        "file_megabytes": products * BATCH_LINE_BYTES_A_PRODUCT / 1e6,
        "dollars": data + compute + 3 * batches * prices.STEP_FUNCTIONS_TRANSITION + batches * prices.LAMBDA_REQUEST,
        "gigabyte_seconds": products * each_seconds * FUNCTION_GB,
    }


def main() -> int:
    """Write the page."""
    units = load_units()
    figures = {products: night(units, products) for products in SIZES}
    rows = (
        ("batches of 250 products", "batches", ",.0f"),
        ("batches side by side", "side_by_side", ",.0f"),
        ("seconds a batch", "batch_seconds", ".1f"),
        ("minutes for the whole run", "minutes", ".1f"),
        ("write units a second while it runs", "writes_a_second", ",.0f"),
        ("GB-seconds", "gigabyte_seconds", ",.0f"),
        ("megabytes of the batches file", "file_megabytes", ".2f"),
        ("dollars a night", "dollars", ",.2f"),
    )
    lines = ["| | " + " | ".join(f"{products:,} products" for products in SIZES) + " |", "|---|" + "--:|" * len(SIZES)]
    lines += [
        f"| {label} | " + " | ".join(format(figures[n][key], form) for n in SIZES) + " |" for label, key, form in rows
    ]
    PAGE.write_text(
        _TEXT.format(
            table="\n".join(lines),
            measured=units["measured_at"],
            machine=units["machine"],
            concurrency=concurrency(),
            table_limit=f"{TABLE_WRITE_UNITS_A_SECOND:,}",
            new_table=f"{NEW_TABLE_WRITE_UNITS_A_SECOND:,}",
            functions=f"{CONCURRENT_FUNCTIONS:,}",
            bulk=tables.bulk(),
            growth=tables.growth(),
            goals=tables.goals(),
            starts=tables.starts(),
            answers=tables.answers(),
            memory=memory.table(),
            wait=memory.WAIT_MS,
        )
    )
    sys.stdout.write(PAGE.read_text())
    return 0


_TEXT = """\
# Past one machine

Written by `python -m benchmarks.scale` from units measured on {measured} ({machine};
`python -m benchmarks.unit_costs`). A model: one product's reads, writes and seconds are measured, everything else
follows from AWS's default quotas.

{table}

## What grows with the shop

From the functions with a real client against an embedded DynamoDB (`python -m benchmarks.growth`): processor seconds
of the function, with nothing remembered and again; read and write units by AWS's published rules; requests to the
database; the answer's size. Other work shared the machine: the column beside a bare function, which reads one item in
the same run, says how many of those it takes. Starting and planning have neither S3 nor Step Functions in them, and
nothing has the network, KMS or traces.

{growth}

Today, and the first pages of the list of recommendations by urgency, read the tops of
[the worklist](adr/0022-the-worklist-is-kept-in-packed-shards.md), totals and first products of each 64th of the shop,
and what they show. Lists of a category or a supplier, in other orders, and a search of the catalogue read its rows,
short ones of every product. The two summaries of the whole shop are put together of 64 partial sums each, whatever the
size of the shop; those of a category are made of its products. A thousand changes at once are noted, and what they
touch is made anew together a minute later.

What they are to take, and take. Units of a night's forecast and of a file are without the worklist's, which follow from
their changes: a third of a unit to two thirds for each, by the lines above.

{goals}

A line of a list reads its product (half a unit, and one more where it is older than its row), its forecast (one) and
its history (a half): that is what a page costs, and today has thirty of them. A history of ten years takes some
kilobytes more, and its row so many units, twice. What a category's summary costs grows with the category.

Nothing larger was measured. By these figures a shop of 100,000 products would read some ten times the rows of the
worklist for a list of a category (600 units and a second of processor time), since rows grow with the shop; its first
pages and its summaries would read what they do here, and making them anew would take a function ten times as long, some
minutes. That is extrapolated, not tried.

## What bounds it

- **Workers.** The distributed map runs {concurrency} batches at once, as many as write what a table takes by default;
  an account allows {functions} functions. Raise `MaxConcurrency` with a higher limit of the table, or with
  `ForecastDayRows=false`.
- **Writes.** A table takes {table_limit} write units a second by default, {new_table} in its first half hour; past
  that, workers back off and repeat, and the run takes longer. Most writes are the forecast's days, one small item each.
- **Reads.** Histories are one packed item a product, read a hundred at a time: reads never bound the run.
- **Planning.** The planner reads the ids of the catalogue's index in one pass and must be done in its 300 seconds.
- **Step Functions.** A distributed map takes 10,000 batches running at once and any number in all; each batch is its
  own execution with its own retries and history, so a failing product or batch neither stops nor bloats the rest.
- **S3.** The batches file is a few megabytes at a million products.

## End to end on one machine

`python -m benchmarks.bulk` puts 5,000 products with two years of sales into the stack of `make up` and forecasts them
with one call: API, planner, distributed map, workers, finisher, as in AWS. The embedded AWS runs as many batches at
once as there are cores, which other work shared while this was measured. Every product is done or named as failed
(those that have never sold anything), progress never goes back, and sampled forecasts stay the same when the job is
started again.

{bulk}

## What happens when something dies

A worker that dies is retried with full jitter; a batch that was already done is recognised and not repeated. Products
that cannot be forecast are reported in the job, product by product. Starting the same job again, by redriving its
execution or with `aws stepfunctions start-execution --input '{{"job_id": "…"}}'`, does only what is missing;
`python -m benchmarks.bulk --crash` kills everything half-way and does that.

## How long answers take

Starts, in milliseconds of processor time on one core, from the built layer (`python -m benchmarks.coldstart`), beside a
Powertools function that does nothing: the median of fifteen fresh processes and the best of them, which other work on
the machine disturbed least. "Ready to read" adds what the first request adds: boto3 and a client of DynamoDB.

{starts}

A warm function's own time an answer, without AWS, and the time over HTTP on the stack of `make up`, beside a hello
(`python -m benchmarks.latency --stack`). The shop has forty products and lists hold all of them. The embedded AWS is
one process on this machine; the column beside hello says what of its time is the endpoint's.

{answers}

## Memory

Milliseconds, and dollars a million invocations, by memory: the one in the template is bold. Modelled from measured
processor time ([benchmarks/memory.py](../benchmarks/memory.py)), with {wait:.0f} ms a request to DynamoDB.

{memory}

A gigabyte keeps the start of the light functions short, at a price that the request itself outweighs; what computes
gets a whole core, beyond which nothing gets faster and everything dearer. The memory itself is never short: loading a
file of any size peaks near 240 MB ([sales-files.md](sales-files.md)), a start below 60. SnapStart (`SnapStart=true`)
takes the start away altogether where answers must never wait for one; arm64 is the cheaper processor and the default.
"""


if __name__ == "__main__":
    sys.exit(main())
