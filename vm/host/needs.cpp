// For each assembly: every TypeRef is bound, then every body is read instruction by instruction, and each
// token in it is bound in the generic context of its method, with its own variables as arguments. A failure
// belongs to the missing type that the token mentions, if there is one, else to the member itself.
#include "vm/host/needs.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <unordered_map>

#include "loader/method_body.h"
#include "loader/names.h"
#include "loader/signature.h"
#include "vm/interop/pinvoke.h"
#include "vm/native/native_table.h"
#include "vm/runtime.h"
#include "vm/types/load_failure.h"

namespace minivm {
namespace {

constexpr size_t kPlacesKept = 4;
constexpr uint32_t kMaxSpecDepth = 32;  ///< TypeSpecs naming TypeSpecs

std::string fileName(const Module& module) {
  return std::filesystem::path(module.image().path()).filename().string();
}

bool isMissing(LoadFailureKind kind) {
  return kind == LoadFailureKind::TypeLoad || kind == LoadFailureKind::MissingMethod ||
         kind == LoadFailureKind::MissingField || kind == LoadFailureKind::FileNotFound ||
         kind == LoadFailureKind::EntryPointNotFound || kind == LoadFailureKind::DllNotFound;
}

class Finder {
 public:
  explicit Finder(Runtime& runtime)
      : runtime_(runtime),
        loader_(runtime.classLoader()),
        libraryFolder_(std::filesystem::path(loader_.coreLib().image().path()).parent_path()) {}

  Needs find(Module& app) {
    queue(app);
    std::vector<Scope> scopes;
    for (size_t i = 0; i < modules_.size(); ++i) {
      Scope& scope = scopes.emplace_back(Scope{*modules_[i], modules_[i]->metadata(), {}, {}});
      bindAssemblies(scope);
      bindTypeRefs(scope);
    }
    for (Scope& scope : scopes)
      for (uint32_t rid = 1; rid <= scope.metadata.rows(Table::TypeDef); ++rid) lookAtType(scope, rid);
    Needs result;
    for (auto& [key, need] : needs_) result.missing.push_back(std::move(need));
    for (Module* module : modules_) result.assemblies.push_back(fileName(*module));
    result.references = references_;
    return result;
  }

 private:
  /// One assembly being looked through.
  struct Scope {
    Module& module;
    const Metadata& metadata;
    std::vector<Need*> typeRefs;  ///< by rid: the missing type or assembly, else null
    /// Needs of a token that was bound before; the upper half of the key is the method where it matters.
    std::unordered_map<uint64_t, std::vector<Need*>> bound;
  };

  bool isLibrary(const Module& module) const {
    return std::filesystem::path(module.image().path()).parent_path() == libraryFolder_ &&
           !modules_.empty() && &module != modules_.front();
  }

  void queue(Module& module) {
    if (module.isCoreLib() || isLibrary(module)) return;
    if (std::find(modules_.begin(), modules_.end(), &module) == modules_.end()) modules_.push_back(&module);
  }

  Need* need(NeedKind kind, std::string name, std::string detail) {
    auto [at, isNew] = needs_.try_emplace({kind, name});
    if (isNew) at->second = {kind, std::move(name), std::move(detail), {}, {}, 0, false};
    return &at->second;
  }

  void place(Need& need, const std::string& where) {
    need.placeCount++;
    need.inAttributesOnly = false;
    if (need.places.size() < kPlacesKept && (need.places.empty() || need.places.back() != where))
      need.places.push_back(where);
  }

  void bindAssemblies(Scope& scope) {
    for (uint32_t rid = 1; rid <= scope.metadata.rows(Table::AssemblyRef); ++rid) {
      references_++;
      try {
        queue(loader_.resolveAssemblyRef(scope.module, rid));
      } catch (const std::exception&) {
        place(*need(NeedKind::Assembly, assemblyRefName(scope.metadata, rid), ""), fileName(scope.module));
      }
    }
  }

