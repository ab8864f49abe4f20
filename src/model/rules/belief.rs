//! What a belief is as a number (`docs/odd.md`, 5.2): evidence on a personal prior. How evidence fades is in
//! `state/belief.rs`.

/// The belief as a number in `[0, 1]`, from evidence that was `honoured` and `burned`, on a prior of this value in `[0, 1]`
/// and this strength in units of evidence, where `one` is what a unit of evidence is worth.
#[inline]
#[must_use]
pub fn trust((honoured, burned): (f64, f64), prior: f64, strength: f64, one: f64) -> f64 {
    let prior_weight = strength * one;
    (honoured + prior * strength * one) / ((honoured + burned) + prior_weight)
}

/// The prior of a tie, in `[0, 1]`, of somebody with this prior of trust in people in general: raised towards full trust.
#[inline]
#[must_use]
pub fn raised(prior: f64, raise: f64) -> f64 {
    prior + (1.0 - prior) * raise
}

/// What a belief bears on what somebody does and gets, `0..=1`: itself, or one half where beliefs are idle.
#[inline]
#[must_use]
pub fn bearing(trust: f64, idle: bool) -> f64 {
    if idle { 0.5 } else { trust }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::origin::Origin;
    use crate::model::share::{share, value};
    use crate::model::state::belief::{Belief, Scale};
    use crate::model::state::tie::HalfTie;

    fn of(belief: Belief, prior: u16, scale: &Scale) -> f64 {
        trust(belief.numbers(), value(prior), 20.0, scale.one())
    }

    #[test]
    fn without_evidence_the_prior_is_believed() {
        let trust = of(Belief::default(), share(0.25), &Scale::new(0.993));
        assert!((trust - 0.25).abs() < 1e-12);
    }

    /// Twenty years of fading on the growing scale against the same in double precision.
    #[test]
    fn fading_by_scale_is_unbiased_over_long_runs() {
        let mut scale = Scale::new(0.993);
        let (mut belief, mut r, mut s) = (Belief::default(), 0.0, 0.0);
        for week in 0..1040 {
            if scale.advance() {
                belief.halve();
            }
            r *= 0.993;
            s *= 0.993;
            if week % 3 == 0 {
                belief.take(Belief { r: scale.grown(19_661), s: scale.grown(6_554) });
                r += 19_661.0 / 65_536.0;
                s += 6_554.0 / 65_536.0;
            }
        }
        let exact = (r + 0.45 * 20.0) / (r + s + 20.0);
        let ours = of(belief, share(0.45), &scale);
        assert!((ours - exact).abs() < 2e-5, "{ours} {exact}");
    }

    /// Twenty years of coarse evidence against the same in double precision, over many ties of different luck.
    #[test]
    fn coarse_evidence_is_unbiased_over_long_runs() {
        let mut scale = Scale::new(0.993);
        let mut ties = vec![(HalfTie::new(1, 0, Origin::Kin, 0), 0.0, 0.0); 500];
        let chance = crate::model::chance::Chance::new(11, 0);
        let units = |grains: u32| f64::from(grains) / 65_536.0;
        for week in 0..1040 {
            let halve = scale.advance();
            for (id, (tie, r, s)) in (0..).zip(&mut ties) {
                (*r, *s) = (*r * 0.993, *s * 0.993);
                if halve {
                    tie.past.halve();
                }
                let draw = chance.draw(crate::model::chance::Process::Ask, id, 1, week, 0);
                if draw.hit(0, 0.1) {
                    let (honoured, burned) = if draw.hit(1, 0.5) { (52_429, 19_661) } else { (0, 4_423) };
                    tie.past.take(honoured, burned, &scale);
                    (*r, *s) = (*r + units(honoured), *s + units(burned));
                }
            }
        }
        let off = ties.iter().map(|(tie, r, s)| {
            trust(tie.past.numbers(), value(14_746), 20.0, scale.one()) - (r + 0.45 * 20.0) / (r + s + 20.0)
        });
        let off: Vec<f64> = off.collect();
        let mean = off.iter().sum::<f64>() / off.len() as f64;
        assert!(mean.abs() < 5e-5 && off.iter().all(|off| off.abs() < 1e-3), "mean {mean}");
    }
}
