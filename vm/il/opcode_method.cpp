#include "vm/il/opcode_method.h"

#include <fmt/format.h>

#include "loader/signature.h"
#include "vm/runtime.h"

namespace minivm {

namespace {

constexpr std::string_view kAttributeNamespace = "MiniVM";
constexpr std::string_view kAttributeName = "OpcodeAttribute";

/// The string that the attribute's constructor was given (II.23.3).
std::string attributeArgument(const Metadata& metadata, uint32_t attributeRid) {
  SigCursor cursor(metadata.blob(metadata.customAttribute(attributeRid).value), metadata.path());
  cursor.readFixed<uint16_t>();  // prolog
  constexpr uint8_t kNull = 0xFF;
  if (cursor.peek() == kNull) return {};
  const ByteSpan bytes = cursor.readBytes(cursor.readCompressed());
  return std::string(reinterpret_cast<const char*>(bytes.data()), bytes.size());
}

MethodDesc* bind(ClassLoader& loader, const OpcodeMeaning& meaning) {
  auto fail = [&](LoadFailureKind kind, const std::string& why) {
    throw LoadFailure(kind, fmt::format("{}: {}", meaning.place, why));
  };
  Module* module = loader.tryLoadAssembly(meaning.assembly);
  if (!module)
    fail(LoadFailureKind::FileNotFound, fmt::format("there is no assembly {} beside it", meaning.assembly));
  const TypeHandle type = loader.parseTypeName(module, meaning.type);
  if (type.isNull() || type.isTypeDesc())
    fail(LoadFailureKind::TypeLoad, fmt::format("{} has no type {}", meaning.assembly, meaning.type));
  MethodTable* owner = type.asMethodTable();
  MethodDesc* method = loader.findMethod(owner, meaning.method, meaning.signature);
  if (!method) {
    std::string others;
    for (MethodDesc& each : owner->eeClass->methods) {
      if (each.name() == meaning.method)
        others += fmt::format("{} {}", others.empty() ? "; it has" : ",", loader.signatureText(&each));
    }
    fail(LoadFailureKind::MissingMethod,
         fmt::format("{} has no method {} with the signature {}{}", meaning.type, meaning.method,
                     meaning.signature, others));
  }
  if (!method->isStatic() || method->isGenericDefinition || owner->isGenericDefinition())
    fail(LoadFailureKind::BadImageFormat, fmt::format("{} is not a plain static method", method->toString()));
  return method;
}

}  // namespace

std::vector<MethodDesc*> methodsOfOpcode(ClassLoader& loader, const OpcodeTable& opcodes, Opcode opcode) {
  std::vector<MethodDesc*> result;
  for (const OpcodeMeaning& meaning : opcodes.meaningsOf(opcode)) result.push_back(bind(loader, meaning));
  return result;
}

const OpcodeInfo* opcodeOfMethod(ClassLoader& loader, const OpcodeTable& opcodes, MethodDesc* method) {
  if (!method->isStatic() || method->kind != MethodKind::IL || method->token.isNil()) return nullptr;
  // Asked before each preparation: whoever was reached through a token has been looked at already.
  if (method->attributesKnown.load(std::memory_order_acquire) && !method->isOpcode) return nullptr;
  Module& module = *method->methodTable->module;
  const uint32_t attribute = loader.findAttribute(module, method->token, kAttributeNamespace, kAttributeName);
  if (!attribute) return nullptr;
  const std::string name = attributeArgument(module.metadata(), attribute);
  auto fail = [&](std::string_view why) {
    throw LoadFailure(LoadFailureKind::InvalidProgram,
                      fmt::format("{} is marked [Opcode(\"{}\")]: {}", method->toString(), name, why));
  };
  const OpcodeInfo* row = opcodes.byMnemonic(name);
  if (!row) fail("there is no opcode of that name; --opcodes=FILE adds some");
  if (row->operand != OperandKind::None || row->flow != OpFlow::Next)
    fail("only opcodes without operand, behind which control goes on, can stand for a method");
  for (const OpcodeMeaning& meaning : opcodes.meaningsOf(row->opcode)) {
    if (bind(loader, meaning) == method) return nullptr;
  }
  return row;
}

MethodBodySource::MethodBodySource(Runtime& runtime, MethodDesc* method) {
  ClassLoader& loader = runtime.classLoader();
  if (const OpcodeInfo* row = opcodeOfMethod(loader, runtime.opcodes(), method)) {
    const size_t count = loader.signature(method).args.size();
    for (size_t i = 0; i < count; ++i) {
      const auto ldarg = static_cast<uint16_t>(Opcode::Ldarg);
      for (size_t byte : {size_t{ldarg} >> 8, size_t{ldarg} & 0xFF, i & 0xFF, i >> 8})
        made_.push_back(static_cast<uint8_t>(byte));
    }
    made_.push_back(row->firstByte());
    if (row->byteCount() == 2) made_.push_back(row->secondByte());
    made_.push_back(static_cast<uint8_t>(Opcode::Ret));
    body_.code = made_;
    body_.maxStack = static_cast<uint32_t>(count) + 1;
    return;
  }
  const Metadata& metadata = method->methodTable->module->metadata();
  body_ = MethodBody::read(metadata, metadata.methodDef(method->token.rid()).rva, method->token.rid());
}

}  // namespace minivm
