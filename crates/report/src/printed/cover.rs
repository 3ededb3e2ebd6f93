//! The first page: what the report is about, its result in a sentence, and its figures with their lights.

use crate::document::{Block, Document, Figure, GoodWord, Light, UnitWord};
use crate::records::report::{Model, State};
use crate::rules::fill::filled;
use crate::rules::light::change;
use crate::rules::words::{moved, value};
use kernel::text::{Lang, Text, text};
use press::{Change, Direction, Fact, Kind, Level};
use rust_decimal::Decimal;

/// The word for a state.
pub fn state(state: State) -> Text {
    match state {
        State::Draft => text("草稿", "Draft"),
        State::Submitted => text("已提交", "Submitted"),
        State::Returned => text("已退回", "Returned"),
        State::Accepted => text("已通过", "Accepted"),
    }
}

/// Month, author and data version.
pub fn facts(row: &Model, author: &str, lang: Lang) -> Vec<Fact> {
    let fact = |zh: &str, en: &str, words: &str| Fact { label: text(zh, en).in_lang(lang).into(), text: words.into() };
    vec![fact("月份", "Month", &row.month), fact("撰写人", "Author", author), fact("数据版本", "Data version", &row.data_version)]
}

/// The result: the author's words, or the drafted ones, with the figures filled in; the first sentence is set large.
pub fn lead(document: &Document, written: Option<String>, lang: Lang) -> Vec<press::Text> {
    let drafted = document.sections.iter().flat_map(|s| &s.blocks).find_map(|b| match b {
        Block::Text { key, text, .. } if key == "lead" => Some(text.in_lang(lang).to_owned()),
        _ => None,
    });
    let words = filled(&written.or(drafted).unwrap_or_default(), &document.figures, lang);
    words.split_inclusive(['。', '\n']).map(str::trim).filter(|s| !s.is_empty()).map(Into::into).collect()
}

/// A tile of the first page.
pub fn figure(figure: &Figure, lang: Lang) -> press::Figure {
    let (number, unit) = value(figure, lang);
    let against = [("环比", "vs previous", figure.previous), ("同比", "vs last year", figure.last_year)];
    press::Figure {
        name: figure.title.in_lang(lang).into(),
        text: number.into(),
        unit: unit.into(),
        value: figure.value,
        kind: kind(figure.unit),
        changes: against.into_iter().filter_map(|(zh, en, before)| moved_tile(figure, before, text(zh, en).in_lang(lang), lang)).collect(),
        light: figure.light.map(|l| light(l, lang)),
        definition: figure.about.in_lang(lang).into(),
    }
}

fn moved_tile(figure: &Figure, before: Option<Decimal>, against: &str, lang: Lang) -> Option<Change> {
    let words = moved(figure, before)?;
    let difference = figure.value? - before?;
    let direction = match difference {
        d if d.is_zero() => Direction::Flat,
        d if d.is_sign_positive() => Direction::Up,
        _ => Direction::Down,
    };
    let size = size(&words, lang).unwrap_or_else(|| words.in_lang(lang)).replace("个百分点", "点");
    Some(Change { against: against.into(), text: size.into(), direction, good: good(figure.good, difference) })
}

/// How much of a change there is, without the words for its direction; none where there are only words.
pub fn size(words: &Text, lang: Lang) -> Option<&str> {
    let size = words.in_lang(lang).trim_start_matches(|c: char| !c.is_ascii_digit() && c != '>');
    (!size.is_empty()).then_some(size)
}

/// Whether a change is welcome.
pub fn good(good: GoodWord, difference: Decimal) -> Option<bool> {
    match good {
        _ if difference.is_zero() => None,
        GoodWord::Up => Some(difference.is_sign_positive()),
        GoodWord::Down => Some(difference.is_sign_negative()),
        GoodWord::None => None,
    }
}

fn light(light: Light, lang: Lang) -> press::Light {
    let (level, words) = match light {
        Light::Green => (Level::Green, text("不差于同期", "no worse")),
        Light::Amber => (Level::Amber, text("略差于同期", "a little worse")),
        Light::Red => (Level::Red, text("差于同期", "worse")),
    };
    press::Light { level, text: words.in_lang(lang).into() }
}

/// How Excel shows a unit.
pub fn kind(unit: UnitWord) -> Kind {
    match unit {
        UnitWord::Yuan => Kind::Money,
        UnitWord::Count => Kind::Count,
        UnitWord::Percent => Kind::Percent,
        UnitWord::Quantity | UnitWord::YuanPerM2 | UnitWord::PerTicket => Kind::Number,
    }
}

/// The relative change of a figure against another value, for cells of tables.
pub fn relative(figure: &Figure, before: Option<Decimal>) -> Option<Decimal> {
    change(figure.value, before)
}
