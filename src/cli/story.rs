//! `mutua story`: one person's years, beside the same person in a world without helping networks.

use super::arguments::{ANY, ScenarioArguments, ThreadsArgument, whole};
use super::exit::{Exit, Stop};
use super::language::LanguageName;
use super::open;
use super::progress::Progress;
use super::terminal::{print, tell};
use crate::analysis::chronicle::{Lives, Pick, Picked};
use crate::ensemble::resources::check_resources_at_points;
use crate::ensemble::threads::on_threads;
use crate::experiments::chronicle::Twins;
use crate::experiments::chronicle::roll::Roll;
use crate::output::story::{Chosen, Story, StoryPerson};
use crate::output::{NewFiles, OutputError, ResultFolder, Staged};
use crate::record::plan::Plan;
use crate::scenario::{Regime, Scenario};
use clap::Args;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  mutua story three-regimes --regime mutual-self-help
  mutua story three-regimes --regime professional-centred --pick dropout
  mutua story three-regimes --regime case-centred --person 1234 --replicate 2
  mutua story three-regimes --regime mutual-self-help --language it
  mutua story my-town.toml --set people=1000 --out stories --force

The story has about 300 words. Of all veterans, dropouts or never-entered, the
one in the middle is picked, not the best: ranked by how far trust in people
moved away from that of the twin. One person is no evidence. More is in
docs/stories.md.";

/// Whom to pick, as typed.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
pub(super) enum PickName {
    /// A member for more than 104 weeks at the end
    Veteran,
    /// Left a network while in need and did not come back
    Dropout,
    /// In need for 52 weeks or more, and never a member
    NeverEntered,
    /// Gave more turns at meetings than anybody else while a member
    Giver,
}

/// Tell one person's years, and those of their twin without networks
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct StoryArguments {
    /// A scenario file, or the name of a scenario that comes with the program
    scenario: PathBuf,
    /// The regime in which the person lives; needed if several have helping networks
    #[arg(long, value_name = "NAME")]
    regime: Option<String>,
    /// The story of this person; people are numbered from 0
    #[arg(long, value_name = "ID", conflicts_with = "pick", allow_negative_numbers = true, value_parser = whole::<u32>(ANY))]
    person: Option<u32>,
    /// Pick somebody of this kind; a veteran if neither is given
    #[arg(long, value_name = "KIND")]
    pick: Option<PickName>,
    /// Which replicate (world); they are numbered from 0
    #[arg(long, value_name = "N", default_value_t = 0, allow_negative_numbers = true, value_parser = whole::<u32>(ANY))]
    replicate: u32,
    /// Language of the text; names of regimes, files and columns are the same in all
    #[arg(long, value_name = "CODE", default_value = "en")]
    language: LanguageName,
    /// Folder for the story; results/story-<scenario> if not given
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Replace the same person's story if it exists already
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    threads: ThreadsArgument,
    /// Set a key as if it stood in the file: `people=2000`, `hope=false`; may be repeated
    #[arg(long = "set", value_name = "KEY=VALUE")]
    sets: Vec<String>,
}

pub(super) fn story(arguments: &StoryArguments) -> Result<Exit, Stop> {
    let typed = ScenarioArguments {
        scenario: arguments.scenario.clone(),
        replicates: None,
        threads: arguments.threads,
        sets: arguments.sets.clone(),
    };
    let country = open::open(&typed)?;
    let scenario = country.town(0);
    if country.towns() > 1 {
        let (towns, people) = (country.towns(), scenario.people);
        tell(format_args!("{} has {towns} towns; the story is from the first one, of {people} people", country.name));
    }
    let regime = regime(arguments, &scenario)?;
    check(arguments, &scenario)?;
    let path = arguments.out.clone().unwrap_or_else(|| folder_of(&scenario));
    // Week 0 and one of the two worlds are in memory at the same time.
    let both = Scenario { regimes: vec![regime.clone(), Regime::none()], replicates: 1, ..scenario.plain() };
    let both = [both];
    check_resources_at_points(&both, &Plan::over(&both), 1, &path).map_err(Stop::refused)?;
    let folder = ResultFolder::take(&path)?;
    folder.protect_inputs(&open::read_by(&arguments.scenario), &[])?;
    let mut task = StoryTask { arguments, scenario: &scenario, regime: &regime, folder };
    if let Some(person) = arguments.person {
        task.is_new(person)?;
    }
    let (chosen, lives) = on_threads(arguments.threads.count(), || task.simulate()).map_err(Stop::failed)??;
    task.tell(chosen, &lives)
}

fn folder_of(scenario: &Scenario) -> PathBuf {
    PathBuf::from("results").join(format!("story-{}", scenario.name))
}

/// The regime asked for, or the only one with helping networks.
fn regime(arguments: &StoryArguments, scenario: &Scenario) -> Result<Regime, Stop> {
    if let Some(name) = &arguments.regime {
        return scenario.regime(name).map_err(Stop::refused);
    }
    let helping: Vec<&Regime> = scenario.regimes.iter().filter(|regime| regime.structure.is_some()).collect();
    match helping[..] {
        [only] => Ok(only.clone()),
        [] => Err(Stop::refused(format_args!(
            "no regime of {} has helping networks: add one to `regimes`, or use --regime none",
            scenario.name
        ))),
        _ => {
            let names: Vec<_> = helping.iter().map(|regime| regime.name.as_str()).collect();
            let names = names.join(", ");
            Err(Stop::refused(format_args!("{} runs {names}: choose one with --regime", scenario.name)))
        }
    }
}

