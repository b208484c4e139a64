// Native libraries by the names that programs give them.
#pragma once

#include <string>
#include <string_view>

namespace minivm {

class Module;
class Runtime;

/// Where a library is looked for: DllImportSearchPath.
struct LibrarySearch {
  static constexpr uint32_t kAssemblyDirectory = 2;
  uint32_t flags = kAssemblyDirectory;
};

/// Opens a library by name: with the usual prefix and suffix and without, first in `folder` (that of the
/// importing assembly, if the flags say so), then where the dynamic linker looks. Kept open for the life of
/// the process. Null when there is none; `tried` then has a line for each attempt. `--trace=interop` prints
/// them.
void* openNativeLibrary(Runtime& runtime, std::string_view name, const std::string& folder,
                        LibrarySearch search, std::string& tried);

/// The folder of a module's file, empty for modules made in memory.
std::string folderOf(const Module& module);

/// CoreCLR's message of the DllNotFoundException.
std::string libraryNotFound(std::string_view name, const std::string& tried);
/// CoreCLR's message of the EntryPointNotFoundException.
std::string entryNotFound(std::string_view entry, std::string_view library);

}  // namespace minivm
