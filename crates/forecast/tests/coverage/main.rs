//! That an interval said to hold in eight of ten cases does hold in eight of ten: on made sales always, on real ones where they are at hand.
//!
//! `cargo test --test coverage -- --nocapture` prints the tables.

mod made;
mod real;
mod roles;
mod trial;

use std::collections::HashMap;

use chrono::{Duration, NaiveDate};
use forecast::{History, Peers, Pool, forecast};
use trial::{Plan, Sales, Tally, Trial, alone, ordinary, trials};

const WITHIN: std::ops::RangeInclusive<f64> = 0.75..=0.85;
const TWO_MONTHS: usize = 60;
const HEAD: &str =
    "set                          asked  covered  above   width |  wape    bias | naive  four weeks  last year | days covered";

fn line<'a>(name: &str, trials: impl IntoIterator<Item = &'a Trial>) -> Tally {
    let tally = Tally::of(trials);
    let guess = |at: usize| tally.guessed[at].0 / tally.guessed[at].1;
    println!(
        "{name:28} {:5}   {:.3}   {:.3}   {:.3} | {:.3}  {:+.3} | {:.3}    {:.3}      {:.3}    | {:.3}",
        tally.count,
        tally.coverage(),
        tally.too_low as f64 / tally.count as f64,
        tally.width / tally.sold,
        tally.missed / tally.sold,
        tally.bias / tally.sold,
        guess(0),
        guess(1),
        guess(2),
        tally.days_held as f64 / tally.days as f64,
    );
    tally
}

/// Asks about every series of a set, prints how it went, in parts too, and adds it up.
fn asked(name: &str, set: &[Sales], plan: &Plan) -> Tally {
    let all: Vec<Trial> = set.iter().flat_map(|sales| trials(sales, plan)).collect();
    let tally = line(name, &all);
    for (part, from, to) in [("1-6 days", 1, 6), ("7-13 days", 7, 13), ("14-20 days", 14, 20), ("21-26 days", 21, 26)] {
        line(&format!("    {part}"), all.iter().filter(|trial| (from..=to).contains(&trial.horizon)));
    }
    for (part, from, to) in
        [("sells under 50 %", 0.0, 0.5), ("sells 50-80 %", 0.5, 0.8), ("sells 80-99 %", 0.8, 0.99), ("sells daily", 0.99, 2.0)]
    {
        let part_of: Vec<&Trial> = all.iter().filter(|trial| (from..to).contains(&trial.busy)).collect();
        if !part_of.is_empty() && part_of.len() < all.len() {
            line(&format!("    {part}"), part_of);
        }
    }
    tally
}

/// What a set lends to one of its own, as it was known on the day of the question; each question of a day and a horizon is answered once.
fn lender<'a>(
    set: &'a [Sales],
    known: &'a std::cell::RefCell<HashMap<(NaiveDate, usize), Peers>>,
) -> impl Fn(NaiveDate, usize) -> Peers + 'a {
    move |asked, horizon| {
        let gather = || {
            let histories = set.iter().map(|sales| {
                let end = ((asked - sales.first).num_days().max(0) as usize).min(sales.values.len());
                History::ordinary(sales.values[..end].to_vec(), horizon)
            });
            Peers::gather(&histories.collect::<Vec<_>>(), horizon).expect("the series are well formed")
        };
        known.borrow_mut().entry((asked, horizon)).or_insert_with(gather).clone()
    }
}

#[test]
fn an_interval_of_four_fifths_holds_four_fifths_of_made_months() {
    println!("{HEAD}");
    let (mut count, mut held) = (0u32, 0u32);
    for (name, set) in made::sets(20_240_210) {
        let known = std::cell::RefCell::default();
        let lent = lender(&set, &known);
        let plan = Plan { least: TWO_MONTHS, shown: usize::MAX, weights: &ordinary, peers: &lent };
        let tally = asked(name, &set, &plan);
        // A single kind may be held a little too well: on steady sales the rule for few looks is on the safe side.
        assert!((0.75..=0.88).contains(&tally.coverage()), "{name}: {:.3}", tally.coverage());
        count += tally.count as u32;
        held += tally.held as u32;
    }
    let covered = f64::from(held) / f64::from(count);
    assert!(WITHIN.contains(&covered), "{covered:.3}");
}

