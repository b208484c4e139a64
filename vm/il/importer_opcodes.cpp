// Opcodes that are methods and methods that are opcodes (opcode_method.h).
#include <fmt/format.h>

#include "vm/il/importer.h"
#include "vm/il/opcode_method.h"
#include "vm/runtime.h"

namespace minivm {

void IlImporter::importAddedOpcode(const IlInstruction& il) {
  const std::vector<MethodDesc*> methods = methodsOfOpcode(loader_, runtime_.opcodes(), il.opcode);
  if (methods.empty()) fail("this opcode has no meaning here");
  const std::span<const OpcodeMeaning> meanings = runtime_.opcodes().meaningsOf(il.opcode);
  std::string expected;
  for (size_t m = 0; m < methods.size(); ++m) {
    MethodDesc* method = methods[m];
    const MethodSig& sig = loader_.signature(method);
    const size_t count = sig.args.size();
    if (depth_ < count) fail("evaluation stack is empty");
    bool fits = true;
    for (size_t i = 0; i < count && fits; ++i) {
      const StackEntry& entry = top(static_cast<uint32_t>(count - 1 - i));
      fits = entry.kind == sig.args[i].kind &&
             (entry.kind != StackKind::Struct || entry.type == sig.args[i].type);
    }
    if (fits) {
      popArguments(sig, args_);
      CallInfo info{};
      info.kind = CallInfo::Kind::Direct;
      info.method = method;
      info.sig = &sig;
      return emitCall(info, args_);
    }
    const std::string_view signature = meanings[m].signature;
    expected += fmt::format("{}{}", expected.empty() ? "" : " or ", signature.substr(signature.find('(')));
  }
  std::string found;
  const size_t count = loader_.signature(methods.front()).args.size();
  for (size_t i = 0; i < count; ++i)
    found += fmt::format("{}{}", i ? "," : "", stackKindName(top(static_cast<uint32_t>(count - 1 - i)).kind));
  fail(fmt::format("stack has ({}), {} expects {}", found, il.info->mnemonic, expected));
}

bool IlImporter::importCallAsOpcode(MethodDesc* method) {
  if (!method->isOpcode) return false;
  const OpcodeInfo* row = opcodeOfMethod(loader_, runtime_.opcodes(), method);
  if (!row) return false;
  const MethodSig& sig = loader_.signature(method);
  popArguments(sig, args_);
  const size_t below = depth_;
  for (size_t i = 0; i < sig.args.size(); ++i) pushTyped(sig.args[i], args_[i]);
  IlInstruction instruction = il_;
  instruction.opcode = row->opcode;
  instruction.info = row;
  importInstruction(instruction);
  const bool returns = sig.ret.kind != StackKind::Void;
  if (depth_ != below + (returns ? 1 : 0))
    fail(fmt::format("{} has not the stack effect of {}", method->toString(), row->mnemonic));
  if (returns) pushTyped(sig.ret, popFor(sig.ret, "the result of an opcode"));
  return true;
}

}  // namespace minivm
