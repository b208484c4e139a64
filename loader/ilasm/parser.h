#pragma once
#include <array>
#include <functional>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

#include "loader/ilasm/lexer.h"
#include "loader/ilasm/model.h"

namespace minivm::ilasm {

/// A word and the flag bits it stands for: `bits` replaces what `mask` covers.
struct FlagWord {
  std::string_view word;
  uint32_t bits;
  uint32_t mask;
};

/// Reads one source file into a Program: recursive descent over ECMA-335 II, one method per construct. A
/// syntax error is reported with what was found and expected; reading goes on at the next declaration or,
/// within a body, on the next line.
class Parser {
 public:
  /// All arguments must outlive the parser. `file`, `origins`: where lines come from (Lexer); `files`: the
  /// paths. `debug`: instructions of methods without `.line` get the lines of the source itself.
  Parser(std::string_view source, uint32_t file, std::span<const LineOrigin> origins,
         const std::vector<std::string>& files, const OpcodeTable& opcodes, Program& program,
         Diagnostics& diagnostics, bool debug)
      : lexer_(source, file, opcodes, origins),
        opcodes_(opcodes),
        program_(program),
        diagnostics_(diagnostics),
        files_(files),
        debug_(debug) {
    advance();
  }

  void parse();

 private:
  /// Thrown by fail(), caught by the loops over declarations.
  struct SyntaxError {};
  /// How deep types, blocks and classes may nest: what is deeper would exhaust the stack of a reader.
  static constexpr uint32_t kMaxNesting = 100;
  /// One level of nesting, while it lives. Fails beyond kMaxNesting.
  class Nested {
   public:
    explicit Nested(Parser& parser) : parser_(parser) {
      if (parser_.nesting_ >= kMaxNesting) parser_.fail("less nesting than 100 levels");
      ++parser_.nesting_;
    }
    ~Nested() { --parser_.nesting_; }
    Nested(const Nested&) = delete;
    Nested& operator=(const Nested&) = delete;

   private:
    Parser& parser_;
  };

  // parser.cpp: the cursor
  void advance();
  Lexeme peek() const {
    Lexer copy = lexer_;
    return copy.next();
  }
  /// Where reading can go on again after a look ahead of more than one lexeme (no braces in between).
  struct Mark {
    Lexer lexer;
    Lexeme current;
    size_t previousEnd;
  };
  Mark mark() const { return {lexer_, current_, previousEnd_}; }
  void returnTo(const Mark& mark) {
    lexer_ = mark.lexer;
    current_ = mark.current;
    previousEnd_ = mark.previousEnd;
  }
  bool at(std::string_view text) const { return current_.is(text); }
  bool accept(std::string_view text);
  void expect(std::string_view text);
  [[noreturn]] void fail(std::string_view expected);
  bool atName() const { return current_.kind == Lex::Word || current_.kind == Lex::Quoted; }
  bool atWord() const { return current_.kind == Lex::Word; }
  uint64_t integer(std::string_view what);
  uint64_t operandBits(uint32_t bits, int64_t low, int64_t high);
  uint32_t integerIn(std::string_view what, int64_t low, int64_t high);
  std::string name(std::string_view what);
  std::string dottedName(std::string_view what);
  std::string classNamePart(std::string_view what);
  std::string stringText();
  Bytes byteList(char close = ')');
  void skipBraces();
  bool flagWord(std::span<const FlagWord> words, uint32_t& flags);
  /// Runs `declare` until the closing brace or the end, surviving syntax errors.
  void declarations(bool untilBrace, const std::function<void()>& declare);
  void recover(uint32_t depth, size_t begin);

  // parser.cpp: top level
  void topLevel();
  void parseNamespace();
  void parseAssembly();
  bool assemblyWord(AssemblyDecl& assembly);
  void parseAssemblyReference(Position where);
  void assemblyMember(AssemblyDecl& assembly, bool isReference);
  void parseModule();
  void parseFile();
  void parseResource();
  void parseExport();
  void parseData();
  void parseLine();
  void parseTypedef();
  const Alias* alias() const;
  void parseVtableFixup();

  // parser_types.cpp
  ClassName className();
  TypePtr type(bool inFunctionPointer = false);
  TypePtr baseType();
  TypePtr primitive(ElementType element);
  bool atArraySuffix() const;
  TypePtr arrayOf(TypePtr element);
  uint8_t callConvention();
  Signature signatureAfterConvention(uint8_t header);
  std::vector<Parameter> parameters();
  uint16_t parameterFlags();
  std::vector<TypePtr> typeArguments();
  std::shared_ptr<MethodRef> methodRef();
  std::shared_ptr<FieldRef> fieldRef();
  TypePtr ownerAndColons();
  std::string methodName();
  std::optional<uint32_t> metadataToken();
  Bytes nativeType();
  void nativeTypeInto(Bytes& out);
  std::optional<uint32_t> variantType();
  Bytes marshalInfo();

  // parser_members.cpp
  void parseClass();
  void classMember();
  std::vector<GenericParameter> genericParameters();
  void parseField();
  void parseMethod();
  PInvoke parsePInvoke();
  void parseProperty();
  void parseEvent();
  void parseClassOverride();
  void parseInterfaceImpl();
  void parseGenericParam(std::vector<GenericParameter>& generics);
  Customs* accessorsBody(std::vector<Accessor>& accessors, Customs& customs, bool isProperty);

  // parser_attributes.cpp
  void parseCustom();
  std::vector<BlobPart> customValue();
  void serializedArgument(std::vector<BlobPart>& out, bool tagged);
  void serializedType(std::vector<BlobPart>& out);
  std::optional<Constant> fieldInit();
  void parsePermission(std::vector<Permission>& permissions, bool isSet);

  // parser_body.cpp
  void parseBody(MethodDecl& method);
  void bodyItem(MethodDecl& method);
  void bodyDirective(MethodDecl& method);
  void parseLocals(Body& body);
  void parseTry(MethodDecl& method);
  void handlerPlaces(MethodDecl& method, Clause& clause);
  std::pair<Place, Place> scopeBlock(MethodDecl& method);
  void parseParam(MethodDecl& method);
  void instruction(MethodDecl& method, const OpcodeInfo& opcode, Position where);
  Operand operandOf(MethodDecl& method, const OpcodeInfo& opcode);
  uint64_t variableIndex(MethodDecl& method, bool isArgument, bool isShort);
  uint64_t floatOperand(bool isDouble);
  uint64_t floatBits(bool isDouble);
  Place branchTarget();
  std::u16string userString();
  const OpcodeInfo* mnemonic();

  Lexer lexer_;
  Lexeme current_;
  size_t previousEnd_ = 0;
  uint32_t depth_ = 0;  ///< open braces before current_
  uint32_t nesting_ = 0;
  const OpcodeTable& opcodes_;
  Program& program_;
  Diagnostics& diagnostics_;
  const std::vector<std::string>& files_;
  bool debug_;

  std::string nameSpace_;
  TypeDecl* type_ = nullptr;    ///< the class being read
  Customs* customs_ = nullptr;  ///< where the next `.custom` belongs
  struct LocalName {
    std::string name;
    uint32_t slot;
    uint32_t nesting;  ///< of its scope
  };
  /// Names of locals in the open scopes, innermost last.
  std::vector<LocalName> localScope_;
  std::array<TypePtr, 0x20> primitives_;  ///< by element type, made on first use
  SequencePoint line_;
  bool hasLine_ = false;
};

}  // namespace minivm::ilasm
