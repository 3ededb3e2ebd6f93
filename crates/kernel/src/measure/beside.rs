//! Figures of last year whose days were chosen by the calendar: each day of the period beside the day that was its like.
//!
//! A day that was closed on either side is left out on both, so that a holiday of the shop is no fall in sales.

use super::compare::{ByDay, Compare, spans};
use super::period::Period;
use super::shift::{Shift, Span};
use super::source::{AtomQuery, AtomRow, Atoms, Figures, OverDays};
use crate::calendar::{Aligned, PeriodError, Way};
use crate::desk::Desk;
use crate::refusal::{Outcome, Refusal};
use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Figures of days laid beside days.
pub struct Beside {
    /// The first and the last of the counterparts.
    pub period: Period,
    pub by_day: ByDay,
    /// Of the counterparts, with the keys of the days they stand beside.
    pub with: Atoms,
    /// Of the days that have a counterpart, where these are not all days with facts.
    pub compared: Option<Atoms>,
}

/// Asks a source for the figures of last year that stand beside those of a period; `until` is the last day with facts.
pub async fn beside(
    desk: &Desk,
    source: &dyn Figures,
    ask: &AtomQuery<'_>,
    period: Period,
    until: Option<NaiveDate>,
    way: Way,
) -> Outcome<Beside> {
    let calendar = desk.calendar().await?;
    let mut aligned = calendar.align(period.from, period.to, way).map_err(refused)?;
    if way != Way::MergedJanFeb {
        aligned = aligned.until(period.until(until).to);
    } else if aligned.pairs.last().map(|pair| pair.day) > until {
        let (zh, en) = ("2 月结束后才能合并 1—2 月比较", "January and February can be merged once February is over");
        return Err(Refusal::malformed(zh, en).into());
    }
    let bounds = bounds(&aligned, period);
    let open = open_days(desk, source, ask, &mut aligned).await?;
    let closed = |day| !open.contains(&day);
    let mut pairs = aligned.like_for_like(closed);
    let (mut days, mut with): (BTreeSet<NaiveDate>, BTreeSet<NaiveDate>) = pairs.iter().copied().unzip();
    if way == Way::MergedJanFeb {
        let sides = aligned.each_side(closed);
        pairs.clear();
        (days, with) = (sides.0.into_iter().collect(), sides.1.into_iter().collect());
    }
    let years: BTreeSet<i32> = aligned.pairs.iter().flat_map(|pair| [Some(pair.day), pair.with]).flatten().map(|day| day.year()).collect();
    let provisional = years.into_iter().any(|year| calendar.provisional(year));
    let by_day = ByDay::of(&days, &with, aligned.coverage(closed), provisional);
    let asked = aligned.pairs.iter().map(|pair| pair.day).filter(|day| !closed(*day) && *day >= period.from && *day <= period.to);
    let mut compared = match asked.collect::<BTreeSet<_>>() == days {
        true => None,
        false => Some(source.atoms(desk, &AtomQuery { days: &by_day.days, ..ask.clone() }).await?),
    };
    let mut with = Pairs { source, ask, pairs }.atoms(desk, &with).await?;
    if way == Way::MergedJanFeb {
        // Both months are held against both; row by row a date stands beside its date, within the days that were asked for.
        let before = period.compared(Compare::LastYear, period).unwrap_or(bounds);
        let shift = Shift::onto(period, before, Compare::LastYear);
        with.rows.retain_mut(|row| shift.lay(ask.by, &mut row.keys));
        if let Some(compared) = &mut compared {
            compared.rows.retain_mut(|row| Shift::within(period).lay(ask.by, &mut row.keys));
        }
    }
    Ok(Beside { period: bounds, by_day, with, compared })
}

