//! The filter grammar that URL, API, saved views and exports share: `a,b` · `from..to` · text.

use super::field::{Field, FieldKind};
use super::{Record, column};
use crate::fixed::units;
use crate::refusal::{Outcome, Refusal};
use chrono::{DateTime, Duration, NaiveDate, Utc};
use sea_orm::sea_query::{Expr, ExprTrait as _, LikeExpr, SimpleExpr};
use sea_orm::{ColumnTrait, Condition, Value as Db};
use uuid::Uuid;

/// Filters by field name, as they come from the URL.
pub type Filters = Vec<(String, String)>;

/// The most choices one filter may name.
const CHOICES_MAX: usize = 500;

/// A `LIKE` pattern that finds a text anywhere, with the marks of the pattern language taken literally.
pub fn like_pattern(text: &str) -> String {
    let mut pattern = String::with_capacity(text.len() + 2);
    pattern.push('%');
    for c in text.chars() {
        if matches!(c, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern.push('%');
    pattern
}

/// The condition that an expression contains a text.
pub fn contains(expr: SimpleExpr, text: &str) -> SimpleExpr {
    expr.like(LikeExpr::new(like_pattern(text)).escape('\\'))
}

/// The condition that an expression begins with a text.
pub fn begins(expr: SimpleExpr, text: &str) -> SimpleExpr {
    expr.like(LikeExpr::new(like_pattern(text).trim_start_matches('%').to_owned()).escape('\\'))
}

/// Turns filters into one condition. `today` resolves relative days such as `..+90d`.
pub fn condition<R: Record>(fields: &[Field], filters: &[(String, String)], today: NaiveDate) -> Outcome<Condition> {
    let mut all = Condition::all();
    for (name, value) in filters.iter().filter(|(_, value)| !value.is_empty()) {
        let Some(field) = fields.iter().find(|f| &f.name == name) else {
            return Err(Refusal::malformed(format!("没有“{name}”这个筛选项"), format!("There is no field “{name}” to filter by")).into());
        };
        all = all.add(one::<R>(field, value, today)?);
    }
    Ok(all)
}

fn one<R: Record>(field: &Field, value: &str, today: NaiveDate) -> Outcome<Condition> {
    let column = column::<R>(&field.name);
    if !field.kind.plain() {
        let (zh, en) = (&field.title.zh, &field.title.en);
        return Err(Refusal::malformed(format!("不能按“{zh}”筛选"), format!("The list cannot be filtered by “{en}”")).into());
    }
    let unreadable = || {
        let (zh, en) = (&field.title.zh, &field.title.en);
        Refusal::malformed(format!("筛选条件“{zh}：{value}”无法识别"), format!("The filter “{en}: {value}” cannot be read"))
    };
    if field.kind == FieldKind::Text && field.filter.as_deref() != Some("in") {
        let lower = Expr::expr(sea_orm::sea_query::Func::lower(column.into_expr()));
        return Ok(Condition::all().add(contains(lower, &value.to_lowercase())));
    }
    if let Some((from, to)) = value.split_once("..") {
        let mut range = Condition::all();
        if !from.is_empty() {
            range = range.add(column.gte(db_value(field, from, today, false).ok_or_else(unreadable)?));
        }
        if !to.is_empty() {
            range = range.add(column.lte(db_value(field, to, today, true).ok_or_else(unreadable)?));
        }
        return Ok(range);
    }
    let choices: Vec<&str> = value.split(',').filter(|v| !v.is_empty()).collect();
    if choices.len() > CHOICES_MAX {
        return Err(Refusal::malformed(
            format!("一次最多筛选 {CHOICES_MAX} 个值"),
            format!("A filter may name at most {CHOICES_MAX} values"),
        )
        .into());
    }
    if field.kind == FieldKind::Instant {
        let day = choices.first().copied().unwrap_or_default();
        let (from, to) =
            (db_value(field, day, today, false).ok_or_else(unreadable)?, db_value(field, day, today, true).ok_or_else(unreadable)?);
        return Ok(Condition::all().add(column.gte(from)).add(column.lte(to)));
    }
    let values = choices.iter().map(|v| db_value(field, v, today, false).ok_or_else(unreadable)).collect::<Result<Vec<Db>, _>>()?;
    Ok(Condition::all().add(column.is_in(values)))
}

/// A filter's word as a value of the field's column; `end` asks for the last moment of a day.
pub fn db_value(field: &Field, word: &str, today: NaiveDate, end: bool) -> Option<Db> {
    Some(match field.kind {
        FieldKind::Text | FieldKind::Enum => word.to_owned().into(),
        FieldKind::Ref | FieldKind::File => word.parse::<Uuid>().ok()?.into(),
        FieldKind::Bool => matches!(word, "true" | "1" | "yes").into(),
        FieldKind::Integer => word.parse::<i64>().ok()?.into(),
        FieldKind::Money | FieldKind::Decimal => units(word, field.decimals()).ok()?.into(),
        FieldKind::Day => day(word, today)?.into(),
        FieldKind::Instant => instant(day(word, today)?, end)?.into(),
        FieldKind::List | FieldKind::Bilingual | FieldKind::Object => return None,
    })
}

/// A day of the filter grammar: `2026-11-22`, or relative as `+90d`, `-30d`, `+0d`.
pub fn day(word: &str, today: NaiveDate) -> Option<NaiveDate> {
    match word.strip_suffix('d').and_then(|days| days.parse::<i32>().ok()) {
        Some(days) => today.checked_add_signed(Duration::days(days.into())),
        None => word.parse().ok(),
    }
}

/// The first or last moment of a day in China.
pub fn instant(day: NaiveDate, end: bool) -> Option<DateTime<Utc>> {
    let midnight = day.and_hms_opt(0, 0, 0)?.and_utc() - Duration::hours(8);
    Some(if end { midnight + Duration::days(1) - Duration::microseconds(1) } else { midnight })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_may_be_relative() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        for (word, expected) in [
            ("2026-01-31", Some("2026-01-31")),
            ("+90d", Some("2027-02-20")),
            ("-30d", Some("2026-10-23")),
            ("0d", Some("2026-11-22")),
            ("soon", None),
            ("2026-02-30", None),
        ] {
            assert_eq!(day(word, today).map(|d| d.to_string()).as_deref(), expected, "{word}");
        }
    }

    #[test]
    fn patterns_take_marks_literally() {
        assert_eq!(like_pattern("50%_a\\"), "%50\\%\\_a\\\\%");
    }
}
