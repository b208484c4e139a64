#include "loader/ildasm/disassembler.h"

#include "loader/ildasm/printer.h"
#include "loader/load_error.h"

namespace minivm::ildasm {
namespace {

constexpr size_t kPiece = 1 << 18;
// Names that share a heap, and types that name each other, can make a small file an endless text.
constexpr uint64_t kMaxTextPerByte = 2000;
constexpr size_t kMaxProblems = 100;

}  // namespace

Printer::Printer(const Metadata& metadata, const OpcodeTable& opcodes, const Request& request,
                 const std::function<void(std::string_view)>& sink)
    : metadata_(metadata),
      opcodes_(opcodes),
      request_(request),
      sink_(sink),
      names_(opcodes),
      references_(metadata, names_) {}

void Printer::line(std::string_view text) {
  text_.append(column(), ' ').append(text).append("\n");
  flush(false);
}

void Printer::open() {
  line("{");
  ++indent_;
}

void Printer::close(std::string_view comment) {
  --indent_;
  line(comment.empty() ? "}" : "} // " + std::string(comment));
}

void Printer::flush(bool isLast) {
  if (text_.size() < kPiece && !isLast) return;
  written_ += text_.size();
  sink_(text_);
  text_.clear();
  const uint64_t limit = (metadata_.hasImage() ? metadata_.image().whole().size() : 0) * kMaxTextPerByte;
  if (metadata_.hasImage() && written_ > limit + kPiece)
    metadata_.fail(LoadErrorKind::BadMetadata, "the text grows beyond all measure");
}

void Printer::problem(std::string text) {
  if (outcome_.problems.size() < kMaxProblems) outcome_.problems.push_back(std::move(text));
}

void Printer::guarded(std::string_view what, const std::function<void()>& write) {
  const uint32_t indent = indent_;
  const uint64_t written = written_;
  const size_t size = text_.size();
  try {
    write();
  } catch (const LoadError& error) {
    // Half a line goes; half a class stays, closed.
    if (written == written_ && text_.size() < size) text_.resize(size);
    if (!text_.empty() && text_.back() != '\n') text_ += '\n';
    while (indent_ > indent) close();
    std::string message = error.what();
    for (char& c : message)
      if (static_cast<uint8_t>(c) < 0x20) c = ' ';
    line("// not written: " + std::string(what) + ": " + message);
    problem(std::string(what) + ": " + message);
    if (written_ > (metadata_.hasImage() ? metadata_.image().whole().size() * kMaxTextPerByte : UINT64_MAX))
      throw;
  }
}

std::string Printer::tokenComment(Token token) const {
  return request_.showTokens ? "  /* " + hex(token.value, 8).substr(2) + " */" : "";
}

// Bits that no word covers, and that no other part of the text implies, are written as a number.
std::string Printer::flagWords(uint32_t flags, std::span<const FlagWord> words, uint32_t implied) {
  std::string result;
  uint32_t covered = implied;
  for (const FlagWord& word : words) {
    if ((flags & word.mask) != word.bits) continue;
    covered |= word.mask;
    if (!word.word.empty()) result.append(word.word).append(" ");
  }
  // First, as other assemblers forget at `flags(` what stood before it.
  if (flags & ~covered) result.insert(0, "flags(" + hex(flags & ~covered, 4) + ") ");
  return result;
}

Outcome Printer::run() {
  if (request_.method.empty()) {
    manifest();
    guarded("entries for native callers", [this] { nativeEntries(); });
    globals();
    classes();
    guarded("data", [this] { data(); });
    ownedCustoms();
  } else {
    for (uint32_t rid = 1; rid <= metadata_.rows(Table::MethodDef); ++rid)
      guarded("method", [this, rid] {
        if (namesMethod(rid)) method(rid);
      });
  }
  flush(true);
  return std::move(outcome_);
}

Outcome disassemble(const Metadata& metadata, const OpcodeTable& opcodes, const Request& request,
                    const std::function<void(std::string_view)>& sink) {
  return Printer(metadata, opcodes, request, sink).run();
}

}  // namespace minivm::ildasm
