// Module: one loaded image with the caches that turn its tokens into types, methods and fields. One module
// per assembly, unless its manifest names more files (II.6.2): those are modules of their own beside the
// manifest's.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "loader/image.h"
#include "loader/metadata.h"
#include "vm/types/method_desc.h"

namespace minivm {

class ModuleStorage;
class Pdb;
class Runtime;
struct DynamicScope;
struct FieldDesc;
struct LoaderAllocator;

/// A loaded assembly. Owned by the Runtime; freed with it, or with its LoaderAllocator. The token caches are
/// filled by the ClassLoader under the type-load lock and read without it (each entry is published with one
/// release store).
class Module {
 public:
  /// `runtime` is null only in tests of the type system alone.
  Module(Runtime* runtime, std::unique_ptr<Image> image, std::string simpleName);
  /// A module made in memory that is complete.
  Module(Runtime* runtime, std::unique_ptr<Image> image, std::unique_ptr<Metadata> metadata,
         std::string simpleName);
  /// A module that grows (AssemblyBuilder); empty until grow().
  Module(Runtime* runtime, std::unique_ptr<ModuleStorage> storage, std::string simpleName);
  ~Module();
  Module(const Module&) = delete;
  Module& operator=(const Module&) = delete;

  Runtime& runtime() const { return *runtime_; }
  const Image& image() const { return *image_; }
  /// What the module contains now. Earlier answers of a module that grows stay valid, but know less.
  const Metadata& metadata() const { return *current_.load(std::memory_order_acquire); }
  /// Publishes more rows of a module made in memory: `next` has all rows of before, and more.
  void grow(std::unique_ptr<Metadata> next);
  /// The memory of a module that grows; null for others.
  ModuleStorage* storage() const { return storage_.get(); }
  /// `System.Private.CoreLib`, `app` …: the assembly's simple name.
  const std::string& simpleName() const { return simpleName_; }
  /// The module with the manifest of the assembly: this one, but for a netmodule. Two modules are of one
  /// assembly when they have the same.
  Module& manifest() const { return *manifest_; }
  bool isManifest() const { return manifest_ == this; }
  /// Makes this a netmodule of an assembly, before anything is loaded from it.
  void joinAssembly(Module& manifest);
  bool isCoreLib() const { return isCoreLib_; }
  void setCoreLib() { isCoreLib_ = true; }
  /// The source lines of this module; null when there are none. Looked for on first use, when a trace is
  /// printed; any thread may ask.
  const Pdb* pdb() const;
  /// Display name: `app, Version=1.0.0.0, Culture=neutral, PublicKeyToken=null`.
  std::string displayName() const;

  // Caches by rid; null until loaded. Only the ClassLoader writes.
  std::atomic<MethodTable*>* typeDefs = nullptr;   ///< [TypeDef rid]: open definition or the only MethodTable
  std::atomic<uintptr_t>* typeRefs = nullptr;      ///< [TypeRef rid]: TypeHandle word
  std::atomic<MethodDesc*>* methodDefs = nullptr;  ///< [MethodDef rid]: once a token has named it
  std::atomic<FieldDesc*>* fieldDefs = nullptr;    ///< [Field rid]: the same; statics have their place
  std::atomic<MethodDesc*>* memberRefMethods =
      nullptr;  ///< [MemberRef rid]: only for parents outside any generic context
  std::atomic<FieldDesc*>* memberRefFields = nullptr;
  /// What the loader knows of a TypeDef or TypeRef before any MethodTable exists (type_loader.h). Under the
  /// type-load lock only.
  struct TypeRefTarget {
    Module* module;  ///< null: not resolved yet
    uint32_t rid;
  };
  TypeRefTarget* typeRefTargets = nullptr;  ///< [TypeRef rid]
  uint32_t* virtualBounds =
      nullptr;  ///< [TypeDef rid]: upper bound of its vtable slots + 1, 0 = not counted yet
  uint8_t* ctorAttributes[2] = {};  ///< [0: MethodDef, 1: MemberRef rid]: KnownAttribute + 1 of an attribute
                                    ///< constructor, 0 = unknown yet
  Module** assemblyRefs = nullptr;  ///< [AssemblyRef rid]
  /// Of the module that stands behind one dynamic method: whose it is (dynamic_scope.h). Null for others.
  DynamicScope* dynamicScope = nullptr;
  /// To whom the module and its types belong; null: never freed.
  LoaderAllocator* allocator = nullptr;
  /// No module initializer is due: it has run, or there is none. Asked before each preparation of a method.
  std::atomic<bool> isInitialised = false;
  /// The RuntimeAssembly and RuntimeModule objects, made on first use; live as long as the module.
  std::atomic<Object**> assemblyObject{nullptr};
  std::atomic<Object**> moduleObject{nullptr};

 private:
  Runtime* runtime_;
  std::unique_ptr<ModuleStorage> storage_;  ///< what image and metadata point into
  std::unique_ptr<Image> image_;
  void makeCaches();

  std::atomic<const Metadata*> current_{nullptr};
  std::vector<std::unique_ptr<Metadata>> metadata_;  ///< all that were ever published
  std::string simpleName_;
  uint32_t capacity_ = 0;
  mutable std::once_flag pdbOnce_;
  mutable std::unique_ptr<Pdb> pdb_;
  Module* manifest_ = this;
  bool isCoreLib_ = false;
};

}  // namespace minivm
