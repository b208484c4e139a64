// What both tiers do out of line: boxes of Nullable, failed casts, lengths of arrays, virtual function
// pointers, the locks of synchronized methods. Written once, so that a program cannot tell the tiers apart.
#pragma once

#include <cstddef>
#include <cstdint>

#include "vm/objects/object.h"
#include "vm/types/type_handle.h"
#include "vm/types/well_known.h"

namespace minivm {

class Runtime;
class Thread;
struct MethodDesc;
struct MethodTable;

/// The box of a Nullable: null without a value, else a box of the value. `value` lies where the collector
/// updates it. May collect; throws ManagedException.
Object* boxNullable(Thread& thread, MethodTable* nullable, const void* value);
/// Makes the Nullable in `storage` (whole slots) from a box or null. InvalidCastException for any other
/// object.
void unboxNullable(Thread& thread, MethodTable* nullable, Object* object, void* storage);
/// `unbox` of an object whose type is not `type`: an enum and its underlying type are let through (III.4.32
/// as CLRs implement it), everything else is an InvalidCastException.
void checkUnbox(Thread& thread, const Object* object, MethodTable* type);
/// May `value`, which is not null, be stored into `array`?
bool storeElementChecks_nogc(Thread& thread, const Array* array, Object* value);
[[noreturn]] void throwInvalidCast(Thread& thread, const Object* object, TypeHandle target);

/// Array.MaxLength: what CoreCLR refuses to allocate, however much memory there is.
inline constexpr uint32_t kMaxArrayLength = 0x7FFFFFC7;
/// A length below zero overflows, one above kMaxArrayLength is too much memory.
[[noreturn]] void throwArrayLength(Thread& thread, int32_t length);

/// `ldvirtftn`: the stable entry of what a call of `declared` on `object` would run.
void* virtualFunction(Thread& thread, MethodDesc* declared, const Object* object);

/// Start of a synchronized method (II.15.4.3.3): waits for the lock of `owner`, which is a root. May collect.
void enterSynchronized(Thread& thread, Object*& owner);
/// End of a synchronized method, by return or exception; `lock` is a root and null when nothing is held. It
/// is cleared in any case: if the lock is not held any more, the exception that says so must not come here
/// again.
void leaveSynchronized(Thread& thread, Object*& lock);

/// The frozen object behind a method or field handle; its value word lies at `valueOffset` (contract §4.5).
Object* frozenHandleStub(Runtime& runtime, WellKnownType type, size_t valueOffset, void* value);
inline constexpr size_t kMethodStubValue = 80;
inline constexpr size_t kFieldStubValue = 56;

}  // namespace minivm
