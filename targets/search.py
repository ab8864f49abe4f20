#!/usr/bin/env python3
"""Searches for values of parameters that figures of evidence do not contradict.

    targets/search.py MUTUA [SCENARIO] [OPTIONS]     searches; writes every point that it tried into --out
    targets/search.py --test                         checks the search itself, without the program

MUTUA is the program. SCENARIO (targets/search.toml) says how large the worlds are and, in its [design], what may vary and how
far; a parameter without a range of its own has its plausible one. Every point is one `mutua run` of it with `--set`, under the
same seed, so that points are compared under the same luck.

The score is the sum over all figures marked *target* of 0 for a figure inside its interval, else d / (1 + d), where d is the
distance to the nearer bound in halves of the interval's width; a figure of which no world had a value counts 1, a second-hand
one half as much. So it nears the number of targets missed, and says on the way whether one comes nearer. Nothing else is read:
no check, no contrast, no difference between regimes. What a scenario sets itself (workers, hours, structures of help) cannot
be varied. The fewer the score, the better.

First the scenario itself (point 0) and a Latin hypercube, then rounds that recombine the best points (a difference of two
points of the elite is added to a third) in steps that become smaller. The same seed gives the same points, whatever --jobs is.
A search that was stopped goes on if it is started again: points that stand in --out are not run again. What another program
or another scenario found is refused (column study).

At last the best points are read again in larger worlds of another seed, which the search never saw: only that reading counts.
"""
import argparse
import csv
import hashlib
import os
import random
import shutil
import subprocess
import sys
import tempfile
import tomllib
from concurrent.futures import ThreadPoolExecutor

# What is supply: it belongs to a scenario, and a search that changed it would fit the town to the figures.
SUPPLY = {"workers_per_1000", "worker_hours", "caseload", "desk_share", "desk_hours", "hours_per_turn", "cost_per_hour",
          "productive_week"}
# Weight of a figure by its grade.
WEIGHTS = {"seen": 1.0, "second-hand": 0.5}
# Seed of the last reading.
FRESH = 271828
# The first columns of --out.
HEAD = ["study", "point", "score", "inside"]
# Points that others are made from.
ELITE = 12
# Share of the range by which a point of the first and of the last round is shaken.
SHAKEN = (0.10, 0.01)


class Factor:
    """A parameter, its range, and whether it is whole."""

    def __init__(self, key, low, high):
        self.key, self.low, self.high = key, low, high
        self.whole = isinstance(low, int) and isinstance(high, int)

    def value(self, part):
        """The value at `part` of the way through the range: of a whole one each value has an equal part."""
        if self.whole:
            return min(self.low + int(part * (self.high - self.low + 1)), self.high)
        return float(f"{self.low + part * (self.high - self.low):.6g}")


def hypercube(factors, points, seed):
    """Points of the unit cube: every factor takes each of `points` equal parts of its range once, in an order of its own."""
    columns = []
    for factor in factors:
        keyed = random.Random(f"{seed}/{factor.key}")
        parts = [(stratum + keyed.random()) / points for stratum in range(points)]
        keyed.shuffle(parts)
        columns.append(parts)
    return [list(point) for point in zip(*columns)]


def folded(part):
    """A part of the way that left the range, turned back at its ends."""
    part = abs(part) % 2.0
    return min(2.0 - part if part > 1.0 else part, 1.0 - 1e-12)


def child(elite, keyed, shaken):
    """A point made of three of the elite, better ones more often, shaken a little."""
    base, one, other = (elite[int(len(elite) * keyed.random() ** 2)] for _ in range(3))
    some = keyed.choice((0.2, 0.5, 1.0))
    moved = []
    for place in range(len(base)):
        step = 0.7 * (one[place] - other[place]) + keyed.gauss(0.0, shaken)
        moved.append(folded(base[place] + step) if keyed.random() < some else base[place])
    return moved


