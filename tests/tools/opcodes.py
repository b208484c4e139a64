#!/usr/bin/env python3
"""What is made from the IL table, loader/opcode.def: corlib/System.Reflection.Emit/OpCodes.cs and docs/opcodes.md.

opcodes.py ROOT           fails when one of the two is not what --write makes
opcodes.py ROOT --write   writes them
"""

import argparse
import re
import sys
from pathlib import Path

TABLE = "loader/opcode.def"
CLASS = "corlib/System.Reflection.Emit/OpCodes.cs"
BOOK = "docs/opcodes.md"

FIELDS = ("name", "mnemonic", "first", "second", "pop", "push", "operand", "flow", "kind", "meaning")
ROW = re.compile(r'OPCODE\((\w+),\s*"([^"]+)",\s*0x(\w\w),\s*0x(\w\w),\s*' + r"(\w+),\s*" * 5 + r'"([^"]+)"\)')

# Encodings that .NET reserves for prefixes: fields of OpCodes, but no instructions, so the table does not have them.
RESERVED = [(f"Prefix{n}", f"prefix{n}", 0xFF - n) for n in range(7, 0, -1)] + [("Prefixref", "prefixref", 0xFF)]
# Instructions of ECMA-335 that OpCodes lacks, and fields that are not named after the mnemonic.
NOT_IN_CLASS = {"no."}
FIELD_NAMES = {"tail.": "Tailcall"}

FLOWS = {"CondBranch": "Cond_Branch"}
KINDS = {"ObjModel": "Objmodel"}


def rows(text):
    """The rows of the table, as dictionaries, in order; `value` is the encoding."""
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.startswith("OPCODE("):
            continue
        match = ROW.fullmatch(line)
        if not match:
            raise SystemExit(f"{TABLE}:{number}: not a row: {line}")
        row = dict(zip(FIELDS, match.groups()))
        first, second = int(row["first"], 16), int(row["second"], 16)
        row["value"] = first << 8 | second if first == 0xFE else first
        found.append(row)
    return sorted(found, key=lambda row: row["value"])


def field_name(mnemonic):
    """ldc.i4.s is Ldc_I4_S."""
    return FIELD_NAMES.get(mnemonic) or "_".join(part.capitalize() for part in mnemonic.strip(".").split("."))


def stack_parts(behaviour):
    """PopRefPopI is [PopRef, PopI]."""
    return re.findall(r"Var(?:Pop|Push)|(?:Pop|Push)(?:Ref|I8|R4|R8|I|0|1)", behaviour)


def stack_name(behaviour):
    """PopRefPopI is Popref_popi in System.Reflection.Emit."""
    return "_".join(part.lower() for part in stack_parts(behaviour)).capitalize()


def operand_name(operand):
    """ShortBrTarget is ShortInlineBrTarget."""
    return "ShortInline" + operand[5:] if operand.startswith("Short") else "Inline" + operand


def stack_delta(row):
    """Items pushed minus items popped; what depends on the operand counts as nothing."""
    count = {"Pop0": 0, "Push0": 0, "VarPop": 0, "VarPush": 0}
    return sum(count.get(p, 1) for p in stack_parts(row["push"])) - sum(count.get(p, 1) for p in stack_parts(row["pop"]))


def ends_block(row):
    """Whether control never goes on to the next instruction."""
    return row["flow"] in ("Branch", "Return", "Throw") or row["mnemonic"] == "jmp"


def class_text(table):
    """OpCodes.cs."""
    fields, names = [], []
    for row in table:
        if row["mnemonic"] in NOT_IN_CLASS:
            continue
        fields.append((row["value"], field_name(row["mnemonic"]), f"OperandType.{operand_name(row['operand'])}, FlowControl.{FLOWS.get(row['flow'], row['flow'])}, "
                       f"OpCodeType.{KINDS.get(row['kind'], row['kind'])}, StackBehaviour.{stack_name(row['pop'])}, StackBehaviour.{stack_name(row['push'])}, "
                       f"{stack_delta(row)}, {str(ends_block(row)).lower()}"))
        names.append((row["value"], row["mnemonic"]))
    for name, mnemonic, value in RESERVED:
        fields.append((value, name, "OperandType.InlineNone, FlowControl.Meta, OpCodeType.Nternal, StackBehaviour.Pop0, StackBehaviour.Push0, 0, false"))
        names.append((value, mnemonic))
    lines = [f"// Made from {TABLE} by `python3 tests/tools/opcodes.py . --write`; check/opcodes fails when it is not what that makes.", "namespace System.Reflection.Emit;", "",
             "public class OpCodes", "{", "    private OpCodes() { }", ""]
    lines += [f"    public static readonly OpCode {name} = new(0x{value:02X}, {rest});" for value, name, rest in sorted(fields)]
    lines += ["", "    public static bool TakesSingleByteArgument(OpCode inst) =>",
              "        inst.OperandType is OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar;",
              "", "    /// <summary>The mnemonic of an encoding; null where there is none.</summary>", "    internal static string? NameOf(ushort value) => value switch", "    {"]
    lines += [f'        0x{value:02X} => "{mnemonic}",' for value, mnemonic in sorted(names)]
    lines += ["        _ => null", "    };", "}", ""]
    return "\n".join(lines)


def stack_text(behaviour):
    """PopRefPopI is `ref, i`; what depends on the operand is `…`."""
    parts = [p.replace("Pop", "").replace("Push", "") for p in stack_parts(behaviour)]
    return ", ".join({"Var": "…", "1": "any", "Ref": "ref"}.get(p, p.lower()) for p in parts if p != "0")


BOOK_HEAD = """# The instructions
Made from [opcode.def](../loader/opcode.def) by `python3 tests/tools/opcodes.py . --write`; `check/opcodes` fails when it is not what that makes.
From the same rows come the decoder, the assembler and the disassembler, the verifier's stack effects, listings, and `System.Reflection.Emit.OpCodes`.

- **stack**: what an instruction takes → what it leaves, the top last; `any` is any type, `i` an int32, native int, address or bool, `…` depends on the operand
- **operand**: what follows the encoding. `ShortVar`, `ShortI`, `ShortBrTarget` take one byte; `Var` two; `I`, `ShortR`, `BrTarget` four; `I8`, `R` eight; `Switch` a count and that many
  targets; the others a token. Targets are relative to the next instruction
- **flow**: where control goes, unless to the next instruction
"""


def book_text(table):
    """opcodes.md."""
    lines = [BOOK_HEAD, "| encoding | mnemonic | stack | operand | flow | what it does |", "|---|---|---|---|---|---|"]
    for row in table:
        encoding = f"{row['first']} {row['second']}" if row["first"] == "FE" else row["first"]
        operand = "" if row["operand"] == "None" else row["operand"]
        flow = "" if row["flow"] == "Next" else row["flow"]
        stack = f"{stack_text(row['pop'])} → {stack_text(row['push'])}".strip()
        lines.append(f"| `{encoding}` | `{row['mnemonic']}` | {'' if stack == '→' else stack} | {operand} | {flow} | {row['meaning']} |")
    return "\n".join(lines) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("root", type=Path)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    table = rows((args.root / TABLE).read_text(encoding="utf-8"))
    stale = []
    for path, text in ((CLASS, class_text(table)), (BOOK, book_text(table))):
        file = args.root / path
        if args.write:
            file.parent.mkdir(exist_ok=True)
            file.write_text(text, encoding="utf-8")
        elif not file.exists() or file.read_text(encoding="utf-8") != text:
            stale.append(path)
    for path in stale:
        print(f"{path}: not what {TABLE} says; python3 tests/tools/opcodes.py . --write")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
