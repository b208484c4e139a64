// g++ as an independent oracle of the SysV classification: the same random signatures as generated C++,
// compiled here and called in both directions, as callees of the exit stub and as callers of the interpreter
// entry and of native entries (reverse thunks).
#include <dlfcn.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "tests/unit/entry/fake_services.h"
#include "tests/unit/entry/random_types.h"

namespace minivm::testing {
namespace {

constexpr size_t kBufferBytes = 4096;

std::string cType(const FakeParam& param) {
  return param.aggregate ? param.aggregate->cName : param.scalar.c;
}

/// `callee_N` stores its arguments in outArgs and returns inRet; `caller_N` calls an entry with inArgs and
/// stores the result in outRet.
std::string cFunctions(const FakeMethod& made, bool viaPointer, int number) {
  std::string types, names, loads, stores;
  auto add = [&](const std::string& type, uint32_t slot) {
    std::string name = "a" + std::to_string(slot);
    types += (types.empty() ? "" : ", ") + type + " " + name;
    names += (names.empty() ? "" : ", ") + name;
    loads += "  " + type + " " + name + "; memcpy(&" + name + ", inArgs + " + std::to_string(slot * 8) +
             ", sizeof " + name + ");\n";
    stores += "  memcpy(outArgs + " + std::to_string(slot * 8) + ", &" + name + ", sizeof " + name + ");\n";
  };
  if (made.hasThis) add("void*", 0);
  std::string ret = made.isVoid ? "void" : cType(made.ret);
  std::string id = std::to_string(number);
  if (viaPointer) {  // managed order: `this`, then the return buffer
    types += ", " + ret + "* r";
    names += ", &r";
  }
  for (size_t i = 0; i < made.params.size(); ++i)
    add(cType(made.params[i]), made.sig.args[i + made.hasThis].slot);
  std::string result = viaPointer ? "void*" : ret;
  std::string source = "extern \"C\" " + result + " callee_" + id + "(" + types + ") {\n" + stores;
  if (viaPointer) {
    source += "  memcpy(r, inRet, sizeof *r); return r;\n";
  } else if (!made.isVoid) {
    source += "  " + ret + " r; memcpy(&r, inRet, sizeof r); return r;\n";
  }
  source += "}\nextern \"C\" void caller_" + id + "(" + result + " (*entry)(" + types + ")) {\n" + loads;
  if (made.isVoid) {
    source += "  entry(" + names + ");\n";
  } else {
    source +=
        viaPointer ? "  " + ret + " r; entry(" + names + ");\n" : "  " + ret + " r = entry(" + names + ");\n";
    source += "  memcpy(outRet, &r, sizeof r);\n";
  }
  return source + "}\n";
}

class NativeOracle : public ::testing::Test, public StubWorld {
 protected:
  void build(uint32_t seed, int count) {
    RandomTypes random(types_, seed, false);
    std::string functions;
    for (int i = 0; i < count; ++i) {
      methods_.push_back(random.method(true));
      FakeMethod& made = *methods_.back();
      bool viaPointer = made.hasThis && stubs.shapeOf(made.sig).returnKind == ReturnKind::Buffer;
      functions += cFunctions(made, viaPointer, i);
    }
    std::string source =
        "#include <string.h>\nextern \"C\" { unsigned char inArgs[4096], outArgs[4096], inRet[4096], "
        "outRet[4096]; }\n" +
        random.declarations() + functions;
    namespace fs = std::filesystem;
    fs::path folder = fs::temp_directory_path() / ("minivm-oracle-" + std::to_string(getpid()));
    fs::create_directories(folder);
    std::ofstream(folder / "oracle.cpp") << source;
    // r15 is the Thread: code that stands for compiled managed code must leave it alone.
    std::string command =
        "cd " + folder.string() + " && g++ -O1 -w -shared -fPIC -ffixed-r15 -o oracle.so oracle.cpp";
    if (std::system(command.c_str()) != 0) GTEST_SKIP() << "g++ did not compile the oracle";
    library_ = dlopen((folder / "oracle.so").c_str(), RTLD_NOW | RTLD_LOCAL);
    fs::remove_all(folder);
    ASSERT_NE(nullptr, library_) << dlerror();
    inArgs_ = static_cast<uint8_t*>(dlsym(library_, "inArgs"));
    outArgs_ = static_cast<uint8_t*>(dlsym(library_, "outArgs"));
    inRet_ = static_cast<uint8_t*>(dlsym(library_, "inRet"));
    outRet_ = static_cast<uint8_t*>(dlsym(library_, "outRet"));
  }
  ~NativeOracle() override {
    if (library_) dlclose(library_);
  }

  void* symbol(const char* prefix, size_t number) {
    return dlsym(library_, (prefix + std::to_string(number)).c_str());
  }

