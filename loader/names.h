#pragma once
#include <cstdint>
#include <string>

#include "loader/metadata.h"

namespace minivm {

/// `Ns.Outer/Inner` of a TypeDef. Throws when the nesting is cyclic or deeper than 64.
std::string typeDefName(const Metadata& metadata, uint32_t rid);
/// `Ns.Outer/Inner` of a TypeRef, without its assembly.
std::string typeRefName(const Metadata& metadata, uint32_t rid);
/// `Ns.Outer/Inner` of an ExportedType.
std::string exportedTypeName(const Metadata& metadata, uint32_t rid);
/// The simple name of the assembly or module a TypeRef is looked up in; empty when it is this module.
std::string typeRefScopeName(const Metadata& metadata, uint32_t rid);
/// Any TypeDef, TypeRef or TypeSpec; a TypeSpec is printed as a type.
std::string typeName(const Metadata& metadata, Token token);
/// `Ns.Type::Name` of a MethodDef.
std::string methodName(const Metadata& metadata, uint32_t rid);
/// `Ns.Type::Name` of a Field.
std::string fieldName(const Metadata& metadata, uint32_t rid);
/// `Ns.Type::Name` of a MethodDef, MemberRef, Field or MethodSpec; types and strings too, for listings. Never
/// throws for a bad token: it then prints the number.
std::string tokenName(const Metadata& metadata, Token token);
/// `Name, Version=1.0.0.0, Culture=neutral, PublicKeyToken=…` of an AssemblyRef.
std::string assemblyRefName(const Metadata& metadata, uint32_t rid);
/// The same of this image's own Assembly row. The public key is printed as it is stored, not hashed.
std::string assemblyFullName(const Metadata& metadata);

}  // namespace minivm
