#include "vm/il/block_map.h"

#include <fmt/format.h>

#include "vm/types/load_failure.h"

namespace minivm {

BlockMap::BlockMap(const OpcodeTable& opcodes, const MethodBody& body, std::string_view file) {
  auto codeSize = static_cast<uint32_t>(body.code.size());
  starts_.assign(codeSize, false);
  std::vector<bool> leader(codeSize + 1, false);
  leader[0] = true;

  IlReader reader(opcodes, body.code, file);
  IlInstruction il;
  while (reader.next(il)) {
    starts_[il.offset] = true;
    switch (il.info->operand) {
      case OperandKind::ShortBrTarget:
      case OperandKind::BrTarget: leader[il.target] = true; break;
      case OperandKind::Switch:
        for (uint32_t i = 0; i < il.switchTargets.size(); ++i) leader[il.switchTargets[i]] = true;
        break;
      default: break;
    }
    switch (il.info->flow) {
      case OpFlow::Branch:
      case OpFlow::CondBranch:
      case OpFlow::Return:
      case OpFlow::Throw: leader[il.nextOffset] = true; break;
      default: break;
    }
  }
  for (const EhClause& clause : body.ehClauses) {
    leader[clause.tryOffset] = leader[clause.tryEnd()] = true;
    leader[clause.handlerOffset] = leader[clause.handlerEnd()] = true;
    if (clause.kind == EhKind::Filter) leader[clause.filterOffset] = true;
  }

  blockAt_.assign(codeSize + 1, 0);
  for (uint32_t offset = 0; offset < codeSize; ++offset) {
    if (!leader[offset]) continue;
    if (!starts_[offset]) {
      throw LoadFailure(
          LoadFailureKind::InvalidProgram,
          fmt::format("a branch or region boundary at IL_{:04x} lies inside an instruction", offset));
    }
    if (!blocks_.empty()) blocks_.back().end = offset;
    Block block{};
    block.id = static_cast<uint32_t>(blocks_.size());
    block.start = offset;
    block.end = codeSize;
    blocks_.push_back(block);
    blockAt_[offset] = block.id + 1;
  }
  for (size_t i = 0; i < body.ehClauses.size(); ++i) {
    const EhClause& clause = body.ehClauses[i];
    if (Block* handler = at(clause.handlerOffset)) handler->handlerOf = static_cast<int32_t>(i);
    if (clause.kind == EhKind::Filter) {
      if (Block* filter = at(clause.filterOffset)) filter->filterOf = static_cast<int32_t>(i);
    }
  }
}

Block* BlockMap::at(uint32_t offset) {
  if (offset >= blockAt_.size() || blockAt_[offset] == 0) return nullptr;
  return &blocks_[blockAt_[offset] - 1];
}

}  // namespace minivm
