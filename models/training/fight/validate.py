"""Cross-validation by scene of the two streams and their sum."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from sklearn.metrics import roc_auc_score

from features import Features
from scoring import (
    CROWD,
    MOTION,
    MOTION_CHOICES,
    POSE,
    POSE_CHOICES,
    STRENGTHS,
    LinearScore,
    Strengths,
    TwoStreams,
    fit_calibration,
    fit_score,
    folds_by_scene,
)

INNER_FOLDS = 4


@dataclass(frozen=True)
class OutOfFold:
    """Logit of each clip from the fold that had not seen its scene; `slow` at 5 frames a second; `probability` calibrated on the
    other folds' clips only. `motion` and `pose` are the logits of the streams alone."""

    logit: np.ndarray
    slow: np.ndarray
    motion: np.ndarray
    pose: np.ndarray
    probability: np.ndarray
    fold: np.ndarray
    strengths: list[Strengths]


def clip_means(rows: np.ndarray, clip_of_row: np.ndarray, count: int) -> np.ndarray:
    """A clip's logit is the mean over its windows and regions."""
    return np.bincount(clip_of_row, rows, count) / np.maximum(np.bincount(clip_of_row, minlength=count), 1)


def _fit_stream(features: Features, clips: np.ndarray, stream: slice, strength: float, crowd_rows: np.ndarray | None = None) -> LinearScore:
    """Fits one stream on clean, slow and augmented views of the clips: each clip weighs 1, each of the three kinds a third of it; and on
    the crowd, of which `crowd_rows` may leave views out."""
    parts, labels, weights = [], [], []
    for rows, clip_of_row in ((features.clean, features.clean_clip), (features.slow, features.slow_clip)):
        inside = np.isin(clip_of_row, clips)
        owner = clip_of_row[inside]
        parts.append(rows[inside, stream])
        labels.append(features.fight[owner])
        weights.append(1 / (3 * np.bincount(owner, minlength=len(features.fight))[owner]))
    views = features.augmented.shape[1]
    parts.append(features.augmented[clips, :, stream].reshape(len(clips) * views, -1))
    labels.append(np.repeat(features.fight[clips], views))
    weights.append(np.full(len(clips) * views, 1 / (3 * views)))
    usual = np.concatenate(parts)
    crowd = (features.crowd if crowd_rows is None else features.crowd[crowd_rows])[:, :, stream]
    crowd = crowd.reshape(-1, crowd.shape[-1])
    labels.append(np.zeros(len(crowd), bool))
    weights.append(np.full(len(crowd), (CROWD.motion if stream == MOTION else CROWD.pose) / len(crowd)))
    return fit_score(np.concatenate([usual, crowd]), np.concatenate(labels), np.concatenate(weights), strength, usual)


def fit_on(features: Features, clips: np.ndarray, strengths: Strengths, crowd_rows: np.ndarray | None = None) -> TwoStreams:
    """Each stream by itself."""
    return TwoStreams(
        _fit_stream(features, clips, MOTION, strengths.motion, crowd_rows),
        _fit_stream(features, clips, POSE, strengths.pose, crowd_rows),
    )


def crowd_by_halves(features: Features) -> np.ndarray:
    """Logit of each view of the crowd from a model that was trained on all clips and on the other half of the crowd's time."""
    logit = np.zeros(len(features.crowd))
    first = features.crowd_start < features.crowd_start.max() / 2
    for test in (first, ~first):
        score = fit_on(features, np.arange(len(features.fight)), STRENGTHS, ~test)
        logit[test] = score(features.crowd[test].reshape(-1, features.crowd.shape[-1])).reshape(-1, 2).mean(1)
    return logit


def _choose(features: Features, clips: np.ndarray, stream: slice, choices: tuple[float, ...]) -> float:
    """The penalty with the best AUC of the stream alone in a cross-validation by scene within `clips`."""
    scenes = [features.scenes[clip] for clip in clips]

    def inner_auc(strength: float) -> float:
        logit = np.zeros(len(clips))
        for train, test in folds_by_scene(scenes, INNER_FOLDS):
            score = _fit_stream(features, clips[train], stream, strength)
            logit[test] = clip_means(score(features.clean[:, stream]), features.clean_clip, len(features.fight))[clips[test]]
        return float(roc_auc_score(features.fight[clips], logit))

    return max(choices, key=inner_auc)


def choose_strengths(features: Features, clips: np.ndarray) -> Strengths:
    return Strengths(_choose(features, clips, MOTION, MOTION_CHOICES), _choose(features, clips, POSE, POSE_CHOICES))


def cross_validate(features: Features, shuffle: int | None = None, fixed: Strengths | None = STRENGTHS) -> OutOfFold:
    """Without `fixed` penalties each fold chooses its own among the clips that it trains on (nested)."""
    count = len(features.fight)
    slow, motion, pose, probability = (np.zeros(count) for _ in range(4))
    fold, strengths = np.zeros(count, int), []
    for number, (train, test) in enumerate(folds_by_scene(features.scenes, shuffle=shuffle)):
        strengths.append(fixed or choose_strengths(features, train))
        score = fit_on(features, train, strengths[-1])
        motion[test] = clip_means(score.motion(features.clean[:, MOTION]), features.clean_clip, count)[test]
        pose[test] = clip_means(score.pose(features.clean[:, POSE]), features.clean_clip, count)[test]
        slow[test] = clip_means(score(features.slow), features.slow_clip, count)[test]
        fold[test] = number
    logit, crowd = motion + pose, crowd_by_halves(features)
    for number in range(fold.max() + 1):
        test = fold == number
        probability[test] = fit_calibration(logit[~test], features.fight[~test], crowd)(logit[test])
    return OutOfFold(logit, slow, motion, pose, probability, fold, strengths)
