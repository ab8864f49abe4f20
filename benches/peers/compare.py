"""Called by `run`: checks that all peers agree with mutua, then times them."""

import argparse
import csv
import datetime
import math
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
PRIVATE = HERE / ".private"
PYTHON = PRIVATE / "venv/bin/python"
OUTPUTS = ("mean_general_trust", "mean_tie_trust")
WEEKS = 52
SHORT_WEEKS = 4
MOST_WEEKS = 2080
RECORDED_EVERY = 26
TINY = 500
# Differences of run times below this are mostly noise.
TOLD_SECONDS = 1.0
TOLD_BYTES = 1e6
MOST_STANDARD_ERRORS = 4


# The system cannot tell the peak memory of a child below that of its parent, and GNU time is smaller than Python.
SMALL_PARENT = shutil.which("time")


class Peer:
    def __init__(self, name, version, command, threads=1):
        self.name = name
        self.version = version
        self.command = command
        self.threads = threads

    @property
    def label(self):
        return self.name if self.threads == 1 else f"{self.name}, {self.threads} cores"

    def run(self, people, weeks, seed):
        """Runs it; returns seconds of the whole process, its peak memory in bytes, and rows of (week, outputs)."""
        environment = os.environ | {
            "OMP_NUM_THREADS": str(self.threads),
            "OPENBLAS_NUM_THREADS": "1",
            "NUMBA_NUM_THREADS": str(self.threads),
            "STARSIM_INSTALL_FONTS": "0",
        }
        with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryFile("w+") as printed:
            words = [str(word) for word in self.command(people, weeks, seed, self.threads, folder)]
            if SMALL_PARENT:
                words = [SMALL_PARENT, "--quiet", "--format=%M", f"--output={folder}/peak", *words]
            begun = time.perf_counter()
            process = subprocess.Popen(words, stdout=printed, stderr=subprocess.PIPE, env=environment, cwd=folder)
            complaints = process.stderr.read()
            _, status, usage = os.wait4(process.pid, 0)
            seconds = time.perf_counter() - begun
            process.returncode = os.waitstatus_to_exitcode(status)
            process.stderr.close()
            if process.returncode != 0:
                sys.exit(f"{self.label} failed ({process.returncode}): {' '.join(words)}\n{complaints.decode()}")
            printed.seek(0)
            rows = self.rows(printed, folder)
            kilobytes = int(Path(folder, "peak").read_text()) if SMALL_PARENT else usage.ru_maxrss
        if [week for week, *_ in rows][-1] != weeks:
            sys.exit(f"{self.label} did not reach week {weeks}")
        return seconds, kilobytes * 1024, rows

    def rows(self, printed, folder):
        table = csv.DictReader(line for line in printed if "," in line)
        return [(int(row["week"]), *(float(row[output]) for output in OUTPUTS)) for row in table]


class Mutua(Peer):
    def rows(self, printed, folder):
        with open(Path(folder) / "results/trajectories.csv", newline="") as file:
            return [
                (int(row["week"]), float(row["generalised_trust"]), float(row["particularised_trust"]))
                for row in csv.DictReader(file)
                if row["population"] == "everyone" and row["week"] != "0"
            ]


def peers():
    mutua = Path(os.environ["MUTUA"]).resolve()
    pinned = dict(re.findall(r"^(\w+)==(.+)$", (HERE / "requirements.txt").read_text(), re.MULTILINE))
    pinned |= re.findall(r'^(\w+) = .*"=([\d.]+)"', (HERE / "rust/Cargo.toml").read_text(), re.MULTILINE)

    def of_mutua(people, weeks, seed, threads, folder):
        sets = [f"people={people}", f"weeks={weeks}", f"seed={seed}"]
        return [mutua, "run", HERE / "everyday.toml", "--out", Path(folder) / "results", "--threads", threads,
                *(word for setting in sets for word in ("--set", setting))]

    def of_python(name):
        return lambda people, weeks, seed, threads, folder: [
            PYTHON, HERE / f"python/{name}_peer.py", people, weeks, seed, threads]

    def of_rust(name):
        return lambda people, weeks, seed, threads, folder: [
            PRIVATE / f"target/release/{name}_peer", people, weeks, seed]

    version = subprocess.run([mutua, "--version"], capture_output=True, text=True, check=True).stdout.split()[1]
    return [
        Mutua("mutua", version, of_mutua),
        Mutua("mutua", version, of_mutua, threads=2),
        Peer("Numba", pinned["numba"], of_python("numba")),
        Peer("Numba", pinned["numba"], of_python("numba"), threads=2),
        Peer("NumPy", pinned["numpy"], of_python("numpy")),
        Peer("ixa", pinned["ixa"], of_rust("ixa")),
        Peer("krABMaga", pinned["krabmaga"], of_rust("krabmaga")),
        Peer("Starsim", pinned["starsim"], of_python("starsim")),
        Peer("Mesa", pinned["mesa"], of_python("mesa")),
    ]


