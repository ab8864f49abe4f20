//! `mutua test`: what is claimed of a scenario, put to the test.

use super::arguments::{ANY, LanguageArgument, RunsArguments, ScenarioArguments, ThreadsArgument, start, whole};
use super::challenge::{ChallengeArguments, challenge};
use super::exit::{Exit, Stop};
use super::progress::Progress;
use super::results::{Asked, Choice};
use super::session::{Ended, Session, SessionArguments};
use super::terminal::{print, tell};
use super::uncertain::{Posterior, posterior};
use super::{open, tests};
use crate::ensemble::archive::Archive;
use crate::ensemble::resources::check_resources_at_points;
use crate::ensemble::shard::Shard;
use crate::experiments::particles::PosteriorFile;
use crate::experiments::testing::{FEWEST, MOST, Readings, TestRequest, TestStudy, WorldReading};
use crate::experiments::{Study, StudyRequest, Task};
use crate::output::Timings;
use crate::output::testing::power;
use crate::scenario::{SIZES, Scenario, USUAL_POSTERIOR};
use clap::Args;
use std::path::{Path, PathBuf};
use std::time::{Instant, SystemTime};

const EXAMPLES: &str = "\
Examples:
  mutua test claims
  mutua test my.toml --most 640 --out results/more-worlds
  mutua test my.toml --set people=500
  mutua test claims --uncertain                       # over everything that fits the evidence
  mutua test claims --uncertain posterior.csv         # the same, by a fit of your own
  mutua test claims --challenge --only P1-services    # where does it turn round?
  mutua test claims --challenge --uncertain posterior.csv   # where in what fits?

A scenario says what is claimed in [[hypothesis]] tables: docs/testing.md.
Where a claim turns round: docs/challenge.md.";

/// Worlds of a test at most, if nothing else is asked for.
const USUAL: u32 = 160;

/// Test what a scenario claims
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct TestArguments {
    /// A scenario file, or the name of a scenario that comes with the program
    scenario: PathBuf,
    /// Worlds at most: it decides after how many results are looked at, and how far bounds reach
    #[arg(long, value_name = "N", default_value_t = USUAL, allow_negative_numbers = true, value_parser = whole::<u32>(u64::from(FEWEST)..=u64::from(MOST)))]
    most: u32,
    /// Test them over the draws of a posterior, a file or one that comes with the program (without a value `three-regimes`): each draw, read over two worlds, is what a world is
    /// otherwise, so that verdicts are of the mean over what fits the evidence. With --challenge: search its draws
    #[arg(long, value_name = "POSTERIOR", num_args = 0..=1, default_missing_value = USUAL_POSTERIOR)]
    uncertain: Option<PathBuf>,
    /// Look for where the claims turn round: in which boxes of the factors of the [design], or of all parameters within
    /// their plausible ranges, and by which single number
    #[arg(long, conflicts_with = "most")]
    challenge: bool,
    /// With --challenge: points among which boxes are looked for, 512 if not given (with --uncertain, no more than half of the
    /// particles); there are as many fresh ones
    #[arg(long, value_name = "N", requires = "challenge", allow_negative_numbers = true, value_parser = whole::<u32>(ANY))]
    points: Option<u32>,
    /// With --challenge: worlds for each regime and point, 2 if not given
    #[arg(long, value_name = "N", requires = "challenge", allow_negative_numbers = true, value_parser = whole::<u32>(1..=100_000))]
    replicates: Option<u32>,
    /// With --challenge: only these, by id
    #[arg(long, value_name = "ID", requires = "challenge", value_delimiter = ',')]
    only: Vec<String>,
    /// With --challenge: do only a part of the runs, to be joined with the others by `mutua merge`
    #[arg(long, value_name = "I/N", requires = "challenge")]
    shard: Option<Shard>,
    #[command(flatten)]
    threads: ThreadsArgument,
    /// Set a key as if it stood in the file: `people=2000`, `stake_shared=0.1`, `hope=false`; may be repeated
    #[arg(long = "set", value_name = "KEY=VALUE")]
    sets: Vec<String>,
    /// Folder for the results; results/test-<scenario> or results/test-challenge-<scenario> if not given
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Replace results that exist already
    #[arg(long)]
    force: bool,
    /// Continue a test that was stopped or killed
    #[arg(long, conflicts_with = "force")]
    resume: bool,
    #[command(flatten)]
    report: LanguageArgument,
}

