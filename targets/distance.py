#!/usr/bin/env python3
"""How far the worlds of a run are from the figures of evidence, in the scales of a fit.

    targets/distance.py FIT RUN      FIT: a folder of `mutua fit`, whose figures.csv has the scales; RUN: a folder of `mutua run`
    targets/distance.py --test       checks itself, without any folder

For each figure: how many scales the mean of the worlds is away from it, at most five; five if no world has the number. Of these
the root of the weighted mean of squares, once for the figures that may be fitted to and once for the checks, as docs/fitting.md
says it. It lets one set of values be held against another: a fit itself says it of its particles only.
"""
import csv
import math
import sys
from pathlib import Path

MOST = 5.0


def away(figure, mean):
    """How many scales `mean` lies from the figure; `figure` is a row of figures.csv."""
    if mean in ("", "NA"):
        return MOST
    scale = math.hypot(*(float(figure[part] or 0) for part in ("error", "luck", "discrepancy")))
    return min(MOST, abs(float(mean) - float(figure["figure_value"])) / scale)


def weight(figure):
    """Figures at second hand count half; a check has no weight in a fit, and counts here as it would there."""
    return float(figure["weight"] or (1 if figure["grade"] == "seen" else 0.5))


def distances(figures, read):
    """Of targets and of checks: the distance, how many are inside, and how many there are."""
    found = {}
    for figure in figures:
        # Without a scale nothing was held against it.
        if not figure["discrepancy"] or figure["figure"] not in read:
            continue
        row = read[figure["figure"]]
        of = found.setdefault("checks" if figure["use"] == "check" else "targets", [0.0, 0.0, 0, 0])
        of[0] += weight(figure) * away(figure, row["mean"]) ** 2
        of[1] += weight(figure)
        of[2] += row["verdict"] == "inside"
        of[3] += 1
    return {use: (math.sqrt(squares / weights), inside, count) for use, (squares, weights, inside, count) in found.items()}


def table(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test():
    figure = {"figure": "a", "use": "target", "grade": "seen", "weight": "1", "figure_value": "10", "error": "3", "luck": "0",
              "discrepancy": "4"}
    assert away(figure, "20") == 2.0 and away(figure, "99") == MOST and away(figure, "") == MOST
    second = figure | {"figure": "b", "weight": "", "grade": "second-hand"}
    assert weight(second) == 0.5
    read = {"a": {"mean": "15", "verdict": "outside"}, "b": {"mean": "10", "verdict": "inside"}}
    assert distances([figure, second], read) == {"targets": (math.sqrt(1 / 1.5), 1, 2)}
    assert list(distances([figure | {"use": "check"}], read)) == ["checks"]
    assert distances([figure | {"discrepancy": ""}], read) == {}
    print("distances are what they should be")


def main(arguments):
    if arguments == ["--test"]:
        return test()
    if len(arguments) != 2 or arguments[0].startswith("-"):
        sys.exit(__doc__)
    fit, run = map(Path, arguments)
    for path in (fit / "figures.csv", run / "validity.csv"):
        if not path.is_file():
            sys.exit(f"{path}: there is no such file; FIT is a folder of `mutua fit`, RUN one of `mutua run`")
    read = {row["figure"]: row for row in table(run / "validity.csv")}
    for use, (distance, inside, count) in distances(table(fit / "figures.csv"), read).items():
        print(f"{use}: {distance:.3f} scales away, {inside} of {count} inside")


if __name__ == "__main__":
    main(sys.argv[1:])
