// What a definition says about its own variables: variance (II.9.7) and recursion that never ends (II.9.2).
// Both look at signatures and keys only; no type is loaded.
#include <algorithm>
#include <functional>

#include "vm/types/failure_text.h"
#include "vm/types/method_table_builder.h"
#include "vm/types/signature_compare.h"

namespace minivm {

namespace {

/// Where a variable stands: only outputs may be covariant, only inputs contravariant.
enum class Position : uint8_t { Invariant, Output, Input };
constexpr uint16_t kVarianceMask = 3, kCovariant = 1, kContravariant = 2;

Position flip(Position position) {
  return position == Position::Output  ? Position::Input
         : position == Position::Input ? Position::Output
                                       : Position::Invariant;
}

/// Walks the types of one module's signatures.
class VarianceChecker {
 public:
  VarianceChecker(TypeLoader& loader, Module& module, uint32_t rid)
      : loader_(loader),
        module_(module),
        params_(module.metadata().genericParamsOf(Token::make(Table::TypeDef, rid))) {}

  bool anyVariance() const {
    for (uint32_t row : params_) {
      if (module_.metadata().genericParam(row).flags & kVarianceMask) return true;
    }
    return false;
  }

  /// Moves past one type; false when a variable stands where its variance forbids it.
  bool check(SigCursor& cursor, Position position, uint32_t depth = 0) {
    if (depth > kMaxSigDepth) cursor.fail("types nest too deep");
    cursor.skipModifiers();
    ElementType element = cursor.readElementType();
    switch (element) {
      case ElementType::Var: {
        uint32_t index = cursor.readCompressed();
        if (index >= params_.size()) return true;
        uint16_t variance = module_.metadata().genericParam(params_[index]).flags & kVarianceMask;
        return variance == 0 || (variance == kCovariant && position == Position::Output) ||
               (variance == kContravariant && position == Position::Input);
      }
      case ElementType::MVar: cursor.readCompressed(); return true;
      case ElementType::Class:
      case ElementType::ValueType: cursor.readTypeDefOrRef(); return true;
      case ElementType::SzArray: return check(cursor, position, depth + 1);
      case ElementType::Array: {
        bool fits = check(cursor, position, depth + 1);
        cursor.readCompressed();
        for (uint32_t n = cursor.readCount(); n; --n) cursor.readCompressed();
        for (uint32_t n = cursor.readCount(); n; --n) cursor.readCompressedSigned();
        return fits;
      }
      case ElementType::Ptr:
      case ElementType::ByRef: return check(cursor, Position::Invariant, depth + 1);
      case ElementType::FnPtr: {
        uint32_t count = readMethodHeader(cursor).paramCount;
        bool fits = true;
        for (uint32_t i = 0; i <= count; ++i) fits &= check(cursor, Position::Invariant, depth + 1);
        return fits;
      }
      case ElementType::GenericInst: {
        cursor.readByte();
        Token definition = cursor.readTypeDefOrRef();
        TypeKey key = loader_.keyOf(module_, definition);
        RowRange theirs = key.module->metadata().genericParamsOf(Token::make(Table::TypeDef, key.rid));
        uint32_t count = cursor.readCount();
        bool fits = true;
        for (uint32_t i = 0; i < count; ++i) {
          uint16_t variance =
              i < theirs.size() ? key.module->metadata().genericParam(theirs[i]).flags & kVarianceMask : 0;
          Position inner = variance == 0                ? Position::Invariant
                           : variance == kContravariant ? flip(position)
                                                        : position;
          fits &= check(cursor, inner, depth + 1);
        }
        return fits;
      }
      default: return true;
    }
  }

