//! Which day stands beside which.

use calendar::{Aligned, Calendar, Coverage, DAYS_MAX, Match, Pair, PeriodError, Way};
use chrono::{Datelike, NaiveDate, TimeDelta};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::sync::LazyLock;

static CALENDAR: LazyLock<Calendar> = LazyLock::new(Calendar::official);

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn align(from: &str, to: &str, way: Way) -> Aligned {
    CALENDAR.align(day(from), day(to), way).unwrap()
}

fn ends(days: &[NaiveDate]) -> String {
    match days {
        [] => String::new(),
        [one] => one.to_string(),
        [first, .., last] => format!("{first}..{last}"),
    }
}

#[test]
fn periods_stand_beside_like_periods() {
    use Way::{LastYear, LastYearByWeekday, MergedJanFeb, Previous};
    for (from, to, way, with, spare) in [
        ("2026-10-01", "2026-10-31", Previous, "2026-09-01..2026-09-30", ""),
        ("2026-02-01", "2026-02-28", Previous, "2026-01-01..2026-01-28", "2026-01-29..2026-01-31"),
        ("2026-07-01", "2026-09-30", Previous, "2026-04-01..2026-06-30", ""),
        ("2026-11-16", "2026-11-22", Previous, "2026-11-09..2026-11-15", ""),
        ("2026-10-01", "2026-10-31", LastYear, "2025-10-01..2025-10-31", ""),
        ("2025-02-01", "2025-02-28", LastYear, "2024-02-01..2024-02-28", "2024-02-29"),
        ("2024-02-01", "2024-02-29", LastYear, "2023-02-01..2023-02-28", ""),
        ("2026-11-16", "2026-11-22", LastYearByWeekday, "2025-11-17..2025-11-23", ""),
        ("2026-02-10", "2026-02-11", MergedJanFeb, "2025-01-01..2025-02-28", ""),
        ("2025-01-31", "2025-01-31", MergedJanFeb, "2024-01-01..2024-02-28", "2024-02-29"),
    ] {
        let aligned = align(from, to, way);
        let used: Vec<_> = aligned.pairs.iter().filter_map(|pair| pair.with).collect();
        assert_eq!((ends(&used).as_str(), ends(&aligned.spare).as_str()), (with, spare), "{from} {to} {way:?}");
    }
    let october = align("2026-10-01", "2026-10-31", Previous);
    assert_eq!(october.pairs[30], Pair { day: day("2026-10-31"), with: None, why: Match::NoSuchDate });
}

#[test]
fn days_stand_beside_the_days_of_their_part() {
    for (date, with, why) in [
        // 除夕 beside 除夕, 初一 beside 初一, whatever the weekday and the length of the break (9 days in 2026, 8 in 2025).
        ("2026-02-15", "2025-01-27", Match::Role),
        ("2026-02-16", "2025-01-28", Match::Role),
        ("2026-02-17", "2025-01-29", Match::Role),
        ("2023-01-21", "2022-01-31", Match::Role),
        // 初一 on 2023-01-22: the part before it reaches to 1 January, where 元旦 has the first days.
        ("2023-01-03", "2022-01-13", Match::Role),
        ("2023-01-01", "2022-01-01", Match::Role),
        ("2022-12-31", "2021-12-31", Match::Role),
        ("2024-01-22", "2023-01-03", Match::Role),
        // Hidden by 元旦 last year: as a plain Sunday.
        ("2024-01-21", "2023-02-12", Match::Shared),
        // 国庆 by the day of the break; the eighth day of 2025 had no like, the first of 2026 has.
        ("2024-10-01", "2023-09-29", Match::Role),
        ("2025-10-07", "2024-10-07", Match::Role),
        ("2025-10-08", "", Match::NoSuchRole),
        ("2026-10-01", "2025-10-01", Match::Role),
        ("2026-10-08", "2025-10-09", Match::Week),
        // 中秋 lay within 国庆 in 2025.
        ("2026-09-25", "", Match::NoSuchRole),
        ("2022-09-10", "2021-09-19", Match::Role),
        ("2024-05-01", "2023-04-29", Match::Role),
        ("2025-05-31", "2024-06-08", Match::Role),
        // One day off in 2025, three in 2026.
        ("2026-01-01", "2025-01-01", Match::Role),
        ("2026-01-02", "", Match::NoSuchRole),
        // Plain days by week; the same week last year belonged to the Spring Festival.
        ("2026-07-15", "2025-07-16", Match::Week),
        ("2026-03-05", "2025-03-06", Match::Week),
        ("2023-02-07", "2022-02-22", Match::Shared),
        ("2023-02-14", "2022-02-22", Match::Shared),
        ("2023-02-16", "2022-02-17", Match::Week),
        // Make-up work days with work days.
        ("2026-01-04", "2025-01-03", Match::Near),
        ("2024-02-18", "2023-01-30", Match::Role),
        ("2026-09-20", "2025-09-26", Match::Near),
        // 2026 has 53 weeks and 2025 has 52.
        ("2026-12-28", "2026-01-12", Match::Near),
        ("2027-01-04", "2025-12-29", Match::Week),
        // A day off of its own with any day off.
        ("2015-09-03", "2014-08-31", Match::Shared),
    ] {
        let pair = align(date, date, Way::LastYearByRole).pairs[0];
        assert_eq!((pair.with, pair.why), (with.parse().ok(), why), "{date}");
    }
}

