// Reading files: good ones, damaged ones, and what is no file.
#include <sys/stat.h>

#include <algorithm>
#include <exception>
#include <filesystem>
#include <thread>

#include "plugin-sdk/conform/corruption.hpp"
#include "plugin-sdk/conform/graph_check.hpp"
#include "plugin-sdk/conform/memory.hpp"
#include "plugin-sdk/conform/resources.hpp"
#include "plugin-sdk/conform/suites/format_bench.hpp"
#include "plugin-sdk/conform/suites/format_write.hpp"
#include "plugin-sdk/conform/suites/suites.hpp"

namespace mortise::conform {
namespace {

constexpr size_t kTruncations = 200;
constexpr int kCorruptions = 500;
constexpr int64_t kMostMemoryFailures = 1000;
constexpr off_t kHugeFile = off_t{1} << 34;

void check_description(Environment& environment, const FormatClaim& claim) {
  const FormatBench bench(environment, claim);
  const mortise_format_description_t& d = bench.description();
  expect(d.struct_size >= sizeof(d), "the description's struct_size is ", d.struct_size);
  expect(sdk::to_view(d.name) == claim.name, "the description's name is '", d.name,
         "', the manifest's '", claim.name, "'");
  expect(d.summary.size > 0, "the description has no summary");
}

// A sample, read; a failure when it cannot be.
Graph read_sample(const FormatBench& bench, const std::string& path) {
  Graph graph(bench.runtime());
  const Status status = bench.read(path, graph);
  expect(status.ok(), "the sample cannot be read: ", status.text());
  const std::string defect = find_defect(graph);
  expect(defect.empty(), "the graph that was read is broken: ", defect);
  return graph;
}

void check_reads(Environment& environment, const FormatClaim& claim, const FormatSample& sample) {
  const FormatBench bench(environment, claim);
  const std::string bytes = bytes_of(sample);
  const std::string path = bench.file(), other = bench.file("sam ple \xc3\xa9");
  write_bytes(path, bytes);
  write_bytes(other, bytes);
  const Graph first = read_sample(bench, path);
  const Graph second = read_sample(bench, other);
  const std::string difference = first.difference(second);
  expect(difference.empty(), "one file, read twice, gives two graphs: ", difference);
  expect(read_bytes(path) == bytes, "reading changed the file");
  // What is mapped stays when the file's name is gone.
  std::filesystem::remove(path);
  expect(find_defect(first).empty() && first.difference(second).empty(),
         "the graph is another one after its file was removed");
  bench.check_host();
}

void check_nothing_left(Environment& environment, const FormatClaim& claim,
                        const FormatSample& sample) {
  const FormatBench bench(environment, claim);
  const std::string bytes = bytes_of(sample);
  const std::string path = bench.file(), broken = bench.file("broken");
  write_bytes(path, bytes);
  write_bytes(broken, bytes.substr(0, bytes.size() / 2));
  const auto read_both = [&] {
    read_sample(bench, path);
    const Graph discarded(bench.runtime());
    bench.read(broken, discarded);
  };
  read_both();
  const uint64_t descriptors = open_descriptors();
  const uint64_t mappings = mappings_below(bench.folder().path());
  const int64_t allocations = live_allocations();
  constexpr int kRounds = 10;
  for (int i = 0; i < kRounds; ++i) {
    environment.trace.clear();
    read_both();
  }
  expect(open_descriptors() <= descriptors, "reading leaves files open: ", open_descriptors(),
         " descriptors instead of ", descriptors, " after ", kRounds, " rounds");
  expect(mappings_below(bench.folder().path()) <= mappings,
         "reading leaves files mapped after the graph is released");
  // Always so where the sanitizers' operator new comes first: they look for leaks themselves.
  expect(live_allocations() - allocations < kRounds, "reading leaves about ",
         (live_allocations() - allocations) / kRounds,
         " allocations behind that are never freed, each time");
}

void check_truncated(Environment& environment, const FormatClaim& claim,
                     const FormatSample& sample) {
  const FormatBench bench(environment, claim);
  const std::string bytes = bytes_of(sample);
  const std::string path = bench.file();
  const size_t count = std::min(bytes.size(), kTruncations);
  for (size_t i = 0; i < count; ++i) {
    const size_t size = bytes.size() * i / count;
    environment.trace.clear();
    environment.trace.add("// ", sample.label, ", the first ", size, " of ", bytes.size(),
                          " bytes");
    write_bytes(path, bytes.substr(0, size));
    bench.read_hostile(path, bytes.substr(0, size));
  }
  bench.check_host();
}

void check_corrupted(Environment& environment, const FormatClaim& claim,
                     const FormatSample& sample) {
  const FormatBench bench(environment, claim);
  const std::string bytes = bytes_of(sample);
  expect(!bytes.empty(), "the sample is empty");
  const std::string path = bench.file();
  for (int i = 0; i < kCorruptions; ++i) {
    std::string broken = bytes;
    environment.trace.clear();
    std::string what = corrupt(broken, environment.random);
    if (environment.random.one_in(4) && !broken.empty())
      what += "; " + corrupt(broken, environment.random);
    environment.trace.add("// ", sample.label, ": ", what);
    write_bytes(path, broken);
    bench.read_hostile(path, broken);
  }
  bench.check_host();
}

void check_memory(Environment& environment, const FormatClaim& claim, const FormatSample& sample) {
  FailingAllocation::require();
  const FormatBench bench(environment, claim);
  const std::string path = bench.file();
  write_bytes(path, bytes_of(sample));
  const Graph expected = read_sample(bench, path);
  for (int64_t at = 0; at < kMostMemoryFailures; ++at) {
    environment.trace.clear();
    environment.trace.add("// ", sample.label, "; allocation ", at, " fails");
    const int64_t before = live_allocations();
    FormatBench::MemoryFailure failure{at};
    {
      const Graph graph(bench.runtime());
      const Status status = bench.read(path, graph, &failure);
      expect(status.ok() || status.code() == MORTISE_STATUS_OUT_OF_MEMORY,
             "after an allocation failed, reading says: ", status.text());
      const std::string difference = status.ok() ? expected.difference(graph) : std::string();
      expect(difference.empty(), "when allocation ", at,
             " fails, reading succeeds and gives another graph: ", difference);
    }
    environment.trace.clear();
    expect(live_allocations() - before < 4, "when allocation ", at, " of reading fails, ",
           live_allocations() - before, " allocations are never freed");
    if (!failure.happened) {
      if (at == 0) skip("reading allocates nothing with operator new");
      return;
    }
  }
}

void check_two_at_once(Environment& environment, const FormatClaim& claim,
                       const FormatSample& sample) {
  const FormatBench bench(environment, claim);
  const std::string path = bench.file();
  write_bytes(path, bytes_of(sample));
  const Graph expected = read_sample(bench, path);
  std::vector<std::exception_ptr> errors(2);
  std::vector<std::thread> threads;
  for (std::exception_ptr& error : errors) {
    threads.emplace_back([&] {
      try {
        for (int i = 0; i < 20; ++i) {
          const Graph graph = read_sample(bench, path);
          const std::string difference = expected.difference(graph);
          expect(difference.empty(),
                 "read by two threads at once, the file gives another graph: ", difference);
        }
      } catch (...) {
        error = std::current_exception();
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const std::exception_ptr& error : errors) {
    if (error) std::rethrow_exception(error);
  }
}

// What stands where a file should, made at `path`, and read.
using MakeFile = void (*)(const std::string& path);

void make_fifo(const std::string& path) { ::mkfifo(path.c_str(), 0600); }
void make_folder(const std::string& path) { std::filesystem::create_directory(path); }
void make_empty(const std::string& path) { write_bytes(path, {}); }
void make_nothing(const std::string&) {}
void make_huge(const std::string& path) {
  write_bytes(path, {});
  std::error_code ignored;
  std::filesystem::resize_file(path, static_cast<uintmax_t>(kHugeFile), ignored);
}
void make_noise(const std::string& path) {
  Random random(7);
  std::string bytes(5000, '\0');
  for (char& byte : bytes) byte = static_cast<char>(random.next());
  write_bytes(path, bytes);
}

// The size that counts for the memory that reading may take: a file of holes holds nothing.
void check_no_file(Environment& environment, const FormatClaim& claim, const std::string& what,
                   MakeFile make) {
  const FormatBench bench(environment, claim);
  const std::string path = bench.file();
  make(path);
  const Graph graph(bench.runtime());
  const int64_t refused = refused_allocations();
  Status status;
  {
    const MemoryLimit limit(uint64_t{64} << 20);
    status = bench.read(path, graph);
  }
  expect(!status.ok(), "reading ", what, " succeeds");
  expect(status.code() != MORTISE_STATUS_OUT_OF_MEMORY && refused_allocations() == refused,
         "reading ", what,
         " takes more than 64 MiB of memory: bad input never takes memory without bound");
  expect(status.code() != MORTISE_STATUS_INTERNAL, "reading ", what, " gives ", status.text());
  if (make == &make_nothing)
    expect(status.code() == MORTISE_STATUS_NOT_FOUND, "reading ", what, " gives ", status.text(),
           "; NOT_FOUND is right");
  const std::string name = std::filesystem::path(path).filename();
  expect(status.message().find(name) != std::string::npos, "the error for ", what,
         " does not name the file: ", status.text());
}

void add_files(TestList& list, const FormatClaim& claim) {
  const auto add = [&](const char* name, const char* what, MakeFile make) {
    list.add("format." + claim.name + ".file." + name,
             [=](Environment& environment) { check_no_file(environment, claim, what, make); });
  };
  add("missing", "a file that is not there", &make_nothing);
  add("empty", "an empty file", &make_empty);
  add("directory", "a directory", &make_folder);
  add("fifo", "a FIFO to which nobody writes", &make_fifo);
  add("huge", "a file of 16 GiB of zeros", &make_huge);
  add("noise", "a file of random bytes", &make_noise);
}

void add_sample(TestList& list, const FormatClaim& claim, const FormatSample& sample) {
  const auto add = [&](const char* name, const auto& check) {
    list.add("format." + claim.name + "." + name + "." + sample.label,
             [=](Environment& environment) { check(environment, claim, sample); });
  };
  add("read", &check_reads);
  add("left", &check_nothing_left);
  add("truncated", &check_truncated);
  add("corrupted", &check_corrupted);
  add("memory", &check_memory);
  add("threads", &check_two_at_once);
}

}  // namespace

void add_format_tests(TestList& list, const Subject& subject, const Reference& reference) {
  const std::vector<FormatSample> samples = format_samples_of(subject);
  for (const FormatClaim& claim : formats_of(subject)) {
    list.add("format." + claim.name + ".description",
             [=](Environment& environment) { check_description(environment, claim); });
    add_files(list, claim);
    for (const FormatSample& sample : samples) add_sample(list, claim, sample);
    if (samples.empty())
      list.add_skipped("format." + claim.name + ".read.*",
                       "the manifest names no file that can be read (conformance.samples.formats)");
    add_format_write_tests(list, subject, reference, claim);
  }
}

}  // namespace mortise::conform
