"""The network in torch, for training alone; ``in_numpy`` has the same arithmetic.

A transformer of tokens: the recent past, the older past and the coming steps by block. Its last layer asks for the
coming blocks only. Heads: log mean, quantiles of each step, and quantiles of the mean of the steps up to each.

Sources: Vaswani et al. (2017) "Attention is all you need"; Nie et al. (2023) "A time series is worth 64 words", for
blocks of steps as tokens; Zhang & Sennrich (2019), root mean square layer normalization.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.features import (
    AHEAD,
    BLOCK,
    OLD_BLOCK,
    OLD_FEATURES,
    RECENT,
    SEEN_FEATURES,
    STEPS,
    WHOLE_FEATURES,
)

LEVELS = (0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.975, 0.99)
"""Probabilities of the quantiles, the median in the middle."""
WIDTH, LAYERS, HEADS = 64, 2, 4
NEW, OLD, COMING = RECENT // BLOCK, (STEPS - RECENT) // OLD_BLOCK, AHEAD // BLOCK
MIDDLE = len(LEVELS) // 2
EPSILON = 1e-5
FURTHEST = 4.0
"""Bound, approached softly, of log means from the base: one wild mean spoils more than many good ones mend."""
WIDE = 2.3
"""Spreads that quantiles lie apart by before anything is learned."""


class Layer(nn.Module):
    """Attention and a feed-forward step; ``last`` tokens alone ask, where it is given."""

    def __init__(self) -> None:
        super().__init__()
        self.before = nn.Parameter(torch.ones(WIDTH))
        self.between = nn.Parameter(torch.ones(WIDTH))
        self.ask = nn.Linear(WIDTH, WIDTH, bias=False)
        self.offer = nn.Linear(WIDTH, 2 * WIDTH, bias=False)
        self.out = nn.Linear(WIDTH, WIDTH, bias=False)
        self.up = nn.Linear(WIDTH, 2 * WIDTH)
        self.down = nn.Linear(2 * WIDTH, WIDTH)

    def forward(self, tokens: Tensor, last: int) -> Tensor:
        count, size = tokens.shape[0], WIDTH // HEADS
        normed = normalised(tokens, self.before)
        asked = self.ask(normed[:, -last:]).view(count, last, HEADS, size).transpose(1, 2)
        key, value = self.offer(normed).view(count, -1, 2, HEADS, size).permute(2, 0, 3, 1, 4)
        found = functional.scaled_dot_product_attention(asked, key, value)
        result = tokens[:, -last:] + self.out(found.transpose(1, 2).reshape(count, last, WIDTH))
        return result + self.down(functional.relu(self.up(normalised(result, self.between))))


def normalised(tokens: Tensor, gain: Tensor) -> Tensor:
    """Tokens over their root mean square."""
    return tokens * torch.rsqrt(tokens.square().mean(-1, keepdim=True) + EPSILON) * gain


class Network(nn.Module):
    """From features to the heads' outputs, (N, 4, 7, 2 K + 1)."""

    def __init__(self) -> None:
        super().__init__()
        self.recent = nn.Linear(2 * BLOCK, WIDTH)
        self.old = nn.Linear(OLD_FEATURES, WIDTH)
        self.coming = nn.Linear(BLOCK * SEEN_FEATURES, WIDTH)
        self.whole = nn.Linear(WHOLE_FEATURES, WIDTH)
        self.place = nn.Parameter(torch.randn(NEW + OLD + COMING, WIDTH) * 0.02)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.end = nn.Parameter(torch.ones(WIDTH))
        self.heads = nn.Linear(WIDTH + BLOCK * SEEN_FEATURES, BLOCK * (2 * len(LEVELS) + 1))
        nn.init.zeros_(self.heads.weight)

    def forward(self, recent: Tensor, old: Tensor, whole: Tensor, coming: Tensor) -> Tensor:
        tokens = torch.cat([self.old(old), self.recent(recent), self.coming(coming)], 1)
        tokens = tokens + self.place + self.whole(whole)[:, None]
        for i, layer in enumerate(self.layers):
            tokens = layer(tokens, tokens.shape[1] if i + 1 < LAYERS else COMING)
        out = self.heads(torch.cat([normalised(tokens, self.end), coming], 2))
        return out.view(len(out), AHEAD, 2 * len(LEVELS) + 1)


def read_out(out: Tensor, base: Tensor, spread: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Log means (N, H), quantiles of steps and of the mean of the steps up to each (N, H, K), over the scale."""
    count = len(LEVELS)
    upto = base.cumsum(1) / torch.arange(1, base.shape[1] + 1)
    steps, sums = rising(out[..., :count], base, spread), rising(out[..., count : 2 * count], upto, spread)
    return FURTHEST * torch.tanh(out[..., -1] / FURTHEST) + base.log(), expanded(steps), expanded(sums)


def rising(raw: Tensor, base: Tensor, spread: Tensor) -> Tensor:
    """The middle one from the base, the others at positive distances below and above it."""
    middle = raw[..., MIDDLE : MIDDLE + 1] + base.asinh()[..., None]
    apart = functional.softplus(raw - 2) * (WIDE * spread)[:, None, None]
    above = middle + apart[..., MIDDLE + 1 :].cumsum(-1)
    below = middle - apart[..., :MIDDLE].flip(-1).cumsum(-1).flip(-1)
    return torch.cat([below, middle, above], -1)


def expanded(compressed: Tensor) -> Tensor:
    """Inverse of the features' compression, never below nothing."""
    return torch.sinh(compressed.clamp(0, 7))