 private:
  TypeLoader& loader_;
  Module& module_;
  RowRange params_;
};

}  // namespace

void MethodTableBuilder::checkVariance() {
  VarianceChecker checker(loader_, module_, rid_);
  if (!checker.anyVariance()) return;
  bool isInterface = mt_->isInterface();
  if (!isInterface && !mt_->isDelegate())
    loader_.fail(
        mt_, "it declares a covariant or contravariant type parameter and is not an interface or delegate");
  auto failAt = [&](const std::string& where) {
    loader_.fail(mt_, "a covariant or contravariant type parameter was used illegally in " + where);
  };
  for (uint32_t rid : metadata_.interfaceImplsOf(rid_)) {
    Token token = metadata_.interfaceImpl(rid).interface;
    if (!token.is(Table::TypeSpec)) continue;
    metadata_.require(token);
    SigCursor cursor(metadata_, metadata_.typeSpec(token.rid()).signature);
    if (!checker.check(cursor, Position::Output)) failAt("an inherited interface");
  }
  for (uint32_t rid : metadata_.methodsOf(rid_)) {
    MethodDefRow row = metadata_.methodDef(rid);
    constexpr uint16_t kStatic = 0x10;
    std::string name(metadata_.string(row.name));
    if ((row.flags & kStatic) || name == ".ctor") continue;
    Token method = Token::make(Table::MethodDef, rid);
    for (uint32_t param : metadata_.genericParamsOf(method)) {
      for (uint32_t constraint : metadata_.constraintsOf(param)) {
        Token token = metadata_.genericParamConstraint(constraint).constraint;
        if (!token.is(Table::TypeSpec)) continue;
        metadata_.require(token);
        SigCursor cursor(metadata_, metadata_.typeSpec(token.rid()).signature);
        // CoreCLR leaves the method unnamed here.
        if (!checker.check(cursor, Position::Input)) failAt("a type parameter constraint in method ''");
      }
    }
    SigCursor cursor(metadata_, row.signature);
    uint32_t count = readMethodHeader(cursor).paramCount;
    if (!checker.check(cursor, Position::Output))
      failAt("the signature for the result type in method '" + name + "'");
    for (uint32_t i = 0; i < count; ++i) {
      if (!checker.check(cursor, Position::Input))
        failAt("the signature for an argument in method '" + name + "'");
    }
  }
}

/// II.9.2: in the types that a generic class derives from, an edge leads from each of its variables to the
/// parameter of the class for which it is passed on; it is expanding when it is passed as a part of something
/// bigger. A cycle with an expanding edge would need endlessly many instances.
void MethodTableBuilder::checkRecursion() {
  uint32_t count = metadata_.genericParamsOf(Token::make(Table::TypeDef, rid_)).size();
  if (count == 0) return;
  struct Edge {
    uint32_t from, to;
    bool expands;
  };
  std::vector<Edge> edges;
  // Variables of the class inside one type, by a walk that also collects the edges of every C<…> on the way.
  std::function<std::vector<uint32_t>(SigCursor&, bool&, uint32_t)> walk =
      [&](SigCursor& cursor, bool& isVariable, uint32_t depth) -> std::vector<uint32_t> {
    if (depth > kMaxSigDepth) cursor.fail("types nest too deep");
    cursor.skipModifiers();
    isVariable = false;
    bool ignored = false;
    std::vector<uint32_t> found;
    ElementType element = cursor.peekElementType();
    switch (element) {
      case ElementType::Var:
        cursor.readByte();
        isVariable = true;
        found.push_back(cursor.readCompressed());
        return found;
      case ElementType::SzArray:
      case ElementType::Ptr:
      case ElementType::ByRef: cursor.readByte(); return walk(cursor, ignored, depth + 1);
      case ElementType::GenericInst: {
        cursor.readByte();
        cursor.readByte();
        Token definition = cursor.readTypeDefOrRef();
        bool isOurs =
            sameDefinition(loader_, module_, definition, module_, Token::make(Table::TypeDef, rid_));
        uint32_t args = cursor.readCount();
        for (uint32_t i = 0; i < args; ++i) {
          bool plain = false;
          std::vector<uint32_t> inner = walk(cursor, plain, depth + 1);
          for (uint32_t variable : inner) {
            if (isOurs && variable < count && i < count) edges.push_back({variable, i, !plain});
          }
          found.insert(found.end(), inner.begin(), inner.end());
        }
        return found;
      }
      default: cursor.skipType(); return found;
    }
  };
  auto look = [&](Token token) {
    if (token.isNil() || !token.is(Table::TypeSpec)) return;
    metadata_.require(token);
    SigCursor cursor(metadata_, metadata_.typeSpec(token.rid()).signature);
    bool ignored;
    walk(cursor, ignored, 0);
  };
  look(metadata_.typeDef(rid_).extends);
  for (uint32_t rid : metadata_.interfaceImplsOf(rid_)) look(metadata_.interfaceImpl(rid).interface);
  for (const Edge& expanding : edges) {
    if (!expanding.expands) continue;
    std::vector<bool> reached(count, false);
    std::vector<uint32_t> work{expanding.to};
    while (!work.empty()) {
      uint32_t at = work.back();
      work.pop_back();
      if (reached[at]) continue;
      reached[at] = true;
      for (const Edge& edge : edges) {
        if (edge.from == at) work.push_back(edge.to);
      }
    }
    if (reached[expanding.from]) {
      throw LoadFailure(LoadFailureKind::TypeLoad, "Could not load type " + typeAndAssembly(mt_) +
                                                       " because it has recursive generic definition.");
    }
  }
}

}  // namespace minivm