  void bindTypeRefs(Scope& scope) {
    scope.typeRefs.resize(scope.metadata.rows(Table::TypeRef) + 1);
    for (uint32_t rid = 1; rid < scope.typeRefs.size(); ++rid) {
      references_++;
      try {
        loader_.loadType(scope.module, Token::make(Table::TypeRef, rid), {});
      } catch (const LoadFailure& failure) {
        causes_.insert(failure.what());
        // Another kind is a type that is there and cannot be loaded, for a reason of its own.
        const std::string name = typeRefName(scope.metadata, rid);
        const std::string assembly = typeRefScopeName(scope.metadata, rid);
        scope.typeRefs[rid] =
            failure.kind() == LoadFailureKind::FileNotFound ? missingAssembly(scope, rid)
            : isFound(scope, rid)
                ? need(NeedKind::Load, name, failure.what())
                : need(NeedKind::Type, assembly.empty() ? name : name + " of " + assembly, "");
        if (scope.typeRefs[rid]) scope.typeRefs[rid]->inAttributesOnly = scope.typeRefs[rid]->placeCount == 0;
      }
    }
  }

  /// The type exists in the metadata of the assembly it is looked for in.
  bool isFound(Scope& scope, uint32_t rid) {
    try {
      const TypeRefRow row = scope.metadata.typeRef(rid);
      if (!row.resolutionScope.is(Table::AssemblyRef)) return false;
      Module& target = loader_.resolveAssemblyRef(scope.module, row.resolutionScope.rid());
      return target.metadata().findTypeDef(scope.metadata.string(row.nameSpace),
                                           scope.metadata.string(row.name)) != 0;
    } catch (const std::exception&) {
      return false;
    }
  }

  Need* missingAssembly(Scope& scope, uint32_t typeRef) {
    Token token = scope.metadata.typeRef(typeRef).resolutionScope;
    for (uint32_t depth = 0;
         token.is(Table::TypeRef) && scope.metadata.isValid(token) && depth < kMaxSpecDepth; ++depth)
      token = scope.metadata.typeRef(token.rid()).resolutionScope;
    if (!token.is(Table::AssemblyRef) || !scope.metadata.isValid(token)) return nullptr;
    Need* missing = need(NeedKind::Assembly, assemblyRefName(scope.metadata, token.rid()), "");
    member(*missing, typeRefName(scope.metadata, typeRef));
    return missing;
  }

  static void member(Need& need, std::string text) {
    auto at = std::lower_bound(need.members.begin(), need.members.end(), text);
    if (at == need.members.end() || *at != text) need.members.insert(at, std::move(text));
  }

  // ---- which missing types a token mentions ----

  void mentioned(Scope& scope, Token token, std::set<Need*>& found, uint32_t depth = 0) {
    if (depth > kMaxSpecDepth || !scope.metadata.isValid(token)) return;
    switch (token.table()) {
      case Table::TypeRef:
        if (scope.typeRefs[token.rid()]) found.insert(scope.typeRefs[token.rid()]);
        break;
      case Table::TypeSpec: {
        SigCursor cursor(scope.metadata, scope.metadata.typeSpec(token.rid()).signature);
        mentionedInType(scope, cursor, found, depth + 1);
        break;
      }
      case Table::MemberRef: {
        const MemberRefRow row = scope.metadata.memberRef(token.rid());
        mentioned(scope, row.parent, found, depth + 1);
        mentionedInSignature(scope, SigCursor(scope.metadata, row.signature), found, depth + 1);
        break;
      }
      case Table::MethodSpec: {
        const MethodSpecRow row = scope.metadata.methodSpec(token.rid());
        mentioned(scope, row.method, found, depth + 1);
        SigCursor cursor(scope.metadata, row.instantiation);
        for (uint32_t count = readMethodSpecHeader(cursor); count > 0; --count)
          mentionedInType(scope, cursor, found, depth + 1);
        break;
      }
      case Table::StandAloneSig:
        mentionedInSignature(scope,
                             SigCursor(scope.metadata, scope.metadata.standAloneSig(token.rid()).signature),
                             found, depth + 1);
        break;
      default: break;
    }
  }

