#include "vm/inspect/gdb_jit.h"

#include <elf.h>

#include <cstring>
#include <mutex>
#include <string>

extern "C" {
jit_descriptor __jit_debug_descriptor = {1, 0, nullptr, nullptr};
/// gdb stops here. Neither inlined nor merged with another empty function.
__attribute__((noinline)) void __jit_debug_register_code() {
  asm volatile("" ::: "memory");
}
}

namespace minivm {
namespace {

/// Guards the list that gdb reads: it belongs to the process, several runtimes may write it.
std::mutex& listLock() {
  static std::mutex lock;
  return lock;
}

/// Bytes in the order of the file.
class Bytes {
 public:
  size_t size() const { return bytes_.size(); }
  void align(size_t to) { bytes_.resize((bytes_.size() + to - 1) / to * to); }
  template <typename T>
  size_t add(const T& value) {
    const size_t at = bytes_.size();
    bytes_.resize(at + sizeof value);
    std::memcpy(bytes_.data() + at, &value, sizeof value);
    return at;
  }
  size_t text(std::string_view text) {
    const size_t at = bytes_.size();
    bytes_.insert(bytes_.end(), text.begin(), text.end());
    bytes_.push_back(0);
    return at;
  }
  template <typename T>
  void put(size_t at, const T& value) {
    std::memcpy(bytes_.data() + at, &value, sizeof value);
  }
  std::vector<uint8_t> take() { return std::move(bytes_); }

 private:
  std::vector<uint8_t> bytes_;
};

enum Section : uint16_t { kNull, kText, kSymbols, kStrings, kNames, kFrames, kSections };

/// .eh_frame (DWARF 4, 6.4): every block of code begins with `push rbp; mov rbp, rsp`.
void addFrameRules(Bytes& file, const CodeInfo& block) {
  constexpr uint8_t kRbp = 6, kRsp = 7, kReturn = 16;
  const size_t cie = file.add<uint32_t>(0);
  file.add<uint32_t>(0);
  file.add<uint8_t>(1);
  file.text("");
  file.add<uint8_t>(1);     // code alignment
  file.add<uint8_t>(0x78);  // data alignment: −8
  file.add<uint8_t>(kReturn);
  file.add<uint8_t>(0x0C), file.add<uint8_t>(kRsp), file.add<uint8_t>(8);  // def_cfa rsp + 8
  file.add<uint8_t>(0x80 | kReturn), file.add<uint8_t>(1);                 // return address at cfa − 8
  file.align(8);
  file.put(cie, static_cast<uint32_t>(file.size() - cie - 4));
  const size_t fde = file.add<uint32_t>(0);
  file.add<uint32_t>(static_cast<uint32_t>(fde + 4 - cie));
  file.add<uint64_t>(reinterpret_cast<uint64_t>(block.start));
  file.add<uint64_t>(block.size);
  file.add<uint8_t>(0x41);                               // behind push rbp (1 byte):
  file.add<uint8_t>(0x0E), file.add<uint8_t>(16);        // cfa = rsp + 16
  file.add<uint8_t>(0x80 | kRbp), file.add<uint8_t>(2);  // rbp at cfa − 16
  file.add<uint8_t>(0x43);                               // behind mov rbp, rsp (3 bytes):
  file.add<uint8_t>(0x0D), file.add<uint8_t>(kRbp);      // cfa = rbp + 16
  file.align(8);
  file.put(fde, static_cast<uint32_t>(file.size() - fde - 4));
  file.add<uint32_t>(0);
}

class GdbJit final : public CodeObserver {
 public:
  ~GdbJit() override {
    std::lock_guard guard(listLock());
    for (const auto& file : files_) drop(*file);
  }
  void released(const uint8_t* start) override {
    std::lock_guard guard(listLock());
    std::erase_if(files_, [&](const auto& file) {
      if (file->start == start) drop(*file);
      return file->start == start;
    });
  }
  void emitted(const CodeInfo& block) override {
    auto file = std::make_unique<File>();
    file->start = block.start;
    file->bytes = gdbSymbolFile(block);
    std::lock_guard guard(listLock());
    file->entry = {__jit_debug_descriptor.first_entry, nullptr, file->bytes.data(), file->bytes.size()};
    if (file->entry.next_entry) file->entry.next_entry->prev_entry = &file->entry;
    __jit_debug_descriptor.first_entry = &file->entry;
    tell(file->entry, 1);
    files_.push_back(std::move(file));
  }

