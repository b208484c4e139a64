#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "loader/metadata.h"
#include "loader/opcode.h"
#include "loader/signature.h"

namespace minivm::test {

/// What the rows of an image say, as texts that are equal if two images say the same: row numbers of
/// definitions stay numbers, uses (TypeRef, MemberRef, TypeSpec, …) are followed to what they name.
class Meaning {
 public:
  /// `metadata` must outlive this.
  explicit Meaning(const Metadata& metadata) : metadata_(metadata) {}

  std::string token(Token token);
  /// A signature of any kind, tokens in it by meaning.
  std::string signature(ByteSpan blob);
  /// A row of a table, column by column; `skip`: columns left out.
  std::string row(Table table, uint32_t rid);
  /// Header, locals, instructions and clauses of a body.
  std::vector<std::string> body(const OpcodeTable& opcodes, uint32_t methodRid);

 private:
  std::string uncached(Token token);
  std::string memberRef(uint32_t rid);
  void type(SigCursor& cursor, std::string& out, uint32_t depth);
  void method(SigCursor& cursor, std::string& out, uint32_t depth);
  std::string cell(Table table, uint32_t rid, uint32_t column);

  const Metadata& metadata_;
  std::map<uint32_t, std::string> known_;
  std::map<std::string, uint32_t> types_, methods_, fields_;
  bool hasIndex_ = false;
};

}  // namespace minivm::test
