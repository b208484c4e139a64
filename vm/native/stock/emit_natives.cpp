// DynamicMethod of the stock library: its resolver, a managed object, is asked for IL and tokens at the first
// call, and owns the method meanwhile.
#include <cstring>

#include "loader/load_error.h"
#include "vm/native/native_list.h"
#include "vm/native/stock/stock_support.h"
#include "vm/runtime.h"
#include "vm/threads/thread.h"
#include "vm/types/dynamic_scope.h"
#include "vm/unload.h"

namespace minivm {

namespace {

std::vector<uint8_t> bytesOf_nogc(Object* object) {
  auto* array = static_cast<Array*>(object);
  if (!array) return {};
  const auto* first = reinterpret_cast<const uint8_t*>(array->elements());
  return {first, first + array->length};
}

uint32_t word(const std::vector<uint8_t>& bytes, size_t at) {
  uint32_t value = 0;
  if (at + 4 <= bytes.size()) std::memcpy(&value, bytes.data() + at, 4);
  return value;
}

/// Calls a resolver by the names of its methods.
class ResolverCall {
 public:
  ResolverCall(Thread& thread, Object* resolver) : thread_(thread), scope_(thread, locals_) {
    locals_.resolver = resolver;
  }

  struct CodeInfo {
    std::vector<uint8_t> code;
    int32_t maxStack = 0, initLocals = 0, clauses = 0;
  };
  CodeInfo codeInfo() {
    CodeInfo info;
    Slot args[4];
    args[1].ptr = &info.maxStack;
    args[2].ptr = &info.initLocals;
    args[3].ptr = &info.clauses;
    info.code = bytesOf_nogc(call("GetCodeInfo", args));
    return info;
  }
  std::vector<uint8_t> localsSignature() {
    Slot args[1];
    return bytesOf_nogc(call("GetLocalsSignature", args));
  }
  std::vector<uint8_t> rawClauses() {
    Slot args[1];
    return bytesOf_nogc(call("GetRawEHInfo", args));
  }
  std::array<int32_t, 6> clause(int32_t index) {
    std::array<int32_t, 6> row{};
    Slot args[3];
    args[1].i8 = index;
    args[2].ptr = row.data();
    call("GetEHInfo", args);
    return row;
  }
  DynamicToken token(Token token, OperandKind operand) {
    DynamicToken made;
    if (operand == OperandKind::String) {
      Slot args[2];
      args[1].i8 = static_cast<int32_t>(token.value);
      const auto* text = static_cast<String*>(call("GetStringLiteral", args));
      if (!text) return made;
      made.kind = DynamicToken::Kind::String;
      made.text.assign(text->chars, static_cast<size_t>(text->length));
      return made;
    }
    if (operand == OperandKind::Sig) {
      made.blob = signature(token, 0);
      if (!made.blob.empty()) made.kind = DynamicToken::Kind::Signature;
      return made;
    }
    uintptr_t type = 0, method = 0, field = 0;
    Slot args[5];
    args[1].i8 = static_cast<int32_t>(token.value);
    args[2].ptr = &type;
    args[3].ptr = &method;
    args[4].ptr = &field;
    call("ResolveToken", args);
    if (method) {
      made.kind = DynamicToken::Kind::Method;
      made.method = reinterpret_cast<MethodDesc*>(method);
      if (token.is(Table::MemberRef) && !made.method->isDynamic &&
          thread_.runtime().classLoader().signature(made.method).isVarArg) {
        made.kind = DynamicToken::Kind::VarArgMethod;
        made.blob = signature(token, 1);
      }
    } else if (field) {
      made.kind = DynamicToken::Kind::Field;
      made.field = reinterpret_cast<FieldDesc*>(field);
    } else if (type) {
      made.kind = DynamicToken::Kind::Type;
      made.type = TypeHandle::fromWord(type);
    }
    return made;
  }

 private:
  std::vector<uint8_t> signature(Token token, int32_t fromMethod) {
    Slot args[3];
    args[1].i8 = static_cast<int32_t>(token.value);
    args[2].i8 = fromMethod;
    return bytesOf_nogc(call("ResolveSignature", args));
  }
  /// The result is not rooted: it is read at once.
  Object* call(std::string_view name, Slot* args) {
    MethodDesc* method = thread_.runtime().classLoader().findMethod(locals_.resolver->mt, name);
    if (!method) {
      throw LoadFailure(LoadFailureKind::MissingMethod,
                        "a resolver of dynamic methods has no method " + std::string(name));
    }
    args[0].obj = locals_.resolver.get();
    Slot ret{};
    callManaged(thread_, method, args, &ret);
    return ret.obj;
  }

