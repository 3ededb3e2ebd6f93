//! The section of what changed, and why: the explanation of sales as its page has it, with the few places that carry the change.

use super::ledger::{Ledger, cell};
use super::parts::empty;
use crate::document::{Block, Cell, ChartKind, Section, Series, Show, UnitWord};
use crate::rules::words::{amount, with_unit};
use kernel::measure::{Period, Where};
use kernel::refusal::{Failure, Outcome};
use kernel::text::{Lang, Text, text};
use rust_decimal::Decimal;
use serde::Deserialize;
use serde_json::json;

/// What every figure of the section has its id begin with: none of them is asked anew by itself.
pub const WHY: &str = "why.";

/// What the section takes from an explanation.
#[derive(Deserialize)]
struct Told {
    before: Option<Decimal>,
    now: Option<Decimal>,
    how: How,
    places: Vec<Place>,
    rest: Rest,
    sentences: Vec<Text>,
    figures: Vec<Bound>,
}

#[derive(Deserialize)]
struct How {
    #[serde(flatten)]
    title: Text,
    note: Option<Text>,
    drivers: Vec<Driver>,
}

#[derive(Deserialize)]
struct Driver {
    #[serde(flatten)]
    title: Text,
    unit: UnitWord,
    before: Option<Decimal>,
    now: Option<Decimal>,
    effect: Decimal,
}

#[derive(Deserialize)]
struct Place {
    name: Text,
    note: Option<Text>,
    now: Option<Decimal>,
    effect: Decimal,
    share: Option<Decimal>,
    drivers: Vec<Driver>,
    #[serde(rename = "where")]
    filters: Where,
}

#[derive(Deserialize)]
struct Rest {
    now: Option<Decimal>,
    effect: Decimal,
}

#[derive(Deserialize)]
struct Bound {
    id: String,
    value: Option<Decimal>,
    unit: UnitWord,
    signed: bool,
    measure: String,
    days: Vec<Period>,
    #[serde(rename = "where")]
    filters: Where,
}

/// The explanation of the month against last year, or against the month before where there is no last year.
pub async fn why(ledger: &mut Ledger<'_>, last_year: bool) -> Outcome<Section> {
    let title = text("什么变了，为什么", "What changed, and why");
    let blocks = match told(ledger, if last_year { "last_year_by_role" } else { "previous" }).await? {
        Some(told) => blocks(
            ledger,
            told,
            if last_year { text("去年同期（按节日对齐）", "Last year by holiday") } else { text("上月", "Previous month") },
        ),
        None => vec![empty("没有可比的数据。", "There is nothing to compare with.")],
    };
    Ok(Section { key: "changes".into(), title, blocks })
}

/// What the explanation says; none where there is nothing to hold the month against.
async fn told(ledger: &Ledger<'_>, against: &str) -> Outcome<Option<Told>> {
    let (from, to) = (ledger.period.from, ledger.period.to);
    let asked = json!({ "measure": "sales", "from": from, "to": to, "where": ledger.filters, "against": against, "at": ledger.at });
    match super::inquire(ledger.desk, "why", asked).await {
        Ok(told) => {
            let told: Told = serde_json::from_value(told)?;
            Ok(Some(told).filter(|told| told.before.is_some() && told.now.is_some()))
        }
        Err(Failure::Refused(_)) => Ok(None),
        Err(fault) => Err(fault),
    }
}

fn blocks(ledger: &mut Ledger<'_>, told: Told, then: Text) -> Vec<Block> {
    let bound: Vec<String> = told.figures.iter().map(|figure| figure.id.clone()).collect();
    for figure in &told.figures {
        enter(ledger, figure);
    }
    let named = |words: &str| {
        bound.iter().fold(words.to_owned(), |words, id| words.replace(&format!("{{{{{id}}}}}"), &format!("{{{{{WHY}{id}}}}}")))
    };
    let said =
        |of: fn(&Text) -> &str, between: &str| told.sentences.iter().map(|sentence| named(of(sentence))).collect::<Vec<_>>().join(between);
    let words = text(said(|t| &t.zh, ""), said(|t| &t.en, " "));
    let mut blocks = vec![Block::Text { key: "why".into(), text: words, editable: true }];
    let tree = drivers(&told, then);
    // Another formula than last month's must not stand there without a word.
    let note = told.how.note.clone().filter(|_| tree.is_some());
    blocks.extend(tree);
    blocks.extend(note.map(|text| Block::Text { key: "why_note".into(), text, editable: false }));
    blocks.extend(places(ledger, &told));
    blocks
}

