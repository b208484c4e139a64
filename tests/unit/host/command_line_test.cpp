// The binary as a user meets it: exit codes, and which stream says what.
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <string>

namespace {

struct Result {
  int code;
  std::string output;
};

/// Runs build/minivm with `arguments`, a shell fragment that also says where the streams go.
Result minivm(const std::string& arguments) {
  const std::string command = "'" MINIVM_BUILD_DIR "/minivm' " + arguments;
  std::FILE* pipe = popen(command.c_str(), "r");
  std::string output;
  std::array<char, 4096> buffer;
  while (const size_t count = std::fread(buffer.data(), 1, buffer.size(), pipe))
    output.append(buffer.data(), count);
  const int status = pclose(pipe);
  return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, output};
}

TEST(CommandLine, HelpAndVersionGoToStdout) {
  const Result help = minivm("--help 2>/dev/null");
  EXPECT_EQ(help.code, 0);
  EXPECT_NE(help.output.find("Usage: minivm [options] app.exe"), std::string::npos);
  const Result version = minivm("--version 2>/dev/null");
  EXPECT_EQ(version.code, 0);
  EXPECT_EQ(version.output.substr(0, 7), "minivm ");
}

TEST(CommandLine, BadUsageIsTwoAndOnStderr) {
  for (const char* arguments : {"", "--no-such-option", "--gc-nursery=1", "--tier=jit app.exe"}) {
    EXPECT_EQ(minivm(std::string(arguments) + " 2>/dev/null").output, "") << arguments;
    const Result refused = minivm(std::string(arguments) + " 2>&1 >/dev/null");
    EXPECT_EQ(refused.code, 2) << arguments;
    EXPECT_EQ(refused.output.substr(0, 8), "minivm: ") << arguments;
  }
}

TEST(CommandLine, AFileThatCannotBeLoadedIsTwoAndNamed) {
  for (const char* file :
       {"/no/such/file.exe", MINIVM_SOURCE_DIR "/README.md", "/dev/null", MINIVM_SOURCE_DIR}) {
    const Result refused = minivm(std::string("'") + file + "' 2>&1 >/dev/null");
    EXPECT_EQ(refused.code, 2) << refused.output;
    EXPECT_NE(refused.output.find(file), std::string::npos) << refused.output;
  }
}

TEST(CommandLine, AMissingClassLibraryIsTwoAndNamed) {
  const Result refused = minivm("--corlib=/no/such/folder app.exe 2>&1");
  EXPECT_EQ(refused.code, 2);
  EXPECT_NE(refused.output.find("/no/such/folder/System.Private.CoreLib.dll"), std::string::npos)
      << refused.output;
}

}  // namespace
