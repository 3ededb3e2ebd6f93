//! Understands a file nobody described: which column is what, told by its title and checked by its content.

use super::synonyms::Title;
use super::{Meaning, Part, Profile, Target};
use crate::Kind;
use rust_decimal::Decimal;
use sheet::value::{self, Days};
use sheet::{Column, Row, Value, fold};
use std::collections::{BTreeMap, BTreeSet};

/// What a file was taken for.
#[derive(Debug, Clone, PartialEq)]
pub struct Detected {
    pub profile: Profile,
    /// 0 to 100: how sure the reading is; 0 when a value every fact needs was not found.
    pub confidence: u8,
}

/// A title below this fits nothing.
const FIT_MIN: u32 = 50;
/// A title from here on is a known one, word for word.
const FIT_SURE: u32 = 80;
/// Of a hundred samples so many must be readable: a known title is believed in spite of some mistakes below it, which
/// the person then sees at their cells.
const READABLE_MIN: usize = 90;
const READABLE_MIN_SURE: usize = 50;

/// Makes a profile of titles and some rows below them.
pub fn detect(columns: &[Column], samples: &[Row]) -> Detected {
    let columns: Vec<Seen> = columns.iter().map(|column| Seen::of(column, samples)).collect();
    let chosen = choose(&columns);
    let mut profile = Profile { columns: chosen.iter().map(|(target, seen)| (*target, seen.name.clone())).collect(), ..Profile::default() };
    if profile.columns.contains_key(&Target::Visitors) && !profile.columns.contains_key(&Target::Amount) {
        profile.kind = Kind::Visitors;
    }
    let kind = profile.kind;
    profile.columns.retain(|target, _| target.fits(kind));
    settle_orders(&mut profile, &columns, samples);
    split_parts(&mut profile, &columns);
    for (target, seen) in &chosen {
        describe(&mut profile, *target, seen);
    }
    profile.name = name(&profile).into();
    let missing = profile.missing();
    let needed = |target: &Target| target.required(kind) || *target == Target::Amount || *target == Target::Price;
    let sure = chosen.iter().filter(|(target, _)| needed(target)).map(|(target, seen)| seen.title.fits(*target)).min();
    // A file of one store seldom says which; that alone does not make it unsure.
    let confidence = if missing.iter().any(|target| *target != Target::Site) { 0 } else { sure.unwrap_or(0) };
    Detected { confidence: confidence.min(100) as u8, profile }
}

/// A column with what its title and its content say.
struct Seen {
    name: String,
    index: usize,
    title: Title,
    values: Vec<String>,
    /// How many of a hundred samples are a day, a time, a number, a whole number.
    days: usize,
    clocks: usize,
    numbers: usize,
    whole: usize,
    format: Option<&'static str>,
}

