#!/usr/bin/env python3
"""Fits the toy of tests/fit_toy.rs with pyABC and compares the two posteriors, and both with what is known.

    tests/beside_pyabc.py FOLDER        FOLDER holds posterior.csv, as tests/pyabc.sh makes it

The toy: two parameters, even between 0 and 1, each seen once through normal noise with a standard deviation of 0.1; 0.4 and 0.7
were seen. The distance is that of the program: the root of the mean of squares of how many such deviations the two are away.
"""
import csv
import math
import os
import random
import sys
import tempfile

import numpy
import pyabc

NOISE, SEEN = 0.1, (0.4, 0.7)
# Both stop at a distance of about this size: the posterior is then wider than the exact one by a known little.
TOLERANCE, PARTICLES = 0.35, 1000
# How far means (in deviations of the noise) and spreads (as a ratio) may be apart.
MEANS, SPREADS = 0.15, 0.15


def simulated(parameters):
    return {name: parameters[name] + NOISE * random.gauss(0.0, 1.0) for name in ("p0", "p1")}


def distance(one, other):
    return math.sqrt(sum(((one[name] - other[name]) / NOISE) ** 2 for name in ("p0", "p1")) / 2.0)


def moments(values, weights):
    mean = numpy.average(values, weights=weights)
    return mean, math.sqrt(numpy.average((values - mean) ** 2, weights=weights))


def ours(folder):
    with open(os.path.join(folder, "posterior.csv"), newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    column = lambda name: numpy.array([float(row[name]) for row in rows])
    return {name: moments(column(name), column("weight")) for name in ("p0", "p1")}


def theirs():
    prior = pyabc.Distribution(p0=pyabc.RV("uniform", 0.0, 1.0), p1=pyabc.RV("uniform", 0.0, 1.0))
    sampler = pyabc.sampler.SingleCoreSampler()
    abc = pyabc.ABCSMC(simulated, prior, distance, population_size=PARTICLES, sampler=sampler)
    with tempfile.TemporaryDirectory() as folder:
        abc.new("sqlite:///" + os.path.join(folder, "toy.db"), {"p0": SEEN[0], "p1": SEEN[1]})
        history = abc.run(minimum_epsilon=TOLERANCE, max_nr_populations=12)
        frame, weights = history.get_distribution(m=0)
        return {name: moments(frame[name].to_numpy(), weights) for name in ("p0", "p1")}


def main():
    random.seed(20)
    numpy.random.seed(20)
    here, there, failed = ours(sys.argv[1]), theirs(), False
    print("parameter  seen   mutua: mean, sd    pyABC: mean, sd   (exact sd 0.1)")
    for name, seen in zip(("p0", "p1"), SEEN):
        (mean, sd), (other, other_sd) = here[name], there[name]
        print(f"{name:9} {seen:5.2f}   {mean:9.4f} {sd:8.4f}  {other:9.4f} {other_sd:8.4f}")
        failed |= abs(mean - other) > MEANS * NOISE or abs(sd / other_sd - 1.0) > SPREADS
    if failed:
        sys.exit("the two posteriors differ by more than their numbers of particles explain")
    print("the two agree")


if __name__ == "__main__":
    main()
