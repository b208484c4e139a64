#!/usr/bin/env python3
"""The command line: what a program sees of it, compared with CoreCLR, and minivm's own commands, compared with golden texts.

run.py --minivm BINARY --work DIR [NAME…]           exit 1 if something differs
run.py --minivm BINARY --work DIR --bless [NAME…]   writes golden.txt from what minivm prints now; review it as a diff
run.py --work DIR --record [NAME…]                  asks CoreCLR and writes coreclr.json
"""

import argparse
import difflib
import json
import os
import re
import select
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "tools"))

import compile as compiler  # noqa: E402

CORECLR = HERE / "coreclr.json"
GOLDEN = HERE / "golden.txt"
RUNTIMECONFIG = json.loads((HERE.parent / "tools" / "coreclr.runtimeconfig.json").read_text(encoding="utf-8"))
PROPERTIES = {"Switch.On": True, "Switch.Off": False, "Text": "some text", "Number": 42, "Fraction": 1.5, "Text.Of.Switch": "true",
              "Escaped": "a\"b\\c\u00e9\n", "System.Globalization.Invariant": True}


class Scenario:
    """One run of probe.cs. `stdin` None is /dev/null; `closed` names standard streams that are closed; `signals` are sent after `ready`."""

    def __init__(self, name, *args, stdin=None, closed=(), signals=(), stdout_pipe_closed=False, stderr=False, config=None):
        self.name, self.args, self.stdin, self.closed, self.signals = name, args, stdin, closed, signals
        self.stdout_pipe_closed, self.stderr, self.config = stdout_pipe_closed, stderr, config


SCENARIOS = [
    Scenario("args/none", "args"),
    Scenario("args/empty", "args", "", "a b", " ", "--", "-x", "--help", "--tier=jit"),
    Scenario("args/utf8", "args", "é", "日本", "😀"),
    Scenario("args/invalid-utf8", "args", b"\xff", b"a\xc3", b"\xe2\x82x", b"\xf5\x80\x80\x80"),
    Scenario("exit/return-0", "return", "0"),
    Scenario("exit/return-255", "return", "255"),
    Scenario("exit/return-256", "return", "256"),
    Scenario("exit/return-negative", "return", "-1"),
    Scenario("exit/return-min", "return", "-2147483648"),
    Scenario("exit/exit", "exit", "3"),
    Scenario("exit/exit-300", "exit", "300"),
    Scenario("exit/in-thread", "exit-in-thread"),
    Scenario("exit/exit-code", "exit-code"),
    Scenario("exit/change-in-handler", "change-in-handler"),
    Scenario("exit/throw", "throw"),
    Scenario("exit/throw-in-thread", "throw-in-thread"),
    Scenario("exit/failfast", "failfast"),
    Scenario("exit/foreground", "foreground"),
    Scenario("in/lines", "lines", stdin=b"one\ntwo\r\n\n\xc3\xa9\xff\r\rlast"),
    Scenario("in/lines-null", "lines"),
    Scenario("in/bom", "lines", stdin=b"\xef\xbb\xbfone\n"),
    Scenario("in/read", "read", stdin="aé\r\n😀".encode()),
    Scenario("in/peek", "peek", stdin=b"xyz\nrest\nof it"),
    Scenario("in/bytes", "bytes", stdin=bytes(range(256))),
    Scenario("streams/properties", "streams"),
    Scenario("streams/console", "console", stdin=b"k"),
    Scenario("streams/setout", "setout"),
    Scenario("streams/surrogates", "surrogates"),
    Scenario("out/closed-pipe", "closed", stdout_pipe_closed=True, stderr=True),
    Scenario("signal/int", "wait", signals=(signal.SIGINT,)),
    Scenario("signal/int-without-handlers", "wait-without-handlers", signals=(signal.SIGINT,)),
    Scenario("signal/term", "wait", signals=(signal.SIGTERM,)),
    Scenario("signal/term-without-handlers", "wait-without-handlers", signals=(signal.SIGTERM,)),
    Scenario("signal/quit", "wait", signals=(signal.SIGQUIT,)),
    Scenario("signal/hup", "wait", signals=(signal.SIGHUP,)),
    Scenario("signal/cancel", "cancel", signals=(signal.SIGINT,)),
    Scenario("signal/cancel-break", "cancel", signals=(signal.SIGQUIT,)),
    Scenario("signal/cancel-not", "cancel-not", signals=(signal.SIGINT,)),
    Scenario("signal/posix-int", "posix", "SIGINT", "cancel", signals=(signal.SIGINT,)),
    Scenario("signal/posix-int-default", "posix", "SIGINT", "no", signals=(signal.SIGINT,)),
    Scenario("signal/posix-term", "posix", "SIGTERM", "cancel", signals=(signal.SIGTERM,)),
    Scenario("signal/posix-term-default", "posix", "SIGTERM", "no", signals=(signal.SIGTERM,)),
    Scenario("signal/posix-hup", "posix", "SIGHUP", "cancel", signals=(signal.SIGHUP,)),
    Scenario("signal/posix-hup-default", "posix", "SIGHUP", "no", signals=(signal.SIGHUP,)),
    Scenario("signal/posix-winch", "posix", "SIGWINCH", "cancel", signals=(signal.SIGWINCH,)),
    Scenario("signal/posix-cont", "posix", "SIGCONT", "cancel", signals=(signal.SIGCONT,)),
    Scenario("signal/posix-chld", "posix", "SIGCHLD", "cancel", signals=(signal.SIGCHLD,)),
    Scenario("signal/posix-disposed", "posix-disposed", signals=(signal.SIGINT,)),
    Scenario("signal/posix-raw", "posix-raw"),
    Scenario("context/none", "context", "Switch.On", "No.Such"),
    Scenario("context/properties", "context", *PROPERTIES, "No.Such", config=PROPERTIES),
]


