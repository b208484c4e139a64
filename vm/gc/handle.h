// GC safety spelled in types (STYLE §7, DESIGN §9). A raw object pointer never lives across a safepoint in
// C++:
//   Handle<T>   parameter; points to a slot that the collector knows and updates
//   Rooted<T>   a slot, only as a field of a Locals struct that a LocalsScope registers
//   Fresh<T>    move-only result of an allocation, not rooted: store it before the next safepoint
// A `Thread&` as first parameter means "may collect and may throw"; the suffix `_nogc` denies it.
#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>

#include "vm/objects/object.h"

namespace minivm {

class Thread;

/// A reference to a rooted slot. Copyable; never null itself, the slot may hold null.
template <typename T>
class Handle {
 public:
  explicit Handle(T* const* slot) : slot_(slot) {}
  template <typename U>
  requires requires(U* u) { static_cast<T*>(u); }
  Handle(Handle<U> other) : slot_(reinterpret_cast<T* const*>(other.slot())) {}  // NOLINT: upcast
  /// The object now. Do not keep the result across a safepoint.
  T* get() const { return *slot_; }
  T* operator->() const { return *slot_; }
  bool isNull() const { return *slot_ == nullptr; }
  T* const* slot() const { return slot_; }

 private:
  T* const* slot_;
};

/// Unrooted result of an allocation. Debug builds remember the thread's safepoint epoch.
template <typename T>
class [[nodiscard]] Fresh {
 public:
  explicit Fresh(T* object) : object_(object) {}
  Fresh(Fresh&& other) noexcept : object_(other.object_) { other.object_ = nullptr; }
  template <typename U>
  requires requires(U* u) { static_cast<T*>(u); }
  Fresh(Fresh<U>&& other) : object_(other.take()) {}  // NOLINT: upcast
  Fresh(const Fresh&) = delete;
  Fresh& operator=(const Fresh&) = delete;
  /// The raw pointer, good until the next safepoint.
  T* take() {
    T* object = object_;
    object_ = nullptr;
    return object;
  }
  T* operator->() const { return object_; }
  T* peek() const { return object_; }

 private:
  T* object_;
};

/// A root slot inside a Locals struct. Pointer-sized, so that LocalsScope can scan the struct as an array.
template <typename T>
class Rooted {
 public:
  Rooted() = default;
  Rooted(const Rooted&) = delete;
  Rooted& operator=(const Rooted&) = delete;
  Rooted& operator=(T* object) {
    object_ = object;
    return *this;
  }
  template <typename U>
  Rooted& operator=(Fresh<U>&& fresh) {
    object_ = static_cast<T*>(fresh.take());
    return *this;
  }
  Rooted& operator=(Handle<T> handle) {
    object_ = handle.get();
    return *this;
  }
  T* get() const { return object_; }
  T* operator->() const { return object_; }
  bool isNull() const { return object_ == nullptr; }
  Handle<T> handle() const { return Handle<T>(&object_); }
  operator Handle<T>() const { return handle(); }  // NOLINT: the point of the type

 private:
  T* object_ = nullptr;
};

/// Base of a struct of Rooted fields, registered for a C++ scope with LocalsScope.
struct Locals {};

/// One link of the thread's list of C++ root blocks.
struct LocalsLink {
  LocalsLink* previous;
  Object** slots;
  size_t count;
};

/// Registers the Rooted fields of `locals` as roots of `thread` until the scope ends. Scopes nest strictly.
class LocalsScope {
 public:
  template <typename L>
  LocalsScope(Thread& thread, L& locals)
      : LocalsScope(thread, reinterpret_cast<Object**>(&locals), sizeof(L) / sizeof(Object*)) {
    static_assert(sizeof(L) % sizeof(Object*) == 0, "a Locals struct holds Rooted fields only");
  }
  LocalsScope(Thread& thread, Object** slots, size_t count);
  ~LocalsScope();
  LocalsScope(const LocalsScope&) = delete;
  LocalsScope& operator=(const LocalsScope&) = delete;

 private:
  Thread& thread_;
  LocalsLink link_;
};

}  // namespace minivm
