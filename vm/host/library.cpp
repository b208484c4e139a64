// Which class library: --bcl chooses minivm's own or .NET's, --corlib says where minivm's own is.
#include "vm/host/library.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <vector>

namespace minivm {
namespace {

namespace fs = std::filesystem;

constexpr const char* kCoreLibFile = "System.Private.CoreLib.dll";
constexpr const char* kFrameworkFolder = "shared/Microsoft.NETCore.App";
constexpr const char* kMajorVersion = "10.";

bool isFile(const fs::path& path) {
  std::error_code ignored;
  return fs::is_regular_file(path, ignored);
}

/// `10.0.12` as numbers; what follows a dash (`10.0.0-rc.1`) counts less than nothing.
std::vector<int> versionOf(const std::string& name) {
  std::vector<int> parts;
  const char* at = name.data();
  const char* end = at + name.size();
  while (at < end) {
    int number = 0;
    const auto read = std::from_chars(at, end, number);
    if (read.ec != std::errc()) break;
    parts.push_back(number);
    at = read.ptr;
    if (at < end && *at == '-') parts.push_back(-1);
    if (at == end || *at != '.') break;
    ++at;
  }
  return parts;
}

/// The newest 10.x framework of a dotnet root; empty when it has none.
fs::path newestFramework(const fs::path& root) {
  fs::path best;
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(root / kFrameworkFolder, ignored)) {
    const std::string name = entry.path().filename().string();
    if (!name.starts_with(kMajorVersion) || !isFile(entry.path() / kCoreLibFile)) continue;
    if (best.empty() || versionOf(best.filename().string()) < versionOf(name)) best = entry.path();
  }
  return best;
}

/// Where .NET may be installed, most specific first (the places that the dotnet host looks at).
std::vector<fs::path> dotnetRoots() {
  std::vector<fs::path> roots;
  const auto add = [&](const fs::path& root) {
    if (!root.empty() && std::find(roots.begin(), roots.end(), root) == roots.end()) roots.push_back(root);
  };
  if (const char* named = std::getenv("DOTNET_ROOT")) add(named);
  if (const char* path = std::getenv("PATH")) {
    const std::string_view folders = path;
    for (size_t start = 0; start <= folders.size();) {
      const size_t end = std::min(folders.find(':', start), folders.size());
      std::error_code error;
      const fs::path program = fs::canonical(fs::path(folders.substr(start, end - start)) / "dotnet", error);
      if (!error && isFile(program)) add(program.parent_path());
      start = end + 1;
    }
  }
  add("/usr/share/dotnet");
  add("/usr/lib/dotnet");
  add("/usr/lib64/dotnet");
  add("/opt/dotnet");
  if (const char* home = std::getenv("HOME")) add(fs::path(home) / ".dotnet");
  return roots;
}

Library ownLibrary(const Options& options) {
  const bool isNamed = !options.corlib.empty();
  const fs::path folder =
      isNamed ? fs::path(options.corlib) : fs::read_symlink("/proc/self/exe").parent_path();
  const fs::path file = folder / kCoreLibFile;
  if (!fs::exists(file)) {
    throw std::runtime_error(
        fmt::format("{}: no such file; --corlib=DIR names the folder of the class library, "
                    "./dev build makes one beside the binary",
                    file.string()));
  }
  return {file.string(), isNamed ? "named by --corlib or MINIVM_CORLIB" : "beside the minivm binary"};
}

Library installedLibrary() {
  std::string looked;
  for (const fs::path& root : dotnetRoots()) {
    const fs::path framework = newestFramework(root);
    if (!framework.empty())
      return {(framework / kCoreLibFile).string(), fmt::format("--bcl=net10, found in {}", root.string()),
              true};
    looked += (looked.empty() ? "" : ", ") + (root / kFrameworkFolder).string();
  }
  throw std::runtime_error(
      fmt::format("--bcl=net10: no .NET 10 framework is installed; looked in {}; set DOTNET_ROOT or use "
                  "--bcl=DIR with the folder that holds {}",
                  looked, kCoreLibFile));
}

/// A framework folder, or a dotnet root.
Library libraryIn(const std::string& directory) {
  const fs::path folder(directory);
  if (isFile(folder / kCoreLibFile))
    return {fs::absolute(folder / kCoreLibFile).string(), fmt::format("--bcl={}", directory), true};
  const fs::path framework = newestFramework(folder);
  if (!framework.empty())
    return {fs::absolute(framework / kCoreLibFile).string(), fmt::format("--bcl={}", directory), true};
  throw std::runtime_error(
      fmt::format("--bcl={0}: there is neither {0}/{1} nor a {0}/{2}/{3}*; --bcl takes corlib, "
                  "net10, or the folder of a .NET 10 framework",
                  directory, kCoreLibFile, kFrameworkFolder, kMajorVersion));
}

}  // namespace

Library findLibrary(const Options& options) {
  if (options.bcl == "corlib") return ownLibrary(options);
  if (options.bcl == "net10") return installedLibrary();
  return libraryIn(options.bcl);
}

}  // namespace minivm
