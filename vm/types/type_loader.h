// TypeLoader: the machine behind ClassLoader. Everything here runs under the type-load lock (ABI 30) and
// deals in *load levels*, which is what makes recursive types terminate:
//
//   Allocated  the MethodTable has its address, its category and its type arguments; nothing else. Enough to
//   be a type argument or the type of a
//              reference field: `class C<T> : IEquatable<C<T>>`, `Node<T>` with fields of its own type.
//   Loading    somewhere below us on the C++ stack. Needing more of such a type is a cycle, hence an error: a
//   class deriving from itself,
//              a struct containing itself.
//   Loaded     parent, interface map, vtable and instance layout are final.
//   (then)     statics: laid out on first use of a static field, so that structs may have statics of each
//   other's types.
//
// A MethodTable can be allocated before its vtable is known because the number of slots is bounded by
// counting virtual methods along the chain of *definitions* (virtualBound), which loads no type. Types
// allocated on the way are queued; when the outermost entry leaves, the queue is drained (drain), so that no
// half-loaded type is ever visible outside.
//
// invariants
//  1. A MethodTable outside this machine is Loaded, or Failed with a message that every later request throws
//  again.
//  2. load() of a type needs other types Loaded only for: parent, own interfaces, types of instance struct
//  fields.
//  3. Name and signature matching never loads types (signature_compare.h).
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "loader/signature.h"
#include "vm/support/arena.h"
#include "vm/support/hash.h"
#include "vm/types/class_loader.h"
#include "vm/types/dynamic_scope.h"
#include "vm/types/known_attributes.h"
#include "vm/types/load_failure.h"
#include "vm/types/lock_free_map.h"
#include "vm/types/module.h"

namespace minivm {

/// Identity of a type definition before anything of it is loaded.
struct TypeKey {
  Module* module = nullptr;
  uint32_t rid = 0;
  bool operator==(const TypeKey&) const = default;
  explicit operator bool() const { return module != nullptr; }
  uint64_t hash() const { return combineHash(mix64(reinterpret_cast<uintptr_t>(module)), rid); }
};

enum class LoadLevel : uint8_t { Allocated, Loading, Loaded, Failed };

/// EEClass::loaderData: what only the loader needs of a type.
struct LoaderData {
  LoadLevel level;
  LoadFailureKind failureKind;
  bool staticsReady;
  bool constraintsChecked;
  bool interfacesChecked;  ///< requireImplemented() has found a body for every interface method
  bool isValidated;        ///< validate() has passed
  bool hasMethodImpls;     ///< has rows in MethodImpl
  bool hasRenamedSlots;   ///< some vtable slot, own or inherited, is held by a MethodImpl body whose name may
                          ///< differ
  uint8_t genericDepth;   ///< nesting of type arguments
  uint16_t virtualBound;  ///< vtable slots there is room for
  uint16_t firstOwnInterface;                ///< interface map entries before this one are the parent's
  std::span<MethodTable* const> redeclared;  ///< interfaces of the parent that this class declares again
  std::string_view failure;                  ///< Failed: the message
};

inline LoaderData* loaderData(const MethodTable* mt);

/// Nesting limits against hostile or endless metadata.
inline constexpr uint32_t kMaxGenericDepth = 100;
inline constexpr uint32_t kMaxLoadDepth = 400;

class TypeLoader {
 public:
  explicit TypeLoader(Runtime* runtime);
  ~TypeLoader();

  /// Runs `body` under the lock; the outermost call drains the queue of allocated types. LoadErrors of the
  /// loader room become LoadFailures.
  template <typename F>
  decltype(auto) run(F&& body) {
    std::lock_guard guard(lock);
    DepthScope scope(*this);
    try {
      return body();
    } catch (const LoadError& error) {
      rethrow(error);
    }
  }

