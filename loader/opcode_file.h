// Opcodes without a rebuild: `minivm --opcodes=FILE`.
//
//     # a comment
//     opcode expo 0x78 "raises a base to a power"
//         int32    [Experiment]Experiment.Opcodes::Power(int32, int32)
//         float64  [Experiment]Experiment.Opcodes::Power(float64, int32)
//
// An opcode has a word for the assembler, a free encoding (0xNN, or 0xFE and a second byte: 0xFENN), a
// sentence, and a static method for each combination of operand types, in an assembly beside FILE. All of its
// methods take equally many operands, and either all or none return a value.
#pragma once

#include <string>

#include "loader/opcode.h"

namespace minivm {

/// Reads `path` and adds its opcodes to `table`. Throws LoadError: CannotOpen, or BadOpcodeRow with `line N:
/// …` for what cannot be understood and for encodings and words that are taken. `table` may then have some of
/// the rows.
void addOpcodesOf(const std::string& path, OpcodeTable& table);

}  // namespace minivm
