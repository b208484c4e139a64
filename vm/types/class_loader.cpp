// The public face: fast paths without the lock, then TypeLoader under it. Types leave Loaded (type_loader.h,
// invariant 1).
#include "vm/types/class_loader.h"

#include "vm/types/module_storage.h"
#include "vm/types/signature_text.h"
#include "vm/types/type_loader.h"

namespace minivm {

namespace {

bool isLoaded(const MethodTable* mt) {
  return (mt->privateFlags.load(std::memory_order_acquire) & MethodTable::kLoaded) != 0;
}

}  // namespace

ClassLoader::ClassLoader(Runtime& runtime) : loader_(std::make_unique<TypeLoader>(&runtime)) {}
ClassLoader::ClassLoader() : loader_(std::make_unique<TypeLoader>(nullptr)) {}
ClassLoader::~ClassLoader() = default;

// ---- assemblies ----

Module& ClassLoader::loadModule(const std::string& path) {
  std::lock_guard guard(loader_->lock);
  return loader_->loadModule(path);
}
Module& ClassLoader::addModule(std::unique_ptr<Image> image) {
  std::lock_guard guard(loader_->lock);
  return loader_->addModule(std::move(image));
}
Module& ClassLoader::coreLib() const {
  return *loader_->coreLib;
}
Module& ClassLoader::resolveAssemblyRef(Module& from, uint32_t rid) {
  return loader_->run([&]() -> Module& { return loader_->resolveAssemblyRef(from, rid); });
}
Module& ClassLoader::resolveFile(Module& manifest, uint32_t rid) {
  return loader_->run([&]() -> Module& {
    const Metadata& metadata = manifest.metadata();
    return loader_->moduleOfFile(manifest, metadata.string(metadata.file(rid).name));
  });
}
Module* ClassLoader::tryLoadAssembly(std::string_view simpleName) {
  return loader_->run([&]() -> Module* {
    if (Module* known = loader_->findModule(simpleName)) return known;
    if (Module* module = loader_->loadFromFramework(simpleName)) return module;
    return loader_->loadByName(simpleName);
  });
}
std::vector<Module*> ClassLoader::modules() const {
  std::lock_guard guard(loader_->lock);
  std::vector<Module*> living;
  for (Module* module : loader_->modules) {
    if (!module->allocator || !module->allocator->isDead()) living.push_back(module);
  }
  return living;
}
void ClassLoader::addProbingDirectory(const std::string& directory) {
  std::lock_guard guard(loader_->lock);
  loader_->probing.push_back(directory);
}

// ---- types ----

MethodTable* ClassLoader::tryFindCoreType(std::string_view nameSpace, std::string_view name) {
  return tryFindType(*loader_->coreLib, nameSpace, name);
}
MethodTable* ClassLoader::findCoreType(std::string_view nameSpace, std::string_view name) {
  if (MethodTable* found = tryFindCoreType(nameSpace, name)) return found;
  throw LoadFailure(LoadFailureKind::TypeLoad, loader_->coreLib->image().path() + ": the VM needs type " +
                                                   std::string(nameSpace) + "." + std::string(name) +
                                                   ", which this class library lacks");
}
MethodTable* ClassLoader::tryFindType(Module& module, std::string_view nameSpace, std::string_view name) {
  return loader_->run([&]() -> MethodTable* {
    TypeKey key = loader_->tryFindInModule(module, nameSpace, name);
    if (!key) return nullptr;
    MethodTable* mt = loader_->typeDef(key);
    loader_->load(mt);
    return mt;
  });
}
MethodTable* ClassLoader::wellKnown(WellKnownType type) {
  MethodTable* known = loader_->wellKnown_[static_cast<size_t>(type)].load(std::memory_order_acquire);
  if (known && isLoaded(known)) return known;
  return loader_->run([&] {
    MethodTable* mt = loader_->wellKnown(type);
    loader_->load(mt);
    return mt;
  });
}
TypeHandle ClassLoader::parseTypeName(Module* from, std::string_view text, GenericContext context) {
  return loader_->run([&] {
    TypeHandle type = loader_->parseTypeName(from, text, context);
    loader_->load(type);
    return type;
  });
}
TypeHandle ClassLoader::loadType(Module& module, Token token, const GenericContext& context) {
  if (token.is(Table::TypeDef) && module.metadata().isValid(token)) {
    MethodTable* known = module.typeDefs[token.rid()].load(std::memory_order_acquire);
    if (known && isLoaded(known)) return known;
  }
  return loader_->run([&] {
    TypeHandle type = loader_->typeToken(module, token, context);
    loader_->load(type);
    return type;
  });
}
TypeHandle ClassLoader::loadTypeSig(Module& module, SigCursor& cursor, const GenericContext& context) {
  return loader_->run([&] {
    TypeHandle type = loader_->typeSig(module, cursor, context);
    loader_->load(type);
    return type;
  });
}
ArgInfo ClassLoader::classifyTypeSig(Module& module, SigCursor& cursor, const GenericContext& context) {
  return loader_->run([&] { return loader_->classify(module, cursor, context); });
}
MethodTable* ClassLoader::loadSzArray(TypeHandle element) {
  return loader_->run([&] {
    MethodTable* mt = loader_->szArray(element);
    loader_->load(mt);
    return mt;
  });
}
MethodTable* ClassLoader::loadMdArray(TypeHandle element, uint32_t rank) {
  return loader_->run([&] {
    MethodTable* mt = loader_->mdArray(element, rank);
    loader_->load(mt);
    return mt;
  });
}
TypeHandle ClassLoader::pointerTo(TypeHandle element) {
  return loader_->run([&] { return loader_->derived(ElementType::Ptr, element); });
}
TypeHandle ClassLoader::byRefTo(TypeHandle element) {
  return loader_->run([&] { return loader_->derived(ElementType::ByRef, element); });
}
TypeHandle ClassLoader::fnPtr(std::span<const TypeHandle> retAndParams, uint8_t callConv) {
  return loader_->run([&] { return loader_->fnPtr(retAndParams, callConv); });
}
MethodTable* ClassLoader::instantiate(MethodTable* definition, std::span<const TypeHandle> args) {
  return loader_->run([&] {
    MethodTable* mt = loader_->instance(definition, args);
    loader_->load(mt);
    loader_->checkConstraints(mt, nullptr);
    return mt;
  });
}
TypeHandle ClassLoader::substitute(TypeHandle type, const GenericContext& context) {
  return loader_->run([&] {
    TypeHandle result = loader_->substitute(type, context);
    loader_->load(result);
    return result;
  });
}
LoaderStatistics ClassLoader::statistics() const {
  return loader_->run([&] { return loader_->statistics(); });
}
void* ClassLoader::allocateMemory(size_t bytes, size_t alignment, LoaderAllocator* allocator) {
  std::lock_guard guard(loader_->lock);
  return loader_->arenaOf(allocator).allocate(bytes, alignment);
}
std::span<const StaticRootBlock> ClassLoader::staticRootBlocks() const {
  return loader_->staticRoots;
}

TypeHandle ClassLoader::genericVariable(Module& module, Token owner, uint32_t index) {
  return loader_->run([&] { return loader_->variable(module, owner, index); });
}

std::span<const uint32_t> ClassLoader::threadStaticRoots() const {
  return loader_->threadStaticRoots;
}

void ClassLoader::ensureLoaded(TypeHandle type) {
  if (type.isNull() || type.isTypeDesc() || isLoaded(type.asMethodTable())) return;
  loader_->run([&] { loader_->load(type); });
}
void ClassLoader::ensureFullyLoaded(MethodTable* type) {
  if (type->privateFlags.load(std::memory_order_acquire) & MethodTable::kFullyLoaded) return;
  loader_->run([&] {
    loader_->load(type);
    if (!type->isArray()) {
      loader_->checkConstraints(type, nullptr);
      loader_->validate(type);
      loader_->ensureStatics(type);
    }
    type->privateFlags.fetch_or(MethodTable::kFullyLoaded, std::memory_order_release);
  });
}
std::vector<MethodTable*> ClassLoader::szArrayInterfaces(MethodTable* szArray) {
  return loader_->run([&] {
    std::vector<MethodTable*> result;
    TypeHandle element = szArray->elementType();
    if (element.isTypeDesc() && element.elementType() != ElementType::Var &&
        element.elementType() != ElementType::MVar)
      return result;
    for (WellKnownType type :
         {WellKnownType::IListOfT, WellKnownType::ICollectionOfT, WellKnownType::IEnumerableOfT,
          WellKnownType::IReadOnlyListOfT, WellKnownType::IReadOnlyCollectionOfT}) {
      result.push_back(loader_->instance(loader_->wellKnown(type), {&element, 1}));
      loader_->load(result.back());
    }
    return result;
  });
}
void ClassLoader::checkConstraints(MethodTable* type, MethodDesc* method) {
  loader_->run([&] { loader_->checkConstraints(type, method); });
}

// ---- members ----

MethodDesc* ClassLoader::resolveMethod(Module& module, Token token, const GenericContext& context,
                                       TypeHandle* declaringType) {
  if (MethodDesc* known = knownMethod(module, token)) {
    if (declaringType) *declaringType = known->methodTable;
    return known;
  }
  return loader_->run([&] { return loader_->resolveMethod(module, token, context, declaringType); });
}
FieldDesc* ClassLoader::resolveField(Module& module, Token token, const GenericContext& context) {
  if (FieldDesc* known = knownField(module, token)) return known;
  return loader_->run([&] { return loader_->resolveField(module, token, context); });
}
MethodDesc* ClassLoader::knownMethod(const Module& module, Token token) {
  if (!module.metadata().isValid(token)) return nullptr;
  if (token.is(Table::MethodDef)) return module.methodDefs[token.rid()].load(std::memory_order_acquire);
  if (token.is(Table::MemberRef)) return module.memberRefMethods[token.rid()].load(std::memory_order_acquire);
  return nullptr;
}
FieldDesc* ClassLoader::knownField(const Module& module, Token token) {
  if (!module.metadata().isValid(token)) return nullptr;
  if (token.is(Table::Field)) return module.fieldDefs[token.rid()].load(std::memory_order_acquire);
  if (token.is(Table::MemberRef)) return module.memberRefFields[token.rid()].load(std::memory_order_acquire);
  return nullptr;
}
MethodDesc* ClassLoader::instantiateMethod(MethodDesc* definition, std::span<const TypeHandle> methodArgs) {
  return loader_->run([&] { return loader_->methodInstance(definition, methodArgs); });
}
MethodDesc* ClassLoader::methodOnExactType(MethodTable* owner, MethodDesc* method) {
  return loader_->run([&] { return loader_->methodOnExactType(owner, method); });
}
const MethodSig& ClassLoader::signature(MethodDesc* method) {
  if (const MethodSig* known = method->sig.load(std::memory_order_acquire)) return *known;
  return loader_->run([&]() -> const MethodSig& { return loader_->signature(method); });
}
Module& ClassLoader::addGrowingModule(std::string simpleName, Object** owner) {
  return loader_->run([&]() -> Module& {
    auto module =
        std::make_unique<Module>(loader_->runtime, std::make_unique<ModuleStorage>(), std::move(simpleName));
    module->isInitialised.store(true, std::memory_order_relaxed);
    if (owner) {
      constexpr size_t kFirstChunkBytes = 4096;
      auto allocator = std::make_unique<LoaderAllocator>(kFirstChunkBytes);
      allocator->owner = owner;
      allocator->number = ++loader_->lastAllocator;
      allocator->modules.push_back(module.get());
      module->allocator = allocator.get();
      loader_->allocators.push_back(std::move(allocator));
    }
    loader_->ownedModules.push_back(std::move(module));
    loader_->modules.push_back(loader_->ownedModules.back().get());
    return *loader_->modules.back();
  });
}

DynamicMethods& ClassLoader::dynamicMethods() {
  return loader_->dynamicMethods;
}

const MethodSig& ClassLoader::signatureFromBlob(Module& module, ByteSpan blob,
                                                const GenericContext& context) {
  return loader_->run([&]() -> const MethodSig& {
    if (module.dynamicScope) {  // what belongs to it may not be remembered here
      auto& known = module.dynamicScope->callSites;
      for (const auto& [site, sig] : known) {
        if (site.data() == blob.data()) return *sig;
      }
      SigCursor cursor(blob, module.metadata().path());
      known.emplace_back(blob, loader_->buildSig(module, cursor, context, nullptr));
      return *known.back().second;
    }
    TypeLoader::BlobSigKey key{blob.data(), static_cast<uint32_t>(blob.size()), context};
    if (const TypeLoader::BlobSig* known = loader_->blobSigs_.find(key)) return *known->sig;
    const MethodSig* sig =
        loader_->buildSig(module, SigCursor(blob, module.metadata().path()), context, nullptr);
    LoaderAllocator* allocator = loader_->allocatorOf(module, context);
    Arena& memory = loader_->arenaOf(allocator);
    key.context.classArgs = memory.copyArray(context.classArgs);
    key.context.methodArgs = memory.copyArray(context.methodArgs);
    loader_->blobSigs_.tryInsert(key, TypeLoader::BlobSig{sig, allocator});
    return *sig;
  });
}
TypeHandle ClassLoader::argType(MethodDesc* method, int index) {
  return loader_->run([&] {
    TypeHandle type = loader_->argType(method, index);
    loader_->load(type);
    return type;
  });
}
TypeHandle ClassLoader::fieldType(FieldDesc* field) {
  if (field->type) return field->type;
  return loader_->run([&] {
    Module& module = *field->owner->module;
    SigCursor cursor(module.metadata(), module.metadata().field(field->token.rid()).signature);
    readFieldHeader(cursor);
    TypeHandle type = loader_->typeSig(module, cursor, {field->owner->eeClass->typeArgs, {}});
    loader_->load(type);
    return type;
  });
}
MethodDesc* ClassLoader::findMethod(MethodTable* type, std::string_view name) {
  return loader_->run([&]() -> MethodDesc* {
    loader_->load(type);
    for (MethodDesc& method : type->eeClass->methods) {
      if (method.name() == name) return &method;
    }
    return nullptr;
  });
}
MethodDesc* ClassLoader::findMethod(MethodTable* type, std::string_view name, std::string_view sig) {
  auto plain = [](std::string_view text) {
    std::string result;
    for (char c : text) {
      if (c != ' ') result += c;
    }
    return result;
  };
  return loader_->run([&]() -> MethodDesc* {
    loader_->load(type);
    std::string wanted = plain(sig);
    for (MethodDesc& method : type->eeClass->methods) {
      if (method.name() != name || method.token.isNil()) continue;
      std::string text = plain(minivm::signatureText(*type->module, method));
      if (text == wanted || (wanted.starts_with('(') && text.substr(text.find('(')) == wanted))
        return &method;
    }
    return nullptr;
  });
}
FieldDesc* ClassLoader::findField(MethodTable* type, std::string_view name) {
  return loader_->run([&]() -> FieldDesc* {
    loader_->load(type);
    for (FieldDesc& field : type->eeClass->fields) {
      if (field.name() != name) continue;
      if (field.isStatic()) loader_->ensureStatics(type);
      return &field;
    }
    return nullptr;
  });
}
MethodDesc* ClassLoader::stringCtorReplacement(MethodDesc* ctor) {
  return loader_->run([&]() -> MethodDesc* {
    std::string wanted = minivm::signatureText(*ctor->methodTable->module, *ctor);
    wanted = wanted.substr(wanted.find('('));
    for (MethodDesc& method : ctor->methodTable->eeClass->methods) {
      if (!method.isStatic() || method.name() != "Ctor") continue;
      std::string text = minivm::signatureText(*ctor->methodTable->module, method);
      if (text.substr(text.find('(')) == wanted) return &method;
    }
    throw LoadFailure(
        LoadFailureKind::MissingMethod,
        ctor->toString() + ": the class library has no static String.Ctor" + wanted + " that implements it");
  });
}
std::string ClassLoader::signatureText(MethodDesc* method) {
  return method->token.isNil() ? std::string("()")
                               : minivm::signatureText(*method->methodTable->module, *method);
}
uint32_t ClassLoader::findAttribute(Module& module, Token owner, std::string_view nameSpace,
                                    std::string_view name) {
  return loader_->run([&]() -> uint32_t {
    const Metadata& metadata = module.metadata();
    for (uint32_t rid : metadata.customAttributesOf(owner)) {
      Token ctor = metadata.customAttribute(rid).type;
      if (!metadata.isValid(ctor)) continue;
      Token type = ctor.is(Table::MemberRef) ? metadata.memberRef(ctor.rid()).parent
                                             : Token::make(Table::TypeDef, metadata.typeOfMethod(ctor.rid()));
      if (!metadata.isValid(type)) continue;
      if (type.is(Table::TypeRef)) {
        TypeRefRow row = metadata.typeRef(type.rid());
        if (metadata.string(row.name) == name && metadata.string(row.nameSpace) == nameSpace) return rid;
      } else if (type.is(Table::TypeDef)) {
        TypeDefRow row = metadata.typeDef(type.rid());
        if (metadata.string(row.name) == name && metadata.string(row.nameSpace) == nameSpace) return rid;
      }
    }
    return 0;
  });
}

// ---- dispatch and casts ----

void ClassLoader::requireImplemented(MethodTable* type) {
  loader_->run([&] {
    loader_->requireImplemented(type);
    return type;
  });
}
MethodDesc* ClassLoader::resolveVirtual(MethodTable* type, MethodDesc* declared) {
  if (!declared->methodTable->isInterface() && declared->methodArgs.empty() && isLoaded(type) &&
      declared->slot < type->numVirtuals) {
    MethodDesc* found = type->slotMethod(declared->slot);
    if (!found->isAbstract()) return found;
  }
  if (MethodDesc* known = loader_->dispatchCache.find(type, declared)) return known;
  return loader_->run([&] {
    MethodDesc* found = loader_->resolveVirtual(type, declared);
    loader_->dispatchCache.insert(type, declared, found);
    return found;
  });
}
MethodDesc* ClassLoader::resolveStaticVirtual(TypeHandle type, MethodDesc* declared) {
  if (type.isTypeDesc()) return nullptr;
  return loader_->run([&] { return loader_->resolveStatic(type.asMethodTable(), declared); });
}
MethodDesc* ClassLoader::resolveConstrained(TypeHandle type, MethodDesc* declared) {
  if (type.isTypeDesc()) return nullptr;
  if (declared->isStatic()) return resolveStaticVirtual(type, declared);
  return loader_->run([&]() -> MethodDesc* {
    MethodTable* exact = type.asMethodTable();
    loader_->load(exact);
    if (!exact->isValueType()) return nullptr;  // the object's own type decides, at the call
    // Value types: only a method of the type itself spares the box (III.2.1).
    if (!declared->isVirtual()) return nullptr;
    MethodDesc* found = loader_->resolveVirtual(exact, declared);
    return found->methodTable == exact ? found : nullptr;
  });
}
bool ClassLoader::canCastTo(TypeHandle from, TypeHandle to) {
  if (from == to) return true;
  if (uintptr_t known = loader_->castCache.find(from.word(), to.word())) return known == 2;
  return loader_->run([&] { return loader_->canCast(from, to); });
}
bool ClassLoader::isInstanceOf_nogc(const Object* object, TypeHandle type) {
  return object->mt == type.asMethodTable() || canCastTo(object->mt, type);
}

}  // namespace minivm
