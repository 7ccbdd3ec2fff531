// The loopback communicator under the contract: the ranks are threads.
#include <atomic>
#include <thread>

#include "tests/communicator/plugin_library.hpp"
#include "tests/communicator/subject.hpp"

namespace mortise::contract {
namespace {

class Loopback : public Subject {
 public:
  Loopback() : library_("loopback") {}

  const mortise_communicator_interface_t& table() const override { return library_.table(); }
  mortise_plugin_t* plugin() override { return library_.plugin(); }

  std::vector<std::string> launch(uint32_t size, const Body& body) override {
    const std::string address = "test " + std::to_string(++launches_);
    std::vector<std::string> errors(size);
    std::vector<std::thread> threads;
    for (uint32_t rank = 0; rank < size; ++rank) {
      threads.emplace_back([&, rank] { errors[rank] = run(body, {rank, size, address}); });
    }
    for (std::thread& thread : threads) thread.join();
    std::vector<std::string> failures;
    for (std::string& error : errors) {
      if (!error.empty()) failures.push_back(std::move(error));
    }
    return failures;
  }

 private:
  static std::string run(const Body& body, const RankInfo& info) {
    try {
      body(info);
      return "";
    } catch (const std::exception& error) {
      return "rank " + std::to_string(info.rank) + ": " + error.what();
    }
  }

  PluginLibrary library_;
  std::atomic<uint64_t> launches_{0};
};

}  // namespace

Subject& subject() {
  static Loopback loopback;
  return loopback;
}

}  // namespace mortise::contract
