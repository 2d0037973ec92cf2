"""The trained network as an ONNX graph, written by hand: fused attention and normalisation, int8 weights by column."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from training.network import ARC, DEPTH, HEADS

OUTPUTS = ("tags", "arcs", "halves")
OPSET, CONTRIB = 17, 1

Weights = dict[str, np.ndarray]


@dataclass(slots=True, kw_only=True)
class Graph:
    """Nodes and constants on the way to a model; every method returns the name of what it adds."""

    quantised: bool
    nodes: list[onnx.NodeProto] = field(default_factory=list)
    constants: list[onnx.TensorProto] = field(default_factory=list)

    def constant(self, name: str, value: np.ndarray) -> str:
        """Add an array."""
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(self, kind: str, inputs: list[str], name: str, *, domain: str = "", **settings: object) -> str:
        """Add a node with one output."""
        self.nodes.append(helper.make_node(kind, inputs, [name], name=name, domain=domain, **settings))
        return name

    def linear(self, x: str, weight: np.ndarray, bias: np.ndarray | None, name: str) -> str:
        """Add `x @ weight.T + bias`, with int8 weights (one scale a column) if the graph is quantised."""
        columns = weight.T.astype(np.float32)
        if self.quantised:
            product = self._integer(x, columns, name)
        else:
            product = self.node("MatMul", [x, self.constant(f"{name}.weight", columns)], f"{name}.product")
        if bias is None:
            return product
        return self.node("Add", [product, self.constant(f"{name}.bias", bias.astype(np.float32))], f"{name}.sum")

    def _integer(self, x: str, columns: np.ndarray, name: str) -> str:
        whole, scale = rounded(columns, axis=0)
        parts = [f"{x}.whole", f"{x}.scale", f"{x}.zero"]
        if not any(node.output[0] == parts[0] for node in self.nodes):
            self.nodes.append(helper.make_node("DynamicQuantizeLinear", [x], parts, name=f"{x}.quantise"))
        zero = self.constant(f"{name}.zero", np.zeros(whole.shape[1], dtype=whole.dtype))
        weight = self.constant(f"{name}.weight", whole)
        product = self.node("MatMulInteger", [parts[0], weight, parts[2], zero], f"{name}.integer")
        real = self.node("Cast", [product], f"{name}.real", to=TensorProto.FLOAT)
        both = self.node("Mul", [parts[1], self.constant(f"{name}.scale", scale)], f"{name}.scales")
        return self.node("Mul", [real, both], f"{name}.product")


def rounded(values: np.ndarray, axis: int) -> tuple[np.ndarray, np.ndarray]:
    """Round to int8 within -64 to 64, symmetric, one scale along the other axis.

    Seven bits, because 8-bit products of two neighbours overflow 16 bits on processors without VNNI.
    """
    top = np.abs(values).max(axis=axis, keepdims=True).clip(min=1e-8)
    scale = (top / 64).astype(np.float32)
    return np.rint(values / scale).astype(np.int8), scale.squeeze(axis)


def model(weights: Weights, *, quantised: bool) -> bytes:
    """Write the whole model; inputs int64 `ids`, `feats` [n, t] and `firsts`, `lasts` [n, w], no row padded.

    Returns:
        A model with float outputs: `tags` [n, w, 127], all linear heads in the order of the archive's table;
        `arcs` [n, w, w], dependent by governor; `halves` [n, w, 768], four projections of 192.
    """
    graph = Graph(quantised=quantised)
    h = _words(graph, _encoder(graph, weights))
    names = [name.removesuffix(".weight") for name in weights if name.startswith("tags.") and name.endswith("weight")]
    flat = np.concatenate([weights[f"{name}.weight"] for name in names])
    tags = graph.linear(h, flat, np.concatenate([weights[f"{name}.bias"] for name in names]), "linear")
    hidden = graph.linear(h, weights["sure.0.weight"], weights["sure.0.bias"], "sure0")
    hidden = graph.node("Relu", [hidden], "sure.relu")
    sure = _plain(graph, hidden, weights["sure.3.weight"], weights["sure.3.bias"], "sure3")
    graph.node("Concat", [tags, sure], "tags", axis=-1)
    _arcs(graph, weights, h)
    parts = ("relation_dependent", "relation_governor", "link_span", "link_cue")
    halves = np.concatenate([weights[f"{name}.weight"] for name in parts])
    biases = [weights.get(f"{name}.bias", np.zeros(len(weights[f"{name}.weight"]), np.float32)) for name in parts]
    graph.node("Identity", [graph.linear(h, halves, np.concatenate(biases), "half")], "halves")
    return _finished(graph)


def _plain(graph: Graph, x: str, weight: np.ndarray, bias: np.ndarray, name: str) -> str:
    columns = graph.constant(f"{name}.weight", weight.T.astype(np.float32))
    product = graph.node("MatMul", [x, columns], f"{name}.product")
    return graph.node("Add", [product, graph.constant(f"{name}.bias", bias.astype(np.float32))], f"{name}.sum")


def _encoder(graph: Graph, weights: Weights) -> str:
    x = _embedded(graph, weights)
    for number in range(DEPTH):
        x = _layer(graph, weights, x, f"layers.{number}.")
    return x


def _embedded(graph: Graph, weights: Weights) -> str:
    if graph.quantised:
        whole, scale = rounded(weights["piece.weight"] * 2, axis=1)  # 2 x 64 steps: eight bits, no products here
        table = graph.node("Gather", [graph.constant("piece.table", whole), "ids"], "piece.whole")
        real = graph.node("Cast", [table], "piece.real", to=TensorProto.FLOAT)
        scales = graph.constant("piece.scales", (scale / 2)[:, None])
        piece = graph.node("Mul", [real, graph.node("Gather", [scales, "ids"], "piece.scale")], "piece")
    else:
        piece = graph.node("Gather", [graph.constant("piece.table", weights["piece.weight"]), "ids"], "piece")
    feature = graph.node("Gather", [graph.constant("feature.table", weights["feature.weight"]), "feats"], "feature")
    shape = graph.node("Shape", ["ids"], "shape")
    one = graph.constant("one", np.array([1], dtype=np.int64))
    two = graph.constant("two", np.array([2], dtype=np.int64))
    length = graph.node("Slice", [shape, one, two], "length")
    zero = graph.constant("zero", np.array([0], dtype=np.int64))
    table = graph.constant("position.table", weights["position.weight"])
    position = graph.node("Slice", [table, zero, length, zero], "position")
    both = graph.node("Add", [piece, feature], "embedded.two")
    return _norm(graph, graph.node("Add", [both, position], "embedded.three"), weights, "norm", "embedded")


def _norm(graph: Graph, x: str, weights: Weights, where: str, name: str) -> str:
    scale = graph.constant(f"{name}.gamma", weights[f"{where}.weight"])
    shift = graph.constant(f"{name}.beta", weights[f"{where}.bias"])
    return graph.node("LayerNormalization", [x, scale, shift], name, axis=-1, epsilon=1e-12)


def _layer(graph: Graph, weights: Weights, x: str, at: str) -> str:
    mixed = graph.linear(x, weights[f"{at}mix.weight"], weights[f"{at}mix.bias"], f"{at}mix")
    names = [f"{at}query", f"{at}key", f"{at}value"]
    graph.nodes.append(helper.make_node("Split", [mixed], names, name=f"{at}split", axis=-1))
    seen = graph.node("MultiHeadAttention", names, f"{at}seen", domain="com.microsoft", num_heads=HEADS)
    out = graph.linear(seen, weights[f"{at}out.weight"], weights[f"{at}out.bias"], f"{at}out")
    x = _norm(graph, graph.node("Add", [x, out], f"{at}first"), weights, f"{at}norm", f"{at}norm")
    wide = graph.linear(x, weights[f"{at}wide.weight"], weights[f"{at}wide.bias"], f"{at}wide")
    bent = graph.node("Gelu", [wide], f"{at}bent", domain="com.microsoft")
    narrow = graph.linear(bent, weights[f"{at}narrow.weight"], weights[f"{at}narrow.bias"], f"{at}narrow")
    return _norm(graph, graph.node("Add", [x, narrow], f"{at}second"), weights, f"{at}last", f"{at}last")


def _words(graph: Graph, x: str) -> str:
    axis = graph.constant("last_axis", np.array([-1], dtype=np.int64))
    ends = []
    for name in ("firsts", "lasts"):
        index = graph.node("Unsqueeze", [name, axis], f"{name}.index")
        ends.append(graph.node("GatherND", [x, index], f"{name}.vectors", batch_dims=1))
    half = graph.constant("half", np.array(0.5, dtype=np.float32))
    return graph.node("Mul", [graph.node("Add", ends, "ends"), half], "words")


def _arcs(graph: Graph, weights: Weights, h: str) -> None:
    dependent = graph.linear(h, weights["dependent.weight"], weights["dependent.bias"], "dependent")
    dependent = graph.node("Relu", [dependent], "dependent.relu")
    governor = graph.linear(h, weights["governor.weight"], weights["governor.bias"], "governor")
    governor = graph.node("Relu", [governor], "governor.relu")
    turned = graph.linear(dependent, weights["arc.weight"] * ARC**-0.5, None, "arc")
    across = graph.node("Transpose", [governor], "governor.across", perm=[0, 2, 1])
    score = graph.node("MatMul", [turned, across], "arc.score")
    bias = _plain(graph, governor, weights["arc_bias.weight"], weights["arc_bias.bias"], "arc_bias")
    graph.node("Add", [score, graph.node("Transpose", [bias], "arc_bias.across", perm=[0, 2, 1])], "arcs")


def _finished(graph: Graph) -> bytes:
    inputs = [helper.make_tensor_value_info(name, TensorProto.INT64, ["n", "t"]) for name in ("ids", "feats")]
    inputs += [helper.make_tensor_value_info(name, TensorProto.INT64, ["n", "w"]) for name in ("firsts", "lasts")]
    shapes = {"tags": ["n", "w", "k"], "arcs": ["n", "w", "w2"], "halves": ["n", "w", "d"]}
    outputs = [helper.make_tensor_value_info(name, TensorProto.FLOAT, shapes[name]) for name in OUTPUTS]
    made = helper.make_graph(graph.nodes, "reader", inputs, outputs, graph.constants)
    opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid("com.microsoft", CONTRIB)]
    return helper.make_model(made, opset_imports=opsets, ir_version=8).SerializeToString()
