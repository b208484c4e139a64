// A call to native code, step by step:
//
//   prepare    what runs managed code: handles are kept open, builders read, objects for results made
//   convert    managed values → native slots, temporaries and pins; nothing collects
//   call       preemptive; errno is read before the thread comes back
//   back       the result, then `out` values, native → managed; may collect, so managed addresses are asked
//   anew release    native memory freed, handles let go; also when something threw
#include "vm/interop/planned_call.h"

#include <cerrno>
#include <cstring>
#include <memory_resource>
#include <string>
#include <vector>

#include "vm/eh/exceptions.h"
#include "vm/entry/entry_stubs.h"
#include "vm/interop/marshaller.h"
#include "vm/native/native_support.h"
#include "vm/runtime.h"
#include "vm/support/utf.h"
#include "vm/threads/safepoint.h"

namespace minivm {
namespace {

int64_t readInteger(const void* at, uint32_t bytes) {
  int64_t value = 0;
  std::memcpy(&value, at, bytes);
  return bytes == 4 ? static_cast<int32_t>(value) : value;
}

/// Elements of an array that native code filled: SizeConst and the parameter of SizeParamIndex together, one
/// where neither is given.
size_t countOf(const CallPlan& plan, const NativeForm& form, const Slot* native) {
  if (form.countParameter < 0) return form.count != 0 ? form.count : 1;
  const ValuePlan& value = plan.args[static_cast<size_t>(form.countParameter)];
  const void* at = &native[value.nativeSlot];
  if (value.isByRef) at = native[value.nativeSlot].ptr;
  const int64_t count = (at ? readInteger(at, value.form.bytes) : 0) + form.count;
  return count < 0 ? 0 : static_cast<size_t>(count);
}

/// Memory of one call: the first bytes are its own, so that most calls allocate nothing. Freed as a whole.
class CallMemory {
 public:
  std::pmr::memory_resource* resource() { return &arena_; }
  /// `bytes` zeroed bytes and eight more, aligned for everything.
  uint8_t* zeroed(size_t bytes) {
    void* memory = arena_.allocate(bytes + sizeof(uint64_t));
    std::memset(memory, 0, bytes + sizeof(uint64_t));
    return static_cast<uint8_t*>(memory);
  }

 private:
  static constexpr size_t kFirstBytes = 1536;
  alignas(std::max_align_t) std::byte first_[kFirstBytes];
  std::pmr::monotonic_buffer_resource arena_{first_, kFirstBytes};
};

/// Objects that one call keeps for itself, as roots.
class Roots {
 public:
  Roots(Thread& thread, CallMemory& memory, size_t count)
      : objects_(count, memory.resource()), scope_(thread, objects_.data(), count) {}
  Object*& operator[](size_t index) { return objects_[index]; }
  Handle<Object> handle(size_t index) { return Handle<Object>(&objects_[index]); }

 private:
  std::pmr::vector<Object*> objects_;
  LocalsScope scope_;
};

/// What one argument needs during the call.
struct ArgState {
  uint8_t* memory = nullptr;  ///< native temporary, zeroed
  std::u16string_view text;   ///< Builder: its contents
  size_t capacity = 0;        ///< Builder: units its buffer holds
  void* handle = nullptr;     ///< handles by reference: the one that went in
  bool isKeptOpen = false;    ///< SafeHandle: DangerousAddRef was called
  bool ownsNative = false;    ///< what the native value points to is to be destroyed
};

class NativeCaller {
 public:
  NativeCaller(Thread& thread, const CallPlan& plan, void* target, Slot* args, Slot* ret)
      : thread_(thread),
        plan_(plan),
        target_(target),
        args_(args),
        ret_(ret),
        marshaller_(thread),
        states_(plan.args.size(), memory_.resource()),
        native_(plan.nativeSig->argSlots + size_t{1}, memory_.resource()),
        nativeRet_(std::max<size_t>(plan.ret.nativeSlots, 2), memory_.resource()),
        result_(std::max<size_t>(plan.ret.slots, 1), memory_.resource()),
        pins_(memory_, plan.args.size()),
        roots_(thread, memory_, plan.args.size() + 2) {}

