#pragma once
#include <mutex>
#include <vector>

#include "loader/metadata.h"
#include "vm/support/hash.h"

// Private to metadata*.cpp: what Metadata builds on first use.

namespace minivm {

/// The columns that rows are looked up by. Sorted tables are searched as they are; for the others a
/// permutation of row numbers, ordered by the key, is made once.
// KEY(Name, Table, column)
#define MINIVM_KEYS(KEY)                                    \
  KEY(InterfaceImplByType, InterfaceImpl, type)             \
  KEY(ConstantByParent, Constant, parent)                   \
  KEY(CustomAttributeByParent, CustomAttribute, parent)     \
  KEY(FieldMarshalByParent, FieldMarshal, parent)           \
  KEY(DeclSecurityByParent, DeclSecurity, parent)           \
  KEY(ClassLayoutByParent, ClassLayout, parent)             \
  KEY(FieldLayoutByField, FieldLayout, field)               \
  KEY(EventMapByParent, EventMap, parent)                   \
  KEY(PropertyMapByParent, PropertyMap, parent)             \
  KEY(SemanticsByAssociation, MethodSemantics, association) \
  KEY(SemanticsByMethod, MethodSemantics, method)           \
  KEY(MethodImplByType, MethodImpl, type)                   \
  KEY(ImplMapByMember, ImplMap, memberForwarded)            \
  KEY(FieldRvaByField, FieldRva, field)                     \
  KEY(NestedByNested, NestedClass, nested)                  \
  KEY(NestedByEnclosing, NestedClass, enclosing)            \
  KEY(GenericParamByOwner, GenericParam, owner)             \
  KEY(ConstraintByOwner, GenericParamConstraint, owner)

enum KeyId : uint32_t {
#define KEY(Name, table, column) Name,
  MINIVM_KEYS(KEY)
#undef KEY
      kKeyCount
};

/// One lookup order; `permutation` is empty when the table itself is in key order.
struct Metadata::KeyIndex {
  std::once_flag once;
  std::vector<uint32_t> permutation;
};

/// A namespace and name, compared as bytes.
struct TypeNameKey {
  std::string_view nameSpace;
  std::string_view name;
  uint64_t hash() const { return combineHash(hashString(name), hashString(nameSpace)); }
  bool operator==(const TypeNameKey&) const = default;
};

struct Metadata::Lazy {
  /// A pointer table of a `#-` stream, decoded, and its inverse (0 = not pointed to).
  struct Pointers {
    std::once_flag once;
    std::vector<uint32_t> forward;
    std::vector<uint32_t> inverse;
  };
  struct Names {
    std::once_flag once;
    HashMap<TypeNameKey, uint32_t> map;
  };
  std::array<KeyIndex, kKeyCount> keys;
  std::array<Pointers, 5> pointers;  // FieldPtr, MethodPtr, ParamPtr, EventPtr, PropertyPtr
  Names typeDefs;
  Names exportedTypes;
};

}  // namespace minivm
