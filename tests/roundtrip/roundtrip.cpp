// roundtrip FILE…: each assembly is disassembled, the text assembled, and the result compared with the
// original: every table row by row, every body instruction by instruction. One line per file; exit code 1 if
// one differs.
#include <chrono>
#include <cstdio>
#include <cstring>
#include <map>
#include <set>

#include "loader/ilasm/assembler.h"
#include "loader/ildasm/disassembler.h"
#include "loader/load_error.h"
#include "tests/roundtrip/meaning.h"

namespace minivm::test {
namespace {

struct Figures {
  uint64_t rows = 0, bodies = 0, instructions = 0, textBytes = 0;
  uint64_t differences = 0;
  double disSeconds = 0, asmSeconds = 0;
};

class Comparison {
 public:
  Comparison(const Metadata& before, const Metadata& after, Figures& figures, uint32_t shown)
      : before_(before), after_(after), a_(before), b_(after), figures_(figures), shown_(shown) {}

  void run() {
    for (uint32_t number = 0; number < kTableCount; ++number) {
      const auto table = static_cast<Table>(number);
      switch (table) {
        case Table::FieldPtr:  // an indirection, gone in the result
        case Table::MethodPtr:
        case Table::ParamPtr:
        case Table::EventPtr:
        case Table::PropertyPtr:
        case Table::EncLog:
        case Table::EncMap: break;
        case Table::TypeRef:  // uses: compared where they are used
        case Table::MemberRef:
        case Table::TypeSpec:
        case Table::MethodSpec:
        case Table::StandAloneSig: break;
        case Table::EventMap:  // by the owners of events and properties
        case Table::PropertyMap: break;
        default: compareTable(table);
      }
    }
    for (uint32_t rid = 1; rid <= before_.rows(Table::MethodDef); ++rid) compareBody(rid);
    for (uint32_t rid = 1; rid <= before_.rows(Table::Field); ++rid) compareData(rid);
    if (before_.hasImage()) {
      if (before_.image().subsystem() != after_.image().subsystem()) differ("subsystem", "", "");
      const bool isPrecompiled = before_.image().isReadyToRun();
      if (before_.image().cliFlags() != after_.image().cliFlags() && !isPrecompiled)
        differ("CLI flags", "", "");
      if (before_.image().entryPointToken() != after_.image().entryPointToken())
        differ("entry point", "", "");
    }
  }

 private:
  void differ(const std::string& where, const std::string& a, const std::string& b) {
    if (figures_.differences++ >= shown_) return;
    auto shown = [](std::string text) {
      for (char& c : text)
        if (static_cast<uint8_t>(c) < 0x20) c = '.';
      return text.size() > 600 ? text.substr(0, 600) + "…" : text;
    };
    std::printf("  %s\n    before: %s\n    after:  %s\n", where.c_str(), shown(a).c_str(), shown(b).c_str());
  }

  static std::string text(Meaning& meaning, Table table, uint32_t rid) {
    try {
      return meaning.row(table, rid);
    } catch (const LoadError& error) {
      return std::string("unreadable: ") + error.what();
    }
  }