  Thread& thread_;
  struct : Locals {
    Rooted<Object> resolver;
  } locals_;
  LocalsScope scope_;
};

/// Clauses as a section of a method body has them, small or fat (ECMA-335 II.25.4.5).
void parseClauses(const std::vector<uint8_t>& raw, DynamicBody& body) {
  const bool isFat = !raw.empty() && (raw[0] & 0x40) != 0;
  const size_t rowBytes = isFat ? 24 : 12;
  for (size_t at = 4; at + rowBytes <= raw.size(); at += rowBytes) {
    EhClause clause;
    if (isFat) {
      clause.kind = static_cast<EhKind>(word(raw, at));
      clause.tryOffset = word(raw, at + 4);
      clause.tryLength = word(raw, at + 8);
      clause.handlerOffset = word(raw, at + 12);
      clause.handlerLength = word(raw, at + 16);
    } else {
      clause.kind = static_cast<EhKind>(word(raw, at) & 0xFFFF);
      clause.tryOffset = word(raw, at + 2) & 0xFFFF;
      clause.tryLength = raw[at + 4];
      clause.handlerOffset = word(raw, at + 5) & 0xFFFF;
      clause.handlerLength = raw[at + 7];
    }
    clause.filterOffset = clause.kind == EhKind::Filter ? word(raw, at + rowBytes - 4) : 0;
    clause.classToken = Token(clause.kind == EhKind::Catch ? word(raw, at + rowBytes - 4) : 0);
    body.clauses.push_back(clause);
  }
}

}  // namespace

void ensureDynamicBodyRunsManaged(Thread& thread, MethodDesc* method) {
  DynamicScope& scope = scopeOf(method);
  Object* owner = *scope.memory.owner;
  if (scope.hasBody || !thread.runtime().stock() || !owner) return;
  ResolverCall resolver(thread, owner);
  auto info = resolver.codeInfo();
  DynamicBody body;
  body.code = std::move(info.code);
  body.maxStack = static_cast<uint32_t>(std::max(info.maxStack, 0));
  body.initLocals = info.initLocals != 0;
  body.locals = resolver.localsSignature();
  if (const auto raw = resolver.rawClauses(); !raw.empty()) {
    parseClauses(raw, body);
  } else {
    for (int32_t i = 0; i < info.clauses; ++i) {
      const auto row = resolver.clause(i);
      auto at = [&](size_t n) { return static_cast<uint32_t>(row[n]); };
      EhClause clause;
      clause.kind = static_cast<EhKind>(at(0));
      clause.tryOffset = at(1);
      clause.tryLength = at(2);
      clause.handlerOffset = at(3);
      clause.handlerLength = at(4);
      clause.filterOffset = clause.kind == EhKind::Filter ? at(5) : 0;
      clause.classToken = Token(clause.kind == EhKind::Catch ? at(5) : 0);
      body.clauses.push_back(clause);
    }
  }
  // A body without locals has their signature all the same: of none.
  if (body.locals.size() == 2 && body.locals[1] == 0) body.locals.clear();
  std::vector<DynamicToken> tokens;
  auto resolve = [&](Token token, OperandKind operand) {
    const uint32_t index = token.rid();
    constexpr uint32_t kMostTokens = 1u << 20;
    if (index == 0 || index > kMostTokens) return;
    if (tokens.size() < index) tokens.resize(index);
    if (tokens[index - 1].kind == DynamicToken::Kind::None)
      tokens[index - 1] = resolver.token(token, operand);
  };
  try {
    IlReader reader(thread.runtime().opcodes(), ByteSpan(body.code.data(), body.code.size()));
    for (IlInstruction il; reader.next(il);) {
      switch (il.info->operand) {
        case OperandKind::Method:
        case OperandKind::Field:
        case OperandKind::Type:
        case OperandKind::Tok:
        case OperandKind::Sig:
        case OperandKind::String: resolve(il.token, il.info->operand); break;
        default: break;
      }
    }
  } catch (const LoadError&) {
    // Broken IL: the importer explains.
  }
  for (const EhClause& clause : body.clauses) {
    if (clause.kind == EhKind::Catch) resolve(clause.classToken, OperandKind::Type);
  }
  thread.runtime().classLoader().dynamicMethods().setBody(method, body, tokens);
}

namespace natives {

bool stockIsDynamicMethod(MethodDesc* method) {
  return method->isDynamic;
}

Object* stockGetResolver(Thread& thread, MethodDesc* method) {
  return loaderOf(thread).dynamicMethods().ownerOf_nogc(method);
}

void qcallGetDynamicMethod(Thread& thread, const ModuleOnStack& module, const char* name,
                           const uint8_t* signature, int32_t length, const OnStack& resolver,
                           const OnStack& result) {
  freeDeadBeforeNew(thread, kMethodPressureBytes);
  DynamicMethodHead head;
  head.name = name;
  head.signature.assign(signature, signature + length);
  head.host = module.module;
  MethodDesc* method = loaderOf(thread).dynamicMethods().create(
      std::move(head), heapOf(thread).createHandle(HandleKind::WeakLong, resolver.get()));
  put(thread, result, newMethodStub(thread, method));
}

/// The method is freed when its resolver is gone, not when the library says so.
void qcallDestroyDynamicMethod(MethodDesc*) {}

}  // namespace natives
}  // namespace minivm
