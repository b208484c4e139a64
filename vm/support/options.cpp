// Strict options. Boost.Program_options takes the words apart; the table in options.def says what they may
// be. Command line and environment feed the same setters, so that MINIVM_GC_STRESS=x and --gc-stress=x are
// refused with the same sentence.
#include "vm/support/options.h"

#include <algorithm>
#include <bit>
#include <boost/program_options.hpp>
#include <charconv>
#include <functional>
#include <string_view>

#include "vm/support/nearest_name.h"

namespace minivm {
namespace {

namespace po = boost::program_options;

enum class Kind { Flag, Number, Size, Choice, Text, Topic, Texts, Facilities };
enum class Section {
#define OPTION_SECTION(id, title) id,
#define OPTION(field, name, kind, argument, initial, section, meaning)
#define OPTION_REFUSED(name, value, wayOut)
#define OPTION_VARIABLE(name, meaning)
#include "vm/support/options.def"
};

/// One option as the parser sees it.
struct Row {
  std::string_view name;
  Kind kind;
  std::string_view argument;
  std::string_view initial;
  Section section;
  std::string_view meaning;
};

/// The rows, in the order of options.def; the setters below are generated in the same order.
constexpr Row kRows[] = {
#define OPTION_SECTION(id, title)
#define OPTION(field, name, kind, argument, initial, section, meaning) \
  {name, Kind::kind, argument, initial, Section::section, meaning},
#define OPTION_REFUSED(name, value, wayOut)
#define OPTION_VARIABLE(name, meaning)
#include "vm/support/options.def"
};

struct Refusal {
  std::string_view name, value, wayOut;
};
constexpr Refusal kRefusals[] = {
#define OPTION_SECTION(id, title)
#define OPTION(field, name, kind, argument, initial, section, meaning)
#define OPTION_REFUSED(name, value, wayOut) {name, value, wayOut},
#define OPTION_VARIABLE(name, meaning)
#include "vm/support/options.def"
};

struct Variable {
  std::string_view name;
};
constexpr Variable kScriptVariables[] = {
#define OPTION_SECTION(id, title)
#define OPTION(field, name, kind, argument, initial, section, meaning)
#define OPTION_REFUSED(name, value, wayOut)
#define OPTION_VARIABLE(name, meaning) {name},
#include "vm/support/options.def"
};

struct Heading {
  Section section;
  std::string_view title;
};
constexpr Heading kHeadings[] = {
#define OPTION_SECTION(id, title) {Section::id, title},
#define OPTION(field, name, kind, argument, initial, section, meaning)
#define OPTION_REFUSED(name, value, wayOut)
#define OPTION_VARIABLE(name, meaning)
#include "vm/support/options.def"
};

constexpr std::string_view kEnvironmentPrefix = "MINIVM_";
constexpr const char* kTopicAlone = "overview";  ///< --help without =TOPIC
constexpr uint64_t kStressMax = 1'000'000'000;
constexpr uint64_t kNurseryMin = 64 * 1024, kNurseryMax = 32 * 1024 * 1024;

std::string variableOf(const Row& row) {
  std::string name(kEnvironmentPrefix);
  for (char c : row.name) name += c == '-' ? '_' : char(c >= 'a' && c <= 'z' ? c - 32 : c);
  return name;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (size_t start = 0; start <= text.size();) {
    const size_t end = std::min(text.find(separator, start), text.size());
    parts.push_back(text.substr(start, end - start));
    start = end + 1;
  }
  return parts;
}

/// ": did you mean X" for the best candidate, or the list of them where they are few enough to read.
std::string suggestion(std::string_view word, std::span<const std::string_view> candidates,
                       std::string_view prefix = "") {
  const std::string_view best = nearestName(word, candidates);
  if (!best.empty()) return fmt::format("; did you mean {}{}?", prefix, best);
  if (candidates.size() <= 12) return fmt::format("; it is one of: {}", fmt::join(candidates, ", "));
  return "";
}

[[noreturn]] void refuse(std::string_view source, std::string_view value, std::string_view why) {
  throw OptionError(fmt::format("{}={}: {}", source, value, why));
}

// One setter per kind. `source` is how the user wrote the name, for the message.

void set(bool& field, const Row&, std::string_view source, std::string_view value) {
  if (value.empty() || value == "0" || value == "false") {
    field = false;
  } else if (value == "1" || value == "true") {
    field = true;
  } else {
    refuse(source, value, "a flag is 1 or 0");
  }
}

void set(uint64_t& field, const Row& row, std::string_view source, std::string_view value) {
  if (value.empty()) {
    field = 0;
    return;
  }
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), field);
  std::string_view unit(end, value.data() + value.size() - end);
  unsigned shift = 0;
  if (row.kind == Kind::Size && unit.size() == 1)
    shift = unit == "K" || unit == "k"   ? 10
            : unit == "M" || unit == "m" ? 20
            : unit == "G" || unit == "g" ? 30
                                         : 0;
  if (shift != 0) unit = {};
  if (error != std::errc() || !unit.empty() || (field << shift) >> shift != field)
    refuse(source, value,
           row.kind == Kind::Size ? "a size is a number of bytes, or ends in K, M or G: 64K"
                                  : "a whole number is needed");
  field <<= shift;
}

