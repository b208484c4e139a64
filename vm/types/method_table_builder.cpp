#include "vm/types/method_table_builder.h"

#include <algorithm>

#include "loader/names.h"
#include "vm/runtime.h"
#include "vm/types/failure_text.h"
#include "vm/types/signature_compare.h"
#include "vm/types/vtable_slots.h"

namespace minivm {

namespace {

enum MethodAttributes : uint16_t {
  kMemberAccessMask = 0x7,
  kPrivate = 0x1,
  kStatic = 0x10,
  kFinal = 0x20,
  kVirtual = 0x40,
  kNewSlot = 0x100,
  kAbstract = 0x400,
  kRtSpecialName = 0x1000,
  kPInvokeImpl = 0x2000,
};
enum MethodImplAttributes : uint16_t { kCodeTypeMask = 0x3, kRuntimeCode = 0x3, kInternalCall = 0x1000 };

/// A body that does nothing but call its own method: how the stock library writes down what it expects the VM
/// to provide (contract §6). Tokens of such calls are the MethodDef itself or, for generic ones, a
/// MethodSpec.
bool onlyCallsItself(const Metadata& metadata, uint32_t rva, Token method) {
  constexpr uint8_t kTinyFormat = 2, kLdarg0 = 0x02, kLdarg3 = 0x05, kLdargS = 0x0E, kCall = 0x28,
                    kRet = 0x2A;
  constexpr size_t kLongest = 32;
  const ByteSpan head = metadata.image().at(rva, 1);
  if ((head[0] & 3) != kTinyFormat) return false;
  const size_t size = head[0] >> 2;
  if (size < 6 || size > kLongest) return false;
  const ByteSpan code = metadata.image().at(rva + 1, static_cast<uint32_t>(size));
  size_t at = 0;
  while (at < size && ((code[at] >= kLdarg0 && code[at] <= kLdarg3) || code[at] == kLdargS))
    at += code[at] == kLdargS ? 2 : 1;
  if (at + 6 != size || code[at] != kCall || code[at + 5] != kRet) return false;
  Token target(uint32_t{code[at + 1]} | uint32_t{code[at + 2]} << 8 | uint32_t{code[at + 3]} << 16 |
               uint32_t{code[at + 4]} << 24);
  if (target.is(Table::MethodSpec) && metadata.isValid(target))
    target = metadata.methodSpec(target.rid()).method;
  return target == method;
}

}  // namespace

MethodTableBuilder::MethodTableBuilder(TypeLoader& loader, MethodTable* mt)
    : loader_(loader),
      mt_(mt),
      eeClass_(mt->eeClass),
      data_(loaderData(mt)),
      module_(*mt->module),
      metadata_(mt->module->metadata()),
      rid_(mt->eeClass->typeDef.rid()),
      context_{mt->eeClass->typeArgs, {}},
      memory_(loader.arenaOf(mt)) {}

void MethodTableBuilder::build() {
  if (!module_.isCoreLib()) checkRecursion();
  loadParent();
  buildInterfaceMap();
  if (!module_.isCoreLib()) checkVariance();
  enumerateMethods();
  copyParentVtable();
  placeVirtuals();
  placeMethodImpls();
  propagateCovariantReturns();
  checkAbstract();
  publishVtable();
  readFields();
  layOutFields();
  setSizes();
  collectReferences();
  buildGcDesc();
  finish();
}

void MethodTableBuilder::loadParent() {
  Token extends = metadata_.typeDef(rid_).extends;
  if (mt_->isInterface()) {
    if (!extends.isNil()) loader_.fail(mt_, "it is an interface and has a base type");  // II.22.37, 17
    return;
  }
  if (extends.isNil()) {
    if (TypeKey{&module_, rid_} == loader_.objectKey) return;
    if (rid_ == 1) return;  // <Module>
    loader_.fail(mt_, "it has no base type");
  }
  TypeHandle parent = loader_.typeToken(module_, extends, context_);
  if (parent.isTypeDesc() || parent.asMethodTable()->isArray())
    loader_.fail(mt_, "its base type " + parent.toString() + " is not a class");
  MethodTable* base = parent.asMethodTable();
  loader_.load(base);
  TypeKey baseKey = keyOfTable(base);
  if (base->isInterface()) loader_.fail(mt_, "the parent type is an interface");
  if (base->has(MethodTable::kIsSealed)) loader_.fail(mt_, "the parent type is sealed");
  if (base->isGenericDefinition() && base->eeClass->typeArgs.size() && !mt_->containsGenericVariables()) {
    loader_.fail(mt_, "its base type " + parent.toString() + " is an open generic type");
  }
  if (&module_ != loader_.coreLib && (baseKey == loader_.arrayKey || baseKey == loader_.delegateKey)) {
    loader_.fail(mt_, "the parent type is sealed");
  }
  mt_->parent = base;
}

std::string_view MethodTableBuilder::nameOf(const MethodDesc& method) const {
  const Metadata& metadata = method.methodTable->module->metadata();
  return metadata.string(metadata.methodDef(method.token.rid()).name);
}

void MethodTableBuilder::failRuntimeMethod() {
  throw LoadFailure(LoadFailureKind::TypeLoad, "Bad use of Runtime Impl attribute.");
}

void MethodTableBuilder::enumerateMethods() {
  RowRange rows = metadata_.methodsOf(rid_);
  std::span<MethodDesc> methods = memory_.makeArray<MethodDesc>(rows.size());
  bool isDelegate = mt_->isDelegate();
  bool hasDefaultCtor = false;
  const bool isStock = module_.isCoreLib() && loader_.runtime && loader_.runtime->config().stockLibrary;
  for (uint32_t i = 0; i < rows.size(); ++i) {
    MethodDefRow row = metadata_.methodDef(rows[i]);
    MethodDesc& method = methods[i];
    method.methodTable = mt_;
    method.token = Token::make(Table::MethodDef, rows[i]);
    method.attributes = row.flags;
    method.implAttributes = row.implFlags;
    method.slot = MethodDesc::kNoSlot;
    method.isCollectible = mt_->isCollectible();
    ByteSpan signature = metadata_.blob(row.signature);
    method.isGenericDefinition = !signature.empty() && (signature[0] & kSigGeneric) != 0;
    if (row.flags & kAbstract) {
      method.kind = MethodKind::Abstract;
    } else if ((row.implFlags & kCodeTypeMask) == kRuntimeCode) {
      method.kind = MethodKind::RuntimeOther;
      if (isDelegate) {
        std::string_view name = metadata_.string(row.name);
        if (name == ".ctor") method.kind = MethodKind::DelegateCtor;
        if (name == "Invoke") method.kind = MethodKind::DelegateInvoke;
      }
      constexpr uint32_t kImport = 0x1000;  // COM classes have a runtime constructor
      if (!isDelegate && !module_.isCoreLib() && !(eeClass_->attributes & kImport)) failRuntimeMethod();
    } else if (row.implFlags & kInternalCall) {
      method.kind = MethodKind::FCall;
      if (!module_.isCoreLib()) failRuntimeMethod();
    } else if (row.flags & kPInvokeImpl) {
      method.kind = MethodKind::PInvoke;
    } else {
      method.kind = row.rva ? MethodKind::IL : MethodKind::RuntimeOther;
      if (isStock && row.rva && onlyCallsItself(metadata_, row.rva, method.token))
        method.kind = MethodKind::FCall;
      // An accessor's body is made when it is first called (vm/il/unsafe_accessor.h).
      if (!row.rva && loader_.findAttribute(module_, method.token, KnownAttribute::UnsafeAccessor))
        method.kind = MethodKind::IL;
    }
    if (row.flags & kRtSpecialName) {
      std::string_view name = metadata_.string(row.name);
      if (name == ".cctor" && (row.flags & kStatic)) {
        eeClass_->cctor = &method;
      } else if (name == ".ctor" && signature.size() > 1 && signature[1] == 0) {
        hasDefaultCtor = true;
      }
    }
  }
  eeClass_->methods = methods;
  bool hasInvoke = std::any_of(methods.begin(), methods.end(), [](const MethodDesc& method) {
    return method.kind == MethodKind::DelegateInvoke;
  });
  if (isDelegate && !hasInvoke && !module_.isCoreLib()) {  // II.14.6
    throw LoadFailure(LoadFailureKind::TypeLoad,
                      "Missing definition for required runtime implemented delegate method.");
  }
  data_->hasMethodImpls = !metadata_.methodImplsOf(rid_).empty();
  if (hasDefaultCtor && !mt_->hasComponentSize()) mt_->flags |= MethodTable::kHasDefaultCtor;
  if (eeClass_->cctor) mt_->privateFlags.fetch_or(MethodTable::kHasCctor, std::memory_order_relaxed);
}

void MethodTableBuilder::copyParentVtable() {
  // ABI 4: a copied slot must not miss a concurrent promotion of the parent's method; with slots left null
  // (vtable_slots.h) only identities are copied.
  if (!mt_->parent) return;
  slots_.assign(mt_->parent->slotMethods(), mt_->parent->slotMethods() + mt_->parent->numVirtuals);
  data_->hasRenamedSlots = loaderData(mt_->parent)->hasRenamedSlots;
}

void MethodTableBuilder::placeVirtuals() {
  bool genericVirtuals = mt_->parent && mt_->parent->has(MethodTable::kHasGenericVirtuals);
  bool isInterface = mt_->isInterface();
  for (MethodDesc& method : eeClass_->methods) {
    if (!method.isVirtual() || method.isStatic()) continue;
    genericVirtuals |= method.isGenericDefinition;
    if (!isInterface && !method.isNewSlot() && mt_->parent) {
      int slot = findOverridden(method);
      if (slot >= 0) {
        if (slots_[slot]->isFinal() && slots_[slot]->methodTable != mt_) failFinal();
        checkAccessOfOverride(method, *slots_[slot]);
        method.slot = static_cast<uint16_t>(slot);
        slots_[slot] = &method;
        continue;
      }
    }
    method.slot = static_cast<uint16_t>(slots_.size());
    slots_.push_back(&method);
  }
  if (slots_.size() > data_->virtualBound)
    loader_.fail(mt_, "the number of its virtual methods changed while loading");
  if (genericVirtuals)
    mt_->privateFlags.fetch_or(MethodTable::kHasGenericVirtuals, std::memory_order_relaxed);
}

/// The slot of the most derived accessible virtual method of a base class with this name and signature
/// (II.10.3.1), −1 when there is none.
int MethodTableBuilder::findOverridden(const MethodDesc& method) {
  MethodDefRow row = metadata_.methodDef(method.token.rid());
  std::string_view name = metadata_.string(row.name);
  auto matches = [&](const MethodDesc& candidate) {
    Module& module = *candidate.methodTable->module;
    MethodDefRow other = module.metadata().methodDef(candidate.token.rid());
    if (module.metadata().string(other.name) != name) return false;
    if ((other.flags & kMemberAccessMask) == kPrivate) return false;
    if (&module == &module_ && other.signature == row.signature &&
        candidate.methodTable->eeClass->typeArgs.empty() && context_.classArgs.empty()) {
      return true;
    }
    GenericContext theirs{candidate.methodTable->eeClass->typeArgs, {}};
    return equalMethodSigs(loader_, SigSide{&module_, SigCursor(metadata_, row.signature), &context_},
                           SigSide{&module, SigCursor(module.metadata(), other.signature), &theirs});
  };
  MethodTable* parent = mt_->parent;
  for (int slot = parent->numVirtuals - 1; slot >= 0; --slot) {
    MethodDesc* candidate = parent->slotMethod(slot);
    if (candidate->slot == slot && matches(*candidate)) return slot;
  }
  if (!loaderData(parent)->hasRenamedSlots) return -1;
  // Some slot is held by a method of another name (MethodImpl): look at the declarations themselves.
  for (MethodTable* base = parent; base; base = base->parent) {
    for (MethodDesc& candidate : base->eeClass->methods) {
      if (candidate.isVirtual() && !candidate.isStatic() && matches(candidate)) return candidate.slot;
    }
  }
  return -1;
}

/// The class method that a MethodImpl declaration names; null when it is an interface method (dispatch reads
/// those rows lazily).
MethodDesc* MethodTableBuilder::findClassDeclaration(Token declaration, const MethodDesc* body) {
  metadata_.require(declaration);
  bool isBase = false;
  if (declaration.is(Table::MethodDef)) {
    uint32_t owner = metadata_.typeOfMethod(declaration.rid());
    for (MethodTable* type = mt_; type; type = type->parent) {
      if (keyOfTable(type) != TypeKey{&module_, owner}) continue;
      if (type != mt_) return loader_.methodByRid(type, declaration.rid());
      // A method may override another of its own class, which is not Loaded yet.
      const uint32_t index = metadata_.methodsOf(rid_).indexOf(declaration.rid());
      if (index < eeClass_->methods.size()) return &eeClass_->methods[index];
    }
    if (metadata_.typeDef(owner).flags & 0x20) return nullptr;
  } else {
    MemberRefRow row = metadata_.memberRef(declaration.rid());
    TypeKey owner = loader_.keyOf(module_, row.parent);
    if (owner && (owner.module->metadata().typeDef(owner.rid).flags & 0x20)) return nullptr;
    std::string_view name = metadata_.string(row.name);
    bool& found = isBase;
    GenericContext named;  // a declaration on a TypeSpec is written in the parameters of the named class
    // From the named class upwards: the method may be inherited by it.
    for (MethodTable* type = mt_; type; type = type->parent) {
      if (!found && keyOfTable(type) == owner) {
        found = true;
        named = {type->eeClass->typeArgs, {}};
      }
      if (!found) continue;
      GenericContext theirs{type->eeClass->typeArgs, {}};
      for (MethodDesc& candidate : type->eeClass->methods) {
        if (!candidate.isVirtual() || candidate.isStatic() || nameOf(candidate) != name) continue;
        Module& module = *type->module;
        BlobIdx signature = module.metadata().methodDef(candidate.token.rid()).signature;
        if (equalMethodSigs(loader_, SigSide{&module_, SigCursor(metadata_, row.signature), &named},
                            SigSide{&module, SigCursor(module.metadata(), signature), &theirs})) {
          return &candidate;
        }
      }
    }
  }
  if (!declaration.is(Table::MemberRef) || !isBase) {
    throw LoadFailure(LoadFailureKind::TypeLoad,
                      "Method override '" + std::string(body ? nameOf(*body) : "?") + "' on type " +
                          typeAndAssembly(mt_) + " cannot find a method to replace.");
  }
  throw LoadFailure(LoadFailureKind::MissingMethod,
                    "Method not found: '" + memberRefInFailure(module_, declaration.rid()) + "'.");
}

void MethodTableBuilder::failFinal() {
  throw LoadFailure(LoadFailureKind::TypeLoad,
                    "Declaration referenced in a method implementation cannot be a final method.  Type: '" +
                        TypeHandle(mt_).toString() + "'.  Assembly: '" + module_.displayName() + "'.");
}

/// II.10.3.3: an override is at least as accessible as what it overrides; across assemblies `family or
/// assembly` may become `family`.
void MethodTableBuilder::checkAccessOfOverride(const MethodDesc& method, const MethodDesc& overridden) {
  constexpr uint16_t kFamily = 4, kFamOrAssem = 5;
  uint16_t ours = method.attributes & kMemberAccessMask;
  uint16_t theirs = overridden.attributes & kMemberAccessMask;
  if (ours >= theirs) return;
  if (&overridden.methodTable->module->manifest() != &module_.manifest() && theirs == kFamOrAssem &&
      ours == kFamily)
    return;
  throw LoadFailure(LoadFailureKind::TypeLoad, "Derived method '" + std::string(nameOf(method)) +
                                                   "' in type " + typeAndAssembly(mt_) +
                                                   " cannot reduce access.");
}

void MethodTableBuilder::placeMethodImpls() {
  if (!data_->hasMethodImpls || mt_->isInterface()) return;
  std::vector<const MethodDesc*> seen;
  for (uint32_t implRid : metadata_.methodImplsOf(rid_)) {
    MethodImplRow row = metadata_.methodImpl(implRid);
    metadata_.require(row.body);
    MethodDesc* body = nullptr;
    if (row.body.is(Table::MethodDef)) {
      uint32_t index = metadata_.methodsOf(rid_).indexOf(row.body.rid());
      if (index < eeClass_->methods.size()) body = &eeClass_->methods[index];
      if (body && body->isStatic()) continue;  // static virtual members: dispatch.cpp
    }
    auto failBody = [&](const std::string& what) {
      std::string_view bodyName = body ? nameOf(*body) : std::string_view("?");
      throw LoadFailure(LoadFailureKind::TypeLoad,
                        "Method '" + std::string(bodyName) + "' on type " + typeAndAssembly(mt_) + what);
    };
    if (body && !body->isVirtual())
      failBody(" must be virtual to implement a method on an interface or super type.");
    MethodDesc* declared = findClassDeclaration(row.declaration, body);
    if (!declared) {
      checkImplementedInterface(row.declaration, body);
      continue;
    }
    if (!body) body = findClassDeclaration(row.body, nullptr);
    if (!body || !body->isVirtual() || body->slot == MethodDesc::kNoSlot) {
      loader_.fail(mt_, "the body of a MethodImpl row, " + tokenName(metadata_, row.body) +
                            ", is no virtual method of it");
    }
    if (!declared->isVirtual() || declared->slot >= slots_.size())
      loader_.fail(mt_, "it overrides " + declared->toString() + ", which is not virtual");
    if (declared->isFinal() && declared->methodTable != mt_) failFinal();
    if (std::find(seen.begin(), seen.end(), declared) != seen.end())
      failBody(" is overriding a method that has been overridden.");
    seen.push_back(declared);
    slots_[declared->slot] = body;
    if (declared != body) data_->hasRenamedSlots = true;
  }
}

/// A MethodImpl may name interface methods only of interfaces that the type has (II.22.27, 6).
void MethodTableBuilder::checkImplementedInterface(Token declaration, const MethodDesc* body) {
  if (module_.isCoreLib() || !body) return;
  TypeKey owner = declaration.is(Table::MemberRef)
                      ? loader_.keyOf(module_, metadata_.memberRef(declaration.rid()).parent)
                      : TypeKey{&module_, metadata_.typeOfMethod(declaration.rid())};
  for (const MethodTable* iface : interfaces_) {
    if (keyOfTable(iface) == owner) return;
  }
  throw LoadFailure(LoadFailureKind::TypeLoad,
                    "Type " + typeAndAssembly(mt_) + " tried to override method '" +
                        std::string(nameOf(*body)) + "' but does not implement or inherit that method.");
}

/// A covariant override lives in a slot of its own and, by a MethodImpl, in the slot of the method it
/// overrides. When a class further down overrides the new slot, the old one must follow
/// (PreserveBaseOverridesAttribute).
void MethodTableBuilder::propagateCovariantReturns() {
  if (!data_->hasRenamedSlots || !mt_->parent || mt_->isInterface()) return;
  for (size_t slot = 0; slot < mt_->parent->numVirtuals; ++slot) {
    MethodDesc* held = slots_[slot];
    if (held->slot == slot || held->slot >= slots_.size() || slots_[held->slot] == held) continue;
    // The attribute is on the method that took the new slot, which may be one that `held` overrides.
    for (MethodTable* type = held->methodTable; type && held->slot < type->numVirtuals; type = type->parent) {
      MethodDesc* method = type->slotMethod(held->slot);
      if (!loader_.findAttribute(*method->methodTable->module, method->token,
                                 KnownAttribute::PreserveBaseOverrides))
        continue;
      slots_[slot] = slots_[held->slot];
      break;
    }
  }
}

void MethodTableBuilder::checkAbstract() {
  if (mt_->isInterface() || mt_->has(MethodTable::kIsAbstract)) return;
  for (MethodDesc* method : slots_) {
    if (method->isAbstract()) {
      throw LoadFailure(LoadFailureKind::TypeLoad, "Method '" + std::string(nameOf(*method)) + "' in type " +
                                                       typeAndAssembly(mt_) +
                                                       " does not have an implementation.");
    }
  }
}

void MethodTableBuilder::publishVtable() {
  mt_->numVirtuals = static_cast<uint16_t>(slots_.size());
  std::copy(slots_.begin(), slots_.end(), mt_->slotMethods());
  fillVtableSlots(mt_);
  // The finalizer: whatever overrides Object.Finalize (contract 4.2; I.8.9.6.7).
  if (TypeKey{&module_, rid_} == loader_.objectKey) {
    for (MethodDesc* method : slots_) {
      if (nameOf(*method) == "Finalize") loader_.finalizeSlot = method->slot;
    }
  } else if (!mt_->isInterface() && !mt_->isValueType() && loader_.finalizeSlot < slots_.size()) {
    MethodDesc* finalizer = slots_[loader_.finalizeSlot];
    if (keyOfTable(finalizer->methodTable) != loader_.objectKey) {
      eeClass_->finalizer = finalizer;
      mt_->flags |= MethodTable::kHasFinalizer;
    }
  }
}

void MethodTableBuilder::finish() {
  if (!eeClass_->cctor) {
    eeClass_->initState.store(ClassInitState::Initialised, std::memory_order_relaxed);
    mt_->aux->flags.fetch_or(1, std::memory_order_relaxed);
  }
}

}  // namespace minivm
