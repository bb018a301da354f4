"""The shipped network: grey frames in, logit out. Three parts in a row; the middle one is the backbone (backbone.py)."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor, nn

from motion import MotionStatistics
from pose import PoseChange, planes_of
from regions import FRAMES, SIZE
from scoring import OUTLIER, LinearScore, TwoStreams


class Before(nn.Module):
    """uint8 [n, 24, 160, 160] -> what the backbone sees, uint8 [n * 6, 3, 160, 160]."""

    def forward(self, frames: Tensor) -> Tensor:
        return planes_of(frames)


class Linear(nn.Module):
    """A LinearScore as a torch module."""

    def __init__(self, score: LinearScore) -> None:
        super().__init__()
        self.register_buffer("mean", torch.tensor(score.mean, dtype=torch.float32))
        self.register_buffer("deviation", torch.tensor(score.deviation, dtype=torch.float32))
        self.register_buffer("weight", torch.tensor(score.weight, dtype=torch.float32))
        self.register_buffer("bias", torch.tensor(score.bias, dtype=torch.float32))

    def forward(self, numbers: Tensor) -> Tensor:
        standard = ((numbers - self.mean) / self.deviation).clamp(-OUTLIER, OUTLIER)
        return (standard * self.weight).sum(1) + self.bias


class After(nn.Module):
    """uint8 [n, 24, 160, 160] and the backbone's maps of them -> float32 [n]."""

    def __init__(self, score: TwoStreams) -> None:
        super().__init__()
        self.statistics, self.motion = MotionStatistics(), Linear(score.motion)
        self.change, self.pose = PoseChange(), Linear(score.pose)

    def forward(self, frames: Tensor, maps: Tensor) -> Tensor:
        grey = frames.float() / 255
        return self.motion(self.statistics(grey)) + self.pose(self.change(grey, maps))


def fixture_frames() -> np.ndarray:
    """uint8 [2, 24, 160, 160] from whole-number arithmetic, the same in any language; see models/trained/fight.md."""
    k, y, x = np.meshgrid(np.arange(FRAMES), np.arange(SIZE), np.arange(SIZE), indexing="ij")

    def wave(value: np.ndarray) -> np.ndarray:
        return np.abs(value % 64 - 32) * 7

    drift = (wave(x + 3 * k) + wave(y - 2 * k + (x >> 2))) >> 1
    shake = (wave(x + (k * k * 5) % 11) + wave(y + (k * 7) % 5 + ((x * y) >> 6))) >> 1
    return np.stack([drift, shake]).astype(np.uint8)