void set(std::string& field, const Row& row, std::string_view source, std::string_view value) {
  if (row.kind == Kind::Choice) {
    const auto words = split(row.argument, '|');
    if (std::ranges::find(words, value) == words.end())
      refuse(source, value, fmt::format("no such choice{}", suggestion(value, words)));
    for (const Refusal& refusal : kRefusals)
      if (refusal.name == row.name && refusal.value == value) refuse(source, value, refusal.wayOut);
  }
  field = value;
}

void set(std::vector<std::string>& field, const Row&, std::string_view, std::string_view value) {
  if (!value.empty()) field.emplace_back(value);
}

void set(LogFacilities& field, const Row&, std::string_view source, std::string_view value) {
  if (value.empty()) return;
  for (std::string_view word : split(value, ',')) {
    if (const auto facility = findLogFacility(word)) {
      field |= logBit(*facility);
      continue;
    }
    std::vector<std::string_view> names;
    for (size_t i = 0; i < size_t(LogFacility::Count); i++) names.push_back(logFacilityName(LogFacility(i)));
    refuse(source, value, fmt::format("no facility '{}'{}", word, suggestion(word, names)));
  }
}

/// Stores `value` in the field of row `index`.
void setRow(Options& options, size_t index, OptionOrigin origin, std::string_view source,
            std::string_view value) {
  options.origins[index] = origin;
  size_t at = 0;
#define OPTION_SECTION(id, title)
#define OPTION(field, name, kind, argument, initial, section, meaning) \
  if (index == at++) return set(options.field, kRows[index], source, value);
#define OPTION_REFUSED(name, value, wayOut)
#define OPTION_VARIABLE(name, meaning)
#include "vm/support/options.def"
}

// The inverse of the setters: a value as it could be written on the command line.

std::string textOf(bool value, Kind) {
  return value ? "1" : "";
}

std::string textOf(uint64_t value, Kind kind) {
  if (value == 0) return "";
  constexpr const char* kUnits[] = {"", "K", "M", "G"};
  unsigned unit = 0;
  for (; kind == Kind::Size && unit < 3 && value % 1024 == 0; value /= 1024) unit++;
  return fmt::format("{}{}", value, kUnits[unit]);
}

std::string textOf(const std::string& value, Kind) {
  return value;
}

std::string textOf(const std::vector<std::string>& values, Kind) {
  return fmt::format("{}", fmt::join(values, " "));
}

std::string textOf(LogFacilities facilities, Kind) {
  std::string text;
  for (size_t i = 0; i < size_t(LogFacility::Count); i++) {
    if ((facilities & logBit(LogFacility(i))) == 0) continue;
    if (!text.empty()) text += ',';
    text += logFacilityName(LogFacility(i));
  }
  return text;
}

size_t findRow(std::string_view name) {
  return std::ranges::find(kRows, name, &Row::name) - std::begin(kRows);
}

