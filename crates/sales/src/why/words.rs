//! The explanation in three sentences, as a manager would say it; every figure in them is bound to the question that opens it.

use super::reply::{Driver, Explanation, Figure, Outcome, Place, Verdict};
use chrono::{Datelike, NaiveDate};
use kernel::measure::{Period, Unit, Where};
use kernel::text::{Text, text};
use rust_decimal::Decimal;

/// Places that a sentence names.
const NAMED_MAX: usize = 3;

/// Sentences and their figures, while they are written.
struct Writing<'a> {
    told: &'a Explanation,
    filters: &'a Where,
    figures: Vec<Figure>,
}

/// Writes the sentences of an explanation whose figures are known.
pub fn written(told: &Explanation, filters: &Where) -> (Vec<Text>, Vec<Figure>) {
    let mut writing = Writing { told, filters, figures: Vec::new() };
    let sentences = vec![writing.change(), writing.cause(), writing.whose()];
    (sentences, writing.figures)
}

impl Writing<'_> {
    fn change(&mut self) -> Text {
        let told = self.told;
        let (now, change) = (self.value("now", told.now, false), self.value("change", told.change, true));
        let rate = self.percent("rate", told.rate);
        let scope = self.scope();
        let (period_zh, period_en) = (period_zh(told.from, told.to), period_en(told.from, told.to));
        let (name, against) = (&told.measure, &told.baseline.title);
        text(
            format!("{period_zh}，{}{} {now}，与{}相比 {change}（{rate}）。", scope.zh, name.title.zh, against.zh),
            format!("{period_en}: {} of {} {now}, {change} ({rate}) against {}.", name.title.en, scope.en, against.en),
        )
    }

    fn cause(&mut self) -> Text {
        let (place, driver) = (self.places(), self.driver());
        if place.is_none() && driver.is_none() {
            return text("没有可以再拆开的部分。", "There is nothing to take it apart by.");
        }
        let joined =
            |of: fn(&Text) -> &str, between: &str| [&place, &driver].into_iter().flatten().map(of).collect::<Vec<_>>().join(between);
        text(format!("{}。", joined(|t| &t.zh, "；")), format!("{}.", capital(&joined(|t| &t.en, "; "))))
    }

    /// The places that carry the change, and one that went against it.
    fn places(&mut self) -> Option<Text> {
        let told = self.told;
        let change = told.change.unwrap_or_default();
        let with_change = |place: &&Place| change.is_zero() || place.effect.is_sign_negative() == change.is_sign_negative();
        let mut carrying: Vec<&Place> = told.places.iter().filter(with_change).collect();
        carrying.sort_by_key(|place| std::cmp::Reverse(place.effect.abs()));
        carrying.truncate(NAMED_MAX);
        let against = told.places.iter().find(|place| !with_change(place));
        let named: Vec<Text> = carrying.iter().enumerate().map(|(at, place)| self.place(format!("place{at}"), place)).collect();
        let against_named = against.map(|place| self.place("against".into(), place));
        match (&named[..], against_named) {
            // A shop or an item has no parts to speak of.
            ([], None) if told.scope.iter().any(|condition| matches!(condition.dim, "shop" | "item")) => None,
            ([], None) => Some(text("变化遍布各处，没有哪一处特别突出", "The change is everywhere alike; no place stands out")),
            ([], Some(against)) => Some(text(
                format!("没有哪一处带动整体，但{}，与整体相反", against.zh),
                format!("No place carries the change, but {} went against it", against.en),
            )),
            (named, against_named) => {
                let told_of: Decimal = carrying.iter().copied().chain(against).map(|place| place.effect).sum();
                let rest = self.value("rest", Some(change - told_of), true);
                let list = |of: fn(&Text) -> &str, between: &str| named.iter().map(of).collect::<Vec<_>>().join(between);
                let (but_zh, but_en) =
                    against_named.map(|against| (format!("，但{}", against.zh), format!(", but {}", against.en))).unwrap_or_default();
                Some(text(
                    format!("主要在{}{but_zh}，其余 {rest}", list(|t| &t.zh, "、")),
                    format!("Mostly {}{but_en}; the rest {rest}", list(|t| &t.en, ", ")),
                ))
            }
        }
    }

    /// A place with its effect.
    fn place(&mut self, id: String, place: &Place) -> Text {
        let effect = self.figure(id, Some(place.effect), self.told.measure.unit, true, &place.filters);
        let noted = place.note.as_ref().map(|note| (format!("（{}）", note.zh), format!(" ({})", small(&note.en))));
        let (note_zh, note_en) = noted.unwrap_or_default();
        text(format!("{} {effect}{note_zh}", place.name.zh), format!("{} {effect}{note_en}", place.name.en))
    }

    fn driver(&mut self) -> Option<Text> {
        let told = self.told;
        let driver: &Driver = told.how.drivers.iter().max_by_key(|driver| driver.effect.abs())?;
        if told.how.drivers.len() < 2 {
            return None;
        }
        if driver.key == "days" {
            let effect = self.figure("driver_effect".into(), Some(driver.effect), told.measure.unit, true, self.filters);
            return Some(text(
                format!("大部分来自歇业、缺数据或没有对应的日子，合计 {effect}"),
                format!("most of it lies on days that were closed, missing or without a like: {effect}"),
            ));
        }
        if driver.before.is_none() && driver.now.is_none() {
            // What moved between parts is no figure of its own.
            let effect = self.figure("driver_effect".into(), Some(driver.effect), told.measure.unit, true, self.filters);
            return Some(text(
                format!("从驱动因素看，影响最大的是{}，带来 {effect}", driver.title.zh),
                format!("of its drivers the {} did most, worth {effect}", driver.title.en.to_lowercase()),
            ));
        }
        let before = self.driven("driver_before", driver.before, driver, told.baseline.days.clone());
        let now = self.driven("driver_now", driver.now, driver, vec![Period { from: told.from, to: told.to }]);
        let effect = self.figure("driver_effect".into(), Some(driver.effect), told.measure.unit, true, self.filters);
        Some(text(
            format!("从驱动因素看，影响最大的是{}：{before} → {now}，带来 {effect}", driver.title.zh),
            format!("of its drivers {} did most: {before} → {now}, worth {effect}", driver.title.en.to_lowercase()),
        ))
    }

    fn whose(&mut self) -> Text {
        let told = self.told;
        let outside = &told.outside;
        let out: Vec<&Text> = outside.tests.iter().filter(|test| test.outcome == Outcome::No).map(|test| &test.title).take(3).collect();
        // The verdict carries the title of the test that it rests on.
        let cause = outside.tests.iter().find(|test| test.title == outside.title);
        let names = |of: fn(&Text) -> &str, between: &str| out.iter().map(|t| of(t)).collect::<Vec<_>>().join(between);
        match (outside.verdict, cause) {
            (Verdict::Missing, Some(test)) => text(
                format!("可能只是{}：{}。", test.title.zh, test.said.zh),
                format!("It may be no more than this: {}. {}.", test.title.en.to_lowercase(), test.said.en),
            ),
            (Verdict::External, Some(test)) => text(
                format!("主要是外部原因：{}。{}。", test.title.zh, test.said.zh),
                format!("Mostly from outside: {}. {}.", test.title.en.to_lowercase(), test.said.en),
            ),
            (Verdict::Usual, _) if told.baseline.way == "target" => {
                match outside.tests.iter().find(|test| test.key == "target" && test.outcome == Outcome::Explains) {
                    Some(test) => text(
                        format!("这个差距在平常的波动之内：{}。", test.said.zh),
                        format!("The gap is within the usual ups and downs: {}.", test.said.en.to_lowercase()),
                    ),
                    None => text(
                        "这个差距在平常的波动之内，没有哪个原因特别突出。",
                        "The gap is within the usual ups and downs; no cause stands out.",
                    ),
                }
            }
            (Verdict::Usual, _) if !told.places.is_empty() => text(
                "整体在平常的波动之内；上面点到的地方请单独看。",
                "As a whole it is within the usual ups and downs; look at the places above by themselves.",
            ),
            (Verdict::Usual, _) => {
                text("这个变化在平常的波动之内，不必追究。", "The change is within the usual ups and downs; it needs no pursuit.")
            }
            _ if out.is_empty() => text("外部因素无从判断。", "Nothing can be said of causes outside."),
            _ => text(
                format!("已排除{}；{}。", names(|t| &t.zh, "、"), outside.title.zh),
                format!("Ruled out: {}. {}.", names(|t| &t.en, ", ").to_lowercase(), outside.title.en),
            ),
        }
    }

    /// What is spoken of: the names of the conditions, or the whole company.
    fn scope(&self) -> Text {
        if self.told.scope.is_empty() {
            return text("全公司", "the whole company");
        }
        let names = |of: fn(&Text) -> &str| {
            let values = self.told.scope.iter().map(|c| c.values.iter().map(|v| of(&v.name)).collect::<Vec<_>>().join("、"));
            values.collect::<Vec<_>>().join(" · ")
        };
        text(names(|t| &t.zh), names(|t| &t.en))
    }

    fn value(&mut self, id: &str, value: Option<Decimal>, signed: bool) -> String {
        self.figure(id.to_owned(), value, self.told.measure.unit, signed, self.filters)
    }

    fn percent(&mut self, id: &str, value: Option<Decimal>) -> String {
        self.figure(id.to_owned(), value, Unit::Percent, true, self.filters)
    }

    /// A driver's own figure, which opens as the measure that it is.
    fn driven(&mut self, id: &str, value: Option<Decimal>, driver: &Driver, days: Vec<Period>) -> String {
        let measure = MEASURES.into_iter().find(|measure| *measure == driver.key).unwrap_or(self.told.measure.name);
        let filters = if driver.key == "visitors" { only_places(self.filters) } else { self.filters.clone() };
        self.figures.push(Figure { id: id.to_owned(), value, unit: driver.unit, signed: false, measure, days, filters });
        format!("{{{{{id}}}}}")
    }

    fn figure(&mut self, id: String, value: Option<Decimal>, unit: Unit, signed: bool, filters: &Where) -> String {
        let placed = format!("{{{{{id}}}}}");
        let days = vec![Period { from: self.told.from, to: self.told.to }];
        self.figures.push(Figure { id, value, unit, signed, measure: self.told.measure.name, days, filters: filters.clone() });
        placed
    }
}

/// With a small letter at the beginning.
fn small(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

/// With a capital at the beginning.
fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// Drivers that are measures of their own.
const MEASURES: [&str; 6] = ["visitors", "tickets", "units_per_ticket", "average_price", "average_ticket", "quantity"];

/// Visitors are counted for sites as wholes.
fn only_places(filters: &Where) -> Where {
    filters.iter().filter(|(dim, _)| matches!(dim.as_str(), "site" | "city")).map(|(dim, codes)| (dim.clone(), codes.clone())).collect()
}

fn period_zh(from: NaiveDate, to: NaiveDate) -> String {
    let day = |day: NaiveDate| format!("{}月{}日", day.month(), day.day());
    match (from == to, from.year() == to.year()) {
        (true, _) => format!("{}年{}", from.year(), day(from)),
        (false, true) => format!("{}年{}—{}", from.year(), day(from), day(to)),
        (false, false) => format!("{}年{}—{}年{}", from.year(), day(from), to.year(), day(to)),
    }
}

fn period_en(from: NaiveDate, to: NaiveDate) -> String {
    if from == to { from.to_string() } else { format!("{from} to {to}") }
}
