//! The growing delay after wrong passwords, kept for each account and each address.

use chrono::{DateTime, Duration, Utc};
use std::collections::HashMap;
use std::sync::Mutex;

/// Wrong tries that cost nothing: everyone mistypes.
const FREE_TRIES: u32 = 3;
/// The longest wait.
const DELAY_MAX_SECONDS: i64 = 900;
/// After so long without a wrong try, the count begins anew.
const FORGET_HOURS: i64 = 12;
/// How many accounts and addresses are remembered at once; beyond it those with the fewest tries are forgotten, the oldest
/// of them first: made-up accounts are tried once each, and must not push out the one that is being guessed at.
const REMEMBERED_MAX: usize = 10_000;
/// How many are forgotten when there are too many.
const FORGOTTEN: usize = REMEMBERED_MAX / 10;

/// Wrong tries by key (`account:…` or `address:…`). In memory: a restart forgives, and no table can be filled by an attacker.
#[derive(Default)]
pub struct Tries(Mutex<HashMap<String, (u32, DateTime<Utc>)>>);

impl Tries {
    /// Seconds to wait before the next try, or none.
    pub fn wait_seconds(&self, key: &str, now: DateTime<Utc>) -> Option<u64> {
        let tries = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let (count, last) = tries.get(key)?;
        let left = (*last + delay(*count) - now).num_seconds();
        // A clock set back must not lock anyone out for longer than the delay itself.
        u64::try_from(left.min(DELAY_MAX_SECONDS)).ok().filter(|s| *s > 0)
    }

    /// Counts a wrong try.
    pub fn wrong(&self, key: &str, now: DateTime<Utc>) {
        let mut tries = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if tries.len() >= REMEMBERED_MAX && !tries.contains_key(key) {
            make_room(&mut tries);
        }
        let entry = tries.entry(key.to_owned()).or_insert((0, now));
        let forgotten = now - entry.1 > Duration::hours(FORGET_HOURS);
        *entry = (if forgotten { 1 } else { entry.0 + 1 }, now);
    }

    /// Forgets the tries of a key after a right password.
    pub fn right(&self, key: &str) {
        self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner).remove(key);
    }
}

fn make_room(tries: &mut HashMap<String, (u32, DateTime<Utc>)>) {
    let mut all: Vec<((u32, DateTime<Utc>), String)> = tries.iter().map(|(key, tried)| (*tried, key.clone())).collect();
    all.sort_unstable();
    for (_, key) in all.iter().take(FORGOTTEN) {
        tries.remove(key);
    }
}

/// Nothing for the free tries, then 2, 4, 8 … seconds.
fn delay(count: u32) -> Duration {
    let doublings = count.saturating_sub(FREE_TRIES).min(20);
    Duration::seconds(if doublings == 0 { 0 } else { (1_i64 << doublings).min(DELAY_MAX_SECONDS) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_doubles_and_is_forgiven() {
        let (tries, now) = (Tries::default(), DateTime::<Utc>::UNIX_EPOCH);
        let mut waits = Vec::new();
        for _ in 0..7 {
            tries.wrong("account:a", now);
            waits.push(tries.wait_seconds("account:a", now).unwrap_or(0));
        }
        assert_eq!(waits, [0, 0, 0, 2, 4, 8, 16]);
        assert_eq!(tries.wait_seconds("account:b", now), None);
        assert_eq!(tries.wait_seconds("account:a", now + Duration::seconds(17)), None);
        tries.right("account:a");
        assert_eq!(tries.wait_seconds("account:a", now), None);
    }

    #[test]
    fn tries_of_many_made_up_accounts_reset_no_count() {
        let (tries, now) = (Tries::default(), DateTime::<Utc>::UNIX_EPOCH);
        (0..8).for_each(|_| tries.wrong("account:a", now));
        for number in 0..3 * REMEMBERED_MAX {
            tries.wrong(&format!("account:made-up-{number}"), now + Duration::seconds(1));
        }
        assert_eq!(tries.wait_seconds("account:a", now), Some(32));
        let remembered = tries.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner).len();
        assert!(remembered <= REMEMBERED_MAX, "{remembered}");
    }

    #[test]
    fn a_clock_set_back_locks_nobody_out() {
        let (tries, now) = (Tries::default(), DateTime::<Utc>::UNIX_EPOCH);
        (0..30).for_each(|_| tries.wrong("k", now));
        assert!(tries.wait_seconds("k", now - Duration::days(400)).unwrap_or(0) <= 900);
    }
}