[[noreturn]] void refuseUnknown(std::string_view written) {
  std::vector<std::string_view> names;
  for (const Row& row : kRows) names.push_back(row.name);
  const size_t dashes = std::min(written.find_first_not_of('-'), written.size());
  std::string_view bare = written.substr(dashes);
  bare = bare.substr(0, bare.find('='));
  if (bare == "h" || bare == "?") bare = "help";
  if (bare == "v") bare = "version";
  throw OptionError(fmt::format("unknown option '{}'{}{}", written.substr(0, written.find('=')),
                                suggestion(bare, names, "--"), "\nminivm --help lists the options"));
}

void readEnvironment(Options& options, const char* const* environment) {
  for (; *environment != nullptr; environment++) {
    const std::string_view entry(*environment);
    if (!entry.starts_with(kEnvironmentPrefix)) continue;
    const std::string_view name = entry.substr(0, entry.find('='));
    if (std::ranges::find(kScriptVariables, name, &Variable::name) != std::end(kScriptVariables)) continue;
    const auto row = std::ranges::find(kRows, name, variableOf);
    if (row == std::end(kRows)) {
      std::vector<std::string> variables;
      for (const Row& known : kRows) variables.push_back(variableOf(known));
      const std::vector<std::string_view> names(variables.begin(), variables.end());
      throw OptionError(
          fmt::format("unknown variable '{}' in the environment{}", name, suggestion(name, names)));
    }
    setRow(options, row - std::begin(kRows), OptionOrigin::Environment, name,
           entry.size() == name.size() ? "" : entry.substr(name.size() + 1));
  }
}

/// Reads the options at the start of `args`; returns how many words they were.
size_t readOptionWords(Options& options, std::span<const char* const> args) {
  po::options_description known;
  for (const Row& row : kRows) {
    if (row.kind == Kind::Flag) {
      known.add_options()(row.name.data(), "");
    } else if (row.kind == Kind::Topic) {
      known.add_options()(row.name.data(), po::value<std::string>()->implicit_value(kTopicAlone), "");
    } else {
      known.add_options()(row.name.data(), po::value<std::string>(), "");
    }
  }
  size_t count = 0;
  for (; count < args.size() && args[count][0] == '-' && args[count][1] != 0; count++) {
    const std::string_view word(args[count]);
    if (word == "--") break;
    if (!word.starts_with("--")) refuseUnknown(word);
  }
  try {
    const std::vector<std::string> words(args.begin(), args.begin() + count);
    const auto parsed =
        po::command_line_parser(words)
            .options(known)
            .style(po::command_line_style::allow_long | po::command_line_style::long_allow_adjacent)
            .run();
    for (const auto& option : parsed.options)
      setRow(options, findRow(option.string_key), OptionOrigin::CommandLine, "--" + option.string_key,
             !option.value.empty()                                   ? option.value[0]
             : kRows[findRow(option.string_key)].kind == Kind::Topic ? kTopicAlone
                                                                     : "1");
  } catch (const po::unknown_option& error) {
    refuseUnknown("--" + error.get_option_name().substr(std::min<size_t>(2, error.get_option_name().size())));
  } catch (const po::error& error) {
    throw OptionError(error.what());
  }
  return count;
}

/// [options] [command [options]] [--] [program words…]
void readCommandLine(Options& options, std::span<const char* const> args,
                     std::span<const std::string_view> commands) {
  args = args.subspan(readOptionWords(options, args));
  if (!args.empty() && std::ranges::find(commands, std::string_view(args[0])) != commands.end()) {
    options.command = args[0];
    args = args.subspan(1);
    args = args.subspan(readOptionWords(options, args));
  }
  if (!args.empty() && std::string_view(args[0]) == "--") args = args.subspan(1);
  if (args.empty()) return;
  options.app = args[0];
  options.appArgs.assign(args.begin() + 1, args.end());
}

