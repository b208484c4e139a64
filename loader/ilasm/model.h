// What the parser makes and the writer reads: the program as written, names unresolved, as ilasm allows use
// before declaration. Trees own their children; nodes that are referred to live behind unique_ptr.
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "loader/ilasm/diagnostics.h"
#include "loader/native_exports.h"
#include "loader/opcode.h"
#include "loader/signature.h"

namespace minivm::ilasm {

using Bytes = std::vector<uint8_t>;

/// A class's name is one text: namespace, a dot, the name. Where the last dot is not the one that parts them
/// (a name with a dot in itself), this stands there instead; no name has it, as texts of metadata end at it.
inline constexpr char kNameBreak = '\0';

/// The two parts of a class's name (II.22.37).
struct SplitName {
  std::string_view nameSpace, name;
};
/// Parts at kNameBreak, else at the last dot that has something on both sides. Views into `text`.
SplitName splitName(std::string_view text);
/// The text as people read it.
std::string shownName(std::string_view text);

/// Where a class reference says that the class is.
enum class Scope : uint8_t { Here, Assembly, Module };

/// `[scope]Ns.Outer/Nested`, or the row itself: `mdtoken(0x02000001)`.
struct ClassName {
  Position at;
  Scope scope = Scope::Here;
  std::string scopeName;
  /// Outermost first, each with its namespace (splitName()); empty for a scope alone (`[.module m]::f`).
  std::vector<std::string> path;
  std::optional<uint32_t> token;

