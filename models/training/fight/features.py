"""Numbers of both streams of every view of every clip: what is trained on and what is tested on."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from augment import augmented_view
from backbone import BackboneRunner
from crowd import crowd_windows
from footage import Clip, read_clips
from motion import MotionStatistics
from pose import SHOWN_COUNT, PoseChange, planes_of
from regions import evaluation_windows

AUGMENTED_VIEWS = 8
SLOW_FPS = 5.0
SEED = 20261124


@dataclass(frozen=True)
class Features:
    """Rows of clips. `clean` and `slow` hold a row for each window and region (region, whole picture), the latter of
    a camera of 5 frames a second; `*_clip` the clip of a row; `augmented` is [clips, views, 1332]. A row is the 52 motion statistics,
    then the 1280 changes of pose. `crowd` [views, 2, 1332] are groups of ordinary people, `crowd_start` when each view begins, seconds."""

    files: list[str]
    fight: np.ndarray
    scenes: list[str]
    clean: np.ndarray
    clean_clip: np.ndarray
    slow: np.ndarray
    slow_clip: np.ndarray
    augmented: np.ndarray
    crowd: np.ndarray
    crowd_start: np.ndarray


class Extractor:
    """Both streams of views uint8 [n, 24, 160, 160] -> float32 [n, 1332]."""

    def __init__(self) -> None:
        self.statistics, self.change = MotionStatistics().eval(), PoseChange().eval()
        self.runner = BackboneRunner(SHOWN_COUNT)

    def __call__(self, views: np.ndarray) -> np.ndarray:
        with torch.no_grad():
            frames = torch.from_numpy(views)
            maps = np.concatenate([self.runner(planes_of(view[None]).numpy()) for view in frames])
            grey = frames.float() / 255
            return torch.cat([self.statistics(grey), self.change(grey, torch.from_numpy(maps))], 1).numpy()


def _features_of(clips: list[Clip], crowd: tuple[np.ndarray, np.ndarray]) -> Features:
    extract = Extractor()
    random = np.random.default_rng(SEED)
    clean, slow, augmented = [], [], []
    for number, clip in enumerate(clips, 1):
        clean.append(extract(np.concatenate(evaluation_windows(clip))))
        slow.append(extract(np.concatenate(evaluation_windows(clip, SLOW_FPS))))
        augmented.append(extract(np.stack([augmented_view(clip, random) for _ in range(AUGMENTED_VIEWS)])))
        if number % 20 == 0:
            print(f"features {number}/{len(clips)}", flush=True)
    rows = [np.repeat(np.arange(len(clips)), [len(part) for part in parts]) for parts in (clean, slow)]
    return Features(
        [clip.file for clip in clips],
        np.array([clip.fight for clip in clips]),
        [clip.scene for clip in clips],
        np.concatenate(clean),
        rows[0],
        np.concatenate(slow),
        rows[1],
        np.stack(augmented),
        np.stack([extract(views) for views in crowd[0]]),
        crowd[1],
    )


def read_features(footage: Path, cache: Path | None) -> Features:
    """Of the clips and the crowd in `footage`, or those kept in the npz file `cache` by an earlier run of the same code."""
    if cache and cache.exists():
        with np.load(cache) as kept:
            return Features(**{name: kept[name].tolist() if name in ("files", "scenes") else kept[name] for name in kept})
    features = _features_of(read_clips(footage / "fights"), crowd_windows(footage / "pets09-s2l1"))
    if cache:
        np.savez(cache, **vars(features))
    return features