  // --- binder.cpp ---
  /// `manifest` is given for a netmodule of that assembly.
  Module& addModule(std::unique_ptr<Image> image, Module* manifest = nullptr);
  /// A file of the assembly that `from` belongs to, by the name that ModuleRef and File rows have (II.22.31,
  /// II.22.19): it lies beside the manifest's.
  Module& moduleOfFile(Module& from, std::string_view fileName);
  Module& loadModule(const std::string& path);
  Module& resolveAssemblyRef(Module& from, uint32_t rid);
  Module* findModule(std::string_view simpleName);
  Module* loadByName(std::string_view simpleName);
  Module* loadFromFramework(std::string_view simpleName);
  TypeKey resolveTypeRef(Module& module, uint32_t rid);
  TypeKey tryFindInModule(Module& module, std::string_view nameSpace, std::string_view name,
                          uint32_t depth = 0);
  /// What a reference to the framework assembly `assembly` means by a name: of the core library only what it
  /// shows, unless it is the core library that is named; then what an assembly of that name has.
  TypeKey tryFindByAssembly(Module& target, std::string_view assembly, std::string_view nameSpace,
                            std::string_view name);
  /// Identity of a TypeDef, TypeRef or the generic definition named by a TypeSpec; empty for other TypeSpecs
  /// and nil.
  TypeKey keyOf(Module& module, Token token);
  TypeKey coreKey(std::string_view nameSpace, std::string_view name);

  // --- type_allocation.cpp ---
  MethodTable* typeDef(Module& module, uint32_t rid);
  MethodTable* typeDef(TypeKey key) { return typeDef(*key.module, key.rid); }
  MethodTable* instance(MethodTable* definition, std::span<const TypeHandle> args);
  uint32_t virtualBound(TypeKey key, uint32_t depth = 0);
  uint32_t genericDepthOf(TypeHandle type);
  MethodTable* wellKnown(WellKnownType type);
  MethodTable* primitive(ElementType element);
  TypeHandle variable(Module& module, Token owner, uint32_t index);
  TypeHandle derived(ElementType kind, TypeHandle element);
  TypeHandle fnPtr(std::span<const TypeHandle> types, uint8_t callConv);
  TypeHandle substitute(TypeHandle type, const GenericContext& context);

  // --- load levels: type_loader.cpp ---
  /// Brings a type to Loaded; throws its failure.
  void load(MethodTable* mt);
  void load(TypeHandle type);
  void drain();
  /// "Could not load type 'N.Type' from assembly '…'", then " because " and the reason if there is one.
  [[noreturn]] void fail(const MethodTable* mt, const std::string& reason,
                         LoadFailureKind kind = LoadFailureKind::TypeLoad);

  // --- arrays.cpp ---
  MethodTable* szArray(TypeHandle element);
  MethodTable* mdArray(TypeHandle element, uint32_t rank);
  void loadArray(MethodTable* mt);
  bool isSzArrayInterface(const MethodTable* iface);

  // --- signatures.cpp ---
  /// At least Allocated.
  TypeHandle typeSig(Module& module, SigCursor& cursor, const GenericContext& context, uint32_t depth = 0);
  TypeHandle typeToken(Module& module, Token token, const GenericContext& context);
  ArgInfo classify(Module& module, SigCursor& cursor, const GenericContext& context);
  ArgInfo classify(TypeHandle type);
  /// In the memory of the module's LoaderAllocator.
  const MethodSig* buildSig(Module& module, SigCursor cursor, const GenericContext& context,
                            MethodDesc* method);
  const MethodSig& signature(MethodDesc* method);
  TypeHandle argType(MethodDesc* method, int index);

  // --- members.cpp ---
  MethodDesc* resolveMethod(Module& module, Token token, const GenericContext& context,
                            TypeHandle* declaringType);
  FieldDesc* resolveField(Module& module, Token token, const GenericContext& context);
  MethodDesc* methodInstance(MethodDesc* definition, std::span<const TypeHandle> args);
  MethodDesc* methodOnExactType(MethodTable* owner, MethodDesc* method);
  MethodDesc* methodByRid(MethodTable* owner, uint32_t rid);
  /// The `<Module>` type with the global members of the file that a ModuleRef names.
  MethodTable* globalsOf(Module& module, Token moduleRef);
  ByteSpan methodSigBlob(const MethodDesc* method);
  void learnAttributes(MethodDesc* method);

  // --- statics.cpp ---
  void ensureStatics(MethodTable* mt);
  void placeThreadStatic(MethodTable* mt, FieldDesc& field);

  // --- known_attributes.cpp ---
  /// The row's attribute if it is one of known_attributes.h.
  KnownAttribute attributeOf(Module& module, uint32_t customAttributeRid);
  /// Row of the attribute on `owner`, 0 when absent.
  uint32_t findAttribute(Module& module, Token owner, KnownAttribute attribute);

