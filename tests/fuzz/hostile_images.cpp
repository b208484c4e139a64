// hostile_images: mutates assemblies and watches what the VM makes of them. tests/fuzz/README.md tells how to
// use it.
#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string_view>

#include "tests/fuzz/worker.h"

namespace minivm::fuzz {
namespace {

namespace fs = std::filesystem;

constexpr const char* kUsage = R"(hostile_images --corlib DIR [options] ASSEMBLY…
  --seed N         of all random numbers (1)
  --first N        number of the first mutant (0)
  --count N        mutants to make (1000)
  --seconds S      stop after that time
  --run            run Main of each mutant, too, in a sandbox, what does not verify refused
  --batch N        mutants per process (200; with --run 1)
  --finds DIR      where finds are written (nowhere)
  --replay         the files are mutants already: probe each once
  --original       before all else, the files as they are
  --story N        print what was changed in mutant N, write it to --finds, and end
exit: 0 nothing found, 1 finds, 2 misuse
)";
constexpr int kMostOfOneCause = 2;
/// The longest program of the corpus executes a tenth.
constexpr uint64_t kOpsOfOneRun = 2'000'000;

/// CPU time of this process and its ended children.
double cpuSecondsOfAll() {
  double seconds = 0;
  for (int who : {RUSAGE_SELF, RUSAGE_CHILDREN}) {
    rusage usage;
    getrusage(who, &usage);
    for (const timeval& time : {usage.ru_utime, usage.ru_stime})
      seconds += double(time.tv_sec) + double(time.tv_usec) * 1e-6;
  }
  return seconds;
}

Bytes readFile(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error(path + ": cannot be read");
  return Bytes(std::istreambuf_iterator<char>(in), {});
}

struct Arguments {
  WorkerConfig worker;
  uint64_t seed = 1, first = 0, count = 1000, story = UINT64_MAX;
  double seconds = 0;
  bool replays = false, original = false;
  std::string finds;
  std::vector<std::string> files;
};

Arguments parse(int argc, char** argv) {
  Arguments result;
  bool hasBatch = false;
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    const auto value = [&] {
      if (++i == argc) throw std::runtime_error(fmt::format("{} needs a value", word));
      return std::string(argv[i]);
    };
    if (word == "--corlib") {
      result.worker.coreLibDirectory = value();
    } else if (word == "--seed") {
      result.seed = std::stoull(value());
    } else if (word == "--first") {
      result.first = std::stoull(value());
    } else if (word == "--count") {
      result.count = std::stoull(value());
    } else if (word == "--seconds") {
      result.seconds = std::stod(value());
    } else if (word == "--run") {
      result.worker.runs = true;
    } else if (word == "--batch") {
      result.worker.batch = std::stoull(value());
      hasBatch = true;
    } else if (word == "--finds") {
      result.finds = value();
    } else if (word == "--replay") {
      result.replays = true;
    } else if (word == "--original") {
      result.original = true;
    } else if (word == "--story") {
      result.story = std::stoull(value());
    } else if (word.starts_with("--")) {
      throw std::runtime_error(fmt::format("unknown option {}", word));
    } else {
      result.files.emplace_back(word);
    }
  }
  if (result.worker.coreLibDirectory.empty() || result.files.empty())
    throw std::runtime_error(fmt::format("nothing to do\n{}", kUsage));
  if (result.worker.runs) {
    if (!hasBatch) result.worker.batch = 1;
    result.worker.ops = kOpsOfOneRun;
    result.worker.cpuSeconds = 6;
    result.worker.wallSeconds = 8;
  }
  if (result.replays) {
    result.first = 0;
    result.count = result.files.size();
    result.worker.batch = 1;
  } else {
    result.worker.warm = result.files;
  }
  return result;
}

/// The mutants of a run: number → bytes.
class Source {
 public:
  explicit Source(const Arguments& arguments) : arguments_(arguments) {
    if (arguments.replays || arguments.original) {
      for (const std::string& file : arguments.files) files_.push_back(readFile(file));
      if (arguments.replays) return;
    }
    for (const std::string& file : arguments.files) {
      seeds_.emplace_back(fs::path(file).filename(), readFile(file));
      if (const fs::path pdb = fs::path(file).replace_extension(".pdb"); fs::exists(pdb))
        seeds_.back().attachPdb(readFile(pdb));
    }
  }
  Bytes make(uint64_t number, std::vector<std::string>* story = nullptr) const {
    if (arguments_.replays) return files_[number];
    if (arguments_.original && number < files_.size()) return files_[number];
    Random random(arguments_.seed * 0x9E3779B97F4A7C15u + number * 0xD1B54A32D192ED03u);
    const Seed& seed = seeds_[random.below(seeds_.size())];
    if (story) story->push_back(seed.name());
    return seed.mutate(Random(random.next()), story);
  }
  std::string nameOf(uint64_t number) const {
    return arguments_.replays ? arguments_.files[number]
                              : fmt::format("seed {} mutant {}", arguments_.seed, number);
  }

 private:
  const Arguments& arguments_;
  std::vector<Bytes> files_;
  std::vector<Seed> seeds_;
};

