// ClassLoader: from names, tokens and signatures to exact types, methods and fields. Everything is lazy;
// every failure is a LoadFailure. Nothing here runs managed code or collects (RuntimeType objects and statics
// that need the heap are made by the callers' layers), except where a `Thread&` parameter says so. All entry
// points take the type-load lock themselves when they must build something (ABI 30).
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "loader/token.h"
#include "vm/types/ee_class.h"
#include "vm/types/field_desc.h"
#include "vm/types/loader_allocator.h"
#include "vm/types/method_desc.h"
#include "vm/types/module.h"
#include "vm/types/type_handle.h"
#include "vm/types/well_known.h"

namespace minivm {

class DynamicMethods;
class Runtime;
class SigCursor;
class TypeLoader;

/// What the types loaded so far are and take (`--stats`).
struct LoaderStatistics {
  size_t definitions = 0;      ///< of TypeDef rows; the generic ones are open
  size_t instances = 0;        ///< of generic types
  size_t arrays = 0;           ///< array types
  size_t methodInstances = 0;  ///< of generic methods
  size_t methods = 0;          ///< MethodDescs of all types
  size_t tableBytes = 0;       ///< MethodTables with their slots
  size_t classBytes = 0;       ///< EEClasses and what belongs to each type
  size_t interfaceBytes = 0;   ///< interface maps
  size_t methodBytes = 0;      ///< MethodDescs, those of generic methods' instances included
  size_t fieldBytes = 0;       ///< FieldDescs
  size_t staticBytes = 0;      ///< storage of static fields
  size_t allBytes = 0;  ///< taken from the system for all of it but statics: names, signatures, caches, too
};

class ClassLoader {
 public:
  explicit ClassLoader(Runtime& runtime);
  /// For tests of the type system alone: no logging, no precodes.
  ClassLoader();
  ~ClassLoader();
  ClassLoader(const ClassLoader&) = delete;
  ClassLoader& operator=(const ClassLoader&) = delete;

  // --- assemblies (class_loader.cpp, binder.cpp) ---
  /// Opens and registers an image. The first one must be System.Private.CoreLib.
  Module& loadModule(const std::string& path);
  Module& addModule(std::unique_ptr<Image> image);
  /// Registers an assembly that is made in memory (AssemblyBuilder); it has no types yet. With an `owner`, a
  /// long weak handle that is handed over, it is unloaded when that object is gone.
  Module& addGrowingModule(std::string simpleName, Object** owner = nullptr);
  /// `from` uses what `to` defines: `to` lives at least as long. NotSupported when it would not.
  void noteReference(Module& from, Module& to);
  Module& coreLib() const;
  /// The module that an AssemblyRef row means: framework names map to the library in use (DESIGN §2), others
  /// are looked for beside the app.
  Module& resolveAssemblyRef(Module& from, uint32_t assemblyRefRid);
  /// The file that a File row of the manifest names, as a module of the same assembly (II.6.2).
  Module& resolveFile(Module& manifest, uint32_t fileRid);
  /// An assembly by its simple name, as a reference to it would find it; null when there is none.
  Module* tryLoadAssembly(std::string_view simpleName);
  /// Those that are not about to be unloaded. They may be with the next collection, unless something
  /// refers to them.
  std::vector<Module*> modules() const;
  /// Directories searched for non-framework assemblies (the app's own).
  void addProbingDirectory(const std::string& directory);

