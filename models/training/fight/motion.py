"""How violently a region moves, as 52 numbers that know nothing of the scene: statistics of optical flow.

Flow after Lucas and Kanade (1981), one step without warping, at four scales: the region at 40 and 20 pixels, its middle at
48 and 24. Everything is average pooling and arithmetic, so it is part of the exported network and the same code trains and ships.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn

MIDDLE = slice(32, 128)
REGULARISATION = 4e-4
"""Keeps flow at zero where a patch has no texture; grey is 0..1."""
LONGEST_FLOW = 4.0


def _box_filter(maps: Tensor, size: int) -> Tensor:
    maps = F.pad(maps, [size // 2] * 4, mode="replicate")
    return F.avg_pool2d(F.avg_pool2d(maps, (size, 1), 1), (1, size), 1)


def _flow(before: Tensor, after: Tensor) -> tuple[Tensor, Tensor]:
    """Flow [n, 2, s, s] in pixels and change [n, 1, s, s] between frames [n, 1, s, s]."""
    middle, change = (before + after) * 0.5, after - before
    padded = F.pad(middle, [1] * 4, mode="replicate")
    gx = (padded[:, :, 1:-1, 2:] - padded[:, :, 1:-1, :-2]) * 0.5
    gy = (padded[:, :, 2:, 1:-1] - padded[:, :, :-2, 1:-1]) * 0.5
    sums = _box_filter(torch.cat([gx * gx, gy * gy, gx * gy, gx * change, gy * change], 1), 7)
    xx, yy, xy, xt, yt = (sums[:, i : i + 1] for i in range(5))
    xx, yy = xx + REGULARISATION, yy + REGULARISATION
    determinant = xx * yy - xy * xy
    flow = torch.cat([(xy * yt - yy * xt) / determinant, (xy * xt - xx * yt) / determinant], 1)
    return flow.clamp(-LONGEST_FLOW, LONGEST_FLOW), change


def _level_of(squares: Tensor) -> list[Tensor]:
    """Three power means of a magnitude given squared, [b, t, s, s]: log of each, averaged over time."""
    squares = squares + 1e-6
    means = (
        squares.sqrt().mean((2, 3)),
        squares.mean((2, 3)).sqrt(),
        squares.square().mean((2, 3)).sqrt().sqrt(),
    )
    return [(mean + 0.02).log().mean(1) for mean in means]


def _statistics(frames: Tensor, contrast: Tensor) -> Tensor:
    """13 numbers of frames [b, t, s, s]: speed, incoherence, acceleration, change (three means each), and how much is one common drift."""
    batch, count, side, _ = frames.shape
    smooth = _box_filter(frames.reshape(batch * count, 1, side, side), 3).view(batch, count, side, side)
    flow, change = _flow(smooth[:, :-1].reshape(-1, 1, side, side), smooth[:, 1:].reshape(-1, 1, side, side))
    in_time = (batch, count - 1, side, side)
    speed = flow.square().sum(1).view(in_time)
    incoherence = (flow - _box_filter(flow, 9 if side > 24 else 5)).square().sum(1).view(in_time)
    over_time = flow.view(batch, count - 1, 2, side, side)
    acceleration = (over_time[:, 1:] - over_time[:, :-1]).square().sum(2)
    changed = (change.view(in_time) / contrast * 3).square()
    numbers = [level for squares in (speed, incoherence, acceleration, changed) for level in _level_of(squares)]
    drift = over_time.mean(1).square().sum(1).add(1e-6).sqrt().mean((1, 2))
    numbers.append(drift / ((speed + 1e-6).sqrt().mean((1, 2, 3)) + 0.02))
    return torch.stack(numbers, 1)


class MotionStatistics(nn.Module):
    """Grey frames 0..1 [b, 24, 160, 160] -> [b, 52]."""

    outputs = 52

    def forward(self, frames: Tensor) -> Tensor:
        # The deviation by hand: torch's own has no ONNX operator that takes several axes in opset 13.
        mean = frames.mean((1, 2, 3), keepdim=True)
        contrast = (frames - mean).square().mean((1, 2, 3), keepdim=True).sqrt() + 0.05
        region = F.avg_pool2d(frames, 4)
        middle = F.avg_pool2d(frames[:, :, MIDDLE, MIDDLE], 2)
        scales = (region, F.avg_pool2d(region, 2), middle, F.avg_pool2d(middle, 2))
        return torch.cat([_statistics(scale, contrast) for scale in scales], 1)