def run_scenario(command, scenario, program):
    """Outcome of one run: exit code as a shell sees it, standard output, standard error if asked for."""
    words = [*command, str(program), *scenario.args]
    env = {name: value for name, value in os.environ.items() if not name.startswith(("MINIVM_", "DOTNET_"))} | {"TERM": "dumb"}

    def close_streams():
        # Python ignores SIGPIPE and passes that on; a shell does not.
        for number in (signal.SIGPIPE, signal.SIGINT, signal.SIGQUIT, signal.SIGHUP):
            signal.signal(number, signal.SIG_DFL)
        for stream in scenario.closed:
            os.close({"stdin": 0, "stdout": 1}[stream])

    process = subprocess.Popen(words, stdin=subprocess.PIPE if scenario.stdin is not None else subprocess.DEVNULL, stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE, env=env, preexec_fn=close_streams, start_new_session=True)
    if scenario.stdout_pipe_closed:
        process.stdout.close()
        process.stdout = None
    out = b""
    for number in scenario.signals:
        while b"ready\n" not in out and select.select([process.stdout], [], [], 20)[0]:
            piece = os.read(process.stdout.fileno(), 4096)
            if not piece:
                break
            out += piece
        time.sleep(0.05)
        process.send_signal(number)
    try:
        rest, errors = process.communicate(scenario.stdin, timeout=30)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        return {"code": "timeout", "stdout": out.decode("latin-1")}
    outcome = {"code": process.returncode if process.returncode >= 0 else 128 - process.returncode, "stdout": (out + (rest or b"")).decode("latin-1")}
    if scenario.stderr:
        outcome["stderr"] = errors.decode("latin-1")
    return outcome


def program_of(scenario, probe, work):
    """The probe, in a folder with the runtimeconfig.json that the scenario wants."""
    folder = work / ("probe-config" if scenario.config else "probe")
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(probe, folder / "probe.dll")
    config = json.loads(json.dumps(RUNTIMECONFIG))
    if scenario.config:
        config["runtimeOptions"]["configProperties"] = scenario.config
    (folder / "probe.runtimeconfig.json").write_text(json.dumps(config), encoding="utf-8")
    return folder / "probe.dll"


# ---- minivm's own commands ----