  void run() {
    try {
      prepare();
      convert();
      call();
      back();
    } catch (const ManagedException&) {
      const size_t kept = plan_.args.size() + 1;
      roots_[kept] = thread_.pendingException;
      thread_.pendingException = nullptr;
      release();
      thread_.pendingException = roots_[kept];
      throw;
    } catch (const LoadFailure&) {
      release();
      throw;
    }
    release();
    if (plan_.sig->ret.kind != StackKind::Void)
      std::memcpy(static_cast<void*>(ret_), result_.data(), result_.size() * sizeof(Slot));
    if (resultBox_) copyResult();
  }

 private:
  Slot& slotOf(size_t i) { return args_[plan_.args[i].slot]; }
  Slot& nativeOf(size_t i) { return native_[plan_.args[i].nativeSlot]; }
  /// The managed variable of argument i: its slots, or what its byref points to.
  void* variable(size_t i) {
    return plan_.args[i].isByRef ? static_cast<void*>(slotOf(i).byref) : static_cast<void*>(&slotOf(i));
  }
  Object* objectIn(size_t i) { return *static_cast<Object**>(variable(i)); }
  size_t resultRoot() const { return plan_.args.size(); }

  void prepare() {
    for (size_t i = 0; i < plan_.args.size(); ++i) {
      const ValuePlan& value = plan_.args[i];
      if (value.isByRef && value.travel == Travel::ByRef && !slotOf(i).byref) continue;
      switch (value.form.kind) {
        case FormKind::SafeHandle: prepareSafeHandle(i); break;
        case FormKind::CriticalHandle: prepareCriticalHandle(i); break;
        case FormKind::Builder: prepareBuilder(i); break;
        default: break;
      }
    }
    const FormKind ret = plan_.ret.form.kind;
    if (plan_.ret.travel != Travel::Plain && (ret == FormKind::SafeHandle || ret == FormKind::CriticalHandle))
      roots_[resultRoot()] = newHandleRunsManaged(thread_, plan_.ret.form.type.asMethodTable());
  }

  void prepareSafeHandle(size_t i) {
    const ValuePlan& value = plan_.args[i];
    if (value.isByRef && value.isOut)
      roots_[i] = newHandleRunsManaged(thread_, value.form.type.asMethodTable());
    if (!value.isIn) return;
    Object* object = objectIn(i);
    if (!object)
      throwArgument(thread_, WellKnownType::ArgumentNullException, "SafeHandle cannot be null.", "pHandle");
    struct : Locals {
      Rooted<Object> handle;
    } r;
    LocalsScope scope(thread_, r);
    r.handle = object;
    Slot success{}, argument{};
    argument.byref = reinterpret_cast<uint8_t*>(&success);
    callLibrary(thread_, r.handle, LibraryMethod::HandleAddRef, &argument, 1);
    states_[i].isKeptOpen = true;
    states_[i].handle = handleOf_nogc(thread_, r.handle.get());
    // By reference the variable may hold another object after the call.
    if (value.isByRef) keptOpen_.push_back(heapOf(thread_).createHandle(HandleKind::Strong, r.handle.get()));
  }

  void prepareCriticalHandle(size_t i) {
    const ValuePlan& value = plan_.args[i];
    if (value.isByRef && value.isOut)
      roots_[i] = newHandleRunsManaged(thread_, value.form.type.asMethodTable());
    if (!value.isIn) return;
    Object* object = objectIn(i);
    if (!object) throwArgument(thread_, WellKnownType::ArgumentNullException, "", "pHandle");
    states_[i].handle = handleOf_nogc(thread_, object);
  }

  void prepareBuilder(size_t i) {
    if (!slotOf(i).obj) return;
    const Handle<Object> self(&slotOf(i).obj);
    states_[i].capacity = static_cast<size_t>(callLibrary(thread_, self, LibraryMethod::BuilderCapacity).i4);
    if (!plan_.args[i].isIn) return;
    auto* text = static_cast<String*>(callLibrary(thread_, self, LibraryMethod::BuilderText).obj);
    const auto length = static_cast<size_t>(text->length);
    auto* copy = reinterpret_cast<char16_t*>(memory_.zeroed(length * sizeof(char16_t)));
    std::memcpy(copy, text->chars, length * sizeof(char16_t));
    states_[i].text = {copy, length};
  }

