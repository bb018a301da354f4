"""How what is seen of people changes where something moves: 1280 numbers from the maps of a network that finds people's joints.

Six of the 24 pictures, 240 ms apart, go through the backbone. A number is the mean over the five pairs of how much one map changes from picture to
picture, each of the 25 places of the region weighing as much as its grey changes. How people look and where they stand cancels
out: only what becomes of it counts.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from backbone import CHANNELS, SIDE, STRIDE

SHOWN = slice(4, 20, 3)
SHOWN_COUNT = 6
STILL = 1e-4
"""Added to every place's change of grey (0..1): where nothing moves at all, all places weigh the same."""


def planes_of(frames: Tensor) -> Tensor:
    """uint8 [b, 24, 160, 160] -> [b * 6, 3, 160, 160]: the pictures that the backbone sees, grey in all three planes."""
    side = frames.shape[-1]
    grey = frames[:, SHOWN].reshape(-1, 1, side, side)
    return torch.cat([grey, grey, grey], 1)


class PoseChange(nn.Module):
    """Frames 0..1 [b, 24, 160, 160] and their maps [b * 6, 1280, 5, 5] -> [b, 1280]."""

    outputs = CHANNELS

    def forward(self, frames: Tensor, maps: Tensor) -> Tensor:
        motion = F.avg_pool2d((frames[:, 1:] - frames[:, :-1]).abs(), STRIDE).mean(1).reshape(-1, 1, SIDE * SIDE) + STILL
        in_time = maps.reshape(-1, SHOWN_COUNT, CHANNELS, SIDE * SIDE)
        changes = (in_time[:, 1:] - in_time[:, :-1]).abs().mean(1)
        return (changes * (motion / motion.sum(2, keepdim=True))).sum(2)
