// What the tests of the type system share: the stock class library, and C# files beside the tests, compiled
// once into the build tree.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "vm/support/arena.h"
#include "vm/types/class_loader.h"
#include "vm/types/load_failure.h"

namespace minivm::types_test {

inline const std::string kSources = std::string(MINIVM_SOURCE_DIR) + "/tests/unit/types/";

/// Folder of an installed .NET 10 framework, empty when there is none.
inline std::string frameworkDirectory() {
  const char* root = std::getenv("DOTNET_ROOT");
  std::error_code error;
  std::string best;
  for (const auto& entry : std::filesystem::directory_iterator(
           std::string(root ? root : "/usr/share/dotnet") + "/shared/Microsoft.NETCore.App", error)) {
    std::string name = entry.path().filename();
    if (name.starts_with("10.") && entry.path().string() > best) best = entry.path();
  }
  return best;
}

/// Compiles tests/unit/types/NAME.cs against the framework into the build tree, unless that is up to date.
/// Empty when there is no compiler.
inline std::string compile(const std::string& name) {
  std::string directory = std::string(MINIVM_BUILD_DIR) + "/types_tests_files";
  std::filesystem::create_directories(directory);
  std::string source = kSources + name + ".cs";
  std::string target = directory + "/" + name + ".dll";
  std::error_code error;
  if (std::filesystem::exists(target) &&
      std::filesystem::last_write_time(target, error) > std::filesystem::last_write_time(source, error)) {
    return target;
  }
  std::string own = target + "." + std::to_string(getpid());  // several test processes may compile at once
  std::string command =
      std::string(MINIVM_SOURCE_DIR) +
      "/corlib/csc.sh -nologo -nowarn:0108 -unsafe -langversion:latest -target:library -out:" + own;
  for (const char* reference : {"System.Private.CoreLib", "System.Runtime", "System.Collections"}) {
    command += " -r:" + frameworkDirectory() + "/" + reference + ".dll";
  }
  command += " " + source + " >" + target + ".log 2>&1";
  if (std::system(command.c_str()) != 0) return {};
  std::filesystem::rename(own, target, error);
  return target;
}

/// Lines of a file beside the tests, split at `separator`.
inline std::vector<std::vector<std::string>> readTable(const std::string& name, char separator) {
  std::ifstream in(kSources + name);
  std::vector<std::vector<std::string>> rows;
  std::string line;
  while (std::getline(in, line)) {
    std::istringstream fields(line);
    std::vector<std::string> row;
    std::string field;
    while (std::getline(fields, field, separator)) {
      if (!field.empty() || separator != ' ') row.push_back(field);
    }
    rows.push_back(row);
  }
  return rows;
}

/// A loader over the stock class library.
class StockLibrary : public testing::Test {
 protected:
  void SetUp() override {
    std::string framework = frameworkDirectory();
    if (framework.empty()) GTEST_SKIP() << "no .NET 10 framework installed";
    core = &loader.loadModule(framework + "/System.Private.CoreLib.dll");
  }
  /// Loads a compiled test file; skips the test without a compiler.
  bool load(const std::string& name) {
    std::string path = compile(name);
    if (!path.empty()) module = &loader.loadModule(path);
    return module != nullptr;
  }
  MethodTable* type(const std::string& name) {
    TypeHandle found = loader.parseTypeName(module ? module : core, name);
    if (!found) throw std::runtime_error("no type " + name);
    return found.asMethodTable();
  }

  ClassLoader loader;
  Module* core = nullptr;
  Module* module = nullptr;
};

}  // namespace minivm::types_test