impl Seen {
    fn of(column: &Column, samples: &[Row]) -> Seen {
        let values: Vec<Value<'_>> = samples.iter().map(|row| row.get(column.index)).filter(|value| *value != Value::Empty).collect();
        let share = |good: &dyn Fn(&Value<'_>) -> bool| values.iter().filter(|value| good(value)).count() * 100 / values.len().max(1);
        let plain = Days::default();
        let format = ["%d/%m/%Y", "%m/%d/%Y", "%d-%m-%Y", "%m-%d-%Y", "%y-%m-%d", "%y/%m/%d"].into_iter().find(|format| {
            let days = Days { format: Some(format.to_string()), from_1904: false };
            share(&|value| matches!(days.day(*value), Ok(Some(_)))) >= READABLE_MIN && values.iter().all(|value| days.day(*value).is_ok())
        });
        let days = share(&|value| matches!(plain.day(*value), Ok(Some(_))));
        let format = format.filter(|_| days < READABLE_MIN);
        let number = |value: &Value<'_>| value::number(*value).ok().flatten();
        Seen {
            name: column.name.clone(),
            index: column.index,
            title: Title::of(&column.name),
            days: if format.is_some() { 100 } else { days },
            format,
            clocks: share(&|value| matches!(value::clock(*value), Ok(Some(_)))),
            numbers: share(&|value| number(value).is_some()),
            whole: share(&|value| number(value).is_some_and(|number| number.is_integer())),
            values: values.iter().map(|value| value.to_string()).collect(),
        }
    }

    /// How well the column fits a target, 0 to 100: by its title, if its content can be what the target needs.
    fn fits(&self, target: Target) -> u32 {
        let fit = self.title.fits(target);
        let readable = if fit >= FIT_SURE { READABLE_MIN_SURE } else { READABLE_MIN };
        if self.allows(target, readable) { fit } else { 0 }
    }

    fn allows(&self, target: Target, readable: usize) -> bool {
        if self.values.is_empty() {
            // Nothing speaks against an empty column but the need for a value in every row.
            return !target.required(Kind::Sales) && target != Target::Amount;
        }
        match target {
            Target::Day | Target::PaidAt => self.days >= readable,
            Target::Time => self.clocks >= readable,
            Target::Quantity | Target::Price | Target::Amount | Target::ListAmount | Target::Discount => self.numbers >= readable,
            Target::Cost | Target::UnitCost | Target::Refund => self.numbers >= readable,
            Target::Tickets | Target::Visitors => self.whole >= readable,
            Target::Returned => self.words(&RETURNS).is_some(),
            Target::Promotion => self.words(&PROMOTIONS).is_some(),
            _ => true,
        }
    }

    /// The meaning of every word of the column, if all of them have one.
    fn words(&self, known: &[(&str, bool)]) -> Option<BTreeMap<String, Meaning>> {
        let different: BTreeSet<&String> = self.values.iter().collect();
        let meaning = |word: &&String| {
            let plain = fold(word).to_lowercase();
            let truth = value::truth(Value::Text(&plain)).ok().flatten();
            let named = known.iter().find(|(name, _)| *name == plain).map(|(_, truth)| *truth);
            truth.or(named).map(|truth| (fold(word).into_owned(), Meaning::Truth(truth)))
        };
        if different.len() > 12 { None } else { different.iter().map(meaning).collect() }
    }
}

const RETURNS: [(&str, bool); 14] = [
    ("销售", false),
    ("正常", false),
    ("零售", false),
    ("正常销售", false),
    ("sale", false),
    ("sales", false),
    ("退货", true),
    ("退款", true),
    ("退", true),
    ("销售退货", true),
    ("退换货", true),
    ("return", true),
    ("refund", true),
    ("returned", true),
];
const PROMOTIONS: [(&str, bool); 6] = [("促销", true), ("打折", true), ("特价", true), ("正价", false), ("原价", false), ("正常", false)];

/// Gives each target its best column and each column its best target, best pairs first.
fn choose(columns: &[Seen]) -> BTreeMap<Target, &Seen> {
    let mut pairs: Vec<(u32, Target, &Seen)> = Vec::new();
    for seen in columns.iter().filter(|seen| seen.title.suffix.is_empty() || ["否", "n"].contains(&seen.title.suffix.as_str())) {
        for target in Target::ALL {
            let fit = seen.fits(target);
            if fit >= FIT_MIN {
                pairs.push((fit, target, seen));
            }
        }
    }
    // Of equal fits the column further left goes first.
    pairs.sort_by(|a, b| b.0.cmp(&a.0).then(a.2.index.cmp(&b.2.index)).then(a.1.cmp(&b.1)));
    let mut chosen: BTreeMap<Target, &Seen> = BTreeMap::new();
    let mut used: BTreeSet<usize> = BTreeSet::new();
    for (_, target, seen) in pairs {
        if !chosen.contains_key(&target) && !used.contains(&seen.index) {
            chosen.insert(target, seen);
            used.insert(seen.index);
        }
    }
    chosen
}

/// Orders of online shops: the day is the day of payment, the amount paid may already lack the refund.
fn settle_orders(profile: &mut Profile, columns: &[Seen], samples: &[Row]) {
    let named = |target: Target| columns.iter().find(|seen| seen.fits(target) >= FIT_SURE);
    if let Some(paid) = named(Target::PaidAt) {
        // An order file has a ticket per row and times of both order and payment.
        let ordered = columns.iter().any(|seen| seen.index != paid.index && seen.days >= READABLE_MIN);
        if ordered || profile.columns.get(&Target::Day) == Some(&paid.name) {
            profile.columns.insert(Target::PaidAt, paid.name.clone());
            profile.columns.insert(Target::Day, paid.name.clone());
        }
    }
    let column = |target: Target| {
        let name = profile.columns.get(&target)?;
        columns.iter().find(|seen| seen.name == *name).map(|seen| seen.index)
    };
    let (Some(paid), Some(refund)) = (column(Target::Amount), column(Target::Refund)) else { return };
    let number = |row: &Row, index: usize| value::number(row.get(index)).ok().flatten().unwrap_or_default();
    let refunded: Vec<&Row> = samples.iter().filter(|row| number(row, refund) > Decimal::ZERO).collect();
    let list = column(Target::ListAmount);
    let net = |row: &&&Row| match list {
        Some(list) => number(row, paid) + number(row, refund) == number(row, list),
        None => number(row, paid) < number(row, refund),
    };
    let agreeing = refunded.iter().filter(net).count();
    profile.rules.paid_is_net = !refunded.is_empty() && agreeing * 2 > refunded.len();
}

/// `销量_否` beside `销量_是`: two facts in a row, one sold at the full price, one on promotion.
fn split_parts(profile: &mut Profile, columns: &[Seen]) {
    let part = |suffixes: [&str; 2], promotion: &str| {
        let mut part = Part::default();
        for (target, name) in &profile.columns {
            let Some(seen) = columns.iter().find(|seen| seen.name == *name && !seen.title.suffix.is_empty()) else { continue };
            let same = |other: &&Seen| other.title.word == seen.title.word && suffixes.contains(&other.title.suffix.as_str());
            if let Some(other) = columns.iter().find(same) {
                part.columns.insert(*target, other.name.clone());
            }
        }
        part.constants.insert(Target::Promotion, promotion.into());
        part
    };
    let (full, reduced) = (part(["否", "n"], "否"), part(["是", "y"], "是"));
    if full.columns.is_empty() {
        return;
    }
    if reduced.columns.is_empty() {
        profile.constants.insert(Target::Promotion, "否".into());
        return;
    }
    for target in full.columns.keys() {
        profile.columns.remove(target);
    }
    profile.parts = vec![full, reduced];
}

/// What else has to be known of a column: its words, its format, its unit.
fn describe(profile: &mut Profile, target: Target, seen: &Seen) {
    if let (Target::Day, Some(format)) = (target, seen.format) {
        profile.formats.insert(target, format.into());
    }
    let known: &[(&str, bool)] = match target {
        Target::Returned => &RETURNS,
        Target::Promotion => &PROMOTIONS,
        _ => &[],
    };
    if !known.is_empty()
        && let Some(mut words) = seen.words(known)
    {
        // Words that did not come up in the samples may come up below.
        let plain = words.keys().all(|word| matches!(value::truth(Value::Text(word)), Ok(Some(_))));
        if !plain {
            for (word, truth) in known {
                words.entry(word.to_string()).or_insert(Meaning::Truth(*truth));
            }
            profile.values.insert(target, words);
        }
    }
    if let Some(factor) = factor(target, &seen.title.unit) {
        profile.factors.insert(target, factor);
    }
}

/// What a unit in brackets multiplies by; money is kept in yuan, weights in kilograms.
fn factor(target: Target, unit: &str) -> Option<Decimal> {
    let money = |unit: &str| match unit {
        "万元" | "万" | "10k" => Some(Decimal::from(10_000)),
        "千元" | "k" => Some(Decimal::from(1_000)),
        "百万元" => Some(Decimal::from(1_000_000)),
        "亿元" => Some(Decimal::from(100_000_000)),
        "角" => Some(Decimal::new(1, 1)),
        "分" | "cent" | "cents" => Some(Decimal::new(1, 2)),
        _ => None,
    };
    let weight = |unit: &str| match unit {
        "克" | "g" => Some(Decimal::new(1, 3)),
        "斤" | "500g" => Some(Decimal::new(5, 1)),
        "两" => Some(Decimal::new(5, 2)),
        "吨" | "t" => Some(Decimal::from(1_000)),
        _ => None,
    };
    match target {
        Target::Quantity => weight(unit),
        Target::Price | Target::UnitCost => {
            let (of_money, per) = unit.split_once('/').unwrap_or((unit, ""));
            let factor = money(of_money).unwrap_or(Decimal::ONE) / weight(per).unwrap_or(Decimal::ONE);
            (factor != Decimal::ONE).then_some(factor)
        }
        Target::Amount | Target::ListAmount | Target::Discount | Target::Cost | Target::Refund => money(unit),
        _ => None,
    }
}

fn name(profile: &Profile) -> &'static str {
    let has = |target: Target| profile.columns.contains_key(&target);
    match profile.kind {
        Kind::Visitors => "客流",
        Kind::Sales if has(Target::Refund) || has(Target::PaidAt) => "网店订单",
        Kind::Sales if has(Target::Ticket) || has(Target::Time) => "销售流水",
        Kind::Sales => "销售汇总",
    }
}

#[cfg(test)]
#[path = "detect_test.rs"]
mod tests;
