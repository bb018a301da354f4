"""The labelled clips: which there are, and their grey frames."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

LONGEST_SIDE = 448
"""Frames are kept at most this wide or high: regions are scaled to 160x160 anyway."""


@dataclass(frozen=True)
class Clip:
    """One clip of one camera. `frames` is uint8 [count, height, width], grey."""

    file: str
    fight: bool
    scene: str
    fps: float
    frames: np.ndarray

    @property
    def duration_s(self) -> float:
        """From the first frame to the last."""
        return (len(self.frames) - 1) / self.fps


def read_grey(path: Path, longest: int = LONGEST_SIDE) -> tuple[np.ndarray, float]:
    """Grey frames uint8 [count, height, width], at most `longest` wide or high, and their rate."""
    video = cv2.VideoCapture(str(path))
    frames = []
    while True:
        found, frame = video.read()
        if not found:
            break
        grey = cv2.cvtColor(frame, cv2.COLOR_BGR2GRAY)
        scale = longest / max(grey.shape)
        if scale < 1:
            size = (round(grey.shape[1] * scale), round(grey.shape[0] * scale))
            grey = cv2.resize(grey, size, interpolation=cv2.INTER_AREA)
        frames.append(grey)
    if not frames:
        raise ValueError(f"{path} holds no picture")
    return np.stack(frames), video.get(cv2.CAP_PROP_FPS)


def read_clips(folder: Path) -> list[Clip]:
    """Decodes every clip of `folder`/labels.csv (columns file, label, scene). About a minute and 1.4 GB for 200 clips."""
    clips = []
    with open(folder / "labels.csv", newline="") as table:
        for row in csv.DictReader(table):
            frames, fps = read_grey(folder / row["file"])
            clips.append(Clip(row["file"], row["label"] == "fight", row["scene"], fps, frames))
    return clips
