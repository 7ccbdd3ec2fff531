#include "plugin-sdk/conform/suites/format_bench.hpp"

#include <chrono>
#include <filesystem>

#include <nlohmann/json.hpp>

#include "plugin-sdk/conform/graph_check.hpp"
#include "plugin-sdk/conform/graph_tables.hpp"
#include "plugin-sdk/conform/memory.hpp"
#include "plugin-sdk/conform/resources.hpp"
#include "plugin-sdk/conform/samples.hpp"

namespace mortise::conform {

using Json = nlohmann::json;

namespace {

// For a file of so many bytes, reading may take this much memory; what is mapped does not count.
constexpr uint64_t kMemoryPerByte = 64;
constexpr uint64_t kMemory = uint64_t{64} << 20;
constexpr double kMostSeconds = 10;

bool is_code_of_bad_file(uint32_t code) {
  switch (code) {
    case MORTISE_STATUS_INVALID_ARGUMENT:
    case MORTISE_STATUS_DATA_LOSS:
    case MORTISE_STATUS_NOT_FOUND:          // a file that it names
    case MORTISE_STATUS_UNSUPPORTED:        // a version that it states
    case MORTISE_STATUS_PERMISSION_DENIED:  // a file outside its folder
      return true;
    default: return false;
  }
}

// A number (of a byte, a line, a node) or a name in quotes, beside the file's path.
bool says_where(std::string message, const std::string& path) {
  for (size_t at; (at = message.find(path)) != std::string::npos;) message.erase(at, path.size());
  return message.find_first_of("0123456789'\"`") != std::string::npos;
}

}  // namespace

std::vector<FormatClaim> formats_of(const Subject& subject) {
  std::vector<FormatClaim> claims;
  const Json provides = subject.manifest().value("provides", Json::object());
  for (const Json& format : provides.value("formats", Json::array())) {
    const Json extensions = format.value("extensions", Json::array());
    claims.push_back({format.at("name").get<std::string>(),
                      extensions.empty() ? std::string() : extensions[0].get<std::string>()});
  }
  return claims;
}

std::vector<FormatSample> format_samples_of(const Subject& subject) {
  std::vector<FormatSample> samples;
  for (const Json& sample : samples_of(subject, "formats")) {
    if (sample.is_string()) {
      const auto file = sample.get<std::string>();
      samples.push_back({std::filesystem::path(file).stem(), sample_path(subject, file), {}});
    } else {
      samples.push_back(
          {sample.at("name").get<std::string>(), {}, sample.at("text").get<std::string>()});
    }
  }
  return samples;
}

std::string bytes_of(const FormatSample& sample) {
  if (sample.path.empty()) return sample.text;
  if (!std::filesystem::exists(sample.path))
    skip("the sample ", sample.path, ", which the manifest names, is not there");
  return read_bytes(sample.path);
}

namespace {

template <class Call>
Status call(const Call& make, FormatBench::MemoryFailure* failure) {
  mortise_status_t* status = nullptr;
  {
    const FailingAllocation failing(failure == nullptr ? INT64_MAX : failure->at);
    status = make();
    if (failure != nullptr) failure->happened = failing.happened();
  }
  return take(status);
}

}  // namespace

FormatBench::FormatBench(Environment& environment, const FormatClaim& claim)
    : environment_(environment),
      claim_(claim),
      host_(&environment.reference),
      instance_(environment.subject, host_.table()),
      runner_(environment.subject),
      table_(environment.subject.table<mortise_format_interface_t>(MORTISE_INTERFACE_FORMAT)) {
  expect(table_ != nullptr, "the description has no format interface, which the manifest claims");
  description_ = table_->describe(instance_.get());
  expect(description_ != nullptr, "describe gives no description");
}

bool FormatBench::writes() const { return table_->write != nullptr; }

Status FormatBench::read(const std::string& path, const Graph& graph,
                         MemoryFailure* failure) const {
  environment_.trace.add("table->read(plugin, \"", path, "\", graph, edit);");
  return call(
      [&] { return table_->read(instance_.get(), sdk::to_abi(path), graph.get(), &Graph::edit()); },
      failure);
}

Status FormatBench::write(const std::string& path, const Graph& graph,
                          MemoryFailure* failure) const {
  environment_.trace.add("table->write(plugin, \"", path, "\", graph, view);");
  return call(
      [&] { return table_->write(instance_.get(), sdk::to_abi(path), graph.get(), steady_view()); },
      failure);
}

void FormatBench::read_hostile(const std::string& path, const std::string& bytes) const {
  const Graph graph(runtime());
  const auto begin = std::chrono::steady_clock::now();
  const int64_t refused = refused_allocations();
  Status status;
  {
    const MemoryLimit limit(kMemory + kMemoryPerByte * bytes.size());
    status = read(path, graph);
  }
  const double seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  expect(seconds < kMostSeconds, "reading a broken file of ", bytes.size(), " bytes took ", seconds,
         " s: bad input never takes time without bound");
  // A stream may take the exception for the end of the file.
  expect(status.code() != MORTISE_STATUS_OUT_OF_MEMORY && refused_allocations() == refused,
         "a broken file of ", bytes.size(), " bytes makes the reader ask for more than ",
         kMemoryPerByte,
         " times its size and 64 MiB of memory: what a file says of a size is checked against what "
         "is left of the file");
  if (status.ok()) {
    const std::string defect = find_defect(graph);
    expect(defect.empty(), "a broken file was read, and the graph is broken too: ", defect);
    return;
  }
  expect(is_code_of_bad_file(status.code()), "a broken file gives ", status.text(),
         "; an error in a file is INVALID_ARGUMENT or DATA_LOSS");
  expect(bytes.empty() || says_where(status.message(), path),
         "the error for a broken file does not say where in the file: ", status.text());
}

void FormatBench::check_host() const {
  const std::vector<std::string> faults = host_.take_faults();
  if (!faults.empty()) fail("with the host's services: ", faults.front());
}

}  // namespace mortise::conform
