"""Everyday help (SPEC.md) in Numba, as loops over people; the last argument is the number of threads, 1 or 2."""

import os
import sys

THREADS = int(sys.argv[4]) if len(sys.argv) > 4 else 1
# One cache for each number: Numba does not tell parallel from sequential code in it.
PRIVATE = os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir, ".private")
os.environ["NUMBA_CACHE_DIR"] = os.path.join(PRIVATE, f"numba-{THREADS}")

import numba  # noqa: E402
import numpy as np  # noqa: E402
from numba import njit, prange  # noqa: E402

from ties import PLACES, wishes  # noqa: E402

ASKS = 3
STRENGTH = 20.0
FADING = 0.993
BURNED = 1.5
SHARED = np.float32(0.3)
# People are dealt with in so many blocks, each with a stream of chance of its own: the same result on any threads.
BLOCKS = 64
# Streams apart by more than a cache line, so that cores do not fight over one.
APART = 16

compiled = njit(cache=True, parallel=THREADS > 1, error_model="numpy")
inlined = njit(cache=True, error_model="numpy")


@inlined
def uniform(streams, at):
    """SplitMix64: one addition and three multiplications, cheaper than NumPy's generator inside a loop."""
    streams[at] += np.uint64(0x9E3779B97F4A7C15)
    x = streams[at]
    x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return np.float64((x ^ (x >> np.uint64(31))) >> np.uint64(11)) / 9007199254740992.0


@inlined
def form(who, whom, people):
    """Wish after wish; then ties as compressed rows: `start[i]:start[i + 1]` are the ends of i."""
    tied = np.full((people, PLACES), -1, np.int32)
    degree = np.zeros(people, np.int32)
    for n in range(who.size):
        a, b = who[n], whom[n]
        if degree[a] == PLACES or degree[b] == PLACES:
            continue
        already = False
        for place in range(degree[a]):
            already |= tied[a, place] == b
        if not already:
            tied[a, degree[a]] = b
            tied[b, degree[b]] = a
            degree[a] += 1
            degree[b] += 1
    start = np.zeros(people + 1, np.int32)
    start[1:] = np.cumsum(degree)
    alter = np.empty(start[-1], np.int32)
    back = np.empty(start[-1], np.int32)
    for i in range(people):
        for place in range(degree[i]):
            j = tied[i, place]
            alter[start[i] + place] = j
            for other in range(degree[j]):
                if tied[j, other] == i:
                    back[start[i] + place] = start[j] + other
    return start, alter, back


@inlined
def trust(evidence, at, prior, unit):
    held = np.float32(STRENGTH * unit)
    return (evidence[at, 0] + prior * held) / (evidence[at, 0] + evidence[at, 1] + held)


@inlined
def leave(evidence, at, felt, stake):
    evidence[at, 0] += stake * felt
    evidence[at, 1] += stake * np.float32(BURNED) * (np.float32(1) - felt)


# Three functions, not three loops in one: Numba would fuse the loops, and decisions would see what others just did.
@compiled
def decide(streams, unit, start, alter, back, prior, reciprocity, general, owed, tie, asked, slots, felts):
    people = prior.size
    one = np.float32(unit)
    for block in prange(BLOCKS):
        stream = block * APART
        order = np.empty(PLACES, np.uint8)
        for i in range(people * block // BLOCKS, people * (block + 1) // BLOCKS):
            asked[i] = 0
            felts[i] = 0
            degree = start[i + 1] - start[i]
            if degree == 0 or uniform(streams, stream) >= 0.15:
                continue
            for place in range(degree):
                order[place] = place
            for turn in range(min(ASKS, degree)):
                pick = turn + int(uniform(streams, stream) * (degree - turn))
                slot = order[pick]
                order[pick] = order[turn]
                slots[i, turn] = slot
                asked[i] = turn + 1
                end = start[i] + slot
                j = alter[end]
                balance = (owed[j, 0] - owed[j, 1]) / (owed[j, 0] + owed[j, 1] + one)
                willing = (0.15 + 0.35 * reciprocity[j] * (1 + balance) / 2
                           + 0.3 * trust(tie, back[end], prior[j], unit) + 0.35 * trust(general, j, prior[j], unit))
                if uniform(streams, stream) < willing:
                    felts[i] = 0.8 if uniform(streams, stream) < 0.5 else 0.35
                    break


@compiled
def take(unit, start, general, empowerment, owed, tie, asked, slots, felts):
    """What those who asked take away concerns nobody else."""
    people = asked.size
    one = np.float32(unit)
    shared = SHARED * one
    for block in prange(BLOCKS):
        for i in range(people * block // BLOCKS, people * (block + 1) // BLOCKS):
            for turn in range(asked[i]):
                felt = felts[i] if turn + 1 == asked[i] else np.float32(0)
                leave(tie, start[i] + slots[i, turn], felt, one)
                leave(general, i, felt, shared)
            if felts[i] > 0:
                leave(empowerment, i, felts[i], shared)
                owed[i, 0] += one


@compiled
def give(unit, threads, start, alter, empowerment, owed, asked, slots, felts):
    """A giver may be in anybody's list: each thread reads all lists and writes to people of its own."""
    people = asked.size
    one = np.float32(unit)
    shared = SHARED * one
    for thread in prange(threads):
        low, high = people * thread // threads, people * (thread + 1) // threads
        for i in range(people):
            if felts[i] > 0:
                j = alter[start[i] + slots[i, asked[i] - 1]]
                if low <= j < high:
                    leave(empowerment, j, felts[i], shared)
                    owed[j, 1] += one


@inlined
def means(unit, start, prior, general, tie):
    in_people = 0.0
    in_ties = 0.0
    for i in range(prior.size):
        in_people += trust(general, i, prior[i], unit)
        for end in range(start[i], start[i + 1]):
            in_ties += trust(tie, end, prior[i], unit)
    return in_people / prior.size, in_ties / start[-1]


def main():
    people, weeks, seed = map(int, sys.argv[1:4])
    numba.set_num_threads(THREADS)
    rng = np.random.default_rng(seed)
    streams = rng.integers(0, 2**64, BLOCKS * APART, np.uint64)
    # 32 bits are enough for evidence, and half the memory to move.
    prior = rng.normal(0.45, 0.09, people).clip(0.02, 0.98).astype(np.float32)
    prior_empowerment = rng.normal(0.6, 0.09, people).clip(0.02, 0.98).astype(np.float32)  # noqa: F841, state
    reciprocity = rng.normal(0.5, 0.2, people).clip(0, 1).astype(np.float32)
    start, alter, back = form(*wishes(rng, people), people)
    general, empowerment, owed = (np.zeros((people, 2), np.float32) for _ in range(3))
    tie = np.zeros((alter.size, 2), np.float32)
    asked = np.zeros(people, np.uint8)
    slots = np.zeros((people, ASKS), np.uint8)
    felts = np.zeros(people, np.float32)
    unit = 1.0
    print("week,mean_general_trust,mean_tie_trust")
    for number in range(1, weeks + 1):
        # New evidence gets heavier instead of all old evidence lighter: fading for nothing.
        unit /= FADING
        decide(streams, unit, start, alter, back, prior, reciprocity, general, owed, tie, asked, slots, felts)
        take(unit, start, general, empowerment, owed, tie, asked, slots, felts)
        give(unit, THREADS, start, alter, empowerment, owed, asked, slots, felts)
        if number % 26 == 0 or number == weeks:
            print(number, *means(unit, start, prior, general, tie), sep=",")


main()
