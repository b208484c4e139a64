// The loader over the core library: open, read every row, decode every body.
#include <benchmark/benchmark.h>

#include "bench/micro/micro.h"
#include "loader/image.h"
#include "loader/metadata.h"
#include "loader/method_body.h"
#include "loader/opcode.h"

namespace minivm::micro {
namespace {

/// Maps the file, reads and checks headers and the shape of the tables.
void LoaderOpen(benchmark::State& state) {
  const std::string path = coreLibPath();
  for (auto _ : state) {
    auto image = Image::open(path);
    Metadata metadata(*image);
    benchmark::DoNotOptimize(metadata.rows(Table::TypeDef));
  }
}
BENCHMARK(LoaderOpen)->Unit(benchmark::kMicrosecond);

/// Every row of every table, all columns.
void LoaderRows(benchmark::State& state) {
  auto image = Image::open(coreLibPath());
  Metadata metadata(*image);
  uint64_t rows = 0;
  for (auto _ : state) {
#define TABLE_BEGIN(Name, number, accessor)                                  \
  for (uint32_t rid = 1; rid <= metadata.rows(Table::Name); ++rid, ++rows) { \
    auto row = metadata.accessor(rid);                                       \
    benchmark::DoNotOptimize(row);                                           \
  }
#define COLUMN(Kind, Arg, name)
#define TABLE_END(Name)
#include "loader/tables.def"
  }
  state.SetItemsProcessed(static_cast<int64_t>(rows));
}
BENCHMARK(LoaderRows)->Unit(benchmark::kMicrosecond);

/// Every method body: header, clauses, each instruction.
void LoaderBodies(benchmark::State& state) {
  auto image = Image::open(coreLibPath());
  Metadata metadata(*image);
  const OpcodeTable opcodes = OpcodeTable::standard();
  size_t bytes = 0;
  for (auto _ : state) {
    for (uint32_t rid = 1; rid <= metadata.rows(Table::MethodDef); ++rid) {
      const uint32_t rva = metadata.methodDef(rid).rva;
      if (rva == 0) continue;
      MethodBody body = MethodBody::read(metadata, rva, rid);
      IlReader reader(opcodes, body.code);
      IlInstruction instruction;
      while (reader.next(instruction)) benchmark::DoNotOptimize(instruction.opcode);
      bytes += body.code.size();
    }
  }
  state.SetBytesProcessed(static_cast<int64_t>(bytes));
}
BENCHMARK(LoaderBodies)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace minivm::micro