  // --- types ---
  /// Top-level type of the core library by name; LoadFailure when absent.
  MethodTable* findCoreType(std::string_view nameSpace, std::string_view name);
  MethodTable* tryFindCoreType(std::string_view nameSpace, std::string_view name);
  /// A type the VM knows by heart (well_known.def), loaded on first use.
  MethodTable* wellKnown(WellKnownType type);
  MethodTable* tryFindType(Module& module, std::string_view nameSpace, std::string_view name);
  /// `A.B+C`, `List`1[[…]]`, `int[]` … as Type.GetType takes it; null handle when absent. With a context `!0`
  /// and
  /// `!!0` are its arguments.
  TypeHandle parseTypeName(Module* from, std::string_view assemblyQualifiedName, GenericContext context = {});
  /// TypeDef, TypeRef or TypeSpec. A TypeDef/TypeRef of a generic type gives the open definition.
  TypeHandle loadType(Module& module, Token token, const GenericContext& context);
  /// One type from a signature blob; modifiers are skipped, the cursor moves past it.
  TypeHandle loadTypeSig(Module& module, SigCursor& cursor, const GenericContext& context);
  /// Category of the next type of a signature without loading reference types (ABI 27). `type` is set for
  /// structs and for everything already at hand.
  ArgInfo classifyTypeSig(Module& module, SigCursor& cursor, const GenericContext& context);
  MethodTable* loadSzArray(TypeHandle element);
  MethodTable* loadMdArray(TypeHandle element, uint32_t rank);
  TypeHandle pointerTo(TypeHandle element);
  TypeHandle byRefTo(TypeHandle element);
  TypeHandle fnPtr(std::span<const TypeHandle> retAndParams, uint8_t callConv);
  /// Exact instantiation of an open definition; checks the argument count and the constraints.
  MethodTable* instantiate(MethodTable* definition, std::span<const TypeHandle> args);
  /// The `index`th generic variable of a TypeDef or MethodDef.
  TypeHandle genericVariable(Module& module, Token owner, uint32_t index);
  /// Substitutes generic variables in `type`.
  TypeHandle substitute(TypeHandle type, const GenericContext& context);

  // --- members ---
  /// MethodDef, MemberRef or MethodSpec to an exact method. `declaringType` (optional) receives the type
  /// named in the token.
  MethodDesc* resolveMethod(Module& module, Token token, const GenericContext& context,
                            TypeHandle* declaringType = nullptr);
  /// What a token has been resolved to, where that is the same in every context; null before.
  static MethodDesc* knownMethod(const Module& module, Token token);
  static FieldDesc* knownField(const Module& module, Token token);
  FieldDesc* resolveField(Module& module, Token token, const GenericContext& context);
  /// The instantiation of a generic method (its definition on the exact type).
  MethodDesc* instantiateMethod(MethodDesc* definition, std::span<const TypeHandle> methodArgs);
  /// The method of exact type `owner` that corresponds to `method`, which belongs to the same definition
  /// (other instantiation or the open one).
  MethodDesc* methodOnExactType(MethodTable* owner, MethodDesc* method);
  const MethodSig& signature(MethodDesc* method);
  /// Signature of a stand-alone `calli` signature or a call-site signature blob. Cached per (module, blob,
  /// context).
  const MethodSig& signatureFromBlob(Module& module, ByteSpan blob, const GenericContext& context);
  /// Exact type of an argument or the return value (index −1), loading it if need be.
  TypeHandle argType(MethodDesc* method, int index);
  TypeHandle fieldType(FieldDesc* field);
  MethodDesc* findMethod(MethodTable* type,
                         std::string_view name);  ///< first by name in this class only, null if absent
  MethodDesc* findMethod(MethodTable* type, std::string_view name,
                         std::string_view sig);  ///< `int32(string,object)` as printMethodSig prints it
  FieldDesc* findField(MethodTable* type, std::string_view name);  ///< in this class only

  /// `newobj String::.ctor(…)` means the static `String.Ctor(…)` with the same parameters (contract §3).
  /// LoadFailure when it is missing.
  MethodDesc* stringCtorReplacement(MethodDesc* ctor);
  /// `int32(string,object)`: result and parameter types of a method as findMethod compares them, without
  /// loading anything.
  std::string signatureText(MethodDesc* method);
  /// True when `owner` (any token that can carry attributes) has the custom attribute. A binary search and a
  /// few compares.
  bool hasAttribute(Module& module, Token owner, std::string_view nameSpace, std::string_view name) {
    return findAttribute(module, owner, nameSpace, name) != 0;
  }
  /// The same; its CustomAttribute row, 0 when there is none.
  uint32_t findAttribute(Module& module, Token owner, std::string_view nameSpace, std::string_view name);
  /// The five generic collection interfaces of a T[] (they are in no interface map; casts and dispatch know
  /// them, as does reflection through this).
  std::vector<MethodTable*> szArrayInterfaces(MethodTable* szArray);
  /// Throws unless `args` satisfy the constraints of `definition`'s parameters (II.10.1.7), `method` null for
  /// the type's own.
  void checkConstraints(MethodTable* type, MethodDesc* method);

