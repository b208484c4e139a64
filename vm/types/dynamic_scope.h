// Dynamic methods (System.Reflection.Emit.DynamicMethod). Their IL and tokens come from managed memory. Each
// stands in a module of its own, made in memory and never listed among the assemblies: a few rows that name
// what the tokens mean, and the module's caches filled with the types, methods and fields that were given. So
// importer, listings, traces and both tiers see an ordinary method, and no name is ever looked up.
//
//      handles, IL, signatures ──▶ ScopeWriter: wide tables + heaps ──▶ Module (caches filled) ──▶ MethodDesc
//
// Everything of one dynamic method belongs to its DynamicScope, its LoaderAllocator (ABI 23), and is freed
// with it. What keeps it alive is its owner, a managed object: the delegates made of the method refer to it,
// frames report it, the owners of methods that call it refer to it, and so do exceptions with its frames.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "loader/method_body.h"
#include "vm/gc/heap.h"
#include "vm/types/loader_allocator.h"
#include "vm/types/method_desc.h"
#include "vm/types/module.h"

namespace minivm {

class TypeLoader;

/// What a token of a dynamic method stands for; the row number of the token counts from 1.
struct DynamicToken {
  enum class Kind : uint8_t { None, Type, Method, Field, Signature, String, VarArgMethod };
  Kind kind = Kind::None;
  TypeHandle type;
  MethodDesc* method = nullptr;
  FieldDesc* field = nullptr;
  std::vector<uint8_t> blob;  ///< Signature, VarArgMethod: with types as ELEMENT_TYPE_INTERNAL and address
  std::u16string text;        ///< String
};

/// A body as managed code hands it over. Signatures name types by ELEMENT_TYPE_INTERNAL and address.
struct DynamicBody {
  std::vector<uint8_t> code;    ///< tokens: table as in the IL of an assembly, row = number of a DynamicToken
  std::vector<uint8_t> locals;  ///< LocalVarSig (II.23.2.6); empty: none
  uint32_t maxStack = 0;
  bool initLocals = true;
  std::vector<EhClause> clauses;
};

/// What a dynamic method is before it has a body.
struct DynamicMethodHead {
  std::string name;
  std::vector<uint8_t> signature;  ///< MethodDefSig (II.23.2.1)
  Module* host = nullptr;          ///< the module it counts as part of; null: none
};

/// All that belongs to one dynamic method.
struct DynamicScope {
  /// Its memory; the owner is the object that stands for the method in managed code.
  LoaderAllocator memory{2048};
  DynamicMethodHead head;
  std::vector<std::unique_ptr<Module>> modules;  ///< the last one counts
  MethodDesc* method = nullptr;
  bool hasBody = false;
  std::vector<std::pair<ByteSpan, const MethodSig*>> callSites;  ///< signatures of calli
};

/// The dynamic methods of one class loader. Thread-safe; takes the type-load lock.
class DynamicMethods {
 public:
  explicit DynamicMethods(TypeLoader& loader) : loader_(loader) {}

  /// A new dynamic method without a body. `owner` is handed over. BadImageFormat for a broken signature.
  MethodDesc* create(DynamicMethodHead head, GcHandle owner);
  /// Gives it its body, unless it has one; `tokens` must stay reachable from the owner. LoadFailure when a
  /// type cannot be loaded.
  void setBody(MethodDesc* method, const DynamicBody& body, std::span<const DynamicToken> tokens);
  /// Takes out those whose owners are gone; the caller frees what other rooms made of the methods, then
  /// these. The handles are the caller's again. Cheap when nothing was collected since (`collections`).
  std::vector<std::unique_ptr<DynamicScope>> takeDead(uint64_t collections);
  size_t count() const;
  /// The owner of `method`, null when it is none of these (any more).
  Object* ownerOf_nogc(const MethodDesc* method) const;

  /// Lets a collectible `method` live at least as long as `object`: an exception with the method in its
  /// trace.
  void keepWith_nogc(GcHeap& heap, Object* object, MethodDesc* method);

 private:
  void build(DynamicScope& scope, const DynamicBody* body, std::span<const DynamicToken> tokens);

  TypeLoader& loader_;
  mutable std::mutex mutex_;
  std::vector<std::unique_ptr<DynamicScope>> scopes_;
  std::unordered_map<const MethodDesc*, const DynamicScope*> byMethod_;
  uint64_t seenCollections_ = 0;
  std::vector<GcHandle> keepers_;  ///< dependent handles: object → owner
  uint64_t keptCollections_ = 0;
};

/// The scope behind a method with isDynamic.
inline DynamicScope& scopeOf(const MethodDesc* method) {
  return *method->methodTable->module->dynamicScope;
}

/// The stock library's dynamic methods get their body when they are first called: asks their resolver for it.
/// To be called before a method with isDynamic is prepared; runs managed code.
void ensureDynamicBodyRunsManaged(Thread& thread, MethodDesc* method);

}  // namespace minivm
