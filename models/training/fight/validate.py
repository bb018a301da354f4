"""Cross-validation by scene of the linear score over the motion statistics."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from sklearn.metrics import roc_auc_score

from features import Features
from scoring import STRENGTH, STRENGTHS, LinearScore, fit_calibration, fit_score, folds_by_scene

INNER_FOLDS = 4


@dataclass(frozen=True)
class OutOfFold:
    """Logit of each clip from the fold that had not seen its scene; `slow` at 5 frames a second; `probability` calibrated on the
    other folds' clips only."""

    logit: np.ndarray
    slow: np.ndarray
    probability: np.ndarray
    fold: np.ndarray
    strengths: list[float]


def clip_means(rows: np.ndarray, clip_of_row: np.ndarray, count: int) -> np.ndarray:
    """A clip's logit is the mean over its windows and regions."""
    return np.bincount(clip_of_row, rows, count) / np.maximum(np.bincount(clip_of_row, minlength=count), 1)


def fit_on(features: Features, clips: np.ndarray, strength: float) -> LinearScore:
    """Fits on clean, slow and augmented views of the clips: each clip weighs 1, each of the three kinds a third of it."""
    parts, labels, weights = [], [], []
    for rows, clip_of_row in ((features.clean, features.clean_clip), (features.slow, features.slow_clip)):
        inside = np.isin(clip_of_row, clips)
        owner = clip_of_row[inside]
        parts.append(rows[inside])
        labels.append(features.fight[owner])
        weights.append(1 / (3 * np.bincount(owner, minlength=len(features.fight))[owner]))
    views = features.augmented.shape[1]
    parts.append(features.augmented[clips].reshape(len(clips) * views, -1))
    labels.append(np.repeat(features.fight[clips], views))
    weights.append(np.full(len(clips) * views, 1 / (3 * views)))
    return fit_score(np.concatenate(parts), np.concatenate(labels), np.concatenate(weights), strength)


def score_clips(features: Features, score: LinearScore) -> tuple[np.ndarray, np.ndarray]:
    """Logits of all clips: as they are, and at 5 frames a second."""
    count = len(features.fight)
    return (
        clip_means(score(features.clean), features.clean_clip, count),
        clip_means(score(features.slow), features.slow_clip, count),
    )


def choose_strength(features: Features, clips: np.ndarray) -> float:
    """The penalty with the best AUC in a cross-validation by scene within `clips`."""
    scenes = [features.scenes[clip] for clip in clips]

    def inner_auc(strength: float) -> float:
        logit = np.zeros(len(clips))
        for train, test in folds_by_scene(scenes, INNER_FOLDS):
            logit[test] = score_clips(features, fit_on(features, clips[train], strength))[0][clips[test]]
        return float(roc_auc_score(features.fight[clips], logit))

    return max(STRENGTHS, key=inner_auc)


def cross_validate(features: Features, shuffle: int | None = None, strength: float | None = STRENGTH) -> OutOfFold:
    """Without a `strength` each fold chooses its own among the clips that it trains on (nested)."""
    count = len(features.fight)
    logit, slow, probability = np.zeros(count), np.zeros(count), np.zeros(count)
    fold, strengths = np.zeros(count, int), []
    for number, (train, test) in enumerate(folds_by_scene(features.scenes, shuffle=shuffle)):
        strengths.append(strength or choose_strength(features, train))
        clean_logit, slow_logit = score_clips(features, fit_on(features, train, strengths[-1]))
        logit[test], slow[test], fold[test] = clean_logit[test], slow_logit[test], number
    for number in range(fold.max() + 1):
        test = fold == number
        probability[test] = fit_calibration(logit[~test], features.fight[~test])(logit[test])
    return OutOfFold(logit, slow, probability, fold, strengths)
