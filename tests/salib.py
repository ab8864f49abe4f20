"""Compares sensitivity indices with those of SALib on the same points and outputs.

usage: python tests/salib.py FOLDER      (tests/salib.sh makes the folder and runs this)

FOLDER holds METHOD-NAME-points.csv (unit cube, then the output) and METHOD-NAME-indices.csv, as written by the
ignored test `write_for_salib`. Point estimates must agree within 1e-9.

Conventions that are the same: rows A, AB_1 … AB_p, B; outputs centred on the mean of all of them; first order after
Saltelli 2010, total after Jansen; the variance of A and B together divided by 2n; effects of Morris in the unit cube
(as per step really made, where a factor is any number between two), sigma divided by r - 1. What differs: SALib also divides the outputs by their standard deviation, which cancels; its
intervals are normal ones (value ± conf) from 100 resamples of its own chance, ours are percentiles from 1,000. So
half-widths are only compared roughly: half to twice as wide on the median.
"""

import csv
import statistics
import sys
from pathlib import Path

import numpy as np
from SALib.analyze import morris, sobol

WITHIN = 1e-9
NAMES = {
    "sobol": {"first_order": ("S1", "S1_conf"), "total": ("ST", "ST_conf")},
    "morris": {"mu": ("mu", None), "mu_star": ("mu_star", "mu_star_conf"), "sigma": ("sigma", None)},
}


def theirs(method, keys, points, outputs):
    problem = {"num_vars": len(keys), "names": keys, "bounds": [[0.0, 1.0]] * len(keys)}
    if method == "sobol":
        return sobol.analyze(problem, outputs, calc_second_order=False, seed=1)
    return morris.analyze(problem, points, outputs, num_levels=4, seed=1)


def compare(points_file):
    method, name = points_file.stem.removesuffix("-points").split("-")
    with points_file.open() as file:
        header, *rows = csv.reader(file)
    table = np.array(rows, dtype=float)
    found = theirs(method, header[:-1], table[:, :-1], table[:, -1])
    worst, widths, compared = 0.0, [], 0
    with points_file.with_name(f"{method}-{name}-indices.csv").open() as file:
        for row in csv.DictReader(file):
            estimate, interval = NAMES[method][row["measure"]]
            factor = header.index(row["factor"])
            worst = max(worst, abs(float(row["value"]) - found[estimate][factor]))
            compared += 1
            if interval and found[interval][factor] > 1e-6:
                widths.append((float(row["high"]) - float(row["low"])) / 2 / found[interval][factor])
    ratio = statistics.median(widths) if widths else None
    good = compared > 0 and worst <= WITHIN and (ratio is None or 0.5 < ratio < 2.0)
    shown = "none" if ratio is None else f"{ratio:.2f}"
    print(f"{'same' if good else 'DIFFERS'}  {method:6} {name:9} {compared:2} estimates, {len(rows):5} points, "
          f"largest difference {worst:.1e}, width of intervals ours/SALib {shown}")
    return good


def main():
    files = sorted(Path(sys.argv[1]).glob("*-points.csv"))
    if not files:
        sys.exit(f"no points in {sys.argv[1]}")
    results = [compare(file) for file in files]
    sys.exit(0 if all(results) else 1)


if __name__ == "__main__":
    main()
