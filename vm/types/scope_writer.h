// ScopeWriter: the rows, heaps and body of one dynamic method (dynamic_scope.h), written from handles.
#pragma once

#include <array>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "loader/metadata.h"
#include "loader/opcode.h"
#include "vm/types/dynamic_scope.h"

namespace minivm {

class ScopeWriter {
 public:
  /// Under the type-load lock; types of signatures are encoded, not loaded.
  explicit ScopeWriter(TypeLoader& loader) : loader_(loader) {
    strings_.push_back(0);
    blobs_.push_back(0);
    userStrings_.push_back(0);
  }

  /// The one method, MethodDef row 1 of `<Module>`. BadImageFormat for a broken signature.
  void method(const DynamicMethodHead& head);
  /// Its body behind everything else; each token is replaced by that of the row that was made for it.
  void body(const OpcodeTable& opcodes, const DynamicBody& body, std::span<const DynamicToken> tokens);
  /// The finished module: memory and rows are the arena's.
  std::unique_ptr<Module> finish(Runtime* runtime, Arena& arena, std::string name);
  /// Puts what the rows stand for into the module's caches.
  void fillCaches(Module& module) const;

 private:
  uint32_t row(Table table, std::initializer_list<uint32_t> cells);
  uint32_t string(std::string_view text);
  uint32_t blob(std::span<const uint8_t> bytes);
  uint32_t userString(std::u16string_view text);
  uint32_t coded(CodedSet set, Token token) const;
  Token typeRef(MethodTable* definition);
  Token type(TypeHandle type);
  Token memberRef(const DynamicToken& token);
  Token tokenOf(const DynamicToken& token);
  std::vector<uint8_t> signatureOf(MethodDesc* method);

  void encode(std::vector<uint8_t>& out, TypeHandle type, uint32_t depth);
  std::vector<uint8_t> convert(std::span<const uint8_t> signature);
  void convertMethod(SigCursor& in, std::vector<uint8_t>& out, uint32_t depth);
  void convertType(SigCursor& in, std::vector<uint8_t>& out, uint32_t depth);

  TypeLoader& loader_;
  std::array<std::vector<uint8_t>, kTableCount> tables_;
  std::array<uint32_t, kTableCount> counts_{};
  std::vector<uint8_t> strings_, blobs_, userStrings_, bodies_;
  std::unordered_map<MethodTable*, Token> typeRefs_;
  std::unordered_map<Module*, uint32_t> assemblyRefs_;
  std::vector<MethodTable*> cachedTypes_;                          ///< by TypeRef row − 1
  std::vector<std::pair<MethodDesc*, FieldDesc*>> cachedMembers_;  ///< by MemberRef row − 1
};

}  // namespace minivm
