// Mutants of an assembly: a copy with one to eight changes, most of them made where the format has structure.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "loader/metadata.h"
#include "loader/tables.h"
#include "loader/token.h"

namespace minivm::fuzz {

using Bytes = std::vector<uint8_t>;

/// A small generator whose whole state is one number: a mutant is known by its seed and its number.
class Random {
 public:
  explicit Random(uint64_t state) : state_(state) {}
  uint64_t next();
  /// 0 … limit − 1; 0 when limit is 0.
  size_t below(size_t limit) { return limit ? next() % limit : 0; }
  bool oneIn(size_t n) { return below(n) == 0; }

 private:
  uint64_t state_;
};

/// A run of bytes in the file.
struct Region {
  size_t offset = 0;
  size_t size = 0;
};

/// An assembly to mutate, with the places of everything that its format names.
class Seed {
 public:
  /// Reads a whole and valid assembly; throws LoadError or std::runtime_error when it is not.
  Seed(std::string name, Bytes bytes);
  /// Gives it a portable PDB; some mutants then are the assembly as it is, with a mutated PDB inside it.
  /// Throws like the constructor, and when the assembly has no debug directory.
  void attachPdb(Bytes pdb);
  const std::string& name() const { return name_; }
  const Bytes& bytes() const { return bytes_; }
  /// A mutated copy. `story`, if given, receives a line per change.
  Bytes mutate(Random random, std::vector<std::string>* story = nullptr) const;

 private:
  struct Column {
    ColumnInfo info;
    uint32_t offset, width;
  };
  struct TableRows {
    Table table{};
    size_t offset = 0;
    uint32_t rows = 0, rowSize = 0;
    std::vector<Column> columns;
  };
  struct Instruction {
    size_t offset, operand;  ///< in the file; operand == end when there is none
    size_t end;
    bool hasToken;
  };
  struct Method {
    Region header, code, clauses;
    std::vector<Instruction> instructions;
  };
  struct Change;
  struct PdbTag {};

  Seed(std::string name, Bytes pdb, PdbTag);
  void findHeaders();
  void findTables(const Metadata& metadata, const uint8_t* base);
  void findResources(const Metadata& metadata, const uint8_t* base);
  void findMethods();
  void findBlobs(const Metadata& metadata, const uint8_t* base);
  Bytes mutatePdb(Random random, std::vector<std::string>* story) const;
  Bytes withPdb(const Bytes& pdb) const;
  void mutateResource(Change& change) const;
  void mutatePdbBlob(Change& change) const;
  void mutateHeader(Change& change) const;
  void mutateTableHeader(Change& change) const;
  void mutateCell(Change& change) const;
  void mutateHeap(Change& change) const;
  void mutateSignature(Change& change) const;
  void mutateMethodHeader(Change& change) const;
  void mutateClauses(Change& change) const;
  void mutateIl(Change& change) const;
  void mutateRegion(Change& change, Region region, const char* what) const;
  void copyBlock(Change& change) const;
  uint32_t randomToken(Random& random, uint32_t like) const;

  std::string name_;
  Bytes bytes_;
  std::vector<Region> headers_;  ///< DOS, PE, sections, CLI header, metadata root with its stream headers
  Region metadata_, tableHeader_, rowCounts_;
  std::vector<Region> heaps_;
  std::vector<Region> extras_;      ///< debug directory and its data, field data
  std::vector<Region> resources_;   ///< each with its length before it
  Region resourceDirectory_;        ///< RVA and size of all of them, in the CLI header
  size_t debugEntry_ = 0;           ///< of the debug directory, 0: none
  std::vector<Region> signatures_;  ///< blobs that a signature column names
  std::vector<TableRows> tables_;
  std::vector<Method> methods_, methodsWithClauses_;
  uint32_t rowsOf_[64] = {};
  std::unique_ptr<Seed> pdb_;
};

}  // namespace minivm::fuzz
