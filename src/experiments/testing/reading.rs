//! What is kept of a world: for each hypothesis, the number under its regime and under the one with which it is compared.

/// What was read of one world for one hypothesis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair {
    /// Under its regime, or the first of two differences; NaN where there is none.
    pub value: f64,
    /// Under the regime with which it is compared, or the difference that is taken off; `None` where there is no such thing.
    pub than: Option<f64>,
}

impl Pair {
    /// What is tested: the difference, or the value where nothing is compared; NaN where it is not there.
    #[must_use]
    pub fn number(self) -> f64 {
        self.than.map_or(self.value, |than| self.value - than)
    }
}

/// What became of one unit: a world, or all worlds of a draw of a posterior.
#[derive(Clone, Debug, PartialEq)]
pub enum WorldReading {
    /// It was read, world by world, hypothesis by hypothesis.
    Read(Vec<Pair>),
    /// Everything was decided before it.
    NotAsked,
    /// One of its runs could not be finished.
    Failed(String),
}

impl WorldReading {
    /// All worlds of a unit, in their order: read if all of them are.
    #[must_use]
    pub fn of_all(worlds: impl IntoIterator<Item = Self>) -> Self {
        let mut all = Vec::new();
        for world in worlds {
            match world {
                Self::Read(pairs) => all.extend(pairs),
                unread => return unread,
            }
        }
        Self::Read(all)
    }

    /// As bytes, to be kept.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        match self {
            Self::NotAsked => vec![0],
            Self::Read(pairs) => {
                let of = |pair: &Pair| {
                    let than = pair.than.unwrap_or_default();
                    let words = [pair.value, than].into_iter().flat_map(|number| number.to_bits().to_le_bytes());
                    std::iter::once(u8::from(pair.than.is_some())).chain(words).collect::<Vec<u8>>()
                };
                std::iter::once(1).chain(pairs.iter().flat_map(of)).collect()
            }
            Self::Failed(reason) => std::iter::once(2).chain(reason.bytes()).collect(),
        }
    }

    /// What the bytes say of a unit of so many numbers, one for each world and hypothesis; `None` if they say nothing.
    #[must_use]
    pub fn decode(bytes: &[u8], numbers: usize) -> Option<Self> {
        const EACH: usize = 17;
        let (kind, rest) = bytes.split_first()?;
        match kind {
            0 if rest.is_empty() => Some(Self::NotAsked),
            1 if rest.len() == EACH * numbers => {
                let number = |bytes: &[u8]| Some(f64::from_bits(u64::from_le_bytes(bytes.try_into().ok()?)));
                let pair = |bytes: &[u8]| {
                    let than = match bytes[0] {
                        0 => None,
                        1 => Some(number(&bytes[9..])?),
                        _ => return None,
                    };
                    Some(Pair { value: number(&bytes[1..9])?, than })
                };
                rest.chunks_exact(EACH).map(pair).collect::<Option<Vec<Pair>>>().map(Self::Read)
            }
            2 => String::from_utf8(rest.to_vec()).ok().map(Self::Failed),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readings_come_back_from_their_bytes() {
        let pairs = vec![Pair { value: 0.25, than: Some(-1.5) }, Pair { value: 3.0, than: None }];
        for reading in [WorldReading::Read(pairs), WorldReading::NotAsked, WorldReading::Failed("no".to_owned())] {
            let bytes = reading.encode();
            assert_eq!(WorldReading::decode(&bytes, 2), Some(reading.clone()));
            if !matches!(reading, WorldReading::Failed(_)) {
                assert_eq!(WorldReading::decode(&[&bytes[..], &[9]].concat(), 2), None, "{reading:?}");
            }
        }
        let two = [WorldReading::Read(vec![Pair { value: 1.0, than: None }]), WorldReading::Failed("no".to_owned())];
        assert_eq!(WorldReading::of_all(two.clone()), two[1]);
        let Some(both) = two.first().map(|one| WorldReading::of_all([one.clone(), one.clone()])) else { return };
        assert_eq!(WorldReading::decode(&both.encode(), 2), Some(both));
        let lost = WorldReading::Read(vec![Pair { value: f64::NAN, than: Some(1.0) }]);
        let Some(WorldReading::Read(again)) = WorldReading::decode(&lost.encode(), 1) else { panic!("not read") };
        assert!(again[0].number().is_nan());
        assert_eq!((WorldReading::decode(&[], 0), WorldReading::decode(&[3], 0)), (None, None));
    }
}
