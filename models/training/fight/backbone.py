"""The backbone of MoveNet multipose: what a network that was trained to find people and their joints makes of a picture.

Its weights are those of `models/built/movenet-multipose.onnx` (Apache-2.0), which `npm run models` writes and whose sha256 stands in
`models/movenet-multipose.json`. All up to the 1280 maps at stride 32 is used; the heads that find joints are not. The shipped network holds
this part of the file as it is, with weights in float16; for training OpenCV runs it, far faster than Debian's torch.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import cv2
import numpy as np
import onnx
from onnx import NodeProto, TensorProto, helper, numpy_helper

from regions import SIZE

CARD = Path(__file__).parents[2] / "movenet-multipose.json"
PLANES, MAPS = "planes", "clip_270"
CHANNELS, STRIDE = 1280, 32
SIDE = SIZE // STRIDE


def backbone_sha256() -> str:
    """Of the built file, as its card has it."""
    return json.loads(CARD.read_text())["sha256"]


def backbone() -> onnx.GraphProto:
    """`planes` uint8 [n, 3, 160, 160], here three times the same grey, -> `clip_270` 0..6 [n, 1280, 5, 5]."""
    file = CARD.parent / json.loads(CARD.read_text())["file"]
    if not file.exists() or hashlib.sha256(file.read_bytes()).hexdigest() != backbone_sha256():
        raise SystemExit(f"{file} is missing or not the one that {CARD.name} names: npm run models")
    graph = onnx.load(str(file)).graph
    needed, nodes = {MAPS}, []
    for node in reversed(graph.node):
        if needed.intersection(node.output):
            nodes.insert(0, node)
            needed.update(node.input)
    return helper.make_graph(
        nodes,
        "backbone",
        [helper.make_tensor_value_info(PLANES, TensorProto.UINT8, ["n", 3, SIZE, SIZE])],
        [helper.make_tensor_value_info(MAPS, TensorProto.FLOAT, ["n", CHANNELS, SIDE, SIDE])],
        [tensor for tensor in graph.initializer if tensor.name in needed],
    )


class BackboneRunner:
    """The backbone in float32 for OpenCV 4.6, which knows no casts and only the older form of Clip."""

    def __init__(self, pictures: int) -> None:
        graph = backbone()
        constants = {tensor.name: numpy_helper.to_array(tensor).astype(np.float32) for tensor in graph.initializer}
        same_as: dict[str, str] = {}
        nodes: list[NodeProto] = []
        for node in graph.node:
            inputs = [same_as.get(name, name) for name in node.input]
            if node.op_type == "Cast":
                same_as[node.output[0]] = inputs[0]
            elif node.op_type == "Sub":
                self.centre = constants[inputs[1]].reshape(1, -1, 1, 1)
                same_as[node.output[0]] = inputs[0]
            elif node.op_type == "Clip":
                low, high = (float(constants[name]) for name in inputs[1:])
                nodes.append(helper.make_node("Clip", inputs[:1], node.output, min=low, max=high))
            else:
                changed = NodeProto()
                changed.CopyFrom(node)
                changed.input[:] = inputs
                nodes.append(changed)
        used = {name for node in nodes for name in node.input}
        plain = helper.make_graph(
            nodes,
            "backbone",
            [helper.make_tensor_value_info(PLANES, TensorProto.FLOAT, [pictures, 3, SIZE, SIZE])],
            [helper.make_tensor_value_info(MAPS, TensorProto.FLOAT, [pictures, CHANNELS, SIDE, SIDE])],
            [numpy_helper.from_array(array, name) for name, array in constants.items() if name in used],
        )
        model = helper.make_model(plain, opset_imports=[helper.make_opsetid("", 10)])
        self.network = cv2.dnn.readNetFromONNX(model.SerializeToString())

    def __call__(self, planes: np.ndarray) -> np.ndarray:
        """As many pictures as the runner was made for."""
        self.network.setInput(planes.astype(np.float32) - self.centre)
        return self.network.forward().copy()
