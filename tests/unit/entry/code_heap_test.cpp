// Code memory: never writable and executable, near the VM's text, named; precodes: identity, redirection
// while running.
#include "vm/entry/code_heap.h"

#include <gtest/gtest.h>

#include <atomic>
#include <fstream>
#include <set>
#include <string>
#include <thread>

#include "tests/unit/entry/fake_services.h"
#include "tests/unit/entry/fake_types.h"

namespace minivm::testing {
namespace {

/// Emits `mov eax, value; ret`.
const uint8_t* emitConstant(CodeHeap& heap, uint32_t value, std::string name, MethodDesc* method = nullptr) {
  return heap.emit(64, std::move(name), CodeKind::Stub, method, [&](uint8_t* rw, const uint8_t*) {
    rw[0] = 0xB8;
    std::memcpy(rw + 1, &value, 4);
    rw[5] = 0xC3;
    return size_t{6};
  });
}

uint32_t callConstant(const void* code) {
  return reinterpret_cast<uint32_t (*)()>(const_cast<void*>(code))();
}

TEST(CodeHeap, NothingIsWritableAndExecutable) {
  StubWorld world;
  FakeTypes types;
  emitConstant(world.codeHeap, 1, "one");
  for (int i = 0; i < 3000; ++i) world.stubs.ensurePrecode(types.newMethod());
  std::ifstream maps("/proc/self/maps");
  int executable = 0;
  for (std::string line; std::getline(maps, line);) {
    std::string access = line.substr(line.find(' ') + 1, 4);
    bool isWritable = access[1] == 'w', isExecutable = access[2] == 'x';
    EXPECT_FALSE(isWritable && isExecutable) << line;
    executable += isExecutable && line.find("/dev/zero") != std::string::npos;
  }
  EXPECT_GE(executable, 2);
}

TEST(CodeHeap, RunsWhatWasWrittenAndKnowsItsName) {
  CodeHeap heap;
  MethodDesc* method = reinterpret_cast<MethodDesc*>(0x1230);
  const uint8_t* one = emitConstant(heap, 1, "one");
  const uint8_t* two = emitConstant(heap, 2, "two", method);
  EXPECT_EQ(1u, callConstant(one));
  EXPECT_EQ(2u, callConstant(two));
  EXPECT_EQ("one", heap.nameOf(one));
  EXPECT_EQ("one", heap.nameOf(one + 5));
  EXPECT_EQ("", heap.nameOf(one + 6));
  EXPECT_EQ("", heap.nameOf(one - 1));
  EXPECT_EQ("", heap.nameOf(&heap));
  CodeInfo info = heap.find(two + 3);
  EXPECT_EQ("two", info.name);
  EXPECT_EQ(method, info.method);
  EXPECT_EQ(two, info.start);
  EXPECT_EQ(6u, info.size);
  MethodDesc* carried;
  std::memcpy(&carried, two - 8, 8);
  EXPECT_EQ(method, carried) << "ABI 5: the method lies before its entry";
  EXPECT_EQ(2u, heap.blocks().size());
}

TEST(CodeHeap, LiesWithinRel32OfTheText) {
  CodeHeap heap;
  const uint8_t* code = emitConstant(heap, 1, "one");
  EXPECT_TRUE(heap.isNearText());
  int64_t distance = reinterpret_cast<intptr_t>(&emitConstant) - reinterpret_cast<intptr_t>(code);
  EXPECT_LT(std::abs(distance), int64_t{1} << 31);
}

TEST(CodeHeap, ManyHeapsCanLiveSideBySide) {
  std::vector<std::unique_ptr<CodeHeap>> heaps;
  std::set<const uint8_t*> starts;
  for (uint32_t i = 0; i < 20;
       ++i) {  // more than fit near the text: the last ones go elsewhere and still work
    heaps.push_back(std::make_unique<CodeHeap>());
    const uint8_t* code = emitConstant(*heaps.back(), i, "n");
    starts.insert(code);
    EXPECT_EQ(i, callConstant(code));
  }
  EXPECT_EQ(20u, starts.size());
}

TEST(CodeHeap, MakingOneCostsNothing) {
  CodeHeap heap;
  EXPECT_EQ(0u, heap.usedBytes());
  EXPECT_EQ("", heap.nameOf(nullptr));
  EXPECT_TRUE(heap.blocks().empty());
}

TEST(Precode, AddressIsTheIdentityOfTheMethod) {
  StubWorld world;
  FakeTypes types;
  std::vector<MethodDesc*> methods;
  std::set<void*> addresses;
  for (int i = 0; i < 5000; ++i) {  // several template blocks
    methods.push_back(types.newMethod());
    void* precode = world.stubs.ensurePrecode(methods.back());
    EXPECT_EQ(precode, world.stubs.ensurePrecode(methods.back()));
    addresses.insert(precode);
  }
  EXPECT_EQ(5000u, addresses.size());
  for (MethodDesc* method : methods) {
    auto* precode = static_cast<uint8_t*>(method->precode.load());
    EXPECT_EQ(method, world.stubs.methodOfPrecode(precode));
    EXPECT_EQ(nullptr, world.stubs.methodOfPrecode(precode + 1));
    EXPECT_EQ(nullptr, world.stubs.methodOfPrecode(precode + CodeHeap::kTemplateBytes));
    EXPECT_EQ(world.stubs.prestub(), precodeTarget(method));
    EXPECT_EQ(CodeKind::Precode, world.codeHeap.find(precode + 8).kind);
  }
  EXPECT_EQ(nullptr, world.stubs.methodOfPrecode(nullptr));
  EXPECT_EQ(nullptr, world.stubs.methodOfPrecode(world.stubs.prestub()));
  EXPECT_EQ(nullptr, world.stubs.methodOfPrecode(&world));
}

TEST(Precode, IsRedirectedWhileAnotherThreadRunsThroughIt) {
  StubWorld world;
  FakeTypes types;
  MethodDesc* method = types.newMethod();
  void* precode = world.stubs.ensurePrecode(method);
  void* targets[] = {const_cast<uint8_t*>(emitConstant(world.codeHeap, 1, "one")),
                     const_cast<uint8_t*>(emitConstant(world.codeHeap, 2, "two"))};
  setPrecodeTarget(method, targets[0]);
  std::atomic<bool> stop{false};
  std::atomic<uint64_t> seen[3] = {};
  std::thread runner([&] {
    while (!stop) {
      uint32_t value = callConstant(precode);
      ++seen[value <= 2 ? value : 0];
    }
  });
  for (int i = 0; i < 100000 || seen[1] == 0 || seen[2] == 0; ++i) setPrecodeTarget(method, targets[i & 1]);
  stop = true;
  runner.join();
  EXPECT_EQ(0u, seen[0].load());
}

TEST(Backpatcher, PatchesAndUnpatchesSlots) {
  StubWorld world;
  FakeTypes types;
  MethodDesc* method = types.newMethod();
  void* precode = world.stubs.ensurePrecode(method);
  void* code = const_cast<uint8_t*>(emitConstant(world.codeHeap, 7, "compiled"));
  void* early = nullptr;
  void* late = nullptr;
  Backpatcher& patcher = world.stubs.backpatcher();
  patcher.addVtableSlot(method, &early);
  EXPECT_EQ(precode, early);
  patcher.patch(method, code);
  EXPECT_EQ(code, early);
  EXPECT_EQ(7u, callConstant(precode));
  patcher.addVtableSlot(method, &late);
  EXPECT_EQ(code, late);
  EXPECT_EQ(code, patcher.patchedCode(method));
  patcher.unpatch(method);
  EXPECT_EQ(precode, early);
  EXPECT_EQ(precode, late);
  EXPECT_EQ(world.stubs.prestub(), precodeTarget(method));
  EXPECT_EQ(nullptr, patcher.patchedCode(method));
}

}  // namespace
}  // namespace minivm::testing
