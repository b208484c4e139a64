// System.AppContext: the properties of the program's runtimeconfig.json, read when a program first asks for
// one.
#include <rapidjson/document.h>
#include <rapidjson/error/en.h>

#include <fstream>
#include <iterator>

#include "vm/native/native_list.h"
#include "vm/native/native_support.h"
#include "vm/runtime.h"

namespace minivm::natives {

namespace {

/// Comments and commas before a closing brace are allowed, as the .NET host allows them; numbers stay as
/// written.
constexpr unsigned kFlags = rapidjson::kParseCommentsFlag | rapidjson::kParseTrailingCommasFlag |
                            rapidjson::kParseNumbersAsStringsFlag | rapidjson::kParseIterativeFlag;

/// `app.runtimeconfig.json` beside `app.dll` or `app.exe`.
std::string configPathOf(const std::string& program) {
  const size_t dot = program.rfind('.');
  const size_t slash = program.rfind('/');
  const bool hasExtension = dot != std::string::npos && (slash == std::string::npos || dot > slash);
  return program.substr(0, hasExtension ? dot : program.size()) + ".runtimeconfig.json";
}

/// Name, value, name, value …; values that are neither text, number nor truth value are left out.
std::vector<std::string> readProperties(const std::string& path) {
  std::vector<std::string> pairs;
  std::ifstream file(path, std::ios::binary);
  if (!file) return pairs;
  const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  rapidjson::Document document;
  const size_t start = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  document.Parse<kFlags>(text.data() + start, text.size() - start);
  if (document.HasParseError() || !document.IsObject()) return pairs;
  const auto options = document.FindMember("runtimeOptions");
  if (options == document.MemberEnd() || !options->value.IsObject()) return pairs;
  const auto properties = options->value.FindMember("configProperties");
  if (properties == options->value.MemberEnd() || !properties->value.IsObject()) return pairs;
  for (const auto& member : properties->value.GetObject()) {
    std::string value;
    if (member.value.IsString()) {
      value.assign(member.value.GetString(), member.value.GetStringLength());
    } else if (member.value.IsBool()) {
      value = member.value.GetBool() ? "true" : "false";
    } else {
      continue;
    }
    pairs.emplace_back(member.name.GetString(), member.name.GetStringLength());
    pairs.push_back(std::move(value));
  }
  return pairs;
}

}  // namespace

Fresh<Array> appContextReadConfig(Thread& thread) {
  const auto line = thread.runtime().commandLine();
  return newStringArray(thread,
                        line.empty() ? std::vector<std::string>() : readProperties(configPathOf(line[0])));
}

}  // namespace minivm::natives