  /// The methods of DynamicMethod objects (dynamic_scope.h).
  DynamicMethods& dynamicMethods();

  // --- dispatch and casts ---
  /// The method that a virtual or interface call of `declared` reaches on an object of exact type `type` (ABI
  /// 25). For generic virtual methods `declared` is the exact instantiation. Throws LoadFailure when nothing
  /// implements it (or an ambiguity of default methods).
  MethodDesc* resolveVirtual(MethodTable* type, MethodDesc* declared);
  /// LoadFailure when a method of an interface of `type` has no body. To be asked before objects are made.
  void requireImplemented(MethodTable* type);
  /// Static virtual members: the exact method that `type` provides for interface method `declared` (a default
  /// one included); null if it provides none.
  MethodDesc* resolveStaticVirtual(TypeHandle type, MethodDesc* declared);
  /// `constrained.` (III.2.1): the method of value type `type` itself that `declared` reaches without a box;
  /// null when the value must be boxed, and for reference types, where the object's own type decides at the
  /// call. Static virtual members as above.
  MethodDesc* resolveConstrained(TypeHandle type, MethodDesc* declared);
  /// ECMA-335 I.8.7: `from` is assignable to `to` (variance, arrays, Nullable rules of casting).
  bool canCastTo(TypeHandle from, TypeHandle to);
  bool isInstanceOf_nogc(const Object* object, TypeHandle type);
  /// Makes sure a type that was reached through another one (EEClass::genericDefinition, type arguments) has
  /// its parent, interfaces, methods and layout. Types that this class returns have them.
  void ensureLoaded(TypeHandle type);
  /// Makes sure the type can have instances and statics (ends the lazy load levels).
  void ensureFullyLoaded(MethodTable* type);

  /// Visits every reference slot in static storage: `visit(Object**)`. World stopped.
  template <typename F>
  void forEachStaticRoot(F&& visit) {
    for (auto& block : staticRootBlocks()) {
      for (uint32_t offset : block.offsets) visit(reinterpret_cast<Object**>(block.base + offset));
    }
  }
  /// Of what is never unloaded.
  std::span<const StaticRootBlock> staticRootBlocks() const;
  /// Offsets of the references in Thread::threadStatics. World stopped.
  std::span<const uint32_t> threadStaticRoots() const;
  LoaderStatistics statistics() const;

  // --- unloading (unload.cpp) ---
  /// The collectible assemblies, those that are dead but not unlinked included. World stopped.
  std::span<const std::unique_ptr<LoaderAllocator>> allocators() const;
  /// Is one of them dead? Any thread.
  bool hasDeadAllocators() const;
  /// Takes out those that are dead: no name, token, cache or list leads to them afterwards. Their memory is
  /// the caller's to free (freeAllocator), after what other rooms made of it. World stopped.
  std::vector<std::unique_ptr<LoaderAllocator>> unlinkDead();
  /// Frees what belongs to it: modules, types, methods.
  void freeAllocator(std::unique_ptr<LoaderAllocator> allocator);
  /// Calls `visit` with every method of an allocator: of its types, and instances of generic methods.
  static void forEachMethod(LoaderAllocator& allocator, const std::function<void(MethodDesc*)>& visit);
  /// Memory that lives as long as `allocator`, null: as long as the runtime (ABI 23).
  void* allocateMemory(size_t bytes, size_t alignment, LoaderAllocator* allocator = nullptr);

 private:
  std::unique_ptr<TypeLoader> loader_;
};

}  // namespace minivm
