//! `mutua patterns`: what the theory says, put to the test.

use super::exit::{Exit, Stop};
use super::progress::Progress;
use super::session::{of_results, refused, start};
use super::{PatternsArguments, open, print, tell};
use crate::analysis::patterns::PATTERNS;
use crate::analysis::patterns::hunt::{Hunt, Job, Outcome};
use crate::ensemble::admission::admit;
use crate::ensemble::archive::Archive;
use crate::output::patterns::{Asked, page, terminal, write_patterns};
use crate::output::{ResultFolder, atomic, count};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Instant;

pub(super) const EXAMPLES: &str = "\
Examples:
  mutua patterns                            # all, in 30 worlds: half an hour
  mutua patterns --only P3 --replicates 5   # a first look at one
  mutua patterns --only P3 --set evidence_fading=0.995
  mutua patterns --page docs/patterns.md --force   # the page of the docs, too";

pub(super) fn patterns(arguments: &PatternsArguments) -> Result<Exit, Stop> {
    let chosen = chosen(&arguments.only)?;
    let set = |key: &str| arguments.sets.iter().any(|set| set.split_once('=').is_some_and(|(to, _)| to.trim() == key));
    if let Some(key) = ["replicates", "regimes"].into_iter().find(|key| set(key)) {
        return Err(Stop::refused(format_args!(
            "--set {key}=…: a pattern says itself which regimes it compares, and --replicates in how many worlds"
        )));
    }
    let hunt = Hunt::new(&chosen, arguments.replicates, &arguments.sets).map_err(Stop::refused)?;
    if hunt.scenarios().any(|scenario| scenario.towns() > 1) {
        return Err(Stop::refused("patterns are looked for in one town at a time: leave people_per_town out"));
    }
    let jobs: Vec<Job> = hunt.jobs().collect();
    if let Some(page) = &arguments.page {
        writable(page)?;
    }
    let threads = open::threads(arguments.threads);
    let path = arguments.out.clone().unwrap_or_else(|| PathBuf::from("results").join("patterns"));
    hunt.scenarios().try_for_each(|scenario| admit(scenario, threads, &path).map(|_| ())).map_err(Stop::refused)?;
    let start = start(arguments.resume, arguments.force);
    let folder = ResultFolder::create(&path, arguments.resume || arguments.force).map_err(of_results)?;
    let identity = identity(&hunt, chosen.len());
    let archive = Archive::begin(folder.path(), &identity, jobs.len() as u64, start).map_err(refused)?;
    if let Some(cut) = &archive.cut {
        tell(cut);
    }
    let mut outcomes = kept(&jobs, &archive)?;
    print(&forecast(&hunt, &jobs, &outcomes))?;
    let clock = Instant::now();
    let stopped = look(&hunt, &jobs, &archive, &mut outcomes, threads)?;
    if stopped {
        let (done, all, path) = (archive.done(), jobs.len(), folder.path().display());
        let message = format!("interrupted: {done} of {all} readings are kept in {path}; --resume goes on with them");
        return Err(Stop { message, exit: Exit::Interrupted });
    }
    archive.lay_down(&identity).map_err(Stop::failed)?;
    let found = hunt.found(&outcomes);
    let asked = Asked { replicates: arguments.replicates, only: &arguments.only, sets: &arguments.sets };
    write_patterns(&folder, &asked, &found).map_err(Stop::failed)?;
    archive.publish().map_err(Stop::failed)?;
    if let Some(to) = &arguments.page {
        atomic::write(to, |file| file.write_all(page(&asked, &found).as_bytes())).map_err(Stop::failed)?;
    }
    print(&terminal(&found))?;
    print(&format!("\n{:.0} s. Results: {}\n", clock.elapsed().as_secs_f64(), path.display()))?;
    conclude(&outcomes, &hunt)
}

/// Refuses a page that has no folder to go to, before the long work.
fn writable(page: &Path) -> Result<(), Stop> {
    if page.is_dir() {
        return Err(Stop::refused(format_args!("--page {}: this is a folder; name a file in it", page.display())));
    }
    let folder = page.parent().filter(|folder| !folder.as_os_str().is_empty());
    match folder.filter(|folder| !folder.is_dir()) {
        Some(folder) => {
            let (page, folder) = (page.display(), folder.display());
            Err(Stop::refused(format_args!("--page {page}: there is no folder {folder}; make it first")))
        }
        None => Ok(()),
    }
}

