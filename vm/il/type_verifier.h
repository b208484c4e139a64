// TypeVerifier: what of the rules belongs to a type as a whole: interfaces, overrides, fields, variance.
#pragma once

#include "vm/il/verifier.h"
#include "vm/il/verify_type.h"

namespace minivm {

class TypeVerifier {
 public:
  /// `type` is a definition, loaded; everything must outlive the verifier.
  TypeVerifier(VerifyTypes& types, MethodTable* type, const Verifier::Report& report);
  void run();

 private:
  void checkInterfaces();
  void checkFields();
  void checkMethods();
  void checkVariance();
  void checkVariance(TypeHandle type, int position, const std::string& what, uint32_t depth = 0);
  void checkConstraints(TypeHandle type, const std::string& what);
  void report(VerifyRule rule, std::string detail);

  VerifyTypes& types_;
  ClassLoader& loader_;
  MethodTable* type_;
  Module& module_;
  const Metadata& metadata_;
  const Verifier::Report& sink_;
};

}  // namespace minivm
