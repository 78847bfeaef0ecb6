"""Keras's side of `npm run bench -- train`: builds the network of a recipe from stdin's first line (JSON) and, for every further line,
a number of images, trains on so many and answers with the seconds that took, on the wall and of the processor."""

import json
import os
import sys
import time

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
threads = int(os.environ.get("NUMERA_BENCH_THREADS", "2"))

import numpy as np  # noqa: E402
import tensorflow as tf  # noqa: E402

tf.config.threading.set_intra_op_parallelism_threads(threads)
tf.config.threading.set_inter_op_parallelism_threads(threads)

import keras  # noqa: E402
from keras import layers as k  # noqa: E402


def convolution(make, spec):
    def apply(x):
        padding = spec.get("padding", 0)
        same = padding > 0 and spec.get("stride", 1) == 1 and spec["size"] == 2 * padding + 1
        if padding > 0 and not same:
            x = k.ZeroPadding2D(padding)(x)
        return make(
            kernel_size=spec["size"],
            strides=spec.get("stride", 1),
            padding="same" if same else "valid",
            use_bias=spec.get("bias", True),
        )(x)

    return apply


def layer(spec):
    kind = spec["kind"]
    if kind == "conv":
        return convolution(lambda **options: k.Conv2D(spec["filters"], **options), spec)
    if kind == "depthwiseConv":
        return convolution(lambda **options: k.DepthwiseConv2D(**options), spec)
    if kind == "residual":
        return lambda x: k.Add()([sequence(spec["body"], x), sequence(spec.get("shortcut", []), x)])
    return {
        "averagePool": lambda: k.AveragePooling2D(spec["size"]),
        "batchNorm": lambda: k.BatchNormalization(momentum=0.9, epsilon=1e-5),
        "dense": lambda: k.Dense(spec["units"]),
        "dropout": lambda: k.Dropout(spec["rate"]),
        "flatten": lambda: k.Flatten(),
        "globalAveragePool": lambda: k.GlobalAveragePooling2D(),
        "leakyRelu": lambda: k.LeakyReLU(negative_slope=spec.get("slope", 0.1)),
        "maxPool": lambda: k.MaxPooling2D(spec["size"]),
        "relu": lambda: k.ReLU(),
        "silu": lambda: k.Activation("silu"),
    }[kind]()


def sequence(specs, x):
    for spec in specs:
        x = layer(spec)(x)
    return x


def main():
    order = json.loads(sys.stdin.readline())
    inputs = keras.Input((28, 28, 1))
    model = keras.Model(inputs, sequence(order["network"], inputs))
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(optimizer=keras.optimizers.Adam(), loss=loss, metrics=["accuracy"])
    random = np.random.default_rng(1)
    glyphs = random.random((order["images"], 28, 28, 1), dtype=np.float32)
    classes = random.integers(0, 10, order["images"])
    print(json.dumps({"keras": keras.__version__, "tensorflow": tf.__version__}), flush=True)
    for line in sys.stdin:
        images = int(line)
        wall, processor = time.perf_counter(), time.process_time()
        model.fit(glyphs[:images], classes[:images], batch_size=order["batch"], epochs=1, verbose=0)
        print(json.dumps({"seconds": time.perf_counter() - wall, "processor": time.process_time() - processor}), flush=True)


main()
