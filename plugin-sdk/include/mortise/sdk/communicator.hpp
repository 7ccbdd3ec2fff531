// The communicator interface: Communicator (one rank's end) and Request as classes, and the table over them. The rules
// of order, deadlines and errors stand in <mortise/abi/communicator.h>.
#ifndef MORTISE_SDK_COMMUNICATOR_HPP_
#define MORTISE_SDK_COMMUNICATOR_HPP_

#include <mortise/abi/communicator.h>
#include <mortise/sdk/plugin.hpp>

#include <memory>

namespace mortise::sdk {

/// Outlives the communicator that made it. Any thread.
class Request {
 public:
  virtual ~Request() = default;
  /// True when done; throws the operation's error.
  virtual bool test() = 0;
  /// Bounded by the operation's own deadline.
  virtual void wait() = 0;
};

class Communicator {
 public:
  virtual ~Communicator() = default;
  virtual uint32_t rank() const noexcept = 0;
  virtual uint32_t size() const noexcept = 0;
  virtual bool reaches(std::string_view memory_space) const noexcept = 0;
  virtual std::unique_ptr<Request> enqueue(const mortise_collective_t& operation) = 0;
  virtual std::unique_ptr<Communicator> split(uint32_t color, uint32_t key) = 0;
  virtual void abort(std::string_view reason) noexcept = 0;
  virtual void register_buffer(void*, uint64_t) {}
  virtual void unregister_buffer(void*) noexcept {}
};

class CommunicatorProvider {
 public:
  using Interface = CommunicatorProvider;
  static constexpr uint32_t kInterface = MORTISE_INTERFACE_COMMUNICATOR;
  static constexpr uint64_t kFingerprint = MORTISE_ABI_FINGERPRINT_COMMUNICATOR;
  static constexpr const uint64_t* kOlderFingerprints = MORTISE_ABI_OLDER_FINGERPRINTS_COMMUNICATOR;
  explicit CommunicatorProvider(PluginBase&) {}
  virtual ~CommunicatorProvider() = default;

  /// Waits, with the rendezvous's timeout, until all ranks have opened. Any thread.
  virtual std::unique_ptr<Communicator> open(const mortise_rendezvous_t& rendezvous) = 0;

  /// `name` must be a literal.
  static mortise_communicator_interface_t make_table(std::string_view name) {
    mortise_communicator_interface_t functions{};
    functions.struct_size = sizeof(functions);
    functions.name = to_abi(name);
    fill_ends(functions);
    fill_operations(functions);
    return functions;
  }

 private:
  using Table = mortise_communicator_interface_t;
  static Communicator* from(mortise_communicator_t* c) {
    return reinterpret_cast<Communicator*>(c);
  }
  static const Communicator* from(const mortise_communicator_t* c) {
    return reinterpret_cast<const Communicator*>(c);
  }
  static Request* from(mortise_request_t* r) { return reinterpret_cast<Request*>(r); }
  static mortise_communicator_t* give(std::unique_ptr<Communicator> c) {
    return reinterpret_cast<mortise_communicator_t*>(c.release());
  }

  static void fill_ends(Table& t) {
    t.open = [](mortise_plugin_t* p, const mortise_rendezvous_t* rendezvous,
                mortise_communicator_t** out) {
      return guard([&] {
        check_struct(rendezvous, "mortise_rendezvous_t");
        *out = give(provider_of<CommunicatorProvider>(p).open(*rendezvous));
      });
    };
    t.close = [](mortise_communicator_t* c) { delete from(c); };
    t.rank = [](const mortise_communicator_t* c) { return from(c)->rank(); };
    t.size = [](const mortise_communicator_t* c) { return from(c)->size(); };
    t.reaches = [](const mortise_communicator_t* c, mortise_string_t space) -> uint32_t {
      return from(c)->reaches(to_view(space)) ? 1 : 0;
    };
    t.split = [](mortise_communicator_t* c, uint32_t color, uint32_t key,
                 mortise_communicator_t** out) {
      return guard([&] { *out = give(from(c)->split(color, key)); });
    };
    t.abort = [](mortise_communicator_t* c, mortise_string_t reason) {
      from(c)->abort(to_view(reason));
    };
  }
  static void fill_operations(Table& t) {
    t.enqueue = [](mortise_communicator_t* c, const mortise_collective_t* operation,
                   mortise_request_t** out) {
      return guard([&] {
        check_struct(operation, "mortise_collective_t");
        *out = reinterpret_cast<mortise_request_t*>(from(c)->enqueue(*operation).release());
      });
    };
    t.request_test = [](mortise_request_t* r, uint32_t* out_done) {
      return guard([&] { *out_done = from(r)->test() ? 1 : 0; });
    };
    t.request_wait = [](mortise_request_t* r) { return guard([&] { from(r)->wait(); }); };
    t.request_release = [](mortise_request_t* r) { delete from(r); };
    t.buffer_register = [](mortise_communicator_t* c, void* memory, uint64_t size) {
      return guard([&] { from(c)->register_buffer(memory, size); });
    };
    t.buffer_unregister = [](mortise_communicator_t* c, void* memory) {
      from(c)->unregister_buffer(memory);
    };
  }
};

/// What a plugin class names as its provider: the table carries the communicator's name, `Name::kName`.
template <class Name>
class NamedCommunicatorProvider : public CommunicatorProvider {
 public:
  using CommunicatorProvider::CommunicatorProvider;
  static const mortise_communicator_interface_t* table() {
    static const mortise_communicator_interface_t functions = make_table(Name::kName);
    return &functions;
  }
};

}  // namespace mortise::sdk

#endif  // MORTISE_SDK_COMMUNICATOR_HPP_