  void mentionedInSignature(Scope& scope, SigCursor cursor, std::set<Need*>& found, uint32_t depth) {
    const uint8_t kind = cursor.peek() & kSigKindMask;
    if (kind == kSigField) {
      readFieldHeader(cursor);
      mentionedInType(scope, cursor, found, depth);
    } else if (kind == kSigLocals) {
      for (uint32_t count = readLocalsHeader(cursor); count > 0; --count)
        mentionedInType(scope, cursor, found, depth);
    } else {
      mentionedInMethod(scope, cursor, found, depth);
    }
  }

  void mentionedInMethod(Scope& scope, SigCursor& cursor, std::set<Need*>& found, uint32_t depth) {
    const MethodSigHeader head = readMethodHeader(cursor);
    for (uint32_t count = head.paramCount + 1; count > 0; --count)
      mentionedInType(scope, cursor, found, depth);
  }

  void mentionedInType(Scope& scope, SigCursor& cursor, std::set<Need*>& found, uint32_t depth) {
    if (depth > kMaxSigDepth) cursor.fail("types nest too deeply");
    for (;;) {
      switch (cursor.readElementType()) {
        case ElementType::CModOpt:
        case ElementType::CModReqd: mentioned(scope, cursor.readTypeDefOrRef(), found, depth + 1); continue;
        case ElementType::Ptr:
        case ElementType::ByRef:
        case ElementType::SzArray:
        case ElementType::Pinned:
        case ElementType::Sentinel: continue;
        case ElementType::Class:
        case ElementType::ValueType: mentioned(scope, cursor.readTypeDefOrRef(), found, depth + 1); return;
        case ElementType::Var:
        case ElementType::MVar: cursor.readCompressed(); return;
        case ElementType::GenericInst: {
          cursor.readByte();
          mentioned(scope, cursor.readTypeDefOrRef(), found, depth + 1);
          for (uint32_t count = cursor.readCount(); count > 0; --count)
            mentionedInType(scope, cursor, found, depth + 1);
          return;
        }
        case ElementType::Array: {
          mentionedInType(scope, cursor, found, depth + 1);
          cursor.readCompressed();
          for (uint32_t count = cursor.readCount(); count > 0; --count) cursor.readCompressed();
          for (uint32_t count = cursor.readCount(); count > 0; --count) cursor.readCompressedSigned();
          return;
        }
        case ElementType::FnPtr: mentionedInMethod(scope, cursor, found, depth + 1); return;
        default: return;
      }
    }
  }

  // ---- types and bodies ----

  std::vector<TypeHandle> variablesOf(Scope& scope, Token owner) {
    std::vector<TypeHandle> variables;
    const uint32_t count = scope.metadata.genericParamsOf(owner).size();
    for (uint32_t i = 0; i < count; ++i) variables.push_back(loader_.genericVariable(scope.module, owner, i));
    return variables;
  }

  void lookAtType(Scope& scope, uint32_t rid) {
    const Token type = Token::make(Table::TypeDef, rid);
    const std::string name = fileName(scope.module) + ": " + typeDefName(scope.metadata, rid);
    std::set<Need*> found;
    try {
      mentioned(scope, scope.metadata.typeDef(rid).extends, found);
      for (uint32_t row : scope.metadata.interfaceImplsOf(rid))
        mentioned(scope, scope.metadata.interfaceImpl(row).interface, found);
      for (uint32_t field : scope.metadata.fieldsOf(rid))
        mentionedInSignature(scope, SigCursor(scope.metadata, scope.metadata.field(field).signature), found,
                             0);
      for (Need* missing : found) place(*missing, name);
      if (found.empty()) {
        MethodTable* loaded = loader_.loadType(scope.module, type, {}).asMethodTable();
        if (!loaded->isInterface()) loader_.requireImplemented(loaded);
      }
    } catch (const std::exception& error) {
      if (!causes_.contains(error.what()))
        place(*need(NeedKind::Load, typeDefName(scope.metadata, rid), error.what()), name);
    }
    const std::vector<TypeHandle> classArgs = variablesOf(scope, type);
    for (uint32_t method : scope.metadata.methodsOf(rid)) lookAtMethod(scope, method, classArgs);
  }

