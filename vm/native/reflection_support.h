// What the natives of reflection share.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "vm/gc/handle.h"
#include "vm/types/class_loader.h"
#include "vm/types/load_failure.h"

namespace minivm {

class Thread;

/// Constraint types of a generic variable, in metadata order; empty for other types.
std::vector<TypeHandle> constraintsOf(Thread& thread, TypeHandle variable);
/// Type arguments of a method; of a definition its own variables.
std::vector<TypeHandle> methodArgumentsOf(Thread& thread, MethodDesc* method);
/// The method to ask for types: a generic definition stands for its instance over its own variables.
MethodDesc* withVariables(Thread& thread, MethodDesc* method);
/// The types of a RuntimeType[]; null elements give null handles.
std::vector<TypeHandle> typesOf_nogc(Array* runtimeTypes);
/// Turns a failed instantiation into .NET's ArgumentException.
[[noreturn]] void throwConstraintViolation(Thread& thread, const std::string& definition,
                                           std::span<const TypeHandle> variables,
                                           std::span<const TypeHandle> args, const LoadFailure& failure);

/// The module of the youngest frame outside the core library; the core library when there is none.
Module* callerModule(Thread& thread);
/// The youngest frame's method outside the core library, null when there is none.
MethodDesc* callerMethod(Thread& thread);

/// The one RuntimeAssembly and the one RuntimeModule of a module (contract §4.5). Made on first use.
Object* assemblyObjectOf(Thread& thread, Module& module);
/// The loaded assemblies' manifest modules. `owners` keeps those that may be unloaded. May collect.
std::vector<Module*> livingAssemblies(Thread& thread, Rooted<Array>& owners);
/// A new assembly that is made in memory. A collectible one is unloaded when nothing refers to the result,
/// and to its types and methods. May collect.
Object* newGrowingAssembly(Thread& thread, std::string name, bool isCollectible);
/// Finds now what is wrong with a class that was made at run time, as CoreCLR does; under --verify with its
/// bodies. LoadFailure; may collect.
void validateMadeType(Thread& thread, MethodTable* type);
Object* moduleObjectOf(Thread& thread, Module& module);
Module* moduleOfAssembly_nogc(Object* runtimeAssembly);
Module* moduleOfModule_nogc(Object* runtimeModule);

/// A constant of the metadata, boxed as `type` where that is an enum or the same primitive; null for null
/// references. May collect.
Object* boxConstant(Thread& thread, Module& module, Token parent, TypeHandle type, bool& isPresent);

}  // namespace minivm
