#include "jit/emit/listing.h"

#include <Zydis/Zydis.h>
#include <fmt/format.h>

#include "vm/entry/code_heap.h"
#include "vm/entry/entry_stubs.h"
#include "vm/runtime.h"

namespace minivm::jit {

namespace {

constexpr const char* kRegNames[16] = {"rax", "rcx", "rdx", "rbx", "rsp", "rbp", "rsi", "rdi",
                                       "r8",  "r9",  "r10", "r11", "r12", "r13", "r14", "r15"};

std::string describe(const CompiledMethod& method, const SafepointRow& row) {
  std::string text;
  for (int reg = 0; reg < 16; ++reg) {
    if (row.objectRegs >> reg & 1) text += fmt::format(" {}", kRegNames[reg]);
    if (row.byRefRegs >> reg & 1) text += fmt::format(" &{}", kRegNames[reg]);
  }
  for (uint32_t i = 0; i < row.slotCount; ++i) {
    const FrameSlot& slot = method.slots[row.firstSlot + i];
    text += fmt::format(" {}[rbp{:+}]", slot.kind == FrameSlot::Kind::Object ? "" : "&", slot.offset);
  }
  return text;
}

}  // namespace

std::string listCode(Runtime& runtime, const CompiledMethod& method, bool withMaps) {
  ZydisDecoder decoder;
  ZydisFormatter formatter;
  ZydisDecoderInit(&decoder, ZYDIS_MACHINE_MODE_LONG_64, ZYDIS_STACK_WIDTH_64);
  ZydisFormatterInit(&formatter, ZYDIS_FORMATTER_STYLE_INTEL);
  std::string text = fmt::format("{}{}: {} bytes, frame {}\n", method.method->toString(),
                                 method.isOsr ? fmt::format(" loop at IL_{:04x}", method.osrOffset) : std::string(),
                                 method.codeBytes, method.frameBytes);
  for (const FrameSlot& slot : method.frameRoots) {
    text += fmt::format("  root {}[rbp{:+}]\n", slot.kind == FrameSlot::Kind::Object ? "" : "&", slot.offset);
  }
  const auto start = reinterpret_cast<uint64_t>(method.code);
  for (uint32_t offset = 0; offset < method.codeBytes;) {
    ZydisDecodedInstruction instruction;
    ZydisDecodedOperand operands[ZYDIS_MAX_OPERAND_COUNT];
    if (!ZYAN_SUCCESS(ZydisDecoderDecodeFull(&decoder, method.code + offset, method.codeBytes - offset,
                                             &instruction, operands))) {
      text += fmt::format("  {:04x}  data\n", offset);
      break;
    }
    char line[128];
    ZydisFormatterFormatInstruction(&formatter, &instruction, operands, instruction.operand_count_visible, line,
                                    sizeof line, start + offset, nullptr);
    std::string shown = line;
    // Targets outside of the method by name, inside by offset.
    if (operands[0].type == ZYDIS_OPERAND_TYPE_IMMEDIATE && operands[0].imm.is_relative) {
      uint64_t target = start + offset + instruction.length + operands[0].imm.value.u;
      const char* mnemonic = ZydisMnemonicGetString(instruction.mnemonic);
      if (target - start < method.codeBytes) {
        shown = fmt::format("{} {:04x}", mnemonic, target - start);
      } else {
        const auto* address = reinterpret_cast<const void*>(target);
        MethodDesc* callee = runtime.stubs().methodOfPrecode(address);
        std::string name = callee ? callee->toString() : std::string(runtime.codeHeap().nameOf(address));
        shown = fmt::format("{} <{}>", mnemonic, name.empty() ? "native" : name);
      }
    }
    offset += instruction.length;
    text += fmt::format("  {:04x}  {}\n", offset - instruction.length, shown);
    if (const SafepointRow* row = method.safepointAt(method.code + offset)) {
      text += fmt::format("        ; IL_{:04x}", row->inlineIlOffset);
      if (row->inlineIndex) text += fmt::format(" in {}", method.inlines[row->inlineIndex].method->toString());
      if (withMaps) text += describe(method, *row);
      text += "\n";
    }
  }
  return text;
}

}  // namespace minivm::jit
