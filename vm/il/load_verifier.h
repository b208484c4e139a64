// `--verify`: nothing runs before it is proved safe.
#pragma once

#include <unordered_map>
#include <unordered_set>

#include "vm/il/verifier.h"
#include "vm/types/load_failure.h"

namespace minivm {

/// Verifies methods before their first run, each once per definition. The class library is trusted. Called
/// with the lock held under which methods are prepared.
class LoadVerifier {
 public:
  /// Both must outlive it.
  LoadVerifier(ClassLoader& loader, const OpcodeTable& opcodes);
  /// LoadFailure (InvalidProgram, Verification) with the finding, an invalid one first, when the method or
  /// its type breaks a rule; the same again at every call.
  void require(MethodDesc* method);
  /// The same for a class that was just made (System.Reflection.Emit) and all its bodies, remembering
  /// nothing. A body that names classes that are still to be made is left to its first run.
  void requireAll(MethodTable* type);

 private:
  struct Verdict {
    bool isClean = true;
    LoadFailureKind kind{};
    std::string message;
    uint32_t findings = 0;
    bool isUnresolved = false;  ///< a name could not be found
  };
  static void note(Verdict& verdict, const Module& module, const VerifyFinding& finding);
  static void raise(const Verdict& verdict);
  bool isTrusted(const Module& module) const;

  ClassLoader& loader_;
  const OpcodeTable& opcodes_;
  Verifier verifier_;
  std::unordered_map<const MethodDesc*, Verdict> methods_;
  std::unordered_map<const MethodTable*, Verdict> types_;
};

}  // namespace minivm
