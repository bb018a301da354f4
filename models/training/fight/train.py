"""Cross-validates the fight model by scene, trains it on all clips, and writes network, card and fixture.

    /usr/bin/python3 models/training/fight/train.py --footage ../shared/footage --out models/trained
"""

from __future__ import annotations

import argparse
import csv
from pathlib import Path

import cv2
import numpy as np
import torch

from assemble import write_network
from export import write_card, write_fixture
from features import Features, read_features
from scoring import STRENGTHS, measures
from validate import OutOfFold, cross_validate, crowd_by_halves, fit_on

REPEATS = 4


def _write_scores(target: Path, features: Features, outcome: OutOfFold) -> None:
    with open(target, "w", newline="") as table:
        writer = csv.writer(table)
        writer.writerow(["file", "label", "scene", "fold", "logit", "motion", "pose", "logit_5fps", "probability"])
        for row, file in enumerate(features.files):
            label = "fight" if features.fight[row] else "normal"
            columns = (outcome.logit, outcome.motion, outcome.pose, outcome.slow, outcome.probability)
            numbers = (f"{column[row]:.4f}" for column in columns)
            writer.writerow([file, label, features.scenes[row], outcome.fold[row], *numbers])


def _report(name: str, outcome: OutOfFold, features: Features) -> None:
    print(name, measures(outcome.probability, features.fight, 0.5), "penalties", outcome.strengths, flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--footage", type=Path, required=True, help="folder that holds fights/labels.csv and pets09-s2l1/vtest.avi")
    parser.add_argument("--out", type=Path, required=True, help="folder for fight.onnx and fight.json; the fixture goes beside them")
    parser.add_argument("--scores", type=Path, help="csv for the out-of-fold score of every clip")
    parser.add_argument("--cache", type=Path, help="npz that keeps the features between runs")
    options = parser.parse_args()
    torch.set_num_threads(1)  # maps of 40 pixels: threads would only wait for each other
    cv2.setNumThreads(2)

    features = read_features(options.footage, options.cache)
    outcome = cross_validate(features)
    _report("five folds", outcome, features)
    print("motion alone", measures(outcome.motion, features.fight, 0.0), "pose alone", measures(outcome.pose, features.fight, 0.0))
    nested = cross_validate(features, fixed=None)
    _report("nested", nested, features)
    repeats = [cross_validate(features, shuffle) for shuffle in range(REPEATS)]
    for number, repeat in enumerate(repeats):
        _report(f"repeat {number}", repeat, features)
    if options.scores:
        _write_scores(options.scores, features, outcome)

    everything = np.arange(len(features.fight))
    score = fit_on(features, everything, STRENGTHS)
    options.out.mkdir(parents=True, exist_ok=True)
    network = options.out / "fight.onnx"
    write_network(score, network)
    write_fixture(score, options.out / "fight.fixture.json")
    command = "/usr/bin/python3 models/training/fight/train.py --footage ../shared/footage --out models/trained"
    crowd = crowd_by_halves(features)
    calibration = write_card(options.out / "fight.json", network, features, outcome, nested, repeats, crowd, command)
    print(calibration)


if __name__ == "__main__":
    main()