/// A figure of the sentences in the ledger. What was before lies on the days that it is held against.
fn enter(ledger: &mut Ledger<'_>, bound: &Bound) {
    let declared = ledger.desk.house.catalogue.figures().flat_map(|source| source.measures()).find(|m| m.name == bound.measure);
    let Some(declared) = declared else { return };
    let words = (declared.title, declared.about);
    let figure = ledger.enter_alone(&format!("{WHY}{}", bound.id), &bound.measure, words, &bound.days, bound.filters.clone());
    (figure.unit, figure.value, figure.signed) = (bound.unit, bound.value, bound.signed);
}

/// From then to now by the drivers, which add up exactly.
fn drivers(told: &Told, then: Text) -> Option<Block> {
    let (before, now) = (told.before?, told.now?);
    if told.how.drivers.len() < 2 {
        return None;
    }
    let mut x = vec![then];
    x.extend(told.how.drivers.iter().map(|driver| driver.title.clone()));
    x.push(text("本月", "This month"));
    let effects = told.how.drivers.iter().map(|driver| Some(driver.effect));
    let values = std::iter::once(Some(before)).chain(effects).chain([Some(now)]).collect();
    Some(Block::Chart {
        chart: ChartKind::Waterfall,
        title: told.how.title.clone(),
        unit: UnitWord::Yuan,
        x,
        series: vec![Series { title: text("销售额", "Sales"), values }],
        whole: None,
    })
}

/// The places that carry the change, and the rest, which together are the whole change.
fn places(ledger: &mut Ledger<'_>, told: &Told) -> Option<Block> {
    if told.places.is_empty() {
        return None;
    }
    let columns = [("位置", "Place"), ("销售额", "Sales"), ("变化", "Change"), ("占变化", "Of the change"), ("主要因素", "Main driver")];
    let yuan = |value: Option<Decimal>| value.map_or_else(dash, |value| Cell::Number { value, unit: UnitWord::Yuan });
    let mut rows = Vec::new();
    for (at, place) in told.places.iter().enumerate() {
        let id = format!("place_sales{at}");
        let days = vec![ledger.period];
        let (unit, filters) = (UnitWord::Yuan, place.filters.clone());
        enter(ledger, &Bound { id: id.clone(), value: place.now, unit, signed: false, measure: "sales".into(), days, filters });
        rows.push(vec![
            Cell::Text(named(place)),
            cell(&format!("{WHY}{id}"), Show::Value),
            yuan(Some(place.effect)),
            place.share.map_or_else(dash, |value| Cell::Number { value, unit: UnitWord::Percent }),
            place.drivers.first().map_or_else(dash, |driver| Cell::Text(spoken(driver))),
        ]);
    }
    rows.push(vec![Cell::Text(text("其余", "The rest")), yuan(told.rest.now), yuan(Some(told.rest.effect)), dash(), dash()]);
    Some(Block::Table { columns: columns.map(|(zh, en)| text(zh, en)).to_vec(), rows })
}

/// A place with what is to be known of it.
fn named(Place { name, note, .. }: &Place) -> Text {
    note.as_ref().map_or_else(|| name.clone(), |note| text(format!("{}（{}）", name.zh, note.zh), format!("{} ({})", name.en, note.en)))
}

fn dash() -> Cell {
    Cell::Text(text("—", "—"))
}

/// A driver with what it was and is: 提袋率 26.1% → 25.3%.
fn spoken(driver: &Driver) -> Text {
    let (Some(before), Some(now)) = (driver.before, driver.now) else { return driver.title.clone() };
    let of = |lang: Lang| {
        let shown = |value| with_unit(amount(value, driver.unit, lang));
        format!("{} {} → {}", driver.title.in_lang(lang), shown(before), shown(now))
    };
    text(of(Lang::Zh), of(Lang::En))
}
