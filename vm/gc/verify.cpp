#include "vm/gc/verify.h"

#include <cstdio>
#include <vector>

#include "vm/gc/object_scan.h"

namespace minivm::gc {

namespace {

class Verifier final : public RootVisitor {
 public:
  Verifier(const Spaces& spaces, const char* when)
      : spaces_(spaces),
        layout_(spaces.layout),
        when_(when),
        youngStarts_((layout_.nurseryEnd - layout_.nurseryBase) / 8) {}

  void run() {
    spaces_.nursery.forEachObject([this](Object* object) {
      checkType(object);
      size_t bytes = sizeOf(object);
      if (!spaces_.nursery.isInFilledPart(object) || bytes > layout_.nurseryEnd - startOf(object)) {
        fail("nursery object with a size of %zu bytes", addressOf(object), bytes);
      }
      youngStarts_[(addressOf(object) - layout_.nurseryBase) / 8] = !spaces_.nursery.isFiller(object);
    });
    spaces_.nursery.forEachObject([this](Object* object) { checkReferences(object); });
    uintptr_t previousEnd = 0;
    spaces_.old.forEachObject([&](Object* object) {
      checkType(object);
      if (startOf(object) < previousEnd) fail("old object overlaps the one before it", addressOf(object));
      previousEnd = startOf(object) + sizeOf(object);
      if (previousEnd > spaces_.old.blockBeginOf(startOf(object)) + kBlockBytes - kSpareBytes) {
        fail("old object reaches into the next block", addressOf(object));
      }
      checkReferences(object);
    });
    spaces_.large.forEachObject([this](Object* object) {
      checkType(object);
      checkReferences(object);
    });
    for (HandleKind kind : {HandleKind::Strong, HandleKind::Pinned, HandleKind::WeakShort,
                            HandleKind::WeakLong, HandleKind::Dependent}) {
      spaces_.handles.forEach(kind, [&](GcHandle handle) {
        checkHandle(handle, *handle);
        if (kind == HandleKind::Dependent) checkHandle(handle, HandleTable::secondaryOf(handle));
      });
    }
    // Visiting the ready list writes nothing here.
    const_cast<FinalizerQueue&>(spaces_.finalizers).forEachReady([this](Object** slot) { object(slot); });
    spaces_.roots.visitRoots(*this);
    spaces_.roots.visitOwnedRoots([](void*, Object*) { return true; }, nullptr, *this);
  }

  void object(Object** slot) override { checkReference(addressOf(slot), *slot); }
  void interior(uint8_t**) override {}  // any address is allowed

 private:
  /// A MethodTable lies outside of the heap, aligned, with sizes that make sense.
  void checkType(const Object* object) {
    uintptr_t type = typeWord(object);
    if (type == 0 || type % 8 != 0 || type < kPageBytes || type >> 47 != 0 || layout_.contains(type)) {
      fail("object with a bad MethodTable word %zx", addressOf(object), type);
    }
    if (object->mt->baseSize < 16 || object->mt->baseSize > (1u << 30)) {
      fail("object with a base size of %zu", addressOf(object), size_t{object->mt->baseSize});
    }
    if (object->mt->containsGcPointers() && object->mt->gcDesc() == nullptr) {
      fail("object of a type with references but without GcDesc", addressOf(object));
    }
  }

  void checkReferences(Object* object) {
    if (!object->mt->containsGcPointers()) return;
    const int generation = generationOf(object);
    uintptr_t end = startOf(object) + sizeOf(object);
    forEachReference(object, object->mt, [&](Object** slot) {
      if (addressOf(slot) % 8 != 0 || addressOf(slot) + 8 > end)
        fail("slot outside of its object", addressOf(object));
      checkReference(addressOf(object), *slot);
      if (*slot != nullptr && generation > generationOf(*slot) && !spaces_.cards.isDirty(slot)) {
        fail("field at +%zu refers to a younger object, but its card is clean: a store without barrier",
             addressOf(object), addressOf(slot) - addressOf(object));
      }
    });
  }

  /// 2 for all that is not in the nursery.
  int generationOf(const Object* object) const {
    return layout_.inNursery(addressOf(object)) ? spaces_.nursery.generationOf(object) : 2;
  }

  void checkHandle(GcHandle handle, const Object* object) {
    checkReference(addressOf(handle), object);
    if (layout_.inNursery(addressOf(object)) && !HandleTable::isInYoungPage(handle)) {
      fail("handle refers to the nursery, but its page is not known to: it was written directly",
           addressOf(handle));
    }
  }

  void checkReference(uintptr_t holder, const Object* object) {
    uintptr_t address = addressOf(object);
    if (address == 0) return;
    bool isStart = false;
    if (address % 8 == 0) {
      if (layout_.inNursery(address)) {
        isStart = youngStarts_[(address - layout_.nurseryBase) / 8];
      } else if (layout_.inOld(address)) {
        isStart = spaces_.old.isObject(object);
      } else if (layout_.inLarge(address)) {
        isStart = spaces_.large.isObject(object);
      } else {
        isStart = spaces_.frozen.contains(object);
      }
    }
    if (!isStart) fail("reference to %zx, where no object starts", holder, address);
  }

  [[noreturn]] void fail(const char* text, uintptr_t holder, size_t detail = 0) {
    char message[256];
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    std::snprintf(message, sizeof message, text, detail);
#pragma GCC diagnostic pop
    fatal("verification after \"%s\" failed at %s %zx: %s", when_, placeOf(holder), holder, message);
  }

  const char* placeOf(uintptr_t address) const {
    if (layout_.inNursery(address)) return "nursery";
    if (layout_.inOld(address)) return "old";
    if (layout_.inLarge(address)) return "large";
    return "root or handle";
  }

  const Spaces& spaces_;
  const HeapLayout& layout_;
  const char* when_;
  std::vector<bool> youngStarts_;
};

}  // namespace

void verifyHeap(const Spaces& spaces, const char* when) {
  Verifier(spaces, when).run();
}

}  // namespace minivm::gc
