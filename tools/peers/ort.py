"""ONNX Runtime's side: a model on its CPU provider, in this process."""

import time

import onnxruntime


class Session:
    """Inputs and outputs are bound once, so that a run costs no more than a few microseconds of
    Python on top of the C function."""

    def __init__(self, model, threads=1, optimise=True):
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        if not optimise:
            options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
        self._session = onnxruntime.InferenceSession(str(model), options,
                                                     providers=["CPUExecutionProvider"])
        self._binding = self._session.io_binding()
        self.input_names = [value.name for value in self._session.get_inputs()]
        self.output_names = [value.name for value in self._session.get_outputs()]

    def set_inputs(self, inputs):
        self._inputs = inputs  # bound, not copied
        self._binding.clear_binding_inputs()
        self._binding.clear_binding_outputs()
        for name, array in inputs.items():
            self._binding.bind_cpu_input(name, array)
        for name in self.output_names:
            self._binding.bind_output(name)
        self._session.run_with_iobinding(self._binding)
        # From now on the outputs that this run made are written in place.
        values = self._binding.get_outputs()
        self._binding.clear_binding_outputs()
        for name, value in zip(self.output_names, values):
            self._binding.bind_ortvalue_output(name, value)
        self._outputs = values

    def values(self, inputs):
        """The outputs by name, which may be of any kind."""
        return dict(zip(self.output_names, self._session.run(self.output_names, inputs)))

    def run(self, count=1):
        """The seconds of each run."""
        seconds = []
        for _ in range(count):
            start = time.perf_counter()
            self._session.run_with_iobinding(self._binding)
            seconds.append(time.perf_counter() - start)
        return seconds

    def output(self, name):
        return self._outputs[self.output_names.index(name)].numpy()


VERSION = onnxruntime.__version__