  void lookAtMethod(Scope& scope, uint32_t rid, std::span<const TypeHandle> classArgs) {
    const Token token = Token::make(Table::MethodDef, rid);
    const std::string name = fileName(scope.module) + ": " + methodName(scope.metadata, rid);
    const MethodDefRow row = scope.metadata.methodDef(rid);
    try {
      std::set<Need*> found;
      mentionedInSignature(scope, SigCursor(scope.metadata, row.signature), found, 0);
      if (const auto map = scope.metadata.implMapOf(token)) {
        references_++;
        bindNative(scope, token, *map, name);
      }
      if (row.rva == 0) {
        for (Need* missing : found) place(*missing, name);
        return;
      }
      const MethodBody body = MethodBody::read(scope.metadata, row.rva, rid);
      mentioned(scope, body.localsSig, found);
      for (const EhClause& clause : body.ehClauses)
        if (clause.kind == EhKind::Catch) mentioned(scope, clause.classToken, found);
      for (Need* missing : found) place(*missing, name);

      const std::vector<TypeHandle> methodArgs = variablesOf(scope, token);
      const GenericContext context{classArgs, methodArgs};
      IlReader reader(runtime_.opcodes(), body.code, scope.metadata.path());
      IlInstruction instruction;
      while (reader.next(instruction)) {
        switch (instruction.info->operand) {
          case OperandKind::Method:
          case OperandKind::Field:
          case OperandKind::Type:
          case OperandKind::Tok:
          case OperandKind::Sig: break;
          default: continue;
        }
        for (Need* missing : bind(scope, instruction.token, rid, context))
          place(*missing, fmt::format("{} +0x{:x}", name, instruction.offset));
      }
    } catch (const std::exception& error) {
      place(*need(NeedKind::Load, methodName(scope.metadata, rid), error.what()), name);
    }
  }

  void bindNative(Scope& scope, Token token, const ImplMapRow& map, const std::string& name) {
    try {
      MethodDesc* method = loader_.resolveMethod(scope.module, token, {});
      // Opens the library and finds the function; no program has registered a resolver here.
      if (runtime_.natives().bind(method) == &bindAndCallPInvoke)
        bindPInvokeRunsManaged(runtime_.mainThread(), method);
    } catch (const LoadFailure& failure) {
      const std::string library(
          map.importScope ? scope.metadata.string(scope.metadata.moduleRef(map.importScope).name) : "");
      const std::string entry(scope.metadata.string(map.importName));
      if (failure.kind() == LoadFailureKind::DllNotFound) {
        Need* missing = need(NeedKind::Native, "library " + library, "");
        member(*missing, entry);
        place(*missing, name);
      } else {
        place(*need(NeedKind::Native, entry + " of library " + library,
                    failure.kind() == LoadFailureKind::EntryPointNotFound ? "" : failure.what()),
              name);
      }
    }
  }

  /// Binds the token of an instruction; what it lacks, if anything.
  const std::vector<Need*>& bind(Scope& scope, Token token, uint32_t method, const GenericContext& context) {
    const bool isOpen = token.is(Table::MethodSpec) || token.is(Table::TypeSpec) ||
                        (token.is(Table::MemberRef) && scope.metadata.isValid(token) &&
                         scope.metadata.memberRef(token.rid()).parent.is(Table::TypeSpec));
    const auto [at, isNew] = scope.bound.try_emplace(token.value | (isOpen ? uint64_t{method} << 32 : 0));
    if (isNew) at->second = bindNew(scope, token, context);
    return at->second;
  }

