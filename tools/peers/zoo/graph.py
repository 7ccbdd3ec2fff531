"""A model under construction: a thin layer over onnx.helper that names values and keeps the constants."""

import numpy
import onnx
from onnx import TensorProto, helper, numpy_helper

IR_VERSION = 8  # what exporters write with the operator sets used here
TYPES = {"float": TensorProto.FLOAT, "int64": TensorProto.INT64, "bool": TensorProto.BOOL}


class Graph:
    """Values are their names. Random numbers come from one seeded stream, so that a builder always makes the same model."""

    def __init__(self, name, opset, seed):
        self.random = numpy.random.default_rng(seed)
        self._name, self._opset = name, opset
        self._nodes, self._constants, self._inputs, self._outputs = [], [], [], []
        self._shared, self._named = {}, {}
        self._count = 0

    def _new_name(self, kind):
        self._count += 1
        return f"{kind}_{self._count}"

    def input(self, name, kind, shape):
        """A text as an extent is a dimension that is known only at run time."""
        self._inputs.append(helper.make_tensor_value_info(name, TYPES[kind], shape))
        return name

    def output(self, value, name, kind, shape):
        self._named[value] = name
        self._outputs.append(helper.make_tensor_value_info(name, TYPES[kind], shape))

    def constant(self, array, name=None):
        name = name or self._new_name("weight")
        self._constants.append(numpy_helper.from_array(numpy.asarray(array, order="C"), name))
        return name

    def scalar(self, value):
        """A float32 scalar; equal ones are one constant."""
        return self._share(numpy.float32(value))

    def integers(self, *values):
        """An int64 vector, as shapes and axes are given."""
        return self._share(numpy.array(values, numpy.int64))

    def constant_integer(self, value):
        """An int64 scalar."""
        return self._share(numpy.array(value, numpy.int64))

    def _share(self, array):
        key = (array.dtype.str, array.shape, array.tobytes())
        if key not in self._shared:
            self._shared[key] = self.constant(array)
        return self._shared[key]

    def normal(self, shape, deviation, mean=0.0):
        """Random weights."""
        values = self.random.standard_normal(shape, dtype=numpy.float32)
        return values * numpy.float32(deviation) + numpy.float32(mean)

    def node(self, operator, *inputs, **attributes):
        return self.nodes(operator, 1, *inputs, **attributes)[0]

    def nodes(self, operator, outputs, *inputs, **attributes):
        """A node with several outputs."""
        names = [self._new_name(operator.lower()) for _ in range(outputs)]
        self._nodes.append(helper.make_node(operator, list(inputs), names, name=names[0], **attributes))
        return names

    def _name_outputs(self):
        for node in self._nodes:
            for names in (node.input, node.output):
                names[:] = [self._named.get(name, name) for name in names]

    def save(self, path):
        self._name_outputs()
        graph = helper.make_graph(self._nodes, self._name, self._inputs, self._outputs, self._constants)
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", self._opset)],
                                  producer_name="mortise-zoo")
        model.ir_version = IR_VERSION
        onnx.checker.check_model(model)
        onnx.save(model, path)
