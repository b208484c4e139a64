// Names of code made at run time: the perf map, and the symbol files that gdb is shown.
#include <elf.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstring>
#include <fstream>
#include <sstream>
#include <string>

#include "vm/inspect/gdb_jit.h"
#include "vm/inspect/perf_map.h"

namespace minivm::testing {
namespace {

const uint8_t* emitReturn(CodeHeap& heap, std::string name) {
  return heap.emit(16, std::move(name), CodeKind::Stub, nullptr, [](uint8_t* rw, const uint8_t*) {
    rw[0] = 0xC3;
    return size_t{1};
  });
}

/// Name and address of the only function of a symbol file.
std::pair<std::string, uint64_t> functionIn(const uint8_t* file, size_t size) {
  Elf64_Ehdr header;
  if (size < sizeof header) return {};
  std::memcpy(&header, file, sizeof header);
  EXPECT_EQ(0, std::memcmp(header.e_ident, ELFMAG, SELFMAG));
  EXPECT_EQ(EM_X86_64, header.e_machine);
  std::string name;
  uint64_t address = 0;
  for (int i = 0; i < header.e_shnum; ++i) {
    Elf64_Shdr section;
    std::memcpy(&section, file + header.e_shoff + static_cast<size_t>(i) * sizeof section, sizeof section);
    if (section.sh_type != SHT_NOBITS) {
      EXPECT_LE(section.sh_offset + section.sh_size, size);
    }
    if (section.sh_flags & SHF_EXECINSTR) address = section.sh_addr;
    if (section.sh_type != SHT_SYMTAB) continue;
    Elf64_Shdr strings;
    std::memcpy(&strings, file + header.e_shoff + section.sh_link * sizeof strings, sizeof strings);
    Elf64_Sym symbol;
    std::memcpy(&symbol, file + section.sh_offset + sizeof symbol, sizeof symbol);
    EXPECT_EQ(STT_FUNC, ELF64_ST_TYPE(symbol.st_info));
    name = reinterpret_cast<const char*>(file + strings.sh_offset + symbol.st_name);
  }
  return {name, address};
}

TEST(GdbJit, DescriptorListsWhatIsEmittedUntilItIsTakenBack) {
  jit_code_entry* before = __jit_debug_descriptor.first_entry;
  {
    CodeHeap heap;
    heap.addObserver(createGdbJit());
    const uint8_t* one = emitReturn(heap, "Program::One()");
    const uint8_t* two = emitReturn(heap, "Program::Two()");
    EXPECT_EQ(1u, __jit_debug_descriptor.version);
    const jit_code_entry* entry = __jit_debug_descriptor.first_entry;
    ASSERT_NE(nullptr, entry);
    EXPECT_EQ(std::pair(std::string("Program::Two()"), reinterpret_cast<uint64_t>(two)),
              functionIn(entry->symfile_addr, entry->symfile_size));
    entry = entry->next_entry;
    ASSERT_NE(nullptr, entry);
    EXPECT_EQ(std::pair(std::string("Program::One()"), reinterpret_cast<uint64_t>(one)),
              functionIn(entry->symfile_addr, entry->symfile_size));
    heap.release(two);
    entry = __jit_debug_descriptor.first_entry;
    ASSERT_NE(nullptr, entry);
    EXPECT_EQ("Program::One()", functionIn(entry->symfile_addr, entry->symfile_size).first);
    EXPECT_EQ(nullptr, entry->prev_entry);
  }
  EXPECT_EQ(before, __jit_debug_descriptor.first_entry);
}

TEST(PerfMap, HasALinePerBlock) {
  const std::string path = "/tmp/perf-" + std::to_string(getpid()) + ".map";
  CodeHeap heap;
  heap.addObserver(createPerfMap());
  const uint8_t* code = emitReturn(heap, "Program::One(int32)");
  std::ifstream map(path);
  std::string line;
  ASSERT_TRUE(std::getline(map, line));
  std::ostringstream expected;
  expected << std::hex << reinterpret_cast<uintptr_t>(code) << " 1 Program::One(int32)";
  EXPECT_EQ(expected.str(), line);
  unlink(path.c_str());
}

}  // namespace
}  // namespace minivm::testing
