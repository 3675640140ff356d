"""The network's arithmetic in numpy, from features to the outputs of its heads; ``network`` says what it is.

Weights are stored in half precision and computed with in single precision.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from domain.forecasting.engine.arrays import Array
    from training.features import Features

    Weights = Mapping[str, Array]

HEADS: Final = 4
EPSILON: Final = np.float32(1e-5)


def read_weights(path: Path) -> Weights:
    """The weights by name, (inputs, outputs), and the ``levels`` of the quantiles."""
    with np.load(path) as stored:
        return {name: np.ascontiguousarray(stored[name], np.float32) for name in stored.files}


def outputs(features: Features, known: Weights) -> Array:
    """Outputs of the heads, (N, H, 2 K + 1): K quantiles of a step, K of the mean up to it, and its log mean."""
    tokens = np.concatenate(
        [
            features.old @ known["old.weight"] + known["old.bias"],
            features.recent @ known["recent.weight"] + known["recent.bias"],
            features.coming @ known["coming.weight"] + known["coming.bias"],
        ],
        axis=1,
    )
    tokens += known["place"]
    tokens += (features.whole @ known["whole.weight"] + known["whole.bias"])[:, None]
    count, coming, _ = features.coming.shape
    last = len({name.split(".")[1] for name in known if name.startswith("layers.")}) - 1
    for layer in range(last + 1):
        tokens = _layer(tokens, known, f"layers.{layer}.", tokens.shape[1] if layer < last else coming)
    read = np.concatenate([_normalised(tokens, known["end"]), features.coming], axis=2)
    made = read @ known["heads.weight"] + known["heads.bias"]
    out: Array = made.reshape(count, -1, 2 * known["levels"].size + 1)
    return out


def _layer(tokens: Array, known: Weights, name: str, asking: int) -> Array:
    """One layer; the last ``asking`` tokens look at all of them, and go on."""
    count, width, size = tokens.shape[0], tokens.shape[2], tokens.shape[2] // HEADS
    normed = _normalised(tokens, known[name + "before"])
    asked = (normed[:, -asking:] @ known[name + "ask.weight"]).reshape(count, asking, HEADS, size)
    offered = (normed @ known[name + "offer.weight"]).reshape(count, -1, 2, HEADS, size)
    score = asked.transpose(0, 2, 1, 3) @ offered[:, :, 0].transpose(0, 2, 3, 1)
    score *= np.float32(size**-0.5)
    score -= score.max(3, keepdims=True)
    np.exp(score, out=score)
    score /= score.sum(3, keepdims=True)
    found = (score @ offered[:, :, 1].transpose(0, 2, 1, 3)).transpose(0, 2, 1, 3).reshape(count, asking, width)
    result = tokens[:, -asking:] + found @ known[name + "out.weight"]
    inner = _normalised(result, known[name + "between"]) @ known[name + "up.weight"]
    inner += known[name + "up.bias"]
    np.maximum(inner, 0, out=inner)
    lifted: Array = result + inner @ known[name + "down.weight"] + known[name + "down.bias"]
    return lifted


def _normalised(tokens: Array, gain: Array) -> Array:
    mean = np.einsum("ntd,ntd->nt", tokens, tokens) / np.float32(tokens.shape[2])
    normed: Array = tokens * (1 / np.sqrt(mean + EPSILON))[..., None] * gain
    return normed
