"""The recipe: ``python -m training --out WEIGHTS.npz [--minutes 40] [--retail FILE] [--seed 1]``.

Draws made-up shops and, with ``--retail``, windows of the UCI Online Retail set (CC BY 4.0), trains the network on
them, and writes its weights, averaged over the last steps, in half precision. Every few minutes it writes what it has.
Time decides how long it trains, so that two machines give different weights; ``--steps`` decides it instead and, on
one machine and one thread, gives the same.
"""

from __future__ import annotations

import argparse
import math
import time
from pathlib import Path

import numpy as np
import torch

from training.features import REACH, features_of
from training.network import LEVELS, Network, read_out
from training.pool import Shops
from training.retail import Windows
from training.shops import GRAINS, SHARES

BATCH = 256
RATE = 2e-3
WARM = 100
"""Steps until the learning rate is whole."""
HELD = 0.5
"""Share of the time until it starts to fall."""
KEEP = 0.998
"""Of the average of weights, a step."""
LOSSES = (0.8, 1.0, 0.4)
"""Weights of the losses of steps, of sums and of means."""
RETAIL_SHARE = 0.15
LEVEL_COUNTS = 0.02
"""Part of the level in what errors are measured over."""
TRUSTED = (0.2, 50.0)
"""Weights of a series' mean in its loss: level over the square of the usual change."""
LARGE = 10.0
"""Loss of one series beyond which it counts by its logarithm: a few wild series are not to decide."""
MOST = 60.0
"""Times the scale beyond which an amount teaches no more."""


def main() -> None:
    """Train and write."""
    asked = _arguments()
    torch.manual_seed(asked.seed)
    torch.set_num_threads(asked.threads)
    rng = np.random.default_rng(asked.seed)
    retail = Windows.read(asked.retail) if asked.retail else None
    shops = {grain: Shops(grain) for grain in GRAINS}
    network = Network()
    average = {name: value.detach().clone() for name, value in network.state_dict().items()}
    optimiser = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=0.02, betas=(0.9, 0.98))
    print(f"{sum(each.numel() for each in network.parameters())} weights", flush=True)
    started = written = time.monotonic()
    recent: list[list[float]] = []
    step = 0
    while (done := _done(asked, step, started)) < 1:
        for group in optimiser.param_groups:
            group["lr"] = RATE * min(1.0, step / WARM) * _falling(done)
        parts = _losses(network, *_batch(rng, shops, retail))
        loss = sum(share * part for share, part in zip(LOSSES, parts, strict=True))
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        norm = torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        if torch.isfinite(norm):
            optimiser.step()
        step += 1
        keep = min(KEEP, 1 - 1 / (step + 1))
        with torch.no_grad():
            for name, value in network.state_dict().items():
                average[name].lerp_(value, 1 - keep)
        recent.append([float(each.detach()) for each in parts])
        if step % 100 == 0:
            means = np.mean(recent[-100:], 0).round(4).tolist()
            print(f"{step} steps, {step * BATCH} windows, {time.monotonic() - started:.0f} s: {means}", flush=True)
        if time.monotonic() - written > 60 * asked.every:
            written = time.monotonic()
            write(asked.out, average)
    write(asked.out, average)
    print(f"{step} steps of {BATCH} windows in {time.monotonic() - started:.0f} s", flush=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=40)
    parser.add_argument("--steps", type=int, help="train for so many steps instead")
    parser.add_argument("--retail", type=Path, help="the Online Retail set by day: unique_id, ds, y")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--every", type=float, default=4, help="minutes between writing the weights so far")
    return parser.parse_args()


def _done(asked: argparse.Namespace, step: int, started: float) -> float:
    return step / asked.steps if asked.steps else (time.monotonic() - started) / 60 / asked.minutes


def _falling(done: float) -> float:
    """Share of the learning rate: whole, then along half a cosine."""
    return 1.0 if done < HELD else 0.5 * (1 + math.cos(math.pi * (done - HELD) / (1 - HELD))) + 0.005


