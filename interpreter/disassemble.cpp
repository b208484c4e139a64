// Text of bytecode for --dump and tests: readable and stable, no addresses.
#include <fmt/format.h>

#include <iterator>

#include "interpreter/bytecode.h"
#include "vm/types/method_desc.h"

namespace minivm {

namespace {

constexpr OpInfo kOps[] = {
#define OP(name, operands, meaning) OpInfo{#name, operands, meaning},
#include "interpreter/op.def"
};
static_assert(std::size(kOps) == static_cast<size_t>(Op::Count));

/// o3, b1, s2, a0, r7: the slot with its register group.
std::string registerName(const BytecodeMethod& code, uint32_t slot) {
  if (slot < code.argSlots) return fmt::format("a{}", slot);
  auto in = [&](uint32_t start, uint32_t count) { return slot >= start && slot < start + count; };
  if (in(code.objectStart, code.objectCount)) return fmt::format("o{}", slot - code.objectStart);
  if (in(code.byRefStart, code.byRefCount)) return fmt::format("b{}", slot - code.byRefStart);
  if (in(code.structStart, code.structSlots)) return fmt::format("s{}", slot - code.structStart);
  if (slot >= code.frameSlots + kInterpHeaderSlots)
    return fmt::format("out{}", slot - code.frameSlots - kInterpHeaderSlots);
  return fmt::format("r{}", slot - code.structStart - code.structSlots);
}

std::string pointerText(const Insn& insn) {
  switch (insn.op) {
    case Op::Call:
    case Op::CallChecked:
    case Op::CallDelegate:
    case Op::CallGenericVirtual:
    case Op::CallStub:
    case Op::CallStubVirt:
    case Op::TailCall:
    case Op::TailCallVirt:
    case Op::JmpMethod:
    case Op::LdVirtFtn: return static_cast<const MethodDesc*>(insn.ptr)->toString();
    case Op::CallVirt:
    case Op::CallInterface: return static_cast<const SiteCell*>(insn.ptr)->method->toString();
    case Op::New:
    case Op::NewArr:
    case Op::Box:
    case Op::BoxNullable:
    case Op::Unbox:
    case Op::UnboxNullable:
    case Op::ClassInit: return TypeHandle(static_cast<const MethodTable*>(insn.ptr)).toString();
    case Op::CastClass:
    case Op::IsInst:
    case Op::ElemARef:
    case Op::MkRefAny:
    case Op::RefAnyVal: return TypeHandle::fromWord(static_cast<uintptr_t>(insn.imm)).toString();
    case Op::Switch:
      return fmt::format("{} targets", static_cast<const SwitchTable*>(insn.ptr)->targets.size());
    default: return "ptr";
  }
}

std::string cellText(const BytecodeMethod& code, uint32_t index) {
  if (index >= code.cells.size()) return fmt::format("#{}", index);
  const SiteCell& cell = *code.cells[index];
  if (cell.method) return cell.method->toString();
  if (cell.field) return TypeHandle(cell.field->owner).toString() + "::" + std::string(cell.field->name());
  if (cell.type) return cell.type.toString();
  return fmt::format("token {:08x}", cell.token.value);
}

}  // namespace

const OpInfo& opInfo(Op op) {
  return kOps[static_cast<size_t>(op)];
}

std::string disassemble(const BytecodeMethod& code) {
  std::string text =
      fmt::format("{}: {} ops; {} argument slots, {} objects, {} byrefs, {} struct slots, {} slots in all\n",
                  code.method->toString(), code.insnCount, code.argSlots, code.objectCount, code.byRefCount,
                  code.structSlots, code.frameSlots);
  size_t mapIndex = 0;
  for (uint32_t i = 0; i < code.insnCount; ++i) {
    const Insn& insn = code.insns[i];
    const OpInfo& info = opInfo(insn.op);
    std::string il = "       ";
    if (mapIndex < code.ilMap.size() && code.ilMap[mapIndex].insn == i)
      il = fmt::format("IL_{:04x}", code.ilMap[mapIndex++].ilOffset);
    std::string operands;
    auto add = [&](const std::string& operand) { operands += (operands.empty() ? "" : ", ") + operand; };
    const uint16_t fields[3] = {insn.dst, insn.a, insn.b};
    bool isCall = insn.op >= Op::Call && insn.op <= Op::TailCallI;
    for (int f = 0; f < 3; ++f) {
      char kind = info.operands[static_cast<size_t>(f)];
      if (kind == '.') continue;
      if (kind != 'n') {
        add(registerName(code, fields[f]));
      } else if (fields[f] >= code.frameSlots + kInterpHeaderSlots || (isCall && f == 1)) {
        add(registerName(code, fields[f]));
      } else {
        add(cellText(code, fields[f]));
      }
    }
    switch (info.operands[3]) {
      case 'i':
        add(fmt::format("{}", insn.op == Op::LdImm && (insn.imm > 0xFFFFFFFFll || insn.imm < -0x80000000ll)
                                  ? std::string("wide")
                                  : fmt::format("{}", insn.imm)));
        break;
      case 'p': add(pointerText(insn)); break;
      case 'o':
        add(fmt::format("+{}", insn.offset));
        if (insn.op == Op::IncMemI4 || insn.op == Op::IncMemI8)
          add(fmt::format("{}", static_cast<int32_t>(insn.size)));
        break;
      case 't':
        if (info.name.find("Imm") != std::string_view::npos) add(fmt::format("{}", insn.imm32));
        add(fmt::format("-> {}", static_cast<int64_t>(i) + insn.target));
        break;
      case 'r': {
        int count = insn.op == Op::Args4 ? 2 : 1;
        const uint16_t more[2] = {insn.c, insn.d};
        for (int k = 0; k < count; ++k) add(registerName(code, more[k]));
        break;
      }
      default: break;
    }
    text += fmt::format("  {:4} {} {:<18} {}\n", i, il, info.name, operands);
  }
  for (const EhRow& row : code.ehRows) {
    const char* kind = row.il.kind == EhKind::Catch     ? "catch"
                       : row.il.kind == EhKind::Filter  ? "filter"
                       : row.il.kind == EhKind::Finally ? "finally"
                                                        : "fault";
    int64_t handler = row.handlerPc ? static_cast<const Insn*>(row.handlerPc) - code.insns : -1;
    text += fmt::format("  {} IL_{:04x}..IL_{:04x} handler {}\n", kind, row.il.tryOffset, row.il.tryEnd(),
                        handler);
  }
  return text;
}

}  // namespace minivm
