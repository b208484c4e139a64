// The strict command line: what is accepted, what is refused, and what the refusal suggests.
#include "vm/support/options.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "vm/support/nearest_name.h"

namespace minivm {
namespace {

Options parse(std::vector<const char*> args, std::vector<const char*> environment = {}) {
  environment.push_back(nullptr);
  return parseOptions(args, environment.data());
}

/// The sentence with which a command line is refused.
std::string refusal(std::vector<const char*> args, std::vector<const char*> environment = {}) {
  try {
    parse(std::move(args), std::move(environment));
  } catch (const OptionError& error) {
    return error.what();
  }
  return "accepted";
}

bool contains(const std::string& text, const char* part) {
  return text.find(part) != std::string::npos;
}

TEST(Options, HaveDefaults) {
  const Options options = parse({});
  EXPECT_EQ(options.tier, "mixed");
  EXPECT_EQ(options.gcNursery, 0u);  // grows by itself
  EXPECT_EQ(options.gcStress, 0u);
  EXPECT_EQ(options.gcHeapLimit, 0u);
  EXPECT_FALSE(options.gcVerify);
  EXPECT_EQ(options.calls, "direct");
  EXPECT_TRUE(options.app.empty());
}

TEST(Options, EndAtTheProgram) {
  const Options options = parse({"--gc-stress=50", "app.exe", "--gc-stress=1", "--help", "-x", ""});
  EXPECT_EQ(options.gcStress, 50u);
  EXPECT_TRUE(options.help.empty());
  EXPECT_EQ(options.app, "app.exe");
  EXPECT_EQ(options.appArgs, (std::vector<std::string>{"--gc-stress=1", "--help", "-x", ""}));
}

TEST(Options, EndAtTwoDashes) {
  const Options options = parse({"--stats", "--", "--odd-name.exe", "a"});
  EXPECT_TRUE(options.stats);
  EXPECT_EQ(options.app, "--odd-name.exe");
  EXPECT_EQ(options.appArgs, (std::vector<std::string>{"a"}));
}

TEST(Options, KnowCommandsBeforeAndAfterOptions) {
  const std::vector<std::string_view> commands{"info", "check"};
  const char* const noVariables[] = {nullptr};
  const auto parseCommand = [&](std::vector<const char*> args) {
    return parseOptions(args, noVariables, commands);
  };
  const Options both = parseCommand({"--stats", "check", "--gc-stress=5", "app.exe", "--stats"});
  EXPECT_EQ(both.command, "check");
  EXPECT_TRUE(both.stats);
  EXPECT_EQ(both.gcStress, 5u);
  EXPECT_EQ(both.app, "app.exe");
  EXPECT_EQ(both.appArgs, (std::vector<std::string>{"--stats"}));
  EXPECT_EQ(parseCommand({"info"}).command, "info");
  EXPECT_EQ(parseCommand({"--", "info"}).command, "");
  EXPECT_EQ(parseCommand({"--", "info"}).app, "info");
  EXPECT_EQ(parseCommand({"./info"}).command, "");
  EXPECT_EQ(parseCommand({"app.exe", "info"}).command, "");
}

TEST(Options, RememberWhereTheyCameFrom) {
  const Options options =
      parse({"--trace=gc,load", "--gc-nursery=64K"}, {"MINIVM_STATS=1", "MINIVM_TRACE=gc"});
  for (const OptionValue& row : optionValues(options)) {
    if (row.name == "trace") {
      EXPECT_EQ(row.value, "load,gc");
      EXPECT_EQ(row.origin, "command line");
    } else if (row.name == "gc-nursery") {
      EXPECT_EQ(row.value, "64K");
    } else if (row.name == "stats") {
      EXPECT_EQ(row.value, "1");
      EXPECT_EQ(row.origin, "MINIVM_STATS");
    } else {
      EXPECT_EQ(row.origin, "default") << row.name;
    }
  }
}

TEST(Options, TakeATopicOrNone) {
  EXPECT_EQ(parse({"--help"}).help, "overview");
  EXPECT_EQ(parse({"--help=check"}).help, "check");
  EXPECT_EQ(parse({"--help", "app.exe"}).app, "app.exe");
}

TEST(Options, ReadSizes) {
  EXPECT_EQ(parse({"--gc-nursery=64K"}).gcNursery, 65536u);
  EXPECT_EQ(parse({"--gc-nursery=131072"}).gcNursery, 131072u);
  EXPECT_EQ(parse({"--gc-heap-limit=3G"}).gcHeapLimit, uint64_t{3} << 30);
  for (const char* bad : {"--gc-heap-limit=3T", "--gc-heap-limit=K", "--gc-heap-limit=-1",
                          "--gc-heap-limit=3KK", "--gc-heap-limit=99999999999999999G"})
    EXPECT_TRUE(contains(refusal({bad}), "a size is")) << bad;
}

TEST(Options, RefuseNurseriesThatCannotBe) {
  for (const char* bad : {"--gc-nursery=32K", "--gc-nursery=64M", "--gc-nursery=96K"})
    EXPECT_TRUE(contains(refusal({bad}), "power of two")) << bad;
}

TEST(Options, KeepEveryDumpAndJoinFacilities) {
  const Options options = parse({"--dump=A:il", "--dump=B:bytecode,il", "--trace=gc,load", "--trace=init"});
  EXPECT_EQ(options.dump, (std::vector<std::string>{"A:il", "B:bytecode,il"}));
  EXPECT_EQ(options.trace, logBit(LogFacility::Gc) | logBit(LogFacility::Load) | logBit(LogFacility::Init));
}

TEST(Options, SuggestTheNearestName) {
  EXPECT_TRUE(contains(refusal({"--gc-stres=5"}), "did you mean --gc-stress?"));
  EXPECT_TRUE(contains(refusal({"--gcstress=5"}), "did you mean --gc-stress?"));
  EXPECT_TRUE(contains(refusal({"--verison"}), "did you mean --version?"));
  EXPECT_TRUE(contains(refusal({"--stat"}), "did you mean --stats?"));
  EXPECT_TRUE(contains(refusal({"-h"}), "did you mean --help?"));
  EXPECT_TRUE(contains(refusal({"--trace=loads"}), "did you mean load?"));
  EXPECT_TRUE(contains(refusal({"--calls=stub"}), "did you mean stubs?"));
  EXPECT_FALSE(contains(refusal({"--xylophone-quartet"}), "did you mean"));
}

TEST(Options, RefuseWhatIsIncomplete) {
  EXPECT_NE(refusal({"--trace"}), "accepted");
  EXPECT_NE(refusal({"--stats=yes"}), "accepted");
  EXPECT_NE(refusal({"--gc-stress=many"}), "accepted");
  EXPECT_NE(refusal({"--gc-stress=5x"}), "accepted");
  EXPECT_NE(refusal({"--gc-stress=4294967297"}), "accepted");
  EXPECT_TRUE(contains(refusal({"--tier=fast"}), "mixed"));
}

TEST(Options, ReadTheEnvironmentAndLetTheCommandLineWin) {
  EXPECT_EQ(parse({}, {"MINIVM_GC_STRESS=7", "HOME=/root"}).gcStress, 7u);
  EXPECT_EQ(parse({"--gc-stress=9"}, {"MINIVM_GC_STRESS=7"}).gcStress, 9u);
  EXPECT_TRUE(parse({}, {"MINIVM_STATS=1"}).stats);
  EXPECT_FALSE(parse({}, {"MINIVM_STATS=0"}).stats);
  EXPECT_EQ(parse({}, {"MINIVM_SUITES=/tmp/suites"}).gcStress, 0u);
}

TEST(Options, RefuseMisspeltVariables) {
  EXPECT_TRUE(contains(refusal({}, {"MINIVM_GCSTRESS=7"}), "did you mean MINIVM_GC_STRESS?"));
  EXPECT_TRUE(contains(refusal({}, {"MINIVM_STATS=maybe"}), "MINIVM_STATS=maybe"));
  EXPECT_NE(refusal({}, {"MINIVM_="}), "accepted");
}

TEST(Options, AreAllInTheHelp) {
  const std::string help = optionsHelp();
#define OPTION_SECTION(id, title) EXPECT_TRUE(contains(help, title)) << title;
#define OPTION(field, name, kind, argument, initial, section, meaning) \
  EXPECT_TRUE(contains(help, "--" name)) << name;
#define OPTION_REFUSED(name, value, wayOut)
#define OPTION_VARIABLE(name, meaning)
#include "vm/support/options.def"
#define LOG_FACILITY(name, meaning) EXPECT_TRUE(contains(help, meaning)) << #name;
#include "vm/support/log.def"
  for (size_t start = 0; start < help.size();) {
    const size_t end = help.find('\n', start);
    EXPECT_LE(end - start, 112u) << help.substr(start, end - start);
    start = end + 1;
  }
}

TEST(NearestName, PrefersTheSmallestEdit) {
  const std::vector<std::string_view> names{"load", "prestub", "gc", "exceptions"};
  EXPECT_EQ(nearestName("laod", names), "load");
  EXPECT_EQ(nearestName("except", names), "exceptions");
  EXPECT_EQ(nearestName("GC", names), "gc");
  EXPECT_EQ(nearestName("telephone", names), "");
}

TEST(Log, WritesOnlyWhatIsOn) {
  char* text = nullptr;
  size_t size = 0;
  std::FILE* sink = open_memstream(&text, &size);
  const Log log(logBit(LogFacility::Gc), sink);
  log.line(LogFacility::Load, "never {}", 1);
  log.line(LogFacility::Gc, "nursery {} bytes", 64);
  std::fclose(sink);
  EXPECT_EQ(std::string(text, size), "[gc] nursery 64 bytes\n");
  std::free(text);
  EXPECT_EQ(findLogFacility("exceptions"), LogFacility::Exceptions);
  EXPECT_EQ(findLogFacility("exception"), std::nullopt);
}

}  // namespace
}  // namespace minivm
