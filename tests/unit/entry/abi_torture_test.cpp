// Thousands of generated signatures, each crossing C++ → exit stub → precode → prestub and interpreter entry
// → callee and back, with a collection in the prestub and one more below the callee. Values and reference
// identity are checked on both sides of every border (ABI 2, 6).
#include <gtest/gtest.h>

#include "tests/unit/entry/fake_services.h"
#include "tests/unit/entry/random_types.h"

namespace minivm::testing {
namespace {

/// A scalar's bytes in `slots` at a byte offset.
void expectScalar(const Scalar& scalar, const Slot* expected, const Slot* got, uint32_t offset,
                  uint64_t moved, const std::string& what) {
  const auto* e = reinterpret_cast<const uint8_t*>(expected) + offset;
  const auto* g = reinterpret_cast<const uint8_t*>(got) + offset;
  if (scalar.kind == StackKind::O || scalar.kind == StackKind::ByRef) {
    uint64_t before, after;
    std::memcpy(&before, e, 8);
    std::memcpy(&after, g, 8);
    EXPECT_EQ(before + moved, after) << what;
    return;
  }
  EXPECT_EQ(0, std::memcmp(e, g, scalar.size)) << what;
}

void expectParam(const FakeParam& param, const Slot* expected, const Slot* got, uint64_t moved,
                 const std::string& what) {
  if (!param.aggregate) return expectScalar(param.scalar, expected, got, 0, moved, what);
  std::vector<FakeField> flat;
  param.aggregate->flatten(0, flat);
  for (const FakeField& field : flat)
    expectScalar(field.scalar, expected, got, field.offset, moved,
                 what + " " + param.aggregate->cDeclaration);
}

/// Small integers are complete in their slot (Slot in object.h).
void completeSmall(const FakeParam& param, Slot& slot) {
  if (param.aggregate) return;
  switch (param.scalar.element) {
    case ElementType::I1: slot.i8 = static_cast<int8_t>(slot.i8); break;
    case ElementType::U1: slot.i8 = static_cast<uint8_t>(slot.i8); break;
    case ElementType::I2: slot.i8 = static_cast<int16_t>(slot.i8); break;
    case ElementType::U2: slot.i8 = static_cast<uint16_t>(slot.i8); break;
    default: break;
  }
}

class AbiTorture : public ::testing::Test, public StubWorld {
 protected:
  void cross(RandomTypes& random, FakeMethod& made, int number) {
    std::vector<Slot> args(made.sig.argSlots), result(made.retSlots), got(made.retSlots + 2);
    for (Slot& slot : args) slot.u8 = random.bits() & 0x00FFFFFFFFFFFFF8;
    for (Slot& slot : result) slot.u8 = random.bits() & 0x00FFFFFFFFFFFFF8;
    constexpr uint64_t kUntouched = 0xDEADDEADDEADDEAD;
    for (Slot& slot : got) slot.u8 = kUntouched;
    for (size_t i = 0; i < made.params.size(); ++i)
      completeSmall(made.params[i], args[made.sig.args[i + made.hasThis].slot]);
    if (!made.isVoid) completeSmall(made.ret, result[0]);
    bool throws = random.oneIn(16);
    uint64_t movedAtCall = services->moved;
    std::string name = "signature " + std::to_string(number);
    services->onExecute = [&](Thread& t, MethodDesc* method, const Slot* received, Slot* ret) {
      EXPECT_EQ(method, made.method);
      uint64_t moved = services->moved - movedAtCall;
      if (made.hasThis) expectScalar(kObject, args.data(), received, 0, moved, name + " this");
      for (size_t i = 0; i < made.params.size(); ++i) {
        uint16_t slot = made.sig.args[i + made.hasThis].slot;
        std::string what = name + " argument " + std::to_string(i);
        expectParam(made.params[i], &args[slot], &received[slot], moved, what);
        if (!made.params[i].aggregate && made.params[i].scalar.size < 4) {
          EXPECT_EQ(args[slot].i4, received[slot].i4) << what;
        }
      }
      services->collect(
          t);  // the frame above no longer owns the arguments: nothing may be reported twice or late
      if (throws) {
        t.pendingException = &services->exception;
        throw ManagedException{};
      }
      if (!result.empty()) std::memcpy(ret, result.data(), result.size() * 8);
    };
    void* entry = stubs.ensurePrecode(made.method);
    EXPECT_EQ(made.method, stubs.methodOfPrecode(entry));
    // Twice: through the prestub, then through the interpreter entry alone.
    for (int round = 0; round < 2; ++round) {
      int preparesBefore = services->prepares;
      movedAtCall = services->moved;
      try {
        stubs.callThrough(thread, made.sig, entry, args.data(), got.data());
        EXPECT_FALSE(throws) << name;
        if (!made.isVoid) {
          expectParam(made.ret, result.data(), got.data(), 0, name + " result");
          if (!made.ret.aggregate && made.ret.scalar.size < 4) {
            EXPECT_EQ(result[0].i4, got[0].i4) << name;
          }
        }
        for (size_t i = made.retSlots; i < got.size(); ++i)
          EXPECT_EQ(kUntouched, got[i].u8) << name << ": write behind the result";
      } catch (const ManagedException&) {
        EXPECT_TRUE(throws) << name;
        for (const Slot& slot : got)
          EXPECT_EQ(kUntouched, slot.u8) << name << ": a call that throws wrote a result";
        EXPECT_EQ(thread.pendingException, &services->exception);
        thread.pendingException = nullptr;
      }
      EXPECT_EQ(services->prepares - preparesBefore, round == 0 ? 1 : 0);
      EXPECT_EQ(nullptr, thread.topFrame) << name << ": a frame stayed linked";
    }
  }
};

TEST_F(AbiTorture, ManagedSignaturesWithReferences) {
  FakeTypes types;
  RandomTypes random(types, 1, true);
  for (int i = 0; i < 4000 && !HasFailure(); ++i) {
    auto made = random.method(true);
    cross(random, *made, i);
  }
  EXPECT_GT(stubs.precodeCount(), 3000u);
}

TEST_F(AbiTorture, ManagedSignaturesWithoutReferences) {
  FakeTypes types;
  RandomTypes random(types, 2, false);
  for (int i = 0; i < 2000 && !HasFailure(); ++i) {
    auto made = random.method(true);
    cross(random, *made, i);
  }
}

TEST_F(AbiTorture, HugeStructByValue) {
  FakeTypes types;
  auto made = std::make_unique<FakeStruct>();
  made->cName = "Huge";
  made->size = 40000;
  made->alignment = 8;
  for (uint32_t at = 0; at < made->size; at += 8)
    made->fields.push_back({at % 64 == 0 ? kObject : kScalars[6], nullptr, at});
  FakeStruct* huge = types.finish(std::move(made));
  FakeMethod method;
  method.params = {{kScalars[4], nullptr}, {{}, huge}, {kObject, nullptr}};
  method.isVoid = false;
  method.ret = {{}, huge};
  types.finish(method);
  RandomTypes random(types, 3, true);
  for (int i = 0; i < 4; ++i) {
    method.method->precode.store(nullptr);
    cross(random, method, i);
  }
}

TEST_F(AbiTorture, FailedPreparationLeavesTheExceptionPending) {
  FakeTypes types;
  FakeMethod method;
  method.params = {{kObject, nullptr}};
  method.isVoid = false;
  method.ret = {kObject, nullptr};
  types.finish(method);
  int attempts = 0;
  services->onPrepare = [&](Thread&, MethodDesc*) {
    ++attempts;
    throw LoadFailure(LoadFailureKind::TypeLoad, "no such type");
  };
  Slot arg, ret;
  arg.u8 = 0x1000, ret.u8 = 0x2222;
  for (int i = 1; i <= 2; ++i) {  // the prestub stays in the precode: the next call tries again
    EXPECT_THROW(stubs.callThrough(thread, method.sig, stubs.ensurePrecode(method.method), &arg, &ret),
                 ManagedException);
    EXPECT_EQ(i, attempts);
    EXPECT_EQ(0x2222u, ret.u8) << "no result was written";
    EXPECT_EQ(nullptr, thread.topFrame);
    thread.pendingException = nullptr;
  }
}

TEST_F(AbiTorture, NestedCallsLinkTheirFrames) {
  FakeTypes types;
  FakeMethod method;
  method.params = {{kScalars[4], nullptr}, {kObject, nullptr}};
  method.isVoid = false;
  method.ret = {kScalars[4], nullptr};
  types.finish(method);
  void* entry = stubs.ensurePrecode(method.method);
  services->onExecute = [&](Thread& t, MethodDesc*, const Slot* args, Slot* ret) {
    Slot copy[2] = {args[0], args[1]};
    if (copy[0].i4 == 0) {
      ret->i4 = 0;
      int transitions = 0, exits = 0;
      for (Frame* frame = t.topFrame; frame; frame = frame->previous) {
        transitions += frame->kind == FrameKind::Transition;
        if (frame->kind == FrameKind::Exit) {
          ++exits;
          EXPECT_TRUE(codeHeap.nameOf(reinterpret_cast<void*>(static_cast<ExitFrame*>(frame)->returnPc))
                          .starts_with("exit "));
        } else {
          auto* transition = static_cast<TransitionFrame*>(frame);
          EXPECT_EQ(transition->method, method.method);
          EXPECT_TRUE(codeHeap.nameOf(reinterpret_cast<void*>(transition->returnPc)).starts_with("exit "));
        }
      }
      EXPECT_EQ(101, transitions);
      EXPECT_EQ(101, exits);
      return;
    }
    --copy[0].i4;
    Slot inner;
    stubs.callThrough(t, method.sig, entry, copy, &inner);
    ret->i4 = inner.i4 + 1;
  };
  Slot args[2], ret;
  args[0].u8 = 100, args[1].u8 = 0x4000;
  stubs.callThrough(thread, method.sig, entry, args, &ret);
  EXPECT_EQ(100, ret.i4);
}

}  // namespace
}  // namespace minivm::testing
