"""ResNet-50 (He and others 2016, "Deep residual learning"; strides in the 3x3 convolutions, as torchvision has it). Its
batch normalisations are nodes of their own."""

from peers.zoo import pictures
from peers.zoo.convnet import ConvNet

SIZE = 224
STAGES = ((64, 3, 1), (128, 4, 2), (256, 6, 2), (512, 3, 2))  # channels, blocks, stride of the first
EXPANSION = 4


def bottleneck(net, x, channels, stride):
    y = net.relu(net.conv(x, channels, 1))
    y = net.relu(net.conv(y, channels, 3, stride))
    y = net.conv(y, channels * EXPANSION, 1, gain=0.5)
    if stride != 1 or x.channels != y.channels:
        x = net.conv(x, y.channels, 1, stride)
    return net.relu(net.add(y, x))


def build(path):
    net = ConvNet("resnet50", opset=17, seed=50, fold=False)
    x = net.relu(net.conv(net.picture(SIZE), 64, 7, 2))
    x = net.max_pool(x, 3, 2, 1)
    for channels, blocks, stride in STAGES:
        for block in range(blocks):
            x = bottleneck(net, x, channels, stride if block == 0 else 1)
    net.classify(net.global_pool(x), 1000)
    net.save(path)


def inputs(random, batch):
    return {"input": pictures.make(random, batch, SIZE)}
