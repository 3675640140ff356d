"""What a month costs for shops of three sizes, with and without Claude: from measured units and a dated price table.

    python -m benchmarks.unit_costs && python -m benchmarks.cost

Writes ``docs/cost.md``. The usage it assumes is stated there; units come from ``benchmarks/results/unit_costs.json``.
"""

from __future__ import annotations

import json
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks import prices

ROOT = Path(__file__).resolve().parents[1]
UNITS = ROOT / "benchmarks" / "results" / "unit_costs.json"
GROWTH = ROOT / "benchmarks" / "results" / "growth.json"
PAGE = ROOT / "docs" / "cost.md"

SIZES = (100, 1_000, 10_000)
DAYS = 30
#: Seconds a request to DynamoDB or S3 is waited for in AWS; requests of a batch go out eight at a time.
WAIT_SECONDS, SIDE_BY_SIDE = 0.008, 8
#: Every row is made four times a day: after the day's file, after the night's forecasts, at midnight, to be compared.
WORKLIST_FLOW, WORKLIST_ROUNDS = "a thousand changes on their way to it", 4
#: What making both summaries anew is called there, how often a day that is done, and how often a month it is asked for.
SUMMARIES_FLOW, SUMMARIES_ROUNDS, MINUTES = "summaries made anew, a minute after many changes", 6, 43_800
FUNCTION_GB = 1769 / 1024
VINTAGE_DAYS = 428
BATCH = 250
STOCK_AN_EVENT = 100
BUYER_DAYS, PRODUCTS_LOOKED_AT, INTEGRATION_CALLS = 22, 20, 3_000
LOG_BYTES_A_CALL = 1_500
#: Bytes of one product-day in a file of sales, and days that files stay in the bucket.
FILE_BYTES, FILE_DAYS = 60, 30
#: What a visit to the web app loads when nothing of it is cached, and uses of the key a call of the API.
PAGE_BYTES, PAGE_REQUESTS, KEY_USES = 600_000, 12, 3
#: Changes of a product a day that are kept (its sales, its stock), days they are, how often, and bytes of one.
CHANGES_A_DAY, CHANGE_DAYS, CHANGE_COPIES, CHANGE_BYTES = 2, 400, 2, 450
CLAUDE_A_MONTH = 4.3
GIGABYTE = 1e9


@dataclass(frozen=True)
class Bill:
    """One month in dollars by what it is for."""

    products: int
    lines: dict[str, float]
    claude: float

    @property
    def without_claude(self) -> float:
        """Return the sum of everything but the model."""
        return sum(self.lines.values())


def load_units() -> dict[str, Any]:
    """Return the measured units."""
    units: dict[str, Any] = json.loads(UNITS.read_text())
    return units


def run_cost(flow: dict[str, Any], products: float) -> tuple[float, float]:
    """Return what running a measured flow once over so many products costs: (database and bucket, functions)."""
    share = products / flow["products"]
    stored = (
        flow["write_units"] * prices.DYNAMODB_WRITE_UNIT
        + flow["read_units"] * prices.DYNAMODB_READ_UNIT
        + flow["s3_puts"] * prices.S3_PUT
        + flow["s3_gets"] * prices.S3_GET
    )
    seconds = flow["seconds"] + flow["requests"] * WAIT_SECONDS / SIDE_BY_SIDE
    return share * stored, share * seconds * FUNCTION_GB * prices.LAMBDA_GB_SECOND_ARM


def worklist_flow(products: int) -> dict[str, Any]:
    """Return what a thousand changes cost to reach the worklist of a shop of this size, as a measured flow."""
    told = _grown(WORKLIST_FLOW)
    measured = max((each for each in told if each["shop"] <= products), key=_shop, default=min(told, key=_shop))
    return _flow(measured, 1_000)


def summaries_flow() -> dict[str, Any]:
    """Return what making both summaries of a shop anew costs, of the largest that was measured, as a measured flow."""
    measured = max(_grown(SUMMARIES_FLOW), key=_shop)
    return _flow(measured, _shop(measured))


def _grown(what: str) -> list[dict[str, Any]]:
    return [each for each in json.loads(GROWTH.read_text())["results"] if each["what"] == what]


def _flow(measured: dict[str, Any], products: int) -> dict[str, Any]:
    return measured | {"products": products, "seconds": measured["cpu_seconds"], "s3_puts": 0, "s3_gets": 0}


def _shop(entry: dict[str, Any]) -> int:
    return int(entry["shop"])


