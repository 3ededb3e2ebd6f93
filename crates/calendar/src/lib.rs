//! The business calendar: what kind of day each day is in China, and which day of last year it is fairly compared with.
//!
//! A mall's Spring Festival moves by up to a month from year to year, and a Saturday may be a work day. [`Calendar`] knows the
//! official days off, the make-up work days and the moon; [`Calendar::align`] lays the days of a period beside days of another;
//! [`Pattern`] learns from past sales what each day weighs, and [`split`] gives a target to days by their weights. The clock is never asked.

mod align;
mod aligned;
mod by_role;
mod calendar;
mod day;
mod festival;
mod lunar;
mod occasion;
mod official;
mod pair;
mod pattern;
mod role;
mod share;
mod statutory;
mod term;
mod windows;

pub use align::{DAYS_MAX, PeriodError, Way};
pub use aligned::{Aligned, Coverage};
pub use calendar::{Calendar, FIRST_YEAR, LAST_YEAR, SpecialDay, SpecialKind};
pub use day::{Day, DayKind};
pub use festival::Festival;
pub use lunar::LunarDate;
pub use occasion::Occasion;
pub use pair::{Match, Pair};
pub use pattern::Pattern;
pub use role::Role;
pub use share::split;
pub use term::SolarTerm;