  static void expectSame(const FakeParam& param, const void* expected, const void* got,
                         const std::string& what) {
    std::vector<FakeField> flat;
    if (param.aggregate) {
      param.aggregate->flatten(0, flat);
    } else {
      flat.push_back({param.scalar, nullptr, 0});
    }
    for (const FakeField& field : flat) {
      EXPECT_EQ(0, std::memcmp(static_cast<const uint8_t*>(expected) + field.offset,
                               static_cast<const uint8_t*>(got) + field.offset, field.scalar.size))
          << what << " offset " << field.offset << " "
          << (param.aggregate ? param.aggregate->cDeclaration : param.scalar.c);
    }
  }

  void expectArguments(const FakeMethod& made, const void* expected, const void* got,
                       const std::string& what) {
    auto at = [](const void* base, uint32_t slot) { return static_cast<const uint8_t*>(base) + slot * 8; };
    for (size_t i = 0; i < made.params.size(); ++i) {
      uint16_t slot = made.sig.args[i + made.hasThis].slot;
      expectSame(made.params[i], at(expected, slot), at(got, slot), what + " argument " + std::to_string(i));
    }
    if (made.hasThis) expectSame({kObject, nullptr}, expected, got, what + " this");
  }

  FakeTypes types_;
  std::vector<std::unique_ptr<FakeMethod>> methods_;
  void* library_ = nullptr;
  uint8_t *inArgs_ = nullptr, *outArgs_ = nullptr, *inRet_ = nullptr, *outRet_ = nullptr;
};

TEST_F(NativeOracle, ClassificationAgreesInBothDirections) {
  const char* count = std::getenv("MINIVM_ORACLE_COUNT");
  build(11, count ? std::atoi(count) : 300);
  if (IsSkipped() || HasFailure()) return;
  services->collecting = false;  // g++ keeps its own copy of `this`
  FakeMethod callCaller;         // void f(void* entry)
  callCaller.params = {{kScalars[10], nullptr}};
  types_.finish(callCaller);
  std::mt19937_64 random(7);
  for (size_t i = 0; i < methods_.size() && !HasFailure(); ++i) {
    FakeMethod& made = *methods_[i];
    std::string name = "signature " + std::to_string(i) + " " + std::string(stubs.shapeOf(made.sig).name);
    std::vector<Slot> args(made.sig.argSlots), result(made.retSlots), got(made.retSlots);
    for (Slot& slot : args) slot.u8 = random() & 0x3FEFFFFFFFFFFFFF;  // no NaNs that a copy may change
    for (Slot& slot : result) slot.u8 = random() & 0x3FEFFFFFFFFFFFFF;
    ASSERT_LE(args.size() * 8, kBufferBytes);
    auto prepare = [&] {
      if (!result.empty()) std::memcpy(inRet_, result.data(), result.size() * 8);
      if (!args.empty()) std::memcpy(inArgs_, args.data(), args.size() * 8);
      std::memset(outArgs_, 0xEE, kBufferBytes);
      std::memset(outRet_, 0xEE, kBufferBytes);
      for (Slot& slot : got) slot.u8 = 0;
    };
    // The exit stub calls g++'s function.
    prepare();
    stubs.callThrough(thread, made.sig, symbol("callee_", i), args.data(), got.data());
    expectArguments(made, args.data(), outArgs_, name + " callee");
    if (!made.isVoid) expectSame(made.ret, result.data(), got.data(), name + " result of callee");
    // g++'s function calls a managed entry: precode, prestub, interpreter entry.
    services->onExecute = [&](Thread&, MethodDesc* method, const Slot* received, Slot* ret) {
      EXPECT_EQ(method, made.method);
      expectArguments(made, inArgs_, received, name + " caller");
      if (!result.empty()) std::memcpy(ret, result.data(), result.size() * 8);
    };
    for (int round = 0; round < 2; ++round) {
      prepare();
      Slot entry;
      entry.ptr = stubs.ensurePrecode(made.method);
      stubs.callThrough(thread, callCaller.sig, symbol("caller_", i), &entry, nullptr);
      if (!made.isVoid) expectSame(made.ret, result.data(), outRet_, name + " result of caller");
    }
    // g++'s function calls a native entry, with nothing in r15.
    if (!made.hasThis) {
      prepare();
      void* native = stubs.nativeEntry(made.method);
      EXPECT_EQ(native, stubs.nativeEntry(made.method));
      reinterpret_cast<void (*)(void*)>(symbol("caller_", i))(native);
      if (!made.isVoid) expectSame(made.ret, result.data(), outRet_, name + " result of reverse call");
    }
    EXPECT_EQ(nullptr, thread.topFrame);
  }
}

}  // namespace
}  // namespace minivm::testing
