//! The ways days are written, and what becomes of them.

use super::*;
use proptest::prelude::*;

fn read(text: &str) -> Result<String, Unreadable> {
    let moment = Days::default().moment(Value::Text(text))?;
    Ok(match moment {
        None => String::new(),
        Some((day, None)) => day.to_string(),
        Some((day, Some(time))) => format!("{day} {time}"),
    })
}

#[test]
fn days_are_read_as_written() {
    let cases = [
        ("2023-01-05", "2023-01-05"),
        ("2023/1/5", "2023-01-05"),
        ("2023.1.5", "2023-01-05"),
        ("20230105", "2023-01-05"),
        ("2023年1月5日", "2023-01-05"),
        ("2023年01月05日 星期四", "2023-01-05"),
        ("2023年1月5号", "2023-01-05"),
        ("２０２３－０１－０５", "2023-01-05"),
        (" 2023-01-05 ", "2023-01-05"),
        ("2023-01-05 09:30:15", "2023-01-05 09:30:15"),
        ("2023-01-05T09:30:15Z", "2023-01-05 09:30:15"),
        ("2023/1/5 9:30", "2023-01-05 09:30:00"),
        ("2023年1月5日9时30分", "2023-01-05 09:30:00"),
        ("2023-01-05(周四)", "2023-01-05"),
        ("20230105093015", "2023-01-05 09:30:15"),
        ("44931", "2023-01-05"),
        ("44931.5", "2023-01-05 12:00:00"),
        ("25/01/2023", "2023-01-25"),
        ("01/25/2023", "2023-01-25"),
        ("05/05/2023", "2023-05-05"),
        ("5-Jan-2023", "2023-01-05"),
        ("", ""),
        ("   ", ""),
    ];
    for (text, expected) in cases {
        assert_eq!(read(text).as_deref(), Ok(expected), "{text:?}");
    }
}

#[test]
fn what_is_no_day_is_refused_with_the_reason() {
    let cases = [
        ("2023-02-30", Unreadable::NotADay),
        ("20231301", Unreadable::NotADay),
        ("05/01/2023", Unreadable::AmbiguousDay),
        ("23-01-05", Unreadable::AmbiguousDay),
        ("1月5日", Unreadable::NoYear),
        ("2023-01", Unreadable::NoDayOfMonth),
        ("2023年1月", Unreadable::NoDayOfMonth),
        ("1899-01-05", Unreadable::FarDay),
        ("2123-01-05", Unreadable::FarDay),
        ("abc", Unreadable::NotADay),
        ("合计", Unreadable::NotADay),
        ("12", Unreadable::NotADay),
        ("2023-01-05 25:00", Unreadable::NotATime),
        ("12.5.3.2", Unreadable::NotADay),
    ];
    for (text, expected) in cases {
        assert_eq!(read(text), Err(expected), "{text:?}");
    }
}

#[test]
fn numbers_are_serials_or_compact_days() {
    let days = Days::default();
    let day = |number: &str| days.day(Value::Number(number.parse().unwrap())).map(|day| day.unwrap().to_string());
    assert_eq!(day("44931").as_deref(), Ok("2023-01-05"));
    assert_eq!(day("20230105").as_deref(), Ok("2023-01-05"));
    assert_eq!(day("3.5"), Err(Unreadable::NotADay));
    let old = Days { from_1904: true, ..Days::default() };
    let day = old.day(Value::Number(43_469.into())).unwrap().unwrap();
    assert_eq!(day.to_string(), "2023-01-05");
}

#[test]
fn a_format_settles_what_the_text_leaves_open() {
    let british = Days { format: Some("%d/%m/%Y".into()), from_1904: false };
    let moment = british.moment(Value::Text("05/01/2023 10:20")).unwrap().unwrap();
    assert_eq!((moment.0.to_string().as_str(), moment.1.unwrap().to_string().as_str()), ("2023-01-05", "10:20:00"));
    assert_eq!(british.day(Value::Text("2023-01-05")), Err(Unreadable::NotADay));
}

proptest! {
    #[test]
    fn every_day_is_read_back_from_every_way_of_writing_it(offset in 0_u64..40_000) {
        let day = NaiveDate::from_ymd_opt(1990, 1, 1).unwrap() + ChronoDays::new(offset);
        for format in ["%Y-%m-%d", "%Y/%-m/%-d", "%Y.%m.%d", "%Y%m%d", "%Y年%-m月%-d日", "%Y-%m-%d 08:00:00"] {
            let text = day.format(format).to_string();
            prop_assert_eq!(Days::default().day(Value::Text(&text)), Ok(Some(day)), "{}", text);
        }
        let serial = (day - NaiveDate::from_ymd_opt(1899, 12, 30).unwrap()).num_days();
        prop_assert_eq!(Days::default().day(Value::Number(serial.into())), Ok(Some(day)));
    }

    #[test]
    fn no_text_panics(text in "\\PC{0,24}") {
        let _ = Days::default().moment(Value::Text(&text));
    }
}
