#include "vm/il/verifier.h"

#include <fmt/format.h>

#include <algorithm>

#include "vm/il/method_verifier.h"
#include "vm/il/type_verifier.h"
#include "vm/types/ee_class.h"
#include "vm/types/load_failure.h"

namespace minivm {

namespace {

constexpr VerifyRuleInfo kRules[] = {
#define VERIFY_RULE(Id, clause, severity, sentence) {#Id, clause, VerifySeverity::severity, sentence},
#include "vm/il/verify_rules.def"
};

}  // namespace

const VerifyRuleInfo& verifyRuleInfo(VerifyRule rule) {
  return kRules[static_cast<size_t>(rule)];
}

VerifyRule findVerifyRule(std::string_view id) {
  for (size_t i = 0; i < std::size(kRules); ++i) {
    if (id == kRules[i].id) return static_cast<VerifyRule>(i);
  }
  return VerifyRule::Count;
}

std::string VerifyFinding::text() const {
  const VerifyRuleInfo& info = verifyRuleInfo(rule);
  std::string where = place;
  std::string clause = info.clause;
  if (ilOffset != kNoOffset) {
    where += fmt::format(" IL_{:04x} {}", ilOffset, instruction);
    clause += " " + instruction.substr(0, instruction.find(' '));
  }
  return fmt::format("{}: {} [{}; {}] ({})", where, detail.empty() ? info.sentence : detail, clause, info.id,
                     severity == VerifySeverity::Invalid ? "invalid" : "unverifiable");
}

struct Verifier::State {
  State(ClassLoader& loader, const OpcodeTable& opcodes) : types(loader), opcodes(opcodes) {}
  VerifyTypes types;
  const OpcodeTable& opcodes;
};

Verifier::Verifier(ClassLoader& loader, const OpcodeTable& opcodes)
    : state_(std::make_unique<State>(loader, opcodes)) {}
Verifier::~Verifier() = default;

MethodDesc* Verifier::typicalOf(ClassLoader& loader, MethodDesc* method) {
  if (method->token.isNil()) return nullptr;  // runtime methods of arrays
  MethodTable* type = method->methodTable;
  if (type->eeClass->genericDefinition && type->eeClass->genericDefinition != type) {
    type = type->eeClass->genericDefinition;
    loader.ensureLoaded(type);
  }
  auto& methods = type->eeClass->methods;
  auto typical = std::find_if(methods.begin(), methods.end(),
                              [&](const MethodDesc& each) { return each.token == method->token; });
  return typical == methods.end() ? nullptr : &*typical;
}

void Verifier::verifyMethod(MethodDesc* method, const Report& report) {
  if (MethodDesc* typical = typicalOf(state_->types.loader(), method))
    MethodVerifier(state_->types, state_->opcodes, typical, report).run();
}

void Verifier::verifyType(MethodTable* type, const Report& report) {
  TypeVerifier(state_->types, type, report).run();
}

Verifier::Summary Verifier::verifyModule(Module& module, const Report& report) {
  Summary summary;
  Report counting = [&](const VerifyFinding& finding) {
    (finding.severity == VerifySeverity::Invalid ? summary.invalid : summary.unverifiable) += 1;
    report(finding);
  };
  const Metadata& metadata = module.metadata();
  ClassLoader& loader = state_->types.loader();
  for (uint32_t rid = 1; rid <= metadata.rows(Table::TypeDef); ++rid) {
    ++summary.types;
    MethodTable* type = nullptr;
    try {
      TypeHandle handle = loader.loadType(module, Token::make(Table::TypeDef, rid), {});
      if (!handle.isTypeDesc()) type = handle.asMethodTable();
    } catch (const std::runtime_error& failure) {  // LoadFailure, LoadError
      VerifyFinding finding;
      finding.rule = VerifyRule::TypeLoad;
      finding.severity = VerifySeverity::Invalid;
      finding.place = fmt::format("TypeDef row {}", rid);
      try {
        finding.place = std::string(metadata.string(metadata.typeDef(rid).nameSpace));
        if (!finding.place.empty()) finding.place += ".";
        finding.place += metadata.string(metadata.typeDef(rid).name);
      } catch (const LoadError&) {  // the row itself is broken
      }
      finding.detail = failure.what();
      counting(finding);
    }
    if (!type) continue;
    verifyType(type, counting);
    for (MethodDesc& method : type->eeClass->methods) {
      if (method.kind == MethodKind::IL) ++summary.methods;
      MethodVerifier(state_->types, state_->opcodes, &method, counting).run();
    }
  }
  return summary;
}

}  // namespace minivm
