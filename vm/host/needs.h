// What a program needs and the VM cannot give it, found without running anything: by the same binding code
// that would find it when the program runs.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace minivm {

class Module;
class Runtime;

enum class NeedKind : uint8_t { Assembly, Type, Method, Field, Native, Load };

/// Something that is missing, and who needs it.
struct Need {
  NeedKind kind;
  std::string name;                  ///< full name, for members with their signature as ilasm writes it
  std::string detail;                ///< where it was looked for, or why it failed; may be empty
  std::vector<std::string> members;  ///< of a missing type: its members that are used
  /// Where it is needed, `app.dll: Program::Main +0x12`; a few of them, in the order of the metadata.
  std::vector<std::string> places;
  uint32_t placeCount = 0;
  bool inAttributesOnly = false;  ///< nothing but custom attributes names it: a program hardly ever asks
};

/// The answer for a program and every assembly it needs that is not part of the class library.
struct Needs {
  std::vector<Need> missing;            ///< by kind, then by name
  std::vector<std::string> assemblies;  ///< file names of the assemblies that were looked through
  uint32_t references = 0;              ///< how many different references were bound
};

/// Looks through `app` and what it refers to. Loads types; runs no managed code.
Needs findNeeds(Runtime& runtime, Module& app);

}  // namespace minivm
