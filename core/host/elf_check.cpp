#include "core/host/elf_check.hpp"

#include <mortise/abi/plugin.h>

#include <fcntl.h>
#include <gelf.h>
#include <libelf.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>

#include "core/base/text.hpp"

namespace mortise::host {
namespace {

#if defined(__x86_64__)
constexpr GElf_Half kMachine = EM_X86_64;
#elif defined(__aarch64__)
constexpr GElf_Half kMachine = EM_AARCH64;
#else
#error "the number that ELF has for this machine must be named here"
#endif

// The file and libelf's view of it.
struct ElfFile {
  int descriptor = -1;
  Elf* elf = nullptr;
  uint64_t size = 0;

  explicit ElfFile(const std::string& path) {
    elf_version(EV_CURRENT);
    descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    struct stat info {};
    if (descriptor < 0 || ::fstat(descriptor, &info) != 0) return;
    size = static_cast<uint64_t>(info.st_size);
    elf = elf_begin(descriptor, ELF_C_READ, nullptr);
  }
  ~ElfFile() {
    if (elf != nullptr) elf_end(elf);
    if (descriptor >= 0) ::close(descriptor);
  }
  ElfFile(const ElfFile&) = delete;
  ElfFile& operator=(const ElfFile&) = delete;

  // Without overflow.
  bool holds(uint64_t offset, uint64_t length) const {
    return offset <= size && length <= size - offset;
  }
};

struct Dynamic {
  std::vector<std::string> needed;
  std::string run_path;
  bool exports_query = false;
};

Verdict truncated(const std::string& path) {
  return refuse(MORTISE_STATUS_DATA_LOSS,
                concat({"the library ", path, " is truncated: a part of it lies beyond its end"}),
                "reinstall the plugin");
}

std::string machine_name(GElf_Half machine) {
  switch (machine) {
    case EM_X86_64: return "x86_64";
    case EM_386: return "i386";
    case EM_AARCH64: return "aarch64";
    case EM_ARM: return "arm";
    case EM_PPC64: return "ppc64";
    case EM_RISCV: return "riscv";
    case EM_S390: return "s390";
    default: return concat({"ELF machine ", std::to_string(machine)});
  }
}

Verdict check_header(const ElfFile& file, const std::string& path, GElf_Ehdr& header) {
  if (file.descriptor < 0) {
    return refuse(MORTISE_STATUS_UNAVAILABLE, concat({"the library ", path, " cannot be opened"}),
                  "check its permissions");
  }
  if (file.elf == nullptr || elf_kind(file.elf) != ELF_K_ELF ||
      gelf_getehdr(file.elf, &header) == nullptr) {
    return refuse(MORTISE_STATUS_DATA_LOSS, concat({"the library ", path, " is no ELF file"}),
                  "reinstall the plugin");
  }
  const bool native = header.e_ident[EI_CLASS] == ELFCLASS64 && header.e_machine == kMachine;
  if (!native) {
    const char* bits = header.e_ident[EI_CLASS] == ELFCLASS64 ? "64" : "32";
    return refuse(
        MORTISE_STATUS_INCOMPATIBLE,
        concat({"the library ", path, " is for ", machine_name(header.e_machine), " (", bits,
                "-bit), and this process is ", machine_name(kMachine), " (64-bit)"}),
        concat({"install the plugin's ", machine_name(kMachine), " build"}));
  }
  if (header.e_type != ET_DYN) {
    return refuse(MORTISE_STATUS_INCOMPATIBLE,
                  concat({"the library ", path, " is an ELF file, but no shared library"}),
                  "link the plugin with -shared (mortise_add_plugin does)");
  }
  return std::nullopt;
}

Verdict check_whole(const ElfFile& file, const std::string& path, const GElf_Ehdr& header) {
  size_t segments = 0;
  if (!file.holds(header.e_phoff, uint64_t{header.e_phnum} * header.e_phentsize) ||
      !file.holds(header.e_shoff, uint64_t{header.e_shnum} * header.e_shentsize) ||
      elf_getphdrnum(file.elf, &segments) != 0) {
    return truncated(path);
  }
  for (size_t i = 0; i < segments; ++i) {
    GElf_Phdr segment;
    if (gelf_getphdr(file.elf, static_cast<int>(i), &segment) == nullptr ||
        !file.holds(segment.p_offset, segment.p_filesz)) {
      return truncated(path);
    }
  }
  for (Elf_Scn* section = nullptr; (section = elf_nextscn(file.elf, section)) != nullptr;) {
    GElf_Shdr info;
    if (gelf_getshdr(section, &info) == nullptr) return truncated(path);
    if (info.sh_type != SHT_NOBITS && !file.holds(info.sh_offset, info.sh_size))
      return truncated(path);
  }
  return std::nullopt;
}

std::string text_at(Elf* elf, size_t table, size_t offset) {
  const char* text = elf_strptr(elf, table, offset);
  return text == nullptr ? std::string() : std::string(text);
}

void read_dynamic(Elf* elf, const GElf_Shdr& info, Elf_Data* data, Dynamic& out) {
  for (uint64_t i = 0; i < data->d_size / info.sh_entsize; ++i) {
    GElf_Dyn entry;
    if (gelf_getdyn(data, static_cast<int>(i), &entry) == nullptr || entry.d_tag == DT_NULL) return;
    const size_t offset = entry.d_un.d_val;
    if (entry.d_tag == DT_NEEDED) out.needed.push_back(text_at(elf, info.sh_link, offset));
    if (entry.d_tag == DT_RUNPATH || entry.d_tag == DT_RPATH)
      out.run_path = text_at(elf, info.sh_link, offset);
  }
}

void read_symbols(Elf* elf, const GElf_Shdr& info, Elf_Data* data, Dynamic& out) {
  for (uint64_t i = 0; i < data->d_size / info.sh_entsize; ++i) {
    GElf_Sym symbol;
    if (gelf_getsym(data, static_cast<int>(i), &symbol) == nullptr) return;
    if (symbol.st_shndx == SHN_UNDEF || GELF_ST_TYPE(symbol.st_info) != STT_FUNC) continue;
    const char* name = elf_strptr(elf, info.sh_link, symbol.st_name);
    if (name != nullptr && std::string_view(name) == MORTISE_PLUGIN_QUERY_SYMBOL)
      out.exports_query = true;
  }
}

Dynamic read_dynamic_sections(Elf* elf) {
  Dynamic dynamic;
  for (Elf_Scn* section = nullptr; (section = elf_nextscn(elf, section)) != nullptr;) {
    GElf_Shdr info;
    if (gelf_getshdr(section, &info) == nullptr || info.sh_entsize == 0) continue;
    if (info.sh_type != SHT_DYNAMIC && info.sh_type != SHT_DYNSYM) continue;
    Elf_Data* data = elf_getdata(section, nullptr);
    if (data == nullptr) continue;
    if (info.sh_type == SHT_DYNAMIC) {
      read_dynamic(elf, info, data, dynamic);
    } else {
      read_symbols(elf, info, data, dynamic);
    }
  }
  return dynamic;
}

}  // namespace

Verdict check_elf(const std::string& path, const std::vector<std::string>& also_needed,
                  const std::string& driver, const LibrarySearch& search) {
  const ElfFile file(path);
  GElf_Ehdr header;
  if (Verdict verdict = check_header(file, path, header)) return verdict;
  if (Verdict verdict = check_whole(file, path, header)) return verdict;
  const Dynamic dynamic = read_dynamic_sections(file.elf);
  if (!dynamic.exports_query) {
    return refuse(MORTISE_STATUS_INCOMPATIBLE,
                  concat({"the library ", path, " does not export " MORTISE_PLUGIN_QUERY_SYMBOL}),
                  "build it with mortise_add_plugin, and define the query with the SDK");
  }
  const std::string origin = std::filesystem::path(path).parent_path();
  for (const auto* names : {&dynamic.needed, &also_needed}) {
    for (const std::string& name : *names) {
      if (search.finds(name, dynamic.run_path, origin)) continue;
      const bool from_driver = names == &also_needed && !driver.empty();
      return refuse(MORTISE_STATUS_UNAVAILABLE,
                    concat({"needs the library ", name, ", which is not on this system"}),
                    from_driver ? concat({"install ", driver})
                                : concat({"install the package that has ", name,
                                          " (apt-file search ", name, ")"}));
    }
  }
  return std::nullopt;
}

}  // namespace mortise::host