def _batch(
    rng: np.random.Generator, shops: dict[int, Shops], retail: Windows | None
) -> tuple[list[torch.Tensor], torch.Tensor, torch.Tensor]:
    """Features, targets (N, H) over the scale with ``nan`` where not known, and what their errors are over, (N,)."""
    real = round(BATCH * RETAIL_SHARE) if retail else 0
    counts = [round((BATCH - real) * share) for share in SHARES]
    counts[0] += BATCH - real - sum(counts)
    groups = [(grain, *shops[grain].draw(rng, count)) for grain, count in zip(GRAINS, counts, strict=True)]
    if retail is not None:
        groups.append((7, *retail.draw(rng, real)))
    inputs, targets, sizes = [], [], []
    for grain, past, coming in groups:
        features = features_of(past, grain)
        inputs.append((features.recent, features.old, features.whole, features.coming, features.base, features.spread))
        target = np.minimum(coming / features.scale[:, None], MOST)
        target[:, REACH[grain] :] = np.nan
        target[~(np.nan_to_num(past) > 0).any(1)] = np.nan
        targets.append(target)
        sizes.append(_size(past) / features.scale)
    joined = [torch.from_numpy(np.concatenate(each)) for each in zip(*inputs, strict=True)]
    return joined, _tensor(targets), _tensor(sizes)


def _tensor(parts: list[np.ndarray]) -> torch.Tensor:
    return torch.from_numpy(np.concatenate(parts).astype(np.float32))


def _size(past: np.ndarray) -> np.ndarray:
    """Mean absolute change from step to step and a part of the level, which errors are measured over, (N,)."""
    change = np.abs(np.diff(past, axis=1))
    known = np.isfinite(change)
    level = np.nansum(past, 1) / np.maximum(np.isfinite(past).sum(1), 1)
    typical = np.where(known, change, 0).sum(1) / np.maximum(known.sum(1), 1)
    return np.maximum(typical + LEVEL_COUNTS * level, 1e-6)


def _losses(
    network: Network, inputs: list[torch.Tensor], target: torch.Tensor, size: torch.Tensor
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Pinball loss of steps and of sums, and the Poisson deviance of means, which is least at the true mean."""
    log_mean, steps, sums = read_out(network(*inputs[:-2]), *inputs[-2:])
    known = torch.isfinite(target)
    count = known.sum(1).clamp(min=1)
    truth = torch.nan_to_num(target)
    whole = known.float().cumprod(1)
    ahead = torch.arange(1, target.shape[1] + 1)
    mean_upto = (truth * known).cumsum(1) / ahead
    weight = 1 / size.clamp(min=0.01)
    of_steps = (_pinball(truth, steps) * known).sum(1) / count * weight
    of_sums = (_pinball(mean_upto, sums) * ahead**0.25 * whole).sum(1) / whole.sum(1).clamp(min=1) * weight
    best = truth * (truth.clamp(min=1e-9).log() - 1)
    deviance = ((log_mean.exp() - truth * log_mean + best) * known).sum(1) / count
    deviance = deviance * (weight**2).clamp(*TRUSTED)
    used = (known.any(1)).float()
    return tuple((_bounded(each) * used).sum() / used.sum() for each in (of_steps, of_sums, deviance))


def _bounded(loss: torch.Tensor) -> torch.Tensor:
    return torch.where(loss < LARGE, loss, LARGE * (1 + torch.log(loss.clamp(min=LARGE) / LARGE)))


def _pinball(truth: torch.Tensor, quantiles: torch.Tensor) -> torch.Tensor:
    levels = torch.tensor(LEVELS)
    miss = truth[..., None] - quantiles
    return 2 * torch.maximum(levels * miss, (levels - 1) * miss).mean(-1)


def write(path: Path, weights: dict[str, torch.Tensor]) -> None:
    """Write the weights in half precision, matrices as (inputs, outputs)."""
    arrays = {}
    for name, value in weights.items():
        array = value.numpy()
        transposed = array.T if array.ndim == 2 and name != "place" else array
        arrays[name] = np.ascontiguousarray(transposed, np.float16)
    part = path.with_suffix(".part.npz")
    np.savez_compressed(part, levels=np.array(LEVELS), **arrays)
    part.replace(path)


if __name__ == "__main__":
    main()
