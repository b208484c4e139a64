#include "loader/names.h"

#include <algorithm>
#include <array>
#include <vector>

#include "loader/load_error.h"
#include "loader/signature.h"
#include "vm/support/sha1.h"
#include "vm/support/utf.h"

namespace minivm {
namespace {

// Deeper nesting than any compiler makes; a cycle would otherwise never end.
constexpr uint32_t kMaxNesting = 64;
// No real name comes near; a heap full of one endless name must not be copied for every type that uses it.
constexpr size_t kMaxNameBytes = 65536;

std::string qualified(const Metadata& metadata, StringIdx nameSpace, StringIdx name) {
  std::string_view space = metadata.string(nameSpace), simple = metadata.string(name);
  if (space.size() + simple.size() > kMaxNameBytes)
    metadata.fail(LoadErrorKind::BadHeapIndex, "a name is longer than 65536 bytes");
  std::string result(space);
  if (!result.empty()) result += '.';
  return result.append(simple);
}

[[noreturn]] void tooDeep(const Metadata& metadata, Table table, uint32_t rid) {
  metadata.fail(LoadErrorKind::BadCell, "types nest too deeply or in a cycle", table, rid);
}

/// Joins a chain of names that was collected from the inside out.
std::string joinOutwards(const std::vector<std::string>& innerFirst) {
  std::string result;
  for (size_t i = innerFirst.size(); i-- > 0;) {
    result += innerFirst[i];
    if (i) result += '/';
  }
  return result;
}

std::string versionText(const uint16_t (&parts)[4]) {
  std::string text;
  for (uint16_t part : parts) text.append(text.empty() ? "" : ".").append(std::to_string(part));
  return text;
}

std::string fullAssemblyName(const Metadata& metadata, StringIdx name, const uint16_t (&version)[4],
                             StringIdx culture, BlobIdx key, bool isFullKey) {
  std::string result(metadata.string(name));
  std::string_view cultureName = metadata.string(culture);
  result.append(", Version=").append(versionText(version));
  result.append(", Culture=").append(cultureName.empty() ? std::string_view("neutral") : cultureName);
  result.append(", PublicKeyToken=");
  ByteSpan bytes = metadata.blob(key);
  std::array<uint8_t, 8> token;
  if (isFullKey && !bytes.empty()) {
    // The last eight bytes of the key's digest, from the end (ECMA-335 II.6.3).
    const std::array<uint8_t, 20> digest = sha1(bytes);
    std::copy_n(digest.rbegin(), token.size(), token.begin());
    bytes = ByteSpan(token);
  }
  if (bytes.empty()) result += "null";
  for (uint8_t byte : bytes) {
    static constexpr char kDigits[] = "0123456789abcdef";
    result += kDigits[byte >> 4];
    result += kDigits[byte & 15];
  }
  return result;
}

/// `Type::` of a MemberRef's parent.
std::string parentPrefix(const Metadata& metadata, Token parent) {
  switch (parent.table()) {
    case Table::MethodDef: return typeDefName(metadata, metadata.typeOfMethod(parent.rid())) + "::";
    case Table::ModuleRef: return std::string(metadata.string(metadata.moduleRef(parent.rid()).name)) + "::";
    default: return typeName(metadata, parent) + "::";
  }
}

std::string checkedTokenName(const Metadata& metadata, Token token) {
  switch (token.table()) {
    case Table::TypeDef:
    case Table::TypeRef:
    case Table::TypeSpec: return typeName(metadata, token);
    case Table::MethodDef: return methodName(metadata, token.rid());
    case Table::Field: return fieldName(metadata, token.rid());
    case Table::MemberRef: {
      MemberRefRow row = metadata.memberRef(token.rid());
      return parentPrefix(metadata, row.parent).append(metadata.string(row.name));
    }
    case Table::MethodSpec: {
      MethodSpecRow row = metadata.methodSpec(token.rid());
      SigCursor cursor(metadata, row.instantiation);
      std::string name =
          checkedTokenName(metadata, row.method);  // a MethodDef or MemberRef: no further recursion
      return name + printMethodSpec(metadata, cursor);
    }
    case Table::StandAloneSig: {
      SigCursor cursor(metadata, metadata.standAloneSig(token.rid()).signature);
      return printSignature(metadata, cursor);
    }
    default:
      if (token.isUserString()) return '"' + utf16LeToUtf8(metadata.userString(token.rid())) + '"';
      metadata.require(token);
      return std::string(tableName(token.table())) + " row " + std::to_string(token.rid());
  }
}

}  // namespace

std::string typeDefName(const Metadata& metadata, uint32_t rid) {
  TypeDefRow row = metadata.typeDef(rid);
  uint32_t enclosing = metadata.enclosingType(rid);
  if (!enclosing) return qualified(metadata, row.nameSpace, row.name);
  std::vector<std::string> names{qualified(metadata, row.nameSpace, row.name)};
  for (; enclosing; enclosing = metadata.enclosingType(enclosing)) {
    if (names.size() > kMaxNesting) tooDeep(metadata, Table::TypeDef, rid);
    TypeDefRow outer = metadata.typeDef(enclosing);
    names.push_back(qualified(metadata, outer.nameSpace, outer.name));
  }
  return joinOutwards(names);
}

std::string typeRefName(const Metadata& metadata, uint32_t rid) {
  std::vector<std::string> names;
  for (uint32_t at = rid;;) {
    if (names.size() > kMaxNesting) tooDeep(metadata, Table::TypeRef, rid);
    TypeRefRow row = metadata.typeRef(at);
    names.push_back(qualified(metadata, row.nameSpace, row.name));
    if (!row.resolutionScope.is(Table::TypeRef) || row.resolutionScope.isNil()) break;
    at = row.resolutionScope.rid();
  }
  return joinOutwards(names);
}

std::string exportedTypeName(const Metadata& metadata, uint32_t rid) {
  std::vector<std::string> names;
  for (uint32_t at = rid;;) {
    if (names.size() > kMaxNesting) tooDeep(metadata, Table::ExportedType, rid);
    ExportedTypeRow row = metadata.exportedType(at);
    names.push_back(qualified(metadata, row.nameSpace, row.name));
    if (!row.implementation.is(Table::ExportedType) || row.implementation.isNil()) break;
    at = row.implementation.rid();
  }
  return joinOutwards(names);
}

std::string typeRefScopeName(const Metadata& metadata, uint32_t rid) {
  Token scope = metadata.typeRef(rid).resolutionScope;
  for (uint32_t depth = 0; scope.is(Table::TypeRef) && !scope.isNil(); ++depth) {
    if (depth > kMaxNesting) tooDeep(metadata, Table::TypeRef, rid);
    scope = metadata.typeRef(scope.rid()).resolutionScope;
  }
  if (scope.isNil()) return {};
  if (scope.is(Table::AssemblyRef))
    return std::string(metadata.string(metadata.assemblyRef(scope.rid()).name));
  if (scope.is(Table::ModuleRef))
    return ".module " + std::string(metadata.string(metadata.moduleRef(scope.rid()).name));
  return {};
}

std::string typeName(const Metadata& metadata, Token token) {
  if (token.is(Table::TypeRef)) return typeRefName(metadata, token.rid());
  return printTypeToken(metadata, token);
}

std::string methodName(const Metadata& metadata, uint32_t rid) {
  std::string_view name = metadata.string(metadata.methodDef(rid).name);
  return typeDefName(metadata, metadata.typeOfMethod(rid)).append("::").append(name);
}

std::string fieldName(const Metadata& metadata, uint32_t rid) {
  std::string_view name = metadata.string(metadata.field(rid).name);
  return typeDefName(metadata, metadata.typeOfField(rid)).append("::").append(name);
}

std::string tokenName(const Metadata& metadata, Token token) {
  try {
    return checkedTokenName(metadata, token);
  } catch (const LoadError&) {
    static constexpr char kDigits[] = "0123456789abcdef";
    std::string text = "token 0x";
    for (int shift = 28; shift >= 0; shift -= 4) text += kDigits[token.value >> shift & 15];
    return text;
  }
}

std::string assemblyRefName(const Metadata& metadata, uint32_t rid) {
  constexpr uint32_t kPublicKey = 1;  // the blob is a whole key and not its token (II.23.1.2)
  AssemblyRefRow row = metadata.assemblyRef(rid);
  return fullAssemblyName(metadata, row.name,
                          {row.majorVersion, row.minorVersion, row.buildNumber, row.revisionNumber},
                          row.culture, row.publicKeyOrToken, row.flags & kPublicKey);
}

std::string assemblyFullName(const Metadata& metadata) {
  AssemblyRow row = metadata.assemblyRow();
  return fullAssemblyName(metadata, row.name,
                          {row.majorVersion, row.minorVersion, row.buildNumber, row.revisionNumber},
                          row.culture, row.publicKey, !metadata.blob(row.publicKey).empty());
}

}  // namespace minivm
