//! A country: a population of several towns, each a world of its own.
//!
//! Help, services and acquaintance are local: nobody has ties, networks or workers in another town. So a town is a scenario
//! of its own, and what is told of a country is what its towns add up to.

use super::Scenario;
use crate::model::chance::with;

impl Scenario {
    /// How many towns the population lives in, at least 1.
    #[must_use]
    pub fn towns(&self) -> u32 {
        self.people.div_ceil(self.people_per_town.max(1)).max(1)
    }

    /// The town of this number, from 0, as a scenario: itself where there is only one. Towns are as equal in size as can be,
    /// the larger ones first. No two towns of a country have the same chance, and a town of another seed hardly ever has that
    /// of one of them.
    ///
    /// # Examples
    /// ```
    /// use mutua::scenario::Scenario;
    ///
    /// let country = Scenario::parse_as("people = 1000\npeople_per_town = 300", "country.toml", "country", &[]).unwrap();
    /// let towns: Vec<u32> = (0..country.towns()).map(|town| country.town(town).people).collect();
    /// assert_eq!(towns, [250, 250, 250, 250]);
    /// ```
    #[must_use]
    pub fn town(&self, number: u32) -> Self {
        let towns = self.towns();
        if towns == 1 {
            return self.clone();
        }
        let people = self.people / towns + u32::from(number < self.people % towns);
        let seed = with(self.seed, 0).wrapping_add(number);
        Self { people, seed, observe: self.observe.in_town(number, towns), ..self.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn country(people: u32, people_per_town: u32) -> Scenario {
        let text = format!("people = {people}\npeople_per_town = {people_per_town}");
        Scenario::parse_as(&text, "country.toml", "country", &[]).expect("a valid scenario")
    }

    #[test]
    fn everybody_lives_in_one_town_and_none_is_too_small_or_too_large() {
        for (people, at_most) in [(10, 20), (20, 20), (21, 20), (41, 20), (1001, 77), (59_000_000, 8000)] {
            let country = country(people, at_most);
            let sizes: Vec<u32> = (0..country.towns()).map(|town| country.town(town).people).collect();
            assert_eq!(sizes.iter().sum::<u32>(), people);
            assert!(sizes.iter().all(|&size| (10..=at_most).contains(&size)), "{people} {at_most}");
            assert!(sizes.is_sorted_by(|a, b| a >= b) && sizes[0] - sizes[sizes.len() - 1] <= 1);
        }
    }

    #[test]
    fn towns_have_chances_of_their_own_and_one_town_is_the_scenario() {
        let country = country(1000, 100);
        let mut seeds: Vec<u32> = (0..10).map(|town| country.town(town).seed).collect();
        let other = Scenario { seed: country.seed + 1, ..country };
        seeds.extend((0..10).map(|town| other.town(town).seed));
        seeds.sort_unstable();
        seeds.dedup();
        assert_eq!(seeds.len(), 20);
        let alone = Scenario { people: 100, ..other };
        assert_eq!(alone.town(0), alone);
    }
}
