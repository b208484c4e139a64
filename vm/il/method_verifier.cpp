#include "vm/il/method_verifier.h"

#include <algorithm>
#include <stdexcept>

#include "loader/names.h"
#include "loader/stack_effect.h"
#include "vm/il/unsafe_accessor.h"
#include "vm/types/ee_class.h"
#include "vm/types/load_failure.h"

namespace minivm {

namespace {

/// After so many changes of one block's entry state, object references there become Object: hostile
/// hierarchies may not keep the walk going.
constexpr uint32_t kMaxChanges = 64;
/// Instructions, stack slots and clauses looked at in one method; the largest of .NET's own needs a hundredth
/// of it.
constexpr uint64_t kMaxSteps = 50'000'000;

/// Ends the verification of a method.
struct TooMuchWork {};

}  // namespace

MethodVerifier::MethodVerifier(VerifyTypes& types, const OpcodeTable& opcodes, MethodDesc* method,
                               const Verifier::Report& report)
    : types_(types),
      loader_(types.loader()),
      opcodes_(opcodes),
      method_(method),
      module_(*method->methodTable->module),
      metadata_(module_.metadata()),
      sink_(report) {}

// ---- findings ----

void MethodVerifier::reportAt(uint32_t offset, VerifyRule rule, VerifySeverity severity, std::string detail,
                              bool always) {
  if (!isReporting_ && !always) return;
  if (!reported_.emplace(offset, rule, detail).second) return;
  VerifyFinding finding;
  finding.rule = rule;
  finding.severity = severity;
  if (place_.empty()) {
    try {
      place_ = method_->toString();
    } catch (const std::runtime_error&) {
      place_ = fmt::format("MethodDef row {}", method_->token.rid());
    }
  }
  finding.place = place_;
  finding.ilOffset = offset;
  if (offset != VerifyFinding::kNoOffset) {
    IlInstruction current = il_;
    if (offset < indexAt_.size() && indexAt_[offset] >= 0) il_ = code_[static_cast<size_t>(indexAt_[offset])];
    finding.instruction = il_.offset == offset && il_.info ? instructionText() : "?";
    il_ = current;
  }
  finding.detail = std::move(detail);
  sink_(finding);
}

void MethodVerifier::report(VerifyRule rule, VerifySeverity severity, std::string detail) {
  reportAt(il_.offset, rule, severity, std::move(detail));
}

void MethodVerifier::report(VerifyRule rule, std::string detail) {
  VerifySeverity severity = verifyRuleInfo(rule).severity;
  report(rule, severity == VerifySeverity::Either ? VerifySeverity::Invalid : severity, std::move(detail));
}

void MethodVerifier::reportMethod(VerifyRule rule, std::string detail) {
  VerifySeverity severity = verifyRuleInfo(rule).severity;
  reportAt(VerifyFinding::kNoOffset, rule,
           severity == VerifySeverity::Either ? VerifySeverity::Invalid : severity, std::move(detail), true);
}

void MethodVerifier::expected(VerifyRule rule, const std::string& wanted, const VerifyType& found) {
  if (found.is(Kind::Unknown)) return;
  report(rule, fmt::format("expected {}, found {}", wanted, types_.text(found)));
}

std::string MethodVerifier::instructionText() const {
  std::string text(il_.info->mnemonic);
  try {
    switch (il_.info->operand) {
      case OperandKind::None: return text;
      case OperandKind::ShortBrTarget:
      case OperandKind::BrTarget: return text + fmt::format(" IL_{:04x}", il_.target);
      case OperandKind::Switch: return text + fmt::format(" ({} targets)", il_.switchTargets.size());
      case OperandKind::ShortR:
      case OperandKind::R: return text + fmt::format(" {}", il_.real);
      case OperandKind::String: return text + fmt::format(" (string {:08x})", il_.token.value);
      case OperandKind::Method:
      case OperandKind::Field:
      case OperandKind::Type:
      case OperandKind::Tok:
      case OperandKind::Sig: break;
      default: return text + fmt::format(" {}", il_.integer);
    }
    Token token = il_.token;
    if (token.is(Table::MemberRef) || token.is(Table::MethodDef)) {
      bool isRef = token.is(Table::MemberRef);
      SigCursor cursor(metadata_, isRef ? metadata_.memberRef(token.rid()).signature
                                        : metadata_.methodDef(token.rid()).signature);
      std::string name = tokenName(metadata_, token);
      bool isField = (cursor.peek() & kSigKindMask) == kSigField;
      return text + " " +
             (isField ? printFieldSig(metadata_, cursor) + " " + name
                      : printMethodSig(metadata_, cursor, name));
    }
    if (token.is(Table::StandAloneSig)) {
      SigCursor cursor(metadata_, metadata_.standAloneSig(token.rid()).signature);
      return text + " " + printSignature(metadata_, cursor);
    }
    if (token.is(Table::TypeDef) || token.is(Table::TypeRef) || token.is(Table::TypeSpec))
      return text + " " + printTypeToken(metadata_, token);
    return text + " " + tokenName(metadata_, token);
  } catch (const std::runtime_error&) {  // broken metadata has no name
    return text + fmt::format(" (token {:08x})", il_.token.value);
  }
}

// ---- preparation ----

void MethodVerifier::run() {
  const uint32_t rva = method_->token.isNil() ? 0 : metadata_.methodDef(method_->token.rid()).rva;
  if (method_->kind != MethodKind::IL || rva == 0) {
    bool needsBody = method_->kind == MethodKind::IL && (method_->implAttributes & 0x1003) == 0 &&
                     !isUnsafeAccessor(method_);
    if (needsBody)
      reportMethod(VerifyRule::MissingBody,
                   "the method is neither abstract nor provided by the runtime, but has no body");
    if (method_->isAbstract() && rva != 0)
      reportMethod(VerifyRule::MissingBody, "an abstract method has a body");
    return;
  }
  try {
    readBody();
    decode();
  } catch (const std::runtime_error& error) {  // LoadError, LoadFailure
    return reportMethod(VerifyRule::BadBody, error.what());
  }
  try {
    resolveSignature();
  } catch (const std::runtime_error& error) {
    return reportMethod(VerifyRule::BadSignature, error.what());
  }
  scanLocalUse();
  if (code_.empty()) return;
  checkClauses();
  findBlocks();
  try {
    walk();
    isReporting_ = true;
    for (Block& block : blocks_) {
      if (block.isReached) verifyBlock(block);
    }
  } catch (const TooMuchWork&) {
    reportMethod(VerifyRule::TooComplex, "");
  }
}

void MethodVerifier::readBody() {
  body_ = MethodBody::read(metadata_, metadata_.methodDef(method_->token.rid()).rva, method_->token.rid());
  if (body_.code.empty()) throw LoadFailure(LoadFailureKind::InvalidProgram, "the method has no code");
}

void MethodVerifier::decode() {
  indexAt_.assign(body_.code.size() + 1, -1);
  IlReader reader(opcodes_, body_.code, module_.simpleName());
  IlInstruction il;
  bool prefixed = false;
  try {
    while (reader.next(il)) {
      indexAt_[il.offset] = static_cast<int32_t>(code_.size());
      code_.push_back(il);
      isPrefixed_.push_back(prefixed);
      prefixed = il.info->isPrefix();
      decodedEnd_ = il.nextOffset;
    }
  } catch (const LoadError& error) {
    il_ = {};
    il_.offset = decodedEnd_;
    reportAt(decodedEnd_, VerifyRule::BadInstruction, VerifySeverity::Invalid, error.detail(), true);
  }
}

void MethodVerifier::resolveSignature() {
  MethodTable* owner = method_->methodTable;
  context_.classArgs = owner->eeClass->typeArgs;
  const uint32_t arity = metadata_.genericParamsOf(method_->token).size();
  for (uint32_t i = 0; i < arity; ++i)
    variables_.push_back(loader_.genericVariable(module_, method_->token, i));
  context_.methodArgs = variables_;
  sig_ = types_.signatureOf(method_);
  if (sig_.hasThis) args_.push_back(owner->isValueType() ? loader_.byRefTo(owner) : TypeHandle(owner));
  args_.insert(args_.end(), sig_.params.begin(), sig_.params.end());
  std::string why;
  for (TypeHandle type : args_) {
    if (!types_.wellFormed(type, why)) reportMethod(VerifyRule::Constraint, "the signature: " + why);
  }
  if (!types_.wellFormed(sig_.ret, why)) reportMethod(VerifyRule::Constraint, "the signature: " + why);
  isInitAccessor_ = method_->name().starts_with("set_") && returnHasModifier(method_, "IsExternalInit");

  if (!body_.localsSig.isNil()) {
    if (!body_.localsSig.is(Table::StandAloneSig))
      throw LoadFailure(LoadFailureKind::InvalidProgram, "the locals token is no StandAloneSig");
    SigCursor cursor(metadata_, metadata_.standAloneSig(body_.localsSig.rid()).signature);
    uint32_t count = readLocalsHeader(cursor);
    for (uint32_t i = 0; i < count; ++i) {
      TypeHandle type = loader_.loadTypeSig(module_, cursor, context_);
      if (types_.isVoid(type))
        throw LoadFailure(LoadFailureKind::InvalidProgram, fmt::format("local {} has type void", i));
      if (types_.isByRef(type) && types_.isByRef(type.asTypeDesc()->element))
        reportMethod(VerifyRule::ByRefOfByRef, fmt::format("local {} has type {}", i, types_.text(type)));
      if (!types_.wellFormed(type, why))
        reportMethod(VerifyRule::Constraint, fmt::format("local {}: {}", i, why));
      locals_.push_back(type);
    }
    if (count > 0 && !body_.initLocals)
      reportMethod(VerifyRule::InitLocals, fmt::format("the method has {} local{}, but no .locals init",
                                                       count, count == 1 ? "" : "s"));
  }
  localFlagsReadOnly_.assign(locals_.size(), false);
  localFlagsStackBound_.assign(locals_.size(), false);
  tracksThis_ = method_->isCtor() && !method_->isStatic() && !owner->isValueType() && owner->parent;
}

void MethodVerifier::scanLocalUse() {
  if (!sig_.hasThis) return;
  for (const IlInstruction& il : code_) {
    switch (il.opcode) {
      case Opcode::StargS:
      case Opcode::Starg:
      case Opcode::LdargaS:
      case Opcode::Ldarga:
        if (il.integer == 0) isThisFixed_ = false;
        break;
      default: break;
    }
  }
}

void MethodVerifier::findBlocks() {
  std::vector<bool> starts(code_.size() + 1, false);
  starts[0] = true;
  auto mark = [&](uint32_t offset) {
    if (offset < indexAt_.size() && indexAt_[offset] >= 0)
      starts[static_cast<size_t>(indexAt_[offset])] = true;
  };
  for (size_t i = 0; i < code_.size(); ++i) {
    const IlInstruction& il = code_[i];
    OperandKind operand = il.info->operand;
    if (operand == OperandKind::BrTarget || operand == OperandKind::ShortBrTarget) mark(il.target);
    if (operand == OperandKind::Switch) {
      for (uint32_t t = 0; t < il.switchTargets.size(); ++t) mark(il.switchTargets[t]);
    }
    if (endsBlock(il.info->flow)) starts[i + 1] = true;
  }
  for (const EhClause& clause : body_.ehClauses) {
    for (uint32_t offset : {clause.tryOffset, clause.tryEnd(), clause.handlerOffset, clause.handlerEnd()})
      mark(offset);
    if (clause.kind == EhKind::Filter) mark(clause.filterOffset);
  }
  blockOf_.assign(code_.size(), -1);
  for (uint32_t i = 0; i < code_.size(); ++i) {
    if (!starts[i]) continue;
    if (!blocks_.empty()) blocks_.back().end = i;
    blockOf_[i] = static_cast<int32_t>(blocks_.size());
    Block block;
    block.first = i;
    block.end = static_cast<uint32_t>(code_.size());
    blocks_.push_back(std::move(block));
  }
}

// ---- the walk ----

MethodVerifier::Block* MethodVerifier::blockAt(uint32_t offset) {
  if (offset >= indexAt_.size() || indexAt_[offset] < 0) return nullptr;
  int32_t block = blockOf_[static_cast<size_t>(indexAt_[offset])];
  return block < 0 ? nullptr : &blocks_[static_cast<size_t>(block)];
}

void MethodVerifier::queue(Block& block) {
  if (block.isQueued) return;
  block.isQueued = true;
  work_.insert(static_cast<uint32_t>(&block - blocks_.data()));
}

void MethodVerifier::charge(size_t work) {
  steps_ += work;
  if (steps_ > kMaxSteps) throw TooMuchWork{};
}

void MethodVerifier::walk() {
  blocks_[0].isReached = true;
  blocks_[0].isThisInit = !tracksThis_;
  queue(blocks_[0]);
  while (!work_.empty()) {
    // Lowest offset first: most joins are then complete before the code behind them is looked at.
    const uint32_t index = *work_.begin();
    work_.erase(work_.begin());
    blocks_[index].isQueued = false;
    verifyBlock(blocks_[index]);
    if (!flagsChanged_) continue;
    flagsChanged_ = false;
    charge(blocks_.size());
    for (Block& block : blocks_) {
      if (block.isReached) queue(block);
    }
  }
}

void MethodVerifier::verifyBlock(Block& block) {
  stack_ = block.stack;
  isThisInit_ = block.isThisInit;
  prefixes_ = {};
  blockEnded_ = false;
  blockFirst_ = block.first;
  il_ = code_[block.first];
  enterHandlers(block);
  for (ilIndex_ = block.first; ilIndex_ < block.end; ++ilIndex_) {
    il_ = code_[ilIndex_];
    step();
    if (blockEnded_) return;
  }
  if (il_.info->isPrefix()) report(VerifyRule::PrefixMisplaced, "the prefix is followed by a branch target");
  if (il_.nextOffset >= decodedEnd_) {
    if (decodedEnd_ == body_.code.size()) report(VerifyRule::MethodFallThrough, "");
    return;
  }
  flowInto(il_.nextOffset, Transfer::FallThrough);
}

void MethodVerifier::enterHandlers(const Block& block) {
  uint32_t offset = code_[block.first].offset;
  charge(body_.ehClauses.size());
  for (const EhClause& clause : body_.ehClauses) {
    if (offset < clause.tryOffset || offset >= clause.tryEnd()) continue;
    Stack entry;
    if (clause.kind == EhKind::Catch) {
      try {
        entry.push_back(types_.ref(loader_.loadType(module_, clause.classToken, context_)));
        if (types_.isVariable(entry[0].type)) entry[0] = VerifyTypes::make(Kind::Ref, entry[0].type);
      } catch (const std::runtime_error&) {  // reported by checkClauses
        entry.push_back({});
      }
    }
    if (clause.kind == EhKind::Filter) {
      entry.push_back(types_.ref(core(WellKnownType::Object)));
      seed(clause.filterOffset, entry);
    }
    seed(clause.handlerOffset, std::move(entry));
  }
}

void MethodVerifier::seed(uint32_t offset, Stack stack) {
  Block* block = blockAt(offset);
  if (!block) return;  // reported by checkClauses
  if (!block->isReached) {
    block->isReached = true;
    block->isThisInit = isThisInit_;
    block->stack = std::move(stack);
    queue(*block);
  } else if (block->isThisInit && !isThisInit_) {
    block->isThisInit = false;  // the exception may have come before the base constructor was called
    queue(*block);
  }
}

void MethodVerifier::flowInto(uint32_t target, Transfer transfer) {
  charge(1 + body_.ehClauses.size() + stack_.size());
  if (target >= indexAt_.size() || indexAt_[target] < 0) {
    if (target < decodedEnd_ || decodedEnd_ == body_.code.size())
      report(VerifyRule::BadBranchTarget, fmt::format("IL_{:04x} starts no instruction", target));
    return;
  }
  if (isPrefixed_[static_cast<size_t>(indexAt_[target])] && transfer != Transfer::FallThrough)
    report(VerifyRule::BranchIntoPrefixed, fmt::format("IL_{:04x} stands behind a prefix", target));
  if (!checkTransfer(target, transfer)) return;
  Block* block = blockAt(target);
  if (block) mergeInto(*block);
}

void MethodVerifier::mergeInto(Block& block) {
  if (!block.isReached) {
    block.isReached = true;
    block.stack = stack_;
    block.isThisInit = isThisInit_;
    return queue(block);
  }
  bool changed = false;
  const uint32_t target = code_[block.first].offset;
  if (block.isThisInit != isThisInit_) {
    reportAt(il_.offset, VerifyRule::PathThisInit, VerifySeverity::Unverifiable,
             fmt::format("at IL_{:04x}", target), true);
    if (block.isThisInit) {
      block.isThisInit = false;
      changed = true;
    }
  }
  if (block.stack.size() != stack_.size()) {
    reportAt(il_.offset, VerifyRule::PathStackDepth, VerifySeverity::Invalid,
             fmt::format("expected {} at IL_{:04x} as on another path, found {}", types_.text(block.stack),
                         target, types_.text(stack_)),
             true);
  } else {
    for (size_t i = 0; i < stack_.size(); ++i) {
      VerifyType before = block.stack[i];
      if (types_.merge(block.stack[i], stack_[i], changed)) continue;
      const VerifyType& found = stack_[i];
      bool sameKind = (before.is(Kind::ByRef) || before.is(Kind::I) || before.is(Kind::I8)) &&
                      (found.is(Kind::ByRef) || found.is(Kind::I) || found.is(Kind::I8));
      reportAt(il_.offset, VerifyRule::PathStackType,
               sameKind ? VerifySeverity::Unverifiable : VerifySeverity::Invalid,
               fmt::format("slot {} at IL_{:04x}: expected {} as on another path, found {}", i, target,
                           types_.text(before), types_.text(found)),
               true);
      block.stack[i] = {};
      changed = true;
    }
  }
  if (!changed || isReporting_) return;
  if (++block.changes > kMaxChanges) {
    for (VerifyType& entry : block.stack) {
      if (entry.is(Kind::Ref)) entry.type = core(WellKnownType::Object);
    }
    if (block.changes > 2 * kMaxChanges) return;
  }
  queue(block);
}

void MethodVerifier::step() {
  charge(1 + stack_.size());
  if (il_.info->isPrefix()) {
    switch (il_.opcode) {
      case Opcode::Volatile: prefixes_.isVolatile = true; return;
      case Opcode::Unaligned:
        prefixes_.isUnaligned = true;
        if (il_.integer != 1 && il_.integer != 2 && il_.integer != 4)
          report(VerifyRule::PrefixMisplaced, "the alignment is not 1, 2 or 4");
        return;
      case Opcode::Tail: prefixes_.isTail = true; return;
      case Opcode::Readonly: prefixes_.isReadonly = true; return;
      case Opcode::No:
        prefixes_.isNo = true;
        report(VerifyRule::PrefixNo, "");
        return;
      case Opcode::Constrained: try { prefixes_.constrained = typeOperand();
        } catch (const std::runtime_error& error) {
          report(VerifyRule::TokenResolve, error.what());
        }
        return;
      default: return;
    }
  }
  const StackEffect effect(*il_.info);
  if (stack_.size() < effect.pops()) {
    report(VerifyRule::StackUnderflow,
           fmt::format("expected {} values, found {}", effect.pops(), types_.text(stack_)));
    stack_.insert(stack_.begin(), effect.pops() - stack_.size(), VerifyType{});
  }
  Stack before = stack_;
  if (prefixes_.any()) checkPrefixes();
  try {
    execute();
  } catch (
      const std::runtime_error& error) {  // LoadFailure, LoadError: what the instruction names is not there
    report(VerifyRule::TokenResolve, error.what());
    if (!recover(before)) blockEnded_ = true;
  }
  prefixes_ = {};
  const bool agrees =
      blockEnded_ || (!endsBlock(il_.info->flow) &&
                      (!effect.isFixed() || stack_.size() == effect.depthAfter(before.size())));
  if (!agrees)
    throw std::logic_error(
        fmt::format("{} +0x{:x}: {}: the verifier goes on with {} values after {}; the row of "
                    "the opcode table says otherwise",
                    method_->toString(), il_.offset, il_.info->mnemonic, stack_.size(), before.size()));
  if (stack_.size() > body_.maxStack) {
    report(VerifyRule::StackOverflow,
           fmt::format("{} values, .maxstack is {}", stack_.size(), body_.maxStack));
    if (stack_.size() > body_.maxStack + 256u) blockEnded_ = true;
  }
}

bool MethodVerifier::recover(const Stack& before) {
  if (endsBlock(il_.info->flow)) return false;
  stack_ = before;
  int pops = stackCount(il_.info->pop);
  int pushes = stackCount(il_.info->push);
  if (pops < 0 || pushes < 0) {
    try {
      Token token = il_.token;
      if (token.is(Table::MethodSpec)) token = metadata_.methodSpec(token.rid()).method;
      BlobIdx blob = token.is(Table::MemberRef)   ? metadata_.memberRef(token.rid()).signature
                     : token.is(Table::MethodDef) ? metadata_.methodDef(token.rid()).signature
                                                  : metadata_.standAloneSig(token.rid()).signature;
      SigCursor cursor(metadata_, blob);
      MethodSigHeader head = readMethodHeader(cursor);
      cursor.skipModifiers();
      bool isNew = il_.opcode == Opcode::Newobj;
      pops = static_cast<int>(std::min<uint32_t>(head.paramCount, 0xFFFF)) +
             (head.hasThis && !isNew ? 1 : 0) + (il_.opcode == Opcode::Calli ? 1 : 0);
      pushes = isNew || cursor.peekElementType() != ElementType::Void ? 1 : 0;
    } catch (const LoadError&) {
      return false;
    }
  }
  if (stack_.size() < static_cast<size_t>(pops)) return false;
  stack_.resize(stack_.size() - static_cast<size_t>(pops));
  for (int i = 0; i < pushes; ++i) push({});
  return true;
}

}  // namespace minivm
