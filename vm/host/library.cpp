// Which class library: --bcl chooses minivm's own or .NET's, --corlib says where minivm's own is.
#include "vm/host/library.h"

#include <fmt/format.h>

#include <filesystem>
#include <stdexcept>

namespace minivm {
namespace {

constexpr const char* kCoreLibFile = "System.Private.CoreLib.dll";

}  // namespace

Library findLibrary(const Options& options) {
  namespace fs = std::filesystem;
  if (options.bcl != "corlib")
    throw OptionError(fmt::format(
        "--bcl={}: running on an installed framework is not supported yet; use --bcl=corlib", options.bcl));
  const bool isBeside = options.corlib.empty();
  const fs::path folder =
      isBeside ? fs::read_symlink("/proc/self/exe").parent_path() : fs::path(options.corlib);
  const fs::path file = folder / kCoreLibFile;
  if (!fs::exists(file))
    throw std::runtime_error(
        fmt::format("{}: no such file; --corlib=DIR names the folder of the class library, "
                    "./dev build makes one beside the binary",
                    file.string()));
  return {file.string(), isBeside ? "beside the minivm binary" : "named by --corlib or MINIVM_CORLIB"};
}

}  // namespace minivm