  std::vector<Need*> bindNew(Scope& scope, Token token, const GenericContext& context) {
    references_++;
    std::set<Need*> found;
    mentioned(scope, token, found);
    if (!found.empty()) {
      nameMember(scope, token, found);
      return {found.begin(), found.end()};
    }
    try {
      return bindMember(scope, token, context);
    } catch (const LoadFailure& failure) {
      if (!isMissing(failure.kind())) throw;
      if (causes_.contains(failure.what()))
        return {};  // a type that needs a missing one, which says so itself
      const bool isField = failure.kind() == LoadFailureKind::MissingField;
      const bool isMember = isField || failure.kind() == LoadFailureKind::MissingMethod;
      return {need(isField    ? NeedKind::Field
                   : isMember ? NeedKind::Method
                              : NeedKind::Load,
                   textOf(scope, token), isMember ? "" : failure.what())};
    }
  }

  std::vector<Need*> bindMember(Scope& scope, Token token, const GenericContext& context) {
    switch (token.table()) {
      case Table::TypeDef:
      case Table::TypeRef:
      case Table::TypeSpec: loader_.loadType(scope.module, token, context); break;
      case Table::Field: break;
      case Table::MemberRef:
        if (isField(scope, token)) {
          loader_.resolveField(scope.module, token, context);
          break;
        }
        [[fallthrough]];
      case Table::MethodSpec: {
        MethodDesc* method = loader_.resolveMethod(scope.module, token, context);
        if (Need* missing = unwritten(*method)) return {missing};
        break;
      }
      default: break;
    }
    return {};
  }

  static bool isField(Scope& scope, Token memberRef) {
    return SigCursor(scope.metadata, scope.metadata.memberRef(memberRef.rid()).signature).peek() == kSigField;
  }

  /// A native method of the class library that is declared and has no code.
  Need* unwritten(MethodDesc& method) {
    const Module& home = *method.methodTable->module;
    if (method.kind != MethodKind::FCall || !home.isCoreLib()) return nullptr;
    if (method.isCtor() && method.methodTable == loader_.wellKnown(WellKnownType::String)) {
      loader_.stringCtorReplacement(&method);
      return nullptr;
    }
    std::string type = typeDefName(home.metadata(), method.methodTable->eeClass->typeDef.rid());
    std::replace(type.begin(), type.end(), '/', '+');
    if (runtime_.natives().findFCall(type, method.name(), loader_.signatureText(&method))) return nullptr;
    return need(NeedKind::Native, method.toString(), "declared in the class library, but not written yet");
  }

  /// Notes under a missing type which of its members is used.
  void nameMember(Scope& scope, Token token, const std::set<Need*>& found) {
    if (token.is(Table::MethodSpec)) token = scope.metadata.methodSpec(token.rid()).method;
    if (!token.is(Table::MemberRef) || !scope.metadata.isValid(token)) return;
    const MemberRefRow row = scope.metadata.memberRef(token.rid());
    std::set<Need*> parents;
    mentioned(scope, row.parent, parents);
    for (Need* missing : found)
      if (missing->kind == NeedKind::Type && parents.contains(missing))
        member(*missing, std::string(scope.metadata.string(row.name)));
  }

  std::string textOf(Scope& scope, Token token) {
    if (token.is(Table::MethodSpec)) token = scope.metadata.methodSpec(token.rid()).method;
    if (!token.is(Table::MemberRef) || !scope.metadata.isValid(token))
      return tokenName(scope.metadata, token);
    const MemberRefRow row = scope.metadata.memberRef(token.rid());
    SigCursor cursor(scope.metadata, row.signature);
    const std::string name = tokenName(scope.metadata, token);
    return cursor.peek() == kSigField ? printFieldSig(scope.metadata, cursor) + " " + name
                                      : printMethodSig(scope.metadata, cursor, name);
  }

  Runtime& runtime_;
  ClassLoader& loader_;
  const std::filesystem::path libraryFolder_;
  std::vector<Module*> modules_;  ///< to be looked through, the app first
  std::map<std::pair<NeedKind, std::string>, Need> needs_;
  std::set<std::string> causes_;  ///< the messages of TypeRefs that cannot be bound
  uint32_t references_ = 0;
};

}  // namespace

Needs findNeeds(Runtime& runtime, Module& app) {
  return Finder(runtime).find(app);
}

}  // namespace minivm
