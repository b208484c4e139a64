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

/// Unrooted result of an allocation. Builds with assertions remember how many collections the thread has seen
/// and refuse a use after the next one.
template <typename T>
class [[nodiscard]] Fresh {
 public:
  /// `epoch`: the thread's Thread::safepointEpoch; null for objects that never move.
  explicit Fresh(T* object, const uint64_t* epoch = nullptr) : object_(object) { remember(epoch); }
  Fresh(Fresh&& other) noexcept : object_(other.object_) {
    adopt(other);
    other.object_ = nullptr;
  }
  template <typename U>
  requires requires(U* u) { static_cast<T*>(u); }
  Fresh(Fresh<U>&& other) : object_(other.object_) {  // NOLINT: upcast
    adopt(other);
    other.object_ = nullptr;
  }
  Fresh(const Fresh&) = delete;
  Fresh& operator=(const Fresh&) = delete;
  /// The raw pointer, good until the next safepoint.
  T* take() {
    check();
    T* object = object_;
    object_ = nullptr;
    return object;
  }
  T* operator->() const { return peek(); }
  T* peek() const {
    check();
    return object_;
  }

 private:
  template <typename>
  friend class Fresh;

#ifdef NDEBUG
  void remember(const uint64_t*) {}
  template <typename U>
  void adopt(const Fresh<U>&) {}
  void check() const {}
#else
  void remember(const uint64_t* epoch) {
    epoch_ = epoch;
    seen_ = epoch ? *epoch : 0;
  }
  template <typename U>
  void adopt(const Fresh<U>& other) {
    epoch_ = other.epoch_;
    seen_ = other.seen_;
  }
  void check() const {
    assert((!epoch_ || *epoch_ == seen_) && "a Fresh result was used after a safepoint");
  }
  const uint64_t* epoch_ = nullptr;
  uint64_t seen_ = 0;
#endif
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
