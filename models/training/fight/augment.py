"""Training views of a clip: other times, frame rates, crops, light and compression than the clip happens to have."""

from __future__ import annotations

import cv2
import numpy as np

from footage import Clip
from regions import ENLARGED, FRAMES, SIZE, SPACING_S, cut, frame_indices, motion_box, square_around

CAMERA_RATES = (0, 0, 0, 15, 12.5, 10, 8, 5)
"""0 is the clip's own rate."""


def _lower_resolution(view: np.ndarray, share: float) -> np.ndarray:
    side = int(SIZE * share)
    return np.stack([
        cv2.resize(cv2.resize(frame, (side, side), interpolation=cv2.INTER_AREA), (SIZE, SIZE), interpolation=cv2.INTER_LINEAR)
        for frame in view
    ])


def _photometric(view: np.ndarray, random: np.random.Generator) -> np.ndarray:
    view = view.astype(np.float32)
    if random.random() < 0.3:
        view = _lower_resolution(view, random.choice([0.35, 0.5, 0.7]))
    mean = view.mean()
    view = (view - mean) * random.uniform(0.6, 1.4) + mean + random.uniform(-25, 25)
    if random.random() < 0.5:
        view += random.uniform(0, 5) * random.standard_normal(view.shape, dtype=np.float32)
    view = np.clip(view, 0, 255).astype(np.uint8)
    if random.random() < 0.3:
        quality = [cv2.IMWRITE_JPEG_QUALITY, int(random.uniform(25, 70))]
        view = np.stack([cv2.imdecode(cv2.imencode(".jpg", frame, quality)[1], cv2.IMREAD_GRAYSCALE) for frame in view])
    return view[:, :, ::-1] if random.random() < 0.5 else view


def augmented_view(clip: Clip, random: np.random.Generator) -> np.ndarray:
    """uint8 [24, 160, 160]."""
    height, width = clip.frames.shape[1:]
    spacing_s = SPACING_S * random.uniform(0.85, 1.15)
    start_s = random.uniform(0, max(1e-3, clip.duration_s - (FRAMES - 1) * spacing_s))
    indices = frame_indices(clip, start_s, spacing_s, random.choice(CAMERA_RATES))
    if random.random() < 1 / 3:
        share = random.uniform(0.75, 1)
        wide, high = int(width * share), int(height * share)
        rectangle = (int(random.integers(0, width - wide + 1)), int(random.integers(0, height - high + 1)), wide, high)
    else:
        box = motion_box(clip.frames[indices])
        left, top, side, _ = square_around(box, height, width, ENLARGED * np.exp(random.uniform(-0.35, 0.35)), 0.3)
        left = int(np.clip(left + random.uniform(-0.12, 0.12) * side, 0, width - side))
        top = int(np.clip(top + random.uniform(-0.12, 0.12) * side, 0, height - side))
        rectangle = (left, top, side, side)
    return np.ascontiguousarray(_photometric(cut(clip, indices, rectangle), random))
