"""MobileNetV2 (Sandler and others 2018, "Inverted residuals and linear bottlenecks"), as torchvision has it."""

from peers.zoo import pictures
from peers.zoo.convnet import ConvNet

SIZE = 224
# Expansion, channels, blocks, stride of the first.
STAGES = ((1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1))


def inverted_residual(net, x, expansion, channels, stride):
    hidden = x.channels * expansion
    y = net.relu6(net.conv(x, hidden, 1)) if expansion != 1 else x
    y = net.relu6(net.conv(y, hidden, 3, stride, groups=hidden))
    y = net.conv(y, channels, 1)
    return net.add(x, y) if stride == 1 and x.channels == channels else y


def build(path):
    net = ConvNet("mobilenet_v2", opset=17, seed=2, fold=True)
    x = net.relu6(net.conv(net.picture(SIZE), 32, 3, 2))
    for expansion, channels, blocks, stride in STAGES:
        for block in range(blocks):
            x = inverted_residual(net, x, expansion, channels, stride if block == 0 else 1)
    x = net.relu6(net.conv(x, 1280, 1))
    net.classify(net.global_pool(x), 1000)
    net.save(path)


def inputs(random, batch):
    return {"input": pictures.make(random, batch, SIZE)}
