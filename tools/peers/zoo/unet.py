"""A U-Net (Ronneberger and others 2015) for pictures of 256x256, in the size that is common for medical images: 32
channels at the top, normalised convolutions, upsampling by transposed convolutions."""

from peers.zoo import pictures
from peers.zoo.convnet import ConvNet

SIZE = 256
CHANNELS = (32, 64, 128, 256)


def double_conv(net, x, channels):
    for _ in range(2):
        x = net.relu(net.conv(x, channels, 3))
    return x


def build(path):
    net = ConvNet("unet", opset=17, seed=15, fold=True)
    x = net.picture(SIZE)
    skips = []
    for channels in CHANNELS:
        skips.append(double_conv(net, x, channels))
        x = net.max_pool(skips[-1], 2, 2, 0)
    x = double_conv(net, x, 2 * CHANNELS[-1])
    for channels, skip in zip(reversed(CHANNELS), reversed(skips)):
        x = double_conv(net, net.concat(net.upsample(x, channels), skip), channels)
    mask = net.sigmoid(net.plain_conv(x, 1))
    net.output(mask.name, "mask", "float", ["batch", 1, SIZE, SIZE])
    net.save(path)


def inputs(random, batch):
    return {"input": pictures.make(random, batch, SIZE)}
