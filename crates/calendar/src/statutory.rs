//! The public holidays the law itself names, for years whose yearly notice is not known yet.
//!
//! 全国年节及纪念日放假办法 (Regulation on Public Holidays for National Annual Festivals and Memorial Days) as in force from 1999-09-18,
//! 2008-01-01, 2014-01-01 and 2025-01-01. Which weekends are moved is not law: only the notice says it.

use crate::festival::Festival;
use crate::lunar;
use chrono::{Days, NaiveDate};

/// Every day off that the law names in a year, with its festival.
pub(crate) fn days(year: i32) -> Vec<(NaiveDate, Festival)> {
    let mut days = Vec::new();
    for (festival, count) in counts(year) {
        let first = match festival {
            Festival::Spring if eve_is_off(year) => lunar::last_day(year - 1),
            _ => festival.day(year),
        };
        let run = first.into_iter().flat_map(|first| (0..*count).filter_map(move |n| first.checked_add_days(Days::new(n))));
        days.extend(run.map(|day| (day, *festival)));
    }
    days
}

fn counts(year: i32) -> &'static [(Festival, u64)] {
    use Festival::{DragonBoat, Labour, MidAutumn, National, NewYear, Qingming, Spring};
    match year {
        ..=2007 => &[(NewYear, 1), (Spring, 3), (Labour, 3), (National, 3)],
        2008..=2024 => &[(NewYear, 1), (Spring, 3), (Qingming, 1), (Labour, 1), (DragonBoat, 1), (MidAutumn, 1), (National, 3)],
        _ => &[(NewYear, 1), (Spring, 4), (Qingming, 1), (Labour, 2), (DragonBoat, 1), (MidAutumn, 1), (National, 3)],
    }
}

/// Whether the law's days of the Spring Festival begin on the eve (除夕) instead of the first day (初一).
fn eve_is_off(year: i32) -> bool {
    matches!(year, 2008..=2013 | 2025..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_law_of_each_time_names_its_days() {
        for (year, count, spring) in [
            (2007, 10, "2007-02-18"),
            (2008, 11, "2008-02-06"),
            (2014, 11, "2014-01-31"),
            (2024, 11, "2024-02-10"),
            (2027, 13, "2027-02-05"),
        ] {
            let days = days(year);
            assert_eq!(days.len(), count, "{year}");
            let first = days.iter().find(|(_, festival)| *festival == Festival::Spring).map(|(day, _)| *day);
            assert_eq!(first, spring.parse().ok(), "{year}");
        }
    }
}