/// Whether there is such a person in such a world.
fn check(arguments: &StoryArguments, scenario: &Scenario) -> Result<(), Stop> {
    let Scenario { people, replicates, name, .. } = scenario;
    if let Some(person) = arguments.person.filter(|person| person >= people) {
        return Err(Stop::refused(format_args!(
            "--person {person}: there are {people} people in {name}, numbered 0 to {}",
            people - 1
        )));
    }
    if arguments.replicate >= *replicates {
        return Err(Stop::refused(format_args!(
            "--replicate {}: replicates of {name} are numbered 0 to {}; for more, --set replicates={}",
            arguments.replicate,
            replicates - 1,
            u64::from(arguments.replicate) + 1
        )));
    }
    Ok(())
}

fn names(files: &[Staged]) -> Vec<String> {
    files.iter().map(|file| file.name.clone()).collect()
}

/// A story that is asked for.
struct StoryTask<'a> {
    arguments: &'a StoryArguments,
    scenario: &'a Scenario,
    regime: &'a Regime,
    folder: ResultFolder,
}

impl StoryTask<'_> {
    fn subject(&self, person: u32) -> StoryPerson<'_> {
        StoryPerson { scenario: self.scenario, regime: self.regime, replicate: self.arguments.replicate, person }
    }

    /// Refuses a story that exists already.
    fn is_new(&self, person: u32) -> Result<(), Stop> {
        match self.subject(person).found_in(&self.folder)? {
            Some(found) if !self.arguments.force => {
                let exists = OutputError::Exists { folder: self.folder.path().to_owned(), found };
                Err(Stop::refused(format_args!("{exists}: use --force to replace it, or --out for another folder")))
            }
            _ => Ok(()),
        }
    }

    /// Simulates the worlds: to pick a person, if none is named, and to record their years.
    fn simulate(&self) -> Result<(Chosen, Lives), Stop> {
        let scenario = self.scenario;
        let runs = if self.arguments.person.is_some() { 2 } else { 4 };
        let weeks = u64::from(scenario.burn_in_weeks) + runs * u64::from(scenario.weeks);
        let progress = Progress::shown(runs, weeks * u64::from(scenario.people));
        let simulated = self.simulate_both(&progress);
        progress.finish();
        simulated
    }

    fn simulate_both(&self, progress: &Progress) -> Result<(Chosen, Lives), Stop> {
        let (structure, replicate) = (self.regime.structure, self.arguments.replicate);
        let twins = Twins::at_week_0(self.scenario, structure, replicate, progress).map_err(Stop::failed)?;
        let twins = twins.ok_or_else(Stop::before_writing)?;
        let (person, chosen) = match self.arguments.person {
            Some(person) => (person, Chosen::Asked),
            None => {
                let roll = Roll::call(&twins, progress).map_err(Stop::failed)?.ok_or_else(Stop::before_writing)?;
                let (pick, picked) = self.pick(&roll)?;
                self.is_new(picked.person)?;
                (picked.person, Chosen::Picked(pick, picked))
            }
        };
        let lives = twins.lives(person, progress).map_err(Stop::failed)?.ok_or_else(Stop::before_writing)?;
        Ok((chosen, lives))
    }

    fn pick(&self, roll: &Roll) -> Result<(Pick, Picked), Stop> {
        let pick = match self.arguments.pick {
            None | Some(PickName::Veteran) => Pick::Veteran,
            Some(PickName::Dropout) => Pick::Dropout,
            Some(PickName::NeverEntered) => Pick::NeverEntered,
            Some(PickName::Giver) => Pick::Giver,
        };
        roll.pick(pick).map(|picked| (pick, picked)).ok_or_else(|| self.none_of_kind(pick, roll))
    }

    /// The refusal if no person is of the kind: which kinds there are.
    fn none_of_kind(&self, pick: Pick, roll: &Roll) -> Stop {
        let others = Pick::ALL.into_iter().filter(|other| *other != pick);
        let there = others.map(|other| (other, roll.fitting(other).len())).filter(|(_, count)| *count > 0);
        let there: Vec<_> = there.map(|(other, count)| format!("--pick {} ({count})", other.name())).collect();
        let instead = if there.is_empty() {
            "there is nobody of another kind either: name a person with --person".to_owned()
        } else {
            format!("choose one of {}, or name a person with --person", there.join(", "))
        };
        Stop::refused(format_args!(
            "under {} there is no {} ({}); {instead}",
            self.regime.name,
            pick.name(),
            pick.meaning()
        ))
    }

    /// Writes the story and prints it.
    fn tell(&mut self, chosen: Chosen, lives: &Lives) -> Result<Exit, Stop> {
        let beside = self.folder.beside()?;
        let story = Story::of(self.subject(lives.here.person), chosen, lives);
        let language = self.arguments.language.into();
        let text = story.text(language);
        let written = beside.stage().and_then(|stage| Ok((story.write(&stage, language)?, stage)));
        let placed =
            written.and_then(|(files, stage)| self.folder.replace(&beside, stage, &names(&files), NewFiles::Beside));
        if placed.is_err() {
            // Best effort: what cannot be removed now is removed with the next story.
            let _ = beside.clear();
        }
        let paths = placed.map_err(Stop::failed)?;
        let names: Vec<_> = paths.iter().map(|path| path.display().to_string()).collect();
        print(&format!("{text}\nWritten: {}\n", names.join(", ")))
    }
}
