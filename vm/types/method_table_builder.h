// MethodTableBuilder: from Allocated to Loaded, in the named steps of DESIGN §4. One builder builds one exact
// type and is thrown away.
#pragma once

#include <string_view>
#include <vector>

#include "vm/types/type_loader.h"

namespace minivm {

class MethodTableBuilder {
 public:
  MethodTableBuilder(TypeLoader& loader, MethodTable* mt);
  /// Runs all steps; throws LoadFailure or LoadError and leaves the type useless.
  void build();

 private:
  void loadParent();
  void buildInterfaceMap();  // interface_map.cpp
  void addInterface(MethodTable* iface);
  void enumerateMethods();
  void copyParentVtable();
  void placeVirtuals();
  int findOverridden(const MethodDesc& method);
  void placeMethodImpls();
  MethodDesc* findClassDeclaration(Token declaration, const MethodDesc* body);
  void checkVariance();  // variance_check.cpp
  void checkRecursion();
  void checkImplementedInterface(Token declaration, const MethodDesc* body);
  void checkAccessOfOverride(const MethodDesc& method, const MethodDesc& overridden);
  [[noreturn]] void failFinal();
  [[noreturn]] void failRuntimeMethod();
  void propagateCovariantReturns();
  void checkAbstract();
  void publishVtable();
  void readFields();  // field_layout.cpp
  void layOutFields();
  void layOutAuto();
  void layOutSequential(uint32_t pack, uint32_t classSize);
  void layOutExplicit(uint32_t pack, uint32_t classSize);
  void applyInlineArray(uint32_t attributeRow);
  bool isCoreScalar() const { return mt_->isTruePrimitive() || mt_->isEnum(); }
  [[noreturn]] void failIllegalField();
  [[noreturn]] void failByRefField();
  [[noreturn]] void failTooLarge();
  [[noreturn]] void failOverlap(uint64_t offset);
  void setSizes();
  void collectReferences();  // gc_desc.cpp
  void buildGcDesc();
  void finish();

  /// An instance field while it is being placed.
  struct Placement {
    FieldDesc* field;
    uint32_t size;
    uint32_t alignment;
    bool isRef;
    bool isByRef;
    MethodTable* structType;  ///< value types that are not primitives
  };
  std::string_view nameOf(const MethodDesc& method) const;

  TypeLoader& loader_;
  MethodTable* mt_;
  EEClass* eeClass_;
  LoaderData* data_;
  Module& module_;
  const Metadata& metadata_;
  uint32_t rid_;
  GenericContext context_;
  Arena& memory_;  ///< of the type's LoaderAllocator
  std::vector<MethodTable*> interfaces_;
  std::vector<MethodTable*> redeclared_;
  std::vector<MethodDesc*> slots_;
  std::vector<Placement> instanceFields_;
  std::vector<uint32_t> refs_;    ///< like EEClass::refOffsets
  std::vector<uint32_t> byRefs_;  ///< like EEClass::byRefOffsets
  bool isSequential_ = false;     ///< layout as declared, not reordered
  uint32_t largestAlignment_ = 1;
};

}  // namespace minivm