# --- agreement ---


def agree(everybody, people, weeks, seeds):
    """Prints the means over seeds of all, and how many standard errors each is from mutua. True if all are near."""
    print(f"Agreement: {people:,} people, means over {seeds} seeds; in brackets, standard errors from mutua")
    heads = [f"week {week}" for week in range(RECORDED_EVERY, weeks + 1, RECORDED_EVERY)]
    print(" " * 37 + "".join(f"{head:>18}" for head in heads))
    reference = None
    agreed = True
    same = {}
    for peer in everybody:
        worlds = [peer.run(people, weeks, seed)[2] for seed in range(1, seeds + 1)]
        # Threads must not change anything.
        if same.setdefault(peer.name, worlds) != worlds:
            print(f"{peer.label}: not the same as on one core")
            agreed = False
        reference = reference or worlds
        for column, output in enumerate(OUTPUTS, start=1):
            cells = []
            for week in range(len(worlds[0])):
                ours = [world[week][column] for world in worlds]
                theirs = [world[week][column] for world in reference]
                error = math.sqrt((statistics.variance(ours) + statistics.variance(theirs)) / seeds)
                away = (statistics.mean(ours) - statistics.mean(theirs)) / error
                agreed &= abs(away) < MOST_STANDARD_ERRORS
                cells.append(f"{statistics.mean(ours):.5f} ({away:+.1f})")
            print(f"{peer.label:18} {output:18}" + "".join(f"{cell:>18}" for cell in cells), flush=True)
    print("All agree.\n" if agreed else "Not all agree.\n", flush=True)
    return agreed


# --- speed ---


class Cell:
    """One peer at one number of people."""

    def __init__(self, peer, people, tiny, set_up, tick, limit):
        """`set_up` and `tick` are the seconds to be expected, `tiny` seconds and bytes of a run with next to no people.

        Nothing is run of which even a short run would take more seconds than `limit`."""
        self.peer = peer
        self.people = people
        self.tiny_seconds, self.tiny_bytes = tiny
        self.expected = set_up, tick
        self.seconds = {}
        self.peaks = []
        self.too_slow = set_up + (SHORT_WEEKS + 2) * tick > limit
        # At full length if that can be afforded, else as many weeks as can.
        self.whole = WEEKS
        if set_up + WEEKS * tick > limit:
            self.whole = max(SHORT_WEEKS + 2, int((limit - set_up) / tick))
        # Where weeks are too short to be told from noise, a longer run in addition.
        told = max(TOLD_SECONDS, set_up)
        more = math.ceil(told / (tick * RECORDED_EVERY)) * RECORDED_EVERY
        self.long = self.whole if self.whole < WEEKS or more <= WEEKS - SHORT_WEEKS else min(WEEKS + more, MOST_WEEKS)

    def round(self, seed):
        for weeks in sorted({SHORT_WEEKS, self.whole, self.long}):
            seconds, peak, _ = self.peer.run(self.people, weeks, seed)
            self.seconds.setdefault(weeks, []).append(seconds)
            self.peaks.append(peak)

    @property
    def rounds(self):
        return len(self.seconds.get(SHORT_WEEKS, []))

    @property
    def spent(self):
        return sum(map(sum, self.seconds.values()))

    @property
    def tick(self):
        """Median over rounds of the seconds of a week."""
        pairs = zip(self.seconds[SHORT_WEEKS], self.seconds[self.long])
        return statistics.median(long - short for short, long in pairs) / (self.long - SHORT_WEEKS)

    def expect(self, people):
        """Seconds of set-up and of a week to be expected with `people`: all but the start of the program grows."""
        set_up, tick = self.expected
        if self.rounds > 0:
            tick = max(self.tick, tick / 10)
            set_up = statistics.median(self.seconds[SHORT_WEEKS]) - SHORT_WEEKS * tick
        grows = people / self.people
        return self.tiny_seconds + max(set_up - self.tiny_seconds, 0) * grows, tick * grows

    @property
    def whole_seconds(self):
        return statistics.median(self.seconds[self.whole])

    @property
    def bytes_a_person(self):
        more = max(self.peaks) - self.tiny_bytes
        return more / self.people if more > TOLD_BYTES else None


