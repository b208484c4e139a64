#include "vm/interop/native_library.h"

#include <dlfcn.h>

#include <mutex>
#include <vector>

#include "vm/entry/entry_stubs.h"
#include "vm/runtime.h"

namespace minivm {
namespace {

/// The file names that may be meant, most likely first.
std::vector<std::string> candidates(std::string_view name) {
  std::string given(name);
  if (name == "libc" || name == "c")
    return {"libc.so.6"};  // libc.so is a linker script where the headers are installed
  if (name == "libm" || name == "m") return {"libm.so.6"};
  bool hasSuffix = name.ends_with(".so") || name.find(".so.") != std::string_view::npos;
  if (hasSuffix) return {given, "lib" + given};
  if (name.ends_with(".dll")) {  // Windows habit: the stem is meant
    std::string stem(name.substr(0, name.size() - 4));
    return {given, stem + ".so", "lib" + stem + ".so"};
  }
  return {given + ".so", "lib" + given + ".so", given, "lib" + given};
}

}  // namespace

void* openNativeLibrary(Runtime& runtime, std::string_view name, const std::string& folder,
                        std::string& tried) {
  if (name == "__Internal") return dlopen(nullptr, RTLD_LAZY);
  EntryStubs& stubs = runtime.stubs();
  std::string key = folder + "|" + std::string(name);
  std::lock_guard guard(stubs.interopMutex);
  if (void** known = stubs.libraries.find(key)) return *known;
  bool isPath = name.find('/') != std::string_view::npos;
  auto attempt = [&](const std::string& file) -> void* {
    void* library = dlopen(file.c_str(), RTLD_LAZY | RTLD_LOCAL);
    if (library) {
      runtime.log().line(LogFacility::Interop, "native library {} is {}", name, file);
      stubs.libraries.set(key, library);
    } else {
      // Which names were tried says enough, unless one of them is there and cannot be used.
      std::string reason = dlerror();
      tried += (tried.empty() ? "" : ", ") + (reason.ends_with("No such file or directory") ? file : reason);
    }
    return library;
  };
  for (const std::string& file : candidates(name)) {
    if (!isPath && !folder.empty()) {
      if (void* library = attempt(folder + "/" + file)) return library;
    }
    if (void* library = attempt(file)) return library;
  }
  return nullptr;
}

void* findNativeFunction(void* library, const std::string& name) {
  return dlsym(library, name.c_str());
}

}  // namespace minivm
