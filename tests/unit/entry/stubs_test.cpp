// Unboxing, vtable entries, delegates and their shuffle thunks, reverse calls into delegates; corner cases of
// classification.
#include <gtest/gtest.h>

#include "tests/unit/entry/fake_services.h"
#include "tests/unit/entry/random_types.h"

namespace minivm::testing {
namespace {

class Stubs : public ::testing::Test, public StubWorld {
 protected:
  /// A delegate in memory that does not move.
  struct FakeDelegate {
    DelegateObject object{};
    FakeDelegate() { object.target = &object; }
  };
  FakeTypes types_;
};

TEST_F(Stubs, NamesTellWhatTheyAre) {
  FakeMethod method;
  method.hasThis = true;
  method.params = {{kScalars[4], nullptr}, {kScalars[9], nullptr}, {kByRef, nullptr}, {kScalars[0], nullptr}};
  method.isVoid = false;
  method.ret = {kObject, nullptr};
  types_.finish(method);
  const CallShape& shape = stubs.shapeOf(method.sig);
  EXPECT_EQ("(o,i,f,&,i1)->o", shape.name);
  EXPECT_EQ("interpreter entry (o,i,f,&,i1)->o", codeHeap.nameOf(stubs.interpreterEntry(shape)));
  EXPECT_EQ("exit (o,i,f,&,i1)->o", codeHeap.nameOf(reinterpret_cast<void*>(stubs.exitStub(shape))));
  EXPECT_EQ("prestub", codeHeap.nameOf(stubs.prestub()));
}

TEST_F(Stubs, SignaturesOfOneClassificationShareAShape) {
  FakeMethod a, b;
  a.params = {{kScalars[6], nullptr}, {kScalars[8], nullptr}};  // (long, float)
  b.params = {{kScalars[4], nullptr}, {kScalars[9], nullptr}};  // (int, double)
  types_.finish(a);
  types_.finish(b);
  EXPECT_EQ(&stubs.shapeOf(a.sig), &stubs.shapeOf(b.sig));
}

TEST_F(Stubs, EmptyStructsAndPaddingTravelNowhere) {
  auto empty = std::make_unique<FakeStruct>();
  empty->size = 1;
  FakeStruct* none = types_.finish(std::move(empty));
  StructClass cls = classifyStruct(none->type);
  EXPECT_FALSE(cls.inMemory);
  EXPECT_EQ(EightbyteClass::None, cls.classes[0]);
  FakeMethod method;
  method.params = {{kScalars[4], nullptr}, {{}, none}, {kScalars[5], nullptr}};
  method.isVoid = true;
  types_.finish(method);
  EXPECT_EQ("(i,{-},i)->v", stubs.shapeOf(method.sig).name);
}

TEST_F(Stubs, FixedBuffersAreRepeatedFields) {
  auto made = std::make_unique<FakeStruct>();  // struct { fixed int f[4]; }
  made->size = 16;
  made->alignment = 4;
  made->fields.push_back({kScalars[4], nullptr, 0});
  StructClass cls = classifyStruct(types_.finish(std::move(made))->type);
  EXPECT_FALSE(cls.inMemory);
  EXPECT_EQ(EightbyteClass::Integer, cls.classes[0]);
  EXPECT_EQ(EightbyteClass::Integer, cls.classes[1]);
}

TEST_F(Stubs, SixteenByteAlignmentHoldsOnTheStack) {
  auto made = std::make_unique<FakeStruct>();
  made->size = 32;
  made->alignment = 16;
  for (uint32_t at = 0; at < 32; at += 8) made->fields.push_back({kScalars[6], nullptr, at});
  FakeStruct* aligned = types_.finish(std::move(made));
  FakeMethod method;
  for (int i = 0; i < 7; ++i)
    method.params.push_back({kScalars[6], nullptr});  // the last one takes stack word 0
  method.params.push_back({{}, aligned});
  types_.finish(method);
  EXPECT_EQ(2, stubs.shapeOf(method.sig).words[7].index);
  EXPECT_EQ(6, stubs.shapeOf(method.sig).stackWords);
}

TEST_F(Stubs, UnboxingAddsTheHeader) {
  FakeMethod method;
  method.hasThis = true;
  method.params = {{kScalars[4], nullptr}};
  method.isVoid = false;
  method.ret = {kScalars[4], nullptr};
  types_.finish(method);
  services->collecting = false;
  services->onExecute = [&](Thread&, MethodDesc* called, const Slot* args, Slot* ret) {
    EXPECT_EQ(called, method.method);
    EXPECT_EQ(0x1008u, args[0].u8);
    ret->i4 = args[1].i4 + 1;
  };
  Slot args[2], ret;
  args[0].u8 = 0x1000, args[1].u8 = 41;
  void* stub = stubs.unboxingStub(method.method);
  EXPECT_EQ(stub, stubs.unboxingStub(method.method));
  EXPECT_EQ(method.method, codeHeap.find(stub).method);
  stubs.callThrough(thread, method.sig, stub, args, &ret);
  EXPECT_EQ(42, ret.i4);
}

TEST_F(Stubs, VtableEntriesAreFilledOnFirstUse) {
  // A vtable of two slots behind a MethodTable: one method of the (value) type itself, one inherited from a
  // class.
  constexpr size_t kBytes = sizeof(MethodTable) + 2 * (sizeof(void*) + sizeof(MethodDesc*));
  std::vector<uint64_t> storage(kBytes / 8 + 1, 0);
  auto* type = reinterpret_cast<MethodTable*>(storage.data());
  std::vector<uint64_t> parentStorage(sizeof(MethodTable) / 8, 0);
  auto* parent = reinterpret_cast<MethodTable*>(parentStorage.data());
  type->flags = MethodTable::kCategoryValueType;
  type->numVirtuals = 2;
  MethodDesc* own = types_.newMethod();
  MethodDesc* inherited = types_.newMethod();
  own->methodTable = type;
  inherited->methodTable = parent;
  type->slotMethods()[0] = inherited;
  type->slotMethods()[1] = own;
  EXPECT_EQ(stubs.ensurePrecode(inherited), stubs.ensureVtableEntry(type, 0));
  EXPECT_EQ(stubs.unboxingStub(own), stubs.ensureVtableEntry(type, 1));
  EXPECT_EQ(type->slots()[1], stubs.unboxingStub(own));
}

TEST_F(Stubs, ClosedDelegatesJumpToTheirMethod) {
  FakeMethod invoke, target;
  for (FakeMethod* method : {&invoke, &target}) {
    method->hasThis = true;
    method->params = {{kScalars[4], nullptr}};
    method->isVoid = false;
    method->ret = {kScalars[4], nullptr};
    types_.finish(*method);
  }
  invoke.method->kind = MethodKind::DelegateInvoke;
  FakeDelegate delegate;
  MethodTable classTable{};
  Object receiver{&classTable};
  delegate.object.target = &receiver;
  delegate.object.methodPtr = stubs.ensurePrecode(target.method);
  services->collecting = false;
  MethodDesc* calledMethod = nullptr;
  uint64_t calledThis = 0;
  services->onExecute = [&](Thread&, MethodDesc* called, const Slot* args, Slot* ret) {
    calledMethod = called;
    calledThis = args[0].u8;
    ret->i4 = args[1].i4 * 2;
  };
  Slot args[2], ret;
  args[0].obj = &delegate.object, args[1].u8 = 21;
  void* entry = stubs.ensurePrecode(invoke.method);  // the prestub leads it to the direct Invoke
  for (int round = 0; round < 2; ++round) {
    stubs.callThrough(thread, invoke.sig, entry, args, &ret);
    EXPECT_EQ(42, ret.i4);
    EXPECT_EQ(calledMethod, target.method);
    EXPECT_EQ(reinterpret_cast<uint64_t>(&receiver), calledThis);
  }
  EXPECT_EQ("delegate invoke", codeHeap.nameOf(precodeTarget(invoke.method)));
  // Boxed targets come with an unboxing stub.
  delegate.object.methodPtr = stubs.unboxingStub(target.method);
  stubs.callThrough(thread, invoke.sig, entry, args, &ret);
  EXPECT_EQ(calledMethod, target.method);
  EXPECT_EQ(reinterpret_cast<uint64_t>(&receiver) + 8, calledThis);
  delegate.object.methodPtr = stubs.ensurePrecode(target.method);
  // Multicast, null and unbound delegates are the interpreter's.
  delegate.object.invocationCount = 2;
  stubs.callThrough(thread, invoke.sig, entry, args, &ret);
  EXPECT_EQ(calledMethod, invoke.method);
  EXPECT_EQ(reinterpret_cast<uint64_t>(&delegate.object), calledThis);
  stubs.callThrough(thread, invoke.sig, stubs.multicastInvoke(invoke.method), args, &ret);
  EXPECT_EQ(calledMethod, invoke.method);
  args[0].obj = nullptr;
  stubs.callThrough(thread, invoke.sig, entry, args, &ret);
  EXPECT_EQ(calledMethod, invoke.method);
  EXPECT_EQ(0u, calledThis);
  delegate.object = {};
  args[0].obj = &delegate.object;
  stubs.callThrough(thread, invoke.sig, entry, args, &ret);
  EXPECT_EQ(calledMethod, invoke.method);
}

TEST_F(Stubs, ShuffleThunksMoveEveryArgument) {
  RandomTypes random(types_, 21, true);
  int made = 0, refused = 0;
  for (int i = 0; i < 1500 && !HasFailure(); ++i) {
    auto shapeOfTarget = random.method(false);
    FakeMethod target, invoke;
    target.hasThis = shapeOfTarget->hasThis;
    target.params = shapeOfTarget->params;
    target.isVoid = shapeOfTarget->isVoid;
    target.ret = shapeOfTarget->ret;
    invoke.hasThis = true;
    invoke.isVoid = target.isVoid;
    invoke.ret = target.ret;
    invoke.params.insert(invoke.params.end(), target.params.begin(), target.params.end());
    types_.finish(target);
    types_.finish(invoke);
    void* thunk = stubs.shuffleThunk(invoke.sig, target.sig);
    EXPECT_EQ(thunk, stubs.shuffleThunk(invoke.sig, target.sig));
    if (!thunk) {
      ++refused;
      EXPECT_GT(stubs.shapeOf(target.sig).stackWords, stubs.shapeOf(invoke.sig).stackWords);
      continue;
    }
    ++made;
    FakeDelegate delegate;
    delegate.object.methodPtr = thunk;
    delegate.object.methodPtrAux = stubs.ensurePrecode(target.method);
    std::vector<Slot> args(invoke.sig.argSlots), result(invoke.retSlots), got(invoke.retSlots);
    for (Slot& slot : args) slot.u8 = random.bits() & 0x00FFFFFFFFFFFFF8;
    for (Slot& slot : result) slot.u8 = random.bits() & 0x00FFFFFFFFFFFF08;
    args[0].obj = &delegate.object;
    uint64_t movedAtCall = services->moved;
    services->onExecute = [&](Thread&, MethodDesc* called, const Slot* received, Slot* ret) {
      EXPECT_EQ(called, target.method);
      uint64_t moved = services->moved - movedAtCall;
      for (const ShapeWord& word : stubs.shapeOf(target.sig).words) {
        if (word.place == Place::None) continue;
        uint64_t expected = args[word.slot + 1].u8 + (word.kind == WordKind::Plain ? 0 : moved);
        Slot complete{};
        complete.u8 = expected;
        extendSlot(complete, word.extend);
        EXPECT_EQ(complete.u8, received[word.slot].u8)
            << "slot " << word.slot << " of " << stubs.shapeOf(target.sig).name;
      }
      if (!result.empty()) std::memcpy(ret, result.data(), result.size() * 8);
    };
    // Twice: the second time the target is past its prestub.
    for (int round = 0; round < 2; ++round) {
      movedAtCall = services->moved;
      stubs.callThrough(thread, invoke.sig, stubs.delegateInvoke(invoke.method), args.data(), got.data());
      for (const ShapeWord& word : stubs.shapeOf(target.sig).returnWords) {
        if (word.place != Place::None && word.extend == Extend::None) {
          EXPECT_EQ(result[word.slot].u8, got[word.slot].u8);
        }
      }
    }
  }
  EXPECT_GT(made, 1400);
  RecordProperty("refused", refused);
}

}  // namespace
}  // namespace minivm::testing