/// Keeps the finds apart by their cause, and writes them down.
class Finds {
 public:
  Finds(const Arguments& arguments, const Source& source) : arguments_(arguments), source_(source) {}
  uint64_t count() const { return count_; }
  size_t causes() const { return causes_.size(); }

  void add(const Ending& ending, bool isAlone) {
    ++count_;
    const std::string cause = ending.cause();
    if (++causes_[cause] > kMostOfOneCause) return;
    std::vector<std::string> story;
    const Bytes bytes = source_.make(ending.culprit, &story);
    std::string text = fmt::format("{}: {}: {}{}\n", source_.nameOf(ending.culprit), ending.what, cause,
                                   isAlone ? "" : "; only behind others of its batch");
    for (const std::string& line : story) text += "  " + line + "\n";
    fmt::print("\n{}", text);
    if (arguments_.replays) fmt::print("{}\n", ending.errors.substr(0, 6000));
    std::fflush(stdout);
    if (arguments_.finds.empty()) return;
    fs::create_directories(arguments_.finds);
    const std::string path =
        fmt::format("{}/{}-{}-{}", arguments_.finds, arguments_.worker.runs ? "run" : "load", arguments_.seed,
                    ending.culprit);
    std::ofstream(path + ".bin", std::ios::binary)
        .write(reinterpret_cast<const char*>(bytes.data()), std::streamsize(bytes.size()));
    std::ofstream(path + ".txt") << text << "\n" << ending.errors;
  }
  void print() const {
    for (const auto& [cause, times] : causes_) fmt::print("{:>8} × {}\n", times, cause);
  }

 private:
  const Arguments& arguments_;
  const Source& source_;
  std::map<std::string, uint64_t> causes_;
  uint64_t count_ = 0;
};

int fuzz(const Arguments& arguments) {
  using Clock = std::chrono::steady_clock;
  const Source source(arguments);
  if (arguments.story != UINT64_MAX) {
    std::vector<std::string> story;
    const Bytes bytes = source.make(arguments.story, &story);
    for (const std::string& line : story) fmt::print("{}\n", line);
    if (!arguments.finds.empty())
      std::ofstream(arguments.finds, std::ios::binary)
          .write(reinterpret_cast<const char*>(bytes.data()), std::streamsize(bytes.size()));
    return 0;
  }
  WorkerPool pool(arguments.worker, [&](uint64_t number) { return source.make(number); });
  Finds finds(arguments, source);
  const auto start = Clock::now();
  const double cpuBefore = cpuSecondsOfAll();
  const auto elapsed = [&] { return std::chrono::duration<double>(Clock::now() - start).count(); };
  const bool isTerminal = isatty(STDERR_FILENO);
  double shown = 0;
  uint64_t at = arguments.first;
  const uint64_t end = arguments.first + arguments.count;
  while (at < end && (arguments.seconds == 0 || elapsed() < arguments.seconds)) {
    const Ending ending = pool.work(at, end);
    if (ending.isFind) {
      // Is it this mutant alone, or does it need what those before it left behind?
      const bool isAlone = ending.culprit == at || pool.work(ending.culprit, ending.culprit + 1).isFind;
      finds.add(ending, isAlone);
    }
    at = ending.next;
    if (isTerminal && elapsed() > shown + 0.5) {
      shown = elapsed();
      fmt::print(stderr, "\r{} of {} mutants, {:.0f} per second, {} finds ", at - arguments.first,
                 arguments.count, double(at - arguments.first) / shown, finds.count());
    }
  }
  if (isTerminal) fmt::print(stderr, "\r\x1b[K");
  const Tally& tally = pool.tally();
  const uint64_t made = at - arguments.first;
  const double cpu = cpuSecondsOfAll() - cpuBefore;
  fmt::print("seed {}: {} mutants in {:.1f} s, {:.0f} per second, {:.0f} per second of CPU time",
             arguments.seed, made, elapsed(), double(made) / elapsed(), double(made) / cpu);
  if (arguments.worker.runs) {
    fmt::print("; {} ran to their end, {} until an exception, {} over budget, {} refused, {} not run",
               tally.ran, tally.unhandled, pool.overBudget(), tally.refused, tally.notRun);
  } else {
    fmt::print("; {} opened, {} of {} types loaded, {} of {} methods built, {} findings", tally.opened,
               tally.typesLoaded, tally.typesLoaded + tally.typesRefused, tally.methodsBuilt,
               tally.methodsBuilt + tally.methodsRefused, tally.findings);
  }
  fmt::print("; slowest {:.2f} s (mutant {}); finds: {}, causes: {}\n", pool.slowestSeconds(), pool.slowest(),
             finds.count(), finds.causes());
  finds.print();
  return finds.count() != 0;
}

}  // namespace
}  // namespace minivm::fuzz

int main(int argc, char** argv) {
  try {
    return minivm::fuzz::fuzz(minivm::fuzz::parse(argc, argv));
  } catch (const std::exception& error) {
    fmt::print(stderr, "hostile_images: {}\n", error.what());
    return 2;
  }
}
