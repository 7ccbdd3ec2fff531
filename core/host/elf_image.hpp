// What a shared library's file says of itself: what it needs, offers and is, read with libelf and without loading it.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "core/host/refusal.hpp"

namespace mortise::host {

/// A symbol that a library takes from another one.
struct ElfImport {
  std::string name;
  std::string version;  // "GLIBC_2.34"; empty: any
  std::string library;  // that has this version; empty: any
  bool weak = false;    // may stay unresolved
};

struct ElfImage {
  std::vector<std::string> needed;  // names of libraries
  std::string run_path;             // entries separated by colons
  std::string build_id;             // hexadecimal
  std::vector<ElfImport> imports;
  std::set<std::string> exports;
  std::set<std::string> versions;  // of its own symbols
  bool has_static_tls = false;
  bool has_text_relocations = false;
};

/// Whether the file is a whole shared library for this machine.
Verdict check_elf_file(const std::string& path);

/// Requires: check_elf_file finds nothing wrong.
ElfImage read_elf_image(const std::string& path);

}  // namespace mortise::host
