"""Joins the three parts of the network to one ONNX file: two exported by torch, and the backbone as it is in its own file."""

from __future__ import annotations

import io
import warnings
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import GraphProto, helper
from torch import nn

from backbone import CHANNELS, MAPS, PLANES, SIDE, BackboneRunner, backbone
from network import After, Before, fixture_frames
from pose import SHOWN_COUNT
from scoring import TwoStreams

OPSET = 13


def _exported(module: nn.Module, inputs: dict[str, torch.Tensor], output: str, prefix: str) -> GraphProto:
    """The part's graph; names but those of its inputs and its output get the prefix, so that parts don't clash."""
    held = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            module.eval(),
            tuple(inputs.values()),
            held,
            opset_version=OPSET,
            input_names=list(inputs),
            output_names=[output],
            dynamic_axes={name: {0: "regions" if name in ("frames", "logit") else "pictures"} for name in (*inputs, output)},
        )
    graph = onnx.load_from_string(held.getvalue()).graph
    shared = {"", *inputs, output}
    for node in graph.node:
        node.name = prefix + node.name
        node.input[:] = [name if name in shared else prefix + name for name in node.input]
        node.output[:] = [name if name in shared else prefix + name for name in node.output]
    for tensor in graph.initializer:
        tensor.name = prefix + tensor.name
    return graph


def write_network(score: TwoStreams, target: Path) -> None:
    frames = torch.from_numpy(fixture_frames())
    before = _exported(Before(), {"frames": frames}, PLANES, "before/")
    maps = torch.zeros(len(frames) * SHOWN_COUNT, CHANNELS, SIDE, SIDE)
    after = _exported(After(score), {"frames": frames, MAPS: maps}, "logit", "after/")
    parts = (before, backbone(), after)
    graph = helper.make_graph(
        [node for part in parts for node in part.node],
        "fight",
        [before.input[0]],
        list(after.output),
        [tensor for part in parts for tensor in part.initializer],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=7, producer_name="watchhouse")
    onnx.checker.check_model(model, full_check=True)
    target.write_bytes(model.SerializeToString())


def logit_of(score: TwoStreams, frames: np.ndarray) -> np.ndarray:
    """What the network says of uint8 [n, 24, 160, 160], computed where it was trained."""
    pictures = torch.from_numpy(frames)
    with torch.no_grad():
        planes = Before()(pictures).numpy()
        maps = torch.from_numpy(BackboneRunner(len(planes))(planes))
        return After(score).eval()(pictures, maps).numpy()
