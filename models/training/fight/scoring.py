"""The classifier over features, its cross-validation by scene, and its calibration."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import balanced_accuracy_score, roc_auc_score
from sklearn.model_selection import GroupKFold

from motion import MotionStatistics

FOLDS = 5
OUTLIER = 4.0
"""Standardised features are held within this many deviations: another camera may lie far outside of these clips."""
MOTION, POSE = slice(0, MotionStatistics.outputs), slice(MotionStatistics.outputs, None)
"""The two streams in a row of features."""


@dataclass(frozen=True)
class Strengths:
    """Inverse of the L2 penalty of each stream."""

    motion: float
    pose: float


STRENGTHS = Strengths(3.0, 0.03)
"""Fixed after motion 1 to 10 and pose 0.01 to 0.1 had come out within 0.005 AUC of each other; the nested cross-validation tells what
choosing costs."""
CROWD = Strengths(20.0, 3.0)
"""How many clips all views of the ordinary crowd together weigh in each stream. More of it, or as much of it in the pose stream, found fewer
fights, and less of it left more of the crowd's other half suspicious; two dozen pairs between 0 and 100 were compared."""
MOTION_CHOICES, POSE_CHOICES = (0.3, 1.0, 3.0, 10.0), (0.003, 0.01, 0.03, 0.1)
"""To choose from in the nested cross-validation, always without the clips that are tested on."""


@dataclass(frozen=True)
class LinearScore:
    """logit = clip((x - mean) / deviation, -4, 4) · weight + bias."""

    mean: np.ndarray
    deviation: np.ndarray
    weight: np.ndarray
    bias: float

    def __call__(self, features: np.ndarray) -> np.ndarray:
        return np.clip((features - self.mean) / self.deviation, -OUTLIER, OUTLIER) @ self.weight + self.bias


@dataclass(frozen=True)
class TwoStreams:
    """The sum of the streams' logits: two opinions of equal weight. 200 clips are too few to fit weights as well."""

    motion: LinearScore
    pose: LinearScore

    def __call__(self, features: np.ndarray) -> np.ndarray:
        return self.motion(features[:, MOTION]) + self.pose(features[:, POSE])


def fit_score(features: np.ndarray, fight: np.ndarray, sample_weight: np.ndarray, strength: float, usual: np.ndarray) -> LinearScore:
    """`usual` are the rows whose mean and deviation features are measured by."""
    mean, deviation = usual.mean(0), usual.std(0) + 1e-3
    standard = np.clip((features - mean) / deviation, -OUTLIER, OUTLIER)
    model = LogisticRegression(C=strength, max_iter=1000).fit(standard, fight, sample_weight)
    return LinearScore(mean, deviation, model.coef_[0], float(model.intercept_[0]))


def folds_by_scene(scenes: list[str], count: int = FOLDS, shuffle: int | None = None) -> list[tuple[np.ndarray, np.ndarray]]:
    """Training and test rows; a scene is never on both sides. `shuffle` deals the scenes out by chance instead of by size."""
    if shuffle is None:
        return list(GroupKFold(count).split(scenes, scenes, scenes))
    distinct, row = np.unique(scenes, return_inverse=True)
    fold = (np.random.default_rng(shuffle).permutation(len(distinct)) % count)[row]
    return [(np.flatnonzero(fold != part), np.flatnonzero(fold == part)) for part in range(count)]


@dataclass(frozen=True)
class Calibration:
    """Probability = sigmoid(a · logit + b)."""

    a: float
    b: float

    def __call__(self, logit: np.ndarray) -> np.ndarray:
        return 1 / (1 + np.exp(-(self.a * logit + self.b)))


def fit_calibration(logit: np.ndarray, fight: np.ndarray, crowd: np.ndarray) -> Calibration:
    """Platt's sigmoid on out-of-fold scores, almost without a penalty: two parameters for 200 clips. The crowd's views are among what is
    ordinary, as much as in the motion stream's training."""
    logits = np.concatenate([logit, crowd])[:, None]
    truth = np.concatenate([fight, np.zeros(len(crowd), bool)])
    weight = np.concatenate([np.ones(len(logit)), np.full(len(crowd), CROWD.motion / len(crowd))])
    model = LogisticRegression(C=100).fit(logits, truth, weight)
    return Calibration(float(model.coef_[0, 0]), float(model.intercept_[0]))


def measures(logit: np.ndarray, fight: np.ndarray, threshold: float) -> dict[str, float]:
    """AUC and what an alarm from `threshold` on would get right."""
    alarm = logit >= threshold
    return {
        "auc": round(float(roc_auc_score(fight, logit)), 4),
        "balancedAccuracy": round(float(balanced_accuracy_score(fight, alarm)), 4),
        "recall": round(float(alarm[fight].mean()), 4),
        "falsePositiveRate": round(float(alarm[~fight].mean()), 4),
    }


def reliability(probability: np.ndarray, fight: np.ndarray, edges: tuple[float, ...] = (0, 0.2, 0.4, 0.6, 0.8, 1.0001)) -> list[dict[str, float]]:
    """For each band of probability: how many clips, what was promised, what came true."""
    table = []
    for low, high in zip(edges, edges[1:]):
        inside = (probability >= low) & (probability < high)
        if inside.any():
            table.append({
                "from": low,
                "to": min(high, 1.0),
                "clips": int(inside.sum()),
                "promised": round(float(probability[inside].mean()), 3),
                "true": round(float(fight[inside].mean()), 3),
            })
    return table
