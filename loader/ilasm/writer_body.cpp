// Method bodies: instructions, headers, exception clauses (ECMA-335 II.25.4).
#include <algorithm>
#include <limits>

#include "loader/ilasm/writer.h"

namespace minivm::ilasm {

uint32_t Writer::instructionSize(const Instruction& instruction) {
  if (!instruction.opcode) return 1;
  uint32_t size = instruction.opcode->byteCount() + operandSize(instruction.opcode->operand);
  if (const auto* targets = std::get_if<std::vector<Place>>(&instruction.operand))
    size += static_cast<uint32_t>(targets->size()) * 4;
  return size;
}

// A byte offset, or -1 if there is no such place.
int64_t Writer::offsetOf(const Place& place, const MethodDecl& method, const EncodedBody& body) {
  switch (place.kind) {
    case Place::Kind::Instruction: return body.offsets[static_cast<size_t>(place.value)];
    case Place::Kind::Offset: return place.value;
    case Place::Kind::Label: break;
  }
  const auto found = std::ranges::lower_bound(method.body.labels, place.label, {}, &Label::name);
  if (found == method.body.labels.end() || found->name != place.label) {
    error(place.at, "there is no label " + place.label + " in " + method.name);
    return -1;
  }
  return body.offsets[found->instruction];
}

void Writer::encodeOperand(EncodedBody& body, const MethodDecl& method, size_t index) {
  const Instruction& instruction = method.body.instructions[index];
  const Context context{method.owner, &method};
  Bytes& out = body.code;
  const OperandKind kind = instruction.opcode->operand;
  const auto next = static_cast<int64_t>(body.offsets[index + 1]);
  auto distance = [&](const Place& place) -> int64_t {
    if (place.label.empty()) return place.value;  // a number is the distance itself
    const int64_t target = offsetOf(place, method, body);
    return target < 0 ? 0 : target - next;
  };
  if (const auto* bits = std::get_if<uint64_t>(&instruction.operand)) {
    for (uint32_t i = 0; i < operandSize(kind); ++i) out.push_back(static_cast<uint8_t>(*bits >> (8 * i)));
  } else if (const auto* place = std::get_if<Place>(&instruction.operand)) {
    const int64_t delta = distance(*place);
    if (kind == OperandKind::ShortBrTarget) {
      if (delta < -128 || delta > 127)
        error(place->at, std::string(instruction.opcode->mnemonic) + ": " +
                             (place->label.empty() ? "the target" : place->label) + " is " +
                             std::to_string(delta) + " bytes away, too far for the short form");
      out.push_back(static_cast<uint8_t>(delta));
    } else {
      putLe<uint32_t>(out, static_cast<uint32_t>(delta));
    }
  } else if (const auto* targets = std::get_if<std::vector<Place>>(&instruction.operand)) {
    putLe<uint32_t>(out, static_cast<uint32_t>(targets->size()));
    for (const Place& target : *targets) putLe<uint32_t>(out, static_cast<uint32_t>(distance(target)));
  } else if (const auto* text = std::get_if<std::u16string>(&instruction.operand)) {
    putLe<uint32_t>(out, kUserStringKind << 24 | md_.userString(*text));
  } else if (const auto* called = std::get_if<std::shared_ptr<MethodRef>>(&instruction.operand)) {
    putLe<uint32_t>(out, methodToken(**called, context).value);
  } else if (const auto* field = std::get_if<std::shared_ptr<FieldRef>>(&instruction.operand)) {
    putLe<uint32_t>(out, fieldToken(**field, context).value);
  } else if (const auto* type = std::get_if<TypePtr>(&instruction.operand)) {
    putLe<uint32_t>(out, typeToken(*type, context).value);
  } else if (const auto* signature = std::get_if<std::shared_ptr<const Signature>>(&instruction.operand)) {
    const BlobIdx blob = methodSignature(**signature, context);
    auto [known, isNew] = standAloneSigs_.try_emplace(blob.value);
    if (isNew) known->second = Token::make(Table::StandAloneSig, md_.add(StandAloneSigRow{blob}));
    putLe<uint32_t>(out, known->second.value);
  }
}

Writer::EncodedBody Writer::encodeBody(MethodDecl& method) {
  EncodedBody body;
  uint64_t offset = 0;
  for (const Instruction& instruction : method.body.instructions) {
    body.offsets.push_back(static_cast<uint32_t>(offset));
    offset += instructionSize(instruction);
  }
  body.offsets.push_back(static_cast<uint32_t>(offset));
  for (size_t i = 0; i < method.body.instructions.size(); ++i) {
    const Instruction& instruction = method.body.instructions[i];
    if (!instruction.opcode) {
      body.code.push_back(static_cast<uint8_t>(std::get<uint64_t>(instruction.operand)));
      continue;
    }
    body.code.push_back(instruction.opcode->firstByte());
    if (instruction.opcode->byteCount() == 2) body.code.push_back(instruction.opcode->secondByte());
    encodeOperand(body, method, i);
  }
  if (!method.body.locals.empty()) {
    Bytes bytes = {kSigLocals};
    putCompressed(bytes, static_cast<uint32_t>(method.body.locals.size()));
    for (size_t i = 0; i < method.body.locals.size(); ++i) {
      if (!method.body.locals[i]) {
        error(method.at, "local " + std::to_string(i) + " of " + method.name + " has no type");
        continue;
      }
      encodeType(bytes, *method.body.locals[i], {method.owner, &method});
    }
    const BlobIdx blob = md_.blob(bytes);
    auto [known, isNew] = standAloneSigs_.try_emplace(blob.value);
    if (isNew) known->second = Token::make(Table::StandAloneSig, md_.add(StandAloneSigRow{blob}));
    body.localSignature = known->second;
  }
  return body;
}

// II.25.4.5, II.25.4.6: the small form if every clause fits it.
void Writer::encodeClauses(Bytes& out, const MethodDecl& method, const EncodedBody& body) {
  struct Row {
    uint32_t flags, tryOffset, tryLength, handlerOffset, handlerLength, last;
  };
  std::vector<Row> rows;
  bool isFat = method.body.clauses.size() * 12 + 4 > 255;
  for (const Clause& clause : method.body.clauses) {
    const int64_t tryBegin = offsetOf(clause.tryBegin, method, body);
    const int64_t tryEnd = offsetOf(clause.tryEnd, method, body);
    const int64_t handlerBegin = offsetOf(clause.handlerBegin, method, body);
    const int64_t handlerEnd = offsetOf(clause.handlerEnd, method, body);
    if (tryBegin < 0 || tryEnd < 0 || handlerBegin < 0 || handlerEnd < 0) continue;
    if (tryEnd < tryBegin || handlerEnd < handlerBegin) {
      // Written as it stands: a length below zero. The loader that reads it must refuse it.
      diagnostics_.warning(clause.at, "a region of " + method.name + " ends before it begins");
    }
    Row row{};
    row.flags = clause.kind;
    row.tryOffset = static_cast<uint32_t>(tryBegin);
    row.tryLength = static_cast<uint32_t>(tryEnd - tryBegin);
    row.handlerOffset = static_cast<uint32_t>(handlerBegin);
    row.handlerLength = static_cast<uint32_t>(handlerEnd - handlerBegin);
    if (clause.kind == Clause::Catch) row.last = typeToken(clause.type, {method.owner, &method}).value;
    if (clause.kind == Clause::Filter) {
      const int64_t filter = offsetOf(clause.filter, method, body);
      if (filter < 0) continue;
      row.last = static_cast<uint32_t>(filter);
    }
    isFat |= row.tryOffset > 0xFFFF || row.tryLength > 0xFF || row.handlerOffset > 0xFFFF ||
             row.handlerLength > 0xFF;
    rows.push_back(row);
  }
  const auto size = static_cast<uint32_t>(rows.size()) * (isFat ? 24 : 12) + 4;
  putLe<uint32_t>(out, (isFat ? 0x41 : 0x01) | size << 8);
  for (const Row& row : rows) {
    if (isFat) {
      for (uint32_t cell : {row.flags, row.tryOffset, row.tryLength, row.handlerOffset, row.handlerLength})
        putLe<uint32_t>(out, cell);
    } else {
      putLe<uint16_t>(out, static_cast<uint16_t>(row.flags));
      putLe<uint16_t>(out, static_cast<uint16_t>(row.tryOffset));
      out.push_back(static_cast<uint8_t>(row.tryLength));
      putLe<uint16_t>(out, static_cast<uint16_t>(row.handlerOffset));
      out.push_back(static_cast<uint8_t>(row.handlerLength));
    }
    putLe<uint32_t>(out, row.last);
  }
}

// The RVA of the body, or 0 if the method has none.
uint32_t Writer::writeBody(MethodDecl& method) {
  const bool isIl = (method.implFlags & 0x1007) == 0;
  const bool hasBody = !method.body.instructions.empty();
  if (!isIl || (method.flags & 0x2400) || !hasBody) {
    if (hasBody)
      error(method.at,
            method.name + " is abstract, native, internalcall or pinvokeimpl, and has instructions");
    return 0;
  }
  const EncodedBody body = encodeBody(method);
  const auto size = static_cast<uint32_t>(body.code.size());
  const bool isTiny = size < 64 && method.body.maxStack <= 8 && method.body.locals.empty() &&
                      !method.body.initLocals && method.body.clauses.empty();
  if (!isTiny) padTo(code_, 4);  // kCodeRva is a multiple of 4
  const uint32_t rva = kCodeRva + static_cast<uint32_t>(code_.size());
  if (isTiny) {
    code_.push_back(static_cast<uint8_t>(size << 2 | 2));
  } else {
    putLe<uint16_t>(code_, static_cast<uint16_t>(0x3003 | (method.body.initLocals ? 0x10 : 0) |
                                                 (method.body.clauses.empty() ? 0 : 0x08)));
    putLe<uint16_t>(code_, static_cast<uint16_t>(method.body.maxStack));
    putLe<uint32_t>(code_, size);
    putLe<uint32_t>(code_, body.localSignature.isNil() ? 0 : body.localSignature.value);
  }
  code_.insert(code_.end(), body.code.begin(), body.code.end());
  if (!method.body.clauses.empty()) {
    padTo(code_, 4);
    encodeClauses(code_, method, body);
  }
  if (options_.isDebug) debugMethods_.push_back({&method, body.offsets, body.localSignature, size});
  return rva;
}

}  // namespace minivm::ilasm
