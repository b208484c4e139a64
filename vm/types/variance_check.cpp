// What a definition says about its own variables: variance (II.9.7) and recursion that never ends (II.9.2).
// Both look at signatures and keys only; no type is loaded.
#include <algorithm>
#include <vector>

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

namespace {

/// II.9.2: in the types that a generic class derives from, an edge leads from each of its variables to the
/// parameter for which it is passed on, of the class itself or of another one; it is expanding when it is
/// passed as a part of something bigger. A cycle with an expanding edge would need endlessly many instances.
class RecursionChecker {
 public:
  explicit RecursionChecker(TypeLoader& loader) : loader_(loader) {}

  /// The definition at which a way from `root` through the base types closes such a cycle; empty: there is
  /// none. `known` has definitions from which no way leads to a cycle, and gets those that were found to be
  /// so.
  TypeKey find(TypeKey root, HashMap<TypeKey, bool>& known) {
    const auto isFine = [&](TypeKey key) {
      return key.module == loader_.coreLib || known.find(key) != nullptr;
    };
    if (isFine(root)) return {};
    visit(root, isFine);
    if (!hasCycle(definitions_.size())) {
      for (const Definition& definition : definitions_) known.set(definition.key, true);
      return {};
    }
    size_t first = 1;
    while (!hasCycle(first)) ++first;
    return definitions_[first - 1].key;
  }

 private:
  struct Edge {
    uint32_t from, to;  ///< a parameter in nodes_
    bool expands;
    size_t definition;  ///< whose base types have it
  };
  struct Definition {
    TypeKey key;
    uint32_t firstNode, params;
  };

  size_t indexOf(TypeKey key) const {
    const auto at = std::find_if(definitions_.begin(), definitions_.end(),
                                 [&](const Definition& definition) { return definition.key == key; });
    return static_cast<size_t>(at - definitions_.begin());
  }

  /// Collects the edges of `key` and of all that it mentions, in the order in which they would be loaded.
  template <typename IsFine>
  void visit(TypeKey root, const IsFine& isFine) {
    std::vector<TypeKey> work{root};
    while (!work.empty()) {
      const TypeKey key = work.back();
      work.pop_back();
      if (isFine(key)) continue;
      const size_t index = add(key);
      if (isCollected_[index]) continue;
      isCollected_[index] = true;
      mentioned_.clear();
      const Metadata& metadata = key.module->metadata();
      look(index, metadata.typeDef(key.rid).extends);
      for (uint32_t rid : metadata.interfaceImplsOf(key.rid))
        look(index, metadata.interfaceImpl(rid).interface);
      work.insert(work.end(), mentioned_.rbegin(), mentioned_.rend());
    }
  }

  size_t add(TypeKey key) {
    const size_t index = indexOf(key);
    if (index < definitions_.size()) return index;
    const uint32_t params =
        key.module->metadata().genericParamsOf(Token::make(Table::TypeDef, key.rid)).size();
    definitions_.push_back({key, nodes_, params});
    isCollected_.push_back(false);
    nodes_ += params;
    return index;
  }

  void look(size_t definition, Token token) {
    if (!token.is(Table::TypeSpec)) return;
    const Metadata& metadata = definitions_[definition].key.module->metadata();
    metadata.require(token);
    SigCursor cursor(metadata, metadata.typeSpec(token.rid()).signature);
    bool ignored;
    walk(definition, cursor, ignored, 0);
  }

  /// The variables inside one type; collects the edges of every D<…> on the way.
  std::vector<uint32_t> walk(size_t definition, SigCursor& cursor, bool& isVariable, uint32_t depth) {
    if (depth > kMaxSigDepth) cursor.fail("types nest too deep");
    cursor.skipModifiers();
    isVariable = false;
    bool ignored = false;
    std::vector<uint32_t> found;
    switch (cursor.peekElementType()) {
      case ElementType::Var:
        cursor.readByte();
        isVariable = true;
        found.push_back(cursor.readCompressed());
        return found;
      case ElementType::SzArray:
      case ElementType::Ptr:
      case ElementType::ByRef: cursor.readByte(); return walk(definition, cursor, ignored, depth + 1);
      case ElementType::GenericInst: {
        cursor.readByte();
        cursor.readByte();
        const Token token = cursor.readTypeDefOrRef();
        const uint32_t count = cursor.readCount();
        std::vector<Edge> edges;
        for (uint32_t i = 0; i < count; ++i) {
          bool plain = false;
          const std::vector<uint32_t> inner = walk(definition, cursor, plain, depth + 1);
          for (uint32_t variable : inner) edges.push_back({variable, i, !plain, definition});
          found.insert(found.end(), inner.begin(), inner.end());
        }
        if (!edges.empty()) connect(definition, token, edges);
        return found;
      }
      default: cursor.skipType(); return found;
    }
  }

  /// Enters edges, which still count within their definitions, from `definition` to the one that `token`
  /// names.
  void connect(size_t definition, Token token, std::span<const Edge> edges) {
    TypeKey target;
    try {
      target = loader_.keyOf(*definitions_[definition].key.module, token);
    } catch (const LoadFailure&) {
      return;  // not there: whoever needs it says so
    }
    if (!target || target.module == loader_.coreLib) return;
    const Definition to = definitions_[add(target)];
    const Definition from = definitions_[definition];
    mentioned_.push_back(target);
    for (const Edge& edge : edges) {
      if (edge.from < from.params && edge.to < to.params)
        edges_.push_back({from.firstNode + edge.from, to.firstNode + edge.to, edge.expands, definition});
    }
  }

  /// Whether the edges of the first `count` definitions have a cycle with an expanding edge.
  bool hasCycle(size_t count) const {
    std::vector<std::vector<uint32_t>> next(nodes_);
    for (const Edge& edge : edges_) {
      if (edge.definition < count) next[edge.from].push_back(edge.to);
    }
    for (const Edge& expanding : edges_) {
      if (!expanding.expands || expanding.definition >= count) continue;
      std::vector<bool> reached(nodes_, false);
      std::vector<uint32_t> work{expanding.to};
      while (!work.empty()) {
        const uint32_t at = work.back();
        work.pop_back();
        if (reached[at]) continue;
        reached[at] = true;
        work.insert(work.end(), next[at].begin(), next[at].end());
      }
      if (reached[expanding.from]) return true;
    }
    return false;
  }

  TypeLoader& loader_;
  std::vector<Definition> definitions_;
  std::vector<bool> isCollected_;
  std::vector<Edge> edges_;
  std::vector<TypeKey> mentioned_;  ///< by the definition being collected
  uint32_t nodes_ = 0;
};

}  // namespace

void MethodTableBuilder::checkRecursion() {
  if (mt_->eeClass->typeArgs.empty()) return;
  const TypeKey culprit = RecursionChecker(loader_).find({&module_, rid_}, loader_.finiteDefinitions);
  if (!culprit) return;
  throw LoadFailure(LoadFailureKind::TypeLoad, "Could not load type " +
                                                   typeAndAssembly(loader_.typeDef(culprit)) +
                                                   " because it has recursive generic definition.");
}

}  // namespace minivm
