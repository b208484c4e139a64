// Static fields: laid out when the first of them is used. Two blocks a type, zeroed, never moved: one with
// everything that holds references (scanned as roots), one with the rest. RVA statics live in the image where
// nobody can write to them, else in a private copy. [ThreadStatic] fields lie in blocks of the threads.
#include <algorithm>
#include <cstring>

#include "vm/threads/thread.h"
#include "vm/types/type_loader.h"

namespace minivm {

namespace {

constexpr uint32_t kMaxStaticsBytes = 1u << 30;
constexpr uint32_t kLiteral = 0x40;
constexpr uint32_t kHasFieldRva = 0x100;

}  // namespace

void TypeLoader::ensureStatics(MethodTable* mt) {
  load(mt);
  LoaderData* data = loaderData(mt);
  if (data->staticsReady) return;
  EEClass* eeClass = mt->eeClass;
  Module& module = *mt->module;
  const Metadata& metadata = module.metadata();
  GenericContext context{eeClass->typeArgs, {}};
  uint64_t plainBytes = 0;
  uint64_t gcBytes = 0;
  std::vector<uint32_t> roots;
  std::vector<FieldDesc*> copies;
  for (FieldDesc& field : eeClass->fields) {
    if (!field.isStatic()) continue;
    SigCursor cursor(metadata, metadata.field(field.token.rid()).signature);
    readFieldHeader(cursor);
    ArgInfo info = classify(module, cursor, context);
    field.kind = info.kind;
    field.elementType = info.element;
    field.type = info.type;
    if (info.kind == StackKind::Void) fail(mt, "its field '" + std::string(field.name()) + "' has type void");
    field.sizeBytes = info.type ? info.type.sizeBytes() : 8;
    if (field.attributes & kLiteral) continue;  // no storage (II.16.1.2)
    field.isThreadStatic = findAttribute(module, field.token, KnownAttribute::ThreadStatic) != 0;
    bool isStruct = info.kind == StackKind::Struct;
    const EEClass* structClass = isStruct ? info.type.asMethodTable()->eeClass : nullptr;
    bool hasRefs = info.kind == StackKind::O || (isStruct && !structClass->refOffsets.empty());
    if (info.kind == StackKind::ByRef || (info.type && info.type.isByRefLike())) {
      throw LoadFailure(LoadFailureKind::TypeLoad,
                        "A ByRef or ByRef-like type cannot be used as the type for a static field.");
    }
    if (field.isThreadStatic) {
      placeThreadStatic(mt, field);
      continue;
    }
    if (field.attributes & kHasFieldRva) {
      if (auto rva = metadata.fieldRvaOf(field.token.rid())) {
        if (hasRefs)
          fail(mt, "its field '" + std::string(field.name()) + "' has initial data but contains references");
        field.isRva = true;
        field.rvaData = module.image().at(*rva, field.sizeBytes).data();
        bool aligned = reinterpret_cast<uintptr_t>(field.rvaData) %
                           std::min<uint32_t>(info.type ? info.type.alignment() : 8, 8) ==
                       0;
        if (field.isInitOnly() && aligned) {
          field.rvaInPlace = true;
          continue;
        }
        copies.push_back(&field);
      }
    }
    if (hasRefs) {
      field.inGcStatics = true;
      field.offset = static_cast<uint32_t>(gcBytes);
      if (isStruct) {
        for (uint32_t offset : structClass->refOffsets) roots.push_back(field.offset + offset);
      } else {
        roots.push_back(field.offset);
      }
      gcBytes += (field.sizeBytes + 7) & ~7u;
    } else {
      // Private copies of initial data are aligned for vector reads.
      uint64_t alignment = field.isRva ? 16 : std::max<uint32_t>(info.type ? info.type.alignment() : 8, 1);
      plainBytes = (plainBytes + alignment - 1) & ~(alignment - 1);
      field.offset = static_cast<uint32_t>(plainBytes);
      plainBytes += field.sizeBytes;
    }
    if (gcBytes > kMaxStaticsBytes || plainBytes > kMaxStaticsBytes)
      fail(mt, "its static fields are bigger than 1 GiB");
  }
  auto allocate = [&](uint64_t bytes) -> uint8_t* {
    if (bytes == 0) return nullptr;
    auto* block = static_cast<uint8_t*>(arenaOf(mt).allocate(bytes, 64));
    std::memset(block, 0, bytes);
    return block;
  };
  eeClass->gcStaticsBytes = static_cast<uint32_t>(gcBytes);
  eeClass->plainStaticsBytes = static_cast<uint32_t>(plainBytes);
  eeClass->gcStatics = allocate(gcBytes);
  eeClass->plainStatics = allocate(plainBytes);
  for (FieldDesc* field : copies)
    std::memcpy(eeClass->plainStatics + field->offset, field->rvaData, field->sizeBytes);
  if (!roots.empty())
    (eeClass->allocator ? eeClass->allocator->staticRoots : staticRoots)
        .push_back({eeClass->gcStatics, arenaOf(mt).copyArray(std::span<const uint32_t>(roots))});
  data->staticsReady = true;
}

/// Every thread has the field at the same offset of its own block.
void TypeLoader::placeThreadStatic(MethodTable* mt, FieldDesc& field) {
  constexpr uint64_t kAlignment = 16;
  const uint64_t bytes = (uint64_t{field.sizeBytes} + kAlignment - 1) & ~(kAlignment - 1);
  uint32_t start = threadStaticsUsed;
  const auto free = std::find_if(freeThreadStatics.begin(), freeThreadStatics.end(),
                                 [&](const auto& place) { return place.second == bytes; });
  if (free != freeThreadStatics.end()) {
    start = free->first;
    freeThreadStatics.erase(free);
  } else {
    if (start + bytes > kThreadStaticsBytes)
      fail(mt, "the [ThreadStatic] fields of the program are bigger than " +
                   std::to_string(kThreadStaticsBytes >> 20) + " MiB");
    threadStaticsUsed = static_cast<uint32_t>(start + bytes);
  }
  field.offset = start;
  LoaderAllocator* allocator = mt->eeClass->allocator;
  if (allocator) allocator->threadStatics.emplace_back(start, static_cast<uint32_t>(bytes));
  std::vector<uint32_t>& roots = allocator ? allocator->threadStaticRoots : threadStaticRoots;
  if (field.kind == StackKind::O) {
    roots.push_back(start);
  } else if (field.kind == StackKind::Struct) {
    for (uint32_t offset : field.type.asMethodTable()->eeClass->refOffsets) roots.push_back(start + offset);
  }
}

uint8_t* FieldDesc::staticAddress(const Thread& thread) const {
  return isThreadStatic ? thread.threadStatics + offset : staticAddress();
}

uint8_t* FieldDesc::staticAddress() const {
  if (rvaInPlace) return static_cast<uint8_t*>(const_cast<void*>(rvaData));
  return (inGcStatics ? owner->eeClass->gcStatics : owner->eeClass->plainStatics) + offset;
}

std::string_view FieldDesc::name() const {
  const Metadata& metadata = owner->module->metadata();
  return metadata.string(metadata.field(token.rid()).name);
}

}  // namespace minivm
