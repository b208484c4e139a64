#include <string>

#include "loader/element_names.h"
#include "loader/load_error.h"
#include "loader/metadata.h"
#include "loader/names.h"
#include "loader/signature.h"

namespace minivm {
namespace {

// A TypeSpec may name TypeSpecs, so that a small file can describe an exponentially large type: printing has
// a budget of types.
constexpr uint32_t kMaxPrintedTypes = 20000;
constexpr size_t kMaxPrintedBytes = 1 << 20;  // names may be long

const char* callConvName(uint8_t callConv) {
  switch (callConv) {
    case kSigC: return "unmanaged cdecl ";
    case kSigStdCall: return "unmanaged stdcall ";
    case kSigThisCall: return "unmanaged thiscall ";
    case kSigFastCall: return "unmanaged fastcall ";
    case kSigVarArg: return "vararg ";
    case kSigUnmanaged: return "unmanaged ";
    default: return "";
  }
}

class SigPrinter {
 public:
  explicit SigPrinter(const Metadata& metadata) : metadata_(metadata) {}

  std::string take() { return std::move(out_); }
  void text(std::string_view text) { out_.append(text); }

  void type(SigCursor& cursor, uint32_t depth) {
    if (depth > kMaxSigDepth) cursor.fail("types nest too deeply");
    if (++printed_ > kMaxPrintedTypes || out_.size() > kMaxPrintedBytes)
      cursor.fail("the type is too large to print");
    // Modifiers and PINNED are written after the type they precede.
    std::string suffix;
    while (true) {
      ElementType next = cursor.peekElementType();
      if (next == ElementType::Pinned) {
        cursor.readByte();
        suffix.insert(0, " pinned");
      } else if (next == ElementType::CModReqd || next == ElementType::CModOpt) {
        if (++printed_ > kMaxPrintedTypes) cursor.fail("the type is too large to print");
        cursor.readByte();
        SigPrinter inner(metadata_);
        inner.printed_ = printed_;
        inner.typeToken(cursor.readTypeDefOrRef(), depth + 1);
        printed_ = inner.printed_;
        suffix.insert(0, (next == ElementType::CModReqd ? " modreq(" : " modopt(") + inner.take() + ")");
      } else {
        break;
      }
    }
    plainType(cursor, depth);
    out_ += suffix;
  }

  void typeToken(Token token, uint32_t depth) {
    switch (token.table()) {
      case Table::TypeDef: out_ += typeDefName(metadata_, token.rid()); break;
      case Table::TypeRef: {
        std::string scope = typeRefScopeName(metadata_, token.rid());
        if (!scope.empty()) out_.append("[").append(scope).append("]");
        out_ += typeRefName(metadata_, token.rid());
        break;
      }
      case Table::TypeSpec: {
        SigCursor cursor(metadata_, metadata_.typeSpec(token.rid()).signature);
        type(cursor, depth + 1);
        break;
      }
      default:
        metadata_.fail(LoadErrorKind::BadSignature, "a type token names no type", token.table(), token.rid());
    }
  }

  /// `RET NAME<T>(ARGS)`; the cursor stands at the first byte of the signature.
  void method(SigCursor& cursor, std::string_view name, uint32_t depth) {
    MethodSigHeader header = readMethodHeader(cursor);
    if (header.hasThis) text("instance ");
    if (header.explicitThis) text("explicit ");
    text(callConvName(header.callConv));
    type(cursor, depth + 1);
    text(" ");
    text(name);
    if (header.genericCount) {
      text("<[");
      text(std::to_string(header.genericCount));
      text("]>");
    }
    text("(");
    for (uint32_t i = 0; i < header.paramCount; ++i) {
      if (i) text(", ");
      if (cursor.peekElementType() == ElementType::Sentinel) {
        cursor.readByte();
        text("..., ");
      }
      type(cursor, depth + 1);
    }
    text(")");
  }

  void list(SigCursor& cursor, uint32_t count, uint32_t depth) {
    for (uint32_t i = 0; i < count; ++i) {
      if (i) text(", ");
      type(cursor, depth + 1);
    }
  }

