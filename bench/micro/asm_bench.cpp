// The assembler over 20 MB of IL, beside Mono's ilasm over the same file; the disassembler over the core
// library.
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "bench/micro/micro.h"
#include "loader/ilasm/assembler.h"
#include "loader/ildasm/disassembler.h"
#include "loader/metadata.h"

namespace minivm::micro {
namespace {

namespace fs = std::filesystem;

constexpr size_t kSourceBytes = size_t{20} << 20;

/// A folder with a generated source, gone at the end of the benchmark.
class Source {
 public:
  Source() {
    fs::create_directories(folder_);
    std::string text = ".assembly extern mscorlib { .ver 4:0:0:0 }\n.assembly big { }\n";
    for (uint32_t i = 0; text.size() < kSourceBytes; ++i) addClass(text, i);
    std::ofstream(path(), std::ios::binary) << text;
  }
  ~Source() {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }
  Source(const Source&) = delete;
  Source& operator=(const Source&) = delete;
  std::string path() const { return folder_ / "big.il"; }
  std::string output() const { return folder_ / "big.dll"; }

 private:
  static void addClass(std::string& text, uint32_t number) {
    const std::string name = fmt::format("Space{}.Class{}", number % 50, number);
    text += fmt::format(
        ".class public auto ansi beforefieldinit {} extends [mscorlib]System.Object {{\n"
        "  .field private int32 counter\n  .field public string name\n",
        name);
    for (uint32_t method = 0; method < 20; ++method)
      text += fmt::format(
          R"(  .method public hidebysig instance int32 Method{}(int32 first, string second) cil managed {{
    .maxstack 4
    .locals init (int32 V_0, string V_1)
    IL_0000: ldarg.0
    IL_0001: ldfld int32 {}::counter
    IL_0006: ldarg.1
    IL_0007: add
    IL_0008: stloc.0
    IL_0009: ldstr "text number {}"
    IL_000e: call void [mscorlib]System.Console::WriteLine(string)
    IL_0013: ldloc.0
    IL_0014: ldc.i4 {}
    IL_0019: bge.s IL_0024
    IL_001b: ldarg.0
    IL_001c: ldloc.0
    IL_001d: ldarg.2
    IL_001e: callvirt instance int32 {}::Method{}(int32, string)
    IL_0023: stloc.0
    IL_0024: ldloc.0
    IL_0025: ret
  }}
)",
          method, name, number * 20 + method, number * method, name, (method + 1) % 20);
    text += "}\n";
  }

  fs::path folder_ = fs::temp_directory_path() / fmt::format("minivm-asm-bench-{}", std::rand());
};

void AssembleIl(benchmark::State& state) {
  const Source source;
  const OpcodeTable opcodes = OpcodeTable::standard();
  ilasm::Request request;
  request.sources = {source.path()};
  request.output = source.output();
  request.isDll = true;
  for (auto _ : state)
    if (!ilasm::assembleFiles(request, opcodes)) state.SkipWithError("the source does not assemble");
  state.SetBytesProcessed(static_cast<int64_t>(state.iterations() * kSourceBytes));
}
BENCHMARK(AssembleIl)->Unit(benchmark::kMillisecond)->UseRealTime();

/// A process; what its start costs is lost in 20 MB.
void AssembleIlMono(benchmark::State& state) {
  const Source source;
  const std::string command =
      fmt::format("ilasm -quiet -dll -output:{} {} >/dev/null 2>&1", source.output(), source.path());
  for (auto _ : state)
    if (std::system(command.c_str()) != 0) state.SkipWithError("Mono's ilasm is not there (mono-devel)");
  state.SetBytesProcessed(static_cast<int64_t>(state.iterations() * kSourceBytes));
}
BENCHMARK(AssembleIlMono)->Unit(benchmark::kMillisecond)->UseRealTime();

void DisassembleCoreLib(benchmark::State& state) {
  const auto image = Image::open(coreLibPath());
  const Metadata metadata(*image);
  const OpcodeTable opcodes = OpcodeTable::standard();
  size_t bytes = 0;
  for (auto _ : state)
    ildasm::disassemble(metadata, opcodes, {}, [&bytes](std::string_view text) { bytes += text.size(); });
  state.SetBytesProcessed(static_cast<int64_t>(bytes));
}
BENCHMARK(DisassembleCoreLib)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace minivm::micro
