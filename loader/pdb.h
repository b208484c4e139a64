// Portable PDBs: which source line an IL offset belongs to, and the names that the compiler took away (the
// Portable PDB v1.0 specification, an extension of ECMA-335 II.24).
//
// Debug information never makes a program fail: Pdb::find answers null for whatever is missing, foreign or
// broken, and the other questions of an opened Pdb answer "nothing known".
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "loader/metadata.h"
#include "vm/support/span.h"

namespace minivm {

/// One sequence point: the instructions from ilOffset up to the next point come from this piece of source.
struct SequencePoint {
  uint32_t ilOffset = 0;
  uint32_t document = 0;   ///< Document row
  uint32_t startLine = 0;  ///< 0: hidden, the instructions belong to no source
  uint32_t startColumn = 0;
  uint32_t endLine = 0;
  uint32_t endColumn = 0;
  bool isHidden() const { return startLine == 0; }
};

/// A place in a source file, as a stack trace prints it.
struct SourcePosition {
  std::string file;  ///< the name in the PDB, UTF-8
  uint32_t line = 0;
  uint32_t column = 0;
};

/// A local variable that is in scope at some IL offset.
struct PdbLocal {
  std::string_view name;  ///< lives as long as the Pdb
  uint16_t index = 0;     ///< in the method's local signature
  bool isHidden = false;  ///< of the compiler; a debugger does not show it
};

/// An opened portable PDB. Immutable after construction: any thread may ask.
class Pdb {
 public:
  /// The PDB that belongs to an image: the file that its CodeView entry names, in the image's folder and with
  /// the image's id; else the one embedded in the image; else, for an image without any debug directory,
  /// NAME.pdb beside it. Null when there is none that is whole. Never throws LoadError.
  static std::unique_ptr<Pdb> find(const Image& image);
  /// Takes over the bytes of a PDB; throws LoadError when its headers are broken.
  static std::unique_ptr<Pdb> fromMemory(std::string name, std::vector<uint8_t> bytes);
  ~Pdb();
  Pdb(const Pdb&) = delete;
  Pdb& operator=(const Pdb&) = delete;

  /// The 20 bytes that tie PDB and image together: a GUID and a stamp.
  ByteSpan id() const;
  /// The entry point's MethodDef token, or 0.
  uint32_t entryPointToken() const;

  /// All points of a method in order of IL offset, hidden ones included. Broken data ends the list.
  std::vector<SequencePoint> sequencePoints(uint32_t methodRid) const;
  /// The last visible point at or before an IL offset, which is what .NET prints; nothing for methods without
  /// source.
  std::optional<SourcePosition> positionOf(uint32_t methodRid, uint32_t ilOffset) const;
  /// Name of a Document row; empty when it is broken.
  std::string documentName(uint32_t rid) const;
  /// The named locals in scope at an IL offset, innermost scope last.
  std::vector<PdbLocal> localsAt(uint32_t methodRid, uint32_t ilOffset) const;
  /// The method that a state machine's MoveNext was made from, or 0.
  uint32_t kickoffOf(uint32_t moveNextRid) const;

 private:
  Pdb(std::string name, std::vector<uint8_t> bytes);

  std::vector<uint8_t> bytes_;
  Metadata metadata_;
};

}  // namespace minivm
