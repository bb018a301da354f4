"""Writes the card and the fixture that a twin of the pre-processing or the network is checked with."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from datetime import date
from pathlib import Path

import numpy as np

from assemble import logit_of
from backbone import backbone_sha256
from features import AUGMENTED_VIEWS, SLOW_FPS, Features
from network import fixture_frames
from regions import FRAMES, SIZE, SPACING_S
from scoring import CROWD, STRENGTHS, Calibration, TwoStreams, fit_calibration, measures, reliability
from validate import OutOfFold

VERSION = "2.1.0"
OPERATING_POINTS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)


def write_fixture(score: TwoStreams, target: Path) -> None:
    frames = fixture_frames()
    logit = logit_of(score, frames)
    target.write_text(json.dumps({
        "formula": "wave(v) = abs(mod(v, 64) - 32) * 7, mod never negative; "
        "region 0: (wave(x + 3k) + wave(y - 2k + (x >> 2))) >> 1; "
        "region 1: (wave(x + (5kk mod 11)) + wave(y + (7k mod 5) + ((x * y) >> 6))) >> 1; frame k of 24, row y and column x of 160",
        "shape": list(frames.shape),
        "sum": int(frames.sum(dtype=np.int64)),
        "logit": [round(float(value), 4) for value in logit],
    }, indent=2) + "\n")


def _folds(outcome: OutOfFold, features: Features) -> list[dict[str, float]]:
    rows = []
    for number in range(outcome.fold.max() + 1):
        test = outcome.fold == number
        rows.append({
            "fold": number,
            "clips": int(test.sum()),
            "scenes": len({scene for scene, inside in zip(features.scenes, test) if inside}),
            **measures(outcome.probability[test], features.fight[test], 0.5),
        })
    return rows


def _repeats(outcomes: list[OutOfFold], fight: np.ndarray) -> dict[str, object]:
    results = [measures(outcome.probability, fight, 0.5) for outcome in outcomes]
    return {
        "what": "the same with the scenes dealt into folds by chance",
        "auc": [result["auc"] for result in results],
        "balancedAccuracy": [result["balancedAccuracy"] for result in results],
    }


def _streams(outcome: OutOfFold, fight: np.ndarray) -> dict[str, object]:
    return {
        "what": "each stream alone, threshold 0 of its logit, the same five folds",
        "motion": measures(outcome.motion, fight, 0.0),
        "pose": measures(outcome.pose, fight, 0.0),
    }


def write_card(
    target: Path, network: Path, features: Features, outcome: OutOfFold, nested: OutOfFold, repeats: list[OutOfFold], crowd: np.ndarray, command: str
) -> Calibration:
    fight = features.fight
    calibration = fit_calibration(outcome.logit, fight, crowd)
    card = {
        "id": "fight",
        "version": VERSION,
        "title": {"zh-CN": "打斗", "en": "Fight"},
        "licence": "GPL-3.0-or-later",
        "made": date.today().isoformat(),
        "command": command,
        "file": network.name,
        "sha256": hashlib.sha256(network.read_bytes()).hexdigest(),
        "method": "Two logistic regressions, their logits added. Motion: Lucas-Kanade flow statistics at four scales (speed, incoherence, "
        "acceleration, change; 52 numbers). Pose: how 1280 maps of MoveNet's backbone change from picture to picture where something moves "
        "(six pictures 240 ms apart). No faces, no identity: what stays as it is cancels out.",
        "pretrained": {
            "what": "MoveNet multipose, backbone only, not trained further",
            "licence": "Apache-2.0",
            "from": "models/movenet-multipose.json",
            "sha256": backbone_sha256(),
        },
        "data": {
            "source": "Surveillance Camera Fight Dataset (Akti, Tataroglu, Ekenel, IPTA 2019), research use; the clips are not part of this project",
            "clips": len(fight),
            "fights": int(fight.sum()),
            "scenes": len(set(features.scenes)),
            "views": f"each clip as it is and at {SLOW_FPS:g} frames a second (region and whole picture), and {AUGMENTED_VIEWS} augmented views",
            "crowd": f"{len(crowd)} views of groups who walk, meet and part in PETS 2009 S2.L1, twice a second, all of them ordinary; together they weigh "
            f"{CROWD.motion:g} clips in the motion stream, {CROWD.pose:g} in the other",
        },
        "input": {
            "name": "frames", "type": "uint8", "shape": ["regions", FRAMES, SIZE, SIZE], "range": [0, 255],
            "spacingMs": round(SPACING_S * 1000), "regions": ["what moves about people close to one another", "their surroundings"],
            "specification": "fight.md",
        },
        "output": {"name": "logit", "type": "float32", "shape": ["regions"], "combine": "mean over regions and windows"},
        "calibration": {
            "method": "Platt, on out-of-fold logits of the clips and of the crowd's halves", "a": round(calibration.a, 5), "b": round(calibration.b, 5),
            "threshold": 0.5,
            "reliability": reliability(outcome.probability, fight),
            "reliabilityNote": "each clip's probability from a calibration that had not seen its fold",
        },
        "crossValidation": {
            "what": "five folds by scene; threshold 0.5 of a calibration fitted on the other folds",
            "caution": "the statistics, which maps are compared how, the two regions and the penalties were settled while looking at "
            "cross-validated results on these same clips (about a hundred combinations of network, layer, input and pooling; nested leaves that out): "
            "expect less on other cameras",
            "pooled": measures(outcome.probability, fight, 0.5),
            "pooledByLogit": measures(outcome.logit, fight, 0.0),
            "streams": _streams(outcome, fight),
            "folds": _folds(outcome, features),
            "slowCamera": {"fps": SLOW_FPS, **measures(outcome.slow, fight, -calibration.b / calibration.a)},
            "nested": {
                "what": "each fold chooses both penalties within its own training clips",
                "strengths": [asdict(strengths) for strengths in nested.strengths], **measures(nested.probability, fight, 0.5),
            },
            "repeats": _repeats(repeats, fight),
        },
        "penaltyStrength": asdict(STRENGTHS),
        "operatingPoints": [
            {"probability": point, **{k: v for k, v in measures(outcome.probability, fight, point).items() if k != "auc"}}
            for point in OPERATING_POINTS
        ],
        "ordinaryFootage": {
            "what": f"{len(crowd)} views of the crowd, each from a model that saw only the other half of its time: the same place and some of the same people",
            **{f"from{point:g}": int((calibration(crowd) >= point).sum()) for point in (0.5, 0.6, 0.7, 0.8)},
        },
        "knownFailures": [
            "seen in the cross-validation, missed: wrestling and holding without quick motion, kicking someone on the ground in a dark "
            "picture, people of fewer than 24 of 360 to 480 rows are not asked about",
            "seen, false: one person who moves quickly close to the camera (ask for two close persons first), two who shake out a garment, "
            "guards who handle someone",
            "seen on other footage, false: exercise in front of the camera, a fall, people who meet or cross closely behind a post",
            "expected, not measured: dancing, sport, running children; a camera that shakes or pans; cuts of the picture",
            "at 5 frames a second worse (slowCamera)",
        ],
    }
    target.write_text(json.dumps(card, indent=2, ensure_ascii=False) + "\n")
    return calibration
