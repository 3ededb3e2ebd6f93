//! A year of the calendar, day by day, as a wall calendar shows it: who is off, which weekends are worked, and what a day is called.

use super::holiday;
use crate::desk::Desk;
use crate::inquiry::Inquiry;
use crate::refusal::Outcome;
use crate::text::{Text, text};
use ::calendar::{Calendar, DayKind, FIRST_YEAR, Festival, LAST_YEAR};
use chrono::{Datelike, NaiveDate};
use garde::Validate;
use schemars::JsonSchema;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Asks for a year.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct CalendarOf {
    /// The year of today where nothing is said.
    #[schemars(title = "年份", extend("x-en" = "Year", "minimum" = FIRST_YEAR, "maximum" = LAST_YEAR))]
    pub year: Option<i32>,
}

/// A year.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CalendarYear {
    pub year: i32,
    /// Whether the notice of the year is still missing: its days off are those that the law names, and no weekend is moved yet.
    pub provisional: bool,
    /// All days of it, in order.
    pub days: Vec<CalendarDay>,
}

/// Whether people work on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Workday,
    MakeUp,
    Weekend,
    Holiday,
}

/// A day.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CalendarDay {
    pub date: NaiveDate,
    pub kind: Kind,
    /// The break that it is a day off or a work day for: 国庆节.
    pub listed: Option<String>,
    /// The festival, the occasion or the solar term that falls on it.
    pub name: Option<Text>,
    /// The part that it plays in a festival, by which it is compared with last year's: 春节 初三.
    pub role: Option<Text>,
    /// Its date by the moon: 正月初一.
    pub lunar: Option<String>,
    /// Whether the company listed it itself.
    pub own: bool,
}

impl Inquiry for CalendarOf {
    type Reply = CalendarYear;
    const NAME: &'static str = "calendar";
    const KIND: &'static str = "holiday";

    fn title() -> Text {
        text("节假日日历", "Holiday calendar")
    }

    async fn answer(self, desk: &Desk) -> Outcome<CalendarYear> {
        let year = self.year.unwrap_or_else(|| desk.today().year());
        let calendar = desk.calendar().await?;
        let rows = holiday::Entity::find().filter(holiday::Column::EndedAt.is_null()).all(&desk.db()).await?;
        let own: BTreeSet<NaiveDate> = rows.into_iter().map(|row| row.date).collect();
        let first = NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or_default();
        let days = first.iter_days().take_while(|date| date.year() == year).map(|date| day(&calendar, date, own.contains(&date)));
        Ok(CalendarYear { year, provisional: calendar.provisional(year), days: days.collect() })
    }
}

fn day(calendar: &Calendar, date: NaiveDate, own: bool) -> CalendarDay {
    let day = calendar.day(date);
    let kind = match day.kind {
        DayKind::Workday => Kind::Workday,
        DayKind::MakeUp => Kind::MakeUp,
        DayKind::Weekend => Kind::Weekend,
        DayKind::Holiday(_) => Kind::Holiday,
    };
    let festival = Festival::ALL.into_iter().find(|festival| festival.day(date.year()) == Some(date));
    let eve = day.role.filter(|role| role.festival == Festival::Spring && role.offset == -1);
    let name = festival.map(|festival| text(festival.zh(), festival.en())).or_else(|| eve.map(|eve| text(eve.zh(), eve.en())));
    let name = name.or_else(|| day.occasion.map(|occasion| text(occasion.zh(), occasion.en())));
    let name = name.or_else(|| day.term.map(|term| text(term.zh(), term.en())));
    let role = day.role.map(|role| text(role.zh(), role.en()));
    CalendarDay { date, kind, listed: day.listed, name, role, lunar: day.lunar.map(::calendar::LunarDate::text), own }
}