#[test]
fn a_day_rings_falsely_as_often_as_it_was_told_to() {
    let (mut days, mut rung) = (0, 0);
    for sales in made::sets(7).into_iter().flat_map(|(_, set)| set) {
        for at in (200..sales.values.len()).step_by(9) {
            let Some(actual) = sales.values[at] else { continue };
            let history = History::ordinary(sales.values[..at].to_vec(), 1);
            let answer = forecast(&history, 1, 0.8, &Peers::default()).expect("there is history enough");
            days += 1;
            rung += usize::from(answer.score(0, actual).expect("the day was asked for").chance <= 0.05);
        }
    }
    let share = rung as f64 / days as f64;
    assert!((0.03..=0.07).contains(&share), "{rung} of {days}");
}

/// How many of the days of many series rang, of how many, when every so many-th day may: each series is asked every ninth day, among
/// the past misses of all.
fn rung(set: &[Sales], chances: [f64; 3]) -> (usize, [usize; 3]) {
    let longest = set.iter().map(|sales| sales.values.len()).max().unwrap_or(0);
    let (mut days, mut rung) = (0, [0; 3]);
    for at in (200..longest).step_by(9) {
        let ask = |sales: &Sales| {
            let actual = sales.values.get(at).copied().flatten()?;
            let found = forecast(&History::ordinary(sales.values[..at].to_vec(), 1), 1, 0.8, &Peers::default()).ok()?;
            Some((found, actual))
        };
        let asked: Vec<_> = set.iter().filter_map(ask).collect();
        let pool = Pool::of(asked.iter().map(|(found, _)| found));
        for (found, actual) in &asked {
            let chance = pool.score(found, 0, *actual).expect("the day was asked for").chance;
            days += 1;
            rung.iter_mut().zip(chances).for_each(|(rung, allowed)| *rung += usize::from(chance <= allowed));
        }
    }
    (days, rung)
}

#[test]
fn many_watched_together_ring_falsely_as_often_as_they_were_told_to() {
    let chances = [0.002, 0.005, 0.02];
    let made: Vec<Sales> = made::sets(11).into_iter().flat_map(|(_, set)| set).collect();
    let real = real::folder().map(|folder| real::complete_journey(&folder)).unwrap_or_default();
    for (name, set) in std::iter::once(("made", &made)).chain(real.iter().map(|(name, set)| (*name, set)).filter(|(_, set)| set.len() > 1))
    {
        let (days, rung) = rung(set, chances);
        let shares = rung.map(|rung| rung as f64 / days as f64);
        println!("{name}: {days} days, rang {shares:.4?} where {chances:?} was allowed");
        assert!(shares[1] <= 0.01 && (0.01..=0.03).contains(&shares[2]), "{name}: {shares:?}");
    }
}

#[test]
fn real_shops_and_departments_stay_within_their_intervals() {
    let Some(folder) = real::folder() else { return };
    println!("{HEAD}");
    let sets = real::complete_journey(&folder);
    for (name, set) in &sets {
        let known = std::cell::RefCell::default();
        let lent = lender(set, &known);
        let one = set.len() == 1;
        let plan = Plan { least: TWO_MONTHS, shown: usize::MAX, weights: &ordinary, peers: if one { &alone } else { &lent } };
        let tally = asked(name, set, &plan);
        assert!(WITHIN.contains(&tally.coverage()), "{name}: {:.3}", tally.coverage());
    }
}

#[test]
fn a_real_chinese_market_stays_within_its_intervals() {
    let Some(folder) = real::folder() else { return };
    println!("{HEAD}");
    let festivals = roles::Roles::read(&folder);
    for (name, set) in real::vegetables(&folder) {
        let plan = Plan { least: TWO_MONTHS, shown: usize::MAX, weights: &ordinary, peers: &alone };
        let without = asked(name, &set, &plan);
        assert!(WITHIN.contains(&without.coverage()), "{name}: {:.3}", without.coverage());

        let learnt = festivals.learner(&set);
        let plan = Plan { weights: &learnt, ..plan };
        let all: Vec<Trial> = set.iter().flat_map(|sales| trials(sales, &plan)).collect();
        let with = line(&format!("{name}, festivals"), &all);
        assert!(with.missed < without.missed, "{name}: weights of festivals must help");
    }
}

#[test]
fn the_young_stay_near_their_intervals_with_the_help_of_peers() {
    println!("{HEAD}");
    for (name, set) in made::sets(42) {
        let known = std::cell::RefCell::default();
        let lent = lender(&set, &known);
        let plan = Plan { least: 30, shown: 45, weights: &ordinary, peers: &lent };
        let tally = asked(&format!("{name}, 45 days shown"), &set, &plan);
        assert!((0.72..=0.9).contains(&tally.coverage()), "{name}: {:.3}", tally.coverage());
    }
}

fn day(first: NaiveDate, at: usize) -> NaiveDate {
    first + Duration::days(at as i64)
}
