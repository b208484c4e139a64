// Array types (I.8.9.1): made from System.Array's vtable and the element. T[] also implements five generic
// interfaces, which are in no interface map (contract 4.2: int[] shows the six interfaces of System.Array);
// casting.cpp and dispatch.cpp know them.
#include <cstring>

#include "vm/types/gc_desc.h"
#include "vm/types/type_loader.h"
#include "vm/types/vtable_slots.h"

namespace minivm {

namespace {

constexpr uint32_t kMaxRank = 32;

/// References within one element.
std::span<const uint32_t> elementRefs(TypeHandle element) {
  return element.isValueType() ? element.asMethodTable()->eeClass->refOffsets : std::span<const uint32_t>();
}

}  // namespace

MethodTable* TypeLoader::allocateArrayTable(TypeHandle element, uint32_t rank, bool isSz) {
  if (element.isNull() || element.elementType() == ElementType::Void ||
      element.elementType() == ElementType::ByRef) {
    throw LoadFailure(LoadFailureKind::TypeLoad, element.toString() + "[]: there are no arrays of this type");
  }
  MethodTable* base = wellKnown(WellKnownType::Array);
  uint32_t slots = virtualBound(arrayKey);
  size_t bytes = 8 + sizeof(MethodTable) + slots * (sizeof(void*) + sizeof(MethodDesc*));
  LoaderAllocator* allocator = minivm::allocatorOf(element);
  Arena& own = arenaOf(allocator);
  auto* memory = static_cast<uint8_t*>(own.allocate(bytes, 16));
  std::memset(memory, 0, bytes);
  auto* mt = new (memory + 8) MethodTable();
  auto* eeClass = own.make<EEClass>();
  auto* data = own.make<LoaderData>();
  mt->aux = own.make<AuxiliaryData>();
  mt->aux->module = base->module;
  mt->aux->flags = 1;
  mt->module = base->module;
  mt->eeClass = eeClass;
  mt->parent = base;
  mt->elementTypeWord = element.word();
  mt->flags =
      MethodTable::kHasComponentSize | (isSz ? MethodTable::kCategorySzArray : MethodTable::kCategoryMdArray);
  if (element.containsGenericVariables()) mt->flags |= MethodTable::kContainsGenericVariables;
  if (allocator) {
    mt->flags |= MethodTable::kCollectible;
    allocator->types.push_back(mt);
  }
  mt->baseSize = isSz ? kSzArrayBaseSize : 24 + 8 * rank;
  mt->privateFlags = MethodTable::kIsSealed;
  eeClass->methodTable = mt;
  eeClass->module = mt->module;
  eeClass->allocator = allocator;
  eeClass->attributes = 0x2101;  // public sealed serializable
  eeClass->elementType = isSz ? ElementType::SzArray : ElementType::Array;
  eeClass->alignment = 8;
  eeClass->rank = static_cast<uint8_t>(rank);
  eeClass->loaderData = data;
  eeClass->initState = ClassInitState::Initialised;
  data->level = LoadLevel::Allocated;
  data->genericDepth = static_cast<uint8_t>(std::min(genericDepthOf(element) + 1, 255u));
  data->virtualBound = static_cast<uint16_t>(slots);
  if (data->genericDepth > kMaxGenericDepth) {
    throw LoadFailure(LoadFailureKind::TypeLoad,
                      element.toString() + "[]: arrays nest deeper than " + std::to_string(kMaxGenericDepth));
  }
  pending_.push_back(mt);
  return mt;
}

MethodTable* TypeLoader::szArray(TypeHandle element) {
  if (MethodTable** known = szArrays_.find(element.word())) return *known;
  MethodTable* mt = allocateArrayTable(element, 1, true);
  szArrays_.tryInsert(element.word(), mt);
  return mt;
}

MethodTable* TypeLoader::mdArray(TypeHandle element, uint32_t rank) {
  if (rank == 0 || rank > kMaxRank) {
    throw LoadFailure(LoadFailureKind::TypeLoad,
                      element.toString() + ": arrays have 1 to 32 dimensions, not " + std::to_string(rank));
  }
  auto key = std::pair(element.word(), rank);
  if (MethodTable** known = mdArrays_.find(key)) return *known;
  MethodTable* mt = allocateArrayTable(element, rank, false);
  mdArrays_.tryInsert(key, mt);
  return mt;
}

void TypeLoader::loadArray(MethodTable* mt) {
  MethodTable* base = mt->parent;
  load(base);
  TypeHandle element = mt->elementType();
  // A struct may have fields of arrays of itself: its size is only needed here, after its own layout.
  if (element.isValueType()) load(element);
  if (element.isByRefLike()) {
    throw LoadFailure(LoadFailureKind::TypeLoad, "Could not create array type '" + TypeHandle(mt).toString() +
                                                     "' from assembly '" +
                                                     element.asMethodTable()->module->displayName() +
                                                     "' because the element type is ByRef-like.");
  }
  uint32_t elementSize = element.sizeBytes();
  if (elementSize > 0xFFFF)
    fail(mt, "its elements of " + std::to_string(elementSize) + " bytes are too big for an array");
  mt->flags = (mt->flags & ~0xFFFFu) | elementSize;
  mt->numVirtuals = base->numVirtuals;
  std::memcpy(static_cast<void*>(mt->slotMethods()), base->slotMethods(),
              base->numVirtuals * sizeof(MethodDesc*));
  fillVtableSlots(mt);
  mt->interfaceCount = base->interfaceCount;
  mt->interfaceMap = base->interfaceMap;
  loaderData(mt)->firstOwnInterface = mt->interfaceCount;
  loaderData(mt)->staticsReady = true;
  std::span<const uint32_t> refs = elementRefs(element);
  bool isRef = !element.isValueType() && element.containsGcPointers();
  GcDesc::Kind kind = isRef          ? GcDesc::Kind::ArrayOfRefs
                      : refs.empty() ? GcDesc::Kind::None
                                     : GcDesc::Kind::ArrayOfStructs;
  setGcDesc(mt, makeGcDesc(arenaOf(mt), kind, elementSize, refs, 0));
  if (kind != GcDesc::Kind::None) mt->flags |= MethodTable::kContainsGcPointers;

  // Get, Set, Address, .ctor(lengths), and for multi-dimensional arrays .ctor(lower bound, length, …).
  bool isSz = mt->isSzArray();
  std::span<MethodDesc> methods = arenaOf(mt).makeArray<MethodDesc>(isSz ? 4 : 5);
  constexpr MethodKind kKinds[] = {MethodKind::ArrayGet, MethodKind::ArraySet, MethodKind::ArrayAddress,
                                   MethodKind::ArrayCtor, MethodKind::ArrayCtor};
  for (size_t i = 0; i < methods.size(); ++i) {
    methods[i].methodTable = mt;
    methods[i].kind = kKinds[i];
    methods[i].attributes = i >= 3 ? 0x1806 : 0x6;  // public; constructors special names
    methods[i].implAttributes = 0x3;
    methods[i].slot = MethodDesc::kNoSlot;
    methods[i].isCollectible = mt->isCollectible();
  }
  mt->eeClass->methods = methods;
}

const MethodSig* TypeLoader::arraySig(MethodDesc* method) {
  MethodTable* mt = method->methodTable;
  load(mt);
  uint32_t rank = mt->eeClass->rank;
  bool isSecondCtor = method == &mt->eeClass->methods.back() && mt->eeClass->methods.size() == 5;
  std::vector<ArgInfo> args(1);
  args[0].kind = StackKind::O;
  args[0].element = ElementType::Class;
  args[0].type = mt;
  args[0].slots = 1;
  ArgInfo index = classify(TypeHandle(primitive(ElementType::I4)));
  for (uint32_t i = 0; i < rank * (isSecondCtor ? 2 : 1); ++i) args.push_back(index);
  ArgInfo element = classify(mt->elementType());
  ArgInfo ret{};
  ret.kind = StackKind::Void;
  ret.element = ElementType::Void;
  if (method->kind == MethodKind::ArrayGet) ret = element;
  if (method->kind == MethodKind::ArraySet) args.push_back(element);
  if (method->kind == MethodKind::ArrayAddress) {
    ret.kind = StackKind::ByRef;
    ret.element = ElementType::ByRef;
    ret.slots = 1;
  }
  Arena& own = arenaOf(mt);
  auto* sig = own.make<MethodSig>();
  std::vector<uint16_t> objects;
  uint32_t slot = 0;
  for (ArgInfo& arg : args) {
    arg.slot = static_cast<uint16_t>(slot);
    if (arg.kind == StackKind::O) objects.push_back(arg.slot);
    if (arg.kind == StackKind::Struct) {
      for (uint32_t offset : elementRefs(arg.type))
        objects.push_back(static_cast<uint16_t>(slot + offset / 8));
    }
    slot += arg.slots;
  }
  sig->hasThis = true;
  sig->ret = ret;
  sig->args = own.copyArray(std::span<const ArgInfo>(args));
  sig->argSlots = static_cast<uint16_t>(slot);
  sig->objectSlots = own.copyArray(std::span<const uint16_t>(objects));
  if (ret.kind == StackKind::Struct) sig->retRefOffsets = elementRefs(ret.type);
  return sig;
}

bool TypeLoader::isSzArrayInterface(const MethodTable* iface) {
  if (!iface->isInterface() || !iface->isGenericInstance() || iface->module != coreLib) return false;
  TypeKey key = keyOfTable(iface);
  if (!szArrayInterfaceRids_[0]) {
    constexpr const char* kNames[] = {"IList`1", "ICollection`1", "IEnumerable`1", "IReadOnlyList`1",
                                      "IReadOnlyCollection`1"};
    for (size_t i = 0; i < std::size(kNames); ++i) {
      szArrayInterfaceRids_[i] = coreLib->metadata().findTypeDef("System.Collections.Generic", kNames[i]);
    }
  }
  for (uint32_t rid : szArrayInterfaceRids_) {
    if (rid && rid == key.rid) return true;
  }
  return false;
}

}  // namespace minivm
