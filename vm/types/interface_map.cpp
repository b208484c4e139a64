// The interface map: the parent's entries first, in the parent's order, then each declared interface followed
// by what it inherits (II.12.2).
#include <algorithm>

#include "vm/types/method_table_builder.h"

namespace minivm {

void MethodTableBuilder::addInterface(MethodTable* iface) {
  if (auto known = std::find(interfaces_.begin(), interfaces_.end(), iface); known != interfaces_.end()) {
    bool inherited = static_cast<size_t>(known - interfaces_.begin()) < data_->firstOwnInterface;
    if (!inherited || std::find(redeclared_.begin(), redeclared_.end(), iface) != redeclared_.end()) return;
    redeclared_.push_back(iface);
  } else {
    interfaces_.push_back(iface);
  }
  for (MethodTable* inherited : iface->interfaces()) addInterface(inherited);
}

void MethodTableBuilder::buildInterfaceMap() {
  if (mt_->parent) {
    auto inherited = mt_->parent->interfaces();
    interfaces_.assign(inherited.begin(), inherited.end());
  }
  data_->firstOwnInterface = static_cast<uint16_t>(interfaces_.size());
  for (uint32_t implRid : metadata_.interfaceImplsOf(rid_)) {
    TypeHandle type = loader_.typeToken(module_, metadata_.interfaceImpl(implRid).interface, context_);
    if (type.isTypeDesc() || !type.asMethodTable()->isInterface())
      loader_.fail(mt_, "it attempts to implement a class as an interface");
    loader_.load(type.asMethodTable());
    addInterface(type.asMethodTable());
  }
  if (interfaces_.size() > 0xFFFF) loader_.fail(mt_, "it implements more than 65535 interfaces");
  if (mt_->isNullable()) return;  // its words hold the value's place (contract 4.2)
  mt_->interfaceCount = static_cast<uint16_t>(interfaces_.size());
  bool sharesParents = mt_->parent && interfaces_.size() == mt_->parent->interfaceCount;
  mt_->interfaceMap =
      sharesParents ? mt_->parent->interfaceMap
                    : memory_.copyArray<MethodTable*>(std::span<MethodTable* const>(interfaces_)).data();
  data_->redeclared = memory_.copyArray<MethodTable*>(std::span<MethodTable* const>(redeclared_));
}

}  // namespace minivm