  /// What tells it from all other classes.
  std::string key() const;
  /// For messages.
  std::string text() const { return shownName(key()); }
};

struct TypeExpr;
using TypePtr = std::shared_ptr<const TypeExpr>;
struct Signature;

/// One dimension of an array: `...`, `5`, `2...`, `2...7`.
struct Bound {
  std::optional<int32_t> lower;
  std::optional<int32_t> size;
};

/// A type as written.
struct TypeExpr {
  enum class Kind : uint8_t {
    Primitive,  ///< element
    Named,      ///< element Class or ValueType (or End: a bare name in a type token), name
    Wrapped,    ///< element SzArray, Ptr, ByRef or Pinned; inner
    Array,      ///< inner, bounds
    Modified,   ///< element CModReqd or CModOpt; inner, modifier
    Instance,   ///< inner (Named), arguments
    Variable,   ///< element Var or MVar; number, or a name
    Function,   ///< signature
  };
  Kind kind = Kind::Primitive;
  ElementType element = ElementType::End;
  Position at;
  ClassName name;
  TypePtr inner;
  TypePtr modifier;
  std::vector<TypePtr> arguments;
  std::vector<Bound> bounds;
  uint32_t number = 0;
  std::string variable;
  std::shared_ptr<const Signature> signature;
};

/// A constant of a field, parameter or property (II.22.9).
struct Constant {
  ElementType type = ElementType::End;
  Bytes bytes;
};

struct MethodRef;

/// A piece of a custom attribute's value: bytes, or the name of a type, which is known in full only at the
/// end.
struct BlobPart {
  Bytes bytes;
  std::optional<ClassName> type;
};

/// `.custom`: constructor and value.
struct CustomAttribute {
  Position at;
  std::shared_ptr<MethodRef> constructor;
  std::vector<BlobPart> value;
};
using Customs = std::vector<CustomAttribute>;

struct FieldRef;
/// `.custom (owner)`: one of the three is set.
struct OwnedCustom {
  TypePtr type;
  std::shared_ptr<MethodRef> method;
  std::shared_ptr<FieldRef> field;
  CustomAttribute custom;
};

/// A parameter, or the return value, with what `.param` adds later.
struct Parameter {
  Position at;
  TypePtr type;
  std::string name;
  uint16_t flags = 0;
  bool isSentinel = false;  ///< `...` and not a parameter
  bool hasRow = false;      ///< `.param` names it
  std::optional<Bytes> marshal;
  std::optional<Constant> constant;
  Customs customs;
};

/// A method signature.
struct Signature {
  uint8_t header = 0;  ///< SigKind bits; kSigGeneric is added from genericCount
  Parameter result;
  std::vector<Parameter> parameters;
  uint32_t genericCount = 0;
};

/// A use of a method. `owner` is null for a global one.
struct MethodRef {
  Position at;
  TypePtr owner;
  std::string name;
  Signature signature;
  std::vector<TypePtr> arguments;  ///< of a generic method; empty if not instantiated
  std::optional<uint32_t> token;   ///< `mdtoken(…)`
};

/// A use of a field.
struct FieldRef {
  Position at;
  TypePtr owner;
  std::string name;
  TypePtr type;
  std::optional<uint32_t> token;
};

/// A place in a body: a label, an instruction number (of scopes in braces), or a byte offset.
struct Place {
  enum class Kind : uint8_t { Label, Instruction, Offset } kind = Kind::Label;
  Position at;
  std::string label;
  int64_t value = 0;
};

/// The operand of one instruction. Bits: constants and variables.
using Operand = std::variant<std::monostate, uint64_t, Place, std::vector<Place>, std::u16string,
                             std::shared_ptr<MethodRef>, std::shared_ptr<FieldRef>, TypePtr,
                             std::shared_ptr<const Signature>>;

struct Instruction {
  Position at;
  const OpcodeInfo* opcode = nullptr;  ///< null: one byte given by `.emitbyte`
  Operand operand;
};

/// An exception clause (II.25.4.6).
struct Clause {
  enum Kind : uint32_t { Catch = 0, Filter = 1, Finally = 2, Fault = 4 };
  Position at;
  Kind kind = Catch;
  Place tryBegin, tryEnd, handlerBegin, handlerEnd, filter;
  TypePtr type;
};

/// A `.line` or, with --debug and none, the line of the source itself.
struct SequencePoint {
  size_t instruction = 0;
  std::string document;
  uint32_t line = 0, column = 0, endLine = 0, endColumn = 0;
};

/// A name for the instruction that follows.
struct Label {
  std::string name;
  size_t instruction = 0;
  Position at;
};

/// The part of a method between braces.
struct Body {
  std::vector<Instruction> instructions;
  std::vector<Label> labels;  ///< by name, once the method is read
  std::vector<Clause> clauses;
  std::vector<TypePtr> locals;
  std::vector<std::string> localNames;
  std::vector<SequencePoint> points;
  uint32_t maxStack = 8;
  bool initLocals = false;
  bool isEntryPoint = false;
  Position end;
};

struct GenericParameter {
  Position at;
  std::string name;
  uint16_t flags = 0;
  std::vector<TypePtr> constraints;
  std::vector<Customs> constraintCustoms;
  Customs customs;
};

/// `.permissionset` in its byte form.
struct Permission {
  uint16_t action = 0;
  Bytes bytes;
};

struct PInvoke {
  std::string module, entry;
  uint16_t flags = 0;
};

struct TypeDecl;

/// `.override` : what is implemented, and by what (null: the method it stands in).
struct Override {
  Position at;
  std::shared_ptr<MethodRef> declaration;
  std::shared_ptr<MethodRef> body;
};

/// `.vtfixup`: slots for addresses of methods, which native callers jump through (II.15.5.1, II.25.3.3.3).
struct VtableFixupDecl {
  Position at;
  uint16_t count = 0;
  uint16_t flags = 0;  ///< VtableFixupFlags
  std::string label;   ///< of the `.data` that has the slots
};

/// `.vtentry table : slot`, both from 1.
struct VtableEntry {
  Position at;
  uint32_t table = 0, slot = 0;
};

/// `.export [ordinal] as name`.
struct NativeExportDecl {
  Position at;
  uint32_t ordinal = 0;
  std::string name;
};

struct MethodDecl {
  Position at;
  TypeDecl* owner = nullptr;
  std::string name;
  uint16_t flags = 0, implFlags = 0;
  Signature signature;
  std::vector<GenericParameter> generics;
  std::optional<PInvoke> pinvoke;
  std::optional<VtableEntry> vtableEntry;
  std::optional<NativeExportDecl> nativeExport;
  Body body;
  std::vector<Override> overrides;
  Customs customs;
  std::vector<Permission> permissions;
  uint32_t rid = 0;
};

struct FieldDecl {
  Position at;
  std::string name;
  uint16_t flags = 0;
  TypePtr type;
  std::optional<uint32_t> offset;
  std::optional<Bytes> marshal;
  std::optional<Constant> constant;
  std::string data;  ///< the label behind `at`
  Customs customs;
  uint32_t rid = 0;
};

/// A property or an event.
struct Accessor {
  uint16_t semantics = 0;
  std::shared_ptr<MethodRef> method;
};
struct PropertyDecl {
  Position at;
  std::string name;
  uint16_t flags = 0;
  Signature signature;
  std::optional<Constant> constant;
  std::vector<Accessor> accessors;
  Customs customs;
};
struct EventDecl {
  Position at;
  std::string name;
  uint16_t flags = 0;
  TypePtr type;
  std::vector<Accessor> accessors;
  Customs customs;
};

struct TypeDecl {
  Position at;
  TypeDecl* enclosing = nullptr;
  std::string name, nameSpace;
  std::string fullName;  ///< `Ns.Outer/Nested`, as ClassName::key()
  uint32_t flags = 0;
  std::vector<GenericParameter> generics;
  TypePtr extends;
  std::vector<TypePtr> interfaces;
  std::map<size_t, Customs> interfaceCustoms;
  std::vector<std::unique_ptr<FieldDecl>> fields;
  std::vector<std::unique_ptr<MethodDecl>> methods;
  std::vector<std::unique_ptr<PropertyDecl>> properties;
  std::vector<std::unique_ptr<EventDecl>> events;
  std::vector<std::unique_ptr<TypeDecl>> nested;
  std::vector<Override> overrides;
  std::optional<uint16_t> packing;
  std::optional<uint32_t> size;
  Customs customs;
  std::vector<Permission> permissions;
  uint32_t rid = 0;
};

/// `.data`: bytes at a label.
struct DataDecl {
  Position at;
  std::string label;
  Bytes bytes;
  std::vector<std::pair<size_t, std::string>> addresses;  ///< `&(label)`: where in `bytes`, of what
};

struct AssemblyDecl {
  Position at;
  std::string name, alias, culture;
  uint16_t version[4] = {};
  uint32_t flags = 0;
  std::optional<uint32_t> hashAlgorithm;
  Bytes publicKey;  ///< or its token, in a reference
  Bytes hash;
  Customs customs;
  std::vector<Permission> permissions;
};

struct FileDecl {
  Position at;
  std::string name;
  uint32_t flags = 0;
  Bytes hash;
  bool isEntryPoint = false;
  Customs customs;
};

/// `.class extern`, or a forwarder.
struct ExportDecl {
  Position at;
  std::string name;  ///< with its namespace (splitName())
  uint32_t flags = 0, typeDefId = 0;
  enum class Where : uint8_t { None, File, Assembly, Export, Token } where = Where::None;
  std::string whereName;
  uint32_t whereToken = 0;
  Customs customs;
};

struct ResourceDecl {
  Position at;
  std::string name, fileName;
  uint32_t flags = 0, offset = 0;
  std::string file, assembly;
  Customs customs;
};

/// `.typedef … as Name`: what the name stands for; one of the four is set.
struct Alias {
  TypePtr type;
  std::shared_ptr<MethodRef> method;
  std::shared_ptr<FieldRef> field;
  std::optional<CustomAttribute> custom;
};

/// A whole program.
struct Program {
  std::map<std::string, Alias, std::less<>> aliases;
  TypeDecl globals;  ///< `<Module>`
  std::vector<std::unique_ptr<TypeDecl>> types;
  std::map<std::string, TypeDecl*, std::less<>> typesByName;
  std::optional<AssemblyDecl> assembly;
  std::vector<AssemblyDecl> references;
  std::vector<std::string> moduleReferences;
  std::map<std::string, Customs> moduleReferenceCustoms;
  std::vector<ClassName> typeOrder;  ///< `.typelist`: the classes whose rows come first
  std::vector<FileDecl> files;
  std::vector<ExportDecl> exports;
  std::vector<ResourceDecl> resources;
  std::vector<DataDecl> data;
  std::vector<VtableFixupDecl> vtableFixups;
  std::string moduleName;
  Customs moduleCustoms;
  std::vector<OwnedCustom> ownedCustoms;
  std::vector<Permission> modulePermissions;
  std::optional<uint32_t> corFlags, subsystem, imageBase, fileAlignment, stackReserve;
};

}  // namespace minivm::ilasm
