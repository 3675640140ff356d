"""A Python client made of the API's description, once round with the API's functions in this process."""

from __future__ import annotations

import importlib
import io
import json
import re
import sys
from pathlib import Path

import pytest

pytest.importorskip("openapi_python_client", reason="the group client is not installed: uv run --group client pytest …")

import httpx
from openapi_python_client import generate
from openapi_python_client.config import Config, ConfigFile, MetaType

from testing.deployed import deployed, send, standing_clock
from testing.shop import daily_sales

ROOT = Path(__file__).parents[2]
CONTRACT = ROOT / "src" / "handlers" / "system" / "openapi.json"
#: What the generator cannot send: such files go in a form instead. And an order's patch is described under two types.
KNOWN = re.compile(
    r"Unsupported content type (application/gzip|text/csv|text/tab-separated-values)"
    r"|duplicate models with name \"ChangePurchaseOrder"
)


class Functions(httpx.BaseTransport):
    """Takes a client's requests to the function that they belong to."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        headers = {name.title(): value for name, value in request.headers.items() if name != "content-length"}
        assert headers.pop("X-Api-Key") == "key"
        body = request.read()
        answer = send(
            request.method, request.url.path, body=body or None, query=dict(request.url.params) or None, headers=headers
        )
        return httpx.Response(answer.status, headers=answer.headers, content=answer.body.encode())


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The client's package, importable, and what the generator warned of."""
    folder = tmp_path_factory.mktemp("client")
    settings = ConfigFile.load_from_path(ROOT / "clients" / "python" / "config.yml")
    config = Config.from_sources(
        settings, MetaType.NONE, CONTRACT, "utf-8", overwrite=True, output_path=folder / "stockcast_client"
    )
    warnings = generate(config=config)
    sys.path.insert(0, str(folder))
    yield warnings
    sys.path.remove(str(folder))
    for name in [each for each in sys.modules if each.partition(".")[0] == "stockcast_client"]:
        del sys.modules[name]


@pytest.fixture(scope="module")
def client(made):
    with deployed(), standing_clock():
        package = importlib.import_module("stockcast_client")
        yield package.AuthenticatedClient(
            base_url="http://api.example",
            token="key",
            prefix="",
            auth_header_name="x-api-key",
            httpx_args={"transport": Functions()},
        )


def operation(path):
    return importlib.import_module(f"stockcast_client.api.{path}").sync_detailed


def model(name):
    return getattr(importlib.import_module("stockcast_client.models"), name)


def done(answer):
    assert answer.status_code < 300, answer.content
    return answer.parsed


def test_every_operation_has_a_function_and_all_that_is_missing_is_known(made):
    unknown = [each for each in made if not KNOWN.search(f"{each.header} {each.detail}")]
    assert not unknown, [(each.header, each.detail) for each in unknown]
    described = json.loads(CONTRACT.read_text(encoding="utf-8"))["paths"]
    wanted = {
        re.sub(r"(?<!^)(?=[A-Z])", "_", each["operationId"]).lower()
        for item in described.values()
        for method, each in item.items()
        if method in {"get", "post", "put", "patch", "delete"}
    }
    folder = Path(importlib.import_module("stockcast_client").__file__).parent / "api"
    assert {path.stem for path in folder.glob("*/*.py")} - {"__init__"} == wanted


def test_once_round_from_a_product_to_its_delivery(client):
    new = model("NewProduct")(product_id="TEA", name="Tea", category="Tea", current_price=4.5)
    assert done(operation("products.create_product")(client=client, body=new)).product_id == "TEA"
    types = importlib.import_module("stockcast_client.types")
    file = types.File(io.BytesIO(daily_sales("TEA", days=90).encode()), "sales.csv", "text/csv")
    form = model("UploadSalesFilesBody")(file=file)
    report = done(operation("sales_data.upload_sales")(client=client, body=form))
    assert (report.rows_accepted, report.rows_rejected) == (90, 0)
    form = model("UploadProductsFilesBody")(types.File(io.BytesIO(b"product_id,on_hand\nTEA,3\n"), "stock.csv"))
    assert done(operation("products.upload_products")(client=client, body=form)).rows_accepted == 1
    forecast = done(
        operation("forecasts.generate_forecast")(client=client, body=model("GenerateForecasts")(product_id="TEA"))
    )
    assert len(forecast.forecast) == 28
    supplier = model("NewSupplier").from_dict({"supplier_id": "S", "name": "Supplier"})
    done(operation("purchasing.create_supplier")(client=client, body=supplier))
    patch = model("ChangedProductPatch").from_dict({"supplier_id": "S"})
    assert done(operation("products.change_product")("TEA", client=client, body=patch)).on_hand == 3
    advice = done(operation("reports.get_inventory_recommendation")("TEA", client=client))
    assert advice.recommended_order_quantity > 0
    order = model("NewOrderBody").from_dict({"from_recommendations": {"supplier_id": "S"}})
    (draft,) = done(operation("purchasing.create_purchase_order")(client=client, body=order)).items
    assert draft.total_units == advice.recommended_order_quantity
    placed = done(
        operation("purchasing.place_purchase_order")(
            draft.purchase_order_id, client=client, body=model("OrderRequest")()
        )
    )
    assert placed.status == "ordered"
    receipt = {"received_on": "2026-11-20", "lines": [{"line": 1, "quantity": draft.total_units}]}
    body = model("GoodsReceived").from_dict(receipt)
    received = done(operation("purchasing.receive_purchase_order")(draft.purchase_order_id, client=client, body=body))
    assert received.status == "received"
    product = done(operation("products.get_product")("TEA", client=client))
    assert product.on_hand == 3 + draft.total_units


def test_a_refusal_is_a_problem_that_names_its_fields(client):
    answer = operation("products.get_product")("NONE", client=client)
    assert (answer.status_code, answer.parsed.title) == (404, "Product not found")
