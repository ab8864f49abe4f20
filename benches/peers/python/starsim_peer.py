"""Everyday help (SPEC.md) in Starsim: a network of ties, and a module that works on all who ask at once.

What an end of a tie holds is kept as columns of the network's edges, what a person holds as states of the module.
"""

import sys

import numpy as np
import starsim as ss

from ties import form

ASKING = 0.15
ASKS = 3
STRENGTH = 20.0
FADING = 0.993
BURNED = 1.5
SHARED = 0.3


class Ties(ss.Network):
    """Every end of a tie is an edge from its holder (p1) to the other (p2), in the order of holders."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.meta.back = ss.dtypes.int  # the other end of the same tie
        self.meta.honoured = ss.dtypes.float
        self.meta.burned = ss.dtypes.float
        self.forming = ss.random()

    def add_pairs(self):
        people = len(self.sim.people)
        start, alter, back = form(self.forming.rng, people)
        self.start = start.astype(ss.dtypes.int)
        self.degree = np.diff(self.start)
        nothing = np.zeros(alter.size)
        self.append(p1=np.repeat(np.arange(people), self.degree), p2=alter, beta=np.ones(alter.size), back=back,
                    honoured=nothing, burned=nothing)
        self.validate()

    def step(self):
        pass  # ties stay


class EverydayHelp(ss.Module):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.define_states(
            ss.FloatArr("prior", default=ss.normal(0.45, 0.09)),
            ss.FloatArr("prior_empowerment", default=ss.normal(0.6, 0.09)),
            ss.FloatArr("reciprocity", default=ss.normal(0.5, 0.2)),
            ss.FloatArr("honoured", default=0.0),
            ss.FloatArr("burned", default=0.0),
            ss.FloatArr("honoured_self", default=0.0),
            ss.FloatArr("burned_self", default=0.0),
            ss.FloatArr("received", default=0.0),
            ss.FloatArr("given", default=0.0),
        )
        self.asking = ss.bernoulli(ASKING)
        self.choosing = ss.random()
        self.agreeing = ss.random()
        self.comforting = ss.random()
        # New evidence gets heavier instead of all old evidence lighter: fading for nothing.
        self.unit = 1.0

    def init_results(self):
        super().init_results()
        self.define_results(ss.Result("general", dtype=float, scale=False), ss.Result("tie", dtype=float, scale=False))

    def init_post(self):
        super().init_post()
        self.prior[:] = self.prior.values.clip(0.02, 0.98)
        self.prior_empowerment[:] = self.prior_empowerment.values.clip(0.02, 0.98)
        self.reciprocity[:] = self.reciprocity.values.clip(0, 1)

    def step(self):
        self.unit /= FADING
        ties = self.sim.networks.ties
        asker = self.asking.filter()
        asker = asker[ties.degree[asker] > 0]
        refused_slots, asked, agreements = [], [], []
        for turn in range(ASKS):
            # The next of a random order: a place among those not yet asked, then skip over those asked.
            slot = (self.choosing.rvs(asker) * (ties.degree[asker] - turn)).astype(ss.dtypes.int)
            if turn == 1:
                slot += slot >= refused_slots[0]
            elif turn == 2:
                slot += slot >= np.minimum(*refused_slots)
                slot += slot >= np.maximum(*refused_slots)
            end = ties.start[asker] + slot
            giver = ties.p2[end]
            agreed = self.agreeing.rvs(asker) < self.willing(giver, ties.edges.back[end])
            felt = np.where(agreed, np.where(self.comforting.rvs(asker) < 0.5, 0.8, 0.35), 0.0)
            asked.append((asker, end, felt))
            agreements.append((asker[agreed], giver[agreed], felt[agreed]))
            on = ~agreed & (ties.degree[asker] > turn + 1)
            asker = asker[on]
            refused_slots = [slots[on] for slots in [*refused_slots, slot]]
        # Nothing was added so far, so that all decided on the week as it began.
        for asker, end, felt in asked:
            ties.edges.honoured[end] += self.unit * felt
            ties.edges.burned[end] += self.unit * BURNED * (1 - felt)
            self.honoured[asker] += SHARED * self.unit * felt
            self.burned[asker] += SHARED * self.unit * BURNED * (1 - felt)
        for taker, giver, felt in agreements:
            honoured = SHARED * self.unit * felt
            burned = SHARED * self.unit * BURNED * (1 - felt)
            self.honoured_self[taker] += honoured
            self.burned_self[taker] += burned
            self.received[taker] += self.unit
            # Unlike the one who asks, a giver may be there more than once.
            np.add.at(self.honoured_self.raw, giver, honoured.astype(ss.dtypes.float))
            np.add.at(self.burned_self.raw, giver, burned.astype(ss.dtypes.float))
            np.add.at(self.given.raw, giver, ss.dtypes.float(self.unit))

    def willing(self, giver, back):
        edges = self.sim.networks.ties.edges
        prior = self.prior[giver]
        received, given = self.received[giver], self.given[giver]
        balance = (received - given) / (received + given + self.unit)
        tie = self.trust(edges.honoured[back], edges.burned[back], prior)
        general = self.trust(self.honoured[giver], self.burned[giver], prior)
        return 0.15 + 0.35 * self.reciprocity[giver] * (1 + balance) / 2 + 0.3 * tie + 0.35 * general

    def trust(self, honoured, burned, prior):
        held = STRENGTH * self.unit
        return (honoured + prior * held) / (honoured + burned + held)

    def update_results(self):
        super().update_results()
        if recorded(self.ti + 1, self.t.npts):
            ties = self.sim.networks.ties
            general = self.trust(self.honoured.values, self.burned.values, self.prior.values)
            tie = self.trust(ties.edges.honoured, ties.edges.burned, self.prior[ties.p1])
            self.results.general[self.ti] = general.mean(dtype=float)
            self.results.tie[self.ti] = tie.mean(dtype=float)


def recorded(week, weeks):
    return week % 26 == 0 or week == weeks


def main():
    people, weeks, seed = map(int, sys.argv[1:4])
    # Numbers common to several scenarios are not needed, and slower.
    ss.options(crn=False)
    sim = ss.Sim(n_agents=people, dt=ss.weeks(1), dur=ss.weeks(weeks - 1), rand_seed=seed, verbose=0,
                 networks=Ties(), modules=EverydayHelp())
    sim.run()
    if sim.t.npts != weeks:
        sys.exit(f"Starsim ran {sim.t.npts} weeks instead of {weeks}")
    results = sim.results.everydayhelp
    print("week,mean_general_trust,mean_tie_trust")
    for week in range(1, weeks + 1):
        if recorded(week, weeks):
            print(week, results.general[week - 1], results.tie[week - 1], sep=",")


main()
