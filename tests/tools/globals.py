#!/usr/bin/env python3
"""Fails on writable globals: globals.py BUILD_DIR reads the symbols of every room's static library.

Everything in minivm hangs off Runtime or Thread, so that several runtimes live in one process (STYLE 5). A symbol in .data, .bss or
thread-local storage breaks that, unless it is on the list below with its reason. Tables in .data.rel.ro are written by the dynamic
linker before main and never again: they are constants.
"""

import re
import subprocess
import sys
from pathlib import Path

WRITABLE = re.compile(r"\.(data|bss|tdata|tbss)(\.(?!rel\.ro)|$)|^\*COM\*$")

# (pattern over the demangled symbol, why it may exist)
ALLOWED = [
    (r"^std::__ioinit$", "libstdc++: the initialiser of cout and its kin"),
    (r"^DW\.ref\.", "the compiler's reference to its exception personality, never written"),
    (r"^Xbyak::ConvertErrorToString\(int\)::errTbl$", "xbyak: its table of messages, never written"),
    (r"^__jit_debug_descriptor$|^minivm::\(anonymous namespace\)::listLock\(\)::lock$", "vm/inspect/gdb_jit: the one place where gdb looks, by this name, and its lock"),
    (r"^std::__detail::__waiter_pool_base::_S_for\(void const\*\)::__w$", "libstdc++: where waiters of std::atomic::wait sleep"),
    (r"^(guard variable for )?minivm::processState::|^__tls_guard$", "vm/threads/process_state: signal actions and the attached threads belong to the process (ABI 35)"),
]


def symbols(library):
    """(member, symbol, section) of every data symbol of a library or object."""
    listing = subprocess.run(["nm", "-C", "-A", "--format=sysv", library], stdout=subprocess.PIPE, text=True, check=True).stdout
    for line in listing.splitlines():
        columns = [column.strip() for column in line.rsplit("|", 6)]
        if len(columns) != 7 or columns[6] in ("", "Section"):
            continue
        member, _, symbol = columns[0].removeprefix(str(library) + ":").partition(":")
        if not symbol:
            member, symbol = library.name, member
        yield member, symbol, columns[6]


def main():
    build = Path(sys.argv[1])
    inputs = sorted(build.glob("**/libminivm_*.a")) + sorted(build.glob("vm/host/CMakeFiles/minivm.dir/**/*.o"))
    if not inputs:
        print(f"{build}: no libraries here: build first")
        return 1
    bad = []
    for library in inputs:
        for member, symbol, section in symbols(library):
            if WRITABLE.match(section) and not any(re.search(pattern, symbol) for pattern, _ in ALLOWED):
                bad.append(f"{library.name}({member}): {symbol} is writable ({section}): hang it off Runtime or Thread, or make it constexpr")
    print(*bad, sep="\n")
    print(f"{len(inputs)} libraries and objects, {len(bad)} writable globals")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
