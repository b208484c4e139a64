// Several runtimes in one process: nothing is shared, so they live side by side, in any order, and go without
// a trace (DESIGN 3).
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "interpreter/interpreter.h"
#include "vm/runtime.h"

namespace minivm {
namespace {

/// Compiles tests/run/NAME.cs (from the cache that the program tests share) and returns the path of the
/// program.
std::string program(const std::string& name) {
  const std::string command = "python3 '" MINIVM_SOURCE_DIR "/tests/tools/compile.py' '" MINIVM_SOURCE_DIR
                              "/tests/run/" +
                              name + ".cs' --out '" MINIVM_BUILD_DIR "/tests' --server";
  std::FILE* pipe = popen(command.c_str(), "r");
  std::array<char, 4096> line{};
  const bool read = std::fgets(line.data(), line.size(), pipe) != nullptr;
  EXPECT_EQ(pclose(pipe), 0) << command;
  std::string path = read ? line.data() : "";
  while (!path.empty() && path.back() == '\n') path.pop_back();
  return path;
}

std::unique_ptr<Runtime> makeRuntime() {
  RuntimeConfig config;
  config.coreLibPath = MINIVM_BUILD_DIR "/System.Private.CoreLib.dll";
  config.gc.nurseryBytes = size_t{64} << 10;
  return Runtime::create(config, createInterpreter());
}

TEST(Runtimes, LiveSideBySide) {
  const std::string exitCode = program("exit_code"), mainArgs = program("main_args");
  auto first = makeRuntime();
  auto second = makeRuntime();
  testing::internal::CaptureStdout();
  const std::vector<std::string> args{"a", "b"};
  EXPECT_EQ(second->runMain(mainArgs, args), 2);
  EXPECT_EQ(first->runMain(exitCode, {}), 42);
  EXPECT_EQ(testing::internal::GetCapturedStdout(), "2\n[a]\n[b]\n");
  first.reset();
  second.reset();
}

TEST(Runtimes, ComeAndGo) {
  const std::string exitCode = program("exit_code");
  for (int i = 0; i < 20; i++) EXPECT_EQ(makeRuntime()->runMain(exitCode, {}), 42);
}

}  // namespace
}  // namespace minivm