def measure(everybody, sizes, rounds, fewest_rounds, budget, limit, deadline):
    cells = []
    tiny = {}
    expected = {}
    for peer in everybody:
        # The first run compiles (Numba, Python) and reads from disk.
        _, _, first = peer.run(TINY, SHORT_WEEKS, 1)
        *tiny[peer], again = peer.run(TINY, SHORT_WEEKS, 1)
        if first != again:
            sys.exit(f"{peer.label}: two runs with the same seed differ")
        short, long = (peer.run(sizes[0], weeks, 1)[0] for weeks in (SHORT_WEEKS, 2 * WEEKS + SHORT_WEEKS))
        expected[peer] = (short, max((long - short) / (2 * WEEKS), 1e-5))
    for size, next_size in zip(sizes, [*sizes[1:], None]):
        here = [Cell(peer, size, tiny[peer], *expected[peer], limit) for peer in everybody]
        for number in range(rounds):
            # One after the other within a round, so that slow minutes of the machine hit all alike.
            for cell in here:
                fits = cell.spent * (number + 1) / max(number, 1) <= budget and time.monotonic() < deadline
                if not cell.too_slow and (number < fewest_rounds or (fits and cell.rounds == number)):
                    cell.round(seed=number + 1)
                    print(f"{size:>9,} people, round {number + 1}: {cell.peer.label:18}"
                          f" {1000 * cell.tick:10.2f} ms a week", flush=True)
        for cell in here:
            if next_size is not None:
                expected[cell.peer] = cell.expect(next_size)
        cells += here
    print()
    return cells


# --- what is written ---


def machine():
    cpu = platform.processor() or platform.machine()
    try:
        found = re.search(r"^model name\s*:\s*(.+)$", Path("/proc/cpuinfo").read_text(), re.MULTILINE)
        cpu = found.group(1) if found else cpu
    except OSError:
        pass
    rust = subprocess.run(["rustc", "--version"], capture_output=True, text=True).stdout.split()
    python = subprocess.run([PYTHON, "--version"], capture_output=True, text=True).stdout.split()
    load = os.getloadavg()[2]
    return {
        "date": datetime.date.today().isoformat(),
        "cpu": cpu,
        "cores": os.cpu_count(),
        "system": f"{platform.system()} {platform.machine()}",
        "rust": rust[1] if len(rust) > 1 else "",
        "python": python[1],
        "load_15_minutes": f"{load:.1f}",
    }


def figures(value):
    """Three significant figures, with separators of thousands."""
    if value is None:
        return ""
    digits = 2 - math.floor(math.log10(abs(value))) if value else 0
    return f"{round(value, digits):,.{max(digits, 0)}f}"


