#include "core/host/elf_image.hpp"

#include <fcntl.h>
#include <gelf.h>
#include <libelf.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstring>
#include <map>

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

// A section's content, and the section that has its texts.
struct Section {
  Elf* elf = nullptr;
  GElf_Shdr info{};
  Elf_Data* data = nullptr;

  int count() const {
    return info.sh_entsize == 0 ? 0 : static_cast<int>(data->d_size / info.sh_entsize);
  }
  std::string text(size_t offset) const { return text_at(elf, info.sh_link, offset); }
};

void read_dynamic(const Section& section, ElfImage& image) {
  for (int i = 0; i < section.count(); ++i) {
    GElf_Dyn entry;
    if (gelf_getdyn(section.data, i, &entry) == nullptr || entry.d_tag == DT_NULL) return;
    const size_t value = entry.d_un.d_val;
    if (entry.d_tag == DT_NEEDED) image.needed.push_back(section.text(value));
    if (entry.d_tag == DT_RUNPATH || entry.d_tag == DT_RPATH) image.run_path = section.text(value);
    if (entry.d_tag == DT_TEXTREL) image.has_text_relocations = true;
    if (entry.d_tag != DT_FLAGS) continue;
    image.has_static_tls |= (value & DF_STATIC_TLS) != 0;
    image.has_text_relocations |= (value & DF_TEXTREL) != 0;
  }
}

struct Version {
  std::string library, name;
};

// By the numbers that symbols refer to. Offsets in the file lead from one entry to the next, and only forwards.
std::map<GElf_Half, Version> read_needed_versions(const Section& section) {
  std::map<GElf_Half, Version> versions;
  GElf_Verneed need;
  for (size_t at = 0; gelf_getverneed(section.data, static_cast<int>(at), &need) != nullptr;
       at += need.vn_next) {
    GElf_Vernaux item;
    for (size_t item_at = at + need.vn_aux;
         gelf_getvernaux(section.data, static_cast<int>(item_at), &item) != nullptr;
         item_at += item.vna_next) {
      versions[item.vna_other] = {section.text(need.vn_file), section.text(item.vna_name)};
      if (item.vna_next == 0) break;
    }
    if (need.vn_next == 0) break;
  }
  return versions;
}

void read_own_versions(const Section& section, ElfImage& image) {
  GElf_Verdef definition;
  for (size_t at = 0; gelf_getverdef(section.data, static_cast<int>(at), &definition) != nullptr;
       at += definition.vd_next) {
    GElf_Verdaux name;
    if (gelf_getverdaux(section.data, static_cast<int>(at + definition.vd_aux), &name) != nullptr)
      image.versions.insert(section.text(name.vda_name));
    if (definition.vd_next == 0) break;
  }
}

void read_symbols(const Section& symbols, const Section& numbers,
                  const std::map<GElf_Half, Version>& versions, ElfImage& image) {
  for (int i = 1; i < symbols.count(); ++i) {
    GElf_Sym symbol;
    if (gelf_getsym(symbols.data, i, &symbol) == nullptr) return;
    const bool is_weak = GELF_ST_BIND(symbol.st_info) == STB_WEAK;
    if (GELF_ST_BIND(symbol.st_info) != STB_GLOBAL && !is_weak) continue;
    const std::string name = symbols.text(symbol.st_name);
    if (symbol.st_shndx != SHN_UNDEF) {
      image.exports.insert(name);
      continue;
    }
    ElfImport import{name, "", "", is_weak};
    GElf_Versym number = 0;
    if (numbers.data != nullptr && gelf_getversym(numbers.data, i, &number) != nullptr) {
      const auto found = versions.find(number);
      if (found != versions.end()) {
        import.version = found->second.name;
        import.library = found->second.library;
      }
    }
    image.imports.push_back(std::move(import));
  }
}

void read_build_id(const Section& section, ElfImage& image) {
  GElf_Nhdr note;
  size_t name = 0;
  size_t content = 0;
  for (size_t at = 0; (at = gelf_getnote(section.data, at, &note, &name, &content)) > 0;) {
    const auto* bytes = static_cast<const unsigned char*>(section.data->d_buf);
    if (note.n_type != NT_GNU_BUILD_ID || note.n_namesz != sizeof("GNU") ||
        std::memcmp(bytes + name, "GNU", sizeof("GNU")) != 0) {
      continue;
    }
    constexpr const char* kDigits = "0123456789abcdef";
    for (size_t i = 0; i < note.n_descsz; ++i) {
      image.build_id += kDigits[bytes[content + i] >> 4];
      image.build_id += kDigits[bytes[content + i] & 15];
    }
  }
}

bool is_read(GElf_Word type) {
  return type == SHT_DYNAMIC || type == SHT_DYNSYM || type == SHT_GNU_versym ||
         type == SHT_GNU_verneed || type == SHT_GNU_verdef || type == SHT_NOTE;
}

}  // namespace

Verdict check_elf_file(const std::string& path) {
  const ElfFile file(path);
  GElf_Ehdr header;
  if (Verdict verdict = check_header(file, path, header)) return verdict;
  return check_whole(file, path, header);
}

ElfImage read_elf_image(const std::string& path) {
  const ElfFile file(path);
  ElfImage image;
  Section symbols;
  Section numbers;
  std::map<GElf_Half, Version> versions;
  for (Elf_Scn* next = nullptr; (next = elf_nextscn(file.elf, next)) != nullptr;) {
    Section section{file.elf, {}, nullptr};
    if (gelf_getshdr(next, &section.info) == nullptr || !is_read(section.info.sh_type)) continue;
    section.data =
        elf_getdata(next, nullptr);  // a copy: of code and debug information none is made
    if (section.data == nullptr) continue;
    switch (section.info.sh_type) {
      case SHT_DYNAMIC: read_dynamic(section, image); break;
      case SHT_DYNSYM: symbols = section; break;
      case SHT_GNU_versym: numbers = section; break;
      case SHT_GNU_verneed: versions = read_needed_versions(section); break;
      case SHT_GNU_verdef: read_own_versions(section, image); break;
      case SHT_NOTE: read_build_id(section, image); break;
      default: break;
    }
  }
  if (symbols.data != nullptr) read_symbols(symbols, numbers, versions, image);
  return image;
}

}  // namespace mortise::host
