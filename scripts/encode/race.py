"""Runs the encoder networks in Python, one thread, at the command of `scripts/bench encode`.

Arguments: a folder with the encoder file, <modality>-0.npy, <modality>-1.npy … (the network's inputs as Java prepares them) and
<modality>-ours.npy (our embeddings of the same rows); the rows of a chunk. First it makes each network in PyTorch, by torch.compile
and for ONNX Runtime, and holds the outputs of all three to ours within 1e-4. Then it answers lines on its standard input:

    time RUNTIME MODALITY SECONDS     rows and processor seconds of a run at least that long
    peak SECONDS                      multiply-adds and processor seconds of products of 1024 x 1024 matrices, the faster of PyTorch and NumPy
"""

import io
import json
import pathlib
import sys
import time
import warnings

import numpy
import onnxruntime
import torch

from networks import networks

TOLERANCE = 1e-4
SIDE = 1024


def session(network, inputs):
    """The network in ONNX Runtime, exported at this batch size."""
    file = io.BytesIO()
    names = [f"input{i}" for i in range(len(inputs))]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(network, tuple(inputs), file, input_names=names, output_names=["embedding"], opset_version=17, dynamo=False)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    made = onnxruntime.InferenceSession(file.getvalue(), options, providers=["CPUExecutionProvider"])
    return lambda *arrays: made.run(None, dict(zip(names, arrays)))[0]


def chunks(folder, modality, rows):
    """The inputs of a network, chunk by chunk of so many rows, and our embeddings."""
    files = sorted(pathlib.Path(folder).glob(f"{modality}-[0-9].npy"))
    arrays = [numpy.load(file) for file in files]
    ours = numpy.load(f"{folder}/{modality}-ours.npy")
    return [[array[at : at + rows] for array in arrays] for at in range(0, len(ours), rows)], ours


def runtimes(network, inputs):
    """The network's functions on NumPy arrays, by runtime."""
    tensors = [torch.from_numpy(array) for array in inputs]
    compiled = torch.compile(network, dynamic=False)

    def torched(function):
        return lambda *arrays: function(*map(torch.from_numpy, arrays)).numpy()

    return {"eager": torched(network), "compile": torched(compiled), "onnx": session(network, tensors)}


def checked(made, inputs, ours, modality):
    """How far the outputs are off ours at most."""
    farthest = 0.0
    for runtime, run in made.items():
        found = numpy.concatenate([run(*chunk) for chunk in inputs])
        off = float(numpy.abs(found - ours).max())
        if not off <= TOLERANCE:
            sys.exit(f"the {modality} network of {runtime} is {off:g} off ours, more than {TOLERANCE:g}")
        farthest = max(farthest, off)
    return farthest


def measured(run, inputs, seconds):
    rows = 0
    begin = time.process_time()
    while time.process_time() - begin < seconds:
        for chunk in inputs:
            run(*chunk)
            rows += len(chunk[0])
    return rows, time.process_time() - begin


def peak(seconds):
    a = numpy.random.default_rng(1).random((SIDE, SIDE), dtype=numpy.float32)
    b = a.T.copy()
    left, right = torch.from_numpy(a), torch.from_numpy(b)
    best = 0.0
    for product in (lambda: left @ right, lambda: a @ b):
        product()
        done = 0
        begin = time.process_time()
        while time.process_time() - begin < seconds / 2:
            product()
            done += SIDE**3
        best = max(best, done / (time.process_time() - begin))
    return best, 1.0


def main(folder, rows):
    torch.set_num_threads(1)
    torch.set_grad_enabled(False)
    made, inputs, macs, off = {}, {}, {}, 0.0
    for modality, network in networks(f"{folder}/encoders-v1.bin").items():
        inputs[modality], ours = chunks(folder, modality, rows)
        network(*map(torch.from_numpy, inputs[modality][0]))
        macs[modality] = network.macs / rows
        made[modality] = runtimes(network, inputs[modality][0])
        off = max(off, checked(made[modality], inputs[modality], ours, modality))
    versions = {"torch": torch.__version__, "onnxruntime": onnxruntime.__version__, "numpy": numpy.__version__}
    print(json.dumps({"macs": macs, "off": off, "versions": versions}), flush=True)
    for line in sys.stdin:
        word, *arguments = line.split()
        if word == "time":
            runtime, modality, seconds = arguments
            print(*measured(made[modality][runtime], inputs[modality], float(seconds)), flush=True)
        else:
            print(*peak(float(arguments[0])), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
