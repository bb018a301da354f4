"""What the network sees of a clip: 24 grey frames of one square region, 80 ms apart.

The TypeScript side does the same with the media library; the exact wording is in models/trained/fight.md.
"""

from __future__ import annotations

import cv2
import numpy as np

from footage import Clip

SIZE = 160
FRAMES = 24
SPACING_S = 0.08
WINDOW_S = (FRAMES - 1) * SPACING_S

MAP_SIZE = (160, 120)
CHANGED_BY = 14
LEAST_CHANGES = 20
TAIL = 0.04
ENLARGED = 1.15
SMALLEST_SHARE = 0.35

Box = tuple[float, float, float, float]
"""left, top, right, bottom as shares of the picture."""
Rectangle = tuple[int, int, int, int]
"""left, top, width, height in pixels of the kept frames."""


def frame_indices(clip: Clip, start_s: float, spacing_s: float = SPACING_S, camera_fps: float = 0) -> np.ndarray:
    """Which frames are shown at the window's times. `camera_fps` simulates a slower camera: the newest frame so far.

    A clip shorter than the window runs back and forth.
    """
    times = start_s + np.arange(FRAMES) * spacing_s
    if camera_fps:
        times = np.floor(times * camera_fps) / camera_fps
    times, last_s = np.abs(times), clip.duration_s
    if last_s > 0:
        times = last_s - np.abs(last_s - np.mod(times, 2 * last_s))
    return np.clip(np.round(times * clip.fps).astype(int), 0, len(clip.frames) - 1)


def window_starts(clip: Clip) -> list[float]:
    """Windows side by side over the clip; one in the middle where there is no room for two."""
    spare = clip.duration_s - WINDOW_S
    if spare <= 0.15:
        return [max(0.0, spare / 2)]
    count = max(1, round(clip.duration_s / WINDOW_S))
    return list(np.linspace(0, spare, count)) if count > 1 else [spare / 2]


def motion_box(frames: np.ndarray) -> Box:
    """The box that holds 92 % of the changes between consecutive frames both ways; the picture where nothing moves."""
    small = [
        cv2.GaussianBlur(cv2.resize(frame, MAP_SIZE, interpolation=cv2.INTER_AREA), (5, 5), 0).astype(np.int16)
        for frame in frames
    ]
    changes = sum((np.abs(now - before) > CHANGED_BY).astype(np.float32) for before, now in zip(small, small[1:]))
    if np.sum(changes) < LEAST_CHANGES:
        return 0.0, 0.0, 1.0, 1.0
    columns, rows = changes.sum(0).cumsum(), changes.sum(1).cumsum()

    def at(sums: np.ndarray, share: float) -> int:
        return int(np.searchsorted(sums, sums[-1] * share))

    return (
        at(columns, TAIL) / MAP_SIZE[0],
        at(rows, TAIL) / MAP_SIZE[1],
        (at(columns, 1 - TAIL) + 1) / MAP_SIZE[0],
        (at(rows, 1 - TAIL) + 1) / MAP_SIZE[1],
    )


def square_around(box: Box, height: int, width: int, enlarged: float = ENLARGED, smallest: float = SMALLEST_SHARE) -> Rectangle:
    """A square around the box, enlarged, no smaller than a share of the height, inside the picture."""
    side = max((box[2] - box[0]) * width * enlarged, (box[3] - box[1]) * height * enlarged, smallest * height)
    side = min(side, height, width)
    left = min(max((box[0] + box[2]) / 2 * width - side / 2, 0), width - side)
    top = min(max((box[1] + box[3]) / 2 * height - side / 2, 0), height - side)
    return int(left), int(top), int(side), int(side)


def cut(clip: Clip, indices: np.ndarray, rectangle: Rectangle) -> np.ndarray:
    """uint8 [24, 160, 160]: the rectangle in the frames, area-scaled; the aspect of the whole picture is not kept."""
    left, top, width, height = rectangle
    return np.stack([
        cv2.resize(clip.frames[index][top : top + height, left : left + width], (SIZE, SIZE), interpolation=cv2.INTER_AREA)
        for index in indices
    ])


def evaluation_windows(clip: Clip, camera_fps: float = 0) -> list[np.ndarray]:
    """The windows of a clip as the program cuts them, uint8 [2, 24, 160, 160]: around what moves in it, and the whole picture."""
    height, width = clip.frames.shape[1:]
    windows = []
    for start_s in window_starts(clip):
        indices = frame_indices(clip, start_s, camera_fps=camera_fps)
        square = square_around(motion_box(clip.frames[indices]), height, width)
        windows.append(np.stack([cut(clip, indices, square), cut(clip, indices, (0, 0, width, height))]))
    return windows