  void compareTable(Table table) {
    const uint32_t count = before_.rows(table);
    figures_.rows += count;
    if (count != after_.rows(table))
      differ(std::string(tableName(table)) + " rows", std::to_string(count),
             std::to_string(after_.rows(table)));
    // Tables with an order of their own (II.22) are compared as they stand, owned rows by owner.
    std::multiset<std::string> left, right;
    bool isSame = count == after_.rows(table);
    for (uint32_t rid = 1; rid <= std::max(count, after_.rows(table)); ++rid) {
      const std::string a = rid <= count ? text(a_, table, rid) : "";
      const std::string b = rid <= after_.rows(table) ? text(b_, table, rid) : "";
      if (a != b) isSame = false;
      if (rid <= count) left.insert(a);
      if (rid <= after_.rows(table)) right.insert(b);
    }
    if (isSame) return;
    const bool mayMove = table == Table::CustomAttribute || table == Table::Constant ||
                         table == Table::DeclSecurity || table == Table::MethodSemantics ||
                         table == Table::FieldMarshal;
    if (mayMove) {  // sorted by a coded index whose rows (TypeRef, MemberRef) have moved, or not sorted
                    // before
      if (left == right) return;
      for (const std::string& one : left)
        if (!right.contains(one)) differ(tableName(table), one, "");
      for (const std::string& one : right)
        if (!left.contains(one)) differ(tableName(table), "", one);
      return;
    }
    for (uint32_t rid = 1; rid <= std::max(count, after_.rows(table)); ++rid) {
      const std::string a = rid <= count ? text(a_, table, rid) : "";
      const std::string b = rid <= after_.rows(table) ? text(b_, table, rid) : "";
      if (a != b) differ(std::string(tableName(table)) + " row " + std::to_string(rid), a, b);
    }
  }

  void compareBody(uint32_t rid) {
    if (rid > after_.rows(Table::MethodDef)) return;
    std::vector<std::string> a, b;
    try {
      a = a_.body(opcodes_, rid);
    } catch (const LoadError&) {
      return;  // written byte by byte, or not at all: a problem of the disassembler's own list
    }
    try {
      b = b_.body(opcodes_, rid);
    } catch (const LoadError& error) {
      b = {error.what()};
    }
    if (!a.empty()) ++figures_.bodies;
    figures_.instructions += a.size();
    for (size_t i = 0; i < std::max(a.size(), b.size()); ++i) {
      const std::string x = i < a.size() ? a[i] : "", y = i < b.size() ? b[i] : "";
      if (x == y) continue;
      // A tiny header keeps no stack below 8.
      differ("method " + std::to_string(rid), x, y);
      break;
    }
  }

  // The bytes behind a field: as many as both files have, but for the zeros behind them.
  void compareData(uint32_t rid) {
    const auto a = before_.fieldRvaOf(rid), b = after_.fieldRvaOf(rid);
    if (a.has_value() != b.has_value()) return differ("data of field " + std::to_string(rid), "", "");
    if (!a) return;
    const uint32_t type = typeOf(rid);
    const auto layout = type ? before_.classLayoutOf(type) : std::nullopt;
    const uint32_t size = layout && layout->classSize ? layout->classSize : 1;
    const ByteSpan x = before_.image().at(*a, size), y = after_.image().at(*b, size);
    if (!std::equal(x.begin(), x.end(), y.begin(), y.end()))
      differ("data of field " + std::to_string(rid), "", "");
  }

  uint32_t typeOf(uint32_t fieldRid) {
    SigCursor cursor(before_, before_.field(fieldRid).signature);
    readFieldHeader(cursor);
    if (cursor.readElementType() != ElementType::ValueType) return 0;
    const Token token = cursor.readTypeDefOrRef();
    return token.is(Table::TypeDef) ? token.rid() : 0;
  }

