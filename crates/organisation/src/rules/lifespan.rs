//! A site or a shop opens before it closes.

use chrono::NaiveDate;
use kernel::refusal::{Outcome, Refusal};

/// Refuses a closing day before the opening day; `code` is the record's own.
pub fn refuse_backwards(code: &'static str, opened_on: Option<NaiveDate>, closed_on: Option<NaiveDate>) -> Outcome<()> {
    match (opened_on, closed_on) {
        (Some(opened), Some(closed)) if closed < opened => {
            let (zh, en) = (format!("不能早于开业日期 {opened}"), format!("Cannot be before it opened, on {opened}"));
            Err(Refusal::conflict(code, zh, en).on("closed_on").into())
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_closing_before_the_opening_is_refused() {
        let day = |text: &str| (!text.is_empty()).then(|| text.parse().unwrap());
        for (opened, closed, fine) in [
            ("", "", true),
            ("2026-01-01", "", true),
            ("", "2026-01-01", true),
            ("2026-01-01", "2026-01-01", true),
            ("2026-01-02", "2026-01-01", false),
        ] {
            assert_eq!(refuse_backwards("shop.backwards", day(opened), day(closed)).is_ok(), fine, "{opened} {closed}");
        }
    }
}
