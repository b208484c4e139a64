#include "vm/types/type_handle.h"

#include "vm/types/class_loader.h"
#include "vm/types/ee_class.h"
#include "vm/types/module.h"

namespace minivm {

namespace {

/// Names of endless instances are cut here.
constexpr size_t kMaxNameBytes = 4096;

/// `Namespace.Outer+Inner` of a definition.
void appendDefinitionName(std::string& out, const Metadata& metadata, uint32_t rid, uint32_t depth) {
  TypeDefRow row = metadata.typeDef(rid);
  uint32_t outer = depth < 64 ? metadata.enclosingType(rid) : 0;
  if (outer) {
    appendDefinitionName(out, metadata, outer, depth + 1);
    out += '+';
  } else if (std::string_view nameSpace = metadata.string(row.nameSpace); !nameSpace.empty()) {
    out += nameSpace;
    out += '.';
  }
  out += metadata.string(row.name);
}

void append(std::string& out, TypeHandle type) {
  if (out.size() > kMaxNameBytes) return;
  if (!type) {
    out += "?";
    return;
  }
  if (type.isTypeDesc()) {
    const TypeDesc* desc = type.asTypeDesc();
    switch (desc->kind) {
      case ElementType::Ptr:
        append(out, desc->element);
        out += '*';
        return;
      case ElementType::ByRef:
        append(out, desc->element);
        out += '&';
        return;
      case ElementType::FnPtr:
        append(out, desc->fnPtrSig.empty() ? TypeHandle() : desc->fnPtrSig[0]);
        out += '(';
        for (size_t i = 1; i < desc->fnPtrSig.size(); ++i) {
          if (i > 1) out += ", ";
          append(out, desc->fnPtrSig[i]);
        }
        out += ')';
        return;
      default:
        if (desc->genericParamRid) {
          const Metadata& metadata = desc->module->metadata();
          out += metadata.string(metadata.genericParam(desc->genericParamRid).name);
        } else {
          out += (desc->kind == ElementType::Var ? "!" : "!!") + std::to_string(desc->index);
        }
        return;
    }
  }
  const MethodTable* mt = type.asMethodTable();
  if (mt->isArray()) {
    append(out, mt->elementType());
    out += '[';
    if (!mt->isSzArray())
      out += mt->eeClass->rank == 1 ? std::string("*") : std::string(mt->eeClass->rank - 1, ',');
    out += ']';
    return;
  }
  appendDefinitionName(out, mt->module->metadata(), mt->eeClass->typeDef.rid(), 0);
  if (mt->isGenericInstance()) {
    out += '[';
    bool first = true;
    for (TypeHandle arg : mt->eeClass->typeArgs) {
      if (!first) out += ',';
      first = false;
      append(out, arg);
    }
    out += ']';
  }
}

}  // namespace

uint32_t MethodTable::unboxedSize() const {
  return eeClass->instanceBytes;
}

ElementType TypeHandle::elementType() const {
  return isTypeDesc() ? asTypeDesc()->kind : asMethodTable()->eeClass->elementType;
}

ElementType TypeHandle::reducedElementType() const {
  if (isTypeDesc()) return asTypeDesc()->kind;
  const MethodTable* mt = asMethodTable();
  if (mt->isEnum() && mt->eeClass->enumUnderlying) return mt->eeClass->enumUnderlying.elementType();
  return mt->eeClass->elementType;
}

StackKind TypeHandle::stackKind() const {
  switch (reducedElementType()) {
    case ElementType::Void: return StackKind::Void;
    case ElementType::Boolean:
    case ElementType::Char:
    case ElementType::I1:
    case ElementType::U1:
    case ElementType::I2:
    case ElementType::U2:
    case ElementType::I4:
    case ElementType::U4: return StackKind::I4;
    case ElementType::I8:
    case ElementType::U8: return StackKind::I8;
    case ElementType::I:
    case ElementType::U:
    case ElementType::Ptr:
    case ElementType::FnPtr: return StackKind::I;
    case ElementType::R4: return StackKind::F4;
    case ElementType::R8: return StackKind::F8;
    case ElementType::ByRef: return StackKind::ByRef;
    case ElementType::ValueType:
    case ElementType::TypedByRef: return StackKind::Struct;
    default: return StackKind::O;
  }
}

uint32_t TypeHandle::sizeBytes() const {
  return !isTypeDesc() && asMethodTable()->isValueType() ? asMethodTable()->eeClass->instanceBytes : 8;
}

uint32_t TypeHandle::alignment() const {
  return !isTypeDesc() && asMethodTable()->isValueType() ? asMethodTable()->eeClass->alignment : 8;
}

bool TypeHandle::isValueType() const {
  return !isTypeDesc() && asMethodTable()->isValueType();
}
bool TypeHandle::isByRefLike() const {
  return !isTypeDesc() && asMethodTable()->isByRefLike();
}

bool TypeHandle::containsGcPointers() const {
  if (isTypeDesc()) return asTypeDesc()->kind == ElementType::Var || asTypeDesc()->kind == ElementType::MVar;
  return !asMethodTable()->isValueType() || asMethodTable()->containsGcPointers();
}

bool TypeHandle::containsGenericVariables() const {
  if (!isTypeDesc()) return asMethodTable()->containsGenericVariables();
  const TypeDesc* desc = asTypeDesc();
  if (desc->kind == ElementType::Var || desc->kind == ElementType::MVar) return true;
  for (TypeHandle part : desc->fnPtrSig) {
    if (part.containsGenericVariables()) return true;
  }
  return desc->element && desc->element.containsGenericVariables();
}

std::string TypeHandle::toString() const {
  std::string out;
  append(out, *this);
  if (out.size() > kMaxNameBytes) {
    out.resize(kMaxNameBytes);
    out += "…";
  }
  return out;
}

}  // namespace minivm
