"""The first ties of SPEC.md, vectorised: used by the NumPy and the Starsim peer; the wishes by the Numba peer, too."""

import numpy as np

NEIGHBOURHOOD = 250
WISHES = 3
FAR = 0.15
PLACES = 8


def wishes(rng, people):
    """Who wishes for a tie with whom, in random order."""
    who = np.repeat(np.arange(people), WISHES)
    first = who // NEIGHBOURHOOD * NEIGHBOURHOOD
    size = np.minimum(NEIGHBOURHOOD, people - first)
    far = ((rng.random(who.size) < FAR) | (size == 1)) & (size < people)
    # One place fewer, then skip over oneself or over one's neighbourhood: no draw is thrown away.
    near_whom = first + (rng.random(who.size) * (size - 1)).astype(np.int64)
    near_whom += near_whom >= who
    far_whom = (rng.random(who.size) * (people - size)).astype(np.int64)
    far_whom += np.where(far_whom >= first, size, 0)
    order = rng.permutation(who.size)
    return who[order], np.where(far, far_whom, near_whom)[order]


def rank_within(groups):
    """For each entry, how many earlier entries are of the same group."""
    order = np.argsort(groups, kind="stable")
    ordered = groups[order]
    begins = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]])
    ranks = np.empty(groups.size, np.int64)
    ranks[order] = np.arange(groups.size) - np.repeat(begins, np.diff(np.r_[begins, groups.size]))
    return ranks


def form(rng, people):
    """Ties as compressed rows: `start[i]:start[i + 1]` are the ends of i, `alter` is whom they lead to."""
    a, b = wishes(rng, people)
    # A pair wished for twice: the second wish never changes anything.
    _, once = np.unique(np.minimum(a, b) * people + np.maximum(a, b), return_index=True)
    once.sort()
    a, b = a[once], b[once]
    places = np.full(people, PLACES)
    formed_a, formed_b = [], []
    # The same as one wish after the other: a wish is granted once even all earlier undecided ones would leave places.
    while a.size:
        ranks = rank_within(np.stack([a, b], axis=1).ravel()).reshape(-1, 2)
        granted = (ranks[:, 0] < places[a]) & (ranks[:, 1] < places[b])
        formed_a.append(a[granted])
        formed_b.append(b[granted])
        places -= np.bincount(a[granted], minlength=people) + np.bincount(b[granted], minlength=people)
        undecided = ~granted & (places[a] > 0) & (places[b] > 0)
        a, b = a[undecided], b[undecided]
    a, b = np.concatenate(formed_a), np.concatenate(formed_b)
    holder = np.concatenate([a, b])
    order = np.argsort(holder, kind="stable")
    place = np.empty(order.size, np.int32)
    place[order] = np.arange(order.size)
    start = np.zeros(people + 1, np.int32)
    np.cumsum(np.bincount(holder, minlength=people), out=start[1:])
    alter = np.concatenate([b, a])[order].astype(np.int32)
    back = np.empty(order.size, np.int32)
    back[place[: a.size]] = place[a.size :]
    back[place[a.size :]] = place[: a.size]
    return start, alter, back
