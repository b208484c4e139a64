// NativeTable: every native method of the class library by name (DESIGN §2; contract §3). Rows come from
// fcalls.def (InternalCall) and pinvokes.def (DllImport entry points that minivm provides itself:
// libSystem.Native, QCall). A declared native without a row gets a bridge that throws NotImplementedException
// naming itself.
//
// A native is a plain typed C++ function; `bridge<&fn>` makes its NativeBridge. Parameter types map to
// argument slots in order:
//   Thread&            the thread (takes no slot)         NativeCall&  the raw call (takes no slot): method,
//   instantiation Handle<T>          object reference (rooted slot)     ByRef<T>     managed pointer (slot
//   updated by the collector) int8…uint64, bool, char16_t, float, double, T*        the value const
//   StructArg<T>& struct by value (its slots)
// Results: void, the same scalars, Object* / Fresh<T>, or a trivially copyable struct of up to any size.
#pragma once

#include <cstring>
#include <memory>
#include <string_view>
#include <type_traits>

#include "vm/gc/handle.h"
#include "vm/types/method_desc.h"

namespace minivm {

class Runtime;

/// A managed pointer argument: re-read after every safepoint, because the collector moves what it points
/// into.
template <typename T>
class ByRef {
 public:
  explicit ByRef(Slot* slot) : slot_(slot) {}
  T& operator*() const { return *reinterpret_cast<T*>(slot_->byref); }
  T* get() const { return reinterpret_cast<T*>(slot_->byref); }
  bool isNull() const { return slot_->byref == nullptr; }

 private:
  Slot* slot_;
};

namespace native_detail {

template <typename T>
struct Arg {  // scalars and pointers
  static_assert(std::is_arithmetic_v<T> || std::is_pointer_v<T> || std::is_enum_v<T>);
  static constexpr int kSlots = 1;
  static T get(NativeCall&, Slot* slot) {
    T value;
    std::memcpy(&value, slot, sizeof(T));
    return value;
  }
};
template <>
struct Arg<bool> {
  static constexpr int kSlots = 1;
  static bool get(NativeCall&, Slot* slot) { return (slot->u4 & 0xFF) != 0; }
};
template <>
struct Arg<Thread&> {
  static constexpr int kSlots = 0;
  static Thread& get(NativeCall& call, Slot*) { return call.thread; }
};
template <>
struct Arg<NativeCall&> {
  static constexpr int kSlots = 0;
  static NativeCall& get(NativeCall& call, Slot*) { return call; }
};
template <typename T>
struct Arg<Handle<T>> {
  static constexpr int kSlots = 1;
  static Handle<T> get(NativeCall&, Slot* slot) { return Handle<T>(reinterpret_cast<T* const*>(&slot->obj)); }
};
template <typename T>
struct Arg<ByRef<T>> {
  static constexpr int kSlots = 1;
  static ByRef<T> get(NativeCall&, Slot* slot) { return ByRef<T>(slot); }
};
template <typename T>
requires std::is_class_v<T>
struct Arg<const T&> {  // struct by value: points at its slots
  static constexpr int kSlots = (sizeof(T) + 7) / 8;
  static const T& get(NativeCall&, Slot* slot) { return *reinterpret_cast<const T*>(slot); }
};

template <typename R>
struct Result {
  template <typename F>
  static void store(NativeCall& call, F&& f) {
    if constexpr (std::is_same_v<R, bool>) {
      call.ret->i8 = f() ? 1 : 0;
    } else if constexpr (std::is_integral_v<R> && sizeof(R) < 4) {
      call.ret->i4 = static_cast<int32_t>(f());
    } else {
      R value = f();
      std::memcpy(static_cast<void*>(call.ret), &value, sizeof(R));
    }
  }
};
template <>
struct Result<void> {
  template <typename F>
  static void store(NativeCall&, F&& f) {
    f();
  }
};
template <typename T>
struct Result<Fresh<T>> {
  template <typename F>
  static void store(NativeCall& call, F&& f) {
    call.ret->obj = f().take();
  }
};

template <auto Fn, typename R, typename... A>
struct Bridge {
  static void call(NativeCall& c) {
    [&]<size_t... I>(std::index_sequence<I...>) {
      constexpr int kCounts[] = {Arg<A>::kSlots..., 0};
      constexpr auto kOffset = [](const int* counts, size_t n) {
        int sum = 0;
        for (size_t k = 0; k < n; ++k) sum += counts[k];
        return sum;
      };
      (void)kCounts, (void)kOffset;
      Result<R>::store(c, [&]() -> R { return Fn(Arg<A>::get(c, c.args + kOffset(kCounts, I))...); });
    }
    (std::index_sequence_for<A...>{});
  }
};
template <auto Fn, typename T>
struct BridgeOf;
template <auto Fn, typename R, typename... A>
struct BridgeOf<Fn, R (*)(A...)> : Bridge<Fn, R, A...> {};

}  // namespace native_detail

/// The NativeBridge of a typed function.
template <auto Fn>
constexpr NativeBridge bridge = &native_detail::BridgeOf<Fn, decltype(Fn)>::call;

/// Finds bridges by name. Immutable after construction; shared by all threads.
class NativeTable {
 public:
  explicit NativeTable(Runtime& runtime);
  ~NativeTable();
  /// Bridge of an InternalCall method: row by `Namespace.Type::Method`, or by `Namespace.Type::Method(sig)`
  /// where overloads differ. Null when there is none.
  NativeBridge findFCall(std::string_view typeName, std::string_view method, std::string_view sig) const;
  /// Bridge of a DllImport provided by minivm itself. Null when there is none.
  NativeBridge findPInvoke(std::string_view module, std::string_view entry) const;
  /// Binds `method` (FCall, P/Invoke, runtime kinds): the bridge, or one that throws naming the method.
  /// Idempotent.
  NativeBridge bind(MethodDesc* method);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace minivm