/// The patterns that were asked for, all if none was named.
fn chosen(only: &[String]) -> Result<Vec<usize>, Stop> {
    if only.is_empty() {
        return Ok((0..PATTERNS.len()).collect());
    }
    let mut chosen = Vec::new();
    for name in only {
        let Some(found) = PATTERNS.iter().position(|pattern| pattern.id.eq_ignore_ascii_case(name)) else {
            let all: Vec<&str> = PATTERNS.iter().map(|pattern| pattern.id).collect();
            return Err(Stop::refused(format_args!("there is no pattern {name}: they are {}", all.join(", "))));
        };
        chosen.push(found);
    }
    chosen.sort_unstable();
    chosen.dedup();
    Ok(chosen)
}

/// What tells this search from all others: which patterns, in which worlds.
fn identity(hunt: &Hunt, patterns: usize) -> String {
    let ids = (0..patterns).map(|place| hunt.pattern(place).id);
    let parts: Vec<String> =
        ids.zip(hunt.scenarios()).map(|(id, scenario)| format!("{id}:{}", scenario.hash())).collect();
    format!("patterns:{}", parts.join(","))
}

/// How much there is to read: how much of it has to be is seen on the way.
fn forecast(hunt: &Hunt, jobs: &[Job], outcomes: &BTreeMap<Job, Outcome>) -> String {
    let (patterns, least) = (hunt.scenarios().count(), jobs.iter().filter(|job| job.variant == 0).count());
    let read = outcomes.values().filter(|outcome| **outcome != Outcome::NotAsked).count();
    let done = match read {
        0 => String::new(),
        done => format!(", {done} of them done"),
    };
    format!(
        "{}: at least {least} readings, at most {}{done}. A pattern that holds is read again with each mechanism and advantage taken away in turn.\n",
        count(patterns, "pattern"),
        jobs.len()
    )
}

/// What was read in earlier sessions.
fn kept(jobs: &[Job], archive: &Archive) -> Result<BTreeMap<Job, Outcome>, Stop> {
    let mut outcomes = BTreeMap::new();
    for (index, job) in (0..).zip(jobs).filter(|(index, _)| archive.holds(*index)) {
        let outcome = Outcome::decode(&archive.bytes(index).map_err(Stop::failed)?);
        let unreadable =
            || Stop::refused(format_args!("reading {index} cannot be understood; begin anew with --force"));
        outcomes.insert(*job, outcome.ok_or_else(unreadable)?);
    }
    Ok(outcomes)
}

/// Reads what is missing; whether it was stopped.
fn look(
    hunt: &Hunt,
    jobs: &[Job],
    archive: &Archive,
    outcomes: &mut BTreeMap<Job, Outcome>,
    threads: usize,
) -> Result<bool, Stop> {
    let numbers: BTreeMap<Job, u64> = jobs.iter().copied().zip(0..).collect();
    let open = (jobs.len() - outcomes.len()) as u64;
    let progress = Progress::of(open, open);
    let keep = |job: Job, outcome: &Outcome| {
        let number = numbers.get(&job).copied().unwrap_or(u64::MAX);
        if !archive.keep_bytes(number, &outcome.encode()) {
            progress.stop();
        }
    };
    let done = hunt.execute(outcomes, threads, &progress, &keep);
    progress.finish();
    done.map_err(Stop::failed)?;
    if let Some(error) = archive.lost() {
        return Err(Stop::failed(format_args!("{error}\nmutua: --resume goes on with what is kept")));
    }
    archive.sync().map_err(Stop::failed)?;
    Ok(progress.was_stopped())
}

/// How it ended: done, or with readings that failed.
fn conclude(outcomes: &BTreeMap<Job, Outcome>, hunt: &Hunt) -> Result<Exit, Stop> {
    let failed = |(job, outcome): (&Job, &Outcome)| match outcome {
        Outcome::Failed(reason) => Some((*job, reason.clone())),
        _ => None,
    };
    let Some((job, reason)) = outcomes.iter().find_map(failed) else { return Ok(Exit::Done) };
    let pattern = hunt.pattern(job.pattern).id;
    Err(Stop::failed(format_args!("{pattern} could not be read in replicate {}: {reason}", job.replicate)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_is_named_without_those_that_build_on_it() {
        let ids = |only: &[&str]| {
            let only: Vec<String> = only.iter().map(|&id| id.to_owned()).collect();
            chosen(&only).map(|chosen| chosen.into_iter().map(|place| PATTERNS[place].id).collect::<Vec<_>>())
        };
        assert_eq!(ids(&["P3"]).unwrap(), ["P3"]);
        assert_eq!(ids(&["p3+", "P1", "P3"]).unwrap(), ["P1", "P3", "P3+"]);
        assert!(ids(&["P99"]).unwrap_err().message.contains("there is no pattern P99: they are P1, P1+"));
    }
}
