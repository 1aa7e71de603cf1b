"""The five encoder networks in PyTorch, built from a file of encoder parameters.

What each network is follows the Java classes of package dev.mvq.runtime.encoder; sizes, depths and names follow the tensors of the
file. Every network is one function from what Java prepares (scaled values, their mask and, for sequences, which sessions are there; for
fused the four base embeddings and which of them are there) to L2-normalised embeddings. `macs` counts multiply-adds while it runs.
"""

import json
import math
import struct

import numpy
import torch
from torch import nn
from torch.nn import functional

BASE = ["price", "greeks", "microstructure", "technical"]
MASKED = 1e9


def read(path):
    """The header and the tensors of an encoder file."""
    with open(path, "rb") as file:
        content = file.read()
    if content[:8] != b"MVQENC01":
        raise ValueError(f"{path} is not a file of encoder parameters")
    (length,) = struct.unpack_from("<i", content, 8)
    header = json.loads(content[12 : 12 + length])
    at = 12 + length
    tensors = {}
    for entry in header["tensors"]:
        size = math.prod(entry["shape"])
        values = numpy.frombuffer(content, "<f4", size, at).reshape(entry["shape"])
        tensors[entry["name"]] = torch.from_numpy(values.copy())
        at += 4 * size
    if at + 4 != len(content):
        raise ValueError(f"{path} holds {len(content) - at - 4} bytes that no tensor names")
    return header, tensors


