"""Everyday help (SPEC.md) in Mesa: everybody is an agent, ties are objects that agents hold."""

import gc
import sys

import mesa

# Everything that is made here stays; looking for garbage among millions of objects only takes time.
gc.disable()

NEIGHBOURHOOD = 250
WISHES = 3
FAR = 0.15
PLACES = 8
ASKING = 0.15
ASKS = 3
STRENGTH = 20.0
FADING = 0.993
BURNED = 1.5
SHARED = 0.3


class Tie:
    """One end of a tie: the trust of its holder in `alter`."""

    __slots__ = ("alter", "back", "honoured", "burned")

    def __init__(self, alter):
        self.alter = alter
        self.back = None
        self.honoured = 0.0
        self.burned = 0.0


class Person(mesa.Agent):
    def __init__(self, model, prior, prior_empowerment, reciprocity):
        super().__init__(model)
        self.prior = prior
        self.prior_empowerment = prior_empowerment
        self.reciprocity = reciprocity
        self.honoured = self.burned = 0.0  # evidence on people in general
        self.honoured_self = self.burned_self = 0.0  # on empowerment
        self.received = self.given = 0.0
        self.ties = []

    def ask(self):
        model = self.model
        random = model.random
        if random.random() >= ASKING:
            return
        ties = self.ties
        for tie in random.sample(ties, min(ASKS, len(ties))):
            if random.random() < tie.alter.willing(tie.back, model.unit):
                model.asked.append((self, tie, 0.8 if random.random() < 0.5 else 0.35))
                return
            model.asked.append((self, tie, 0.0))

    def willing(self, tie, unit):
        held = STRENGTH * unit
        trusted = self.prior * held
        balance = (self.received - self.given) / (self.received + self.given + unit)
        trust = (tie.honoured + trusted) / (tie.honoured + tie.burned + held)
        general = (self.honoured + trusted) / (self.honoured + self.burned + held)
        return 0.15 + 0.35 * self.reciprocity * (1 + balance) / 2 + 0.3 * trust + 0.35 * general


class Town(mesa.Model):
    def __init__(self, people, seed):
        super().__init__(seed=seed)
        # New evidence gets heavier instead of all old evidence lighter: fading for nothing.
        self.unit = 1.0
        self.asked = []
        # Lists, since single numbers out of arrays are slow.
        prior = self.rng.normal(0.45, 0.09, people).clip(0.02, 0.98).tolist()
        prior_empowerment = self.rng.normal(0.6, 0.09, people).clip(0.02, 0.98).tolist()
        reciprocity = self.rng.normal(0.5, 0.2, people).clip(0, 1).tolist()
        Person.create_agents(self, people, prior, prior_empowerment, reciprocity)
        self.form_ties()

    def form_ties(self):
        persons = list(self.agents)
        people = len(persons)
        wishes = []
        for i in range(people):
            first = i // NEIGHBOURHOOD * NEIGHBOURHOOD
            size = min(NEIGHBOURHOOD, people - first)
            for _ in range(WISHES):
                if (self.random.random() < FAR or size == 1) and size < people:
                    j = int(self.random.random() * (people - size))
                    j += size if j >= first else 0
                else:
                    j = first + int(self.random.random() * (size - 1))
                    j += 1 if j >= i else 0
                wishes.append((i, j))
        self.random.shuffle(wishes)
        tied = set()
        for i, j in wishes:
            a, b = persons[i], persons[j]
            pair = (i, j) if i < j else (j, i)
            if len(a.ties) < PLACES and len(b.ties) < PLACES and pair not in tied:
                tied.add(pair)
                to_b, to_a = Tie(b), Tie(a)
                to_b.back, to_a.back = to_a, to_b
                a.ties.append(to_b)
                b.ties.append(to_a)

    def step(self):
        self.unit /= FADING
        # In any order: all decide on the week as it began, and what they did is added afterwards.
        self.agents.do("ask")
        unit = self.unit
        shared = SHARED * unit
        for asker, tie, felt in self.asked:
            tie.honoured += unit * felt
            tie.burned += unit * BURNED * (1 - felt)
            honoured = shared * felt
            burned = shared * BURNED * (1 - felt)
            asker.honoured += honoured
            asker.burned += burned
            if felt:
                giver = tie.alter
                asker.honoured_self += honoured
                asker.burned_self += burned
                giver.honoured_self += honoured
                giver.burned_self += burned
                asker.received += unit
                giver.given += unit
        self.asked.clear()

    def means(self):
        held = STRENGTH * self.unit
        general = ties = 0.0
        count = 0
        for person in self.agents:
            trusted = person.prior * held
            general += (person.honoured + trusted) / (person.honoured + person.burned + held)
            for tie in person.ties:
                ties += (tie.honoured + trusted) / (tie.honoured + tie.burned + held)
            count += len(person.ties)
        return general / len(self.agents), ties / count


def main():
    people, weeks, seed = map(int, sys.argv[1:4])
    town = Town(people, seed)
    print("week,mean_general_trust,mean_tie_trust")
    for week in range(1, weeks + 1):
        town.step()
        if week % 26 == 0 or week == weeks:
            print(week, *town.means(), sep=",")


main()