def golden_cases(minivm, work, probe):
    """name → (words, variables). Files that no program is, made in the work folder."""
    odd = work / "odd"
    odd.mkdir(parents=True, exist_ok=True)
    (odd / "text.dll").write_text("no program\n", encoding="utf-8")
    (odd / "empty.dll").write_bytes(b"")
    image = probe.read_bytes()
    (odd / "truncated.dll").write_bytes(image[:600])
    (odd / "folder.dll").mkdir(exist_ok=True)
    shutil.copyfile("/bin/true", odd / "native")
    shutil.copyfile("/bin/true", odd / "app")
    shutil.copyfile(probe, odd / "app.dll")
    needs = work / "needs"
    needs.mkdir(exist_ok=True)
    shutil.copyfile(compiler.compile_program(HERE / "needs.cs", work, server=True), needs / "needs.dll")
    shutil.copyfile(compiler.compile_program(HERE / "needs.il", work), needs / "needs_il.exe")
    hello = work / "hello.dll"
    shutil.copyfile(compiler.compile_program(HERE / "hello.cs", work, server=True), hello)
    memory = work / "memory.dll"
    shutil.copyfile(compiler.compile_program(HERE / "memory.cs", work, server=True), memory)
    spin = work / "spin.dll"
    shutil.copyfile(compiler.compile_program(HERE / "spin.cs", work, server=True), spin)
    return {
        "gc-trace": (["--trace=gc", "--gc-verify", "--gc-poison", memory, "trace"], {}),
        "gc-limit": (["--gc-heap-limit=24M", memory, "limit"], {}),
        "gc-limit-nursery": (["--gc-heap-limit=24M", "--gc-nursery=8M", "--gc-full", "--gc-verify", memory, "limit"], {}),
        "stats": (["--stats", spin, "1000"], {}),
        "count-ops": (["--tier=interp", "--count-ops", spin, "300000"], {}),
        "profile": (["--tier=interp", f"--profile={work / 'profile.txt'}", spin, "4000000"], {}),
        "profile-unwritable": ([f"--profile={odd / 'folder.dll'}", hello], {}),
        "version": (["--version"], {}),
        "help-check": (["help", "check"], {}),
        "help-info": (["--help=info"], {}),
        "help-environment": (["help", "environment"], {}),
        "help-exit-codes": (["help", "exit-codes"], {}),
        "help-unknown": (["help", "chekc"], {}),
        "nothing": ([], {}),
        "config-origins": (["--print-config", "--gc-nursery=64K", "--trace=gc"], {"MINIVM_GC_STRESS": "7", "MINIVM_TIER": "mixed"}),
        "unknown-option": (["--gc-stres=1", "app.exe"], {}),
        "short-option": (["-v"], {}),
        "unknown-variable": (["app.exe"], {"MINIVM_GCSTRESS": "1"}),
        "bad-value": (["--gc-nursery=5", "app.exe"], {}),
        "dotnet-variables": ([hello], {"DOTNET_gcServer": "1", "DOTNET_TieredCompilation": "0", "COMPlus_GCHeapCount": "2"}),
        "tier-interp": (["--tier=interp", hello], {}),
        "tier-unknown": (["--tier=inter", hello], {}),
        "run": (["run", hello], {}),
        "misspelt-command": (["chekc", hello], {}),
        "info": (["info"], {}),
        "info-app": (["info", needs / "needs.dll"], {}),
        "info-too-much": (["info", "a", "b"], {}),
        "check-nothing-missing": (["check", hello], {}),
        "check-needs": (["check", needs / "needs.dll"], {}),
        "check-il": (["check", needs / "needs_il.exe"], {}),
        "check-no-program": (["check"], {}),
        "check-not-found": (["check", odd / "no-such.dll"], {}),
        "load-not-found": ([odd / "no-such.exe"], {}),
        "load-folder": ([odd / "folder.dll"], {}),
        "load-text": ([odd / "text.dll"], {}),
        "load-empty": ([odd / "empty.dll"], {}),
        "load-truncated": ([odd / "truncated.dll"], {}),
        "load-native": ([odd / "native"], {}),
        "load-apphost": ([odd / "app"], {}),
        "load-library": ([minivm.parent / "System.Private.CoreLib.dll"], {}),
    }


def hottest_stack(profile):
    """The line of folded stacks that was sampled most, without its count; each has to be well formed."""
    samples = []
    for line in profile.read_text(encoding="utf-8").splitlines():
        match = re.fullmatch(r"([^ ]+) (\d+)", line)
        if not match:
            return f"not folded: {line}"
        samples.append((int(match[2]), match[1]))
    return max(samples)[1] if samples else "no samples"


def frequent_ops(lines):
    """Of a list of --count-ops: what is frequent, in alphabetical order; the rest, and who is first by a hair, belongs to the start."""
    names = re.findall(r"^\[ops\] +\d\d\.\d\d%  (.*)$", lines[0], flags=re.MULTILINE)
    return "".join(f"[ops] N%  {name}\n" for name in sorted(names))


def hottest_method(lines):
    """The first line of the list of --stats."""
    return re.sub(r" +", " ", lines.splitlines(keepends=True)[0])


