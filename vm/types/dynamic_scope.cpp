#include "vm/types/dynamic_scope.h"

#include <algorithm>
#include <cstring>
#include <iterator>

#include "vm/runtime.h"
#include "vm/types/scope_writer.h"
#include "vm/types/type_loader.h"

namespace minivm {

namespace {

constexpr uint16_t kPublicStatic = 0x16;

/// `<Module>` of the scope's module: nothing but an owner for the method.
MethodTable* makeOwner(LoaderAllocator& allocator, Module& module) {
  Arena& arena = allocator.arena;
  auto* memory = static_cast<uint8_t*>(arena.allocate(8 + sizeof(MethodTable), 16));
  std::memset(memory, 0, 8 + sizeof(MethodTable));
  auto* mt = new (memory + 8) MethodTable();
  auto* eeClass = arena.make<EEClass>();
  auto* data = arena.make<LoaderData>();
  mt->aux = arena.make<AuxiliaryData>();
  mt->aux->module = &module;
  mt->module = &module;
  mt->eeClass = eeClass;
  eeClass->methodTable = mt;
  eeClass->module = &module;
  eeClass->allocator = &allocator;
  eeClass->typeDef = Token::make(Table::TypeDef, 1);
  eeClass->loaderData = data;
  eeClass->elementType = ElementType::Class;
  eeClass->alignment = 8;
  eeClass->initState.store(ClassInitState::Initialised, std::memory_order_relaxed);
  data->level = LoadLevel::Loaded;
  data->isValidated = true;
  data->staticsReady = true;
  mt->privateFlags.store(MethodTable::kLoaded | MethodTable::kFullyLoaded, std::memory_order_relaxed);
  return mt;
}

}  // namespace

void DynamicMethods::build(DynamicScope& scope, const DynamicBody* body,
                           std::span<const DynamicToken> tokens) {
  ScopeWriter writer(loader_);
  writer.method(scope.head);
  if (body) writer.body(loader_.runtime->opcodes(), *body, tokens);
  auto module = writer.finish(loader_.runtime, scope.memory.arena, "DynamicMethod");
  writer.fillCaches(*module);
  module->dynamicScope = &scope;
  module->allocator = &scope.memory;
  if (!scope.method) {
    MethodTable* owner = makeOwner(scope.memory, *module);
    auto* method = scope.memory.arena.make<MethodDesc>();
    method->methodTable = owner;
    method->token = Token::make(Table::MethodDef, 1);
    method->attributes = kPublicStatic;
    method->slot = MethodDesc::kNoSlot;
    method->kind = MethodKind::IL;
    method->isDynamic = true;
    method->isCollectible = true;
    method->attributesKnown.store(true, std::memory_order_relaxed);
    owner->eeClass->methods = {method, 1};
    scope.method = method;
  }
  MethodTable* owner = scope.method->methodTable;
  owner->module = owner->aux->module = owner->eeClass->module = module.get();
  module->typeDefs[1].store(owner, std::memory_order_release);
  scope.modules.push_back(std::move(module));
}

MethodDesc* DynamicMethods::create(DynamicMethodHead head, GcHandle owner) {
  auto scope = std::make_unique<DynamicScope>();
  scope->head = std::move(head);
  scope->memory.owner = owner;
  loader_.run([&] { build(*scope, nullptr, {}); });
  MethodDesc* method = scope->method;
  std::lock_guard guard(mutex_);
  byMethod_[method] = scope.get();
  scopes_.push_back(std::move(scope));
  return method;
}

void DynamicMethods::setBody(MethodDesc* method, const DynamicBody& body,
                             std::span<const DynamicToken> tokens) {
  loader_.run([&] {
    DynamicScope& scope = scopeOf(method);
    if (scope.hasBody) return;
    build(scope, &body, tokens);
    scope.hasBody = true;
  });
}

std::vector<std::unique_ptr<DynamicScope>> DynamicMethods::takeDead(uint64_t collections) {
  std::vector<std::unique_ptr<DynamicScope>> dead;
  std::lock_guard guard(mutex_);
  if (collections == seenCollections_) return dead;
  seenCollections_ = collections;
  auto end =
      std::partition(scopes_.begin(), scopes_.end(), [](auto& scope) { return !scope->memory.isDead(); });
  dead.assign(std::make_move_iterator(end), std::make_move_iterator(scopes_.end()));
  scopes_.erase(end, scopes_.end());
  for (const auto& scope : dead) byMethod_.erase(scope->method);
  return dead;
}

void DynamicMethods::keepWith_nogc(GcHeap& heap, Object* object, MethodDesc* method) {
  Object* owner = *allocatorOf(method)->owner;
  std::lock_guard guard(mutex_);
  const GcStatistics& statistics = heap.statistics();
  if (const uint64_t collections = statistics.total();
      collections != keptCollections_) {
    keptCollections_ = collections;
    std::erase_if(keepers_, [&](GcHandle handle) {
      if (*handle) return false;
      heap.destroyHandle(handle);
      return true;
    });
  }
  // A trace is stored again when it has grown: its rows so far are among the youngest.
  constexpr size_t kRecent = 16;
  for (size_t i = 0; i < std::min(kRecent, keepers_.size()); ++i) {
    GcHandle handle = keepers_[keepers_.size() - 1 - i];
    if (*handle == object && heap.dependentSecondary(handle) == owner) return;
  }
  keepers_.push_back(heap.createHandle(HandleKind::Dependent, object, owner));
}

Object* DynamicMethods::ownerOf_nogc(const MethodDesc* method) const {
  std::lock_guard guard(mutex_);
  auto found = byMethod_.find(method);
  return found == byMethod_.end() ? nullptr : *found->second->memory.owner;
}

size_t DynamicMethods::count() const {
  std::lock_guard guard(mutex_);
  return scopes_.size();
}

}  // namespace minivm
