// ImportRecord: what an import met, for --dump=METHOD:import.
#pragma once

#include <cstdint>
#include <vector>

#include "vm/il/block_map.h"

namespace minivm {

struct ImportRecord {
  struct Instruction {
    uint32_t offset;
    std::vector<StackShape> stack;  ///< what it found there, the top last
  };
  struct Block {
    uint32_t id;
    int32_t handlerOf;  ///< clause whose handler it begins, -1: none
    int32_t filterOf;   ///< … whose filter
    std::vector<Instruction> instructions;
    std::vector<uint32_t>
        next;  ///< ids of the blocks that control goes on to; leave through finally: behind it
  };
  std::vector<Block> blocks;  ///< those that were reached, in the order of import
  uint32_t blockCount = 0;    ///< of the method
};

}  // namespace minivm
