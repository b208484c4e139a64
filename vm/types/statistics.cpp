// What the types of a run cost (ABI 24): counted by walking them when somebody asks, not while they are made.
#include "vm/types/type_loader.h"

namespace minivm {

namespace {

void countType(LoaderStatistics& sum, MethodTable* type) {
  const EEClass& eeClass = *type->eeClass;
  const LoaderData& data = *loaderData(type);
  // Room for the slots is taken when a type is allocated (type_allocation.cpp).
  sum.tableBytes += sizeof(void*) + sizeof(MethodTable) + data.virtualBound * 2 * sizeof(void*);
  sum.classBytes +=
      sizeof(EEClass) + sizeof(LoaderData) + sizeof(AuxiliaryData) + eeClass.typeArgs.size_bytes();
  sum.interfaceBytes += type->interfaces().size_bytes();
  sum.methods += eeClass.methods.size();
  sum.methodBytes += eeClass.methods.size_bytes();
  sum.fieldBytes += eeClass.fields.size_bytes();
  sum.staticBytes += size_t{eeClass.gcStaticsBytes} + eeClass.plainStaticsBytes;
}

}  // namespace

LoaderStatistics TypeLoader::statistics() {
  LoaderStatistics sum;
  for (Module* module : modules) {
    for (uint32_t rid = 1; rid <= module->metadata().rows(Table::TypeDef); ++rid) {
      MethodTable* type = module->typeDefs[rid].load(std::memory_order_acquire);
      if (!type) continue;
      ++sum.definitions;
      countType(sum, type);
    }
  }
  for (const auto& [key, type] : instances_) {
    ++sum.instances;
    countType(sum, type);
  }
  for (const auto& [key, type] : szArrays_) {
    ++sum.arrays;
    countType(sum, type);
  }
  for (const auto& [key, type] : mdArrays_) {
    ++sum.arrays;
    countType(sum, type);
  }
  sum.methodInstances = methodInstances_.size();
  sum.methodBytes += methodInstances_.size() * sizeof(MethodDesc);
  sum.allBytes = arena.reservedBytes();
  return sum;
}

}  // namespace minivm