def write(cells, where, quick):
    facts = machine()
    base = {cell.people: cell for cell in cells if cell.peer.name == "mutua" and cell.peer.threads == 1}
    rows = []
    for cell in cells:
        row = {"framework": cell.peer.name, "version": cell.peer.version, "cores_used": cell.peer.threads,
               "people": cell.people}
        if cell.rounds == 0:
            row["note"] = "too slow" if cell.too_slow else "time was up"
        elif cell.tick <= 0 or base[cell.people].tick <= 0:
            row["note"] = "too noisy"
        else:
            mutua = base[cell.people]
            row |= {
                "rounds": cell.rounds,
                "tick_weeks_from": SHORT_WEEKS,
                "tick_weeks_to": cell.long,
                "tick_milliseconds": 1000 * cell.tick,
                "tick_people_weeks_per_second": cell.people / cell.tick,
                "tick_speed_to_mutua_on_one_core": mutua.tick / cell.tick,
                "whole_weeks": cell.whole,
                "whole_seconds": cell.whole_seconds,
                "whole_people_weeks_per_second": cell.people * cell.whole / cell.whole_seconds,
                "whole_speed_to_mutua_on_one_core":
                    mutua.whole_seconds / mutua.whole / (cell.whole_seconds / cell.whole),
                "bytes_per_person": cell.bytes_a_person,
                "note": "fewer weeks" if cell.whole < WEEKS else "",
            }
        rows.append(row)
    where.mkdir(parents=True, exist_ok=True)
    columns = max((list(row) for row in rows), key=len)
    with open(where / "table.csv", "w", newline="") as file:
        writer = csv.DictWriter(file, columns + list(facts), lineterminator="\n")
        writer.writeheader()
        for row in rows:
            told = {key: f"{value:.6g}" if isinstance(value, float) else value for key, value in row.items()}
            writer.writerow(told | facts)
    most_rounds = max(cell.rounds for cell in cells)
    lines = [
        f"Everyday help (SPEC.md) on {facts['cpu']}, {facts['cores']} cores, {facts['system']}, {facts['date']};"
        f" Rust {facts['rust']}, Python {facts['python']}. Load of the machine over the last 15 minutes:"
        f" {facts['load_15_minutes']}. Medians of {most_rounds} rounds, or of as many as stand in brackets."
        + (" A quick run: not to be quoted." if quick else ""),
        "",
        "- *week*: people-weeks a second, in millions, from the difference between a long and a short run.",
        f"- *whole*: the same for the whole process over {WEEKS} weeks (or as many as stand there), start and set-up"
        " included. Numba's includes loading what it compiled in an earlier run.",
        "- *to mutua*: the speed to its left, as a multiple of that of mutua on one core with as many people.",
        f"- *bytes*: peak memory less that of a run with {TINY} people, for each person.",
        "",
        "mutua does more in a week than the peers: see SPEC.md.",
    ]
    for people in dict.fromkeys(cell.people for cell in cells):
        lines += ["", f"### {people:,} people", "",
                  "| | version | ms a week | week, M/s | to mutua | whole, s | whole, M/s | to mutua | bytes | |",
                  "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- |"]
        for cell, row in zip(cells, rows):
            if cell.people != people:
                continue
            if "whole_seconds" not in row:
                lines.append(f"| {cell.peer.label} | {cell.peer.version} | | | | | | | | {row['note']} |")
                continue
            notes = [f"{cell.whole} weeks"] if cell.whole < WEEKS else []
            notes += [f"({cell.rounds})"] if cell.rounds < most_rounds else []
            lines.append(
                f"| {cell.peer.label} | {cell.peer.version} | {figures(row['tick_milliseconds'])}"
                f" | {figures(row['tick_people_weeks_per_second'] / 1e6)}"
                f" | {figures(row['tick_speed_to_mutua_on_one_core'])} | {figures(row['whole_seconds'])}"
                f" | {figures(row['whole_people_weeks_per_second'] / 1e6)}"
                f" | {figures(row['whole_speed_to_mutua_on_one_core'])}"
                f" | {figures(row['bytes_per_person'])} | {' '.join(notes)} |"
            )
    text = "\n".join(lines) + "\n"
    (where / "table.md").write_text(text)
    print(text)
    subprocess.run([PYTHON, HERE / "plot.py", where / "table.csv", where / "people-weeks-per-second.svg"], check=True)
    print(f"Written: {where}")


def main():
    arguments = argparse.ArgumentParser(description="Compares mutua with other frameworks on one submodel.")
    arguments.add_argument("--quick", action="store_true", help="a small version, to see that all works")
    quick = arguments.parse_args().quick
    begun = time.monotonic()
    everybody = peers()
    agreed = agree(everybody, people=10_000, weeks=52 if quick else 104, seeds=4 if quick else 8)
    if not agreed:
        sys.exit(1)
    if quick:
        cells = measure(everybody, [10_000, 100_000], rounds=1, fewest_rounds=1, budget=30, limit=12,
                        deadline=begun + 180)
        write(cells, PRIVATE / "quick", quick)
    else:
        cells = measure(everybody, [10_000, 100_000, 1_000_000], rounds=5, fewest_rounds=3, budget=100, limit=60,
                        deadline=begun + 23 * 60)
        write(cells, HERE / "results", quick)
    print(f"{(time.monotonic() - begun) / 60:.1f} minutes")


main()
