#pragma once
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "loader/ilasm/assembler.h"
#include "loader/ilasm/metadata_writer.h"
#include "loader/ilasm/model.h"
#include "loader/ilasm/pe_writer.h"

namespace minivm::ilasm {

/// What the command line says about the output.
struct WriteOptions {
  std::string outputName;  ///< file name, for the Module row and the PDB
  ReadFile readFile;       ///< gives the bytes of embedded resources
  bool isDll = false;
  bool isDebug = false;
};

/// The image, and with WriteOptions::isDebug the portable PDB that belongs to it.
struct Output {
  Bytes image;
  Bytes pdb;
};

/// Turns a Program into an image: numbers the rows, resolves names to tokens, encodes signatures and bodies.
/// What cannot be resolved becomes an error and a nil token. Used once.
class Writer {
 public:
  Writer(Program& program, Diagnostics& diagnostics, WriteOptions options)
      : program_(program), diagnostics_(diagnostics), options_(std::move(options)) {}

  /// Null bytes in `image` if an error was found.
  Output write();

 private:
  /// Whose generic parameters `!T` and `!!T` mean.
  struct Context {
    const TypeDecl* type = nullptr;
    const MethodDecl* method = nullptr;
  };
  /// A method body is given its place before its token is known to exist.
  struct EncodedBody {
    Bytes code;
    std::vector<uint32_t> offsets;  ///< of each instruction, and of the end
    Token localSignature;
  };

  // writer.cpp: rows
  void numberTypes();
  void collectTypes(std::vector<std::unique_ptr<TypeDecl>>& types);
  void numberMembers();
  void writeAssemblies();
  void writeTypes();
  void writeType(TypeDecl& type);
  void writeField(const TypeDecl& type, const FieldDecl& field);
  void writeMethod(const TypeDecl& type, MethodDecl& method);
  void writeParameters(const MethodDecl& method);
  void writeGenerics();
  void writePropertiesAndEvents(const TypeDecl& type);
  void writeOverrides(const TypeDecl& type);
  void writeInterfaces(const TypeDecl& type);
  void writeOwnedCustoms();
  void writeManifest();
  void writeResources(Bytes& resources);
  void addCustoms(Token parent, const Customs& customs, const Context& context);
  void addPermissions(Token parent, const std::vector<Permission>& permissions);
  void layoutData();
  void writeDataAddresses(ImageParts& parts, uint32_t base);
  std::vector<TypeDecl*> allTypes() { return order_; }

  // writer_tokens.cpp: names to tokens
  bool isCoreLibrary(const ClassName& name) const;
  const std::string& coreLibraryAlias();
  Token assemblyRef(const std::string& alias, Position at);
  Token moduleRef(const std::string& name);
  TypeDecl* findType(const ClassName& name) const;
  Token classToken(const ClassName& name);
  Token typeRef(Token scope, const std::vector<std::string>& path);
  Token typeToken(const TypePtr& type, const Context& context);
  Token memberParent(const TypePtr& owner, const Context& context);
  Token methodToken(const MethodRef& method, const Context& context, bool asDefOrRef = false);
  Token fieldToken(const FieldRef& field, const Context& context);
  void encodeType(Bytes& out, const TypeExpr& type, const Context& context);
  void encodeClass(Bytes& out, const TypeExpr& type);
  void encodeVariable(Bytes& out, const TypeExpr& type, const Context& context);
  void encodeSignature(Bytes& out, const Signature& signature, const Context& context,
                       bool withSentinel = true);
  BlobIdx methodSignature(const Signature& signature, const Context& context);
  static std::string_view bareName(std::string_view name);
  std::string serializedTypeName(const ClassName& name);
  void error(Position at, std::string message) { diagnostics_.error(at, std::move(message)); }

  // writer_body.cpp: bodies
  uint32_t writeBody(MethodDecl& method);
  EncodedBody encodeBody(MethodDecl& method);
  void encodeOperand(EncodedBody& body, const MethodDecl& method, size_t index);
  void encodeClauses(Bytes& out, const MethodDecl& method, const EncodedBody& body);
  int64_t offsetOf(const Place& place, const MethodDecl& method, const EncodedBody& body);
  static uint32_t instructionSize(const Instruction& instruction);

  // writer_native.cpp: entries for native callers
  void writeNativeEntries(ImageParts& parts);
  void writeNativeEntry(ImageParts& parts, const MethodDecl& method);

  // writer_pdb.cpp: the portable PDB
  Bytes writePdb(uint32_t entryPoint, std::array<uint8_t, 20>& id);

  Program& program_;
  Diagnostics& diagnostics_;
  WriteOptions options_;
  MetadataWriter md_;
  Bytes code_;
  std::vector<TypeDecl*> order_;  ///< by row, <Module> first
  std::map<std::tuple<uint32_t, std::string, Bytes>, uint32_t> methodsBySignature_;
  std::map<std::tuple<uint32_t, std::string, Bytes>, uint32_t> fieldsBySignature_;
  std::map<std::string, Token> assemblyRefs_, moduleRefs_, files_, exports_;
  std::map<std::pair<uint32_t, std::string>, Token> typeRefs_;
  std::map<uint32_t, Token> typeSpecs_;
  std::map<uint32_t, Token> standAloneSigs_;
  std::map<std::tuple<uint32_t, std::string, uint32_t>, Token> memberRefs_;
  std::map<std::pair<uint32_t, uint32_t>, Token> methodSpecs_;
  std::map<std::string, uint32_t> dataOffsets_;
  Bytes data_;
  std::vector<std::pair<uint32_t, std::string>> dataAddresses_;  ///< places in data_, and labels
  std::string coreLibrary_;
  bool warnedOfSystem_ = false;
  Token entryPoint_;
  /// What the PDB needs of each method, by row.
  struct DebugMethod {
    const MethodDecl* method;
    std::vector<uint32_t> offsets;
    Token localSignature;
    uint32_t codeSize;
  };
  std::vector<DebugMethod> debugMethods_;
};

}  // namespace minivm::ilasm
