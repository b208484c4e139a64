#pragma once
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "loader/ildasm/disassembler.h"
#include "loader/ildasm/references.h"
#include "loader/method_body.h"
#include "loader/native_exports.h"

namespace minivm::ildasm {

/// A flag word: `bits` under `mask`. In the order in which they are written.
struct FlagWord {
  uint32_t bits;
  uint32_t mask;
  std::string_view word;
};

/// What instructions call the arguments; defined in body.cpp.
struct ArgumentNames;

/// Writes one image. The parts of the text are in files of their own: manifest, classes, members, attributes,
/// bodies.
class Printer {
 public:
  /// All must outlive this.
  Printer(const Metadata& metadata, const OpcodeTable& opcodes, const Request& request,
          const std::function<void(std::string_view)>& sink);

  Outcome run();

 private:
  // disassembler.cpp: lines
  void line(std::string_view text);
  void open();
  void close(std::string_view comment = {});
  void blank() { text_ += '\n'; }
  size_t column() const { return size_t{indent_} * 2; }
  void flush(bool isLast);
  /// Runs `write`; what it throws becomes a comment and a problem.
  void guarded(std::string_view what, const std::function<void()>& write);
  void problem(std::string text);
  std::string tokenComment(Token token) const;
  std::string name(StringIdx index) const { return names_.name(metadata_.string(index)); }
  static std::string flagWords(uint32_t flags, std::span<const FlagWord> words, uint32_t implied = 0);

  // manifest.cpp
  void manifest();
  void headers();
  void assembly();
  void assemblyReferences();
  void version(uint16_t major, uint16_t minor, uint16_t build, uint16_t revision);
  void files();
  void exportedTypes();
  void resources();
  void typeOrder();
  std::vector<uint32_t> nestedIn(uint32_t rid) const;
  void collectPreorder(uint32_t rid, uint32_t depth, std::vector<uint32_t>& order) const;
  void ownedCustoms();

  // classes.cpp
  void globals();
  void classes();
  void classOf(uint32_t rid, uint32_t depth);
  std::string classHead(uint32_t rid, const TypeDefRow& row);
  std::string genericParameters(Token owner);
  void genericDetails(Token owner);
  void overridesOf(uint32_t rid);
  bool overridesStandInMethods(uint32_t rid) const;
  void interfaceCustoms(uint32_t rid);
  bool namesMethod(uint32_t rid) const;

  // members.cpp
  void field(uint32_t rid);
  void method(uint32_t rid);
  std::string methodHead(uint32_t rid, const MethodDefRow& row);
  std::string parameterList(uint32_t rid, SigCursor& cursor, uint32_t count);
  void parameterDetails(uint32_t rid);
  std::string pinvoke(Token member, std::string_view methodName);
  void property(uint32_t rid);
  void event(uint32_t rid);
  void accessors(Token association);
  void data();
  void dataAt(uint32_t rva, uint64_t size);
  uint64_t fieldDataSize(uint32_t fieldRid) const;
  uint64_t typeDataSize(SigCursor& cursor, uint32_t depth) const;
  static std::string dataLabel(uint32_t rva);

  // native.cpp
  void nativeEntries();
  void nativeEntryOf(uint32_t method);

  // attributes.cpp
  void customs(Token parent);
  std::string customText(uint32_t rid, const std::string& owner);
  void permissions(Token parent);
  std::string constant(Token parent);
  std::string constantText(const ConstantRow& row);
  std::string marshal(Token parent);
  std::string nativeType(ByteSpan bytes);

  // body.cpp
  void body(uint32_t rid, const MethodDefRow& row);
  void code(const MethodBody& body, const ArgumentNames& names);
  std::string operand(const IlInstruction& instruction, ByteSpan bytes, const ArgumentNames& names);
  void rawBytes(ByteSpan code, uint32_t begin, uint32_t end, std::string_view why);
  static std::string label(uint32_t offset);
  static std::string clauseText(const EhClause& clause, const std::string& catchType,
                                const std::function<std::string(uint32_t)>& place);

  const Metadata& metadata_;
  const OpcodeTable& opcodes_;
  const Request& request_;
  const std::function<void(std::string_view)>& sink_;
  Spelling names_;
  References references_;
  Outcome outcome_;
  std::string text_;
  uint64_t written_ = 0;
  uint32_t indent_ = 0;
  uint32_t classes_ = 0;         ///< written so far
  std::set<uint32_t> dataRvas_;  ///< of fields whose data is written
  /// Entries for native callers, by method.
  struct NativeEntry {
    size_t table, slot;  ///< from 1
    std::optional<NativeExport> exported;
  };
  std::map<uint32_t, NativeEntry> nativeEntries_;
  std::vector<VtableFixup> vtableFixups_;
};

}  // namespace minivm::ildasm
