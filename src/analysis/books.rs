//! The three ledgers as accounts, per 1,000 people from week 0 to the horizon.

use super::statistics::{Estimate, Moments};
use crate::model::ledger::{Cause, Channel, FLOW_UNIT, Ledger, Object, Phase, STOCK_UNIT, STOCKS};
use crate::record::RunRecord;
use crate::scenario::Scenario;

/// What an account is about. Two runs have the same accounts in the same order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Account {
    /// `social`, `human` or `economic`.
    pub ledger: &'static str,
    /// What is booked.
    pub account: &'static str,
    /// The cause of evidence, the phase of a change in a stock, or the channel of an insight; else empty.
    pub cause: &'static str,
    /// The belief concerned; else empty.
    pub object: &'static str,
    /// Unit of the value, per 1,000 people.
    pub unit: &'static str,
}

/// The accounts of every regime over its replicates.
#[derive(Clone, Debug)]
pub struct Books {
    /// The accounts, in the order of the result file.
    pub accounts: Vec<Account>,
    /// One estimate an account, regime by regime.
    pub estimates: Vec<Vec<Estimate>>,
}

impl Books {
    /// The sum over accounts chosen by `which` of their means in a regime; NaN if the regime has no run.
    pub fn mean(&self, regime: usize, which: impl Fn(&Account) -> bool) -> f64 {
        let estimates = self.estimates.get(regime).map_or(&[][..], Vec::as_slice);
        let chosen = self.accounts.iter().zip(estimates).filter(|(account, _)| which(account));
        chosen.map(|(_, estimate)| estimate.mean).fold(0.0, |sum, mean| sum + mean)
    }

    /// Replicates of a regime that went into the books.
    #[must_use]
    pub fn n(&self, regime: usize) -> usize {
        self.estimates.get(regime).and_then(|e| e.first()).map_or(0, |estimate| estimate.n)
    }
}

/// The books while runs come in.
#[derive(Clone, Debug)]
pub(super) struct BooksBuilder {
    accounts: Vec<Account>,
    /// One an account, regime by regime.
    moments: Vec<Vec<Moments>>,
}

impl BooksBuilder {
    pub(super) fn new(scenario: &Scenario) -> Self {
        let accounts: Vec<Account> = lines(&Ledger::default(), scenario).into_iter().map(|(a, _)| a).collect();
        let moments = vec![vec![Moments::default(); accounts.len()]; scenario.regimes.len()];
        Self { accounts, moments }
    }

    /// Books the ledger of one run.
    pub(super) fn add(&mut self, scenario: &Scenario, record: &RunRecord) {
        let Some(moments) = self.moments.get_mut(record.regime) else { return };
        for (moments, (_, value)) in moments.iter_mut().zip(lines(&record.ledger, scenario)) {
            moments.add(value);
        }
    }

    pub(super) fn finish(self) -> Books {
        let estimates = self.moments.iter().map(|regime| regime.iter().map(Moments::estimate).collect()).collect();
        Books { accounts: self.accounts, estimates }
    }
}

/// All accounts of one ledger with their values.
fn lines(ledger: &Ledger, scenario: &Scenario) -> Vec<(Account, f64)> {
    let mut page = Page { per_1000: 1000.0 / f64::from(scenario.people.max(1)), lines: Vec::with_capacity(260) };
    page.evidence(ledger, scenario);
    page.stocks(ledger, scenario.switches.people_move);
    page.insights(ledger);
    page.hours(ledger);
    page.money(ledger, scenario);
    page.counts(ledger);
    page.lines
}

const EVIDENCE: &str = "evidence_per_1000_people";
const STOCK: &str = "full_trust_people_per_1000";
const INSIGHTS: &str = "insights_per_1000_people";
const HOURS: &str = "hours_per_1000_people";
const WEEKS: &str = "weeks_per_1000_people";
const EURO: &str = "euro_per_1000_people";
const COUNT: &str = "count_per_1000_people";

/// Accounts as they are being written.
struct Page {
    per_1000: f64,
    lines: Vec<(Account, f64)>,
}

impl Page {
    fn put(&mut self, ledger: &'static str, account: &'static str, value: f64, unit: &'static str) {
        self.put_by(ledger, account, "", "", value, unit);
    }

