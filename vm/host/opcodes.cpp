#include "vm/host/opcodes.h"

namespace minivm {

std::shared_ptr<const OpcodeTable> opcodesFor(const Options&) {
  return std::make_shared<const OpcodeTable>(OpcodeTable::standard());
}

}  // namespace minivm
