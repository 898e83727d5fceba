//! The work of a simulation, shared among threads, and its progress.
//!
//! Receives a run; hands on its outcome, the same for any number of threads. It knows no law and no table.

use std::cell::Cell;
use std::io::{self, IsTerminal};
use std::ops::Range;
use std::panic;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread::{self, ScopedJoinHandle};
use std::time::{Duration, Instant};

use ansinh_engine::simulate::{Outcome, Part, Run, SimulateError};
use ansinh_grammar::{Language, Text};

use crate::view::{self, View};

/// More threads than this are a slip of the pen.
const MOST_THREADS: usize = 1024;
const GLANCE: Duration = Duration::from_millis(100);

/// How many threads work.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Threads(usize);

impl Threads {
    /// One.
    pub(crate) const ONE: Self = Self(1);

    /// As many as asked for, or as there are processors.
    ///
    /// # Errors
    /// None at all, or far too many.
    pub(crate) fn of(asked: Option<usize>) -> Result<Self, Text> {
        match asked {
            None => Ok(Self(thread::available_parallelism().map_or(1, usize::from).min(MOST_THREADS))),
            Some(asked) if (1..=MOST_THREADS).contains(&asked) => Ok(Self(asked)),
            Some(asked) => Err(Text::new(
                format!("--threads: `{asked}` không hợp lệ; được phép: từ 1 đến {MOST_THREADS}"),
                format!("--threads: `{asked}` is not allowed; allowed: 1 to {MOST_THREADS}"),
            )),
        }
    }
}

impl Threads {
    /// How many.
    pub(crate) const fn count(self) -> usize {
        self.0
    }

    /// Does two things, the first on a thread of its own if there is more than one.
    pub(crate) fn beside<A: Send, B>(self, first: impl FnOnce() -> A + Send, second: impl FnOnce() -> B) -> (A, B) {
        if self.0 == 1 {
            let second = second();
            return (first(), second);
        }
        thread::scope(|scope| {
            let other = scope.spawn(first);
            let second = second();
            (other.join().unwrap_or_else(|cause| panic::resume_unwind(cause)), second)
        })
    }
}

/// What the reader sees of work under way: one line on the error output, if that is a terminal.
pub(crate) struct Progress {
    is_shown: bool,
    is_quiet: bool,
    view: View,
    /// When the work that is shown began.
    began: Cell<Instant>,
    /// When it was shown last.
    drawn: Cell<Option<Instant>>,
}

impl Progress {
    /// The progress for a reader.
    pub(crate) fn of(is_quiet: bool, view: View) -> Self {
        let is_shown = !is_quiet && io::stderr().is_terminal();
        Self { is_shown, is_quiet, view, began: Cell::new(Instant::now()), drawn: Cell::new(None) }
    }

    /// None, for work beside other work.
    pub(crate) fn silent() -> Self {
        let view = View { language: Language::Vi, is_coloured: false };
        Self { is_shown: false, is_quiet: true, view, began: Cell::new(Instant::now()), drawn: Cell::new(None) }
    }

    /// Runs under other guesses that are done.
    pub(super) fn running(&self, done: u64, total: u64) {
        self.draw(self.view.say("Tính lại theo các phỏng đoán khác", "Running other guesses"), done, total);
    }

    /// Steps of the population that are done.
    pub(super) fn generating(&self, done: u64, total: u64) {
        self.draw(self.view.say("Lập dân số tổng hợp", "Making the synthetic population"), done, total);
    }

    /// Persons for whom the law has been applied.
    fn simulating(&self, done: u64, total: u64) {
        self.draw(self.view.say("Áp dụng luật", "Applying the law"), done, total);
    }

    /// Persons of a list who have been assessed.
    pub(crate) fn assessing(&self, done: u64, total: u64) {
        self.draw(self.view.say("Xét từng người", "Assessing"), done, total);
    }

    fn draw(&self, what: &str, done: u64, total: u64) {
        let is_fresh = self.drawn.get().is_some_and(|drawn| drawn.elapsed() < GLANCE);
        if self.is_shown && !is_fresh {
            self.drawn.set(Some(Instant::now()));
            let line = line(what, done, total, self.began.get().elapsed(), self.view.language);
            error_output(&format!("\r\u{1b}[K{line}"));
        }
    }

    /// Takes the line away.
    pub(crate) fn clear(&self) {
        if self.is_shown {
            error_output("\r\u{1b}[K");
        }
        self.began.set(Instant::now());
        self.drawn.set(None);
    }

    /// A line that stays.
    pub(crate) fn say(&self, text: &str) {
        if !self.is_quiet {
            error_output(&format!("{text}\n"));
        }
    }
}