#[test]
fn a_period_under_way_is_laid_whole_and_cut() {
    for (from, to, last, way, with, spare) in [
        ("2026-11-01", "2026-11-30", "2026-11-22", Way::Previous, "2026-10-01..2026-10-22", ""),
        ("2026-02-01", "2026-02-28", "2026-02-10", Way::Previous, "2026-01-01..2026-01-10", ""),
        ("2025-01-01", "2025-12-31", "2025-06-30", Way::LastYear, "2024-01-01..2024-06-30", "2024-02-29"),
        ("2026-11-01", "2026-11-30", "2026-12-05", Way::LastYear, "2025-11-01..2025-11-30", ""),
    ] {
        let aligned = align(from, to, way).until(day(last));
        let used: Vec<_> = aligned.pairs.iter().filter_map(|pair| pair.with).collect();
        assert_eq!((ends(&used).as_str(), ends(&aligned.spare).as_str()), (with, spare), "{from} {last} {way:?}");
    }
}

#[test]
fn what_cannot_be_compared_is_refused() {
    let refused = |from: &str, to: &str, way| CALENDAR.align(day(from), day(to), way).unwrap_err();
    assert_eq!(refused("2026-02-02", "2026-02-01", Way::Previous), PeriodError::Backwards);
    assert_eq!(refused("2026-02-02", "2026-03-01", Way::MergedJanFeb), PeriodError::NotJanuaryFebruary);
    assert_eq!(refused("2025-12-31", "2026-02-01", Way::MergedJanFeb), PeriodError::NotJanuaryFebruary);
    assert_eq!(refused("2000-01-01", "2026-03-01", Way::LastYearByRole), PeriodError::TooLong);
    for far in ["1999-12-31", "2100-01-01"] {
        assert_eq!(refused(far, far, Way::Previous), PeriodError::OutOfReach);
    }
    assert_eq!(align("2000-01-01", "2000-01-01", Way::LastYearByRole).pairs[0].why, Match::NoSuchRole);
}

#[test]
fn closed_days_count_nowhere_and_take_their_counterparts_with_them() {
    let aligned = align("2025-10-06", "2025-10-10", Way::LastYearByRole);
    let closed = |date| date == day("2025-10-07") || date == day("2024-10-06");
    assert_eq!(aligned.coverage(closed), Coverage { matched: 2, closed: 2, unmatched: 1, stand_in: 0 });
    let open = aligned.like_for_like(closed);
    assert_eq!(open, [(day("2025-10-09"), day("2024-10-10")), (day("2025-10-10"), day("2024-10-11"))]);
    let (days, with) = aligned.each_side(closed);
    assert_eq!((days.len(), with.len()), (4, 3));
}

