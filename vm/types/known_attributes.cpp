#include "vm/types/known_attributes.h"

#include "vm/types/type_loader.h"

namespace minivm {

namespace {

struct Name {
  const char* nameSpace;
  const char* name;
  KnownAttribute attribute;
};
constexpr Name kNames[] = {
    {"System.Runtime.CompilerServices", "IsByRefLikeAttribute", KnownAttribute::IsByRefLike},
    {"System.Runtime.CompilerServices", "InlineArrayAttribute", KnownAttribute::InlineArray},
    {"System", "ThreadStaticAttribute", KnownAttribute::ThreadStatic},
    {"System.Runtime.InteropServices", "UnmanagedCallersOnlyAttribute", KnownAttribute::UnmanagedCallersOnly},
    {"System.Runtime.CompilerServices", "PreserveBaseOverridesAttribute",
     KnownAttribute::PreserveBaseOverrides},
    {"System.Runtime.CompilerServices", "IntrinsicAttribute", KnownAttribute::Intrinsic},
    {"System.Runtime.CompilerServices", "UnsafeAccessorAttribute", KnownAttribute::UnsafeAccessor},
    {"MiniVM", "OpcodeAttribute", KnownAttribute::Opcode},
};

}  // namespace

KnownAttribute TypeLoader::attributeOf(Module& module, uint32_t customAttributeRid) {
  const Metadata& metadata = module.metadata();
  Token ctor = metadata.customAttribute(customAttributeRid).type;
  if (!metadata.isValid(ctor)) return KnownAttribute::None;
  bool isRef = ctor.is(Table::MemberRef);
  if (!isRef && !ctor.is(Table::MethodDef)) return KnownAttribute::None;
  uint8_t& cached = module.ctorAttributes[isRef][ctor.rid()];
  if (cached) return static_cast<KnownAttribute>(cached - 1);
  std::string_view nameSpace, name;
  Token owner = isRef ? metadata.memberRef(ctor.rid()).parent
                      : Token::make(Table::TypeDef, metadata.typeOfMethod(ctor.rid()));
  if (owner.is(Table::TypeRef) && metadata.isValid(owner)) {
    TypeRefRow row = metadata.typeRef(owner.rid());
    nameSpace = metadata.string(row.nameSpace);
    name = metadata.string(row.name);
  } else if (owner.is(Table::TypeDef) && metadata.isValid(owner)) {
    TypeDefRow row = metadata.typeDef(owner.rid());
    nameSpace = metadata.string(row.nameSpace);
    name = metadata.string(row.name);
  }
  KnownAttribute result = KnownAttribute::None;
  for (const Name& known : kNames) {
    if (name == known.name && nameSpace == known.nameSpace) result = known.attribute;
  }
  cached = static_cast<uint8_t>(result) + 1;
  return result;
}

uint32_t TypeLoader::findAttribute(Module& module, Token owner, KnownAttribute attribute) {
  for (uint32_t rid : module.metadata().customAttributesOf(owner)) {
    if (attributeOf(module, rid) == attribute) return rid;
  }
  return 0;
}

}  // namespace minivm