  void convert() {
    for (size_t i = 0; i < plan_.args.size(); ++i) {
      const ValuePlan& value = plan_.args[i];
      Slot& slot = slotOf(i);
      Slot& native = nativeOf(i);
      switch (value.travel) {
        case Travel::Plain:
          std::memcpy(static_cast<void*>(&native), &slot, size_t{value.slots} * sizeof(Slot));
          break;
        case Travel::Pinned: pin(native, slot.byref); break;
        case Travel::PinnedArray:
          pin(native, slot.obj ? arrayData(static_cast<Array*>(slot.obj)) : nullptr);
          break;
        case Travel::PinnedText:
          pin(native, slot.obj ? reinterpret_cast<uint8_t*>(static_cast<String*>(slot.obj)->chars) : nullptr);
          break;
        case Travel::PinnedClass: pin(native, slot.obj ? slot.obj->data() : nullptr); break;
        case Travel::Value: convertValue(i); break;
        case Travel::ByRef: convertByRef(i); break;
      }
    }
    if (plan_.hasResultPointer) {
      resultMemory_ = memory_.zeroed(std::max<size_t>(plan_.ret.form.bytes, size_t{plan_.ret.slots} * 8));
      native_[plan_.nativeSig->argSlots - 1u].ptr = resultMemory_;
    }
  }

  void pin(Slot& native, uint8_t* address) {
    native.byref = address;
    pins_.add(address);
  }

  void convertValue(size_t i) {
    const ValuePlan& value = plan_.args[i];
    ArgState& state = states_[i];
    Slot& native = nativeOf(i);
    switch (value.form.kind) {
      case FormKind::StructPointer: native.ptr = &slotOf(i); return;
      case FormKind::SafeHandle:
      case FormKind::CriticalHandle: native.ptr = state.handle; return;
      case FormKind::Builder: convertBuilder(i); return;
      case FormKind::Text:
        if (value.form.text == TextForm::Utf8) {
          native.ptr = convertText(static_cast<String*>(slotOf(i).obj));
          return;
        }
        break;
      case FormKind::Array:
        if (!value.isIn) {
          auto* array = static_cast<Array*>(slotOf(i).obj);
          if (array) {
            state.memory = memory_.zeroed(size_t{array->length} * value.form.element->bytes);
            native.ptr = state.memory;
          }
          return;
        }
        break;
      case FormKind::Class:
        if (!value.isIn) {
          if (slotOf(i).obj) {
            state.memory = memory_.zeroed(value.form.layout->placement.bytes);
            native.ptr = state.memory;
          }
          return;
        }
        break;
      default: break;
    }
    state.ownsNative = value.form.ownsMemory();
    marshaller_.toNative(value.form, &slotOf(i), &native);
  }

  /// A text that native code only reads lives as long as the call.
  void* convertText(const String* text) {
    if (!text) return nullptr;
    const std::u16string_view units(text->chars, static_cast<size_t>(text->length));
    constexpr size_t kLongestUtf8 = 3;  // bytes a UTF-16 unit
    auto* bytes = static_cast<char*>(memory_.resource()->allocate(units.size() * kLongestUtf8 + 1));
    size_t ascii = 0;
    for (; ascii < units.size() && units[ascii] < 0x80; ++ascii)
      bytes[ascii] = static_cast<char>(units[ascii]);
    size_t end = ascii;
    if (ascii < units.size()) {
      const std::string rest = utf16ToUtf8(units.substr(ascii));
      std::memcpy(bytes + ascii, rest.data(), rest.size());
      end += rest.size();
    }
    bytes[end] = 0;
    return bytes;
  }

