// `minivm verify FILE…`: proves memory safety without running anything, or explains what is in the way.
#include <fmt/format.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <map>
#include <vector>

#include "loader/load_error.h"
#include "vm/host/commands.h"
#include "vm/host/library.h"
#include "vm/host/opcodes.h"
#include "vm/il/verifier.h"
#include "vm/types/load_failure.h"

namespace minivm {
namespace {

namespace fs = std::filesystem;

constexpr const char* kCoreLibFile = "System.Private.CoreLib.dll";
constexpr int kExitFindings = 1;

/// What the words behind `verify` ask for.
struct Request {
  std::vector<std::string> files;
  bool onlyInvalid = false;
  bool isSummary = false;  ///< counts per rule instead of findings
  std::vector<VerifyRule> rules;

  bool wants(const VerifyFinding& finding) const {
    if (onlyInvalid && finding.severity != VerifySeverity::Invalid) return false;
    if (rules.empty()) return true;
    for (VerifyRule rule : rules) {
      if (rule == finding.rule) return true;
    }
    return false;
  }
};

void printRules() {
  for (size_t i = 0; i < static_cast<size_t>(VerifyRule::Count); ++i) {
    const VerifyRuleInfo& rule = verifyRuleInfo(static_cast<VerifyRule>(i));
    const char* severity = rule.severity == VerifySeverity::Invalid        ? "invalid"
                           : rule.severity == VerifySeverity::Unverifiable ? "unverifiable"
                                                                           : "either";
    fmt::print("{:<20} {:<14} {:<13} {}\n", rule.id, rule.clause, severity, rule.sentence);
  }
}

Request parseRequest(const Options& options) {
  Request request;
  std::vector<std::string> words;
  if (!options.app.empty()) words.push_back(options.app);
  words.insert(words.end(), options.appArgs.begin(), options.appArgs.end());
  for (const std::string& word : words) {
    if (word == "--only=invalid") {
      request.onlyInvalid = true;
    } else if (word == "--summary") {
      request.isSummary = true;
    } else if (word.starts_with("--rule=")) {
      VerifyRule rule = findVerifyRule(std::string_view(word).substr(7));
      if (rule == VerifyRule::Count)
        throw OptionError(fmt::format("{}: no such rule; `minivm verify rules` lists them", word));
      request.rules.push_back(rule);
    } else if (word.starts_with("--")) {
      throw OptionError(
          fmt::format("{}: verify takes --only=invalid, --rule=RULE and --summary behind the files", word));
    } else {
      request.files.push_back(word);
    }
  }
  return request;
}

/// The class library to verify against: the one that lies beside the file, unless the options name one.
/// Assemblies of a framework belong to that framework.
std::string coreLibFor(const Options& options, const fs::path& file) {
  const fs::path beside = fs::absolute(file).parent_path() / kCoreLibFile;
  std::error_code ignored;
  if (options.bcl == "corlib" && options.corlib.empty() && fs::is_regular_file(beside, ignored))
    return beside.string();
  return findLibrary(options).coreLibPath;
}

/// Verifies one file; true when nothing was found. What cannot be loaded is thrown.
bool verifyFile(const Options& options, const Request& request, const std::string& path) {
  const fs::path file(path);
  const std::string name = file.filename().string();
  ClassLoader loader;
  const std::string library = coreLibFor(options, file);
  std::error_code ignored;
  const bool isLibrary = fs::equivalent(library, file, ignored);
  loader.loadModule(library);
  loader.addProbingDirectory(file.has_parent_path() ? file.parent_path().string() : ".");
  addOpcodeDirectories(options, loader);
  Module& module = isLibrary ? loader.coreLib() : loader.loadModule(path);

  const auto opcodes = opcodesFor(options);
  Verifier verifier(loader, *opcodes);
  uint32_t shown = 0;
  std::array<uint32_t, 2> counts{};
  std::map<std::pair<VerifyRule, VerifySeverity>, uint32_t> perRule;
  Verifier::Summary summary = verifier.verifyModule(module, [&](const VerifyFinding& finding) {
    if (!request.wants(finding)) return;
    ++shown;
    ++counts[finding.severity == VerifySeverity::Invalid ? 0 : 1];
    if (request.isSummary) {
      ++perRule[{finding.rule, finding.severity}];
    } else {
      fmt::print("{}: {}\n", name, finding.text());
    }
  });
  for (const auto& [key, count] : perRule) {
    fmt::print("{}: {:>6} × {} ({})\n", name, count, verifyRuleInfo(key.first).id,
               key.second == VerifySeverity::Invalid ? "invalid" : "unverifiable");
  }
  if (shown == 0) {
    fmt::print("{}: {} methods, no findings\n", name, summary.methods);
    return true;
  }
  fmt::print("{}: {} methods, {} finding{} ({} invalid, {} unverifiable)\n", name, summary.methods, shown,
             shown == 1 ? "" : "s", counts[0], counts[1]);
  return false;
}

}  // namespace

int commandVerify(const Options& options) {
  if (options.app == "rules") {
    printRules();
    return 0;
  }
  const Request request = parseRequest(options);
  if (request.files.empty())
    throw OptionError(
        "nothing to verify\nusage: minivm verify FILE… [--only=invalid] [--rule=RULE] [--summary]");
  bool isClean = true;
  for (const std::string& path : request.files) isClean = verifyFile(options, request, path) && isClean;
  return isClean ? 0 : kExitFindings;
}

}  // namespace minivm
