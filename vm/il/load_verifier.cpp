#include "vm/il/load_verifier.h"

#include <fmt/format.h>

#include "vm/types/ee_class.h"

namespace minivm {

namespace {

std::string_view directoryOf(std::string_view path) {
  size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string_view(".") : path.substr(0, slash);
}

std::string_view fileOf(std::string_view path) {
  size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

}  // namespace

LoadVerifier::LoadVerifier(ClassLoader& loader, const OpcodeTable& opcodes)
    : loader_(loader), opcodes_(opcodes), verifier_(loader, opcodes) {}

bool LoadVerifier::isTrusted(const Module& module) const {
  return module.isCoreLib() ||
         directoryOf(module.image().path()) == directoryOf(loader_.coreLib().image().path());
}

void LoadVerifier::note(Verdict& verdict, const Module& module, const VerifyFinding& finding) {
  ++verdict.findings;
  verdict.isUnresolved |=
      finding.rule == VerifyRule::TokenResolve || finding.rule == VerifyRule::BadSignature;
  const bool isInvalid = finding.severity == VerifySeverity::Invalid;
  const LoadFailureKind kind = isInvalid ? LoadFailureKind::InvalidProgram : LoadFailureKind::Verification;
  if (!verdict.isClean && (verdict.kind == kind || !isInvalid)) return;
  verdict.isClean = false;
  verdict.kind = kind;
  verdict.message = fmt::format("{}: {}", fileOf(module.image().path()), finding.text());
}

void LoadVerifier::raise(const Verdict& verdict) {
  if (verdict.isClean) return;
  std::string message = verdict.message;
  if (verdict.findings > 1)
    message += fmt::format("; and {} more, which `minivm verify` lists", verdict.findings - 1);
  throw LoadFailure(verdict.kind, message);
}

void LoadVerifier::require(MethodDesc* method) {
  const Module& module = *method->methodTable->module;
  if (method->token.isNil() || isTrusted(module)) return;
  if (method->isCollectible) {  // it will be freed, and another one be where it was: nothing is remembered
    Verdict verdict;
    Verifier(loader_, opcodes_).verifyMethod(method, [&](const VerifyFinding& finding) {
      note(verdict, module, finding);
    });
    return raise(verdict);
  }
  MethodTable* type = method->methodTable;
  if (type->eeClass->genericDefinition) type = type->eeClass->genericDefinition;
  auto [knownType, isNewType] = types_.try_emplace(type);
  if (isNewType) {
    loader_.ensureLoaded(type);
    verifier_.verifyType(type,
                         [&](const VerifyFinding& finding) { note(knownType->second, module, finding); });
  }
  raise(knownType->second);
  const MethodDesc* typical = Verifier::typicalOf(loader_, method);
  if (!typical) return;
  auto [known, isNew] = methods_.try_emplace(typical);
  if (isNew) {
    Verdict& verdict = known->second;
    verifier_.verifyMethod(method, [&](const VerifyFinding& finding) { note(verdict, module, finding); });
  }
  raise(known->second);
}

void LoadVerifier::requireAll(MethodTable* type) {
  const Module& module = *type->module;
  Verdict ofType;
  verifier_.verifyType(type, [&](const VerifyFinding& finding) { note(ofType, module, finding); });
  if (!ofType.isUnresolved) raise(ofType);
  for (MethodDesc& method : type->eeClass->methods) {
    if (method.kind != MethodKind::IL) continue;
    Verdict verdict;
    verifier_.verifyMethod(&method, [&](const VerifyFinding& finding) { note(verdict, module, finding); });
    if (!verdict.isUnresolved) raise(verdict);
  }
}

}  // namespace minivm