  void convertBuilder(size_t i) {
    ArgState& state = states_[i];
    if (!slotOf(i).obj) return;
    const bool isWide = plan_.args[i].form.text == TextForm::Utf16;
    constexpr size_t kLongestUtf8 = 3;  // bytes a UTF-16 unit
    const size_t bytes = isWide ? (state.capacity + 2) * 2 : state.capacity * kLongestUtf8 + 4;
    state.memory = memory_.zeroed(bytes);
    state.capacity = isWide ? state.capacity : bytes - 1;
    nativeOf(i).ptr = state.memory;
    if (isWide) {
      std::memcpy(state.memory, state.text.data(), state.text.size() * 2);
    } else {
      const std::string text = utf16ToUtf8(state.text);
      std::memcpy(state.memory, text.data(), text.size());
    }
  }

  void convertByRef(size_t i) {
    const ValuePlan& value = plan_.args[i];
    ArgState& state = states_[i];
    if (!slotOf(i).byref) return;
    state.memory = memory_.zeroed(value.form.bytes);
    nativeOf(i).ptr = state.memory;
    if (value.form.kind == FormKind::SafeHandle || value.form.kind == FormKind::CriticalHandle) {
      std::memcpy(state.memory, &state.handle, sizeof state.handle);
      return;
    }
    state.ownsNative = true;
    if (value.isIn) marshaller_.toNative(value.form, slotOf(i).byref, state.memory);
  }

  void call() {
    EntryStubs& stubs = thread_.runtime().stubs();
    (void)stubs.shapeOf(*plan_.nativeSig);  // made before: nothing is allocated on the way
    if (plan_.setLastError) errno = 0;
    if (plan_.suppressesTransition) {
      stubs.callThrough(thread_, *plan_.nativeSig, target_, native_.data(), nativeRet_.data());
      if (plan_.setLastError) thread_.lastPInvokeError = errno;
    } else {
      Preemptive scope(thread_);
      stubs.callThrough(thread_, *plan_.nativeSig, target_, native_.data(), nativeRet_.data());
      if (plan_.setLastError) thread_.lastPInvokeError = errno;
    }
  }

  void back() {
    if (plan_.throwsForHResult) checkHResult(nativeRet_[0].i4);
    if (plan_.sig->ret.kind != StackKind::Void)
      takeResult(plan_.hasResultPointer ? static_cast<void*>(resultMemory_) : nativeRet_.data());
    for (size_t i = 0; i < plan_.args.size(); ++i) takeBack(i);
    if (resultObject_) result_[0].obj = roots_[resultRoot()];
  }

  void checkHResult(int32_t hresult) {
    if (hresult >= 0) return;
    ClassLoader& loader = loaderOf(thread_);
    MethodTable* marshal = loader.findCoreType("System.Runtime.InteropServices", "Marshal");
    MethodDesc* method = loader.findMethod(marshal, "ThrowExceptionForHR", "void(int32)");
    Slot argument{}, none{};
    argument.i4 = hresult;
    callManaged(thread_, method, &argument, &none);
  }

  void takeResult(void* native) {
    const NativeForm& form = plan_.ret.form;
    if (plan_.ret.travel == Travel::Plain) {
      if (plan_.hasResultPointer)
        slotsFromMemory_nogc(form.type, result_.data(), native);
      else
        std::memcpy(static_cast<void*>(result_.data()), native, result_.size() * sizeof(Slot));
      return;
    }
    switch (form.kind) {
      case FormKind::Bool: result_[0].i8 = readInteger(native, form.bytes) != 0; return;
      case FormKind::AnsiChar: result_[0].i8 = charOfAnsi(*static_cast<uint8_t*>(native)); return;
      case FormKind::SafeHandle:
      case FormKind::CriticalHandle:
        handleOf_nogc(thread_, roots_[resultRoot()]) = *static_cast<void**>(native);
        resultObject_ = true;
        return;
      case FormKind::Struct: {
        MethodTable* type = form.type.asMethodTable();
        loaderOf(thread_).ensureFullyLoaded(type);
        roots_[resultRoot()] = heapOf(thread_).allocate(thread_, type).take();
        marshaller_.structInto(*form.layout, native, roots_.handle(resultRoot()), sizeof(MethodTable*));
        marshaller_.destroyStruct(*form.layout, native);
        resultBox_ = true;
        return;
      }
      default:
        roots_[resultRoot()] = marshaller_.objectFrom(form, native);
        marshaller_.destroy(form, native);
        resultObject_ = true;
        return;
    }
  }

