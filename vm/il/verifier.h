// The verifier (ECMA-335 III.1.8): what can be proved of an assembly without running it, and an explanation
// where it cannot. vm/il/README.md tells how it works, docs/verifier.md how to read what it says.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "loader/opcode.h"
#include "vm/types/class_loader.h"

namespace minivm {

/// A row of verify_rules.def.
enum class VerifyRule : uint8_t {
#define VERIFY_RULE(Id, clause, severity, sentence) Id,
#include "vm/il/verify_rules.def"
  Count
};

/// Invalid code is no CIL at all; unverifiable code is correct, but its memory safety rests on the program's
/// word.
enum class VerifySeverity : uint8_t { Unverifiable, Invalid, Either };

/// What verify_rules.def says of one rule.
struct VerifyRuleInfo {
  const char* id;
  const char* clause;
  VerifySeverity severity;
  const char* sentence;
};
const VerifyRuleInfo& verifyRuleInfo(VerifyRule rule);
/// The rule of this name, or Count.
VerifyRule findVerifyRule(std::string_view id);

/// One broken rule at one place.
struct VerifyFinding {
  static constexpr uint32_t kNoOffset = 0xFFFFFFFF;  ///< about a type, or a method as a whole

  VerifyRule rule{};
  VerifySeverity severity{};  ///< never Either
  std::string place;          ///< `Program::Main(string[])`, or a type's name
  uint32_t ilOffset = kNoOffset;
  std::string
      instruction;     ///< `callvirt instance int32 System.String::get_Length()`; empty without an offset
  std::string detail;  ///< what was expected and what was found

  /// `Program::Main(string[]) IL_0012 callvirt …: expected …, found … [III.4.2 callvirt; StackUnexpected]
  /// (invalid)`
  std::string text() const;
};

/// Reads types and bodies, never runs code. Uses one ClassLoader, which it makes load what the code mentions;
/// types that do not load become findings. Not safe to be used from several threads at once.
class Verifier {
 public:
  using Report = std::function<void(const VerifyFinding&)>;
  /// Both must outlive the verifier.
  Verifier(ClassLoader& loader, const OpcodeTable& opcodes);
  ~Verifier();

  struct Summary {
    uint32_t types = 0;
    uint32_t methods = 0;  ///< with a body
    uint32_t invalid = 0;
    uint32_t unverifiable = 0;
  };
  /// Verifies every type and method of a module; findings come in metadata order, each once. LoadError when
  /// the tables themselves cannot be read.
  Summary verifyModule(Module& module, const Report& report);
  /// Verifies one method; `method` may be any instance, the typical definition is looked at.
  void verifyMethod(MethodDesc* method, const Report& report);
  /// The method as its definition's EEClass has it, which is what is verified for every instance; null for
  /// methods without a token.
  static MethodDesc* typicalOf(ClassLoader& loader, MethodDesc* method);
  /// Verifies what belongs to the type itself: fields, implemented interfaces, overrides.
  void verifyType(MethodTable* type, const Report& report);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace minivm
