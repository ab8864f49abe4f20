"""Everyday help (SPEC.md) in NumPy, vectorised over the people who ask."""

import sys

import numpy as np

from ties import form

STRENGTH = 20.0
FADING = 0.993
BURNED = 1.5
SHARED = 0.3


class Town:
    def __init__(self, people, seed):
        self.rng = rng = np.random.default_rng(seed)
        self.people = people
        # 32 bits are enough for evidence, and half the memory to move.
        self.prior = rng.normal(0.45, 0.09, people).clip(0.02, 0.98).astype(np.float32)
        self.prior_empowerment = rng.normal(0.6, 0.09, people).clip(0.02, 0.98).astype(np.float32)
        self.reciprocity = rng.normal(0.5, 0.2, people).clip(0, 1).astype(np.float32)
        self.start, self.alter, self.back = form(rng, people)
        self.degree = np.diff(self.start)
        self.general = np.zeros((people, 2), np.float32)
        self.empowerment = np.zeros((people, 2), np.float32)
        self.owed = np.zeros((people, 2), np.float32)  # received, given
        self.tie = np.zeros((self.alter.size, 2), np.float32)
        # New evidence gets heavier instead of all old evidence lighter: fading for nothing.
        self.unit = 1.0

    def trust(self, evidence, prior):
        held = STRENGTH * self.unit
        return (evidence[:, 0] + prior * held) / (evidence[:, 0] + evidence[:, 1] + held)

    def week(self):
        rng = self.rng
        self.unit /= FADING
        asker = np.flatnonzero((rng.random(self.people) < 0.15) & (self.degree > 0))
        refused_slots, asked, agreements = [], [], []
        for turn in range(3):
            # The next of a random order: a place among those not yet asked, then skip over those asked.
            slot = (rng.random(asker.size) * (self.degree.take(asker) - turn)).astype(np.int32)
            if turn == 1:
                slot += slot >= refused_slots[0]
            elif turn == 2:
                slot += slot >= np.minimum(*refused_slots)
                slot += slot >= np.maximum(*refused_slots)
            end = self.start.take(asker) + slot
            agreed = rng.random(asker.size) < self.willing(end)
            felt = np.where(agreed, np.where(rng.random(asker.size) < 0.5, 0.8, 0.35), 0.0).astype(np.float32)
            asked.append((asker, end, felt))
            agreements.append((asker[agreed], self.alter[end[agreed]], felt[agreed]))
            on = ~agreed & (self.degree.take(asker) > turn + 1)
            asker = asker[on]
            refused_slots = [slots[on] for slots in [*refused_slots, slot]]
        # Nothing was added so far, so that all decided on the week as it began.
        for asker, end, felt in asked:
            self.tie[end] += self.evidence(felt, 1.0)
            self.general[asker] += self.evidence(felt, SHARED)
        for taker, giver, felt in agreements:
            evidence = self.evidence(felt, SHARED)
            self.empowerment[taker] += evidence
            self.owed[taker, 0] += self.unit
            # Unlike the one who asks, a giver may be there more than once.
            np.add.at(self.empowerment[:, 0], giver, evidence[:, 0])
            np.add.at(self.empowerment[:, 1], giver, evidence[:, 1])
            np.add.at(self.owed[:, 1], giver, np.float32(self.unit))

    def willing(self, end):
        # take() rather than brackets: a quarter faster here.
        giver = self.alter.take(end)
        prior = self.prior.take(giver)
        received, given = self.owed.take(giver, axis=0).T
        balance = (received - given) / (received + given + self.unit)
        back = self.trust(self.tie.take(self.back.take(end), axis=0), prior)
        general = self.trust(self.general.take(giver, axis=0), prior)
        return 0.15 + 0.35 * self.reciprocity.take(giver) * (1 + balance) / 2 + 0.3 * back + 0.35 * general

    def evidence(self, felt, stake):
        return np.stack([felt, BURNED * (1 - felt)], axis=1) * np.float32(stake * self.unit)

    def means(self):
        general = self.trust(self.general, self.prior)
        tie = self.trust(self.tie, np.repeat(self.prior, self.degree))
        return general.mean(dtype=np.float64), tie.mean(dtype=np.float64)


def main():
    people, weeks, seed = map(int, sys.argv[1:4])
    town = Town(people, seed)
    print("week,mean_general_trust,mean_tie_trust")
    for week in range(1, weeks + 1):
        town.week()
        if week % 26 == 0 or week == weeks:
            print(week, *town.means(), sep=",")


main()
