#include "vm/il/block_map.h"

#include <fmt/format.h>

#include "loader/stack_effect.h"
#include "vm/types/load_failure.h"

namespace minivm {

BlockMap::BlockMap(const OpcodeTable& opcodes, const MethodBody& body, std::string_view file) {
  auto codeSize = static_cast<uint32_t>(body.code.size());
  marks_.assign(codeSize + 1, 0);
  marks_[0] = kLeader;
  uint32_t leaders = 1;
  auto lead = [&](uint32_t offset) {
    leaders += (marks_[offset] & kLeader) == 0;
    marks_[offset] |= kLeader;
  };

  IlReader reader(opcodes, body.code, file);
  IlInstruction il;
  while (reader.next(il)) {
    marks_[il.offset] |= kInstruction;
    switch (il.info->operand) {
      case OperandKind::ShortBrTarget:
      case OperandKind::BrTarget: lead(il.target); break;
      case OperandKind::Switch:
        for (uint32_t i = 0; i < il.switchTargets.size(); ++i) lead(il.switchTargets[i]);
        break;
      default: break;
    }
    if (endsBlock(il.info->flow)) lead(il.nextOffset);
    switch (il.opcode) {
      case Opcode::Ldarga:
      case Opcode::LdargaS:
        exposures_.push_back({Exposure::Kind::Argument, static_cast<uint32_t>(il.integer)});
        break;
      case Opcode::Ldloca:
      case Opcode::LdlocaS:
        exposures_.push_back({Exposure::Kind::Local, static_cast<uint32_t>(il.integer)});
        break;
      case Opcode::Localloc: exposures_.push_back({Exposure::Kind::LocalAlloc, 0}); break;
      default: break;
    }
  }
  for (const EhClause& clause : body.ehClauses) {
    lead(clause.tryOffset), lead(clause.tryEnd());
    lead(clause.handlerOffset), lead(clause.handlerEnd());
    if (clause.kind == EhKind::Filter) lead(clause.filterOffset);
  }

  blocks_.reserve(leaders);
  for (uint32_t offset = 0; offset < codeSize; ++offset) {
    if (!(marks_[offset] & kLeader)) continue;
    if (!(marks_[offset] & kInstruction)) {
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
    marks_[offset] |= block.id << kBlockShift;
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
  if (offset + 1 >= marks_.size() || !(marks_[offset] & kLeader)) return nullptr;
  return &blocks_[marks_[offset] >> kBlockShift];
}

}  // namespace minivm
