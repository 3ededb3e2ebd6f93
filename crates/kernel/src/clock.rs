//! What time it is, as an argument: the program asks a clock, a test brings its own.

use chrono::{DateTime, Duration, FixedOffset, NaiveDate, TimeZone, Utc};
use std::sync::Mutex;

/// Where the program learns the time.
pub trait Clock: Send + Sync {
    /// The instant now, in UTC.
    fn now(&self) -> DateTime<Utc>;
}

/// The machine's clock.
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place that may read the machine's clock")]
    fn now(&self) -> DateTime<Utc> {
        Utc::now()
    }
}

/// A clock for tests: it stands still until it is moved, forwards or back.
pub struct StillClock(Mutex<DateTime<Utc>>);

impl StillClock {
    /// Stands at the given instant.
    pub fn at(now: DateTime<Utc>) -> Self {
        Self(Mutex::new(now))
    }

    /// Moves by the given span; a negative span sets the clock back.
    pub fn advance(&self, span: Duration) {
        let mut now = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        *now += span;
    }
}

impl Clock for StillClock {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

/// Seconds that China Standard Time is ahead of UTC; the whole country keeps it, without summer time.
const CHINA_OFFSET_SECONDS: i32 = 8 * 3600;

/// The wall-clock time in China at an instant.
pub fn china_time(now: DateTime<Utc>) -> DateTime<FixedOffset> {
    let zone = FixedOffset::east_opt(CHINA_OFFSET_SECONDS).expect("eight hours is a valid offset");
    zone.from_utc_datetime(&now.naive_utc())
}

/// The calendar day in China at an instant.
pub fn china_day(now: DateTime<Utc>) -> NaiveDate {
    china_time(now).date_naive()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_turns_at_midnight_in_china() {
        let at = |hour, minute| Utc.with_ymd_and_hms(2026, 11, 22, hour, minute, 0).single().expect("a valid instant");
        assert_eq!(china_day(at(15, 59)).to_string(), "2026-11-22");
        assert_eq!(china_day(at(16, 0)).to_string(), "2026-11-23");
    }
}
