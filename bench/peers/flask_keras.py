"""The peer of `npm run bench -- predict`: Flask and Keras, as such demonstrations are written.

Its weights are untrained: what an answer costs does not depend on them. Prints `ready` on a line of its own before it serves.
Wants the packages flask, pillow and tensorflow. Usage: python flask_keras.py PORT
"""

import base64
import io
import logging
import os
import sys

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import numpy as np
from flask import Flask, jsonify, request
from keras import Sequential, layers
from PIL import Image

model = Sequential(
    [
        layers.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(),
        layers.Conv2D(64, 3, activation="relu"),
        layers.MaxPooling2D(),
        layers.Flatten(),
        layers.Dense(128, activation="relu"),
        layers.Dense(10, activation="softmax"),
    ]
)
app = Flask(__name__)
logging.getLogger("werkzeug").setLevel(logging.ERROR)


@app.post("/predict")
def predict():
    encoded = request.get_json()["image"].split(",", 1)[1]
    image = Image.open(io.BytesIO(base64.b64decode(encoded))).convert("L").resize((28, 28))
    pixels = np.asarray(image, dtype="float32").reshape(1, 28, 28, 1) / 255
    probabilities = model.predict(pixels, verbose=0)[0]
    return jsonify(prediction=int(probabilities.argmax()), probability=float(probabilities.max()))


if __name__ == "__main__":
    print("ready", flush=True)
    app.run(port=int(sys.argv[1]))