/// What no single row can say.
void checkTogether(const Options& options) {
  if (options.gcStress > kStressMax)
    throw OptionError(fmt::format("--gc-stress={}: at most {}", options.gcStress, kStressMax));
  if (options.gcStressSafepoint > kStressMax)
    throw OptionError(
        fmt::format("--gc-stress-safepoint={}: at most {}", options.gcStressSafepoint, kStressMax));
  if (options.gcNursery != 0 && (options.gcNursery < kNurseryMin || options.gcNursery > kNurseryMax ||
                                 !std::has_single_bit(options.gcNursery)))
    throw OptionError(
        fmt::format("--gc-nursery={}: the nursery is a power of two from 64K to 32M", options.gcNursery));
}

/// Appends `text` at column `indent`, broken into lines of at most 100 columns.
void appendWrapped(std::string& out, std::string_view text, size_t indent) {
  constexpr size_t kWidth = 100;
  size_t column = indent;
  for (std::string_view word : split(text, ' ')) {
    if (column > indent && column + 1 + word.size() > kWidth) {
      out += '\n';
      out.append(indent, ' ');
      column = indent;
    }
    if (column > indent) {
      out += ' ';
      column++;
    }
    out += word;
    column += word.size();
  }
  out += '\n';
}

/// Width on the screen: code points, as every character here is one column wide.
size_t columnsOf(std::string_view text) {
  return std::ranges::count_if(text, [](char c) { return (c & 0xC0) != 0x80; });
}

void appendRow(std::string& out, const Row& row) {
  constexpr size_t kIndent = 30;
  std::string left = row.kind == Kind::Topic
                         ? fmt::format("  --{}[={}]", row.name, row.argument)
                         : fmt::format("  --{}{}{}", row.name, row.argument.empty() ? "" : "=", row.argument);
  out += left;
  if (columnsOf(left) + 2 > kIndent) {
    out += '\n';
    left.clear();
  }
  out.append(kIndent - columnsOf(left), ' ');
  const bool showDefault = !row.initial.empty();
  appendWrapped(
      out, fmt::format("{}{}", row.meaning, showDefault ? fmt::format(" (default {})", row.initial) : ""),
      kIndent);
  if (row.kind != Kind::Facilities) return;
  for (size_t i = 0; i < size_t(LogFacility::Count); i++)
    out += fmt::format("{:32}{:<12}{}\n", "", logFacilityName(LogFacility(i)),
                       logFacilityMeaning(LogFacility(i)));
}

}  // namespace

Options parseOptions(std::span<const char* const> args, const char* const* environment,
                     std::span<const std::string_view> commands) {
  Options options;
  for (size_t i = 0; i < std::size(kRows); i++)
    setRow(options, i, OptionOrigin::Default, kRows[i].name, kRows[i].initial);
  readEnvironment(options, environment);
  readCommandLine(options, args, commands);
  checkTogether(options);
  return options;
}

std::string optionsHelp() {
  std::string out;
  for (const Heading& heading : kHeadings) {
    out += fmt::format("{}{}:\n", out.empty() ? "" : "\n", heading.title);
    for (const Row& row : kRows)
      if (row.section == heading.section) appendRow(out, row);
  }
  return out;
}

std::vector<OptionValue> optionValues(const Options& options) {
  std::vector<OptionValue> values;
  const auto add = [&](std::string value) {
    const Row& row = kRows[values.size()];
    const OptionOrigin origin = options.origins[values.size()];
    values.push_back({row.name, std::move(value),
                      origin == OptionOrigin::Default       ? "default"
                      : origin == OptionOrigin::CommandLine ? "command line"
                                                            : variableOf(row)});
  };
#define OPTION_SECTION(id, title)
#define OPTION(field, name, kind, argument, initial, section, meaning) add(textOf(options.field, Kind::kind));
#define OPTION_REFUSED(name, value, wayOut)
#define OPTION_VARIABLE(name, meaning)
#include "vm/support/options.def"
  return values;
}

std::string versionText() {
  return fmt::format("minivm {}, a small CLR for x86-64 Linux (contract of .NET {})", MINIVM_VERSION, 10);
}

}  // namespace minivm
