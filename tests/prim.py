"""Compares the boxes of `analysis::challenge` with those of the EMA Workbench on the same points.

usage: python tests/prim.py FOLDER      (tests/prim.sh makes the folder and runs this)

FOLDER holds NAME-points.csv (values of factors, then whether the claim is reversed), NAME-settings.csv (shares of a peel
and of a paste, least mass) and NAME-boxes.csv, as written by the ignored test `write_for_prim`: two trajectories, the
second one among the points outside the last box of the first. Every box of both must have the same limits, numbers of
points, coverage, density, mass, number of restricted factors and quasi-p-values.

Conventions that are the same: the default objective of the Workbench ("lenient1": gain in density for each point given
up); limits midway between the last value left out and the first one kept; the order of factors decides between equals; a
step stops at the least mass; a restriction is one limit, not one factor. What differs: the Workbench has a limit
everywhere and calls it restricted where it is not that of all points; here there is none until it is set. It treats
whole numbers apart: where values are missing it peels less of them from below than from above. So those with many values
are given to it as any numbers, and its limit, midway, is moved inwards to the next whole number.
"""

import csv
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np
import pandas as pd
from ema_workbench.analysis import prim

WITHIN = 1e-9
FEW = 10


def read(file):
    with file.open() as opened:
        return list(csv.DictReader(opened))


def table(file):
    with file.open() as opened:
        header, *rows = csv.reader(opened)
    values = np.array(rows, dtype=float)
    columns, kinds = {}, {}
    for place, title in enumerate(header[:-1]):
        name, kind = title.split(":")
        column = values[:, place]
        if kind == "category":
            columns[name] = [f"c{one}" for one in column]
        elif kind == "whole" and len(set(column)) <= FEW:
            columns[name] = column.astype(int)
        else:
            columns[name] = column
        kinds[name] = kind
    return pd.DataFrame(columns), values[:, -1].astype(int), kinds


def theirs(file):
    """Two trajectories as the Workbench finds them, in the form of ours."""
    x, y, kinds = table(file)
    peel, paste, mass = (float(one) for one in file.with_name(file.name.replace("points", "settings")).read_text().split(","))
    search = prim.Prim(x, y, threshold=1e-12, peel_alpha=peel, paste_alpha=paste, mass_min=mass)
    rounds = []
    for _ in range(2):
        box = search.find_box()
        steps = []
        for number, limits in enumerate(box.box_lims):
            row = box.peeling_trajectory.iloc[number]
            found = {}
            for name in x.columns:
                low, high = limits.loc[0, name], limits.loc[1, name]
                first, last = search.box_init.loc[0, name], search.box_init.loc[1, name]
                quasi = box.qp[number].get(name, [None, None])
                if kinds[name] == "category":
                    if low != first:
                        found[name, "Among"] = (" ".join(sorted(one[1:] for one in low)), quasi[0])
                    continue
                whole = kinds[name] == "whole"
                if low != first:
                    found[name, "Low"] = (np.ceil(low) if whole else low, quasi[0])
                if high != last:
                    found[name, "High"] = (np.floor(high) if whole else high, quasi[1])
            steps.append((row, found))
        rounds.append(steps)
    return rounds


def ours(file):
    rounds = defaultdict(dict)
    for row in read(file.with_name(file.name.replace("points", "boxes"))):
        step = rounds[int(row["round"])].setdefault(int(row["step"]), (row, {}))
        if row["factor"]:
            step[1][row["factor"], row["end"]] = (row["limit"], float(row["quasi_p"]))
    return [[steps[number] for number in sorted(steps)] for _, steps in sorted(rounds.items())]


def differences(own, other):
    """What differs between two boxes, in words, and by how much the numbers differ at most."""
    (row, limits), (their_row, their_limits) = own, other
    wrong, worst = [], 0.0
    names = {"inside": "n", "reversed": "k", "coverage": "coverage", "density": "density", "mass": "mass", "restricted": "res_dim"}
    for name, their_name in names.items():
        apart = abs(float(row[name]) - float(their_row[their_name]))
        worst = max(worst, apart)
        if apart > WITHIN:
            wrong.append(f"{name} {row[name]} but {their_row[their_name]}")
    if set(limits) != set(their_limits):
        wrong.append(f"limits of {sorted(limits)} but {sorted(their_limits)}")
    for key in set(limits) & set(their_limits):
        (limit, quasi), (their_limit, their_quasi) = limits[key], their_limits[key]
        if key[1] == "Among":
            if limit != their_limit:
                wrong.append(f"{key} {limit} but {their_limit}")
        else:
            apart = abs(float(limit) - float(their_limit))
            worst = max(worst, apart)
            if apart > WITHIN:
                wrong.append(f"{key} {limit} but {their_limit}")
        apart = abs(quasi - their_quasi)
        worst = max(worst, apart)
        if apart > WITHIN:
            wrong.append(f"quasi-p of {key} {quasi} but {their_quasi}")
    return wrong, worst


def compare(file):
    name, wrong, worst, boxes = file.stem.removesuffix("-points"), [], 0.0, 0
    for place, (own, other) in enumerate(zip(ours(file), theirs(file), strict=True)):
        if len(own) != len(other):
            wrong.append(f"round {place}: {len(own)} boxes but {len(other)}")
        for number, pair in enumerate(zip(own, other)):
            found, apart = differences(*pair)
            wrong.extend(f"round {place}, box {number}: {one}" for one in found)
            worst, boxes = max(worst, apart), boxes + 1
    print(f"{'DIFFERS' if wrong else 'same'}  {name:16} {boxes:3} boxes, largest difference {worst:.1e}")
    for one in wrong[:10]:
        print(f"    {one}")
    return boxes > 0 and not wrong


def main():
    files = sorted(Path(sys.argv[1]).glob("*-points.csv"))
    if not files:
        sys.exit(f"no points in {sys.argv[1]}")
    results = [compare(file) for file in files]
    sys.exit(0 if all(results) else 1)


if __name__ == "__main__":
    main()
