"""The chart of a measurement as SVG: for each program, how many times as fast as the base each runtime is, on a logarithmic scale."""

import math
from xml.sax.saxutils import escape

import figures

BAR, GAP, GROUP_GAP = 9, 2, 9
LEFT, RIGHT, TOP, BOTTOM, WIDTH = 128, 56, 64, 30, 860
# Readable on white and on black; the order is that of the runtimes drawn.
COLORS = ["#d9480f", "#1c7ed6", "#2f9e44", "#9c36b5", "#868e96", "#e8a317"]
STYLE = """text { font: 12px system-ui, sans-serif; fill: #343a40 }
.title { font-size: 15px; font-weight: 600 } .value { font-size: 9px } .grid { stroke: #adb5bd; stroke-opacity: .45 } .base { stroke: #868e96; stroke-width: 1.5 }
@media (prefers-color-scheme: dark) { text { fill: #dee2e6 } .grid { stroke: #868e96 } }"""


def ticks(low, high):
    """1, 2, 5 × powers of ten from `low` to `high`."""
    return [digit * 10.0**power for power in range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1) for digit in (1, 2, 5) if low <= digit * 10.0**power <= high]


def draw(raw, base="mono-interp"):
    """The SVG text; None when the base or everything else was not measured."""
    labels = dict(zip(figures.names_of(raw), figures.labels_of(raw)))
    runtimes = [name for name in labels if name != base]
    speeds = {name: {program: 1 / ratio for program, ratio in figures.cpu_ratios(raw, name, base).items()} for name in runtimes}
    everything = [speed for of_runtime in speeds.values() for speed in of_runtime.values()]
    if not everything:
        return None
    groups = [program for program in raw["programs"] if any(program in speeds[name] for name in runtimes)] + ["geometric mean"]
    for name in runtimes:
        speeds[name]["geometric mean"] = figures.geometric_mean(speeds[name].values())
    low, high = min(*everything, 0.5) / 1.1, max(*everything, 2) * 1.1
    scale = (WIDTH - LEFT - RIGHT) / math.log(high / low)
    group_height = len(runtimes) * (BAR + GAP) + GROUP_GAP
    height = TOP + len(groups) * group_height + BOTTOM

    def x(speed):
        return LEFT + math.log(speed / low) * scale

    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" role="img">',
           f"<style>{STYLE}</style>",
           f'<text class="title" x="8" y="20">Speed of a steady repetition: times as fast as {escape(labels.get(base, base))} (CPU time, logarithmic)</text>']
    at = 8
    for index, name in enumerate(runtimes):
        out.append(f'<rect x="{at}" y="31" width="11" height="11" rx="2" fill="{COLORS[index % len(COLORS)]}"/><text x="{at + 16}" y="41">{escape(labels[name])}</text>')
        at += 40 + 7 * len(labels[name])
    for tick in ticks(low, high):
        kind = "base" if tick == 1 else "grid"
        out.append(f'<line class="{kind}" x1="{x(tick):.1f}" x2="{x(tick):.1f}" y1="{TOP - 8}" y2="{height - BOTTOM + 4}"/>'
                   f'<text x="{x(tick):.1f}" y="{height - 10}" text-anchor="middle">{tick:g}×</text>')
    for row, program in enumerate(groups):
        top = TOP + row * group_height
        weight = ' font-weight="600"' if program == groups[-1] else ""
        out.append(f'<text x="{LEFT - 8}" y="{top + (group_height - GROUP_GAP) / 2 + 4:.1f}" text-anchor="end"{weight}>{escape(program)}</text>')
        for index, name in enumerate(runtimes):
            speed = speeds[name].get(program)
            if speed is None:
                continue
            left, right, y = min(x(1), x(speed)), max(x(1), x(speed)), top + index * (BAR + GAP)
            out.append(f'<rect x="{left:.1f}" y="{y}" width="{max(right - left, 1):.1f}" height="{BAR}" rx="1.5" fill="{COLORS[index % len(COLORS)]}"/>'
                       f'<text class="value" x="{right + 4:.1f}" y="{y + BAR - 1}">{speed:.{1 if speed >= 10 else 2}f}</text>')
    out.append("</svg>")
    return "\n".join(out) + "\n"
