//! The part each day plays, year by year.

use calendar::{Calendar, Festival, Role};
use chrono::{Datelike, NaiveDate};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn days_play_their_part() {
    let calendar = Calendar::official();
    for (date, zh, en) in [
        // 春节 is counted from 初一.
        ("2026-01-26", "", ""),
        ("2026-01-27", "春节 前21天", "Spring Festival, 21 days before"),
        ("2026-02-16", "除夕", "Lunar New Year's Eve"),
        ("2026-02-17", "春节 初一", "Spring Festival, day 1"),
        ("2026-02-19", "春节 初三", "Spring Festival, day 3"),
        ("2026-03-04", "春节 十六", "Spring Festival, day 16"),
        ("2026-03-05", "", ""),
        // 元旦 is counted from 1 January and goes before the early part of an early Spring Festival (初一 on 2023-01-22).
        ("2022-12-31", "跨年夜", "New Year's Eve"),
        ("2023-01-01", "元旦", "New Year's Day"),
        ("2023-01-02", "元旦 第2天", "New Year's Day, day 2"),
        ("2023-01-03", "春节 前19天", "Spring Festival, 19 days before"),
        // The others are counted from the first day off.
        ("2025-04-03", "清明 前1天", "Qingming, the day before"),
        ("2025-04-04", "清明 第1天", "Qingming, day 1"),
        ("2023-04-28", "五一 前1天", "Labour Day, the day before"),
        ("2023-04-29", "五一 第1天", "Labour Day, day 1"),
        ("2024-05-01", "五一 第1天", "Labour Day, day 1"),
        // 端午 of 2024 joins a weekend that no notice lists.
        ("2024-06-08", "端午 第1天", "Dragon Boat Festival, day 1"),
        ("2024-06-10", "端午 第3天", "Dragon Boat Festival, day 3"),
        // 中秋 by itself, and within 国庆.
        ("2024-09-14", "中秋 前1天", "Mid-Autumn Festival, the day before"),
        ("2024-09-17", "中秋 第3天", "Mid-Autumn Festival, day 3"),
        ("2025-10-06", "国庆 第6天", "National Day, day 6"),
        ("2025-10-08", "国庆 第8天", "National Day, day 8"),
        ("2023-09-29", "国庆 第1天", "National Day, day 1"),
        ("2020-10-01", "国庆 第1天", "National Day, day 1"),
        ("2026-10-02", "国庆 第2天", "National Day, day 2"),
        ("2026-09-28", "国庆 前3天", "National Day, 3 days before"),
        // A weekend before a break is a weekend; a make-up work day before it is a day before it.
        ("2024-09-29", "国庆 前2天", "National Day, 2 days before"),
        ("2024-09-28", "", ""),
        // No holiday then.
        ("2007-04-05", "", ""),
    ] {
        let role = calendar.role(day(date));
        assert_eq!(role.map(Role::zh).unwrap_or_default(), zh, "{date}");
        assert_eq!(role.map(Role::en).unwrap_or_default(), en, "{date}");
    }
}

#[test]
fn a_provisional_year_expects_the_usual_breaks() {
    let calendar = Calendar::official();
    for (date, zh) in
        [("2027-10-01", "国庆 第1天"), ("2027-10-07", "国庆 第7天"), ("2027-05-05", "五一 第5天"), ("2028-10-01", "国庆 第1天")]
    {
        assert_eq!(calendar.role(day(date)).map(Role::zh).as_deref(), Some(zh), "{date}");
    }
    assert_eq!(calendar.role(day("2027-10-08")), None);
    assert_eq!(calendar.role(day("2028-09-30")), None);
}

#[test]
fn every_spring_festival_has_its_whole_part_but_for_the_days_of_new_year() {
    let calendar = Calendar::official();
    for year in 2001..=2098 {
        let first = Festival::Spring.day(year).unwrap();
        assert!((day(&format!("{year}-01-21"))..=day(&format!("{year}-02-20"))).contains(&first));
        for offset in -21..=15 {
            let date = first + chrono::TimeDelta::days(offset.into());
            let role = calendar.role(date).unwrap();
            let spring = role == Role { festival: Festival::Spring, year, offset };
            assert!(spring || role.festival == Festival::NewYear && role.year == year && offset < -17, "{date}");
        }
    }
}

#[test]
fn each_role_belongs_to_one_day_and_each_day_finds_it_again() {
    let calendar = Calendar::official();
    for date in day("2000-01-01").iter_days().take_while(|date| date.year() < 2100) {
        if let Some(role) = calendar.role(date) {
            assert_eq!(calendar.date(role), Some(date));
        }
    }
}

#[test]
fn a_day_tells_all_that_is_known_of_it() {
    let day = Calendar::official().day(day("2026-02-17"));
    assert_eq!(day.listed.as_deref(), Some("春节"));
    assert_eq!(day.lunar.unwrap().text(), "正月初一");
    assert_eq!((day.term, day.occasion, day.provisional), (None, None, false));
    assert_eq!((day.kind.zh(), day.kind.en()), ("法定节假日", "public holiday"));
}
