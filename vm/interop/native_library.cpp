#include "vm/interop/native_library.h"

#include <dlfcn.h>

#include <filesystem>
#include <mutex>
#include <vector>

#include "vm/interop/interop_state.h"
#include "vm/runtime.h"
#include "vm/types/module.h"

namespace minivm {
namespace {

/// The file names that may be meant, most likely first (as CoreCLR tries them).
std::vector<std::string> candidates(std::string_view name) {
  const std::string given(name);
  if (name == "libc") return {"libc.so.6"};  // libc.so is a linker script where the headers are installed
  const bool isPath = name.find('/') != std::string_view::npos;
  const bool hasSuffix = name.ends_with(".so") || name.find(".so.") != std::string_view::npos;
  std::vector<std::string> with{given + ".so"}, without{given};
  if (!isPath) {
    with.push_back("lib" + given + ".so");
    without.push_back("lib" + given);
  }
  std::vector<std::string>& first = hasSuffix ? without : with;
  const std::vector<std::string>& second = hasSuffix ? with : without;
  first.insert(first.end(), second.begin(), second.end());
  return first;
}

}  // namespace

void* openNativeLibrary(Runtime& runtime, std::string_view name, const std::string& folder,
                        LibrarySearch search, std::string& tried) {
  if (name == "__Internal") return dlopen(nullptr, RTLD_LAZY);
  InteropState& state = runtime.interop();
  const bool looksInFolder = (search.flags & LibrarySearch::kAssemblyDirectory) != 0 && !folder.empty();
  const std::string key = (looksInFolder ? folder : "") + "|" + std::string(name);
  {
    std::lock_guard guard(state.mutex);
    if (void** known = state.libraries.find(key)) return *known;
  }
  auto attempt = [&](const std::string& file) -> void* {
    void* library = dlopen(file.c_str(), RTLD_LAZY | RTLD_LOCAL);
    const char* reason = library ? nullptr : dlerror();
    runtime.log().line(LogFacility::Interop, "native library {}: {}", name,
                       library ? file + " is it" : reason);
    if (!library) tried += std::string("\n") + reason;
    return library;
  };
  const bool isAbsolute = name.starts_with('/');
  void* library = nullptr;
  for (const std::string& file : candidates(name)) {
    if (looksInFolder && !isAbsolute) library = attempt(folder + "/" + file);
    if (!library) library = attempt(file);
    if (library) break;
  }
  if (!library) return nullptr;
  std::lock_guard guard(state.mutex);
  state.libraries.set(key, library);
  return library;
}

std::string folderOf(const Module& module) {
  const std::string path = module.image().path();
  return path.empty() ? "" : std::filesystem::absolute(path).parent_path().string();
}

std::string libraryNotFound(std::string_view name, const std::string& tried) {
  return "Unable to load shared library '" + std::string(name) +
         "' or one of its dependencies. In order to help diagnose loading problems, consider using a tool "
         "like "
         "strace. If you're using glibc, consider setting the LD_DEBUG environment variable: " +
         tried;
}

std::string entryNotFound(std::string_view entry, std::string_view library) {
  return "Unable to find an entry point named '" + std::string(entry) + "' in shared library '" +
         std::string(library) + "'.";
}

}  // namespace minivm