  const Metadata& before_;
  const Metadata& after_;
  Meaning a_, b_;
  const OpcodeTable opcodes_ = OpcodeTable::standard();
  Figures& figures_;
  uint32_t shown_;
};

double now() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

/// True if nothing differs.
bool roundTrip(const std::string& path, Figures& total, uint32_t shown, const char* keep) {
  Figures figures;
  std::string verdict;
  try {
    const auto image = Image::open(path);
    const Metadata metadata(*image);
    const OpcodeTable opcodes = OpcodeTable::standard();
    std::map<std::string, std::vector<uint8_t>> resources;
    ildasm::Request request;
    request.resourcePrefix = "r";
    request.resource = [&](const std::string& name, ByteSpan bytes) {
      resources[name].assign(bytes.begin(), bytes.end());
    };
    std::string text;
    const double start = now();
    const ildasm::Outcome outcome =
        ildasm::disassemble(metadata, opcodes, request, [&text](std::string_view piece) { text += piece; });
    const double middle = now();
    figures.textBytes = text.size();
    if (keep) {
      if (std::FILE* file = std::fopen(keep, "wb")) {
        std::fwrite(text.data(), 1, text.size(), file);
        std::fclose(file);
      }
    }
    for (const std::string& problem : outcome.problems) {
      if (figures.differences++ < shown) std::printf("  problem: %s\n", problem.c_str());
    }
    const std::string name = path.substr(path.rfind('/') + 1);
    const ilasm::Result result = ilasm::assemble(
        {{name + ".il", std::move(text)}}, opcodes, name,
        [&resources](const std::string& wanted) -> std::optional<std::vector<uint8_t>> {
          const auto found = resources.find(wanted);
          return found == resources.end() ? std::nullopt : std::optional(found->second);
        },
        image->isDll(), false);
    figures.disSeconds = middle - start;
    figures.asmSeconds = now() - middle;
    uint32_t said = 0;
    for (const auto& diagnostic : result.diagnostics)
      if (said++ < shown)
        std::printf("  %u:%u: %s\n", diagnostic.at.line, diagnostic.at.column, diagnostic.message.c_str());
    figures.differences += result.diagnostics.size();
    if (result.image.empty()) {
      verdict = "not assembled";
      ++figures.differences;
    } else {
      const auto again = Image::fromMemory(path, result.image);
      const Metadata remade(*again);
      Comparison(metadata, remade, figures, shown).run();
    }
  } catch (const std::exception& error) {
    verdict = error.what();
    ++figures.differences;
  }
  if (verdict.empty())
    verdict = figures.differences ? std::to_string(figures.differences) + " differences" : "same";
  std::printf(
      "%-60s %9llu rows %8llu bodies %9llu instructions %7.1f MB text  dis %.2f s  asm %.2f s  %s\n",
      path.substr(path.rfind('/') + 1).c_str(), static_cast<unsigned long long>(figures.rows),
      static_cast<unsigned long long>(figures.bodies), static_cast<unsigned long long>(figures.instructions),
      static_cast<double>(figures.textBytes) / 1e6, figures.disSeconds, figures.asmSeconds, verdict.c_str());
  std::fflush(stdout);
  total.rows += figures.rows;
  total.bodies += figures.bodies;
  total.instructions += figures.instructions;
  total.textBytes += figures.textBytes;
  total.disSeconds += figures.disSeconds;
  total.asmSeconds += figures.asmSeconds;
  total.differences += figures.differences;
  return figures.differences == 0;
}

int run(int argc, char** argv) {
  Figures total;
  uint32_t files = 0, same = 0, shown = 3;
  const char* keep = nullptr;
  for (int i = 1; i < argc; ++i) {
    if (std::strcmp(argv[i], "--shown") == 0 && i + 1 < argc) {
      shown = static_cast<uint32_t>(std::atoi(argv[++i]));
      continue;
    }
    if (std::strcmp(argv[i], "--keep") == 0 && i + 1 < argc) {
      keep = argv[++i];
      continue;
    }
    ++files;
    same += roundTrip(argv[i], total, shown, keep) ? 1 : 0;
  }
  if (files == 0) {
    std::fprintf(stderr, "usage: roundtrip [--shown N] [--keep FILE.il] ASSEMBLY…\n");
    return 2;
  }
  std::printf(
      "%u of %u the same: %llu rows, %llu bodies, %llu instructions, %.1f MB of text; dis %.1f s, asm %.1f "
      "s\n",
      same, files, static_cast<unsigned long long>(total.rows), static_cast<unsigned long long>(total.bodies),
      static_cast<unsigned long long>(total.instructions), static_cast<double>(total.textBytes) / 1e6,
      total.disSeconds, total.asmSeconds);
  return same == files ? 0 : 1;
}

}  // namespace
}  // namespace minivm::test

int main(int argc, char** argv) {
  return minivm::test::run(argc, argv);
}
