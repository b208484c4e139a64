// Native libraries by their DllImport name.
#pragma once

#include <string>
#include <string_view>

namespace minivm {

class Runtime;

/// Opens a library by the name in a DllImport: as written, or as lib*name*.so and its variants, in `folder`
/// (the importing assembly's) first, then where the dynamic linker looks. Kept open for the life of the
/// process. Null when there is none; `tried` then says what was tried and why it failed.
void* openNativeLibrary(Runtime& runtime, std::string_view name, const std::string& folder,
                        std::string& tried);

/// The function `name` in an open library, null when it has none.
void* findNativeFunction(void* library, const std::string& name);

}  // namespace minivm