pub(super) fn test(arguments: &TestArguments) -> Result<Exit, Stop> {
    if arguments.challenge {
        return challenged(arguments);
    }
    let TestArguments { scenario: path, most, threads, sets, .. } = arguments;
    expect_no_challenge(arguments)?;
    expect_no_plan_of_its_own(sets)?;
    let what = ScenarioArguments { scenario: path.clone(), replicates: None, threads: *threads, sets: sets.clone() };
    let plain = open::open(&what)?;
    let (request, scenario) = match &arguments.uncertain {
        Some(posterior) => over(posterior, *most, &plain, sets)?,
        None => (TestRequest::new(*most), plain),
    };
    let study = Study::new(&StudyRequest::Test(request), Some(scenario)).map_err(Stop::refused)?;
    let Task::Test(test) = &study.task else { return Err(Stop::failed("a test has worlds")) };
    let (kind, unit) = if test.draws.is_some() { ("test-uncertain", "draw") } else { ("test", "world") };
    let out = || PathBuf::from("results").join(format!("{kind}-{}", study.description.scenario));
    let (path, threads) = (arguments.out.clone().unwrap_or_else(out), threads.count());
    check_resources_at_points(std::slice::from_ref(&test.worlds), &test.plan, threads, &path).map_err(Stop::refused)?;
    let reads = [open::read_by(&arguments.scenario), arguments.uncertain.iter().cloned().collect()].concat();
    let session = Session::take(SessionArguments {
        study: &study,
        threads,
        shard: Shard::WHOLE,
        path: &path,
        start: start(arguments.resume, arguments.force),
        reads: &reads,
    })?;
    if let Some(text) = session.finished() {
        return print(&text);
    }
    let mut readings = tests::kept(test, &session.archive).map_err(Stop::refused)?;
    about_seed(&test.scenario);
    if let Some(posterior) = &arguments.uncertain {
        print(&format!("over what fits the evidence: draws of {}, two worlds each\n", posterior.display()))?;
    }
    print(&power(&test.looks, &test.worlds.hypotheses, test.worlds.seed, unit))?;
    let ended = run_missing(test, &session.archive, &mut readings, threads)?;
    if ended.stopped {
        let (done, path) = (session.archive.done(), path.display());
        let message =
            format!("interrupted: {done} of at most {most} {unit}s are kept in {path}; --resume continues with them");
        return Err(Stop { message, exit: Exit::Interrupted });
    }
    let results = session.write(&ended, &Choice { asked: Asked::default(), reports: arguments.report.request() })?;
    session.conclude(&ended, results)
}

/// What is asked of a test over a posterior, and the scenario that lists its draws.
fn over(path: &Path, most: u32, plain: &Scenario, sets: &[String]) -> Result<(TestRequest, Scenario), Stop> {
    let Posterior { table, .. } = posterior(path)?;
    let request = TestRequest { most, uncertain: Some(PosteriorFile::of(&name_of(path), &table)) };
    let refused = |error| Stop::refused(format_args!("--uncertain {}: {error}", path.display()));
    let scenario = request.at_draws(plain, &table).map_err(refused)?;
    if let Some(design) = &scenario.design {
        design.check_sets(sets).map_err(Stop::refused)?;
    }
    Ok((request, scenario))
}

/// The name of a posterior without the folder in which it lies.
fn name_of(path: &Path) -> String {
    path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}

