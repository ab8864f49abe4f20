//! `mutua fit`: which values of parameters agree with what is known.

use super::arguments::{LanguageArgument, ScenarioArguments, start, whole};
use super::durations::between;
use super::exit::{Exit, Stop};
use super::open;
use super::particles::kept;
use super::probe::seconds;
use super::progress::Progress;
use super::results::{Asked, Choice};
use super::rivals::FinishedFit;
use super::session::{Ended, Session, SessionArguments};
use super::terminal::{print, tell};
use crate::analysis::fit::{Course, Stage};
use crate::ensemble::archive::Archive;
use crate::ensemble::resources::check_resources;
use crate::ensemble::shard::Shard;
use crate::experiments::fit::{Evaluated, Evaluations, FitRequest, FitStudy};
use crate::experiments::{Study, StudyRequest, Task};
use crate::output::{Timings, count};
use crate::record::plan::Plan;
use crate::scenario::{Scenario, differences};
use clap::Args;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::time::{Instant, SystemTime};

const EXAMPLES: &str = "\
Examples:
  mutua fit fit-town --budget 5e9 --out first      # a first look
  mutua fit fit-town                               # 20 billion people-weeks
  mutua fit my-town.toml --fitted 6 --replicates 4
  mutua fit fit-town --resume                      # after a kill
  mutua fit rivals --rival pure-dose --beside results/fit-rivals

The scenario names the parameters that may vary, and how far, in [design];
the figures stand in [[target]], or are those of targets/evidence.toml.
docs/fitting.md says how it is done and how to read it.";

/// Fit parameters to figures of evidence, with how sure they are
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct FitArguments {
    #[command(flatten)]
    what: ScenarioArguments,
    /// What may be simulated, in weeks of people: 20 billion if not given
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = people_weeks)]
    budget: Option<u64>,
    /// Parameters that are fitted at most; the others are drawn from their priors
    #[arg(long, value_name = "N", default_value_t = FitRequest::USUAL.fitted, allow_negative_numbers = true, value_parser = whole::<u32>(1..=40))]
    fitted: u32,
    /// Particles of a generation, an even number
    #[arg(long, value_name = "N", default_value_t = FitRequest::USUAL.population, allow_negative_numbers = true, value_parser = whole::<u32>(4..=100_000))]
    population: u32,
    /// Paths of the screening that finds which parameters matter
    #[arg(long, value_name = "N", default_value_t = FitRequest::USUAL.trajectories, allow_negative_numbers = true, value_parser = whole::<u32>(2..=1000))]
    trajectories: u32,
    /// Particles of the posterior that are simulated again, with fresh luck
    #[arg(long, value_name = "N", default_value_t = FitRequest::USUAL.predictive, allow_negative_numbers = true, value_parser = whole::<u32>(2..=100_000))]
    predictive: u32,
    /// Fit this rival of the scenario ([[rival]]) in place of the full model
    #[arg(long, value_name = "NAME", requires = "beside", conflicts_with_all = ["budget", "fitted", "population", "trajectories", "predictive"])]
    rival: Option<String>,
    /// The folder of the fit of the full model: the rival is fitted as much, on the same scale
    #[arg(long, value_name = "DIR", requires = "rival")]
    beside: Option<PathBuf>,
    /// Folder for the results; results/fit-<scenario> if not given, and -<rival> for a rival
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Replace results that exist already
    #[arg(long)]
    force: bool,
    /// Continue a fit that was stopped or killed
    #[arg(long, conflicts_with = "force")]
    resume: bool,
    #[command(flatten)]
    report: LanguageArgument,
}

/// A number of weeks of people, which may be written as `2e10`.
fn people_weeks(typed: &str) -> Result<u64, String> {
    let plain = typed.replace('_', "");
    let number = plain.parse::<u64>().ok().or_else(|| {
        let number = plain.parse::<f64>().ok().filter(|number| number.fract() == 0.0)?;
        (0.0..=1e18).contains(&number).then_some(number as u64)
    });
    let wrong = || "it must be a whole number of people-weeks from 1 to 1e18, such as 2e10".to_owned();
    number.filter(|number| (1..=1_000_000_000_000_000_000).contains(number)).ok_or_else(wrong)
}

