//! `mutua ablate`: a scenario as it stands and with every mechanism and advantage taken away in turn.

use super::exit::{Exit, Stop};
use super::run::shard_done;
use super::session::{Asked, Ended, Session};
use super::sweep::{at_points, conclude, folder_of, forecast, kept};
use super::{AblateArguments, open, print};
use crate::analysis::ablation::Ablations;
use crate::ensemble::plan::{Plan, Shard};
use crate::output::points::{ABLATION, POINTS, Surveyed, ablation_table, stage_points, write_ablation};
use crate::scenario::{Ablation, Scenario};
use std::path::Path;

pub(super) const EXAMPLES: &str = "\
Examples:
  mutua ablate three-regimes --replicates 10
  mutua ablate three-regimes --only giver_competence,hope
  mutua ablate three-regimes --only hope,hearsay,hope+hearsay  # alone, together
  mutua ablate guide-or-alone --set people=1000 --replicates 5 --out first
  mutua ablate three-regimes --resume
  mutua ablate three-regimes --shard 1/3 --out part-1          # and 2/3, 3/3
  mutua merge part-1 part-2 part-3 --out all                   # then

What a mechanism carries is the contrast with the reference as the scenario
stands, minus the same contrast without the mechanism, in the same replicate
with the same luck. docs/ablation.md says how to read it.";

/// A scenario, what is taken away from it, and the scenario of every point.
pub(super) struct Study {
    scenario: Scenario,
    ablations: Ablations,
    scenarios: Vec<Scenario>,
    identity: String,
}

pub(super) fn ablate(arguments: &AblateArguments) -> Result<Exit, Stop> {
    let scenario = open::open(&arguments.what)?;
    let chosen = if arguments.only.is_empty() {
        Ablation::all(&scenario)
    } else {
        Ablation::named(&scenario, &arguments.only).map_err(Stop::refused)?
    };
    if chosen.is_empty() {
        return Err(Stop::refused(format_args!(
            "there is nothing to take away from {}: every mechanism and advantage is gone already",
            scenario.name
        )));
    }
    let study = Study::of(scenario, chosen)?;
    let threads = open::threads(arguments.what.threads);
    let path = arguments.out.clone().unwrap_or_else(|| folder_of(&study.scenario, "ablate"));
    let mut session = Session::begin(Asked {
        scenario: &study.scenario,
        scenarios: &study.scenarios,
        plan: Plan::over(&study.scenarios),
        identity: &study.identity,
        threads,
        shard: arguments.runs.shard,
        path: &path,
        start: arguments.runs.start(),
    })?;
    if let Some(text) = session.finished() {
        return print(&text);
    }
    print(&study.announcement())?;
    print(&forecast(&session, &study.scenarios, threads))?;
    let ended = session.execute()?;
    if arguments.runs.shard != Shard::WHOLE {
        // Whoever joins the parts has to know what was taken away.
        stage_points(&session.folder, &study.ablations).and_then(|staged| staged.publish()).map_err(Stop::failed)?;
        return shard_done(&study.scenario, &session, arguments.runs.shard, ended.stopped);
    }
    study.results(&session, &ended)
}

/// What tells an ablation study from all other ensembles: its scenario, and what is set at every point of it.
pub(super) fn identity(scenario: &Scenario, points: &[Vec<String>]) -> String {
    let points: Vec<String> = points.iter().map(|sets| sets.join(",")).collect();
    format!("ablate:{}:{}", scenario.hash(), points.join(";"))
}

impl Study {
    fn of(scenario: Scenario, chosen: Vec<Ablation>) -> Result<Self, Stop> {
        let ablations = Ablations::new(chosen);
        let scenarios = at_points(&scenario, ablations.points(), |index| ablations.point(index))?;
        let points: Vec<_> = (0..ablations.points()).map(|index| ablations.point(index).sets()).collect();
        let identity = identity(&scenario, &points);
        Ok(Self { scenario, ablations, scenarios, identity })
    }

    /// The study of which a folder holds runs, by the ablations that its table of points names; `None` if it is of
    /// another kind.
    pub(super) fn found(folder: &Path, scenario: &Scenario) -> Result<Option<Self>, Stop> {
        let path = folder.join(POINTS);
        if !path.exists() {
            return Ok(None);
        }
        let unreadable = |error: csv::Error| Stop::refused(format_args!("cannot read {}: {error}", path.display()));
        let mut table = csv::Reader::from_path(&path).map_err(unreadable)?;
        let headers = table.headers().map_err(unreadable)?;
        let Some(column) = headers.iter().position(|name| name == ABLATION) else { return Ok(None) };
        // The first point is the scenario as it stands.
        let names = table.records().skip(1).map(|row| row.map(|row| row.get(column).unwrap_or_default().to_owned()));
        let names = names.collect::<Result<Vec<_>, _>>().map_err(unreadable)?;
        let chosen = Ablation::named(scenario, &names)
            .map_err(|error| Stop::refused(format_args!("{}: {error}", path.display())))?;
        Self::of(scenario.clone(), chosen).map(Some)
    }

    /// One scenario a point.
    pub(super) fn scenarios(&self) -> &[Scenario] {
        &self.scenarios
    }

    /// What tells it from all other ensembles.
    pub(super) fn identity(&self) -> &str {
        &self.identity
    }

    fn announcement(&self) -> String {
        let count = self.ablations.all().len();
        format!("{}: as it stands, and {count} times with something taken away\n", self.scenario.name)
    }

    /// Writes all result files from the runs that are there, tells the main ones, and says how it ended.
    pub(super) fn results(&self, session: &Session<'_>, ended: &Ended) -> Result<Exit, Stop> {
        let surveyed = Surveyed {
            command: "ablate",
            scenario: &self.scenario,
            scenarios: &self.scenarios,
            plan: &session.plan,
            keys: self.ablations.keys(),
            point: &|index| self.ablations.point(index),
            timings: &ended.timings,
        };
        let written = write_ablation(&session.folder, &self.ablations, &surveyed, |index| kept(session, index));
        let (survey, hanging) = written.map_err(Stop::failed)?;
        session.archive.publish().map_err(Stop::failed)?;
        print(&ablation_table(&self.scenario, &self.ablations, &hanging))?;
        conclude(session, ended, &survey)
    }
}
