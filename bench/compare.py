#!/usr/bin/env python3
"""Compares two measurements program by program: compare.py A.json[:RUNTIME] B.json[:RUNTIME] (default: minivm of each).

Says `faster` or `slower` only where the difference exceeds both spreads together and two percent. Refuses measurements of a noisy
machine and of different settings, unless --anyway.
"""

import argparse
import sys

import figures

LEAST = 0.02


def parse(text):
    """FILE[:RUNTIME] → (file, runtime)."""
    path, separator, runtime = text.rpartition(":")
    return (path, runtime) if separator else (text, "minivm")


def verdict(before, after):
    """What may be said about two figures."""
    change = after.median / before.median - 1
    if before.spread is None or after.spread is None:
        return "one process each: no verdict"
    if abs(change) <= max(LEAST, before.spread + after.spread):
        return "same"
    return "faster" if change < 0 else "slower"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("a", type=parse)
    parser.add_argument("b", type=parse)
    parser.add_argument("--anyway", action="store_true", help="compare noisy or unlike measurements, too")
    args = parser.parse_args()
    (path_a, runtime_a), (path_b, runtime_b) = args.a, args.b
    raw_a, raw_b = figures.load(path_a), figures.load(path_b)
    doubts = [f"{path} is noisy: {reason}" for path, raw in dict([(path_a, raw_a), (path_b, raw_b)]).items() for reason in raw["noise"]]
    if raw_a["machine"]["cpu"] != raw_b["machine"]["cpu"]:
        doubts.append(f"different machines: {raw_a['machine']['cpu']} and {raw_b['machine']['cpu']}")
    if doubts and not args.anyway:
        print("compare: refused (--anyway compares nevertheless)", *doubts, sep="\n  ", file=sys.stderr)
        return 3
    rows, ratios = [], []
    for program in raw_a["programs"]:
        before, after = figures.cpu(raw_a, program, runtime_a), figures.cpu(raw_b, program, runtime_b)
        if before and after:
            ratios.append(after.median / before.median)
            rows.append([program, figures.with_spread(before), figures.with_spread(after), figures.ratio(ratios[-1]), verdict(before, after)])
    if not rows:
        print(f"compare: no program was measured on both {runtime_a} and {runtime_b}", file=sys.stderr)
        return 2
    rows.append(["geometric mean", "", "", figures.ratio(figures.geometric_mean(ratios)), ""])
    print(figures.table(["CPU of a steady repetition, ms", "A", "B", "B ÷ A", ""], rows))
    print(*doubts, sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