  // --- dispatch.cpp ---
  MethodDesc* resolveVirtual(MethodTable* type, MethodDesc* declared);
  MethodDesc* resolveInterface(MethodTable* type, MethodDesc* declared);
  void requireImplemented(MethodTable* type);
  [[noreturn]] void failUnimplemented(MethodTable* type, const MethodDesc& method);
  /// `how`: what the method tried, "implicitly override a method" and the like.
  [[noreturn]] void failWeakerConstraints(MethodTable* type, const MethodDesc& method, const char* how);
  MethodDesc* resolveStatic(MethodTable* type, MethodDesc* declared);
  MethodDesc* resolveDefault(MethodTable* type, MethodDesc* declared);
  MethodDesc* findMethodImpl(MethodTable* type, MethodDesc* declared);
  MethodDesc* findImplementation(MethodTable* type, MethodDesc* declared);
  MethodDesc* implementationAt(MethodTable* type, MethodTable* level, MethodDesc* declared);
  MethodDesc* matchInClass(MethodTable* type, MethodDesc* declared, bool wantStatic);

  // --- casting.cpp ---
  bool canCast(TypeHandle from, TypeHandle to);
  bool canCastUncached(TypeHandle from, TypeHandle to);
  bool isVariantCompatible(MethodTable* from, MethodTable* to);
  bool isArrayElementCompatible(TypeHandle from, TypeHandle to);
  uint16_t genericParamFlags(MethodTable* type, uint32_t index);
  void checkConstraints(MethodTable* type, MethodDesc* method);

  // --- type_checks.cpp ---
  /// The rules of a class that need other types loaded, asked before it is used: constraints of its base type
  /// and interfaces (II.10.1.7), of its generic overrides (II.9.9), covariant results, bodies of interface
  /// methods. Types of the core library are trusted.
  void validate(MethodTable* type);
  void validateCovariantResults(MethodTable* type);
  /// II.9.9: `body` asks nothing of its type arguments that `declared` does not ask.
  bool constraintsAllow(MethodDesc* body, MethodDesc* declared);

  // --- statistics.cpp ---
  LoaderStatistics statistics();

  // --- type_name_parser.cpp ---
  TypeHandle parseTypeName(Module* from, std::string_view text, GenericContext context);

  // --- unload.cpp ---
  /// The memory of an allocator; null: what is never freed.
  Arena& arenaOf(LoaderAllocator* allocator) { return allocator ? allocator->arena : arena; }
  Arena& arenaOf(const MethodTable* mt) { return arenaOf(mt->eeClass->allocator); }
  /// Who owns what is made of a module's row in a context; it refers to the owners of the other parts.
  LoaderAllocator* allocatorOf(Module& module, const GenericContext& context);
  /// The same for what is made of a definition and type arguments.
  LoaderAllocator* allocatorOf(LoaderAllocator* definition, std::span<const TypeHandle> args);
  void noteReference(Module& from, Module& to);
  std::vector<std::unique_ptr<LoaderAllocator>> unlinkDead();

  Runtime* runtime;       ///< null in tests
  Arena arena{64 << 10};  ///< of what is never freed
  std::recursive_mutex lock;
  std::vector<std::unique_ptr<Module>> ownedModules;
  std::vector<std::unique_ptr<LoaderAllocator>> allocators;  ///< of collectible assemblies, oldest first
  uint64_t lastAllocator = 0;
  std::vector<Module*> modules;
  Module* coreLib = nullptr;
  std::vector<std::string> probing;
  std::vector<StaticRootBlock> staticRoots;
  std::vector<uint32_t> threadStaticRoots;  ///< offsets of references in Thread::threadStatics
  uint32_t threadStaticsUsed = 0;
  std::vector<std::pair<uint32_t, uint32_t>> freeThreadStatics;  ///< places and sizes, of unloaded types

  /// Types the builder compares against by identity; set when the core library is added.
  TypeKey objectKey, valueTypeKey, enumKey, multicastDelegateKey, delegateKey, stringKey, nullableKey,
      arrayKey;
  uint16_t finalizeSlot = 0xFFFF;  ///< slot of Object.Finalize
  LockFreeMap<MethodTable*, MethodDesc*, MethodDesc*> dispatchCache{arena};
  LockFreeMap<uintptr_t, uintptr_t, uintptr_t> castCache{arena};
  DynamicMethods dynamicMethods{*this};
  /// Generic definitions whose base types, and theirs, need finitely many instances (II.9.2).
  HashMap<TypeKey, bool> finiteDefinitions;