def golden_text(minivm, words, variables, work):
    """What the case prints, with paths of this machine made general."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("MINIVM_")} | variables
    done = subprocess.run([minivm, *map(str, words)], stdin=subprocess.DEVNULL, capture_output=True, text=True, env=env, timeout=60, check=False)
    text = f"exit code {done.returncode}\n"
    for stream, content in (("stdout", done.stdout), ("stderr", done.stderr)):
        if content:
            text += f"-- {stream}\n{content.rstrip()}\n"
    for word in map(str, words):
        if word.startswith("--profile=") and Path(word[10:]).is_file():
            text += f"-- hottest stack of the profile\n{hottest_stack(Path(word[10:]))}\n"
    text = re.sub(r"(^\[ops\] .*%.*\n)+", frequent_ops, re.sub(r"^\[ops\] \d+ exec", "[ops] N exec", text, flags=re.MULTILINE), flags=re.MULTILINE)
    text = re.sub(r"^(\[stats\] +\d+ calls.*\n)+", lambda lines: hottest_method(lines[0]), text, flags=re.MULTILINE)
    text = re.sub(r"^\[stats\].*$", lambda line: re.sub(r"[\d.]+", "N", line[0]), text, flags=re.MULTILINE)
    # A new option is no change of these texts.
    text = re.sub(r"^\S+ +\S* +default\n", "", text, flags=re.MULTILINE)
    for path, name in ((work, "WORK"), (minivm.parent, "BUILD")):
        text = text.replace(str(path), name)
    # Of a collection's line the shape matters.
    text = re.sub(r"^\[gc\] .*$", lambda line: re.sub(r"(?<!generation )\b\d+", "N", line[0]), text, flags=re.MULTILINE)
    return re.sub(r"g\+\+ \S+", "g++ N", text)


def read_golden():
    """The sections of golden.txt by name."""
    if not GOLDEN.exists():
        return {}
    parts = re.split(r"^=== (.*)$\n", GOLDEN.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {name: text.rstrip("\n") + "\n" for name, text in zip(parts[1::2], parts[2::2])}


def report(name, expected, found, hint):
    print(f"FAILED: {name} ({hint})")
    print(*difflib.unified_diff(expected.splitlines(), found.splitlines(), "expected", "found", lineterm="", n=3), sep="\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--minivm", type=Path)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--bless", action="store_true")
    parser.add_argument("--record", action="store_true")
    args = parser.parse_args()
    args.work = args.work.resolve() / "cli"
    args.work.mkdir(parents=True, exist_ok=True)
    compiler.references(args.work)
    probe = compiler.compile_program(HERE / "probe.cs", args.work, server=True)
    wanted = [s for s in SCENARIOS if not args.names or any(s.name.startswith(name) for name in args.names)]
    expected = json.loads(CORECLR.read_text(encoding="utf-8")) if CORECLR.exists() else {}
    if args.record:
        for scenario in wanted:
            expected[scenario.name] = run_scenario(["dotnet"], scenario, program_of(scenario, probe, args.work))
            print(f"recorded: {scenario.name}: {expected[scenario.name]['code']}")
        known = {scenario.name for scenario in SCENARIOS}
        CORECLR.write_text(json.dumps({name: expected[name] for name in sorted(expected) if name in known}, indent=1) + "\n", encoding="utf-8")
        return 0
    if not args.minivm:
        parser.error("--minivm is needed")
    minivm = args.minivm.resolve()
    compiler.assemble_with(minivm)
    failed = count = 0
    for scenario in wanted:
        count += 1
        found = run_scenario([minivm], scenario, program_of(scenario, probe, args.work))
        if found != expected.get(scenario.name):
            failed += 1
            report(scenario.name, json.dumps(expected.get(scenario.name), indent=1).replace("\\n", "\n"), json.dumps(found, indent=1).replace("\\n", "\n"), "CoreCLR above minivm")
    golden = read_golden()
    for name, (words, variables) in golden_cases(minivm, args.work, probe).items():
        if args.names and not any(("golden/" + name).startswith(wanted) for wanted in args.names):
            continue
        count += 1
        found = golden_text(minivm, words, variables, args.work)
        if found != golden.get(name):
            if args.bless:
                golden[name] = found
                print(f"blessed: {name}")
                continue
            failed += 1
            report("golden/" + name, golden.get(name, ""), found, "right? then --bless")
    if args.bless:
        GOLDEN.write_text("".join(f"=== {name}\n{text}" for name, text in golden.items()), encoding="utf-8")
    print(f"{count - failed} of {count} passed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