/// What is done, how much of it, as a bar and in per cent, and how long the rest will take if it goes on like this.
fn line(what: &str, done: u64, total: u64, spent: Duration, language: Language) -> String {
    const WIDTH: u64 = 20;
    let part = |whole: u64| done.min(total).saturating_mul(whole).checked_div(total).unwrap_or(whole);
    let (full, percent) = (part(WIDTH), part(100));
    let bar: String = (0..WIDTH).map(|at| if at < full { '█' } else { '░' }).collect();
    let rest = u128::from(total.saturating_sub(done));
    let left = spent.as_millis().saturating_mul(rest).checked_div(u128::from(done)).map(|left| left / 1_000);
    // The first moments tell little.
    let left = left.filter(|_| spent > Duration::from_secs(1)).map_or_else(String::new, |left| {
        let time = format!("{}:{:02}", left / 60, left % 60);
        match language {
            Language::Vi => format!(", còn khoảng {time}"),
            Language::En => format!(", about {time} left"),
        }
    });
    format!("{what} {bar} {percent}%{left}")
}

fn error_output(text: &str) {
    // Progress that cannot be shown is no reason to stop.
    let _ = view::write_all(io::stderr().lock(), text);
}

/// Runs all blocks.
///
/// # Errors
/// The first failure in the order of the blocks, whatever thread met it.
pub(crate) fn run(
    run: Run<'_>,
    threads: Threads,
    n_persons: u64,
    progress: &Progress,
) -> Result<Outcome, SimulateError> {
    let run = run.condensed();
    let work = |range: Range<usize>, done: &AtomicU64| part(&run, range, done);
    let watch = |done: u64| progress.simulating(done, n_persons);
    let parts = share_out(run.n_pieces(), threads, progress, &watch, &work);
    Ok(run.finish(parts.into_iter().collect::<Result<Vec<Part>, SimulateError>>()?))
}

/// Shares pieces of work out among threads; what each share comes to, in the order of the pieces.
pub(super) fn share_out<T: Send>(
    n_pieces: usize,
    threads: Threads,
    progress: &Progress,
    watch: &dyn Fn(u64),
    work: &(dyn Fn(Range<usize>, &AtomicU64) -> T + Sync),
) -> Vec<T> {
    let done = AtomicU64::new(0);
    thread::scope(|scope| {
        let workers: Vec<_> = shares(n_pieces, threads)
            .into_iter()
            .map(|range| {
                let done = &done;
                scope.spawn(move || work(range, done))
            })
            .collect();
        while progress.is_shown && !workers.iter().all(ScopedJoinHandle::is_finished) {
            watch(done.load(Ordering::Relaxed));
            thread::sleep(GLANCE);
        }
        progress.clear();
        workers.into_iter().map(|worker| worker.join().unwrap_or_else(|cause| panic::resume_unwind(cause))).collect()
    })
}

fn part(run: &Run<'_>, range: Range<usize>, done: &AtomicU64) -> Result<Part, SimulateError> {
    let mut own = 0;
    run.part(range, &mut |n_persons| {
        done.fetch_add(n_persons.saturating_sub(own), Ordering::Relaxed);
        own = n_persons;
    })
}

/// Blocks in as many runs of neighbours as there are threads, as even as possible.
fn shares(n_blocks: usize, Threads(n_threads): Threads) -> Vec<Range<usize>> {
    let n_shares = n_threads.min(n_blocks).max(1);
    let start = |share: usize| n_blocks * share / n_shares;
    (0..n_shares).map(|share| start(share)..start(share + 1)).collect()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use ansinh_grammar::Language;

    use super::{Threads, line, shares};

    #[test]
    fn the_time_left_is_told_once_it_can_be_guessed() {
        let told = |done, spent| line("x", done, 200, Duration::from_secs(spent), Language::En);
        assert_eq!(told(50, 30), "x █████░░░░░░░░░░░░░░░ 25%, about 1:30 left");
        assert_eq!(told(50, 1), "x █████░░░░░░░░░░░░░░░ 25%");
        assert_eq!(told(0, 30), "x ░░░░░░░░░░░░░░░░░░░░ 0%");
        assert_eq!(line("x", 0, 0, Duration::ZERO, Language::Vi), "x ████████████████████ 100%");
    }

    #[test]
    fn every_block_is_somebodys() {
        assert_eq!(shares(7, Threads(3)), [0..2, 2..4, 4..7]);
        assert_eq!(shares(2, Threads(5)), [0..1, 1..2]);
        assert_eq!(shares(0, Threads(4)), vec![0..0]);
    }
}