fn any_period() -> impl Strategy<Value = (NaiveDate, NaiveDate)> {
    (0_i64..11_000, 0_i64..800).prop_map(|(start, length)| {
        let from = day("2005-01-01") + TimeDelta::days(start);
        (from, from + TimeDelta::days(length))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_day_of_a_period_stands_once_and_in_order((from, to) in any_period()) {
        for way in [Way::Previous, Way::LastYear, Way::LastYearByWeekday, Way::LastYearByRole] {
            let days: Vec<_> = CALENDAR.align(from, to, way).unwrap().pairs.iter().map(|pair| pair.day).collect();
            let whole: Vec<_> = from.iter_days().take_while(|date| *date <= to).collect();
            prop_assert_eq!(days, whole);
        }
    }

    #[test]
    fn no_day_of_comparison_serves_twice_unless_it_is_said((from, to) in any_period()) {
        for way in [Way::Previous, Way::LastYear, Way::LastYearByWeekday, Way::LastYearByRole] {
            let aligned = CALENDAR.align(from, to, way).unwrap();
            let mut owners = BTreeMap::<NaiveDate, usize>::new();
            for pair in &aligned.pairs {
                prop_assert_eq!(pair.with.is_none(), matches!(pair.why, Match::NoSuchDate | Match::NoSuchRole | Match::NoLikeDay));
                if let Some(with) = pair.with.filter(|_| pair.why != Match::Shared) {
                    *owners.entry(with).or_default() += 1;
                }
            }
            prop_assert!(owners.values().all(|count| *count == 1));
        }
    }

    #[test]
    fn fifty_two_weeks_keep_the_weekday((from, to) in any_period()) {
        for pair in CALENDAR.align(from, to, Way::LastYearByWeekday).unwrap().pairs {
            let with = pair.with.unwrap();
            prop_assert_eq!((with.weekday(), (pair.day - with).num_days()), (pair.day.weekday(), 364));
        }
    }

    #[test]
    fn days_are_compared_with_days_of_their_kind((from, to) in any_period()) {
        for pair in CALENDAR.align(from, to, Way::LastYearByRole).unwrap().pairs {
            let Some(with) = pair.with else { continue };
            let (role, other) = (CALENDAR.role(pair.day), CALENDAR.role(with));
            let (works, also) = (CALENDAR.kind(pair.day).works(), CALENDAR.kind(with).works());
            match pair.why {
                Match::Role => prop_assert!(role.unwrap().same(other.unwrap()), "{}", pair.day),
                Match::Week => prop_assert_eq!((None, works, pair.day.weekday()), (other, also, with.weekday())),
                _ => prop_assert_eq!((None, works), (other, also), "{}", pair.day),
            }
        }
    }

    #[test]
    fn a_day_is_compared_with_the_same_day_whatever_period_is_asked((from, to) in any_period()) {
        let whole = CALENDAR.align(from, to, Way::LastYearByRole).unwrap().pairs;
        let middle = from + (to - from) / 2;
        let mut parts = CALENDAR.align(from, middle, Way::LastYearByRole).unwrap().pairs;
        if middle < to {
            parts.extend(CALENDAR.align(middle.succ_opt().unwrap(), to, Way::LastYearByRole).unwrap().pairs);
        }
        prop_assert_eq!(whole, parts);
    }

    #[test]
    fn all_days_of_the_other_period_are_there_for_its_total((from, to) in any_period()) {
        let aligned = CALENDAR.align(from, to, Way::LastYear).unwrap();
        let mut other: Vec<_> = aligned.pairs.iter().filter_map(|pair| pair.with).chain(aligned.spare.iter().copied()).collect();
        other.sort_unstable();
        prop_assert!(other.windows(2).all(|two| two[0].succ_opt() == Some(two[1])));
    }

    #[test]
    fn the_three_parts_of_coverage_add_up((from, to) in any_period(), modulus in 2_i32..40) {
        let aligned = CALENDAR.align(from, to, Way::LastYearByRole).unwrap();
        let closed = |date: NaiveDate| date.num_days_from_ce() % modulus == 0;
        let coverage = aligned.coverage(closed);
        prop_assert_eq!(coverage.matched + coverage.closed + coverage.unmatched, aligned.pairs.len());
        prop_assert_eq!(coverage.matched, aligned.like_for_like(closed).len());
    }
}

#[test]
fn the_longest_period_is_laid() {
    let from = day("2015-01-01");
    let pairs = CALENDAR.align(from, from + TimeDelta::days(DAYS_MAX - 1), Way::LastYearByRole).unwrap().pairs;
    assert_eq!(pairs.len(), usize::try_from(DAYS_MAX).unwrap());
}
