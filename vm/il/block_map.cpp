#include "vm/il/block_map.h"

#include <fmt/format.h>

#include "loader/stack_effect.h"
#include "vm/types/load_failure.h"

namespace minivm {

namespace {

/// False: the instruction ends no block, names no variable, and is one.
bool mayMatter(OperandKind operand, const OpcodeInfo& row) {
  return endsBlock(row.flow) || operand == OperandKind::ShortVar || operand == OperandKind::Var ||
         operand == OpcodeTable::kNoOpcode || row.opcode == Opcode::Localloc;
}

}  // namespace

BlockMap::BlockMap(Arena& arena, const OpcodeTable& opcodes, const MethodBody& body, std::string_view file)
    : marks_(arena.makeArray<uint32_t>(body.code.size() + 1)), exposures_(arena) {
  const auto codeSize = static_cast<uint32_t>(body.code.size());
  uint32_t* const marks = marks_.data();
  marks[0] = kLeader;
  uint32_t leaders = 1;
  auto lead = [&](uint32_t offset) {
    leaders += (marks[offset] & kLeader) == 0;
    marks[offset] |= kLeader;
  };

  // Most instructions need no decoding: where they end is enough.
  const uint8_t* const code = body.code.data();
  IlReader reader(opcodes, body.code, file);
  for (uint32_t offset = 0; offset < codeSize;) {
    uint32_t place = OpcodeTable::placeOf(code[offset]);
    uint32_t next = offset + 1;
    if (place == 0xFE && next < codeSize) place = OpcodeTable::placeOfTwoByte(code[next++]);
    const OperandKind operand = opcodes.operandAt(place);
    marks[offset] |= kInstruction;
    if (!mayMatter(operand, opcodes.at(place))) {
      next += operandSize(operand);
      if (next <= codeSize) [[likely]] {
        offset = next;
        continue;
      }
    }
    IlInstruction il;
    reader.seek(offset);
    reader.next(il);
    offset = il.nextOffset;
    if (endsBlock(il.info->flow)) {
      lead(offset);
      if (il.info->operand == OperandKind::ShortBrTarget || il.info->operand == OperandKind::BrTarget) {
        lead(il.target);
      } else if (il.info->operand == OperandKind::Switch) {
        for (uint32_t i = 0; i < il.switchTargets.size(); ++i) lead(il.switchTargets[i]);
      }
      continue;
    }
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

  blocks_ = arena.makeArray<Block>(leaders);
  uint32_t count = 0;
  for (uint32_t offset = 0; offset < codeSize; ++offset) {
    if (!(marks[offset] & kLeader)) continue;
    if (!(marks[offset] & kInstruction)) {
      throw LoadFailure(
          LoadFailureKind::InvalidProgram,
          fmt::format("a branch or region boundary at IL_{:04x} lies inside an instruction", offset));
    }
    if (count != 0) blocks_[count - 1].end = offset;
    Block& block = blocks_[count];
    block.id = count;
    block.start = offset;
    block.end = codeSize;
    marks[offset] |= count++ << kBlockShift;
  }
  blocks_ = blocks_.first(count);  // the end of the code may be marked, too
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
