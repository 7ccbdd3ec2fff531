"""EfficientNet-B0 (Tan and Le 2019, "EfficientNet"): SiLU is Sigmoid and Mul, squeeze-and-excitation starts with
ReduceMean."""

from peers.zoo import pictures
from peers.zoo.convnet import ConvNet

SIZE = 224
# Expansion, kernel, stride of the first, channels, blocks.
STAGES = ((1, 3, 1, 16, 1), (6, 3, 2, 24, 2), (6, 5, 2, 40, 2), (6, 3, 2, 80, 3), (6, 5, 1, 112, 3), (6, 5, 2, 192, 4),
          (6, 3, 1, 320, 1))
SQUEEZE = 4


def squeeze_and_excite(net, x, squeezed):
    y = net.silu(net.plain_conv(net.spatial_mean(x), squeezed))
    return net.multiply(x, net.sigmoid(net.plain_conv(y, x.channels)))


def block(net, x, expansion, kernel, stride, channels):
    hidden = x.channels * expansion
    y = net.silu(net.conv(x, hidden, 1)) if expansion != 1 else x
    y = net.silu(net.conv(y, hidden, kernel, stride, groups=hidden))
    y = squeeze_and_excite(net, y, x.channels // SQUEEZE)
    y = net.conv(y, channels, 1)
    return net.add(y, x) if stride == 1 and x.channels == channels else y


def build(path):
    net = ConvNet("efficientnet_b0", opset=18, seed=19, fold=True)
    x = net.silu(net.conv(net.picture(SIZE), 32, 3, 2))
    for expansion, kernel, stride, channels, blocks in STAGES:
        for index in range(blocks):
            x = block(net, x, expansion, kernel, stride if index == 0 else 1, channels)
    x = net.silu(net.conv(x, 1280, 1))
    net.classify(net.spatial_mean(x), 1000)
    net.save(path)


def inputs(random, batch):
    return {"input": pictures.make(random, batch, SIZE)}
