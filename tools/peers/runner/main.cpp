// Mortise's side of comparisons with other runtimes: a process that loads a model and, on commands, runs
// it and says how long each run took. It sleeps between commands, so that a peer can be measured in
// alternation with it.
//
// A command is a line of JSON on standard input, the answer a line on standard output: an object, with a
// member `error` where the command failed.
//
//   {"do": "load", "model": PATH, "config": {…}}    -> {"inputs": [NAME…], "outputs": [NAME…]}
//   {"do": "input", "name": NAME, "value": VALUE}   -> {}: VALUE as value.hpp says
//   {"do": "run", "count": N}                       -> {"seconds": […]}
//   {"do": "output", "name": NAME, "path": NPY}     -> {"value": VALUE}
//   {"do": "report"}                                -> the session's report
//   {"do": "stop", "model": PATH, "config": {…}, "by": "deadline" or "cancellation", "trials": N} -> {"seconds": […]}
//   {"do": "profile", "count": N}                   -> {}: runs that the report then has the nodes' times of
//   {"do": "create", "model": PATH, "config": {…}}  -> {"seconds": S, "resident": BYTES}: like load; resident before the session
//   {"do": "peak"}                                  -> {"bytes": N}: most resident memory since `create`
//   {"do": "limits", "threads": N, "bytes": […]}    -> {"flops": N, "matrix_flops": N, "read": […], "triad": […]}: of the machine, a second
//   {"do": "bare", "nodes": N, "elements": N, "count": N} -> {"seconds": […]}
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "tools/peers/runner/bare_kernel.hpp"
#include "tools/peers/runner/limits.hpp"
#include "tools/peers/runner/matrix_unit.hpp"
#include "tools/peers/runner/memory.hpp"
#include "tools/peers/runner/model.hpp"
#include "tools/peers/runner/stopping.hpp"
#include "tools/peers/runner/value.hpp"

namespace mortise::peers {
namespace {

using Json = nlohmann::json;

Json limits(uint64_t threads, const std::vector<uint64_t>& sizes) {
  Json answer = {{"flops", peak_flops(threads)},
                 {"matrix_flops", peak_matrix_flops(threads)},
                 {"read", Json::array()},
                 {"triad", Json::array()}};
  for (const uint64_t bytes : sizes) {
    const Bandwidth found = bandwidth(threads, bytes);
    answer["read"].push_back(found.read);
    answer["triad"].push_back(found.triad);
  }
  return answer;
}

// What needs no model, or makes one; nothing where `verb` is neither.
std::optional<Json> answer_without_model(const std::string& verb, const Json& command,
                                         std::unique_ptr<Model>& model) {
  if (verb == "bare") {
    return Json{{"seconds", time_bare_additions(command.at("nodes").get<uint64_t>(),
                                                command.at("elements").get<uint64_t>(),
                                                command.at("count").get<uint64_t>())}};
  }
  if (verb == "limits") {
    return limits(command.at("threads").get<uint64_t>(),
                  command.at("bytes").get<std::vector<uint64_t>>());
  }
  if (verb == "peak") return Json{{"bytes", peak_resident_bytes()}};
  if (verb == "stop") {
    const bool by_deadline = command.at("by").get<std::string>() == "deadline";
    return Json{
        {"seconds", time_stops(command.at("model").get<std::string>(), command.at("config").dump(),
                               by_deadline ? StopBy::kDeadline : StopBy::kCancellation,
                               command.at("trials").get<uint64_t>())}};
  }
  if (verb == "load" || verb == "create") {
    model.reset();
    model = std::make_unique<Model>(command.at("model").get<std::string>(),
                                    command.at("config").dump());
    if (verb == "create") {
      return Json{{"seconds", model->creation_seconds()}, {"resident", model->resident_before()}};
    }
    return Json{{"inputs", model->input_names()}, {"outputs", model->output_names()}};
  }
  return std::nullopt;
}

Json answer(const Json& command, std::unique_ptr<Model>& model) {
  const auto verb = command.at("do").get<std::string>();
  if (auto found = answer_without_model(verb, command, model)) return *std::move(found);
  if (model == nullptr) return {{"error", "no model is loaded"}};
  if (verb == "input") {
    model->set_input(command.at("name").get<std::string>(),
                     read_value(model->runtime(), command.at("value")));
    return Json::object();
  }
  if (verb == "run") return {{"seconds", model->run(command.at("count").get<uint64_t>())}};
  if (verb == "output") {
    return {{"value", write_value(model->output(command.at("name").get<std::string>()),
                                  command.at("path").get<std::string>())}};
  }
  if (verb == "profile") {
    model->profile(command.at("count").get<uint64_t>());
    return Json::object();
  }
  if (verb == "report") return Json::parse(model->report());
  return {{"error", "there is no command `" + verb + "`"}};
}

int serve() {
  std::unique_ptr<Model> model;
  for (std::string line; std::getline(std::cin, line);) {
    Json reply;
    try {
      reply = answer(Json::parse(line), model);
    } catch (const std::exception& error) {
      reply = {{"error", error.what()}};
    }
    std::cout << reply.dump(-1, ' ', false, Json::error_handler_t::replace) << std::endl;
  }
  return 0;
}

}  // namespace
}  // namespace mortise::peers

int main() { return mortise::peers::serve(); }
