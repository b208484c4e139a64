// Instance fields: where each lies and how big the whole is. The results are CoreCLR's own (contract 4.5),
// because native code of both libraries and `Unsafe` code in the wild rely on them:
//   Auto        (all classes that do not ask otherwise; structs holding references): small fields that fill
//   the parent's tail, then 8-byte references,
//               then scalars from large to small, then structs in declaration order.
//   Sequential  declaration order with natural alignment limited by the pack size; only without references,
//   else Auto. Explicit    as declared; references aligned and never overlapping anything else (II.10.7).
#include <algorithm>
#include <bit>

#include "vm/types/failure_text.h"
#include "vm/types/method_table_builder.h"

namespace minivm {

namespace {

enum TypeLayout : uint32_t {
  kAutoLayout = 0x0,
  kSequentialLayout = 0x8,
  kExplicitLayout = 0x10,
  kLayoutMask = 0x18
};
/// Largest instance of a type, as everywhere else: offsets must fit 27 bits.
constexpr uint32_t kMaxInstanceBytes = (1u << 27) - 8;
constexpr uint32_t kDefaultPack = 64;

uint32_t alignUp(uint32_t value, uint32_t alignment) {
  return (value + alignment - 1) & ~(alignment - 1);
}

}  // namespace

void MethodTableBuilder::readFields() {
  RowRange rows = metadata_.fieldsOf(rid_);
  std::span<FieldDesc> fields = memory_.makeArray<FieldDesc>(rows.size());
  eeClass_->fields = fields;
  for (uint32_t i = 0; i < rows.size(); ++i) {
    FieldRow row = metadata_.field(rows[i]);
    FieldDesc& field = fields[i];
    field.owner = mt_;
    field.token = Token::make(Table::Field, rows[i]);
    field.attributes = row.flags;
    if (field.isStatic()) continue;  // statics.cpp, on first use
    if (mt_->isInterface()) loader_.fail(mt_, "it is an interface and has an instance field");
    SigCursor cursor(metadata_, row.signature);
    readFieldHeader(cursor);
    ArgInfo info = loader_.classify(module_, cursor, context_);
    field.kind = info.kind;
    field.elementType = info.element;
    field.type = info.type;
    Placement placed{&field, 8, 8, info.kind == StackKind::O, info.kind == StackKind::ByRef, nullptr};
    if (info.kind == StackKind::Void) failIllegalField();
    if (info.type && info.type.isValueType()) {
      MethodTable* type = info.type.asMethodTable();
      placed.size = type->eeClass->instanceBytes;
      placed.alignment = type->eeClass->alignment;
      if (type->isByRefLike() && !mt_->isByRefLike() && !mt_->isValueType()) {
        failByRefField();
      }
      bool scalar = type->eeClass->elementType != ElementType::ValueType &&
                    type->eeClass->elementType != ElementType::TypedByRef;
      if (!scalar && !type->isEnum()) placed.structType = type;
      if (mt_->isEnum()) eeClass_->enumUnderlying = info.type;
    }
    field.sizeBytes = placed.size;
    instanceFields_.push_back(placed);
  }
  if (mt_->isEnum() && (instanceFields_.size() != 1 || !eeClass_->enumUnderlying ||
                        !eeClass_->enumUnderlying.asMethodTable()->isTruePrimitive())) {
    // II.14.3
    if (instanceFields_.empty())
      throw LoadFailure(LoadFailureKind::TypeLoad, "No Instance Field in an Enum.");
    failIllegalField();
  }
}

void MethodTableBuilder::layOutFields() {
  if (mt_->isInterface()) return;
  bool isValueType = mt_->isValueType();
  if (isValueType && loader_.findAttribute(module_, eeClass_->typeDef, KnownAttribute::IsByRefLike))
    mt_->flags |= MethodTable::kIsByRefLike;
  if (eeClass_->elementType == ElementType::TypedByRef) mt_->flags |= MethodTable::kIsByRefLike;
  bool hasRefs = false;
  for (const Placement& placed : instanceFields_) {
    bool isByRef = placed.isByRef || (placed.structType && !placed.structType->eeClass->byRefOffsets.empty());
    if (isByRef && !mt_->isByRefLike()) failByRefField();
    hasRefs |= placed.isRef || (placed.structType && placed.structType->containsGcPointers());
  }
  uint32_t layout = eeClass_->attributes & kLayoutMask;
  uint32_t pack = 0;
  uint32_t classSize = 0;
  if (layout != kAutoLayout) {
    if (auto row = metadata_.classLayoutOf(rid_)) {
      pack = row->packingSize;
      classSize = row->classSize;
    }
    if (pack > 128 || (pack & (pack - 1)))
      loader_.fail(mt_, "its packing size " + std::to_string(pack) + " is no power of two up to 128");
    if (classSize > kMaxInstanceBytes)
      loader_.fail(mt_, "its class size " + std::to_string(classSize) + " is too big");
  }
  if (pack == 0) pack = kDefaultPack;
  if (mt_->isEnum() || eeClass_->elementType == ElementType::TypedByRef) {
    layOutAuto();
  } else if (layout == kExplicitLayout) {
    layOutExplicit(pack, classSize);
  } else if (layout == kSequentialLayout && !hasRefs) {
    layOutSequential(pack, classSize);
  } else {
    layOutAuto();
  }
  if (isValueType && !isCoreScalar()) {
    if (uint32_t row = loader_.findAttribute(module_, eeClass_->typeDef, KnownAttribute::InlineArray))
      applyInlineArray(row);
  }
  if (eeClass_->instanceBytes > kMaxInstanceBytes) failTooLarge();
}

void MethodTableBuilder::failIllegalField() {
  throw LoadFailure(LoadFailureKind::TypeLoad,
                    "Type " + typeAndAssembly(mt_) + " has a field of an illegal type.");
}
void MethodTableBuilder::failByRefField() {
  throw LoadFailure(LoadFailureKind::TypeLoad,
                    "A ByRef or ByRef-like type cannot be used as the type for an instance field in a "
                    "non-ByRef-like type.");
}
void MethodTableBuilder::failTooLarge() {
  throw LoadFailure(LoadFailureKind::TypeLoad,
                    "Size of field of type " + typeAndAssembly(mt_) + " is too large.");
}
/// II.10.7: references lie at aligned offsets and share their bytes with nothing but references.
void MethodTableBuilder::failOverlap(uint64_t offset) {
  loader_.fail(mt_, "it contains an object field at offset " + std::to_string(offset) +
                        " that is incorrectly aligned or overlapped by a non-object field");
}

void MethodTableBuilder::layOutAuto() {
  uint32_t parentBytes = mt_->parent && !mt_->isValueType() ? mt_->parent->eeClass->instanceBytes : 0;
  uint64_t position = parentBytes;
  std::vector<Placement*> bySize[4];
  std::vector<Placement*> references;
  std::vector<Placement*> structs;
  for (Placement& placed : instanceFields_) {
    if (placed.structType) {
      structs.push_back(&placed);
    } else if (placed.isRef) {
      references.push_back(&placed);
    } else {
      bySize[std::countr_zero(std::bit_floor(std::min(placed.size, 8u)))].push_back(&placed);
    }
  }
  auto place = [&](Placement& placed) {
    placed.field->offset = static_cast<uint32_t>(position);
    position += placed.size;
    if (position > kMaxInstanceBytes) failTooLarge();
  };
  auto takeFirst = [](std::vector<Placement*>& list) {
    Placement* first = list.front();
    list.erase(list.begin());
    return first;
  };
  // Fill the parent's unaligned tail with small fields, as long as a bigger one is left that gains by it.
  if (position % 8) {
    for (int i = 0; i < 3; ++i) {
      if (position % (2u << i) == 0) continue;
      bool hasBigger = false;
      for (int j = i + 1; j <= 3; ++j) hasBigger |= !bySize[j].empty() || (j == 3 && !references.empty());
      if (!hasBigger) break;
      int small = i;
      while (small >= 0 && bySize[small].empty()) --small;
      if (small < 0) break;
      i = small;
      place(*takeFirst(bySize[i]));
    }
  }
  for (int i = 3; i >= 0; --i) {
    if (bySize[i].empty() && !(i == 3 && !references.empty())) continue;
    uint32_t size = 1u << i;
    position = alignUp(static_cast<uint32_t>(position), size);
    largestAlignment_ = std::max(largestAlignment_, size);
    if (i == 3) {
      for (Placement* placed : references) place(*placed);
    }
    for (Placement* placed : bySize[i]) place(*placed);
  }
  for (Placement* placed : structs) {
    bool hasRefs =
        placed->structType->containsGcPointers() || !placed->structType->eeClass->byRefOffsets.empty();
    uint32_t alignment = hasRefs ? std::max<uint32_t>(placed->alignment, 8) : placed->alignment;
    position = alignUp(static_cast<uint32_t>(position), alignment);
    largestAlignment_ = std::max(largestAlignment_, alignment);
    place(*placed);
  }
  auto bytes = static_cast<uint32_t>(position);
  if (mt_->isValueType()) {
    if (bytes == 0) bytes = 1;                            // no empty values
    largestAlignment_ = std::max(largestAlignment_, 8u);  // big ones are moved by whole words
    bytes = alignUp(bytes, bytes > 8 ? largestAlignment_ : std::bit_ceil(bytes));
  }
  eeClass_->instanceBytes = bytes;
}

void MethodTableBuilder::layOutSequential(uint32_t pack, uint32_t classSize) {
  uint32_t start = mt_->parent && !mt_->isValueType() ? mt_->parent->eeClass->instanceBytes : 0;
  if (start) start = alignUp(start, 8);
  uint64_t position = start;
  for (Placement& placed : instanceFields_) {
    uint32_t alignment = std::min(pack, placed.alignment);
    largestAlignment_ = std::max(largestAlignment_, alignment);
    position = alignUp(static_cast<uint32_t>(position), alignment);
    placed.field->offset = static_cast<uint32_t>(position);
    position += placed.size;
    if (position > kMaxInstanceBytes) failTooLarge();
  }
  auto bytes = static_cast<uint32_t>(position);
  if (classSize) {
    bytes = std::max(bytes, start + classSize);
  } else {
    bytes = alignUp(bytes, largestAlignment_);
  }
  if (bytes == 0 && mt_->isValueType()) bytes = 1;
  eeClass_->instanceBytes = bytes;
  isSequential_ = true;
}

void MethodTableBuilder::layOutExplicit(uint32_t pack, uint32_t classSize) {
  uint32_t start = mt_->parent && !mt_->isValueType() ? mt_->parent->eeClass->instanceBytes : 0;
  uint64_t end = start;
  // What each 8-byte word with a reference holds: nothing else may touch it.
  struct Range {
    uint64_t begin, end;
    bool isRef, isByRef;
    FieldDesc* field;
  };
  std::vector<Range> ranges;
  for (Placement& placed : instanceFields_) {
    auto declared = metadata_.fieldLayoutOf(placed.field->token.rid());
    if (!declared)
      loader_.fail(mt_, "field '" + std::string(placed.field->name()) + "' was not given an explicit offset");
    uint64_t offset = uint64_t{start} + *declared;
    if (offset + placed.size > kMaxInstanceBytes) failTooLarge();
    placed.field->offset = static_cast<uint32_t>(offset);
    end = std::max(end, offset + placed.size);
    largestAlignment_ = std::max(largestAlignment_, std::min(pack, placed.alignment));
    auto add = [&](uint64_t begin, uint64_t size, bool isRef, bool isByRef) {
      ranges.push_back({begin, begin + size, isRef, isByRef, placed.field});
    };
    if (placed.isRef || placed.isByRef) {
      add(offset, 8, placed.isRef, placed.isByRef);
    } else if (placed.structType && (placed.structType->containsGcPointers() ||
                                     !placed.structType->eeClass->byRefOffsets.empty())) {
      uint64_t covered = offset;
      auto addInner = [&](uint32_t inner, bool isRef) {
        if (offset + inner > covered) add(covered, offset + inner - covered, false, false);
        add(offset + inner, 8, isRef, !isRef);
        covered = offset + inner + 8;
      };
      std::vector<std::pair<uint32_t, bool>> inner;
      for (uint32_t at : placed.structType->eeClass->refOffsets) inner.push_back({at, true});
      for (uint32_t at : placed.structType->eeClass->byRefOffsets) inner.push_back({at, false});
      std::sort(inner.begin(), inner.end());
      for (auto [at, isRef] : inner) addInner(at, isRef);
      if (offset + placed.size > covered) add(covered, offset + placed.size - covered, false, false);
    } else {
      add(offset, placed.size, false, false);
    }
  }
  std::sort(ranges.begin(), ranges.end(), [](const Range& a, const Range& b) { return a.begin < b.begin; });
  bool hasRefs = false;
  uint64_t refEnd = 0;    // end of the last reference seen
  uint64_t plainEnd = 0;  // end of the furthest other bytes seen
  uint64_t refBegin = 0;
  bool lastIsRef = false;
  for (const Range& range : ranges) {
    bool isRef = range.isRef || range.isByRef;
    if (isRef) {
      hasRefs = true;
      if (range.begin % 8) failOverlap(range.begin - start);
      bool sameSlot = refEnd && range.begin == refBegin && lastIsRef == range.isRef;
      if (range.begin < plainEnd || (range.begin < refEnd && !sameSlot)) {
        failOverlap(range.begin - start);
      }
      refBegin = range.begin;
      refEnd = range.end;
      lastIsRef = range.isRef;
    } else {
      if (range.begin < refEnd) {
        failOverlap(range.begin - start);
      }
      plainEnd = std::max(plainEnd, range.end);
    }
  }
  if (hasRefs) largestAlignment_ = std::max(largestAlignment_, 8u);
  auto bytes = static_cast<uint32_t>(end);
  if (classSize) {
    bytes = std::max(bytes, start + classSize);
    if (hasRefs) bytes = alignUp(bytes, 8);
  } else {
    bytes = alignUp(bytes, largestAlignment_);
  }
  if (bytes == 0 && mt_->isValueType()) bytes = 1;
  eeClass_->instanceBytes = bytes;
  isSequential_ = true;
}

void MethodTableBuilder::applyInlineArray(uint32_t attributeRow) {
  // Blob: prolog 0x0001, int32 length (II.23.3).
  ByteSpan blob = metadata_.blob(metadata_.customAttribute(attributeRow).value);
  int32_t length = 0;
  auto failInlineArray = [&](const char* rule) {
    throw LoadFailure(LoadFailureKind::TypeLoad, std::string("InlineArrayAttribute ") + rule + ". Type: '" +
                                                     TypeHandle(mt_).toString() + "'. Assembly: '" +
                                                     module_.displayName() + "'.");
  };
  if ((eeClass_->attributes & kLayoutMask) == kExplicitLayout)
    failInlineArray("cannot be applied to a type with explicit layout");
  if (!tryReadLe(blob, 2, length) || length <= 0)
    failInlineArray("requires that the length argument is greater than 0");
  if (instanceFields_.size() != 1)
    failInlineArray("requires that the target type has a single instance field");
  uint64_t bytes = uint64_t{instanceFields_[0].size} * static_cast<uint32_t>(length);
  if (bytes > kMaxInstanceBytes) failTooLarge();
  eeClass_->isInlineArray = true;
  eeClass_->inlineArrayLength = static_cast<uint32_t>(length);
  eeClass_->instanceBytes = static_cast<uint32_t>(bytes);
}

void MethodTableBuilder::setSizes() {
  if (mt_->isInterface()) return;
  uint32_t bytes = eeClass_->instanceBytes;
  if (mt_->isValueType()) {
    uint32_t alignment = largestAlignment_;
    if (!isSequential_ && bytes <= 8) alignment = std::min<uint32_t>(std::bit_floor(bytes), 8);
    if (eeClass_->elementType != ElementType::ValueType && eeClass_->elementType != ElementType::TypedByRef) {
      alignment = std::min<uint32_t>(bytes, 8);
    } else if (mt_->isEnum()) {
      alignment = eeClass_->enumUnderlying.alignment();
    }
    if (module_.isCoreLib()) {
      TypeDefRow row = metadata_.typeDef(rid_);
      std::string_view nameSpace = metadata_.string(row.nameSpace);
      std::string_view name = metadata_.string(row.name);
      if (nameSpace == "System" && (name == "Int128" || name == "UInt128")) alignment = 16;
      if (nameSpace == "System.Runtime.Intrinsics" && name.starts_with("Vector") && name.ends_with("`1")) {
        alignment = name == "Vector64`1" ? 8 : name == "Vector128`1" ? 16 : name == "Vector256`1" ? 32 : 64;
      }
    }
    eeClass_->alignment = static_cast<uint8_t>(std::clamp(alignment, 1u, 64u));
    if (bytes <= 16) mt_->flags |= 0x800;  // travels in registers (contract 4.2, samples)
  }
  if (mt_->isString()) {
    mt_->baseSize = kStringBaseSize;
  } else {
    mt_->baseSize = alignUp(bytes, 8) + 16;
    if (mt_->baseSize < 24) mt_->baseSize = 24;  // room for the free-list and forwarding of the collector
  }
  if (mt_->isNullable()) {
    for (const Placement& placed : instanceFields_) {
      if (placed.field->name() == "value") {
        mt_->nullableValueOffset = placed.field->offset;
        mt_->nullableValueSize = placed.size;
      }
    }
  }
}

}  // namespace minivm
