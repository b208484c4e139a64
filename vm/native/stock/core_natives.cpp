// Memory, environment, objects, handles and the collector for the stock library.

#include <atomic>
#include <cmath>
#include <cstdlib>
#include <cstring>

#include "vm/entry/precode.h"
#include "vm/native/native_list.h"
#include "vm/native/stock/stock_state.h"
#include "vm/native/stock/stock_support.h"
#include "vm/runtime.h"
#include "vm/support/utf.h"
#include "vm/threads/safepoint.h"
#include "vm/threads/thread.h"

namespace minivm::natives {

namespace {

std::string utf8From(const char16_t* text) {
  return text ? utf16ToUtf8(std::u16string_view(text)) : std::string();
}

constexpr int32_t kErrorEnvVarNotFound = 203;  // Win32, as the library tests for it

}  // namespace

// --- constants ---

bool stockNo() {
  return false;
}
intptr_t stockZeroWord(void*) {
  return 0;
}
void stockNothing() {}
uint32_t stockExceptionCount() {
  return 0;
}
Object* stockNull(void*) {
  return nullptr;
}
bool stockNotDynamic(void*) {
  return false;
}
int32_t qcallNotAttached() {
  return 0;
}

// --- memory ---

void qcallMemmove(uint8_t* to, const uint8_t* from, uintptr_t bytes) {
  std::memmove(to, from, bytes);
}
void qcallClear(uint8_t* at, uintptr_t bytes) {
  std::memset(at, 0, bytes);
}
void qcallBarrier() {
  std::atomic_thread_fence(std::memory_order_seq_cst);
}

// --- estimates: exact results are good ones ---

double stockMultiplyAdd(double a, double b, double c) {
  return a * b + c;
}
float stockMultiplyAddSingle(float a, float b, float c) {
  return a * b + c;
}
double stockReciprocal(double x) {
  return 1 / x;
}
double stockReciprocalRoot(double x) {
  return 1 / std::sqrt(x);
}
float stockReciprocalSingle(float x) {
  return 1 / x;
}
float stockReciprocalRootSingle(float x) {
  return 1 / std::sqrt(x);
}

// --- environment ---

uint32_t qcallGetEnvironmentVariable(Thread& thread, const char16_t* name, char16_t* buffer, uint32_t size) {
  const char* value = std::getenv(utf8From(name).c_str());
  marshalSetLastPInvokeError(thread, value ? 0 : kErrorEnvVarNotFound);
  if (!value) return 0;
  const std::u16string text = utf8ToUtf16(value);
  if (text.size() >= size) return static_cast<uint32_t>(text.size() + 1);  // what is needed, with the NUL
  std::memcpy(buffer, text.c_str(), (text.size() + 1) * sizeof(char16_t));
  return static_cast<uint32_t>(text.size());
}

int32_t qcallSetEnvironmentVariable(const char16_t* name, const char16_t* value) {
  const std::string key = utf8From(name);
  return (value ? setenv(key.c_str(), utf8From(value).c_str(), 1) : unsetenv(key.c_str())) == 0;
}

/// All variables, each NUL-terminated, and one NUL more.
char16_t* qcallGetEnvironmentStrings() {
  std::u16string all;
  for (char** entry = environ; entry && *entry; ++entry) {
    all += utf8ToUtf16(*entry);
    all += u'\0';
  }
  all += u'\0';
  auto* block = static_cast<char16_t*>(std::malloc(all.size() * sizeof(char16_t)));
  std::memcpy(block, all.data(), all.size() * sizeof(char16_t));
  return block;
}

int32_t qcallFreeEnvironmentStrings(char16_t* block) {
  std::free(block);
  return 1;
}

/// There are no Win32 messages here: the caller then says the number.
int32_t qcallFormatMessage(int32_t, void*, uint32_t, int32_t, char16_t*, int32_t, void*) {
  return 0;
}

void qcallFailFast(Thread& thread, const CrawlMark&, const char16_t* message, const OnStack& exception,
                   const char16_t*) {
  struct : Locals {
    Rooted<String> message;
  } r;
  LocalsScope scope(thread, r);
  if (message) r.message = newString(thread, std::u16string_view(message));
  environmentFailFast(thread, r.message, exception.handle<ExceptionObject>());
}

// --- objects ---

Fresh<String> stockFastAllocateString(Thread& thread, MethodTable*, intptr_t length) {
  if (length < 0 || length > 0x3FFFFFDF) throwNew(thread, WellKnownType::OutOfMemoryException);
  return stringFastAllocate(thread, static_cast<int32_t>(length));
}

int32_t stockArrayElementType(Thread&, Handle<Array> array) {
  return static_cast<int32_t>(array->mt->elementType().reducedElementType());
}

int32_t qcallHashCode(Thread& thread, const OnStack& object) {
  return helpersGetHashCode(thread, object.handle());
}

/// In: the original; out: an object of its type and length, zeroed. Managed code copies.
void qcallAllocateClone(Thread& thread, const OnStack& object) {
  MethodTable* mt = object.get()->mt;
  Object* made;
  if (mt->isArray()) {
    made = heapOf(thread).allocateArray(thread, mt, static_cast<Array*>(object.get())->length).take();
  } else {
    made = heapOf(thread).allocate(thread, mt).take();
  }
  if (mt->isArray() && !mt->isSzArray()) {
    // Lengths and lower bounds belong to the shape.
    const auto* from = static_cast<Array*>(object.get());
    std::memcpy(static_cast<Array*>(made)->elements(), const_cast<Array*>(from)->elements(),
                mt->baseSize - kSzArrayBaseSize);
  }
  put(thread, object, made);
}

Object* stockAllocNoChecks(Thread& thread, MethodTable* type) {
  loaderOf(thread).ensureFullyLoaded(type);
  return heapOf(thread).allocate(thread, type).take();
}

void qcallAlloc(Thread& thread, MethodTable* type, const OnStack& out) {
  put(thread, out, stockAllocNoChecks(thread, type));
}

void qcallIntern(Thread& thread, const OnStack& text) {
  put(thread, text, stringIntern(thread, text.handle<String>()));
}
void qcallIsInterned(Thread& thread, const OnStack& text) {
  put(thread, text, stringIsInterned(thread, text.handle<String>()));
}

int32_t qcallCanCompareBits(Thread& thread, MethodTable* type) {
  // The question is about instances; an object of the type is not needed for it.
  struct : Locals {
    Rooted<Object> box;
  } r;
  LocalsScope scope(thread, r);
  r.box = stockAllocNoChecks(thread, type);
  constexpr uint32_t kAsked = 2, kYes = 4;  // contract §4.3
  const bool yes = valueTypeCanCompareBits(thread, r.box);
  type->aux->flags.fetch_or(kAsked | (yes ? kYes : 0), std::memory_order_relaxed);
  return yes;
}

int32_t qcallHashStrategy(Thread& thread, MethodTable* type, const OnStack& box, uint32_t* offset,
                          uint32_t* size, MethodTable** valueType) {
  constexpr int32_t kNone = 0, kReference = 1, kDouble = 2, kSingle = 3, kBytes = 4, kValueType = 5;
  ClassLoader& loader = loaderOf(thread);
  for (FieldDesc& field : type->eeClass->fields) {
    if (field.isStatic()) continue;
    *offset = field.offset;
    if (field.kind == StackKind::O) {
      // An empty field says nothing: the next one decides.
      if (*reinterpret_cast<Object**>(box.get()->data() + field.offset) != nullptr) return kReference;
      continue;
    }
    if (field.kind == StackKind::F8) return kDouble;
    if (field.kind == StackKind::F4) return kSingle;
    if (field.kind != StackKind::Struct) {
      *size = field.sizeBytes;
      return kBytes;
    }
    *valueType = loader.fieldType(&field).asMethodTable();
    *size = field.sizeBytes;
    return kValueType;
  }
  return kNone;
}

int32_t qcallHasOverridden(Thread& thread, MethodTable* type, int32_t isRead) {
  MethodTable* stream = loaderOf(thread).findCoreType("System.IO", "Stream");
  for (std::string_view name : {isRead ? "BeginRead" : "BeginWrite", isRead ? "EndRead" : "EndWrite"}) {
    MethodDesc* method = loaderOf(thread).findMethod(stream, name);
    if (method && type->slotMethod(method->slot)->methodTable != stream) return 1;
  }
  return 0;
}

// --- arrays ---

void qcallCreateMdArray(Thread& thread, uintptr_t word, uint32_t count, int32_t* bounds, const OnStack& out) {
  MethodTable* type = TypeHandle::fromWord(word).asMethodTable();
  const auto rank = static_cast<int32_t>(type->isSzArray() ? 1 : type->eeClass->rank);
  std::vector<int32_t> lengths(static_cast<size_t>(rank)), lower(static_cast<size_t>(rank));
  const bool hasBounds = count == static_cast<uint32_t>(2 * rank) && !type->isSzArray();
  for (size_t i = 0; i < lengths.size(); ++i) {
    lower[i] = hasBounds ? bounds[2 * i] : 0;
    lengths[i] = hasBounds ? bounds[2 * i + 1] : bounds[i];
  }
  put(thread, out,
      createArray(thread, type, rank, lengths.data(), hasBounds ? lower.data() : nullptr).take());
}

void qcallCreateArray(Thread& thread, const TypeOnStack& type, int32_t rank, const int32_t* lengths,
                      const int32_t* lowerBounds, int32_t fromArrayType, const OnStack& out) {
  ClassLoader& loader = loaderOf(thread);
  if (fromArrayType) {
    MethodTable* array = type.type().asMethodTable();
    return put(thread, out, createArray(thread, array, rank, lengths, lowerBounds).take());
  }
  put(thread, out,
      arrayInternalCreate(thread,
                          Handle<RuntimeTypeObject>(reinterpret_cast<RuntimeTypeObject* const*>(type.slot)),
                          rank, lengths, lowerBounds)
          .take());
  (void)loader;
}

void* qcallElementConstructor(Thread& thread, const TypeOnStack& array) {
  MethodTable* element = array.type().asMethodTable()->elementType().asMethodTable();
  MethodDesc* ctor = loaderOf(thread).findMethod(element, ".ctor", "void()");
  return ctor ? ensurePrecode(thread.runtime(), ctor) : nullptr;
}

void qcallAllocateNewArray(Thread& thread, uintptr_t word, int32_t length, int32_t flags,
                           const OnStack& out) {
  struct : Locals {
    Rooted<RuntimeTypeObject> type;
  } r;
  LocalsScope scope(thread, r);
  r.type = static_cast<RuntimeTypeObject*>(runtimeTypeOf_nogc(thread.runtime(), TypeHandle::fromWord(word)));
  put(thread, out, gcAllocateNewArray(thread, r.type, length, flags).take());
}

void qcallEnumValues(Thread& thread, const TypeOnStack& type, const OnStack& values, const OnStack& names,
                     int32_t wantNames) {
  const MethodTable* mt = type.type().asMethodTable();
  const Metadata& metadata = mt->module->metadata();
  struct Literal {
    uint64_t value;
    std::string name;
  };
  const ElementType element = TypeHandle(mt).reducedElementType();
  const size_t size = mt->eeClass->instanceBytes;
  std::vector<Literal> literals;
  for (const FieldDesc& field : mt->eeClass->fields) {
    if (!field.isLiteral()) continue;
    const auto constant = metadata.constantOf(field.token);
    if (!constant) continue;
    const ByteSpan blob = metadata.blob(constant->value);
    uint64_t value = 0;
    std::memcpy(&value, blob.data(), std::min<size_t>(blob.size(), sizeof value));
    literals.push_back({value, std::string(field.name())});
  }
  // Managed code sorts; it wants an array of the unsigned (or floating) type of this size.
  ClassLoader& loader = loaderOf(thread);
  WellKnownType storage;
  switch (element) {
    case ElementType::R4: storage = WellKnownType::Single; break;
    case ElementType::R8: storage = WellKnownType::Double; break;
    case ElementType::Char: storage = WellKnownType::Char; break;
    case ElementType::I:
    case ElementType::U: storage = WellKnownType::UIntPtr; break;
    default:
      storage = size == 1   ? WellKnownType::Byte
                : size == 2 ? WellKnownType::UInt16
                : size == 4 ? WellKnownType::UInt32
                            : WellKnownType::UInt64;
  }
  Array* list = heapOf(thread)
                    .allocateArray(thread, loader.loadSzArray(loader.wellKnown(storage)),
                                   static_cast<uint32_t>(literals.size()))
                    .take();
  for (size_t i = 0; i < literals.size(); ++i)
    std::memcpy(list->elements() + i * size, &literals[i].value, size);
  put(thread, values, list);
  if (!wantNames) return;
  std::vector<std::string> texts;
  for (const Literal& literal : literals) texts.push_back(literal.name);
  put(thread, names, newStringArray(thread, texts).take());
}

// --- handles ---

bool stockHandleFree(Thread& thread, Object** handle) {
  handleFree(thread, handle);
  return true;  // done, nothing is left for the slow path
}
Object* stockHandleCompareExchange(Thread& thread, Object** handle, Handle<Object> value,
                                   Handle<Object> expected) {
  return heapOf(thread).compareExchangeHandle_nogc(handle, value.get(), expected.get());
}
Object* stockDependentGetBoth(Thread& thread, Object** handle, ByRef<Object*> dependent) {
  heapOf(thread).writeRefChecked_nogc(thread, dependent.get(), dependentGetDependent(thread, handle));
  return *handle;
}
Object** qcallHandleAlloc(Thread& thread, const OnStack& object, int32_t type) {
  return handleAlloc(thread, object.handle(), type);
}
Object** qcallDependentAlloc(Thread& thread, const OnStack& target, const OnStack& dependent) {
  return dependentAlloc(thread, target.handle(), dependent.handle());
}
Object** qcallTypeGcHandle(Thread& thread, const TypeOnStack&, int32_t kind) {
  struct : Locals {
    Rooted<Object> nothing;
  } r;
  LocalsScope scope(thread, r);
  return handleAlloc(thread, r.nothing, kind);
}
Object** qcallFreeTypeGcHandle(Thread& thread, const TypeOnStack&, Object** handle) {
  handleFree(thread, handle);
  return nullptr;
}

void stockRegisterFrame(Thread& thread, void* frame) {
  std::lock_guard guard(thread.runtime().stock()->lock);
  thread.runtime().stock()->registeredFrames.push_back(static_cast<const RegisteredFrame*>(frame));
}
void stockUnregisterFrame(Thread& thread, void* frame) {
  std::lock_guard guard(thread.runtime().stock()->lock);
  std::erase(thread.runtime().stock()->registeredFrames, static_cast<const RegisteredFrame*>(frame));
}

// --- collector ---

void* qcallNextFinalizable(Thread& thread, const OnStack& out) {
  Object* due = heapOf(thread).nextFinalizable_nogc();
  put(thread, out, due);
  MethodDesc* finalizer = due ? due->mt->eeClass->finalizer : nullptr;
  return finalizer ? ensurePrecode(thread.runtime(), finalizer) : nullptr;
}
void qcallCollect(Thread& thread, int32_t generation, int32_t mode, uint8_t) {
  gcCollect(thread, generation, mode);
}
void qcallReRegister(Thread& thread, const OnStack& object) {
  gcReRegisterForFinalize(thread, object.handle());
}
int64_t stockPauseDuration(Thread& thread) {
  return static_cast<int64_t>(heapOf(thread).statistics().pauseNanoseconds / 100);
}
int32_t stockPausePercent(Thread& thread) {
  return static_cast<int32_t>(heapOf(thread).lastCollection(GcKind::Any).pausePercent / 100);
}
int64_t stockGenerationSize(Thread& thread, int32_t generation) {
  if (generation < 0 || generation > 4) return 0;
  return static_cast<int64_t>(heapOf(thread).lastCollection(GcKind::Any).generations[generation].sizeAfter);
}
bool stockNoNotification(int32_t, int32_t) {
  return false;  // the library refuses, with the words it has for it
}
int32_t qcallNoFullNotification(int32_t) {
  constexpr int32_t kNotApplicable = 4;  // GCNotificationStatus
  return kNotApplicable;
}
int64_t qcallGenerationBudget(Thread& thread, int32_t generation) {
  return generation == 0 ? gcNurseryBytes(thread) : -1;
}
/// Calls (context, name, name in runtimeconfig.json, type, value) for each setting that there is.
void qcallConfigurationValues(Thread& thread, void* context, void* callback) {
  using Callback = void (*)(void*, const char*, const char*, int32_t, int64_t);
  constexpr int32_t kNumber = 0, kBoolean = 2;
  const int64_t limit = gcHeapLimit(thread), nursery = gcNurseryBytes(thread);
  const auto call = reinterpret_cast<Callback>(callback);
  Preemptive scope(thread);
  call(context, "ServerGC", "System.GC.Server", kBoolean, 0);
  call(context, "ConcurrentGC", "System.GC.Concurrent", kBoolean, 0);
  call(context, "GCHeapHardLimit", "System.GC.HeapHardLimit", kNumber, limit);
  call(context, "GCgen0size", "System.GC.Gen0Size", kNumber, nursery);
}
int32_t qcallRefreshMemoryLimit(Thread& thread, int64_t) {
  return gcRefreshMemoryLimit(thread);
}

}  // namespace minivm::natives
