#pragma once
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

namespace minivm::test {

/// The assemblies of the newest stock framework on this machine, sorted by name; empty when there is none.
inline std::vector<std::string> frameworkFiles() {
  namespace fs = std::filesystem;
  std::vector<std::string> folders, files;
  const char* root = std::getenv("DOTNET_ROOT");
  std::error_code ignored;
  for (const char* base : {root ? root : "", "/usr/share/dotnet", "/usr/lib/dotnet"})
    for (const auto& entry : fs::directory_iterator(fs::path(base) / "shared/Microsoft.NETCore.App", ignored))
      folders.push_back(entry.path().string());
  if (folders.empty()) return files;
  for (const auto& entry : fs::directory_iterator(*std::max_element(folders.begin(), folders.end())))
    if (entry.path().extension() == ".dll") files.push_back(entry.path().string());
  std::sort(files.begin(), files.end());
  return files;
}

/// One of them by file name; empty when it is not there.
inline std::string frameworkFile(const std::string& name) {
  for (const std::string& file : frameworkFiles())
    if (std::filesystem::path(file).filename() == name) return file;
  return {};
}

}  // namespace minivm::test
