#include "jit/emit/listing.h"

#include <Zydis/Zydis.h>
#include <fmt/format.h>

#include "jit/emit/helpers.h"
#include "vm/eh/stack_trace.h"
#include "vm/entry/code_heap.h"
#include "vm/entry/entry_stubs.h"
#include "vm/runtime.h"
#include "vm/types/thread_offsets.h"

namespace minivm::jit {

namespace {

constexpr const char* kRegNames[16] = {"rax", "rcx", "rdx", "rbx", "rsp", "rbp", "rsi", "rdi",
                                       "r8",  "r9",  "r10", "r11", "r12", "r13", "r14", "r15"};

std::string slotText(const FrameSlot& slot) {
  using Kind = FrameSlot::Kind;
  const bool isByRef = slot.kind == Kind::ByRef || slot.kind == Kind::PinnedByRef;
  const bool isPinned = slot.kind == Kind::PinnedObject || slot.kind == Kind::PinnedByRef;
  return fmt::format("{}{}[rbp{:+}]", isPinned ? "pinned " : "", isByRef ? "&" : "", slot.offset);
}

/// What is live, registers first; `&` is an interior pointer.
std::string liveText(const CompiledMethod& method, const SafepointRow& row) {
  std::string text;
  for (int reg = 0; reg < 16; ++reg) {
    if (row.objectRegs >> reg & 1) text += fmt::format(" {}", kRegNames[reg]);
    if (row.byRefRegs >> reg & 1) text += fmt::format(" &{}", kRegNames[reg]);
  }
  for (uint32_t i = 0; i < row.slotCount; ++i) text += " " + slotText(method.slots[row.firstSlot + i]);
  return text.empty() ? " nothing" : text;
}

/// Fields of Thread that code reads.
const char* threadField(int64_t offset) {
  switch (offset) {
    case offsets::kThreadStackLimit: return "stackLimit";
    case offsets::kThreadPollFlag: return "pollFlag";
    case offsets::kThreadAllocPtr: return "allocPtr";
    case offsets::kThreadAllocLimit: return "allocLimit";
    case offsets::kThreadTopFrame: return "topFrame";
    case offsets::kThreadCardTable: return "cardTable";
    case offsets::kThreadNurseryBase: return "nurseryBase";
    case offsets::kThreadNurserySize: return "nurserySize";
    case offsets::kThreadPendingException: return "pendingException";
    case offsets::kThreadTailArguments: return "tailArguments";
    default: return nullptr;
  }
}

/// File and line of an IL offset, as a trace would show them.
std::string sourceText(MethodDesc* method, uint32_t ilOffset) {
  const std::optional<SourcePosition> position = sourcePositionOf({method, ilOffset, 0});
  if (!position) return {};
  const size_t slash = position->file.find_last_of("/\\");
  return fmt::format(" {}:{}", position->file.substr(slash == std::string::npos ? 0 : slash + 1),
                     position->line);
}

std::string lineText(const CompiledMethod& method, const CodeLine& line) {
  MethodDesc* owner = method.inlines[line.inlineIndex].method;
  std::string text = fmt::format("    IL_{:04x}", line.ilOffset);
  if (line.inlineIndex) text += " in " + owner->toString();
  text += sourceText(owner, line.ilOffset);
  if (!line.note.empty()) text += ": " + line.note;
  return text + "\n";
}

std::string headText(const CompiledMethod& method) {
  std::string text =
      fmt::format("{}{}: {} bytes, frame {}\n", method.method->toString(),
                  method.isOsr ? fmt::format(" loop at IL_{:04x}", method.osrOffset) : std::string(),
                  method.codeBytes, method.frameBytes);
  for (const FrameSlot& slot : method.frameRoots) text += fmt::format("  root {}\n", slotText(slot));
  return text;
}

uint64_t wordOf(const void* address) {
  return reinterpret_cast<uint64_t>(address);
}

}  // namespace

AddressNames namesIn(Graph& graph) {
  AddressNames names;
  for (Block* block : graph.order()) {
    for (Node* node = block->first; node; node = node->next) {
      switch (node->op) {
        case NodeOp::New:
        case NodeOp::NewArray:
        case NodeOp::ClassInit:
        case NodeOp::Unbox:
          names[wordOf(node->table)] = "MethodTable of " + TypeHandle(node->table).toString();
          break;
        case NodeOp::CastClass:
        case NodeOp::IsInst:
          names[static_cast<uint64_t>(node->imm)] =
              "MethodTable of " + TypeHandle::fromWord(static_cast<uintptr_t>(node->imm)).toString();
          break;
        case NodeOp::ConstInt: {
          if (node->type != Ty::Ref || node->imm == 0) break;
          const auto* object = reinterpret_cast<const Object*>(node->imm);
          std::string& name = names[static_cast<uint64_t>(node->imm)];
          if (object->mt->isString()) {
            std::string text = toUtf8(static_cast<const String*>(object));
            if (text.size() > 24) text = text.substr(0, 24) + "…";
            name = "\"" + text + "\"";
          } else {
            name = "a frozen " + TypeHandle(object->mt).toString();
          }
          break;
        }
        case NodeOp::Call:
        case NodeOp::TailCall:
        case NodeOp::TailDispatch:
          if (node->call->function) names[wordOf(node->call->function)] = node->call->name;
          if (node->call->method)
            names[wordOf(node->call->method)] = "MethodDesc of " + node->call->method->toString();
          break;
        default: break;
      }
    }
  }
  return names;
}

std::string noteOf(const Node& node) {
  switch (node.op) {
    case NodeOp::Call:
    case NodeOp::TailCall:
    case NodeOp::TailDispatch: {
      const CallData& call = *node.call;
      const char* how = call.target == CallTarget::Virtual    ? "virtual "
                        : call.target == CallTarget::Dispatch ? "interface "
                        : call.target == CallTarget::Pointer  ? "pointer"
                                                              : "";
      return fmt::format("{} {}{}", node.is(NodeOp::Call) ? "call" : "tail call", how,
                         call.method ? call.method->toString() : std::string(call.name));
    }
    case NodeOp::New:
    case NodeOp::NewArray: return "new " + TypeHandle(node.table).toString();
    case NodeOp::ClassInit: return "initialise " + TypeHandle(node.table).toString();
    default: return {};
  }
}

std::string listGcMap(const CompiledMethod& method) {
  std::string text = headText(method);
  for (const SafepointRow& row : method.safepoints) {
    text += fmt::format("  {:04x}  IL_{:04x}", row.pcOffset, row.inlineIlOffset);
    if (row.inlineIndex) text += " in " + method.inlines[row.inlineIndex].method->toString();
    text += ":" + liveText(method, row) + "\n";
  }
  return text;
}

std::string listBytes(const CompiledMethod& method) {
  ZydisDecoder decoder;
  ZydisDecoderInit(&decoder, ZYDIS_MACHINE_MODE_LONG_64, ZYDIS_STACK_WIDTH_64);
  std::string text;
  for (uint32_t offset = 0; offset < method.codeBytes;) {
    ZydisDecodedInstruction instruction;
    ZydisDecodedOperand operands[ZYDIS_MAX_OPERAND_COUNT];
    if (!ZYAN_SUCCESS(ZydisDecoderDecodeFull(&decoder, method.code + offset, method.codeBytes - offset,
                                             &instruction, operands)))
      break;
    const auto& imm = instruction.raw.imm[0];
    const int64_t end = int64_t{offset} + instruction.length;
    const bool leaves =
        imm.is_relative && (end + imm.value.s < 0 || end + imm.value.s > int64_t{method.codeBytes});
    const bool isAddress = leaves || (imm.size == 64 && imm.value.u > UINT32_MAX);
    for (uint32_t i = 0; i < instruction.length; ++i) {
      const bool isHidden = isAddress && i >= imm.offset && i < imm.offset + imm.size / 8u;
      text += isHidden ? " .." : fmt::format(" {:02x}", method.code[offset + i]);
    }
    text += "\n";
    offset += instruction.length;
  }
  return text;
}

std::string listCode(Runtime& runtime, const CompiledMethod& method, const AddressNames& names) {
  ZydisDecoder decoder;
  ZydisFormatter formatter;
  ZydisDecoderInit(&decoder, ZYDIS_MACHINE_MODE_LONG_64, ZYDIS_STACK_WIDTH_64);
  ZydisFormatterInit(&formatter, ZYDIS_FORMATTER_STYLE_INTEL);
  ZydisFormatterSetProperty(&formatter, ZYDIS_FORMATTER_PROP_HEX_UPPERCASE, ZYAN_FALSE);
  std::string text = headText(method);
  const auto start = reinterpret_cast<uint64_t>(method.code);
  size_t line = 0;
  for (uint32_t offset = 0; offset < method.codeBytes;) {
    for (; line < method.lines.size() && method.lines[line].pcOffset <= offset; ++line)
      text += lineText(method, method.lines[line]);
    ZydisDecodedInstruction instruction;
    ZydisDecodedOperand operands[ZYDIS_MAX_OPERAND_COUNT];
    if (!ZYAN_SUCCESS(ZydisDecoderDecodeFull(&decoder, method.code + offset, method.codeBytes - offset,
                                             &instruction, operands))) {
      text += fmt::format("  {:04x}  data\n", offset);
      break;
    }
    char buffer[128];
    ZydisFormatterFormatInstruction(&formatter, &instruction, operands, instruction.operand_count_visible,
                                    buffer, sizeof buffer, start + offset, nullptr);
    std::string shown = buffer;
    std::string comment;
    for (uint32_t i = 0; i < instruction.operand_count_visible; ++i) {
      const ZydisDecodedOperand& operand = operands[i];
      if (operand.type == ZYDIS_OPERAND_TYPE_IMMEDIATE && operand.imm.is_relative) {
        // Targets outside of the method by name, inside by offset.
        const uint64_t target = start + offset + instruction.length + operand.imm.value.u;
        const char* mnemonic = ZydisMnemonicGetString(instruction.mnemonic);
        if (target - start < method.codeBytes) {
          shown = fmt::format("{} {:04x}", mnemonic, target - start);
          continue;
        }
        const auto* address = reinterpret_cast<const void*>(target);
        MethodDesc* callee = runtime.stubs().methodOfPrecode(address);
        std::string name = callee ? callee->toString() : std::string(runtime.codeHeap().nameOf(address));
        if (name.empty()) {
          auto known = names.find(target);
          name = known != names.end() ? known->second : "native";
        }
        shown = fmt::format("{} <{}>", mnemonic, name);
      } else if (operand.type == ZYDIS_OPERAND_TYPE_IMMEDIATE && operand.imm.value.u > UINT32_MAX &&
                 operand.size == 64 && instruction.length >= 10) {
        auto known = names.find(operand.imm.value.u);
        const auto* address = reinterpret_cast<const void*>(operand.imm.value.u);
        comment = known != names.end() ? known->second : std::string(runtime.codeHeap().nameOf(address));
        // An address says nothing, and is another one in the next run.
        if (const size_t hex = shown.rfind("0x"); hex != std::string::npos)
          shown.replace(hex, std::string::npos, "ADDRESS");
      } else if (operand.type == ZYDIS_OPERAND_TYPE_MEMORY) {
        if (operand.mem.base == ZYDIS_REGISTER_R15 && operand.mem.index == ZYDIS_REGISTER_NONE) {
          if (const char* field = threadField(operand.mem.disp.value))
            comment = fmt::format("thread.{}", field);
        } else if (operand.mem.base == ZYDIS_REGISTER_RIP) {
          // Constants and jump tables lie behind the code.
          const uint64_t target =
              start + offset + instruction.length + static_cast<uint64_t>(operand.mem.disp.value);
          const size_t open = shown.rfind('['), close = shown.find(']', open);
          if (open != std::string::npos && close != std::string::npos)
            shown.replace(open, close - open + 1, fmt::format("[{:04x}]", target - start));
        }
      }
    }
    text += fmt::format("  {:04x}  {}", offset, shown);
    if (!comment.empty()) text += "  ; " + comment;
    text += "\n";
    offset += instruction.length;
    if (const SafepointRow* row = method.safepointAt(method.code + offset))
      text += "        ; live:" + liveText(method, *row) + "\n";
  }
  return text;
}

}  // namespace minivm::jit
