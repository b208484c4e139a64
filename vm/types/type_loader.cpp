// The load levels: see type_loader.h.
#include "vm/types/type_loader.h"

#include "vm/runtime.h"
#include "vm/types/failure_text.h"
#include "vm/types/method_table_builder.h"

namespace minivm {

TypeLoader::TypeLoader(Runtime* runtime) : runtime(runtime) {}
TypeLoader::~TypeLoader() = default;

void TypeLoader::rethrow(const LoadError& error) {
  throw LoadFailure(LoadFailureKind::BadImageFormat, error.what());
}

void TypeLoader::fail(const MethodTable* mt, const std::string& reason, LoadFailureKind kind) {
  throw LoadFailure(kind, "Could not load type " + typeAndAssembly(mt) +
                              (reason.empty() ? "." : " because " + reason + "."));
}

void TypeLoader::load(TypeHandle type) {
  // Pointers to half-loaded types are harmless: only their identity is used.
  while (type && type.isTypeDesc()) type = type.asTypeDesc()->element;
  if (type) load(type.asMethodTable());
}

void TypeLoader::load(MethodTable* mt) {
  LoaderData* data = loaderData(mt);
  if (data->level == LoadLevel::Loaded) return;
  if (data->level == LoadLevel::Failed) throw LoadFailure(data->failureKind, std::string(data->failure));
  if (data->level == LoadLevel::Loading)
    fail(mt, "");  // it is, through its base types, interfaces or struct fields, part of itself
  struct Guard {
    TypeLoader& loader;
    ~Guard() { --loader.loadDepth_; }
  };
  ++loadDepth_;
  Guard guard{*this};
  if (loadDepth_ > kMaxLoadDepth)
    fail(mt, "its base types or struct fields nest deeper than " + std::to_string(kMaxLoadDepth));
  data->level = LoadLevel::Loading;
  auto markFailed = [&](LoadFailureKind kind, const char* what) {
    data->level = LoadLevel::Failed;
    data->failureKind = kind;
    data->failure = arenaOf(mt).copyString(what);
  };
  try {
    if (mt->isArray()) {
      loadArray(mt);
    } else {
      MethodTableBuilder(*this, mt).build();
    }
  } catch (const LoadFailure& failure) {
    markFailed(failure.kind(), failure.what());
    throw;
  } catch (const LoadError& error) {
    markFailed(LoadFailureKind::BadImageFormat, error.what());
    throw;
  }
  data->level = LoadLevel::Loaded;
  if (mt->containsGenericVariables())
    pending_.push_back(mt);  // to be published; closed types are queued since their allocation
}

void TypeLoader::drain() {
  // A type that fails here is only an argument or element of what was asked for: its failure waits until
  // somebody needs it.
  size_t next = 0;
  while (next < pending_.size()) {
    MethodTable* mt = pending_[next++];
    try {
      load(mt);
    } catch (const std::exception&) {
    }
  }
  for (MethodTable* mt : pending_) {
    if (loaderData(mt)->level != LoadLevel::Loaded) continue;
    mt->privateFlags.fetch_or(MethodTable::kLoaded, std::memory_order_release);
    if (runtime && runtime->log().isOn(LogFacility::Load)) {
      runtime->log().line(LogFacility::Load, "type {}: {} bytes, {} virtuals, {} interfaces, {} methods",
                          TypeHandle(mt).toString(), mt->baseSize, mt->numVirtuals, mt->interfaceCount,
                          mt->eeClass->methods.size());
    }
  }
  pending_.clear();
}

}  // namespace minivm