 private:
  void plainType(SigCursor& cursor, uint32_t depth) {
    ElementType kind = cursor.readElementType();
    if (const char* name = primitiveName(kind)) return text(name);
    switch (kind) {
      case ElementType::Ptr: type(cursor, depth + 1); return text("*");
      case ElementType::ByRef: type(cursor, depth + 1); return text("&");
      case ElementType::SzArray: type(cursor, depth + 1); return text("[]");
      case ElementType::Sentinel: text("..., "); return type(cursor, depth + 1);
      case ElementType::ValueType: text("valuetype "); return typeToken(cursor.readTypeDefOrRef(), depth);
      case ElementType::Class: text("class "); return typeToken(cursor.readTypeDefOrRef(), depth);
      case ElementType::Var: text("!"); return text(std::to_string(cursor.readCompressed()));
      case ElementType::MVar: text("!!"); return text(std::to_string(cursor.readCompressed()));
      case ElementType::Array: return array(cursor, depth);
      case ElementType::GenericInst: {
        ElementType what = cursor.readElementType();
        if (what != ElementType::Class && what != ElementType::ValueType)
          cursor.fail("a generic instance is neither class nor value type");
        text(what == ElementType::Class ? "class " : "valuetype ");
        typeToken(cursor.readTypeDefOrRef(), depth);
        text("<");
        list(cursor, cursor.readCount(), depth);
        return text(">");
      }
      case ElementType::FnPtr: text("method "); return method(cursor, "*", depth + 1);
      default: cursor.fail("element type " + std::to_string(static_cast<uint32_t>(kind)) + " is no type");
    }
  }

  // II.23.2.13: `int32[0...3, 5..., ]`
  void array(SigCursor& cursor, uint32_t depth) {
    type(cursor, depth + 1);
    uint32_t rank = cursor.readCompressed();
    if (rank == 0 || rank > 32) cursor.fail("an array of rank " + std::to_string(rank));
    uint32_t sizes[32], sizeCount = cursor.readCompressed();
    if (sizeCount > rank) cursor.fail("an array has more sizes than dimensions");
    for (uint32_t i = 0; i < sizeCount; ++i) sizes[i] = cursor.readCompressed();
    int32_t bounds[32];
    uint32_t boundCount = cursor.readCompressed();
    if (boundCount > rank) cursor.fail("an array has more bounds than dimensions");
    for (uint32_t i = 0; i < boundCount; ++i) bounds[i] = cursor.readCompressedSigned();
    text("[");
    for (uint32_t i = 0; i < rank; ++i) {
      if (i) text(",");
      if (i >= boundCount && i >= sizeCount) {
        if (rank == 1) text("...");  // `[]` would be a vector
        continue;
      }
      int64_t low = i < boundCount ? bounds[i] : 0;
      text(std::to_string(low) + "...");
      if (i < sizeCount) text(std::to_string(low + sizes[i] - 1));
    }
    text("]");
  }

  const Metadata& metadata_;
  std::string out_;
  uint32_t printed_ = 0;
};

}  // namespace

std::string printType(const Metadata& metadata, SigCursor& cursor) {
  SigPrinter printer(metadata);
  printer.type(cursor, 0);
  return printer.take();
}

std::string printTypeToken(const Metadata& metadata, Token token) {
  SigPrinter printer(metadata);
  printer.typeToken(token, 0);
  return printer.take();
}

std::string printMethodSig(const Metadata& metadata, SigCursor& cursor, std::string_view name) {
  SigPrinter printer(metadata);
  printer.method(cursor, name, 0);
  return printer.take();
}

std::string printFieldSig(const Metadata& metadata, SigCursor& cursor) {
  readFieldHeader(cursor);
  return printType(metadata, cursor);
}

std::string printLocals(const Metadata& metadata, SigCursor& cursor) {
  SigPrinter printer(metadata);
  printer.list(cursor, readLocalsHeader(cursor), 0);
  return printer.take();
}

std::string printMethodSpec(const Metadata& metadata, SigCursor& cursor) {
  SigPrinter printer(metadata);
  uint32_t count = readMethodSpecHeader(cursor);
  printer.text("<");
  printer.list(cursor, count, 0);
  printer.text(">");
  return printer.take();
}

std::string printSignature(const Metadata& metadata, SigCursor& cursor) {
  switch (cursor.peek() & kSigKindMask) {
    case kSigField: return printFieldSig(metadata, cursor);
    case kSigLocals: return printLocals(metadata, cursor);
    case kSigGenericInst: return printMethodSpec(metadata, cursor);
    default: return printMethodSig(metadata, cursor);
  }
}

}  // namespace minivm
