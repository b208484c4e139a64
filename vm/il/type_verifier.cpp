#include "vm/il/type_verifier.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "vm/types/ee_class.h"
#include "vm/types/load_failure.h"

namespace minivm {

namespace {

/// How open a member is: one of these contains another when its bits do (II.10.3.3). Family: 1, assembly: 2.
uint32_t accessBits(uint32_t access) {
  switch (access) {
    case 2: return 8;          // family and assembly
    case 3: return 2 | 8;      // assembly
    case 4: return 1 | 8;      // family
    case 5: return 1 | 2 | 8;  // family or assembly
    case 6: return 15;         // public
    default: return 0;
  }
}

}  // namespace

TypeVerifier::TypeVerifier(VerifyTypes& types, MethodTable* type, const Verifier::Report& report)
    : types_(types),
      loader_(types.loader()),
      type_(type),
      module_(*type->module),
      metadata_(module_.metadata()),
      sink_(report) {}

void TypeVerifier::report(VerifyRule rule, std::string detail) {
  VerifyFinding finding;
  finding.rule = rule;
  finding.severity = verifyRuleInfo(rule).severity;
  if (finding.severity == VerifySeverity::Either) finding.severity = VerifySeverity::Invalid;
  finding.place = TypeHandle(type_).toString();
  finding.detail = std::move(detail);
  sink_(finding);
}

void TypeVerifier::run() {
  if (type_->eeClass->typeDef.isNil()) return;
  for (auto check : {&TypeVerifier::checkInterfaces, &TypeVerifier::checkFields, &TypeVerifier::checkMethods,
                     &TypeVerifier::checkVariance}) {
    try {
      (this->*check)();
    } catch (const std::runtime_error& failure) {  // LoadFailure, LoadError
      report(VerifyRule::TypeLoad, failure.what());
    }
  }
}

void TypeVerifier::checkConstraints(TypeHandle type, const std::string& what) {
  std::string why;
  if (!types_.wellFormed(type, why)) report(VerifyRule::Constraint, what + ": " + why);
}

void TypeVerifier::checkInterfaces() {
  if (type_->parent) checkConstraints(type_->parent, "the base class");
  std::set<uintptr_t> seen;
  GenericContext context{type_->eeClass->typeArgs, {}};
  for (uint32_t rid : metadata_.interfaceImplsOf(type_->eeClass->typeDef.rid())) {
    TypeHandle iface = loader_.loadType(module_, metadata_.interfaceImpl(rid).interface, context);
    checkConstraints(iface, "an interface");
    if (!seen.insert(iface.word()).second) report(VerifyRule::InterfaceDuplicate, types_.text(iface));
  }
  if (type_->isInterface() || type_->has(MethodTable::kIsAbstract)) return;
  try {
    loader_.requireImplemented(type_);
  } catch (const LoadFailure& failure) {
    report(VerifyRule::InterfaceMethod, failure.what());
  }
}

void TypeVerifier::checkFields() {
  for (FieldDesc& field : type_->eeClass->fields) {
    if (field.isLiteral()) continue;
    TypeHandle type;
    try {
      type = loader_.fieldType(&field);
    } catch (const std::runtime_error& failure) {
      report(VerifyRule::BadSignature, fmt::format("field {}: {}", field.name(), failure.what()));
      continue;
    }
    checkConstraints(type, fmt::format("field {}", field.name()));
    bool needsRefStruct = types_.isByRef(type) || types_.isByRefLike(type);
    if (needsRefStruct && (field.isStatic() || !types_.isByRefLike(type_)))
      report(VerifyRule::ByRefField, fmt::format("field {} has type {}", field.name(), types_.text(type)));
    if (types_.isByRef(type) && types_.isByRef(type.asTypeDesc()->element))
      report(VerifyRule::ByRefOfByRef, fmt::format("field {} has type {}", field.name(), types_.text(type)));
  }
}

void TypeVerifier::checkMethods() {
  for (MethodDesc& method : type_->eeClass->methods) {
    if (method.isAbstract() && !type_->isInterface() && !type_->has(MethodTable::kIsAbstract))
      report(VerifyRule::AbstractMethod, method.toString());
    if (!method.isVirtual() || method.isStatic() || method.isNewSlot() || !type_->parent ||
        type_->isInterface())
      continue;
    uint16_t slot = method.slot;
    if (slot == MethodDesc::kNoSlot || slot >= type_->parent->numVirtuals) continue;
    MethodDesc* base = type_->parent->slotMethod(slot);
    if (!base || base->methodTable->eeClass->typeDef.isNil()) continue;
    uint32_t ours = accessBits(method.attributes & 7u);
    uint32_t theirs = accessBits(base->attributes & 7u);
    // From another assembly only the family part of "family or assembly" can be repeated.
    if (&base->methodTable->module->manifest() != &module_.manifest()) theirs &= ~2u;
    if ((ours & theirs) != theirs)
      report(VerifyRule::OverrideAccess, fmt::format("{} overrides {}", method.toString(), base->toString()));
  }
}

// ---- variance ----

/// `position`: +1 where results go out, −1 where parameters come in, 0 where neither is allowed.
void TypeVerifier::checkVariance(TypeHandle type, int position, const std::string& what, uint32_t depth) {
  if (!type || depth > 50 || !type.containsGenericVariables()) return;
  if (type.isTypeDesc()) {
    const TypeDesc* desc = type.asTypeDesc();
    if (desc->kind == ElementType::Var) {
      uint16_t variance = types_.variableFlags(type) & 3u;
      if ((variance == 1 && position != 1) || (variance == 2 && position != -1)) {
        report(VerifyRule::Variance,
               fmt::format("{}: {} parameter {} where it must be {}", what,
                           variance == 1 ? "covariant" : "contravariant", types_.text(type),
                           position == 1    ? "covariant or invariant"
                           : position == -1 ? "contravariant or invariant"
                                            : "invariant"));
      }
    } else if (desc->element) {
      checkVariance(desc->element, 0, what, depth + 1);
    }
    return;
  }
  MethodTable* mt = type.asMethodTable();
  if (mt->isArray()) return checkVariance(mt->elementType(), position, what, depth + 1);
  if (!mt->eeClass->genericDefinition) return;
  RowRange params = mt->module->metadata().genericParamsOf(mt->eeClass->typeDef);
  for (uint32_t i = 0; i < mt->eeClass->typeArgs.size() && i < params.size(); ++i) {
    uint16_t variance = mt->module->metadata().genericParam(params[i]).flags & 3u;
    int inner = variance == 1 ? position : variance == 2 ? -position : 0;
    checkVariance(mt->eeClass->typeArgs[i], inner, what, depth + 1);
  }
}

void TypeVerifier::checkVariance() {
  if (!type_->has(MethodTable::kHasVariance)) return;
  GenericContext context{type_->eeClass->typeArgs, {}};
  for (uint32_t rid : metadata_.interfaceImplsOf(type_->eeClass->typeDef.rid()))
    checkVariance(loader_.loadType(module_, metadata_.interfaceImpl(rid).interface, context), 1,
                  "an interface");
  for (MethodDesc& method : type_->eeClass->methods) {
    if (method.isStatic() || method.isCtor()) continue;  // a delegate's constructor mentions none
    const VerifySignature& sig = types_.signatureOf(&method);
    std::string name(method.name());
    if (type_->isDelegate() && name != "Invoke") continue;
    checkVariance(sig.ret, 1, name + ": result");
    for (TypeHandle param : sig.params) checkVariance(param, -1, name + ": parameter");
  }
}

}  // namespace minivm
