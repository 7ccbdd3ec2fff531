// Mortise's side of comparisons with other runtimes: a process that loads a model and, on commands, runs
// it and says how long each run took. It sleeps between commands, so that a peer can be measured in
// alternation with it.
//
// A command is a line of JSON on standard input, the answer a line on standard output: an object, with a
// member `error` where the command failed.
//
//   {"do": "load", "model": PATH, "config": {…}}    -> {"inputs": [NAME…], "outputs": [NAME…]}
//   {"do": "input", "name": NAME, "path": NPY}      -> {}
//   {"do": "run", "count": N}                       -> {"seconds": […]}
//   {"do": "output", "name": NAME, "path": NPY}     -> {}
//   {"do": "report"}                                -> the session's report
//   {"do": "stop", "model": PATH, "config": {…}, "by": "deadline" or "cancellation", "trials": N} -> {"seconds": […]}
//   {"do": "bare", "nodes": N, "elements": N, "count": N} -> {"seconds": […]}
#include <iostream>
#include <memory>
#include <string>

#include <nlohmann/json.hpp>

#include "tools/peers/runner/bare_kernel.hpp"
#include "tools/peers/runner/model.hpp"
#include "tools/peers/runner/stopping.hpp"

namespace mortise::peers {
namespace {

using Json = nlohmann::json;

Json answer(const Json& command, std::unique_ptr<Model>& model) {
  const auto verb = command.at("do").get<std::string>();
  if (verb == "bare") {
    return {{"seconds", time_bare_additions(command.at("nodes").get<uint64_t>(),
                                            command.at("elements").get<uint64_t>(),
                                            command.at("count").get<uint64_t>())}};
  }
  if (verb == "stop") {
    const bool by_deadline = command.at("by").get<std::string>() == "deadline";
    return {
        {"seconds", time_stops(command.at("model").get<std::string>(), command.at("config").dump(),
                               by_deadline ? StopBy::kDeadline : StopBy::kCancellation,
                               command.at("trials").get<uint64_t>())}};
  }
  if (verb == "load") {
    model.reset();
    model = std::make_unique<Model>(command.at("model").get<std::string>(),
                                    command.at("config").dump());
    return {{"inputs", model->input_names()}, {"outputs", model->output_names()}};
  }
  if (model == nullptr) return {{"error", "no model is loaded"}};
  if (verb == "input") {
    model->set_input(command.at("name").get<std::string>(), command.at("path").get<std::string>());
    return Json::object();
  }
  if (verb == "run") return {{"seconds", model->run(command.at("count").get<uint64_t>())}};
  if (verb == "output") {
    model->save_output(command.at("name").get<std::string>(),
                       command.at("path").get<std::string>());
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