def bill(units: dict[str, Any], products: int) -> Bill:
    """Return the month of a shop of ``products`` products."""
    flows, stored = units["flows"], units["stored_bytes_per_product"]
    ingest_data, ingest_compute = (DAYS * part for part in run_cost(flows["add_a_day"], products))
    night_data, night_compute = (DAYS * part for part in run_cost(flows["night"], products))
    rows_data, rows_compute = (DAYS * WORKLIST_ROUNDS * part for part in run_cost(worklist_flow(products), products))
    sums_data, sums_compute = (DAYS * SUMMARIES_ROUNDS * part for part in run_cost(summaries_flow(), products))
    looks = {"recommendations": 1, "sales_summary": 1, "list_products": 1}
    page = [run_cost(flows[name], products) for name in looks]
    single = [run_cost(flows["read_forecast"], PRODUCTS_LOOKED_AT)]
    people_data = BUYER_DAYS * sum(data for data, _ in page + single)
    people_compute = BUYER_DAYS * sum(compute for _, compute in page + single)
    calls = BUYER_DAYS * (len(looks) + PRODUCTS_LOOKED_AT) + INTEGRATION_CALLS
    batches = DAYS * -(-products // BATCH)
    vintages = stored["FORECAST/RUN"] / 2 * VINTAGE_DAYS
    gigabytes = products * (sum(stored.values()) - stored["FORECAST/RUN"] + vintages) / GIGABYTE
    changes = products * CHANGES_A_DAY * CHANGE_COPIES
    lines = {
        "DynamoDB: daily sales in": ingest_data,
        "DynamoDB: nightly forecasts": night_data,
        "DynamoDB: the worklist kept up to date": rows_data,
        "DynamoDB: summaries kept up to date": sums_data,
        "DynamoDB: who changed what": changes * (DAYS * prices.DYNAMODB_WRITE_UNIT)
        + changes
        * CHANGE_DAYS
        * CHANGE_BYTES
        / GIGABYTE
        * (prices.DYNAMODB_GB_MONTH + prices.DYNAMODB_BACKUP_GB_MONTH),
        "DynamoDB: reads by people": people_data,
        "DynamoDB: storage and backup": gigabytes * (prices.DYNAMODB_GB_MONTH + prices.DYNAMODB_BACKUP_GB_MONTH),
        "Lambda": ingest_compute
        + night_compute
        + rows_compute
        + sums_compute
        + people_compute
        + (calls + batches + MINUTES) * prices.LAMBDA_REQUEST,
        "API Gateway": (calls + DAYS) * prices.API_REQUEST,
        "Step Functions": (DAYS * 6 + 3 * batches) * prices.STEP_FUNCTIONS_TRANSITION,
        "KMS, X-Ray: calls and traces": (calls + batches) * (KEY_USES * prices.KMS_REQUEST + prices.XRAY_TRACE),
        # A load, a job and each of its batches, and stock counted once a day, a hundred products an event.
        "EventBridge: events for other systems": (2 * DAYS + batches + DAYS * -(-products // STOCK_AN_EVENT))
        * prices.EVENT,
        "S3 and CloudFront": products * FILE_BYTES * FILE_DAYS / GIGABYTE * prices.S3_GB_MONTH
        + BUYER_DAYS * (PAGE_BYTES / GIGABYTE * prices.CLOUDFRONT_GB + PAGE_REQUESTS * prices.CLOUDFRONT_REQUEST),
        "CloudWatch Logs": (calls + batches) * LOG_BYTES_A_CALL / GIGABYTE * prices.LOGS_GB,
    }
    model = units["model"]
    one = model["input_tokens"] * prices.MODEL_INPUT_TOKEN + model["output_tokens"] * prices.MODEL_OUTPUT_TOKEN
    return Bill(products, lines, products * CLAUDE_A_MONTH * one)


def main() -> int:
    """Write the page."""
    PAGE.write_text(page())
    sys.stdout.write(PAGE.read_text())
    return 0


def page() -> str:
    """Return the page as the measured units, the prices, the template and the code make it now."""
    units = load_units()
    bills = [bill(units, products) for products in SIZES]
    head = "| US dollars a month | " + " | ".join(f"{each.products:,} products" for each in bills) + " |\n"
    head += "|---|" + "--:|" * len(bills) + "\n"
    rows = [f"| {name} | " + " | ".join(f"{each.lines[name]:,.2f}" for each in bills) + " |" for name in bills[0].lines]
    rows.append("| **without Claude** | " + " | ".join(f"**{each.without_claude:,.2f}**" for each in bills) + " |")
    rows.append("| Claude, each product once a week | " + " | ".join(f"{each.claude:,.2f}" for each in bills) + " |")
    both = [f"**{each.without_claude + each.claude:,.2f}**" for each in bills]
    rows.append("| **with Claude** | " + " | ".join(both) + " |")
    model = units["model"]
    one = model["input_tokens"] * prices.MODEL_INPUT_TOKEN + model["output_tokens"] * prices.MODEL_OUTPUT_TOKEN
    return _TEXT.format(
        table=head + "\n".join(rows),
        fixed=_fixed_table(),
        as_of=prices.AS_OF,
        measured=units["measured_at"],
        machine=units["machine"],
        one=one,
        tokens_in=model["input_tokens"],
        tokens_out=model["output_tokens"],
        assumption=model["assumption"],
        wait=int(1000 * WAIT_SECONDS),
        days=BUYER_DAYS,
        looked=PRODUCTS_LOOKED_AT,
        calls=f"{INTEGRATION_CALLS:,}",
        changes=CHANGES_A_DAY,
        change=CHANGE_COPIES * prices.DYNAMODB_WRITE_UNIT,
        kept=_kept_change(),
    )


def _kept_change() -> float:
    """Return what keeping one change costs until it is forgotten."""
    months = CHANGE_DAYS / DAYS
    return (
        CHANGE_COPIES * CHANGE_BYTES / GIGABYTE * months * (prices.DYNAMODB_GB_MONTH + prices.DYNAMODB_BACKUP_GB_MONTH)
    )


def _fixed_table() -> str:
    rows = ["| what | a month | switched off by |", "|---|--:|---|"]
    counts = _counts()
    for name, dollars, parameter in prices.FIXED:
        times = next((count for what, count in counts.items() if f"{{{what}}}" in name), 1)
        rows.append(f"| {name.format(**counts)} | ${times * dollars:,.2f} | {parameter} |")
    return "\n".join(rows)


def _counts() -> dict[str, int]:
    """Return how many alarms, functions and custom metrics there are."""
    template = (ROOT / "template.yaml").read_text()
    code = "".join(path.read_text() for path in (ROOT / "src").rglob("*.py"))
    return {
        "alarms": template.count("Type: AWS::CloudWatch::Alarm"),
        "functions": template.count("Type: AWS::Serverless::Function"),
        "metrics": len(set(re.findall(r'\.(?:count|measure|add_metric)\(\s*"([A-Z]\w+)"', code))),
    }


_TEXT = """\
# What it costs

Written by `python -m benchmarks.cost` from measured units (`python -m benchmarks.unit_costs`, {measured}, {machine})
and the price table in `benchmarks/prices.py` ({as_of}; us-east-1,
without free tiers).

{table}

Fixed costs, whether or not anything happens:

{fixed}

## What this assumes

- Sales of every product arrive once a day as one upload; every product is forecast every night for 28 days, without
  Claude.
- Every row of the worklist is made four times a day, a thousand at a time: after the day's file, after the night's
  forecasts, at midnight, and once to be compared ([measured](scale.md), for the smallest shop as for 1,000 products).
- Both summaries are made anew from every product six times a day: twice while the day's file comes and twice while the
  night's forecasts do, at midnight, and once to be compared ([measured](scale.md)).
- One buyer opens recommendations, summary, catalogue and {looked} products on {days} days; an integration makes
  {calls} more calls.
- A request to DynamoDB or S3 takes {wait} ms, eight at a time; functions run with 1,769 MB on arm64 at this
  machine's speed.
- Every call is traced and needs the key three times; a visit loads the whole web app; files of sales stay
  for 30 days.
- Not in it: data transfer out beyond the web app (an answer is some kilobytes), mail of alarms, and API Gateway's own
  metrics by method, which are off.
- Every product changes {changes} times a day, by its sales and by a count of its stock. To write down who did it costs
  ${change:.8f} a change, to keep that for 400 days ${kept:.8f}.
- Past forecasts are kept for 14 months to be scored, sales for good (two years here).
- A forecast with Claude costs ${one:.4f}: {tokens_in:,} tokens in, {tokens_out} out ({assumption}).
  It is asked only for products that a person forecasts with it, not by the nightly run; once a week for every product
  is the upper end of what a careful buyer does.

The model is by far the dearest part, which is why the nightly run does without it and why a forecast never depends
on it.

## A budget that warns

`CostAlarm=50` makes an AWS budget (free) of 50 dollars a month for the whole account and tells `AlarmEmail` when 80%
of it are spent, and when the month is forecast to pass it; 0, the default, makes none. It warns and stops nothing.
"""


if __name__ == "__main__":
    sys.exit(main())
