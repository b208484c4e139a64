// The runtime's side of having several threads: thread statics, the end of the program.
#include <cstring>

#include "vm/runtime.h"
#include "vm/threads/thread.h"
#include "vm/threads/thread_set.h"

namespace minivm {

namespace {

size_t wordsOf(const FieldDesc& field) {
  return (field.sizeBytes + 7) / 8;
}

}  // namespace

void Runtime::moveThreadStatics(Thread* from, Thread& to) {
  const auto fields = classLoader_->threadStaticFields();
  size_t words = 0;
  for (const FieldDesc* field : fields) words += wordsOf(*field);
  if (from) from->savedThreadStatics.assign(words, 0);
  to.savedThreadStatics.resize(words, 0);  // fields that this thread never saw are zero
  size_t at = 0;
  for (const FieldDesc* field : fields) {
    if (from) std::memcpy(&from->savedThreadStatics[at], field->staticAddress(), field->sizeBytes);
    std::memcpy(field->staticAddress(), &to.savedThreadStatics[at], field->sizeBytes);
    at += wordsOf(*field);
  }
}

void Runtime::visitSavedThreadStatics(Thread& thread, RootVisitor& visitor) {
  size_t at = 0;
  for (FieldDesc* field : classLoader_->threadStaticFields()) {
    if (at + wordsOf(*field) > thread.savedThreadStatics.size()) break;
    if (field->kind == StackKind::O) {
      visitor.object(reinterpret_cast<Object**>(&thread.savedThreadStatics[at]));
    } else if (field->kind == StackKind::Struct) {
      for (uint32_t offset : field->type.asMethodTable()->eeClass->refOffsets) {
        visitor.object(reinterpret_cast<Object**>(&thread.savedThreadStatics[at + offset / 8]));
      }
    }
    at += wordsOf(*field);
  }
}

void Runtime::waitForForegroundThreads(Thread& thread) {
  const auto anyRuns = [&] {
    bool found = false;
    threads_->forEachRecord([&](const ThreadRecord& record) {
      found = found || (&record != thread.record && record.state == ThreadRecord::State::Running &&
                        !record.isBackground);
    });
    return found;
  };
  thread.record->awaitsThreadEnd = true;
  while (anyRuns()) threads_->block(thread, std::nullopt);
  thread.record->awaitsThreadEnd = false;
}

void Runtime::raiseProcessExitRunsManaged(Thread& thread) {
  if (processExitRaised_) return;
  processExitRaised_ = true;
  Module& library = classLoader_->coreLib();
  const uint32_t rid = library.metadata().findTypeDef("System", "AppContext");
  // A type that nobody has loaded has no handlers.
  MethodTable* type = rid ? library.typeDefs[rid].load(std::memory_order_acquire) : nullptr;
  MethodDesc* raise = type ? classLoader_->findMethod(type, "OnProcessExit") : nullptr;
  if (!raise) return;
  Slot ret[2];
  callManaged(thread, raise, nullptr, ret);
}

void pollThread(Thread& thread) {
  thread.runtime().threads().yield(thread);
}

}  // namespace minivm