  /// A struct with references goes from its box to the caller's slots when nothing collects any more.
  void copyResult() {
    Object* box = roots_[resultRoot()];
    std::memcpy(static_cast<void*>(ret_), box->data(), box->mt->unboxedSize());
  }

  void takeBack(size_t i) {
    const ValuePlan& value = plan_.args[i];
    if (!value.isOut || value.travel == Travel::Plain) return;
    if (value.travel == Travel::ByRef) {
      if (slotOf(i).byref) takeByRef(i);
      return;
    }
    if (value.travel != Travel::Value) return;
    Object* object = value.form.isReference() ? slotOf(i).obj : nullptr;
    if (!object) return;
    const Handle<Object> handle(&slotOf(i).obj);
    switch (value.form.kind) {
      case FormKind::Builder: fillBuilder(i); return;
      case FormKind::Array:
        marshaller_.elementsInto(*value.form.element, nativeOf(i).ptr, handle,
                                 static_cast<Array*>(object)->length);
        return;
      case FormKind::Class:
        marshaller_.structInto(*value.form.layout, nativeOf(i).ptr, handle, sizeof(MethodTable*));
        return;
      default: return;
    }
  }

  void fillBuilder(size_t i) {
    ArgState& state = states_[i];
    Object* text;
    if (plan_.args[i].form.text == TextForm::Utf16) {
      const auto* units = reinterpret_cast<const char16_t*>(state.memory);
      size_t length = 0;
      while (length < state.capacity && units[length] != 0) ++length;
      text = newString(thread_, std::u16string_view(units, length)).take();
    } else {
      const auto* bytes = reinterpret_cast<const char*>(state.memory);
      text = newString(thread_, std::string_view(bytes, strnlen(bytes, state.capacity))).take();
    }
    roots_[i] = text;
    const Handle<Object> self(&slotOf(i).obj);
    Slot argument{};
    callLibrary(thread_, self, LibraryMethod::BuilderSetLength, &argument, 1);
    argument.obj = roots_[i];
    callLibrary(thread_, self, LibraryMethod::BuilderAppend, &argument, 1);
  }

  void takeByRef(size_t i) {
    const ValuePlan& value = plan_.args[i];
    const NativeForm& form = value.form;
    void* native = states_[i].memory;
    if (form.kind == FormKind::SafeHandle || form.kind == FormKind::CriticalHandle) {
      void* handle = *static_cast<void**>(native);
      // An unchanged handle keeps its object.
      if (value.isIn && handle == states_[i].handle) return;
      handleOf_nogc(thread_, roots_[i]) = handle;
    } else if (form.isReference()) {
      roots_[i] = marshaller_.objectFrom(
          form, native, form.kind == FormKind::Array ? countOf(plan_, form, native_.data()) : 0);
    } else {
      MethodTable* type = form.type.asMethodTable();
      loaderOf(thread_).ensureFullyLoaded(type);
      roots_[i] = heapOf(thread_).allocate(thread_, type).take();
      marshaller_.into(form, native, roots_.handle(i), sizeof(MethodTable*));
      copyValue_nogc(thread_, type, slotOf(i).byref, roots_[i]->data());
      return;
    }
    heapOf(thread_).writeRefChecked_nogc(thread_, reinterpret_cast<Object**>(slotOf(i).byref), roots_[i]);
  }

