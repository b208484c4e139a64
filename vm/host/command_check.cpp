// `minivm check app.exe`: what the program needs and the class library lacks, before running it.
#include <fmt/format.h>

#include <filesystem>

#include "vm/host/commands.h"
#include "vm/host/needs.h"
#include "vm/host/runtime_setup.h"

namespace minivm {
namespace {

constexpr int kExitMissing = 1;

const char* wordOf(NeedKind kind) {
  switch (kind) {
    case NeedKind::Assembly: return "assembly ";
    case NeedKind::Type: return "type ";
    case NeedKind::Method: return "method ";
    case NeedKind::Field: return "field ";
    case NeedKind::Native: return "native ";
    case NeedKind::Load: return "cannot be loaded: ";
  }
  return "";
}

void print(const Need& need) {
  fmt::print("\n{}{}\n", wordOf(need.kind), need.name);
  if (!need.detail.empty()) fmt::print("    {}\n", need.detail);
  if (!need.members.empty()) fmt::print("    uses {}\n", fmt::join(need.members, ", "));
  for (const std::string& place : need.places) fmt::print("  {}\n", place);
  if (need.placeCount > need.places.size() && !need.places.empty())
    fmt::print("  and {} more\n", need.placeCount - need.places.size());
}

}  // namespace

int commandCheck(const Options& options) {
  if (options.app.empty()) throw OptionError("check: which program?\nusage: minivm check app.exe");
  if (!options.appArgs.empty())
    throw OptionError(fmt::format("check takes one program; '{}' is too much", options.appArgs[0]));
  const auto runtime = createRuntime(options);
  Module& app = loadApp(*runtime, options.app);
  const Needs needs = findNeeds(*runtime, app);

  size_t missing = 0;
  std::vector<const Need*> attributes;
  for (const Need& need : needs.missing) {
    if (need.inAttributesOnly) {
      attributes.push_back(&need);
    } else {
      missing++;
    }
  }
  const std::string file = std::filesystem::path(options.app).filename().string();
  if (missing == 0) {
    fmt::print("{}: nothing is missing ({} references in {})\n", file, needs.references,
               fmt::join(needs.assemblies, ", "));
  } else {
    fmt::print("{}: {} missing ({} references in {})\n", file,
               missing == 1 ? "1 thing is" : fmt::format("{} things are", missing), needs.references,
               fmt::join(needs.assemblies, ", "));
    for (const Need& need : needs.missing)
      if (!need.inAttributesOnly) print(need);
  }
  if (!attributes.empty()) {
    fmt::print("\nnamed by custom attributes only, which matters to reflection at most:\n");
    for (const Need* need : attributes) fmt::print("  {}\n", need->name);
  }
  return missing == 0 ? 0 : kExitMissing;
}

}  // namespace minivm