    fn put_by(
        &mut self,
        ledger: &'static str,
        account: &'static str,
        cause: &'static str,
        object: &'static str,
        value: f64,
        unit: &'static str,
    ) {
        self.lines.push((Account { ledger, account, cause, object, unit }, value * self.per_1000));
    }

    fn evidence(&mut self, ledger: &Ledger, scenario: &Scenario) {
        // Of what nobody asks for there is no account.
        let booked = |cause: Cause| cause != Cause::Asked || scenario.switches.worker_asks;
        for (cause, flows) in Cause::ALL.iter().zip(&ledger.evidence).filter(|(cause, _)| booked(**cause)) {
            for (object, flow) in Object::ALL.iter().zip(flows) {
                let parts = [("staked", flow.staked), ("honoured", flow.honoured), ("burned", flow.burned)];
                for (account, grains) in parts {
                    let evidence = grains as f64 / FLOW_UNIT;
                    self.put_by(book_of(*object), account, cause.name(), object.name(), evidence, EVIDENCE);
                }
            }
        }
    }

    fn stocks(&mut self, ledger: &Ledger, moves: bool) {
        for (object, stock) in STOCKS.iter().zip(&ledger.stocks) {
            let mut put = |account, phase, amount: i64| {
                let people = amount as f64 / STOCK_UNIT;
                self.put_by(book_of(*object), account, phase, object.name(), people, STOCK);
            };
            put("opening", "", stock.opening);
            for (phase, amount) in Phase::ALL.iter().zip(stock.regenerated) {
                put("regenerated", phase.name(), amount);
            }
            for (phase, amount) in Phase::ALL.iter().zip(stock.consumed) {
                put("consumed", phase.name(), amount);
            }
            put("faded", "", stock.faded);
            if moves {
                put("moved", "", stock.moved);
            }
            put("closing", "", stock.closing);
        }
    }

    fn insights(&mut self, ledger: &Ledger) {
        for (channel, gained) in Channel::ALL.iter().zip(ledger.insights_gained) {
            self.put_by("human", "insights_gained", channel.name(), "", gained as f64, INSIGHTS);
        }
        self.put("human", "insights_mistaken", ledger.insights_mistaken as f64, INSIGHTS);
        self.put("human", "insights_lost", ledger.insights_lost as f64, INSIGHTS);
    }

    fn hours(&mut self, ledger: &Ledger) {
        let used = ledger.desk + ledger.meetings;
        let parts = [
            ("hours_supplied", ledger.supplied),
            ("hours_used_desk", ledger.desk),
            ("hours_used_meetings", ledger.meetings),
            ("hours_idle", ledger.supplied - used),
            ("hours_unpaid", ledger.unpaid),
        ];
        for (account, thousandths) in parts {
            self.put("economic", account, thousandths as f64 / 1000.0, HOURS);
        }
    }

    fn money(&mut self, ledger: &Ledger, scenario: &Scenario) {
        let all_weeks = i64::from(scenario.people) * i64::from(scenario.weeks);
        let productive = (all_weeks - ledger.weeks_in_need) as f64;
        let supplied = ledger.supplied as f64 / 1000.0;
        self.put("economic", "weeks_in_need", ledger.weeks_in_need as f64, WEEKS);
        self.put("economic", "productive_weeks", productive, WEEKS);
        self.put("economic", "cost_of_hours_supplied", supplied * scenario.parameters.cost_per_hour, EURO);
        self.put("economic", "worth_of_productive_weeks", productive * scenario.parameters.productive_week, EURO);
    }

    fn counts(&mut self, ledger: &Ledger) {
        for (cause, turns) in [(Cause::Prescription, ledger.prescriptions), (Cause::Dialogue, ledger.dialogues)] {
            self.put_by("economic", "turns", cause.name(), "", turns as f64, COUNT);
        }
        self.put("economic", "visits", ledger.visits as f64, COUNT);
        let social = [
            ("requests", ledger.requests),
            ("refusals", ledger.refusals),
            ("entries", ledger.entries),
            ("dropouts", ledger.dropouts),
            ("civic_acts", ledger.acts),
        ];
        for (account, count) in social {
            self.put("social", account, count as f64, COUNT);
        }
    }
}

/// The ledger to which a belief belongs: trust in others is social, belief in oneself human.
fn book_of(object: Object) -> &'static str {
    match object {
        Object::Tie | Object::Services | Object::General => "social",
        Object::Empowerment | Object::Dependence => "human",
    }
}