  void release() {
    for (size_t i = 0; i < plan_.args.size(); ++i) {
      const ValuePlan& value = plan_.args[i];
      ArgState& state = states_[i];
      if (state.ownsNative) {
        void* native = value.travel == Travel::ByRef ? static_cast<void*>(state.memory) : &nativeOf(i);
        if (value.travel != Travel::ByRef && value.form.kind == FormKind::Array) destroyElements(i);
        marshaller_.destroy(value.form, native);
      }
      if (state.isKeptOpen && !value.isByRef) {
        callLibrary(thread_, Handle<Object>(&slotOf(i).obj), LibraryMethod::HandleRelease);
      }
    }
    for (GcHandle handle : keptOpen_) {
      callLibrary(thread_, Handle<Object>(handle), LibraryMethod::HandleRelease);
      heapOf(thread_).destroyHandle(handle);
    }
    keptOpen_.clear();
    marshaller_.releaseHandlesRunsManaged();
  }

  void destroyElements(size_t i) {
    const NativeForm& element = *plan_.args[i].form.element;
    auto* array = static_cast<Array*>(slotOf(i).obj);
    if (!array || !element.ownsMemory() || !nativeOf(i).ptr) return;
    for (size_t k = 0; k < array->length; ++k)
      marshaller_.destroy(element, static_cast<uint8_t*>(nativeOf(i).ptr) + k * element.bytes);
  }

  /// Addresses that must not move while native code runs.
  class Pins {
   public:
    Pins(CallMemory& memory, size_t most) : addresses_(most, memory.resource()) {}
    void add(uint8_t* address) { addresses_[count_++] = address; }
    uint8_t** data() { return addresses_.data(); }
    size_t count() const { return addresses_.size(); }

   private:
    std::pmr::vector<uint8_t*> addresses_;
    size_t count_ = 0;
  };

  Thread& thread_;
  const CallPlan& plan_;
  void* target_;
  Slot* args_;
  Slot* ret_;
  CallMemory memory_;
  Marshaller marshaller_;
  std::pmr::vector<ArgState> states_;
  std::pmr::vector<Slot> native_;
  std::pmr::vector<Slot> nativeRet_;
  std::pmr::vector<Slot> result_;
  std::vector<GcHandle> keptOpen_;
  uint8_t* resultMemory_ = nullptr;
  Pins pins_;
  PinScope pinScope_{thread_, pins_.data(), pins_.count()};
  Roots roots_;
  bool resultObject_ = false;
  bool resultBox_ = false;
};

/// A call from native code.
class ManagedCaller {
 public:
  ManagedCaller(Thread& thread, const CallPlan& plan, MethodDesc* method, const Slot* args, Slot* ret)
      : thread_(thread),
        plan_(plan),
        method_(method),
        native_(args),
        ret_(ret),
        marshaller_(thread),
        managed_(plan.sig->argSlots + size_t{1}, memory_.resource()),
        roots_(thread, memory_, plan.args.size() + 2) {}

  bool run(Object* self) {
    const size_t selfRoot = plan_.args.size() + 1;
    roots_[selfRoot] = self;
    for (size_t i = 0; i < plan_.args.size(); ++i) makeObject(i);
    // From here to the call nothing collects: it copies the slots first thing.
    for (size_t i = 0; i < plan_.args.size(); ++i) fillSlot(i);
    if (plan_.drop != 0) managed_[0].obj = roots_[selfRoot];
    std::pmr::vector<Slot> result(std::max<size_t>(plan_.ret.slots, 2), memory_.resource());
    if (!thread_.runtime().interpreter().tryExecute(thread_, method_, managed_.data(), result.data()))
      return false;
    giveResult(result.data());
    for (size_t i = 0; i < plan_.args.size(); ++i) giveBack(i);
    return true;
  }

 private:
  const void* nativeAt(size_t i) const {
    const Slot& slot = native_[plan_.args[i].nativeSlot];
    return plan_.args[i].isByRef ? slot.ptr : static_cast<const void*>(&slot);
  }