 private:
  struct File {
    const uint8_t* start;
    jit_code_entry entry;
    std::vector<uint8_t> bytes;
  };
  /// Takes the file out of gdb's list.
  static void drop(File& file) {
    jit_code_entry& entry = file.entry;
    (entry.prev_entry ? entry.prev_entry->next_entry : __jit_debug_descriptor.first_entry) = entry.next_entry;
    if (entry.next_entry) entry.next_entry->prev_entry = entry.prev_entry;
    tell(entry, 2);
  }
  static void tell(jit_code_entry& entry, uint32_t action) {
    __jit_debug_descriptor.relevant_entry = &entry;
    __jit_debug_descriptor.action_flag = action;
    __jit_debug_register_code();
    __jit_debug_descriptor.action_flag = 0;
    __jit_debug_descriptor.relevant_entry = nullptr;
  }
  std::vector<std::unique_ptr<File>> files_;
};

}  // namespace

std::vector<uint8_t> gdbSymbolFile(const CodeInfo& block) {
  Bytes file;
  Elf64_Ehdr header{};
  std::memcpy(header.e_ident, ELFMAG, SELFMAG);
  header.e_ident[EI_CLASS] = ELFCLASS64;
  header.e_ident[EI_DATA] = ELFDATA2LSB;
  header.e_ident[EI_VERSION] = EV_CURRENT;
  header.e_type = ET_REL;
  header.e_machine = EM_X86_64;
  header.e_version = EV_CURRENT;
  header.e_ehsize = sizeof header;
  header.e_shentsize = sizeof(Elf64_Shdr);
  header.e_shnum = kSections;
  header.e_shstrndx = kNames;
  file.add(header);

  Elf64_Shdr sections[kSections] = {};
  const size_t names = file.text("");
  auto name = [&](Section section, const char* text) {
    sections[section].sh_name = static_cast<uint32_t>(file.text(text) - names);
  };
  name(kText, ".text");
  name(kSymbols, ".symtab");
  name(kStrings, ".strtab");
  name(kNames, ".shstrtab");
  name(kFrames, ".eh_frame");
  auto fill = [&](Section section, uint32_t type, size_t start, uint64_t alignment) {
    sections[section].sh_type = type;
    sections[section].sh_offset = start;
    sections[section].sh_size = file.size() - start;
    sections[section].sh_addralign = alignment;
  };
  fill(kNames, SHT_STRTAB, names, 1);

  const size_t strings = file.text("");
  const auto symbolName = static_cast<uint32_t>(file.text(block.name) - strings);
  fill(kStrings, SHT_STRTAB, strings, 1);

  file.align(8);
  const size_t symbols = file.add(Elf64_Sym{});
  Elf64_Sym symbol{};
  symbol.st_name = symbolName;
  symbol.st_info = ELF64_ST_INFO(STB_GLOBAL, STT_FUNC);
  symbol.st_shndx = kText;
  symbol.st_size = block.size;
  file.add(symbol);
  fill(kSymbols, SHT_SYMTAB, symbols, 8);
  sections[kSymbols].sh_link = kStrings;
  sections[kSymbols].sh_info = 1;  // the first symbol that is not local
  sections[kSymbols].sh_entsize = sizeof(Elf64_Sym);

  file.align(8);
  const size_t frames = file.size();
  addFrameRules(file, block);
  fill(kFrames, SHT_PROGBITS, frames, 8);
  sections[kFrames].sh_flags = SHF_ALLOC;

  // The code itself is where it is.
  sections[kText].sh_type = SHT_NOBITS;
  sections[kText].sh_flags = SHF_ALLOC | SHF_EXECINSTR;
  sections[kText].sh_addr = reinterpret_cast<uint64_t>(block.start);
  sections[kText].sh_size = block.size;
  sections[kText].sh_addralign = 16;

  file.align(8);
  header.e_shoff = file.size();
  for (const Elf64_Shdr& section : sections) file.add(section);
  file.put(0, header);
  return file.take();
}

std::unique_ptr<CodeObserver> createGdbJit() {
  return std::make_unique<GdbJit>();
}

}  // namespace minivm
