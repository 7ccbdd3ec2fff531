// What a session's programs came to, by its report.
#pragma once

#include <mortise/mortise.hpp>

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace mortise::tests {

/// The operators of a program's steps, in order, without the host's copies.
inline std::vector<std::string> ops_of(const nlohmann::json& program) {
  std::vector<std::string> ops;
  for (const nlohmann::json& step : program.at("steps")) {
    if (step.at("device") != "host") ops.push_back(step.at("op"));
  }
  return ops;
}

/// Of the session's newest program.
inline std::vector<std::string> ops_of(const Session& session) {
  return ops_of(nlohmann::json::parse(session.report()).at("programs").at(0));
}

/// Of the newest program of the body of that program's first loop.
inline std::vector<std::string> body_ops_of(const Session& session) {
  const nlohmann::json report = nlohmann::json::parse(session.report());
  return ops_of(report.at("programs").at(0).at("loops").at(0).at("programs").at(0));
}

}  // namespace mortise::tests