  void makeObject(size_t i) {
    const ValuePlan& value = plan_.args[i];
    const void* native = nativeAt(i);
    if (value.travel == Travel::Plain || !native) return;
    const NativeForm& form = value.form;
    ClassLoader& loader = loaderOf(thread_);
    if (!value.isByRef && form.isReference()) {
      const size_t count = form.kind == FormKind::Array ? countOf(plan_, form, native_) : 0;
      roots_[i] = marshaller_.objectFrom(form, native, count);
      return;
    }
    if (!value.isByRef && form.kind != FormKind::Struct) return;
    // The variable that a byref points to: a box, or an array of one reference.
    if (form.isReference()) {
      roots_[i] = newObjectArray(thread_, 1).take();
      if (value.isIn) marshaller_.into(form, native, roots_.handle(i), kSzArrayDataOffset);
      return;
    }
    loader.ensureFullyLoaded(form.type.asMethodTable());
    roots_[i] = heapOf(thread_).allocate(thread_, form.type.asMethodTable()).take();
    if (value.isIn || !value.isByRef) marshaller_.into(form, native, roots_.handle(i), sizeof(MethodTable*));
  }

  void fillSlot(size_t i) {
    const ValuePlan& value = plan_.args[i];
    Slot* slot = &managed_[value.slot];
    const void* native = nativeAt(i);
    if (value.travel == Travel::Plain) {
      std::memcpy(static_cast<void*>(slot), &native_[value.nativeSlot], size_t{value.slots} * sizeof(Slot));
    } else if (value.isByRef) {
      slot->byref = !native                    ? nullptr
                    : value.form.isReference() ? static_cast<Array*>(roots_[i])->elements()
                                               : roots_[i]->data();
    } else if (value.form.isReference()) {
      slot->obj = roots_[i];
    } else if (value.form.kind == FormKind::Struct) {
      std::memcpy(static_cast<void*>(slot), roots_[i]->data(), roots_[i]->mt->unboxedSize());
    } else if (value.form.kind == FormKind::Bool) {
      slot->i8 = readInteger(native, value.form.bytes) != 0;
    } else if (value.form.kind == FormKind::AnsiChar) {
      slot->i8 = charOfAnsi(*static_cast<const uint8_t*>(native));
    }
  }

  void giveResult(Slot* result) {
    if (plan_.sig->ret.kind == StackKind::Void) return;
    if (plan_.ret.travel == Travel::Plain) {
      std::memcpy(static_cast<void*>(ret_), result, size_t{plan_.ret.slots} * sizeof(Slot));
      return;
    }
    ret_[0].i8 = 0;
    if (plan_.ret.form.isReference()) roots_[plan_.args.size()] = result[0].obj;
    marshaller_.toNative(plan_.ret.form, result, ret_);
  }

  void giveBack(size_t i) {
    const ValuePlan& value = plan_.args[i];
    const NativeForm& form = value.form;
    auto* native = const_cast<void*>(nativeAt(i));
    if (!value.isOut || value.travel == Travel::Plain || !native) return;
    if (value.isByRef) {
      if (value.isIn) marshaller_.destroy(form, native);
      marshaller_.toNative(
          form, form.isReference() ? static_cast<Array*>(roots_[i])->elements() : roots_[i]->data(), native);
      return;
    }
    if (!roots_[i]) return;
    void* target = native_[value.nativeSlot].ptr;
    if (form.kind == FormKind::Array) {
      auto* array = static_cast<Array*>(roots_[i]);
      marshaller_.elementsToNative(*form.element, arrayData(array), target, array->length);
    } else if (form.kind == FormKind::Class) {
      marshaller_.structToNative(*form.layout, roots_[i]->data(), target);
    }
  }

  Thread& thread_;
  const CallPlan& plan_;
  MethodDesc* method_;
  const Slot* native_;
  Slot* ret_;
  CallMemory memory_;
  Marshaller marshaller_;
  std::pmr::vector<Slot> managed_;
  Roots roots_;
};

}  // namespace

void callPlanned(Thread& thread, const CallPlan& plan, void* target, Slot* args, Slot* ret) {
  NativeCaller(thread, plan, target, args, ret).run();
}

bool callManagedPlanned(Thread& thread, const CallPlan& plan, MethodDesc* method, Object* self,
                        const Slot* args, Slot* ret) {
  return ManagedCaller(thread, plan, method, args, ret).run(self);
}

}  // namespace minivm
