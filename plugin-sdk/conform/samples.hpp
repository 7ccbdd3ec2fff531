// What a manifest gives the suite to try its plugin with, because the suite cannot know it:
//
//   "conformance": {
//     "samples": {
//       "passes":  [{"name": "gradient", "options": [{"wrt": ["x"]}], "graphs": ["small.onnx"]}],
//       "formats": ["tiny.onnx", {"name": "chain", "text": "input x 2 3\noutput y\n"}],
//       "operators": [{"op": "acme::Blur", "attributes": {"radius": 2, "mode": "edge"},
//                      "inputs": [{"dtype": "float32", "shape": [1, 3, 8, 8]}, {"ints": [1, 1]}, null]}]
//     },
//     "rendezvous": "shm://{unique}"
//   }
//
// passes     options of one run of the pass, tried one after the other; files with graphs to try it on
// formats    files that can be read: a path, or the content itself where it is text
// operators  nodes that the operator accepts, tried before the suite's own. An input has a `dtype` (float32 when left out) and
//            a `shape`, or `values` and perhaps a `shape`; values are known to the shape rule unless `known` is false. `ints`
//            is a known int64 tensor of rank 1, null an input that is absent. `outputs`: how many, when not the least number
// rendezvous the address at which ranks meet; {unique} is another text for each meeting. Default: "{unique}"
//
// Paths are relative to the manifest's folder.
#pragma once

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "plugin-sdk/conform/subject.hpp"

namespace mortise::conform {

/// The manifest's `conformance`, an empty object where there is none.
nlohmann::json conformance_of(const Subject& subject);
/// Its `samples.KIND`, an empty array where there is none. Throws Failure when it is no array.
nlohmann::json samples_of(const Subject& subject, const std::string& kind);
/// The path of a file that the manifest names.
std::string sample_path(const Subject& subject, const std::string& file);

}  // namespace mortise::conform
