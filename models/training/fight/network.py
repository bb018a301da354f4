"""The shipped network: grey frames in, logit out."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor, nn

from motion import MotionStatistics
from regions import FRAMES, SIZE
from scoring import OUTLIER, LinearScore


class FightNetwork(nn.Module):
    """uint8 [n, 24, 160, 160] -> float32 [n]."""

    def __init__(self, score: LinearScore) -> None:
        super().__init__()
        self.statistics = MotionStatistics()
        self.register_buffer("mean", torch.tensor(score.mean, dtype=torch.float32))
        self.register_buffer("deviation", torch.tensor(score.deviation, dtype=torch.float32))
        self.register_buffer("weight", torch.tensor(score.weight, dtype=torch.float32))
        self.register_buffer("bias", torch.tensor(score.bias, dtype=torch.float32))

    def forward(self, frames: Tensor) -> Tensor:
        numbers = self.statistics(frames.float() / 255)
        standard = ((numbers - self.mean) / self.deviation).clamp(-OUTLIER, OUTLIER)
        return (standard * self.weight).sum(1) + self.bias


def fixture_frames() -> np.ndarray:
    """uint8 [2, 24, 160, 160] from whole-number arithmetic, the same in any language; see models/trained/fight.md."""
    k, y, x = np.meshgrid(np.arange(FRAMES), np.arange(SIZE), np.arange(SIZE), indexing="ij")

    def wave(value: np.ndarray) -> np.ndarray:
        return np.abs(value % 64 - 32) * 7

    drift = (wave(x + 3 * k) + wave(y - 2 * k + (x >> 2))) >> 1
    shake = (wave(x + (k * k * 5) % 11) + wave(y + (k * 7) % 5 + ((x * y) >> 6))) >> 1
    return np.stack([drift, shake]).astype(np.uint8)
