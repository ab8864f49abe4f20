#!/usr/bin/env python3
"""Draws the picture of docs/fitting.md: how often each tenth of ranks came up.

    MUTUA_LONG=1 MUTUA_FIT_TOY=FOLDER cargo test --test fit_toy ranks && tests/ranks.py FOLDER docs/pictures/fit_ranks.svg
"""
import csv
import os
import sys

DRAWS, BINS = 39, 10
WIDTH, HEIGHT, LEFT, BOTTOM, TOP = 640, 320, 60, 60, 56


def main():
    with open(os.path.join(sys.argv[1], "ranks.csv"), newline="", encoding="utf-8") as file:
        ranks = [int(row["rank"]) for row in csv.DictReader(file)]
    counts = [0] * BINS
    for rank in ranks:
        counts[rank * BINS // (DRAWS + 1)] += 1
    expected = len(ranks) / BINS
    # Within two standard deviations of a binomial number, 19 bins of 20 lie where all ranks are equally likely.
    spread = 2.0 * (expected * (1.0 - 1.0 / BINS)) ** 0.5
    most = max([*counts, expected + spread]) * 1.1
    across = (WIDTH - LEFT - 20) / BINS
    y = lambda count: HEIGHT - BOTTOM - count / most * (HEIGHT - BOTTOM - TOP)
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" font-family="sans-serif" role="img">',
             '<rect width="100%" height="100%" fill="white"/>',
             f'<text x="16" y="28" font-size="18" font-weight="bold" fill="#262626">Ranks of {len(ranks)} truths among draws of '
             'their posteriors</text>',
             f'<rect x="{LEFT}" y="{y(expected + spread):.1f}" width="{across * BINS:.1f}" '
             f'height="{y(expected - spread) - y(expected + spread):.1f}" fill="#d7d7d7"/>']
    for place, count in enumerate(counts):
        parts.append(f'<rect x="{LEFT + place * across + 6:.1f}" y="{y(count):.1f}" width="{across - 12:.1f}" '
                     f'height="{HEIGHT - BOTTOM - y(count):.1f}" fill="#0072b2"/>')
        parts.append(f'<text x="{LEFT + (place + 0.5) * across:.1f}" y="{y(count) - 6:.1f}" font-size="13" '
                     f'text-anchor="middle" fill="#262626">{count}</text>')
        parts.append(f'<text x="{LEFT + (place + 0.5) * across:.1f}" y="{HEIGHT - BOTTOM + 18}" font-size="12" '
                     f'text-anchor="middle" fill="#262626">{place * 4}-{place * 4 + 3}</text>')
    parts.append(f'<line x1="{LEFT}" y1="{y(expected):.1f}" x2="{LEFT + across * BINS:.1f}" y2="{y(expected):.1f}" '
                 'stroke="#262626" stroke-dasharray="6 4"/>')
    parts.append(f'<text x="16" y="{HEIGHT - 12}" font-size="13" fill="#555555">Draws below the truth, of {DRAWS}. Dashed: equally '
                 'frequent; grey: two deviations</text></svg>')
    with open(sys.argv[2], "w", encoding="utf-8") as file:
        file.write("\n".join(parts) + "\n")


if __name__ == "__main__":
    main()