/// With `--challenge`.
fn challenged(arguments: &TestArguments) -> Result<Exit, Stop> {
    let TestArguments { scenario, replicates, threads, sets, only, .. } = arguments;
    let what = ScenarioArguments {
        scenario: scenario.clone(),
        replicates: *replicates,
        threads: *threads,
        sets: sets.clone(),
    };
    let shard = arguments.shard.unwrap_or(Shard::WHOLE);
    let runs = RunsArguments::of((arguments.resume, arguments.force), shard, arguments.report);
    let read = arguments
        .uncertain
        .as_deref()
        .map(|path| Ok::<_, Stop>((path, name_of(path), posterior(path)?)))
        .transpose()?;
    challenge(&ChallengeArguments {
        what: &what,
        points: arguments.points,
        uncertain: read.as_ref().map(|(path, name, read)| (*path, name.as_str(), &*read.table)),
        only,
        out: arguments.out.as_ref(),
        runs: &runs,
    })
}

/// What belongs to a challenge would do nothing here.
fn expect_no_challenge(arguments: &TestArguments) -> Result<(), Stop> {
    let TestArguments { points, replicates, only, shard, .. } = arguments;
    let given = [
        ("--points", points.is_some()),
        ("--replicates", replicates.is_some()),
        ("--only", !only.is_empty()),
        ("--shard", shard.is_some()),
    ];
    match given.iter().find(|(_, given)| *given) {
        Some((option, _)) => Err(Stop::refused(format_args!(
            "{option} belongs to --challenge: a test looks at worlds one after the other, up to --most of them"
        ))),
        None => Ok(()),
    }
}

/// A test has its own looks and its own seed: what would set them is refused.
fn expect_no_plan_of_its_own(sets: &[String]) -> Result<(), Stop> {
    let sets_it = |key: &str| sets.iter().any(|set| set.split_once('=').is_some_and(|(to, _)| to.trim() == key));
    if sets_it("replicates") {
        return Err(Stop::refused(
            "--set replicates=…: a test looks after 20, 40, 80 … worlds, fixed beforehand; --most says how many there may be",
        ));
    }
    if sets_it("seed") {
        return Err(Stop::refused(
            "--set seed=…: the seed of a test follows from what is claimed, so that nobody can choose its worlds; leave it out",
        ));
    }
    Ok(())
}

/// Says that a seed that stands in the scenario does not count.
fn about_seed(scenario: &Scenario) {
    let default = SIZES.iter().find(|row| row.name == "seed").map(|row| row.default);
    if default != Some(scenario.seed) {
        tell(format_args!(
            "the scenario's seed ({}) is left aside: the seed of a test follows from what is claimed",
            scenario.seed
        ));
    }
}

/// Runs the worlds that are asked for and missing.
fn run_missing(test: &TestStudy, archive: &Archive, readings: &mut Readings, threads: usize) -> Result<Ended, Stop> {
    let (started, clock) = (SystemTime::now(), Instant::now());
    let open = u64::from(test.request.most) - readings.len() as u64;
    let each = test.plan.people_weeks / test.plan.units().max(1);
    let runs = open * test.plan.regimes as u64 * u64::from(test.worlds_each());
    let progress = Progress::of(runs, each * open);
    let keep = |world: u32, reading: &WorldReading| {
        if !archive.keep_bytes(world.into(), &reading.encode()) {
            progress.stop();
        }
    };
    let done = test.execute(readings, threads, &progress, &keep);
    let people_weeks = progress.finish();
    done.map_err(Stop::failed)?;
    if let Some(error) = archive.lost() {
        return Err(Stop::failed(format_args!("{error}\nmutua: --resume continues with what is kept")));
    }
    archive.sync().map_err(Stop::failed)?;
    // It may have been told to stop when all was there.
    let stopped = progress.was_stopped() && archive.done() < u64::from(test.request.most);
    Ok(Ended { stopped, timings: Timings { started, elapsed: clock.elapsed(), threads, people_weeks } })
}
