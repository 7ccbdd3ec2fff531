"""Convolutional networks with random weights that compute something: each layer also runs on a few sample pictures
while the graph is built, and batch normalisation gets the statistics that it has there, as training would leave them."""

from dataclasses import dataclass

import numpy

from peers.zoo import arithmetic, pictures
from peers.zoo.graph import Graph

SAMPLES = 8
EPSILON = 1e-5
# Of the scales and shifts that training would learn.
SPREAD = 0.1
# Of the layer's mean variance. A channel that hardly varies in the samples might vary in other pictures: it would be
# blown up there.
LEAST_VARIANCE = 0.1


@dataclass(frozen=True)
class Layer:
    """A value of the graph, and what it is for the sample pictures."""
    name: str
    sample: numpy.ndarray

    @property
    def channels(self):
        return self.sample.shape[1]


class ConvNet(Graph):
    """`fold`: whether batch normalisations are folded into the convolutions before them, as exporters mostly do."""

    def __init__(self, name, opset, seed, fold):
        super().__init__(name, opset, seed)
        self._fold = fold

    def picture(self, size):
        """The input."""
        self.input("input", "float", ["batch", 3, size, size])
        return Layer("input", pictures.make(self.random, SAMPLES, size))

    def conv(self, x, channels, kernel, stride=1, groups=1, gain=1.0):
        """A convolution and its batch normalisation, whose scales are around `gain`."""
        per_group = x.channels // groups
        weights = self.normal((channels, per_group, kernel, kernel), (2 / (per_group * kernel**2)) ** 0.5)
        padding = kernel // 2
        raw = arithmetic.convolution(x.sample, weights, stride, padding, groups)
        attributes = {"kernel_shape": [kernel, kernel], "strides": [stride, stride], "pads": [padding] * 4,
                      "dilations": [1, 1], "group": groups}
        return self._normalise(x, raw, weights, attributes, gain)

    def _normalise(self, x, raw, weights, attributes, gain):
        channels = raw.shape[1]
        mean, variance = raw.mean(axis=(0, 2, 3)), raw.var(axis=(0, 2, 3))
        variance = numpy.maximum(variance, LEAST_VARIANCE * variance.mean())
        scale, shift = self.normal(channels, SPREAD * gain, gain), self.normal(channels, SPREAD)
        factor = scale / numpy.sqrt(variance + EPSILON)
        offset = shift - mean * factor
        sample = raw * factor[None, :, None, None] + offset[None, :, None, None]
        if self._fold:
            folded = weights * factor[:, None, None, None]
            return Layer(self.node("Conv", x.name, self.constant(folded), self.constant(offset), **attributes), sample)
        product = self.node("Conv", x.name, self.constant(weights), **attributes)
        statistics = [self.constant(array) for array in (scale, shift, mean, variance)]
        return Layer(self.node("BatchNormalization", product, *statistics, epsilon=EPSILON, momentum=0.9), sample)

    def plain_conv(self, x, channels):
        """Of 1x1, with a bias and without normalisation, made such that its outputs have a deviation of 1."""
        weights = self.normal((channels, x.channels, 1, 1), x.channels**-0.5)
        raw = arithmetic.convolution(x.sample, weights, 1, 0, 1)
        factor = numpy.float32(1 / raw.std())
        bias = self.normal(channels, SPREAD)
        name = self.node("Conv", x.name, self.constant(weights * factor), self.constant(bias), kernel_shape=[1, 1])
        return Layer(name, raw * factor + bias[None, :, None, None])

    def upsample(self, x, channels):
        """A transposed convolution that doubles the extents."""
        weights = self.normal((x.channels, channels, 2, 2), x.channels**-0.5)
        bias = self.normal(channels, SPREAD)
        name = self.node("ConvTranspose", x.name, self.constant(weights), self.constant(bias), kernel_shape=[2, 2],
                         strides=[2, 2])
        return Layer(name, arithmetic.transposed_convolution(x.sample, weights) + bias[None, :, None, None])

    def relu(self, x):
        return Layer(self.node("Relu", x.name), numpy.maximum(x.sample, 0))

    def relu6(self, x):
        return Layer(self.node("Clip", x.name, self.scalar(0), self.scalar(6)), x.sample.clip(0, 6))

    def sigmoid(self, x):
        return Layer(self.node("Sigmoid", x.name), arithmetic.sigmoid(x.sample))

    def silu(self, x):
        return self.multiply(x, self.sigmoid(x))

    def add(self, x, y):
        return Layer(self.node("Add", x.name, y.name), x.sample + y.sample)

    def multiply(self, x, y):
        return Layer(self.node("Mul", x.name, y.name), x.sample * y.sample)

    def concat(self, x, y):
        return Layer(self.node("Concat", x.name, y.name, axis=1), numpy.concatenate((x.sample, y.sample), axis=1))

    def max_pool(self, x, kernel, stride, padding):
        name = self.node("MaxPool", x.name, kernel_shape=[kernel, kernel], strides=[stride, stride],
                         pads=[padding] * 4)
        return Layer(name, arithmetic.max_pool(x.sample, kernel, stride, padding))

    def global_pool(self, x):
        return Layer(self.node("GlobalAveragePool", x.name), x.sample.mean(axis=(2, 3), keepdims=True))

    def spatial_mean(self, x):
        """The same as an operator of its own right: a reduction."""
        name = self.node("ReduceMean", x.name, self.integers(2, 3), keepdims=1)
        return Layer(name, x.sample.mean(axis=(2, 3), keepdims=True))

    def classify(self, x, classes):
        """Logits of deviation 2, so that softmax would prefer some classes without being certain."""
        flat = x.sample.reshape(SAMPLES, -1)
        weights = self.normal((classes, flat.shape[1]), flat.shape[1] ** -0.5)
        weights *= numpy.float32(2 / (flat @ weights.T).std())
        name = self.node("Gemm", self.node("Flatten", x.name, axis=1), self.constant(weights),
                         self.constant(self.normal(classes, SPREAD)), transB=1)
        self.output(name, "logits", "float", ["batch", classes])
