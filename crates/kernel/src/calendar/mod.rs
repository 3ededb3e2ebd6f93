//! The business calendar of the house: the official days off and make-up work days, and those the company adds itself.

pub mod holiday;
mod year;

use crate::desk::Desk;
use crate::refusal::Outcome;
use ::calendar::{SpecialDay, SpecialKind};
use holiday::Kind;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use std::sync::{Arc, LazyLock};

pub use year::CalendarOf;

pub use ::calendar::{Aligned, Calendar, Coverage, DayKind, Match, Pattern, PeriodError, Way, split};

/// Making a calendar takes some milliseconds, so the one that most houses use is made once.
static OFFICIAL: LazyLock<Arc<Calendar>> = LazyLock::new(|| Arc::new(Calendar::official()));

impl Desk {
    /// The calendar with the days that the company has listed.
    pub async fn calendar(&self) -> Outcome<Arc<Calendar>> {
        let rows = holiday::Entity::find().filter(holiday::Column::EndedAt.is_null()).all(&self.db()).await?;
        if rows.is_empty() {
            return Ok(OFFICIAL.clone());
        }
        let days = rows.into_iter().map(|row| SpecialDay {
            date: row.date,
            kind: match row.kind {
                Kind::Off => SpecialKind::Off,
                Kind::Work => SpecialKind::Work,
            },
            name: row.name,
        });
        Ok(Arc::new(Calendar::clone(&OFFICIAL).with(days)))
    }
}
