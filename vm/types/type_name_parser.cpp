// Type names as Type.GetType takes them: `Ns.Outer+Inner`, `List`1[[System.Int32, mscorlib],[…]]`, `int[]`,
// `T[*]`, `T[,]`, `T*`, `T&`, `…, Assembly`; where a context is given, `!0` and `!!0` are its arguments. A
// backslash takes the next character literally. Anything malformed gives a null handle.
#include <charconv>
#include <string>

#include "vm/types/type_loader.h"

namespace minivm {

namespace {

constexpr uint32_t kMaxNesting = 64;

class TypeNameParser {
 public:
  TypeNameParser(TypeLoader& loader, Module* from, std::string_view text, GenericContext context)
      : loader_(loader), from_(from), text_(text), context_(context) {}

  TypeHandle parseWhole() {
    TypeHandle type = parseQualified(0, false);
    return failed_ || position_ != text_.size() ? TypeHandle() : type;
  }

 private:
  char peek() const { return position_ < text_.size() ? text_[position_] : '\0'; }
  bool accept(char c) {
    if (peek() != c || position_ >= text_.size()) return false;
    ++position_;
    return true;
  }
  void skipSpaces() {
    while (peek() == ' ') ++position_;
  }
  TypeHandle fail() {
    failed_ = true;
    return {};
  }

  /// Modifiers are written behind the name but before the assembly, so the name can only be looked up when
  /// the assembly is known: two passes.
  TypeHandle parseQualified(uint32_t depth, bool inBrackets) {
    if (depth > kMaxNesting) return fail();
    skipSpaces();
    std::vector<std::string> names(1);
    while (position_ < text_.size()) {
      char c = text_[position_];
      if (c == ',' || c == '[' || c == ']' || c == '*' || c == '&') break;
      ++position_;
      if (c == '\\' && position_ < text_.size()) {
        names.back() += text_[position_++];
      } else if (c == '+') {
        names.emplace_back();
      } else {
        names.back() += c;
      }
    }
    std::vector<TypeHandle> args;
    if (peek() == '[' && position_ + 1 < text_.size() && text_[position_ + 1] != ']' &&
        text_[position_ + 1] != ',' && text_[position_ + 1] != '*') {
      accept('[');
      do {
        skipSpaces();
        if (accept('[')) {
          args.push_back(parseQualified(depth + 1, true));
          if (failed_ || !accept(']')) return fail();
        } else {
          args.push_back(parseUnqualified(depth + 1));
        }
        if (failed_ || !args.back()) return fail();
      } while (accept(','));
      if (!accept(']')) return fail();
    }
    std::string modifiers;
    while (peek() == '[' || peek() == '*' || peek() == '&') {
      char c = text_[position_++];
      modifiers += c;
      if (c != '[') continue;
      while (peek() == ',' || peek() == '*') modifiers += text_[position_++];
      if (!accept(']')) return fail();
      modifiers += ']';
    }
    Module* module = nullptr;
    bool named = false;
    if (allowAssembly_ && accept(',')) {
      named = true;
      skipSpaces();
      size_t start = position_;
      while (position_ < text_.size() && text_[position_] != ',' && !(inBrackets && text_[position_] == ']'))
        ++position_;
      std::string_view simpleName = text_.substr(start, position_ - start);
      while (position_ < text_.size() && !(inBrackets && text_[position_] == ']')) ++position_;
      while (simpleName.ends_with(' ')) simpleName.remove_suffix(1);
      module = loader_.findModule(simpleName);
      if (!module) module = loader_.loadByName(simpleName);
    }
    TypeHandle type = lookUp(module, named, names);
    if (!type) return fail();
    if (!args.empty()) {
      if (type.isTypeDesc()) return fail();
      if (type.asMethodTable()->eeClass->typeArgs.size() != args.size() ||
          !type.asMethodTable()->isGenericDefinition())
        return fail();
      type = loader_.instance(type.asMethodTable(), args);
    }
    for (size_t i = 0; i < modifiers.size(); ++i) {
      if (type.elementType() == ElementType::ByRef) return fail();
      if (modifiers[i] == '*') {
        type = loader_.derived(ElementType::Ptr, type);
      } else if (modifiers[i] == '&') {
        type = loader_.derived(ElementType::ByRef, type);
      } else {
        uint32_t rank = 1;
        bool star = false;
        for (++i; modifiers[i] != ']'; ++i) {
          rank += modifiers[i] == ',';
          star |= modifiers[i] == '*';
        }
        type = rank == 1 && !star ? loader_.szArray(type) : loader_.mdArray(type, rank);
      }
    }
    return type;
  }

  /// A type argument without brackets of its own: no assembly can follow, a comma starts the next argument.
  TypeHandle parseUnqualified(uint32_t depth) {
    bool before = allowAssembly_;
    allowAssembly_ = false;
    TypeHandle type = parseQualified(depth, false);
    allowAssembly_ = before;
    return type;
  }

  /// `!0` and `!!0`; null for a name that is none of the two, or beyond the arguments.
  TypeHandle argument(std::string_view name) const {
    const bool ofMethod = name.starts_with("!!");
    name.remove_prefix(ofMethod ? 2 : 1);
    uint32_t index = 0;
    const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), index);
    const auto& args = ofMethod ? context_.methodArgs : context_.classArgs;
    const bool isNumber = error == std::errc() && end == name.data() + name.size();
    return isNumber && index < args.size() ? args[index] : TypeHandle();
  }

  TypeHandle lookUp(Module* module, bool named, const std::vector<std::string>& names) {
    const bool hasContext = !context_.classArgs.empty() || !context_.methodArgs.empty();
    if (hasContext && names.size() == 1 && names[0].starts_with('!')) return argument(names[0]);
    size_t dot = names[0].rfind('.');
    std::string_view whole = names[0];
    std::string_view nameSpace = dot == std::string::npos ? std::string_view() : whole.substr(0, dot);
    std::string_view name = dot == std::string::npos ? whole : whole.substr(dot + 1);
    TypeKey key;
    if (module) key = loader_.tryFindInModule(*module, nameSpace, name);
    if (!named && from_) key = loader_.tryFindInModule(*from_, nameSpace, name);
    // Framework names of any flavour mean the library in use.
    if (!key && (!named || !module || module == loader_.coreLib)) key = loader_.coreKey(nameSpace, name);
    for (size_t i = 1; key && i < names.size(); ++i) {
      uint32_t nested = key.module->metadata().findNestedType(key.rid, names[i]);
      key = nested ? TypeKey{key.module, nested} : TypeKey{};
    }
    return key ? TypeHandle(loader_.typeDef(key)) : TypeHandle();
  }

  TypeLoader& loader_;
  Module* from_;
  std::string_view text_;
  GenericContext context_;
  size_t position_ = 0;
  bool failed_ = false;
  bool allowAssembly_ = true;
};

}  // namespace

TypeHandle TypeLoader::parseTypeName(Module* from, std::string_view text, GenericContext context) {
  return TypeNameParser(*this, from, text, context).parseWhole();
}

}  // namespace minivm
