#pragma once
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "loader/ildasm/spelling.h"
#include "loader/metadata.h"
#include "loader/signature.h"

namespace minivm::ildasm {

/// Uses of rows as text that the assembler resolves to the same rows: types, signatures, methods, fields.
/// Throws LoadError for rows and signatures that cannot be written.
class References {
 public:
  /// Both must outlive this.
  References(const Metadata& metadata, const Spelling& spelling);

  /// `Ns.Outer/Inner`, in quotes where needed.
  const std::string& typeDef(uint32_t rid);
  /// A class or type where the assembler expects either: `[mscorlib]System.Int32`, `class A`1<int32>`.
  std::string type(Token token);
  /// A type of a signature; the cursor then stands behind it.
  std::string type(SigCursor& cursor);
  /// `instance void C::M<int32>(string)` of a MethodDef, MemberRef or MethodSpec.
  std::string method(Token token);
  /// `int32 C::f` of a Field or MemberRef.
  std::string field(Token token);
  /// True if a MemberRef is a field.
  bool isField(Token memberRef) const;
  /// `RETURN NAME(ARGUMENTS)` with its calling convention; the cursor stands at the signature's first byte.
  std::string methodSignature(SigCursor& cursor, std::string_view name);
  /// `instance explicit vararg `: the words before the return type; `hasThis` says whether to write instance.
  static std::string callingConvention(uint8_t header);
  /// The name by which text refers to an AssemblyRef: its own, or one made up where two have the same.
  const std::string& assemblyAlias(uint32_t rid) const { return aliases_.at(rid - 1); }
  const Spelling& spelling() const { return spelling_; }

 private:
  void type(SigCursor& cursor, std::string& out, uint32_t depth);
  void plainType(SigCursor& cursor, std::string& out, uint32_t depth);
  void array(SigCursor& cursor, std::string& out, uint32_t depth);
  void typeToken(Token token, std::string& out, uint32_t depth);
  void method(SigCursor& cursor, std::string_view name, std::string& out, uint32_t depth);
  void arguments(SigCursor& cursor, uint32_t count, std::string& out, uint32_t depth);
  const std::string& typeRef(uint32_t rid);
  std::string owner(Token parent);
  void spend(const std::string& out);
  bool needsToken(Token member);

  const Metadata& metadata_;
  const Spelling& spelling_;
  std::vector<std::string> aliases_;
  std::vector<std::string> typeDefs_, typeRefs_;  ///< made on first use
  std::set<uint32_t> sameNamed_;                  ///< hidden members whose name and signature are taken
  bool knowsSameNamed_ = false;
  uint32_t budget_ = 0;  ///< types that the current text may still have
};

}  // namespace minivm::ildasm