fn refused(error: PeriodError) -> Refusal {
    let (zh, en) = match error {
        PeriodError::NotJanuaryFebruary => {
            ("只有 1 月和 2 月之内的期间可以合并比较", "Only periods within January and February can be merged")
        }
        PeriodError::TooLong => ("按日对齐的期间不能超过十年", "A period that is compared day by day may be at most ten years"),
        PeriodError::OutOfReach => ("按日对齐只支持 2000 到 2099 年", "Days can be compared for the years 2000 to 2099"),
        PeriodError::Backwards => ("结束日期早于开始日期", "The last day is before the first"),
    };
    Refusal::malformed(zh, en)
}

/// The first and the last counterpart; where no day has one, the same dates of the year before.
fn bounds(aligned: &Aligned, period: Period) -> Period {
    let counterparts = || aligned.pairs.iter().filter_map(|pair| pair.with);
    let found = counterparts().min().zip(counterparts().max()).map(|(from, to)| Period { from, to });
    found.or_else(|| period.compared(Compare::LastYear, period)).unwrap_or(period)
}

/// The days of either side on which there is any fact of what is asked for. Days before the first of them all have no like:
/// a house that did not keep its figures yet was not closed.
async fn open_days(desk: &Desk, source: &dyn Figures, ask: &AtomQuery<'_>, aligned: &mut Aligned) -> Outcome<BTreeSet<NaiveDate>> {
    let all = aligned.pairs.iter().flat_map(|pair| [Some(pair.day), pair.with]).flatten().chain(aligned.spare.iter().copied());
    let days: BTreeSet<NaiveDate> = all.collect();
    let by = ["day".to_owned()];
    let answer = source.atoms(desk, &AtomQuery { days: &spans(&days), by: &by, ..ask.clone() }).await?;
    let day = |row: &AtomRow| row.keys.first()?.as_deref()?.parse().ok();
    let open: BTreeSet<NaiveDate> = answer.rows.iter().filter(|row| !row.atoms.is_empty()).filter_map(day).collect();
    let Some(first) = days.first().copied() else { return Ok(open) };
    let begun = open.first().copied().unwrap_or(NaiveDate::MAX);
    if first < begun {
        let before = [Period { from: NaiveDate::default(), to: first }];
        let earlier = source.atoms(desk, &AtomQuery { days: &before, by: &[], ..ask.clone() }).await?;
        if earlier.total.atoms.values().all(Decimal::is_zero) {
            aligned.pairs.iter_mut().filter(|pair| pair.with.is_some_and(|with| with < begun)).for_each(|pair| pair.with = None);
            aligned.spare.retain(|day| *day >= begun);
        }
    }
    Ok(open)
}

/// The sums of some days; a day that is named twice counts twice.
pub async fn atoms_of(desk: &Desk, source: &dyn Figures, ask: &AtomQuery<'_>, days: &[NaiveDate]) -> Outcome<Atoms> {
    let mut uses = BTreeMap::<NaiveDate, usize>::new();
    days.iter().for_each(|day| *uses.entry(*day).or_default() += 1);
    let used = |times: usize| spans(&uses.iter().filter(|(_, used)| **used >= times).map(|(day, _)| *day).collect());
    let mut atoms = source.atoms(desk, &AtomQuery { days: &used(1), ..ask.clone() }).await?;
    let most = uses.values().copied().max().unwrap_or(0);
    if most > 1 {
        atoms.rows.iter_mut().chain([&mut atoms.total]).for_each(|row| forget(source, row));
    }
    for times in 2..=most {
        let mut more = source.atoms(desk, &AtomQuery { days: &used(times), ..ask.clone() }).await?;
        more.rows.iter_mut().chain([&mut more.total]).for_each(|row| forget(source, row));
        add(source, &mut atoms.total, more.total);
        let mut at: HashMap<Vec<Option<String>>, usize> = atoms.rows.iter().enumerate().map(|(at, row)| (row.keys.clone(), at)).collect();
        for row in more.rows {
            match at.get(&row.keys) {
                Some(at) => add(source, &mut atoms.rows[*at], row),
                None => {
                    at.insert(row.keys.clone(), atoms.rows.len());
                    atoms.rows.push(row);
                }
            }
        }
    }
    Ok(atoms)
}

