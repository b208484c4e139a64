// Calls, construction, function pointers.
#include <fmt/format.h>

#include "vm/il/access.h"
#include "vm/il/importer.h"
#include "vm/runtime.h"
#include "vm/types/failure_text.h"

namespace minivm {

void IlImporter::popArguments(const MethodSig& sig, ArenaVector<Value>& args) {
  args.resizeForOverwrite(sig.args.size());
  if (sig.hasThis) args[0] = {};
  for (size_t i = sig.args.size(); i-- > (sig.hasThis ? 1u : 0u);) args[i] = popFor(sig.args[i], "argument");
}

const MethodSig& IlImporter::siteSignature(Token token, const CallInfo& info) {
  if (!token.is(Table::MemberRef)) return *info.sig;
  const Metadata& metadata = module_.metadata();
  const GenericContext context = info.method ? info.method->genericContext() : GenericContext{};
  const MethodSig& site =
      loader_.signatureFromBlob(module_, metadata.blob(metadata.memberRef(token.rid()).signature), context);
  if (!site.isVarArg || site.args.size() != info.sig->args.size())
    fail("a call with variable arguments does not fit its method");
  return site;
}

void IlImporter::popVariableArguments(const MethodSig& site, CallInfo& info) {
  static constexpr VarArgList kNoList{};
  static constexpr VarArgBlock kNone{&kNoList};
  if (!site.varArgs) {
    info.varArgs = builder_.constPointer(&kNone);
    return;
  }
  std::vector<Value> values(site.varArgs->args.size());
  for (size_t i = values.size(); i-- > 0;) values[i] = popFor(site.varArgs->args[i], "variable argument");
  info.varArgs = builder_.variableArguments(*site.varArgs, values);
  prefixes_.isTail = false;  // the block lies in this frame
}

bool IlImporter::tailPositionFollows() const {
  IlReader reader(runtime_.opcodes(), body_.code, module_.simpleName());
  reader.seek(il_.nextOffset);
  IlInstruction next;
  return reader.next(next) && next.opcode == Opcode::Ret;
}

void IlImporter::emitCall(CallInfo& info, std::span<Value> args, Value calliTarget) {
  const MethodSig& sig = *info.sig;
  if (prefixes_.isTail) {
    if (!tailPositionFollows()) fail("a tail. call is not followed by ret");  // III.2.4
    // Explicit tail calls may not pass addresses of this frame (III.2.4); byref arguments fall back to a
    // normal call.
    info.isTail = true;
    for (const ArgInfo& arg : sig.args) {
      if (arg.kind == StackKind::ByRef) info.isTail = false;
    }
    for (const ClauseInfo& clause : clauses_) {
      if (il_.offset >= clause.il.tryOffset && il_.offset < clause.il.tryEnd()) info.isTail = false;
    }
  }
  Value result = builder_.call(info, args, calliTarget);
  if (info.returnsObject) {
    push(StackKind::O, result);
  } else if (sig.ret.kind != StackKind::Void) {
    pushTyped(sig.ret, result);
  }
}

Value IlImporter::constrainedThis(CallInfo& info, TypeHandle type, StackEntry thisEntry) {
  if (thisEntry.kind != StackKind::ByRef && thisEntry.kind != StackKind::I)
    fail("a constrained call needs the address of its object");
  if (!type.isValueType()) {
    return builder_.loadIndirect(memTypeOf(ElementType::Object), thisEntry.kind, thisEntry.value);
  }
  MethodDesc* target = loader_.resolveConstrained(type, info.method);
  if (target && target->methodTable->isValueType()) {
    info.kind = CallInfo::Kind::Direct;
    info.checkThis = false;
    info.method = target;
    info.sig = &loader_.signature(target);
    return thisEntry.value;
  }
  // The method comes from Object, ValueType, Enum or a default interface method: it runs on a boxed copy
  // (III.2.1).
  if (type.isByRefLike()) fail(fmt::format("{} would have to be boxed", type.toString()));
  MemType memory = memTypeOf(type);
  Value value = builder_.loadIndirect(memory, thisEntry.kind, thisEntry.value);
  return builder_.box(type, value);
}

void IlImporter::failStaticVirtual(TypeHandle type, MethodDesc* declared) {
  // If the type is broken as a whole, that is what is to be said.
  if (!type.isTypeDesc()) loader_.ensureFullyLoaded(type.asMethodTable());
  throw LoadFailure(LoadFailureKind::TypeLoad,
                    fmt::format("Virtual static method '{}' is not implemented on type {}.", declared->name(),
                                type.isTypeDesc() ? type.toString() : typeAndAssembly(type.asMethodTable())));
}

void IlImporter::failAbstractCall(MethodDesc* method) {
  throw LoadFailure(LoadFailureKind::BadImageFormat,
                    fmt::format("{}: call of the abstract method {}", describeLocation(method_, il_.offset),
                                method->toString()));
}

void IlImporter::importCall(const IlInstruction& il, bool isVirtual) {
  TypeHandle constrained = prefixes_.constrained;
  MethodRef target = methodRef(il.token, !constrained.isNull() || prefixes_.isTail);
  CallInfo info{};
  info.kind = isVirtual ? CallInfo::Kind::Virtual : CallInfo::Kind::Direct;
  info.method = target.method;
  info.token = il.token;
  info.sig = target.sig;
  if (info.sig->isVarArg) popVariableArguments(siteSignature(il.token, info), info);
  if (info.method && !constrained && (importIntrinsic(info.method) || importCallAsOpcode(info.method)))
    return;

  if (constrained && !info.sig->hasThis) {
    // Static virtual member of an interface (II.15.4.2.4): resolved exactly, now.
    MethodDesc* implementation = loader_.resolveStaticVirtual(constrained, info.method);
    if (!implementation) {
      failStaticVirtual(constrained, info.method);
    }
    info.method = implementation;
    info.sig = &loader_.signature(implementation);
    constrained = {};
    info.kind = CallInfo::Kind::Direct;
    if (importIntrinsic(info.method)) return;
  }
  ArenaVector<Value>& args = args_;
  popArguments(*info.sig, args);
  StackEntry thisEntry;
  if (info.sig->hasThis) {
    thisEntry = pop();
    if (thisEntry.kind != StackKind::O && thisEntry.kind != StackKind::ByRef &&
        thisEntry.kind != StackKind::I) {
      fail("the object of a call is neither a reference nor an address");
    }
    if (constrained) {
      args[0] = constrainedThis(info, constrained, thisEntry);
      if (!constrained.isValueType() || !info.method->methodTable->isValueType())
        thisEntry.kind = StackKind::O;
      if (info.kind == CallInfo::Kind::Virtual && !info.method->isVirtual()) {
        info.kind = CallInfo::Kind::Direct;
        info.checkThis = true;
      }
    } else {
      args[0] = thisEntry.value;
      if (info.method && isVirtual && (!info.method->isVirtual() || thisEntry.kind != StackKind::O)) {
        info.kind = CallInfo::Kind::Direct;
        info.checkThis = thisEntry.kind == StackKind::O;
      } else if (info.method && isVirtual &&
                 (info.method->isFinal() || info.method->methodTable->has(MethodTable::kIsSealed)) &&
                 !info.method->methodTable->isInterface() && !info.method->isAbstract()) {
        info.kind = CallInfo::Kind::Direct;
        info.checkThis = true;
      }
    }
    if (info.method && info.kind == CallInfo::Kind::Direct && info.method->isAbstract()) {
      failAbstractCall(info.method);
    }
  } else if (isVirtual) {
    fail("callvirt of a static method");
  } else {
    if (info.method) checkManagedCall(method_, info.method);
    info.kind = CallInfo::Kind::Direct;
    if (info.method && info.method->isAbstract()) failAbstractCall(info.method);
  }
  if (info.kind == CallInfo::Kind::Direct && importLeaf(info, args, thisEntry.kind, thisEntry.isThis)) return;
  emitCall(info, args);
}

void IlImporter::importCalli(const IlInstruction& il) {
  const Metadata& metadata = module_.metadata();
  if (!il.token.is(Table::StandAloneSig)) fail("calli needs a StandAloneSig");
  ByteSpan blob = metadata.blob(metadata.standAloneSig(il.token.rid()).signature);
  CallInfo info{};
  info.sig = &loader_.signatureFromBlob(module_, blob, context_);
  info.token = il.token;
  uint8_t convention = info.sig->callConv;
  bool isNative = convention == kSigC || convention == kSigStdCall || convention == kSigThisCall ||
                  convention == kSigFastCall || convention == kSigUnmanaged;
  info.kind = isNative ? CallInfo::Kind::CalliNative : CallInfo::Kind::Calli;
  StackEntry target = pop();
  if (target.kind != StackKind::I && target.kind != StackKind::I8 && target.kind != StackKind::ByRef)
    fail("calli needs a method pointer on top of the stack");
  if (info.sig->isVarArg) popVariableArguments(*info.sig, info);
  ArenaVector<Value>& args = args_;
  popArguments(*info.sig, args);
  if (info.sig->hasThis) args[0] = pop().value;
  emitCall(info, args, target.value);
}

void IlImporter::importNewObject(const IlInstruction& il) {
  const Metadata& metadata = module_.metadata();
  metadata.require(il.token);
  Token parent;
  Token constructor = il.token;
  // No language makes generic constructors, but every CLR runs them.
  if (constructor.is(Table::MethodSpec)) constructor = metadata.methodSpec(constructor.rid()).method;
  if (constructor.is(Table::MethodDef)) {
    parent = Token::make(Table::TypeDef, metadata.typeOfMethod(constructor.rid()));
  } else if (constructor.is(Table::MemberRef)) {
    parent = metadata.memberRef(constructor.rid()).parent;
    // The call site of a vararg constructor of this module.
    if (parent.is(Table::MethodDef))
      parent = Token::make(Table::TypeDef, metadata.typeOfMethod(parent.rid()));
  } else {
    fail("newobj needs a constructor token");
  }
  bool mustResolve = true;
  if (parent.is(Table::TypeDef) || parent.is(Table::TypeRef)) {
    Module* module;
    uint32_t rid;
    mustResolve = isStringToken(parent) || isValueTypeToken(parent, module, rid);
  }
  MethodRef target = methodRef(il.token, mustResolve);
  CallInfo info{};
  info.kind = CallInfo::Kind::Direct;
  info.token = il.token;
  info.method = target.method;
  info.sig = target.sig;
  if (!info.sig->hasThis) fail("newobj of a static method");
  if (info.sig->isVarArg) popVariableArguments(siteSignature(constructor, info), info);

  ArenaVector<Value>& args = args_;
  if (target.method && target.method->methodTable->isString()) {
    // String constructors are static factories (contract §3).
    MethodDesc* factory = loader_.stringCtorReplacement(target.method);
    info.method = factory;
    info.sig = &loader_.signature(factory);
    popArguments(*info.sig, args);
    return emitCall(info, args);
  }
  popArguments(*info.sig, args);
  if (target.method && target.method->kind == MethodKind::ArrayCtor) {
    args[0] = builder_.constNull();
    info.returnsObject = true;
    return emitCall(info, args);
  }
  if (target.method && target.method->methodTable->isValueType()) {
    TypeHandle type = target.method->methodTable;
    MemType memory = memTypeOf(type);
    Value address;
    Value value = builder_.addressableTemp(memory.kind, type, address);
    args[0] = address;
    if (!importLeaf(info, args, StackKind::ByRef, true)) emitCall(info, args);
    return pushMemory(memory, value);
  }
  if (target.method && target.method->methodTable->has(MethodTable::kIsAbstract)) {
    throw LoadFailure(LoadFailureKind::InvalidOperation, "Instances of abstract classes cannot be created.");
  }
  Value object = builder_.newObject(info.method, info.token);
  args[0] = builder_.duplicate(object);
  bool tail = prefixes_.isTail;
  prefixes_.isTail = false;
  if (!importLeaf(info, args, StackKind::O, true)) emitCall(info, args);
  prefixes_.isTail = tail;
  push(StackKind::O, object, target.method ? TypeHandle(target.method->methodTable) : TypeHandle());
}

void IlImporter::importLoadFunction(const IlInstruction& il, bool isVirtual) {
  TypeHandle constrained = prefixes_.constrained;
  MethodRef target = methodRef(il.token, !constrained.isNull() || isVirtual);
  if (!isVirtual) {
    if (constrained) {
      MethodDesc* declared = target.method;
      target.method = loader_.resolveStaticVirtual(constrained, declared);
      if (!target.method) failStaticVirtual(constrained, declared);
    }
    return push(StackKind::I, builder_.loadFunction(target.method, il.token));
  }
  Value object = popObject("ldvirtftn");
  push(StackKind::I, builder_.loadVirtualFunction(target.method, il.token, object));
}

void IlImporter::importJmp(const IlInstruction& il) {
  if (depth_ != 0) fail("jmp with values on the stack");
  MethodRef target = methodRef(il.token, true);
  checkManagedCall(method_, target.method);
  const MethodSig& theirs = *target.sig;
  bool same = theirs.args.size() == sig_->args.size() && theirs.ret.kind == sig_->ret.kind &&
              theirs.hasThis == sig_->hasThis;
  for (size_t i = 0; same && i < theirs.args.size(); ++i) {
    same = theirs.args[i].kind == sig_->args[i].kind &&
           (theirs.args[i].kind != StackKind::Struct || theirs.args[i].type == sig_->args[i].type);
  }
  if (!same) fail("jmp to a method with another signature");
  builder_.jumpToMethod(target.method);
  finishBlock();
}

}  // namespace minivm