def targets(rows, left_out=()):
    """The targets among the rows of validity.csv that can be said or could be: id, weight, how far from inside (0 … 1)."""
    found = []
    for row in rows:
        if row["use"] != "target" or not row["quantity"] or row["figure"] in left_out:
            continue
        missed = 1.0
        if row["mean"]:
            mean, low, high = (float(row[name]) for name in ("mean", "figure_low", "figure_high"))
            beyond = max(low - mean, mean - high, 0.0) / ((high - low) / 2.0)
            missed = beyond / (1.0 + beyond)
        found.append((row["figure"], WEIGHTS[row["grade"]], missed))
    return found


def score(found):
    """What is minimised."""
    return sum(weight * missed for _, weight, missed in found)


def inside(found):
    """How many of the targets are inside."""
    return sum(missed == 0.0 for _, _, missed in found)


def factors_of(resolved):
    """The factors in a resolved scenario; ends the program if one may not be searched."""
    factors = []
    for factor in resolved.get("design", {}).get("factor", []):
        key = factor["key"].removeprefix("parameters.")
        if key in SUPPLY or key not in resolved["parameters"]:
            sys.exit(f"{key} cannot be searched: only parameters can, and none that says what help there is")
        if "low" not in factor:
            sys.exit(f"{key} needs a range, not a list of values")
        factors.append(Factor(key, factor["low"], factor["high"]))
    if not factors:
        sys.exit("the scenario has no [design] whose factors could vary")
    return factors