pub(super) fn fit(arguments: &FitArguments) -> Result<Exit, Stop> {
    let FitArguments { what, .. } = arguments;
    let scenario = open::open_design(what)?;
    let asked = asked(arguments, &scenario)?;
    let called = match &asked.rival {
        Some(rival) => format!("fit-{}-{}", scenario.name, rival.name),
        None => format!("fit-{}", scenario.name),
    };
    let study = Study::new(&StudyRequest::Fit(asked), Some(scenario)).map_err(Stop::refused)?;
    let Task::Fit(fit) = &study.task else { return Err(Stop::failed("a fit has particles")) };
    let path = arguments.out.clone().unwrap_or_else(|| PathBuf::from("results").join(called));
    let threads = what.threads.count();
    check_resources(&fit.worlds, threads, &path).map_err(Stop::refused)?;
    let reads = open::read_by(&what.scenario);
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
    let mut done = kept(fit, &session.archive).map_err(Stop::refused)?;
    print(&forecast(fit, &done, threads))?;
    let ended = evaluate_missing(fit, &session.archive, &mut done, threads)?;
    if ended.stopped {
        let (there, path) = (session.archive.done(), path.display());
        let message = format!("interrupted: {there} particles are kept in {path}; --resume continues with them");
        return Err(Stop { message, exit: Exit::Interrupted });
    }
    let results = session.write(&ended, &Choice { asked: Asked::default(), reports: arguments.report.request() })?;
    session.conclude(&ended, results)
}

/// What is asked for: of a rival as much as of the full model, on its scale.
fn asked(arguments: &FitArguments, scenario: &Scenario) -> Result<FitRequest, Stop> {
    let FitArguments { fitted, population, trajectories, predictive, .. } = *arguments;
    let (Some(name), Some(folder)) = (&arguments.rival, &arguments.beside) else {
        return Ok(FitRequest {
            people_weeks: arguments.budget.unwrap_or(FitRequest::USUAL.people_weeks),
            population,
            fitted,
            trajectories,
            predictive,
            ..FitRequest::USUAL
        });
    };
    let full = FinishedFit::open(folder)?.expect_full()?;
    if full.sha256 != scenario.hash() {
        let differing: Vec<String> =
            differences(&full.fit.scenario, scenario).iter().map(ToString::to_string).collect();
        return Err(Stop::refused(format_args!(
            "--beside {} is the fit of another scenario: name the same one, with the same --set and --replicates\n    {}",
            folder.display(),
            differing.join("\n    ")
        )));
    }
    Ok(full.beside(name))
}

/// What is fitted to what, and how long it will take, by a probe.
fn forecast(fit: &FitStudy, done: &Evaluations, threads: usize) -> String {
    let (particles, worlds) = (fit.particles(), fit.worlds.replicates);
    let fitted = fit.course.goals().iter().filter(|goal| goal.fitted).count();
    let (parameters, checks) = (fit.course.factors().len(), fit.course.goals().len() - fitted);
    let mut text = format!(
        "{} may vary; {} to fit to, {} beside; {} cannot be read\n",
        count(parameters, "parameter"),
        count(fitted, "figure"),
        count(checks, "check"),
        count(fit.left.len(), "figure")
    );
    let plan = Plan::over(std::slice::from_ref(&fit.worlds));
    let each = seconds(&fit.worlds, &plan, threads);
    let open = f64::from(particles) - done.len() as f64;
    let time = between(each * open * 0.7, each * open * 1.6);
    // Writing into a string cannot fail.
    let _ = writeln!(
        text,
        "at most {} of {}, {} each: {time} on {}, by a probe of one second",
        count(particles as usize, "particle"),
        count(worlds as usize, "world"),
        count(fit.worlds.regimes.len(), "regime"),
        count(threads, "thread")
    );
    text
}

/// Simulates what is missing.
fn evaluate_missing(fit: &FitStudy, archive: &Archive, done: &mut Evaluations, threads: usize) -> Result<Ended, Stop> {
    let (started, clock) = (SystemTime::now(), Instant::now());
    let open = u64::from(fit.particles()) - done.len() as u64;
    let progress = Progress::of(open, open * fit.people_weeks_each);
    let keep = |number: u32, evaluated: &Evaluated| {
        if !archive.keep_bytes(number.into(), &evaluated.encode()) {
            progress.stop();
        }
    };
    let ended = fit.execute(done, threads, &progress, &keep, &told);
    let people_weeks = progress.finish();
    ended.map_err(Stop::failed)?;
    if let Some(error) = archive.lost() {
        return Err(Stop::failed(format_args!("{error}\nmutua: --resume continues with what is kept")));
    }
    archive.sync().map_err(Stop::failed)?;
    let timings = Timings { started, elapsed: clock.elapsed(), threads, people_weeks };
    Ok(Ended { stopped: progress.was_stopped(), timings })
}

/// Says how far it is, before each generation.
fn told(course: &Course, stage: Stage) {
    let Some(last) = course.generations().last() else { return };
    if let Stage::Generation(next) = stage {
        tell(format_args!(
            "generation {next}: the worst of {} that are kept is {:.3} from the figures, the nearest {:.3}",
            course.sizes().population / 2,
            last.tolerance,
            last.nearest
        ));
    }
}
