#include "vm/types/method_desc.h"

#include "vm/types/ee_class.h"
#include "vm/types/module.h"
#include "vm/types/signature_text.h"

namespace minivm {

bool MethodDesc::isCtor() const {
  return kind == MethodKind::ArrayCtor || ((attributes & 0x1010) == 0x1000 && name() == ".ctor");
}
bool MethodDesc::isCctor() const {
  return (attributes & 0x1010) == 0x1010 && name() == ".cctor";
}

bool MethodDesc::startsClassInit() const {
  const bool isPrecise =
      methodTable->has(MethodTable::kHasCctor) && !methodTable->has(MethodTable::kBeforeFieldInit);
  return isPrecise && (isStatic() || isCtor() || methodTable->isValueType()) && !isCctor();
}

std::string_view MethodDesc::name() const {
  switch (kind) {
    case MethodKind::ArrayGet: return "Get";
    case MethodKind::ArraySet: return "Set";
    case MethodKind::ArrayAddress: return "Address";
    case MethodKind::ArrayCtor: return ".ctor";
    default: break;
  }
  const Metadata& metadata = methodTable->module->metadata();
  return metadata.string(metadata.methodDef(token.rid()).name);
}

GenericContext MethodDesc::genericContext() const {
  return {methodTable->eeClass->typeArgs, methodArgs};
}

std::string MethodDesc::toString() const {
  std::string text = TypeHandle(methodTable).toString() + "::" + std::string(name());
  if (!methodArgs.empty()) {
    text += '<';
    for (size_t i = 0; i < methodArgs.size(); ++i) text += (i ? "," : "") + methodArgs[i].toString();
    text += '>';
  }
  if (token.isNil()) return text;
  try {
    std::string sig = signatureText(*methodTable->module, *this);
    return text + sig.substr(sig.find('('));
  } catch (const std::exception&) {
    return text + "(?)";
  }
}

}  // namespace minivm
