// Calls of methods that do one thing which cannot throw: properties over a field, constants, empty bodies.
// They become that operation in the caller.
//
// No frame is missing from any trace: a null `this` of callvirt is found at the call, in the caller; nothing
// else of these bodies throws. Compilers inline by themselves, with better knowledge.
#include "loader/load_error.h"
#include "loader/metadata.h"
#include "vm/il/importer.h"
#include "vm/runtime.h"

namespace minivm {

namespace {

constexpr uint8_t kLdarg0 = 0x02, kLdarg1 = 0x03, kLdarg3 = 0x05, kLdargS = 0x0E, kLdcI4M1 = 0x15,
                  kLdcI48 = 0x1E, kLdcI4S = 0x1F, kLdcI4 = 0x20, kCall = 0x28, kRet = 0x2A, kLdfld = 0x7B,
                  kStfld = 0x7D, kLdsfld = 0x7E;
/// Constructors of classes without fields to set call that of their base, and so on.
constexpr int kMaxBases = 8;

/// The code of a method with a tiny header (II.25.4.2); empty for others.
ByteSpan tinyCode(const Metadata& metadata, uint32_t rva) {
  constexpr uint8_t kTinyFormat = 2;
  const ByteSpan bytes = metadata.image().from(rva);
  if (bytes.empty() || (bytes[0] & 3) != kTinyFormat || bytes.size() - 1 < (bytes[0] >> 2u)) return {};
  return bytes.subspan(1, bytes[0] >> 2u);
}

/// The initializer of the method's class may be due when it is called (I.8.9.5).
bool mayInitialize(const MethodDesc& method) {
  return method.methodTable->eeClass->needsInit() && method.startsClassInit();
}

}  // namespace

IlImporter::Leaf IlImporter::leafOf(MethodDesc* method, int bases) {
  constexpr uint16_t kNoOptimization = 0x40;
  if (method->kind != MethodKind::IL || method->isNoInlining() || method->isSynchronized() ||
      method->isDynamic || (method->implAttributes & kNoOptimization) != 0)
    return {};
  Module& module = *method->methodTable->module;
  if (&module != &module_ && !module.isCoreLib()) return {};  // its initializer may be due

  const uint32_t rva = module.metadata().cell(Table::MethodDef, method->token.rid(), MethodDefColumn::rva);
  if (rva == 0) return {};
  const ByteSpan code = tinyCode(module.metadata(), rva);
  const bool isInstance = !method->isStatic();
  const auto tokenAt = [&](size_t offset) { return Token(loadLe<uint32_t>(code.data() + offset)); };
  const auto field = [&](Leaf::Kind kind, Token token) -> Leaf {
    FieldDesc* found = ownField(method, token, kind == Leaf::Kind::LoadStatic);
    return found ? Leaf{kind, found, 0, {}} : Leaf{};
  };
  const size_t size = code.size();
  if (size == 0 || code[size - 1] != kRet) return {};
  if (size == 6 && code[0] == kLdsfld && !isInstance) return field(Leaf::Kind::LoadStatic, tokenAt(1));
  if (mayInitialize(*method)) return {};
  if (size == 1) return {Leaf::Kind::Nothing, nullptr, 0, {}};
  if (size == 7 && code[0] == kLdarg0 && code[1] == kLdfld && isInstance)
    return field(Leaf::Kind::LoadField, tokenAt(2));
  if (size == 2 && code[0] >= kLdcI4M1 && code[0] <= kLdcI48)
    return {Leaf::Kind::Constant, nullptr, code[0] - kLdcI4M1 - 1, {}};
  if (size == 3 && code[0] == kLdcI4S)
    return {Leaf::Kind::Constant, nullptr, static_cast<int8_t>(code[1]), {}};
  if (size == 6 && code[0] == kLdcI4)
    return {Leaf::Kind::Constant, nullptr, loadLe<int32_t>(code.data() + 1), {}};
  return isInstance ? storesOf(method, code, bases) : Leaf{};
}

FieldDesc* IlImporter::ownField(MethodDesc* method, Token token, bool isStatic) {
  if (!token.is(Table::Field) && !token.is(Table::MemberRef)) return nullptr;
  Module& module = *method->methodTable->module;
  module.metadata().require(token);
  FieldDesc* found = ClassLoader::knownField(module, token);
  if (!found) found = loader_.resolveField(module, token, method->genericContext());
  const bool isOwn =
      found->owner == method->methodTable && found->isStatic() == isStatic && !found->isLiteral();
  return isOwn ? found : nullptr;
}

IlImporter::Leaf IlImporter::storesOf(MethodDesc* method, ByteSpan code, int bases) {
  Leaf leaf;
  leaf.kind = Leaf::Kind::Nothing;
  uint32_t count = 0, seen = 0;
  size_t at = 0;
  const auto tokenAt = [&](size_t offset) { return Token(loadLe<uint32_t>(code.data() + offset)); };
  // A constructor of a class begins with its base's, which must do nothing.
  if (code.size() > 6 && code[0] == kLdarg0 && code[1] == kCall && method->isCtor() && bases < kMaxBases) {
    Module& module = *method->methodTable->module;
    module.metadata().require(tokenAt(2));
    MethodDesc* base = ClassLoader::knownMethod(module, tokenAt(2));
    if (!base) base = loader_.resolveMethod(module, tokenAt(2), method->genericContext());
    if (!base->isCtor() || base->methodTable != method->methodTable->parent ||
        loader_.signature(base).args.size() != 1 || leafOf(base, bases + 1).kind != Leaf::Kind::Nothing)
      return {};
    at = 6;
  }
  for (; at + 8 <= code.size(); ++count) {
    if (count == Leaf::kMaxStores || code[at++] != kLdarg0) return {};
    const uint8_t load = code[at++];
    uint32_t argument = load - kLdarg1 + 1u;
    if (load == kLdargS) {
      argument = code[at++];
    } else if (load < kLdarg1 || load > kLdarg3) {
      return {};
    }
    constexpr size_t kStoreBytes = 5;
    if (at + kStoreBytes >= code.size() || code[at] != kStfld || argument == 0 ||
        argument > Leaf::kMaxStores || (seen & 1u << argument) != 0)
      return {};
    FieldDesc* field = ownField(method, tokenAt(at + 1), false);
    if (!field) return {};
    seen |= 1u << argument;
    leaf.stores[count] = {field, argument};
    leaf.kind = Leaf::Kind::StoreFields;
    at += kStoreBytes;
  }
  // All that is left is the return, and each argument has found its field.
  return at + 1 == code.size() && seen == (2u << count) - 2 && loader_.signature(method).args.size() == count + 1 ? leaf : Leaf{};
}

bool IlImporter::importLeaf(const CallInfo& info, std::span<Value> args, StackKind thisKind, bool isNonNull) {
  const RuntimeConfig& config = runtime_.config();
  if (!info.method || builder_.resolvesEagerly() || config.callsThroughStubs || config.verify ||
      prefixes_.isTail)
    return false;
  const MethodSig& sig = *info.sig;
  // What a direct call of null would do happens in the callee.
  const bool isObject = sig.hasThis && thisKind == StackKind::O;
  if (sig.isVarArg || args.size() > Leaf::kMaxStores + 1 || (isObject && !info.checkThis && !isNonNull))
    return false;
  Leaf leaf;
  try {
    leaf = leafOf(info.method, 0);
  } catch (const LoadFailure&) {
    return false;  // raised where the body is run
  } catch (const LoadError&) {
    return false;
  }
  const auto locationOf = [&](FieldDesc* field) {
    ArgInfo location{};
    location.kind = field->kind;
    location.element = field->elementType;
    location.type = field->kind == StackKind::Struct ? loader_.fieldType(field) : field->type;
    return location;
  };
  FieldRef field{};
  ArgInfo location{};
  if (leaf.field) {
    field.field = leaf.field;
    location = locationOf(leaf.field);
    field.memory = memTypeOf(location);
  }
  const auto fits = [](const ArgInfo& a, const ArgInfo& b) {
    return a.kind == b.kind && (a.kind != StackKind::Struct || a.type == b.type);
  };
  const auto entryOf = [](const ArgInfo& type, Value value) {
    return StackEntry{type.kind, type.kind == StackKind::I4 ? type.element : ElementType::End, false,
                      type.type, value};
  };
  const auto dropArguments = [&] {
    if (isObject && info.checkThis) builder_.nullCheck(StackKind::O, args[0]);
    for (size_t i = args.size(); i-- > 0;) builder_.discard(args[i]);
  };
  const bool hasAddress = isObject || (sig.hasThis && thisKind == StackKind::ByRef);
  switch (leaf.kind) {
    case Leaf::Kind::None: return false;
    case Leaf::Kind::Nothing:
      if (sig.ret.kind != StackKind::Void) return false;
      dropArguments();
      return true;
    case Leaf::Kind::Constant:
      if (sig.ret.kind != StackKind::I4) return false;
      dropArguments();
      pushTyped(sig.ret, coerce({StackKind::I4, ElementType::End, false, {}, builder_.constI4(leaf.constant)},
                                sig.ret, "ret"));
      return true;
    case Leaf::Kind::LoadField:
      if (!hasAddress || args.size() != 1 || !fits(location, sig.ret)) return false;
      pushTyped(sig.ret,
                coerce(entryOf(location, builder_.loadField(field, thisKind, {}, args[0])), sig.ret, "ret"));
      return true;
    case Leaf::Kind::StoreFields: {
      if (!hasAddress || sig.ret.kind != StackKind::Void) return false;
      const std::span<const Leaf::Store> stores(leaf.stores, args.size() - 1);
      for (const Leaf::Store& store : stores) {
        if (!fits(locationOf(store.field), sig.args[store.argument])) return false;
      }
      for (const Leaf::Store& store : stores) {
        field.field = store.field;
        location = locationOf(store.field);
        field.memory = memTypeOf(location);
        const Value base = &store == &stores.back() ? args[0] : builder_.duplicate(args[0]);
        builder_.storeField(
            field, thisKind, base,
            coerce(entryOf(sig.args[store.argument], args[store.argument]), location, "stfld"));
      }
      return true;
    }
    case Leaf::Kind::LoadStatic:
      if (!args.empty() || !fits(location, sig.ret)) return false;
      pushTyped(sig.ret, coerce(entryOf(location, builder_.loadStatic(field)), sig.ret, "ret"));
      return true;
  }
  return false;
}

}  // namespace minivm