/// Takes out what several days do not tell.
fn forget(source: &dyn Figures, row: &mut AtomRow) {
    row.atoms.retain(|name, _| source.over_days(name) != OverDays::Unknown);
}

/// Adds the figures of a further day.
fn add(source: &dyn Figures, row: &mut AtomRow, more: AtomRow) {
    for (name, value) in more.atoms {
        let known = row.atoms.get(name).copied();
        match (source.over_days(name), known) {
            (_, None) => row.atoms.insert(name, value),
            (OverDays::Sum, Some(known)) => row.atoms.insert(name, known + value),
            (OverDays::Largest | OverDays::Unknown, Some(known)) => row.atoms.insert(name, known.max(value)),
        };
    }
}

/// The counterparts of days and whose they are. One day may stand beside several and then counts as often.
struct Pairs<'a> {
    source: &'a dyn Figures,
    ask: &'a AtomQuery<'a>,
    /// None where the sides are compared as wholes.
    pairs: Vec<(NaiveDate, NaiveDate)>,
}

impl Pairs<'_> {
    async fn atoms(&self, desk: &Desk, with: &BTreeSet<NaiveDate>) -> Outcome<Atoms> {
        let used: Vec<NaiveDate> = match self.pairs.is_empty() {
            true => with.iter().copied().collect(),
            false => self.pairs.iter().map(|(_, with)| *with).collect(),
        };
        let mut atoms = atoms_of(desk, self.source, self.ask, &used).await?;
        let moved = self.ask.by.iter().any(|dim| Span::named(dim).is_some() || dim == "weekday");
        if moved && !self.pairs.is_empty() {
            atoms.rows = self.rows_by_day(desk, &spans(with)).await?;
        }
        Ok(atoms)
    }

    /// Rows by time are asked for day by day, and each day's go where the day it stands beside goes.
    async fn rows_by_day(&self, desk: &Desk, with: &[Period]) -> Outcome<Vec<AtomRow>> {
        let time = |dim: &String| Span::named(dim).is_some() || dim == "weekday";
        let mut by: Vec<String> = self.ask.by.iter().filter(|dim| !time(dim)).cloned().collect();
        by.push("day".to_owned());
        let answer = self.source.atoms(desk, &AtomQuery { days: with, by: &by, ..self.ask.clone() }).await?;
        let mut beside = HashMap::<NaiveDate, Vec<NaiveDate>>::new();
        self.pairs.iter().for_each(|(day, with)| beside.entry(*with).or_default().push(*day));
        let single = self.ask.by.iter().any(|dim| dim == "day");
        let (mut order, mut rows) = (Vec::new(), HashMap::<Vec<Option<String>>, AtomRow>::new());
        for mut row in answer.rows {
            if !single {
                forget(self.source, &mut row);
            }
            let Some(day) = row.keys.pop().flatten().and_then(|day| day.parse::<NaiveDate>().ok()) else { continue };
            for asked in beside.get(&day).into_iter().flatten() {
                let mut own = row.keys.iter();
                let key = |dim: &String| if time(dim) { Some(key_of(dim, *asked)) } else { own.next().cloned().flatten() };
                let keys: Vec<Option<String>> = self.ask.by.iter().map(key).collect();
                let known = rows.entry(keys.clone()).or_insert_with(|| {
                    order.push(keys.clone());
                    AtomRow { keys, ..AtomRow::default() }
                });
                add(self.source, known, row.clone());
            }
        }
        Ok(order.into_iter().filter_map(|keys| rows.remove(&keys)).collect())
    }
}

/// The key under which a day stands in a dimension of time.
fn key_of(dim: &str, day: NaiveDate) -> String {
    match Span::named(dim) {
        Some(span) => span.key(day),
        None => day.weekday().number_from_monday().to_string(),
    }
}