class Study:
    """Runs points of one scenario."""

    def __init__(self, asked, folder):
        self.asked, self.folder = asked, folder

    def run(self, name, sets):
        """Folder of the results of one run; None and the reason if it was refused."""
        out = os.path.join(self.folder, name)
        command = [self.asked.mutua, "run", self.asked.scenario, "--threads", "1", "--force", "--out", out]
        command += [word for key, value in sets for word in ("--set", f"{key}={value}")]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        return (out, "") if done.returncode == 0 else (None, done.stderr.strip() or f"exit code {done.returncode}")

    def rows(self, name, sets):
        """The rows of validity.csv of one run; none and the reason if it was refused."""
        out, reason = self.run(name, sets)
        if out is None:
            return None, reason
        with open(os.path.join(out, "validity.csv"), newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        shutil.rmtree(out)
        return rows, ""


class Search:
    """All points tried so far, and the file that holds them."""

    def __init__(self, study, factors, asked, identity):
        self.study, self.factors, self.asked, self.identity = study, factors, asked, identity
        self.keys = [factor.key for factor in factors]
        self.tried = []
        self.known = self.read()
        self.file = None

    def read(self):
        """Points that an earlier search wrote, by number and values."""
        if not os.path.exists(self.asked.out):
            return {}
        with open(self.asked.out, newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        if rows and (list(rows[0])[:4 + len(self.keys)] != HEAD + self.keys or rows[0]["study"] != self.identity):
            sys.exit(f"{self.asked.out} holds another search: give another --out")
        return {(row["point"], *(row[key] for key in self.keys)): row for row in rows}

    def evaluate(self, parts):
        """Runs points, given as parts of the ranges (None: the scenario itself), and notes them in the order given."""
        first = len(self.tried)
        jobs = [(first + place, point) for place, point in enumerate(parts)]
        with ThreadPoolExecutor(self.asked.jobs) as pool:
            for (number, point), row in zip(jobs, pool.map(lambda job: self.one(*job), jobs)):
                self.note(row)
                self.tried.append((float(row["score"] or "inf"), number, point, row))

    def one(self, number, parts):
        """The row of one point."""
        values = [""] * len(self.keys) if parts is None else [f.value(p) for f, p in zip(self.factors, parts)]
        known = self.known.get((str(number), *map(str, values)))
        if known:
            return known
        sets = [] if parts is None else list(zip(self.keys, values))
        rows, reason = self.study.rows(f"point-{number}", sets)
        found = None if rows is None else targets(rows, self.asked.leave_out)
        told = {"score": "", "inside": "", "refused": reason} if found is None else {
            "score": f"{score(found):.6f}", "inside": inside(found), "refused": "",
            **{figure: f"{missed:.4f}" for figure, _, missed in found}}
        return {"study": self.identity, "point": number, **dict(zip(self.keys, values)), **told}

    def note(self, row):
        """Writes a row; the first one decides which targets have columns."""
        if self.file is None:
            self.columns = HEAD + self.keys
            self.columns += [name for name in row if name not in self.columns and name != "refused"] + ["refused"]
            self.file = open(self.asked.out, "w", newline="", encoding="utf-8")
            self.table = csv.DictWriter(self.file, self.columns, lineterminator="\n", extrasaction="ignore")
            self.table.writeheader()
        self.table.writerow(row)
        self.file.flush()

    def best(self, number):
        """The best points, the better first."""
        ranked = sorted((one for one in self.tried if one[2] is not None and one[0] != float("inf")), key=lambda one: one[:2])
        return ranked[:number]

    def tell(self, what):
        """One line of where it stands."""
        default, best = self.tried[0], min(self.tried, key=lambda one: one[:2])
        print(f"{what}: {len(self.tried)} points; score {default[3]['score']} at the scenario itself, "
              f"{best[3]['score']} at point {best[1]} ({best[3]['inside']} targets inside)", flush=True)


def identity(asked, resolved):
    """What tells one study from another: the program, the scenario, its defaults and which figures are left out."""
    parts = [resolved, " ".join(sorted(asked.leave_out)).encode()]
    for path in (shutil.which(asked.mutua), asked.scenario):
        with open(path, "rb") as file:
            parts.append(file.read())
    return hashlib.sha256(b"\0".join(parts)).hexdigest()[:12]


def search(asked):
    """The whole search."""
    with tempfile.TemporaryDirectory() as folder:
        study = Study(asked, folder)
        out, reason = study.run("ranges", [("replicates", 1), ("weeks", 1), ("burn_in_weeks", 0), ("people", 100)])
        if out is None:
            sys.exit(reason)
        with open(os.path.join(out, "scenario.toml"), "rb") as file:
            resolved = file.read()
        factors = factors_of(tomllib.loads(resolved.decode()))
        found = Search(study, factors, asked, identity(asked, resolved))
        print(f"{len(factors)} parameters vary")
        found.evaluate([None] + hypercube(factors, asked.points, asked.seed))
        if found.tried[0][0] == float("inf"):
            sys.exit(found.tried[0][3]["refused"])
        found.tell("Latin hypercube")
        for number in range(asked.rounds):
            elite = [parts for _, _, parts, _ in found.best(ELITE)]
            share = number / max(asked.rounds - 1, 1)
            shaken = SHAKEN[0] * (SHAKEN[1] / SHAKEN[0]) ** share
            keyed = [random.Random(f"{asked.seed}/{number}/{place}") for place in range(asked.each)]
            found.evaluate([child(elite, one, shaken) for one in keyed])
            found.tell(f"round {number + 1} of {asked.rounds}")
        confirm(study, found, asked)


def confirm(study, found, asked):
    """Reads the scenario itself and the best points again, in larger worlds of another seed."""
    sizes = [("seed", FRESH), ("people", asked.confirm_people), ("replicates", asked.confirm_replicates)]
    points = [found.tried[0], *found.best(asked.confirm)]
    read = []

    def again(one):
        sets = [] if one[2] is None else [(factor.key, factor.value(part)) for factor, part in zip(found.factors, one[2])]
        rows, reason = study.rows(f"again-{one[1]}", sizes + sets)
        return sets, rows, reason

    with ThreadPoolExecutor(asked.jobs) as pool:
        for one, (sets, rows, reason) in zip(points, pool.map(again, points)):
            if rows is None:
                print(f"point {one[1]} was refused: {reason}")
                continue
            of = targets(rows, asked.leave_out)
            read.append((score(of), one[1], sets, of, rows))
            print(f"point {one[1]} read again: score {score(of):.3f}, {inside(of)} of {len(of)} targets inside")
    if not read:
        return
    _, number, sets, of, rows = min(read, key=lambda one: one[:2])
    print(f"\nThe best is point {number}:")
    print(" ".join(f"--set {key}={value}" for key, value in sets) or "the scenario itself")
    values = {row["figure"]: row for row in rows}
    print("\nTargets that it misses:")
    for figure, _, missed in of:
        row = values[figure]
        if missed > 0.0:
            print(f"  {figure:20} {row['mean'] or 'nothing':>20}  known {row['figure_value']} [{row['figure_low']}, "
                  f"{row['figure_high']}]  {row['grade']}, {row['regime']}")


def test():
    """What the search promises of itself."""
    factors = [Factor("a", 0.0, 1.0), Factor("b", 2, 5), Factor("c", -1.0, 3.0)]
    cube = hypercube(factors, 40, 7)
    for column in zip(*cube):
        assert sorted(int(part * 40) for part in column) == list(range(40)), "one point in each part"
    assert [p[0] for p in cube] == [p[0] for p in hypercube(factors[:1], 40, 7)], "another factor changes no other"
    assert cube != hypercube(factors, 40, 8) and cube == hypercube(factors, 40, 7)
    whole = [factors[1].value(place / 400) for place in range(400)]
    assert {value: whole.count(value) for value in set(whole)} == {2: 100, 3: 100, 4: 100, 5: 100}
    keyed = random.Random(3)
    elite = cube[:ELITE]
    for _ in range(2000):
        made = child(elite, keyed, 0.5)
        assert len(made) == 3 and all(0.0 <= part < 1.0 for part in made)
        assert all(factor.low <= factor.value(part) <= factor.high for factor, part in zip(factors, made))
    assert abs(folded(-0.2) - 0.2) < 1e-9 and abs(folded(1.3) - 0.7) < 1e-9 and folded(1.0) < 1.0

    def row(figure, mean, use="target", grade="seen", quantity="q"):
        return {"figure": figure, "use": use, "grade": grade, "quantity": quantity, "mean": mean,
                "figure_low": "0.2", "figure_high": "0.4"}

    rows = [row("in", "0.4"), row("half", "0.5"), row("far", "0.7", grade="second-hand"), row("none", ""),
            row("check", "9", use="check"), row("cannot", "", quantity=""), row("out", "9")]
    found = targets(rows, ["out"])
    assert [(figure, weight, round(missed, 9)) for figure, weight, missed in found] == [
        ("in", 1.0, 0.0), ("half", 1.0, 0.5), ("far", 0.5, 0.75), ("none", 1.0, 1.0)]
    assert abs(score(found) - (0.5 + 0.375 + 1.0)) < 1e-9 and inside(found) == 1
    for wrong in ("worker_hours", "regime.mutual-self-help.capacity", "people"):
        resolved = {"parameters": {"worker_hours": 1.0, "asks": 3}, "design": {"factor": [{"key": wrong, "low": 1, "high": 2}]}}
        try:
            factors_of(resolved)
        except SystemExit as said:
            assert "cannot be searched" in str(said)
        else:
            raise AssertionError(f"{wrong} was taken")
    print("the search does what it says")


def main():
    """Reads what was asked."""
    if sys.argv[1:] == ["--test"]:
        return test()
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("mutua", help="the program")
    reader.add_argument("scenario", nargs="?", default=os.path.join(os.path.dirname(__file__), "search.toml"))
    reader.add_argument("--out", default="search.csv", help="where every point is written")
    reader.add_argument("--seed", type=int, default=1, help="of the search, not of the worlds")
    reader.add_argument("--points", type=int, default=256, help="in the Latin hypercube")
    reader.add_argument("--rounds", type=int, default=16)
    reader.add_argument("--each", type=int, default=48, help="points of a round")
    reader.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    reader.add_argument("--leave-out", nargs="*", default=[], metavar="FIGURE", help="targets that are not fitted, by their id")
    reader.add_argument("--confirm", type=int, default=5, help="best points that are read again")
    reader.add_argument("--confirm-people", type=int, default=5000)
    reader.add_argument("--confirm-replicates", type=int, default=4)
    return search(reader.parse_args())


if __name__ == "__main__":
    main()
