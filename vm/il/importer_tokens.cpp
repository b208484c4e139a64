// Tokens. What decides layout is resolved now; what only names something to be used stays a token until it is
// executed (ABI 27).
#include <fmt/format.h>

#include "vm/il/access.h"
#include "vm/il/importer.h"
#include "vm/runtime.h"
#include "vm/types/failure_text.h"

namespace minivm {

namespace {

/// The MethodTable that a TypeDef or TypeRef token already has, without loading anything.
MethodTable* loadedType(const Module& module, Token token) {
  if (!module.metadata().isValid(token)) return nullptr;
  if (token.is(Table::TypeDef)) {
    MethodTable* type =
        module.typeDefs ? module.typeDefs[token.rid()].load(std::memory_order_acquire) : nullptr;
    return type && type->has(MethodTable::kLoaded) ? type : nullptr;
  }
  if (token.is(Table::TypeRef) && module.typeRefs) {
    auto handle = TypeHandle::fromWord(module.typeRefs[token.rid()].load(std::memory_order_acquire));
    if (!handle || handle.isTypeDesc()) return nullptr;
    MethodTable* type = handle.asMethodTable();
    return type->has(MethodTable::kLoaded) ? type : nullptr;
  }
  return nullptr;
}

/// Types of the stock library whose methods are expanded, not called: their bodies call themselves or throw
/// (contract §6), so a call of one may not stay a token.
bool hasExpandedMethods(std::string_view nameSpace, std::string_view name) {
  if (nameSpace == "System.Runtime.CompilerServices") return name == "Unsafe" || name == "RuntimeHelpers";
  if (nameSpace == "System.Threading") return name == "Interlocked" || name == "Volatile" || name == "Thread";
  if (nameSpace == "System.Runtime.InteropServices") return name == "MemoryMarshal";
  return nameSpace.starts_with("System.Runtime.Intrinsics") ||
         (nameSpace == "System.Numerics" && name == "Vector");
}

bool ownerHasExpandedMethods(const Metadata& metadata, Token owner) {
  if (owner.is(Table::TypeDef)) {
    // Avx2.X64 and the like are nested in what has the namespace.
    uint32_t rid = owner.rid();
    while (uint32_t outer = metadata.enclosingType(rid)) rid = outer;
    const TypeDefRow row = metadata.typeDef(rid);
    return hasExpandedMethods(metadata.string(row.nameSpace), metadata.string(row.name));
  }
  if (!owner.is(Table::TypeRef)) return false;
  const TypeRefRow row = metadata.typeRef(owner.rid());
  return hasExpandedMethods(metadata.string(row.nameSpace), metadata.string(row.name));
}

}  // namespace

IlImporter::MethodRef IlImporter::methodRef(Token token, bool mustResolve) {
  const Metadata& metadata = module_.metadata();
  metadata.require(token);
  MethodRef result;
  result.method = ClassLoader::knownMethod(module_, token);
  const bool isKnown = result.method != nullptr;
  if (!isKnown && !mustResolve && runtime_.config().stockLibrary) {
    const Token owner = token.is(Table::MethodDef)
                            ? Token::make(Table::TypeDef, metadata.typeOfMethod(token.rid()))
                        : token.is(Table::MemberRef) ? metadata.memberRef(token.rid()).parent
                                                     : Token();
    mustResolve = metadata.isValid(owner) && ownerHasExpandedMethods(metadata, owner);
  }
  if (!isKnown && !mustResolve && !builder_.resolvesEagerly()) {
    // Lazy where the parent is a plain type not yet loaded: the signature alone tells the stack effect.
    if (token.is(Table::MethodDef)) {
      uint32_t owner = metadata.typeOfMethod(token.rid());
      Token ownerToken = Token::make(Table::TypeDef, owner);
      if (!loadedType(module_, ownerToken) && metadata.genericParamsOf(ownerToken).empty() &&
          metadata.genericParamsOf(token).empty()) {
        result.sig =
            &loader_.signatureFromBlob(module_, metadata.blob(metadata.methodDef(token.rid()).signature), {});
        return result;
      }
    } else if (token.is(Table::MemberRef)) {
      MemberRefRow row = metadata.memberRef(token.rid());
      bool isPlainParent = row.parent.is(Table::TypeRef) || row.parent.is(Table::TypeDef);
      if (isPlainParent && !loadedType(module_, row.parent)) {
        const MethodSig& sig = loader_.signatureFromBlob(module_, metadata.blob(row.signature), {});
        if (!sig.isVarArg) {
          result.sig = &sig;
          return result;
        }
      }
    }
  }
  if (isKnown) {
    result.declaringType = result.method->methodTable;
  } else {
    result.method = loader_.resolveMethod(module_, token, context_, &result.declaringType);
  }
  result.sig = &loader_.signature(result.method);
  if (!module_.isCoreLib()) {
    checkAccess(loader_, method_, result.method);
    if (!result.method->methodArgs.empty())
      loader_.checkConstraints(result.method->methodTable, result.method);
  }
  if (result.method->isGenericDefinition)
    fail("the token names a generic method definition without arguments");
  return result;
}

FieldRef IlImporter::fieldRef(Token token) {
  const Metadata& metadata = module_.metadata();
  metadata.require(token);
  FieldRef result{};
  result.token = token;
  result.isVolatile = prefixes_.isVolatile;
  BlobIdx signature;
  bool lazy = false;
  result.field = ClassLoader::knownField(module_, token);
  if (!result.field) {
    if (token.is(Table::Field)) {
      Token owner = Token::make(Table::TypeDef, metadata.typeOfField(token.rid()));
      signature = metadata.field(token.rid()).signature;
      lazy = !loadedType(module_, owner) && metadata.genericParamsOf(owner).empty();
    } else if (token.is(Table::MemberRef)) {
      MemberRefRow row = metadata.memberRef(token.rid());
      signature = row.signature;
      lazy = (row.parent.is(Table::TypeRef) || row.parent.is(Table::TypeDef)) &&
             !loadedType(module_, row.parent);
    } else {
      fail("the operand is no field token");
    }
  }
  if (lazy && !builder_.resolvesEagerly()) {
    SigCursor cursor(metadata, signature);
    readFieldHeader(cursor);
    cursor.skipModifiers();
    result.memory = memTypeOf(loader_.classifyTypeSig(module_, cursor, {}));
    return result;
  }
  if (!result.field) result.field = loader_.resolveField(module_, token, context_);
  if (!module_.isCoreLib()) checkAccess(loader_, method_, result.field);
  if (result.field->kind == StackKind::Struct) {
    result.memory = memTypeOf(loader_.fieldType(result.field));
  } else {
    ArgInfo info{};
    info.kind = result.field->kind;
    info.element = result.field->elementType;
    info.type = result.field->type;
    result.memory = memTypeOf(info);
  }
  return result;
}

TypeHandle IlImporter::typeOperand(Token token) {
  module_.metadata().require(token);
  if (!token.is(Table::TypeDef) && !token.is(Table::TypeRef) && !token.is(Table::TypeSpec))
    fail("the operand is no type token");
  TypeHandle type = loader_.loadType(module_, token, context_);
  // A type argument may be one that this code could not name itself.
  if (!module_.isCoreLib() && !token.is(Table::TypeSpec)) checkAccess(loader_, method_, type);
  if (type.elementType() == ElementType::Void) fail("the operand is the type void");
  // A generic type without arguments is nothing that a value could have.
  if (!token.is(Table::TypeSpec) && !type.isTypeDesc() && type.asMethodTable()->isGenericDefinition()) {
    throw LoadFailure(LoadFailureKind::TypeLoad,
                      fmt::format("Could not load type {}.", typeAndAssembly(type.asMethodTable())));
  }
  return type;
}

TypeRef IlImporter::typeRef(Token token) {
  module_.metadata().require(token);
  if (token.is(Table::TypeSpec) || builder_.resolvesEagerly()) return {typeOperand(token), token};
  if (MethodTable* type = loadedType(module_, token)) return {type, token};
  Module* module = nullptr;
  uint32_t rid = 0;
  if (isValueTypeToken(token, module, rid)) return {typeOperand(token), token};
  return {{}, token};
}

bool IlImporter::isValueTypeToken(Token token, Module*& module, uint32_t& rid) {
  module = &module_;
  rid = 0;
  if (token.is(Table::TypeSpec)) {
    TypeHandle type = typeOperand(token);
    return type.isValueType();
  }
  if (token.is(Table::TypeRef)) {
    TypeRefRow row = module_.metadata().typeRef(token.rid());
    if (!row.resolutionScope.is(Table::AssemblyRef)) return typeOperand(token).isValueType();
    module = &loader_.resolveAssemblyRef(module_, row.resolutionScope.rid());
    rid = module->metadata().findTypeDef(module_.metadata().string(row.nameSpace),
                                         module_.metadata().string(row.name));
    // Forwarded, missing, or hidden and then another assembly's: the loader says which.
    const bool isHidden = rid != 0 && module->isCoreLib() && (module->metadata().typeDef(rid).flags & 7) != 1;
    if (rid == 0 || isHidden) return typeOperand(token).isValueType();
  } else {
    rid = token.rid();
  }
  const Metadata& metadata = module->metadata();
  TypeDefRow type = metadata.typeDef(rid);
  Token base = type.extends;
  std::string_view nameSpace;
  std::string_view name;
  if (base.isNil()) return false;
  if (base.is(Table::TypeRef)) {
    TypeRefRow row = metadata.typeRef(base.rid());
    nameSpace = metadata.string(row.nameSpace);
    name = metadata.string(row.name);
  } else if (base.is(Table::TypeDef)) {
    TypeDefRow row = metadata.typeDef(base.rid());
    nameSpace = metadata.string(row.nameSpace);
    name = metadata.string(row.name);
  } else {
    return false;
  }
  if (nameSpace != "System") return false;
  if (name == "Enum") return true;
  return name == "ValueType" && metadata.string(type.name) != "Enum";
}

bool IlImporter::isStringToken(Token token) {
  const Metadata& metadata = module_.metadata();
  if (token.is(Table::TypeRef)) {
    TypeRefRow row = metadata.typeRef(token.rid());
    return metadata.string(row.name) == "String" && metadata.string(row.nameSpace) == "System";
  }
  if (token.is(Table::TypeDef) && module_.isCoreLib()) {
    TypeDefRow row = metadata.typeDef(token.rid());
    return metadata.string(row.name) == "String" && metadata.string(row.nameSpace) == "System";
  }
  return false;
}

MemType IlImporter::memTypeOf(ElementType element) const {
  switch (element) {
    case ElementType::Boolean: element = ElementType::U1; [[fallthrough]];
    case ElementType::I1:
    case ElementType::U1: return {element, StackKind::I4, {}, 1, false};
    case ElementType::Char: element = ElementType::U2; [[fallthrough]];
    case ElementType::I2:
    case ElementType::U2: return {element, StackKind::I4, {}, 2, false};
    case ElementType::I4:
    case ElementType::U4: return {element, StackKind::I4, {}, 4, false};
    case ElementType::I8:
    case ElementType::U8: return {element, StackKind::I8, {}, 8, false};
    case ElementType::R4: return {element, StackKind::F4, {}, 4, false};
    case ElementType::R8: return {element, StackKind::F8, {}, 8, false};
    case ElementType::I:
    case ElementType::U:
    case ElementType::Ptr:
    case ElementType::FnPtr: return {ElementType::I, StackKind::I, {}, 8, false};
    case ElementType::ByRef: return {ElementType::ByRef, StackKind::ByRef, {}, 8, false};
    default: return {ElementType::Object, StackKind::O, {}, 8, true};
  }
}

MemType IlImporter::memTypeOf(TypeHandle type) const {
  if (type.stackKind() != StackKind::Struct) {
    MemType result = memTypeOf(type.reducedElementType());
    result.type = type;
    return result;
  }
  return {ElementType::ValueType, StackKind::Struct, type, type.sizeBytes(), type.containsGcPointers()};
}

MemType IlImporter::memTypeOf(const ArgInfo& type) const {
  if (type.kind == StackKind::Struct) return memTypeOf(type.type);
  MemType result = memTypeOf(type.element);
  result.type = type.type;
  return result;
}

}  // namespace minivm
