"""The network that is trained and its arithmetic in numpy compute the same, up to quantiles and means."""

from __future__ import annotations

import numpy as np
import pytest

from training import in_numpy
from training.features import features_of
from training.member import expanded, expected


def test_torch_and_numpy_agree():
    torch = pytest.importorskip("torch", reason="uv sync --group training")
    from training.network import LEVELS, Network, read_out

    torch.manual_seed(1)
    network = Network()
    torch.nn.init.normal_(network.heads.weight, std=0.1)
    values = np.random.default_rng(1).poisson(2, (9, 448)).astype(np.float32)
    values[:4, :300] = np.nan
    features = features_of(values, 7)
    inputs = [torch.from_numpy(each) for each in (features.recent, features.old, features.whole, features.coming)]
    known = {
        name: value.numpy().T if value.ndim == 2 and name != "place" else value.numpy()
        for name, value in network.state_dict().items()
    }

    with torch.no_grad():
        out = network(*inputs).numpy()
    found = in_numpy.outputs(features, {**known, "levels": np.array(LEVELS)})

    np.testing.assert_allclose(found, out, rtol=1e-4, atol=1e-5)

    log_mean, steps, _ = read_out(
        torch.from_numpy(out), torch.from_numpy(features.base), torch.from_numpy(features.spread)
    )
    read = expanded(out[..., : len(LEVELS)], features.base, features.spread, np.eye(len(LEVELS)))
    np.testing.assert_allclose(read, steps.numpy(), rtol=1e-4, atol=1e-5)
    np.testing.assert_allclose(expected(out[..., -1], features.base), log_mean.exp().numpy(), rtol=1e-4)
