// Methods that stand for opcodes, and opcodes that stand for methods.
//
// An opcode of `--opcodes=FILE` is a call of a static method, chosen by the operands' types; the compiler
// inlines it like any other. The other way round, a static method marked [MiniVM.Opcode("matt")] means that
// opcode wherever it is called: its C# body is for runtimes that do not know the attribute. So an opcode can
// be used from C# with the C# compiler as it is.
#pragma once

#include <string>
#include <vector>

#include "loader/method_body.h"
#include "vm/types/method_desc.h"

namespace minivm {

class ClassLoader;
class Runtime;

/// The methods of an added opcode, in the order of its file. Loads their assemblies. LoadFailure:
/// FileNotFound, TypeLoad or MissingMethod naming the line of the file; BadImageFormat when a method is not
/// static, is generic or takes anything but values that an opcode can pop.
std::vector<MethodDesc*> methodsOfOpcode(ClassLoader& loader, const OpcodeTable& opcodes, Opcode opcode);

/// The opcode that calls of `method` mean, null for ordinary methods: for those that are not marked, and for
/// the methods that an added opcode itself stands for. LoadFailure (InvalidProgram) when the attribute names
/// no opcode, or one that cannot stand for a method.
const OpcodeInfo* opcodeOfMethod(ClassLoader& loader, const OpcodeTable& opcodes, MethodDesc* method);

/// The IL of a method with a body: from its image, or, for a marked one, its arguments and the opcode. Throws
/// LoadError, LoadFailure.
class MethodBodySource {
 public:
  MethodBodySource(Runtime& runtime, MethodDesc* method);
  const MethodBody& body() const { return body_; }

 private:
  std::vector<uint8_t> made_;
  MethodBody body_;
};

}  // namespace minivm