 private:
  struct DepthScope {
    explicit DepthScope(TypeLoader& loader) : loader(loader) { ++loader.depth_; }
    ~DepthScope() {
      if (loader.depth_ == 1 && !loader.pending_.empty()) loader.drain();
      --loader.depth_;
    }
    TypeLoader& loader;
  };
  struct InstanceKey {
    const void* definition;
    std::span<const TypeHandle> args;
    uint64_t hash() const {
      uint64_t h = mix64(reinterpret_cast<uintptr_t>(definition));
      for (TypeHandle arg : args) h = combineHash(h, arg.word());
      return h;
    }
    bool operator==(const InstanceKey& o) const {
      return definition == o.definition && args.size() == o.args.size() &&
             std::equal(args.begin(), args.end(), o.args.begin());
    }
  };
  [[noreturn]] void rethrow(const LoadError& error);
  MethodTable* allocate(Module& module, uint32_t rid, MethodTable* definition,
                        std::span<const TypeHandle> args);
  TypeDesc* makeTypeDesc(LoaderAllocator* allocator);
  MethodTable* allocateArrayTable(TypeHandle element, uint32_t rank, bool isSz);
  const MethodSig* arraySig(MethodDesc* method);
  /// Index of the first argument that breaks a constraint of its parameter; −1 when all fit.
  int violatedConstraint(GenericContext context, Module& module, Token owner,
                         std::span<const TypeHandle> args);

  uint32_t depth_ = 0;
  uint32_t loadDepth_ = 0;
  std::vector<MethodTable*> pending_;
  std::vector<std::pair<uintptr_t, uintptr_t>> castsInProgress_;
  HashMap<InstanceKey, MethodTable*> instances_;
  HashMap<InstanceKey, MethodDesc*> methodInstances_;
  HashMap<InstanceKey, TypeDesc*> fnPtrs_;
  HashMap<uintptr_t, MethodTable*> szArrays_;
  HashMap<std::pair<uintptr_t, uint32_t>, MethodTable*> mdArrays_;
  HashMap<std::pair<uintptr_t, uint32_t>, TypeDesc*> derived_;
  HashMap<std::pair<uintptr_t, uint64_t>, TypeDesc*> variables_;
  struct BlobSigKey {
    const void* blob;
    uint32_t size;
    GenericContext context;
    uint64_t hash() const {
      uint64_t h = combineHash(mix64(reinterpret_cast<uintptr_t>(blob)), size);
      for (TypeHandle arg : context.classArgs) h = combineHash(h, arg.word());
      for (TypeHandle arg : context.methodArgs) h = combineHash(h, ~arg.word());
      return h;
    }
    bool operator==(const BlobSigKey& o) const {
      auto same = [](std::span<const TypeHandle> a, std::span<const TypeHandle> b) {
        return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin());
      };
      return blob == o.blob && size == o.size && same(context.classArgs, o.context.classArgs) &&
             same(context.methodArgs, o.context.methodArgs);
    }
  };
  struct BlobSig {
    const MethodSig* sig;
    LoaderAllocator* allocator;
  };
  HashMap<BlobSigKey, BlobSig> blobSigs_;
  std::atomic<MethodTable*> wellKnown_[static_cast<size_t>(WellKnownType::Count)] = {};
  MethodTable* primitives_[0x20] = {};
  uint32_t szArrayInterfaceRids_[5] = {};
  friend class ClassLoader;
};

/// The calling convention as far as it is part of a function pointer's type: all native ones are the same
/// type.
inline uint8_t identityOfConvention(uint8_t callConv) {
  const uint8_t kind = callConv & kSigKindMask;
  const bool isNative = kind != kSigDefault && kind != kSigVarArg;
  return isNative ? static_cast<uint8_t>((callConv & ~kSigKindMask) | kSigUnmanaged) : callConv;
}

inline LoaderData* loaderData(const MethodTable* mt) {
  return static_cast<LoaderData*>(mt->eeClass->loaderData);
}
/// Definition identity of a MethodTable; empty for arrays.
inline TypeKey keyOfTable(const MethodTable* mt) {
  return mt->eeClass->typeDef.isNil() ? TypeKey{} : TypeKey{mt->module, mt->eeClass->typeDef.rid()};
}

}  // namespace minivm
