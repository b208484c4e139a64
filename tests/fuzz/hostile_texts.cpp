// hostile_texts: mutated IL sources through the assembler, mutated images through the disassembler. Each must
// end in a result or in an error that says why; anything else is a find. tests/fuzz/README.md tells how to
// use it.
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string_view>

#include "loader/ilasm/assembler.h"
#include "loader/ildasm/disassembler.h"
#include "loader/load_error.h"
#include "tests/fuzz/text_mutator.h"

namespace minivm::fuzz {
namespace {

namespace fs = std::filesystem;

constexpr const char* kUsage = R"(hostile_texts asm|dis [options] FILE…
  asm FILE.il…     sources are mutated and assembled
  dis ASSEMBLY…    images are mutated and disassembled
  --seed N         of all random numbers (1)
  --first N        number of the first mutant (0)
  --count N        mutants to make (1000)
  --seconds S      stop after that time
  --finds DIR      where finds are written (nowhere)
  --replay         the files are mutants already: try each once
exit: 0 nothing found, 1 finds, 2 misuse
)";
constexpr uint64_t kBatch = 200;
constexpr int kCpuSeconds = 20;
#if defined(__SANITIZE_ADDRESS__)
constexpr bool kIsSanitized = true;
#else
constexpr bool kIsSanitized = false;
#endif

struct Arguments {
  bool isAsm = false, replays = false;
  uint64_t seed = 1, first = 0, count = 1000;
  double seconds = 0;
  std::string finds;
  std::vector<std::string> files;
};

std::string readFile(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error(path + ": cannot be read");
  return {std::istreambuf_iterator<char>(in), {}};
}

[[noreturn]] void broken(const std::string& what) {
  throw std::logic_error(what);
}

/// Throws what it should not: a std::logic_error of its own if a promise is broken.
void tryImage(const Bytes& bytes, const std::string& name, bool mustOpen) {
  const OpcodeTable opcodes = OpcodeTable::standard();
  ildasm::Request request;
  request.showTokens = request.showBytes = !mustOpen;
  request.resource = [](const std::string&, ByteSpan) {};
  try {
    const auto image = Image::fromMemory(name, bytes);
    const Metadata metadata(*image);
    const ildasm::Outcome outcome = ildasm::disassemble(metadata, opcodes, request, [](std::string_view) {});
    for (const std::string& problem : outcome.problems)
      if (problem.empty()) broken("a problem without a word");
  } catch (const LoadError& error) {
    if (mustOpen) broken(fmt::format("assembled without error, and cannot be read: {}", error.what()));
  }
}

/// True if it was assembled.
bool trySource(const std::string& text) {
  const OpcodeTable opcodes = OpcodeTable::standard();
  const std::vector<ilasm::Source> sources = {{"mutant.il", text}};
  // Two files to include: itself, and one that includes itself twice.
  const ilasm::ReadFile files = [&text](const std::string& path) -> std::optional<Bytes> {
    const std::string again =
        ".field static int32 x\n#include \"again.il\"\n#include \"again.il\"\n#ifdef A\n";
    if (path != "mutant.il" && path != "again.il") return std::nullopt;
    const std::string& found = path == "mutant.il" ? text : again;
    return Bytes(found.begin(), found.end());
  };
  const ilasm::Result result = ilasm::assemble(sources, opcodes, "mutant.dll", files, true, false);
  if (result.image.empty() != (result.errorCount > 0)) broken("an image in spite of errors, or none without");
  for (const ilasm::Diagnostic& one : result.diagnostics)
    if (one.message.empty() || ilasm::diagnosticText(one, result.files).empty())
      broken("an error without a word");
  if (!result.image.empty()) tryImage(result.image, "mutant.dll", true);
  return !result.image.empty();
}

/// Where the child is; shared with the parent.
struct Progress {
  uint64_t number;
};

void limitCpu() {
  // Of this process, from now: the signal's default action ends it.
  const itimerval limit = {{0, 0}, {kCpuSeconds * (kIsSanitized ? 5 : 1), 0}};
  setitimer(ITIMER_PROF, &limit, nullptr);
}

class Hunt {
 public:
  explicit Hunt(Arguments arguments) : arguments_(std::move(arguments)) {
    std::vector<std::string> texts;
    for (const std::string& path : arguments_.files) {
      const std::string text = readFile(path);
      if (arguments_.isAsm && !arguments_.replays && !trySource(text))
        throw std::runtime_error(path + " does not assemble");
      if (arguments_.isAsm)
        texts.push_back(text);
      else if (!arguments_.replays)
        seeds_.emplace_back(path, Bytes(text.begin(), text.end()));
      if (arguments_.replays) mutants_.push_back(text);
    }
    if (arguments_.isAsm && !arguments_.replays) texts_ = std::make_unique<TextSeeds>(texts);
    void* shared = mmap(nullptr, sizeof(Progress), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (shared == MAP_FAILED) throw std::runtime_error("no shared memory");
    progress_ = static_cast<Progress*>(shared);
    if (arguments_.replays) arguments_.first = 0, arguments_.count = mutants_.size();
  }

  int run() {
    const auto start = std::chrono::steady_clock::now();
    const auto elapsed = [&start] {
      return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    };
    uint64_t number = arguments_.first;
    const uint64_t end = arguments_.first + arguments_.count;
    while (number < end && (arguments_.seconds == 0 || elapsed() < arguments_.seconds))
      number = batch(number, std::min(end, number + kBatch));
    fmt::print("{} seed {}: {} mutants in {:.1f} s, finds: {}\n", arguments_.isAsm ? "asm" : "dis",
               arguments_.seed, number - arguments_.first, elapsed(), finds_);
    return finds_ == 0 ? 0 : 1;
  }

 private:
  std::string mutant(uint64_t number) const {
    if (arguments_.replays) return mutants_[number];
    const Random random(arguments_.seed * 1'000'003 + number);
    if (arguments_.isAsm) return texts_->mutate(random);
    const Bytes bytes = seeds_[number % seeds_.size()].mutate(random);
    return {bytes.begin(), bytes.end()};
  }

  // The number to go on with: behind the batch, or behind a mutant that ended the child.
  uint64_t batch(uint64_t begin, uint64_t end) {
    progress_->number = begin;
    std::fflush(stdout);
    const pid_t child = fork();
    if (child < 0) throw std::runtime_error("no process");
    if (child == 0) {
      if (!kIsSanitized) {
        const rlimit memory = {rlim_t{2} << 30, rlim_t{2} << 30};
        setrlimit(RLIMIT_AS, &memory);
      }
      const rlimit noCore = {0, 0};
      setrlimit(RLIMIT_CORE, &noCore);
      _exit(work(begin, end));
    }
    int status = 0;
    waitpid(child, &status, 0);
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return end;
    const uint64_t number = progress_->number;
    ++finds_;
    const std::string how = WIFSIGNALED(status) ? fmt::format("signal {}", WTERMSIG(status)) : "an exception";
    fmt::print("find: mutant {}: {}\n",
               arguments_.replays ? arguments_.files[number] : std::to_string(number), how);
    if (!arguments_.finds.empty()) {
      fs::create_directories(arguments_.finds);
      const std::string name =
          fmt::format("{}/{}-{}-{}.{}", arguments_.finds, arguments_.isAsm ? "asm" : "dis", arguments_.seed,
                      number, arguments_.isAsm ? "il" : "bin");
      std::ofstream(name, std::ios::binary) << mutant(number);
    }
    return number + 1;
  }

  int work(uint64_t begin, uint64_t end) {
    for (uint64_t number = begin; number < end; ++number) {
      progress_->number = number;
      limitCpu();
      try {
        const std::string text = mutant(number);
        if (arguments_.isAsm)
          trySource(text);
        else
          tryImage(Bytes(text.begin(), text.end()), "mutant.dll", false);
      } catch (const std::exception& error) {
        fmt::print("mutant {}: {}\n", number, error.what());
        std::fflush(stdout);
        return 1;
      }
    }
    return 0;
  }

  Arguments arguments_;
  std::unique_ptr<TextSeeds> texts_;
  std::vector<Seed> seeds_;
  std::vector<std::string> mutants_;
  Progress* progress_ = nullptr;
  uint64_t finds_ = 0;
};

Arguments parse(int argc, char** argv) {
  Arguments result;
  if (argc < 2 || (std::string_view(argv[1]) != "asm" && std::string_view(argv[1]) != "dis"))
    throw std::runtime_error("asm or dis is expected");
  result.isAsm = std::string_view(argv[1]) == "asm";
  for (int i = 2; i < argc; ++i) {
    const std::string_view word = argv[i];
    const auto value = [&] {
      if (++i == argc) throw std::runtime_error(fmt::format("{} needs a value", word));
      return std::string(argv[i]);
    };
    if (word == "--seed")
      result.seed = std::stoull(value());
    else if (word == "--first")
      result.first = std::stoull(value());
    else if (word == "--count")
      result.count = std::stoull(value());
    else if (word == "--seconds")
      result.seconds = std::stod(value());
    else if (word == "--finds")
      result.finds = value();
    else if (word == "--replay")
      result.replays = true;
    else if (word.starts_with("--"))
      throw std::runtime_error(fmt::format("{} is no option", word));
    else
      result.files.emplace_back(word);
  }
  if (result.files.empty()) throw std::runtime_error("no files");
  return result;
}

}  // namespace
}  // namespace minivm::fuzz

int main(int argc, char** argv) {
  try {
    return minivm::fuzz::Hunt(minivm::fuzz::parse(argc, argv)).run();
  } catch (const std::exception& error) {
    fmt::print(stderr, "{}\n{}", error.what(), minivm::fuzz::kUsage);
    return 2;
  }
}
