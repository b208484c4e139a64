// Declares every native of fcalls.def, pinvokes.def, stock_fcalls.def and stock_qcalls.def, with the C++ type
// that its row gives it. A definition with another type does not link.
#pragma once

#include "vm/native/native_table.h"
#include "vm/objects/object.h"

namespace minivm {

struct FieldDesc;
struct ThreadRecord;
struct WaitObject;

namespace natives {

// Argument wrappers of QCalls (stock/stock_support.h).
struct OnStack;
struct TypeOnStack;
struct ModuleOnStack;
struct CrawlMark;
struct ConstArray;
struct AssemblyNameParts;
struct EmitHandler;

/// Names a function type, so that a row can declare a function with it.
template <typename F>
using Native = F;

#define FCALL(fn, type, method, ...) Native<__VA_ARGS__> fn;
#include "vm/native/fcalls.def"
#define PINVOKE(fn, module, entry, ...) Native<__VA_ARGS__> fn;
#include "vm/native/pinvokes.def"
#define FCALL(fn, type, method, ...) Native<__VA_ARGS__> fn;
#include "vm/native/stock_fcalls.def"
#define QCALL(fn, entry, ...) Native<__VA_ARGS__> fn;
#include "vm/native/stock_qcalls.def"

// Natives of runtime kinds: one function serves every method of its kind (MethodKind).
void delegateCtor(NativeCall& call);
void arrayGet(NativeCall& call);
void arraySet(NativeCall& call);
void arrayAddress(NativeCall& call);
void arrayCtor(NativeCall& call);

}  // namespace natives
}  // namespace minivm