class Network(nn.Module):
    """Layers by the names of their tensors."""

    def __init__(self, name, tensors, size):
        super().__init__()
        self.size = size
        self.names = {}
        self.macs = 0
        for full, tensor in tensors.items():
            if full.startswith(name + "/"):
                short = full[len(name) + 1 :]
                self.names[short] = short.replace(".", "_")
                self.register_buffer(self.names[short], tensor)

    def value(self, name):
        return getattr(self, self.names[name])

    def count(self, prefix):
        """How many blocks or layers of that name there are."""
        found = 0
        while any(name.startswith(f"{prefix}{found}.") for name in self.names):
            found += 1
        return found

    def multiplied(self, count):
        if not torch.compiler.is_compiling() and not torch.jit.is_tracing():
            self.macs += count

    def dense(self, name, x):
        weight = self.value(name + ".weight")
        self.multiplied(x.numel() // x.shape[-1] * weight.numel())
        return functional.linear(x, weight, self.value(name + ".bias"))

    def norm(self, name, x):
        return functional.layer_norm(x, (x.shape[-1],), self.value(name + ".gain"), self.value(name + ".offset"), 1e-5)

    def residual(self, name, x):
        hidden = functional.gelu(self.dense(name + ".in", self.norm(name + ".norm", x)))
        return x + self.dense(name + ".out", hidden)

    def attention(self, name, x, bias):
        n, count, width = x.shape
        heads = self.size["heads"]
        depth = width // heads
        parts = self.dense(name + ".projections", self.norm(name + ".norm", x))
        parts = parts.reshape(n, count, 3, heads, depth).permute(2, 0, 3, 1, 4)
        query, key, value = parts[0] / math.sqrt(depth), parts[1], parts[2]
        self.multiplied(2 * n * heads * count * count * depth)
        weights = torch.softmax(query @ key.transpose(2, 3) + bias, -1)
        mixed = (weights @ value).permute(0, 2, 1, 3).reshape(n, count, width)
        return self.residual(name + ".forward", x + self.dense(name + ".out", mixed))

    def scales(self):
        """What each half is multiplied by."""
        return self.value("fixed.scale"), self.value("fixed.learnt_scale")

    def twofold(self, deep, scales, plain, emphasis=1.0):
        """A linear map of the plain values, its numbers emphasised, and beside it what was learnt: each of unit length, then weighed."""
        plain = plain.flatten(1)
        fixed = self.normalised(self.dense("fixed", plain) * emphasis) * scales[0]
        learnt = self.normalised(self.dense("out", deep) + self.dense("flat", plain)) * scales[1]
        return self.normalised(torch.cat([fixed, learnt], 1))

    @staticmethod
    def normalised(raw):
        return raw / torch.sqrt(raw.square().sum(-1, keepdim=True) + 1e-12)


def bias(mask):
    return ((mask - 1) * MASKED)[:, None, None, :]


def even(there):
    return there / there.sum(1, keepdim=True).clamp(min=1)


def weighted(run, weights):
    return (run * weights[:, :, None]).sum(1)


def summary(values, mask, windows):
    known = values * mask
    squares = known.square()
    parts = [values[:, -1], mask[:, -1]]
    for window in windows:
        count = mask[:, -window:].sum(1).clamp(min=1)
        mean = known[:, -window:].sum(1) / count
        square = squares[:, -window:].sum(1) / count
        parts += [mean, torch.sqrt((square - mean.square()).clamp(min=0) + 1e-4)]
    return torch.cat(parts, 1)


class Price(Network):
    def __init__(self, tensors, size):
        super().__init__("price", tensors, size)
        self.hidden = size["recurrent"]
        self.states = nn.LSTM(self.value("states.forward.input").shape[1], self.hidden, batch_first=True, bidirectional=True)
        parameters = {}
        for direction, suffix in (("forward", ""), ("backward", "_reverse")):
            parameters["weight_ih_l0" + suffix] = self.value(f"states.{direction}.input")
            parameters["weight_hh_l0" + suffix] = self.value(f"states.{direction}.state")
            parameters["bias_ih_l0" + suffix] = self.value(f"states.{direction}.input_bias")
            parameters["bias_hh_l0" + suffix] = self.value(f"states.{direction}.state_bias")
        self.states.load_state_dict(parameters)
        self.states.requires_grad_(False)

    def forward(self, values, mask, there):
        self.multiplied(values.shape[0] * values.shape[1] * sum(weight.numel() for weight in self.states.parameters() if weight.dim() > 1))
        run, _ = self.states(torch.cat([values, mask], 2))
        weights = torch.softmax(self.dense("attention", run).squeeze(2) + (there - 1) * MASKED, 1)
        parts = [weighted(run, weights), weighted(run, even(there)), run[:, -1, : self.hidden], run[:, 0, self.hidden :]]
        joined = self.dense("join", torch.cat([*parts, summary(values, mask, (5, 20, 60))], 1))
        return self.twofold(self.residual("mix", joined), self.scales(), values)


class Sessions(Network):
    def __init__(self, tensors, size):
        super().__init__("microstructure", tensors, size)
        self.layers = self.count("layer")

    def forward(self, values, mask, there):
        run = self.dense("tokens", torch.cat([values, mask], 2)) + self.value("positions")
        offsets = bias(there)
        for layer in range(self.layers):
            run = self.attention(f"layer{layer}", run, offsets)
        run = self.norm("norm", run)
        parts = [run[:, -1], weighted(run, even(there)), summary(values, mask, (5, 20))]
        joined = self.dense("join", torch.cat(parts, 1))
        return self.twofold(self.residual("mix", joined), self.scales(), values)


class Residual(Network):
    def __init__(self, name, tensors, size):
        super().__init__(name, tensors, size)
        self.blocks = self.count("block")

    def forward(self, values, mask):
        run = self.dense("in", torch.cat([values, mask], 1))
        for block in range(self.blocks):
            run = self.residual(f"block{block}", run)
        return self.twofold(run, self.scales(), values)


class Fusion(Network):
    def __init__(self, tensors, size):
        super().__init__("fused", tensors, size)
        self.layers = self.count("layer")

    def forward(self, price, greeks, microstructure, technical, there):
        n = there.shape[0]
        base = (price, greeks, microstructure, technical)
        tokens = [self.dense(name, x) for name, x in zip(BASE, base)]
        run = torch.stack([*tokens, torch.zeros_like(tokens[0])], 1) + self.value("modalities")
        mask = torch.cat([there, torch.ones(n, 1)], 1)
        offsets = bias(mask)
        for layer in range(self.layers):
            run = self.attention(f"layer{layer}", run, offsets)
        joined = self.dense("join", (run * mask[:, :, None]).reshape(n, -1))
        means = (1 - there) @ self.value("fixed.means")
        history = torch.maximum(there[:, :1], there[:, 3:])
        emphasis = history + (1 - history) * self.value("fixed.short_emphasis")
        short = (self.value("fixed.short_scale"), self.value("fixed.short_learnt_scale"))
        scales = [history * usual + (1 - history) * other for usual, other in zip(self.scales(), short)]
        return self.twofold(self.residual("mix", joined), scales, torch.cat(base, 1) + means, emphasis)


def networks(path):
    """The networks by modality."""
    header, tensors = read(path)
    size = header["size"]
    return {
        "price": Price(tensors, size).eval(),
        "greeks": Residual("greeks", tensors, size).eval(),
        "microstructure": Sessions(tensors, size).eval(),
        "technical": Residual("technical", tensors, size).eval(),
        "fused": Fusion(tensors, size).eval(),
    }
