// Invoke of a delegate with several targets, as bytecode: no native recursion per target, and a stack walk
// sees an ordinary frame.
//
//        index = 0
//   next: entry = list[index++], or goto done
//        result = entry(arguments)
//        goto next
//   done: return result
#include <algorithm>

#include "interpreter/bytecode_builder.h"
#include "vm/runtime.h"

namespace minivm {

std::unique_ptr<BytecodeMethod> buildMulticastInvoke(Runtime& runtime, MethodDesc* invoke) {
  BytecodeBuilder builder(runtime, invoke);
  const MethodSig& sig = runtime.classLoader().signature(invoke);
  size_t depth = 0;
  builder.begin(invoke, sig.args, {}, {}, true);
  builder.setStack(nullptr, &depth);
  bool hasResult = sig.ret.kind != StackKind::Void;
  auto index = builder.newReg(BytecodeBuilder::kLocal, StackKind::I8, {}, 1);
  auto entry = builder.newReg(BytecodeBuilder::kObj, StackKind::O, {}, 1);
  BytecodeBuilder::Reg result = BytecodeBuilder::makeReg(BytecodeBuilder::kOut, 0);
  if (hasResult) {
    TypeHandle type = sig.ret.kind == StackKind::Struct ? sig.ret.type : TypeHandle();
    result = builder.newReg(builder.groupFor(sig.ret.kind, type, true), sig.ret.kind, type,
                            BytecodeBuilder::slotsOf(sig.ret.kind, type));
  }
  enum : BlockId { kStart, kNext, kDone };
  builder.beginBlock(kStart, 0);
  builder.emit(Op::LdImm, index, 0, 0, 0);
  builder.beginBlock(kNext, 0);
  builder.emit(Op::DelegateNext, entry, BytecodeBuilder::makeReg(BytecodeBuilder::kArg, 0), index)
      .targetBlock = kDone;
  builder.outSlots_ = std::max<uint32_t>(builder.outSlots_, sig.argSlots);
  for (const ArgInfo& arg : sig.args) {
    auto source = arg.slot == 0 ? entry : BytecodeBuilder::makeReg(BytecodeBuilder::kArg, arg.slot);
    auto out = BytecodeBuilder::makeReg(BytecodeBuilder::kOut, arg.slot);
    builder.emit(Op::ArgStruct, out, source, 0, std::max<uint16_t>(1, arg.slots));
  }
  uint32_t cell;
  builder.newCell({}, cell);
  builder.emit(Op::CallDelegate, result, BytecodeBuilder::makeReg(BytecodeBuilder::kOut, 0), cell,
               static_cast<int64_t>(reinterpret_cast<intptr_t>(invoke)));
  builder.jump(kNext, true);
  builder.beginBlock(kDone, 0);
  if (!hasResult) {
    builder.emit(Op::RetVoid);
  } else if (sig.ret.slots <= 1) {
    builder.emit(Op::Ret, 0, result);
  } else {
    builder.emit(Op::RetStruct, 0, result, 0, sig.ret.slots);
  }
  builder.finish();
  return builder.take();
}

}  // namespace minivm
