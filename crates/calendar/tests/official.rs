//! The list of official days against a second source, against the law, and with rows of a customer's own.

use calendar::{Calendar, DayKind, Festival, SpecialDay, SpecialKind};
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeMap;
use std::path::PathBuf;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn row(date: &str, kind: SpecialKind, name: &str) -> SpecialDay {
    SpecialDay { date: day(date), kind, name: name.to_owned() }
}

#[test]
fn every_day_of_2004_to_2026_is_as_the_second_source_has_it() {
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let path = std::env::var_os("SHUZHI_SHARED").map_or(beside, PathBuf::from).join("data/cn_calendar/cn_holidays_2004_2026.csv");
    let Ok(list) = std::fs::read_to_string(&path) else {
        println!("skipped: there is no second list at {}", path.display());
        return;
    };
    let rows: BTreeMap<NaiveDate, (&str, &str)> = list
        .lines()
        .skip(1)
        .map(|line| {
            let cells: Vec<_> = line.split(',').collect();
            (day(cells[0]), (cells[1], cells[2]))
        })
        .collect();
    assert_eq!(rows.len(), 771);
    let calendar = Calendar::official();
    for date in day("2004-01-01").iter_days().take_while(|date| date.year() <= 2026) {
        let kind = calendar.kind(date);
        let weekend = date.weekday().number_from_monday() > 5;
        match rows.get(&date) {
            Some(("off", name)) => assert_eq!(kind, DayKind::Holiday(festival(name)), "{date}"),
            Some(_) => assert_eq!(kind, DayKind::MakeUp, "{date}"),
            // The notices name them; the second source forgot them, and two others have them.
            None if date == day("2005-12-31") => assert_eq!(kind, DayKind::MakeUp),
            None if [day("2011-06-05"), day("2012-06-23")].contains(&date) => {
                assert_eq!(kind, DayKind::Holiday(Some(Festival::DragonBoat)));
            }
            None => assert_eq!(kind, if weekend { DayKind::Weekend } else { DayKind::Workday }, "{date}"),
        }
    }
}

fn festival(name: &str) -> Option<Festival> {
    match name {
        "New Year's Day" => Some(Festival::NewYear),
        "Spring Festival" => Some(Festival::Spring),
        "Tomb-sweeping Day" => Some(Festival::Qingming),
        "Labour Day" => Some(Festival::Labour),
        "Dragon Boat Festival" => Some(Festival::DragonBoat),
        "Mid-autumn Festival" => Some(Festival::MidAutumn),
        "National Day" => Some(Festival::National),
        _ => None,
    }
}

#[test]
fn the_breaks_have_the_announced_lengths() {
    let calendar = Calendar::official();
    for (from, to, days) in [("2024-02-10", "2024-02-17", 8), ("2025-01-28", "2025-02-04", 8), ("2026-02-15", "2026-02-23", 9)] {
        let off = |date: &NaiveDate| calendar.kind(*date) == DayKind::Holiday(Some(Festival::Spring));
        let year = day(from).year();
        let all: Vec<_> = day(from).with_day(1).unwrap().iter_days().take_while(|date| date.year() == year).filter(off).collect();
        assert_eq!((all[0], all[all.len() - 1], all.len()), (day(from), day(to), days));
    }
}

/// Each statutory day of a known year is on the official list, so the law, the moon and the sun agree with the notices.
#[test]
fn years_of_the_list_are_known_and_others_provisional() {
    let calendar = Calendar::official();
    for year in 1995..=2105 {
        assert_eq!(calendar.provisional(year), !(2004..=2026).contains(&year), "{year}");
    }
}

#[test]
fn a_year_without_a_notice_has_the_days_of_the_law_and_no_make_up_days() {
    let calendar = Calendar::official();
    let off: Vec<_> = day("2027-01-01")
        .iter_days()
        .take_while(|date| date.year() == 2027)
        .filter(|date| matches!(calendar.kind(*date), DayKind::Holiday(_)))
        .map(|date| date.format("%m-%d").to_string())
        .collect();
    let law = ["01-01", "02-05", "02-06", "02-07", "02-08", "04-05", "05-01", "05-02", "06-09", "09-15", "10-01", "10-02", "10-03"];
    assert_eq!(off, law);
    assert!(day("2027-01-01").iter_days().take(365).all(|date| calendar.kind(date) != DayKind::MakeUp));
    assert!(calendar.day(day("2027-02-05")).provisional);
    // The law before 2025 gave the eve no day off, and before 2008 清明 none.
    assert_eq!(calendar.kind(day("2003-04-05")), DayKind::Weekend);
}

#[test]
fn rows_of_a_customer_go_before_the_list() {
    let calendar = Calendar::official().with([
        row("2026-10-10", SpecialKind::Off, "店庆"),
        row("2026-10-07", SpecialKind::Work, "盘点"),
        row("2026-10-17", SpecialKind::Work, "盘点"),
        row("2026-09-30", SpecialKind::Off, "店休"),
    ]);
    assert_eq!(calendar.kind(day("2026-10-10")), DayKind::Holiday(None));
    assert_eq!(calendar.day(day("2026-10-10")).listed.as_deref(), Some("店庆"));
    assert_eq!(calendar.kind(day("2026-10-07")), DayKind::Workday);
    assert_eq!(calendar.kind(day("2026-10-17")), DayKind::MakeUp);
    assert_eq!(calendar.role(day("2026-10-06")).map(|role| role.zh()).as_deref(), Some("国庆 第6天"));
    assert_eq!(calendar.role(day("2026-10-07")), None);
}

#[test]
fn a_year_is_known_once_its_whole_notice_is_given() {
    let few = Calendar::official().with([row("2027-03-08", SpecialKind::Off, "店休")]);
    assert!(few.provisional(2027));
    let breaks = [
        ("元旦", "2027-01-01", 3),
        ("春节", "2027-02-05", 8),
        ("清明节", "2027-04-03", 3),
        ("劳动节", "2027-05-01", 5),
        ("端午节", "2027-06-09", 1),
        ("中秋节", "2027-09-15", 1),
    ];
    let rows = |breaks: &[(&str, &str, usize)]| -> Vec<SpecialDay> {
        breaks
            .iter()
            .flat_map(|(name, from, days)| {
                day(from).iter_days().take(*days).map(|date| SpecialDay { date, kind: SpecialKind::Off, name: (*name).to_owned() })
            })
            .collect()
    };
    let most = few.with(rows(&breaks));
    assert!(most.provisional(2027));
    let all = most.with(rows(&[("国庆节", "2027-10-01", 7)])).with([row("2027-01-30", SpecialKind::Work, "春节")]);
    assert!(!all.provisional(2027));
    assert_eq!(all.kind(day("2027-01-30")), DayKind::MakeUp);
    assert_eq!(all.kind(day("2027-10-07")), DayKind::Holiday(Some(Festival::National)));
}
