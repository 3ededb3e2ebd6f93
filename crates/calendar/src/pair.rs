//! Two days that are compared, and why these two.

use chrono::NaiveDate;

/// Why two days stand side by side, or why a day stands alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Match {
    /// The same place in its period, or the same date.
    Date,
    /// 52 weeks before.
    Weekday,
    /// The same part of the same festival.
    Role,
    /// The same weekday of the same ISO week, both of the same kind and without a festival.
    Week,
    /// The nearest day of the same kind that no other day is compared with, at most two weeks from its week.
    Near,
    /// The nearest day of the same kind, at most five weeks from its week, though it may serve other days too.
    Shared,
    /// Alone: the other month or year has no such date.
    NoSuchDate,
    /// Alone: last year's break was shorter, or the festival had no break of its own.
    NoSuchRole,
    /// Alone: no day of the same kind within reach.
    NoLikeDay,
}

impl Match {
    /// Why, as a reader is told.
    pub fn zh(self) -> &'static str {
        match self {
            Self::Date => "同位置日期",
            Self::Weekday => "52周前同一星期",
            Self::Role => "同一节日同一天",
            Self::Week => "同周次同星期",
            Self::Near => "邻近同类日",
            Self::Shared => "邻近同类日（可重复使用）",
            Self::NoSuchDate => "对比期没有这一天",
            Self::NoSuchRole => "去年假期没有这一天",
            Self::NoLikeDay => "附近没有同类日",
        }
    }

    /// Why, as a reader is told in English.
    pub fn en(self) -> &'static str {
        match self {
            Self::Date => "same place in its period",
            Self::Weekday => "same weekday 52 weeks before",
            Self::Role => "same day of the same festival",
            Self::Week => "same week and weekday",
            Self::Near => "nearest day of its kind",
            Self::Shared => "nearest day of its kind, perhaps used again",
            Self::NoSuchDate => "no such date in the other period",
            Self::NoSuchRole => "no such day in last year's break",
            Self::NoLikeDay => "no day of its kind nearby",
        }
    }
}

/// One day of the period and the day it is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    pub day: NaiveDate,
    /// None where `why` says that the day stands alone.
    pub with: Option<NaiveDate>,
    pub why: Match,
}
