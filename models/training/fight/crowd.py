"""Ordinary footage of people who walk, meet and part: views of their groups, none of which fights."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np

from footage import Clip, read_grey
from regions import ENLARGED, MAP_SIZE, SMALLEST_SHARE, WINDOW_S, Rectangle, cut, frame_indices, motion_box

KEPT_SIDE = 640
EVERY_S = 0.5
CLOSE_HEIGHTS, SIZE_FACTOR = 0.5, 2.0
REACH = 1.5
LEAST_TALL, LEAST_ROWS = 0.3, 80
"""All as in electron/engine/vision/fight."""


def _groups(boxes: dict[int, np.ndarray]) -> list[set[int]]:
    """Ids of people (left, top, right, bottom in pixels) who are close to one another."""
    def close(a: np.ndarray, b: np.ndarray) -> bool:
        heights = a[3] - a[1], b[3] - b[1]
        gap = np.hypot(max(0, max(a[0], b[0]) - min(a[2], b[2])), max(0, max(a[1], b[1]) - min(a[3], b[3])))
        return max(heights) <= SIZE_FACTOR * min(heights) and gap <= CLOSE_HEIGHTS * max(heights)

    groups: list[set[int]] = []
    for one, box in boxes.items():
        near = [group for group in groups if any(close(box, boxes[other]) for other in group)]
        groups = [group for group in groups if group not in near] + [set().union({one}, *near)]
    return [group for group in groups if len(group) > 1]


def _within(frames: np.ndarray, left: float, top: float, right: float, bottom: float) -> np.ndarray:
    """The frames with everything outside of a part (shares) held still."""
    high, wide = frames.shape[1:]
    still = np.repeat(frames[:1], len(frames), axis=0)
    rows = slice(max(0, int(top * high)), min(high, int(np.ceil(bottom * high))))
    columns = slice(max(0, int(left * wide)), min(wide, int(np.ceil(right * wide))))
    still[:, rows, columns] = frames[:, rows, columns]
    return still


def _around(centre: tuple[float, float], wide: int, high: int, width: int, height: int) -> Rectangle:
    left, top = (min(max(middle * size - side / 2, 0), size - side) for middle, side, size in zip(centre, (wide, high), (width, height)))
    return int(left), int(top), wide, high


def _views(clip: Clip, indices: np.ndarray, box: np.ndarray, tall: float) -> np.ndarray:
    """uint8 [2, 24, 160, 160]: the square around what moves about a group (shares of the picture), and its surroundings."""
    height, width = clip.frames.shape[1:]
    grow = (REACH - 1) / 2 * (box[2:] - box[:2])
    small = np.stack([cv2.resize(clip.frames[index], MAP_SIZE, interpolation=cv2.INTER_AREA) for index in indices])
    left, top, right, bottom = motion_box(_within(small, *(box[:2] - grow), *(box[2:] + grow)))
    share = min(1.0, max(tall / LEAST_TALL, (right - left) * ENLARGED, (bottom - top) * ENLARGED, LEAST_ROWS / height))
    around = int(width * share), int(height * share)
    side = int(min(max((right - left) * width * ENLARGED, (bottom - top) * height * ENLARGED, SMALLEST_SHARE * around[1]), height, width))
    centre = ((left + right) / 2, (top + bottom) / 2)
    square, surroundings = _around(centre, side, side, width, height), _around(centre, *around, width, height)
    return np.stack([cut(clip, indices, square), cut(clip, indices, surroundings)])


def crowd_windows(folder: Path) -> tuple[np.ndarray, np.ndarray]:
    """Views of every group of PETS 2009 S2.L1 twice a second, uint8 [n, 2, 24, 160, 160], and when each begins, seconds. The people are
    those of the published truth."""
    frames, fps = read_grey(folder / "vtest.avi", KEPT_SIDE)
    original = cv2.VideoCapture(str(folder / "vtest.avi"))
    size = np.array([original.get(cv2.CAP_PROP_FRAME_WIDTH), original.get(cv2.CAP_PROP_FRAME_HEIGHT)] * 2)
    clip = Clip("vtest.avi", False, "pets09-s2l1", fps, frames)
    people: dict[int, dict[int, np.ndarray]] = {}
    for frame, one, left, top, wide, high in np.loadtxt(folder / "gt.txt", delimiter=",", usecols=range(6)):
        people.setdefault(int(frame) - 1, {})[int(one)] = np.array([left, top, left + wide, top + high])
    views, starts = [], []
    for start in np.arange(0, clip.duration_s - WINDOW_S, EVERY_S):
        indices = frame_indices(clip, start)
        for group in _groups(people.get(int(indices[-1]), {})):
            boxes = np.stack([people[index][one] for index in set(indices.tolist()) for one in group if one in people.get(index, {})])
            box = np.concatenate([boxes[:, :2].min(0), boxes[:, 2:].max(0)]) / size
            tall = float(np.median(boxes[:, 3] - boxes[:, 1]) / size[1])
            views.append(_views(clip, indices, box, tall))
            starts.append(start)
    return np.stack(views), np.array(starts)
