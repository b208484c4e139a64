#include "vm/native/native_leaf.h"

#include <array>
#include <type_traits>

#include "vm/native/native_list.h"

namespace minivm {

namespace {

using namespace natives;  // the argument types that rows name

/// How an argument travels in the C convention, and the native's view of it.
template <typename T>
struct LeafArg {
  static constexpr bool kFits = std::is_arithmetic_v<T> || std::is_pointer_v<T> || std::is_enum_v<T>;
  using Raw = std::conditional_t<(sizeof(T) < 4), int32_t, T>;
  Raw raw;
  T get() { return static_cast<T>(raw); }
};
template <>
struct LeafArg<bool> {
  static constexpr bool kFits = true;
  using Raw = int32_t;
  Raw raw;
  bool get() { return (raw & 0xFF) != 0; }
};
template <typename T>
struct LeafArg<Handle<T>> {
  static constexpr bool kFits = true;
  using Raw = T*;
  Raw raw;
  Handle<T> get() { return Handle<T>(&raw); }
};
template <typename T>
struct LeafArg<ByRef<T>> {
  static constexpr bool kFits = true;
  using Raw = void*;
  Raw raw;
  Slot slot{};
  ByRef<T> get() {
    slot.byref = static_cast<uint8_t*>(raw);
    return ByRef<T>(&slot);
  }
};
template <>
struct LeafArg<Thread&> {
  static constexpr bool kFits = false;
};
template <>
struct LeafArg<NativeCall&> {
  static constexpr bool kFits = false;
};
template <typename T>
requires std::is_class_v<T>
struct LeafArg<const T&> {
  static constexpr bool kFits = false;
};

template <typename R>
constexpr bool kIsPlainResult =
    std::is_void_v<R> || std::is_arithmetic_v<R> || std::is_pointer_v<R> || std::is_enum_v<R>;

template <auto Fn, typename R, typename... A>
struct Leaf {
  static auto call(Thread*, typename LeafArg<A>::Raw... raw) noexcept {
    if constexpr (!std::is_integral_v<R>) {
      return Fn(LeafArg<A>{raw}.get()...);
    } else {
      return static_cast<std::conditional_t<(sizeof(R) < 4), int32_t, R>>(Fn(LeafArg<A>{raw}.get()...));
    }
  }
};

template <auto Fn, typename T>
struct LeafOf;
template <auto Fn, typename R, typename... A>
struct LeafOf<Fn, R (*)(A...)> {
  static const void* address() {
    if constexpr (kIsPlainResult<R> && (LeafArg<A>::kFits && ...)) {
      return reinterpret_cast<const void*>(&Leaf<Fn, R, A...>::call);
    } else {
      return nullptr;
    }
  }
};

template <auto Fn>
const void* leaf() {
  return LeafOf<Fn, decltype(Fn)>::address();
}

struct Row {
  NativeBridge bridge;
  const void* (*leaf)();
};

constexpr auto kLeaves = std::to_array<Row>({
#define FCALL(fn, type, method, ...)                                 \
  {bridge<static_cast<natives::Native<__VA_ARGS__>*>(&natives::fn)>, \
   &leaf<static_cast<natives::Native<__VA_ARGS__>*>(&natives::fn)>},
#include "vm/native/fcalls.def"
});

}  // namespace

const void* leafOf(NativeBridge bridge) {
  for (const Row& row : kLeaves) {
    if (row.bridge == bridge) return row.leaf();
  }
  return nullptr;
}

}  // namespace minivm
