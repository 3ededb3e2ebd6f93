//! Draws a case: what goes wrong, where, by how much and when, and from how near or far it is looked at.

use super::expected::{Expected, Place};
use super::facts::Where;
use super::when::{When, earlier, later};
use super::{Case, KINDS, Question};
use crate::calendar;
use crate::dice::Dice;
use crate::extent::Extent;
use crate::goods::{SHELVES, item_code};
use crate::names::{FLOORS, TRADES};
use crate::shops::{self, MALL, Shop};
use crate::trouble::{Kind, Loss, Trouble};
use crate::{Company, weather};
use chrono::NaiveDate;

/// The dice of cases.
const STREAM: u64 = 77;
/// A scope of which a trouble moved less than this part is too wide: nobody would ask.
const MOVED_MIN: f64 = 0.05;
/// What is seen of the change against what was planted: less, and chance hid the trouble; more, and chance did most of it.
const SEEN: std::ops::RangeInclusive<f64> = 0.6..=1.6;
/// What the moon does must be more than this.
const FESTIVAL_MIN: f64 = 0.08;
/// Rain that falls by chance on the days that a rainy week is held against.
const RAIN_BEFORE_MAX: usize = 1;
const ALL: [&str; 3] = ["previous", "usual", "last_year_by_role"];
const RECENT: [&str; 2] = ["previous", "usual"];

/// What is known of a case before its company is made.
struct Drawn {
    extent: Extent,
    when: When,
    troubles: Vec<Trouble>,
    /// The days on which the trouble is felt, and the facts that feel it; none where nothing was planted.
    felt: Option<(When, Where)>,
    /// The widest scope of these in which it is felt enough is asked for.
    scopes: Vec<Where>,
    expected: Expected,
}

/// The case of a seed. What nobody would ask about is drawn again.
pub fn case(seed: u64) -> Case {
    let mut dice = Dice::new(seed, STREAM);
    let turn = |of: u64, number: usize| usize::try_from(of % number as u64).unwrap_or(0);
    let (kind, wide) = (KINDS[turn(seed, KINDS.len())], (seed / KINDS.len() as u64) % 2 == 1);
    loop {
        let drawn = draw(seed, kind, wide, &mut dice);
        // Where nothing is wrong, nobody minds the rain.
        let left_by_rain = if kind == "nothing" { 1.0 } else { dice.between(0.6, 0.85) };
        let Some(Drawn { extent, when, troubles, felt, scopes, expected }) = drawn else { continue };
        let company = Company::with_troubles(seed, (when.first_fact(), when.to), extent, troubles).under_rain(left_by_rain);
        if kind == "rain" && !dry(&company, when) {
            continue;
        }
        let moved = |scope: &Where| felt.as_ref().is_none_or(|(days, facts)| asked(&company, when, (*days, facts), scope));
        let Some(scope) = scopes.into_iter().find(moved) else { continue };
        let question = Question { from: when.from, to: when.to, scope, against: when.against };
        return Case { seed, kind, wide, company, question, expected };
    }
}

fn draw(seed: u64, kind: &str, wide: bool, dice: &mut Dice) -> Option<Drawn> {
    match kind {
        "escalator" => Some(escalator(dice, wide)),
        "repair" | "slump" => Some(of_a_shop(seed, kind, wide, dice)),
        "missing" | "gone" => Some(of_a_good(kind, wide, dice)),
        "price_rise" => Some(price_rise(dice, wide)),
        "silent_till" => Some(silent_till(dice, wide)),
        "rain" => Some(rain(dice, wide)),
        "campaign" => Some(campaign(dice, wide)),
        "festival" => festival(dice, wide),
        _ => Some(nothing(dice, wide)),
    }
}

fn escalator(dice: &mut Dice, wide: bool) -> Drawn {
    let when = When::draw(dice, &ALL);
    let at = usize::try_from(dice.below(FLOORS.len() as u64)).unwrap_or(0);
    let floor = FLOORS[at].0;
    let kind = Kind::Escalator { floor, left: dice.between(0.45, 0.75) };
    let facts = is("floor", floor);
    let number = u16::try_from(at * 24).unwrap_or(0) + 2 * u16::try_from(dice.below(12)).unwrap_or(0);
    let (scope, expected) = match wide {
        true => (is("site", MALL), expected("own", None, Place::Facts(facts.clone()), &[("conversion", -1)])),
        false => (is("shop", &shops::code(number)), expected("external", Some("floor"), Place::Everywhere, &[("conversion", -1)])),
    };
    Drawn {
        extent: Extent::mall(),
        when,
        troubles: vec![trouble(kind, (when.from, when.to))],
        felt: Some((when, facts)),
        scopes: vec![scope],
        expected,
    }
}

/// A shop is closed for some days, or sells less.
fn of_a_shop(seed: u64, kind: &str, wide: bool, dice: &mut Dice) -> Drawn {
    let when = When::draw(dice, &ALL);
    let number = 2 * usize::try_from(dice.below(60)).unwrap_or(0);
    let all = shops::shops(&mut Dice::new(seed, 1), &mut Dice::new(seed, 3), when.first_fact(), when.to);
    let Shop { code, floor, trade, .. } = &all[number];
    let facts = is("shop", code);
    let scopes = match wide {
        true => {
            let mall = is("site", MALL);
            vec![mall.clone(), and(&mall, "category", TRADES[*trade].code), and(&mall, "floor", FLOORS[*floor].0)]
        }
        false => vec![facts.clone()],
    };
    let place = if wide { Place::Facts(facts.clone()) } else { Place::Everywhere };
    let (trouble_kind, span, expected) = if kind == "repair" {
        let driver = if wide { "conversion" } else { "days" };
        (Kind::Repair { shop: number }, when.part(dice, 4), expected("external", Some("closed"), place, &[(driver, -1)]))
    } else {
        let (of, driver, left) = *dice.one(&[
            (Loss::Buyers, "conversion", (0.35, 0.65)),
            (Loss::Pieces, "units_per_ticket", (0.4, 0.7)),
            (Loss::Price, "average_price", (0.5, 0.75)),
        ]);
        let left = dice.between(left.0, left.1);
        (Kind::Slump { shop: number, left, of }, (when.from, when.to), expected("own", None, place, &[(driver, -1)]))
    };
    let troubles = vec![trouble(trouble_kind, span)];
    Drawn { extent: Extent::mall(), when, troubles, felt: Some((when, facts)), scopes, expected }
}

/// A good is missing in one branch, or everywhere.
fn of_a_good(kind: &str, wide: bool, dice: &mut Dice) -> Drawn {
    let when = When::draw(dice, &ALL);
    let extent = Extent::chain();
    let branch = one_of(dice, &extent);
    let c = usize::try_from(dice.below(SHELVES.len() as u64)).unwrap_or(0);
    let g = usize::try_from(dice.below(extent.goods as u64)).unwrap_or(0);
    let (item, good, shelf) = (item_code(c, g), SHELVES[c].goods[g].name, is("category", SHELVES[c].code));
    let here = and(&shelf, "site", branch);
    let gone = kind == "gone";
    let within = if gone && wide { shelf.clone() } else { here };
    let place = Place::Good { within: within.clone(), item: item.clone() };
    // Who asks for the whole company has nobody else to look at.
    let (verdict, cause) = if gone && !wide { ("external", Some("supply")) } else { ("own", None) };
    Drawn {
        extent,
        when,
        troubles: vec![trouble(if gone { Kind::Gone { item: good } } else { Kind::Missing { branch, item: good } }, (when.from, when.to))],
        felt: Some((when, and(&within, "item", &item))),
        scopes: match (wide, gone) {
            (false, _) => vec![is("site", branch)],
            (true, true) => vec![Where::new(), shelf],
            (true, false) => vec![shelf],
        },
        expected: expected(verdict, cause, place, &[("item", -1)]),
    }
}

fn price_rise(dice: &mut Dice, wide: bool) -> Drawn {
    let when = When::draw(dice, &ALL);
    let extent = Extent::chain();
    let branch = one_of(dice, &extent);
    let category = dice.one(&SHELVES).code;
    let kind = Kind::PriceRise { branch, category, rise: dice.between(0.25, 0.6) };
    let (here, shelf) = (is("site", branch), is("category", category));
    let facts = and(&here, "category", category);
    let (scopes, place) = match wide {
        true => (vec![here, shelf], Place::Facts(facts.clone())),
        false => (vec![facts.clone()], Place::Everywhere),
    };
    let expected = expected("own", None, place, &[("tickets", -1), ("average_price", 1)]);
    Drawn { extent, when, troubles: vec![trouble(kind, (when.from, when.to))], felt: Some((when, facts)), scopes, expected }
}

fn silent_till(dice: &mut Dice, wide: bool) -> Drawn {
    let when = When::draw(dice, &ALL);
    let extent = Extent::chain();
    let branch = one_of(dice, &extent);
    let days = 1 + dice.below(2);
    let from = later(when.from, dice.below(when.days() - days + 1));
    let facts = is("site", branch);
    let (scope, place, driver) = match wide {
        true => (Where::new(), Place::Facts(facts.clone()), "tickets"),
        false => (facts.clone(), Place::Everywhere, "days"),
    };
    Drawn {
        extent,
        when,
        troubles: vec![trouble(Kind::SilentTill { branch }, (from, later(from, days - 1)))],
        felt: Some((when, facts)),
        scopes: vec![scope],
        expected: expected("missing", Some("missing"), place, &[(driver, -1)]),
    }
}

/// Most of the days are wet.
fn rain(dice: &mut Dice, wide: bool) -> Drawn {
    let when = When::draw(dice, &ALL);
    let in_the_mall = !wide && dice.unit() < 0.5;
    let extent = if in_the_mall { Extent::mall() } else { Extent::chain() };
    let near = if in_the_mall { MALL } else { one_of(dice, &extent) };
    // Where half of a company is wet, no part of it is the rest.
    let city = if wide { *dice.one(&["嘉兴", "绍兴"]) } else { weather::city(near) };
    let facts = if wide { is("city", city) } else { is("site", near) };
    let scope = match (wide, in_the_mall && dice.unit() < 0.5) {
        (true, _) => Where::new(),
        (false, true) => is("shop", &shops::code(any_shop(dice))),
        (false, false) => facts.clone(),
    };
    let place = if wide { Place::Facts(facts.clone()) } else { Place::Everywhere };
    let span = when.part(dice, when.days() * 5 / 7);
    Drawn {
        extent,
        when,
        troubles: vec![trouble(Kind::Rain { city }, span)],
        felt: Some((when, facts)),
        scopes: vec![scope],
        expected: expected("external", Some("weather"), place, &[("visitors", -1)]),
    }
}

/// A campaign lay in the days that are held against, and not in these.
fn campaign(dice: &mut Dice, wide: bool) -> Drawn {
    let when = When::draw(dice, &["previous", "last_year_by_weekday"]);
    let in_the_mall = !wide && dice.unit() < 0.5;
    let extent = if in_the_mall { Extent::mall() } else { Extent::chain() };
    let site = if in_the_mall { MALL } else { one_of(dice, &extent) };
    let then = if when.by_year() { when.a_year_before() } else { when.before() };
    let lift = if in_the_mall { dice.between(1.2, 1.6) } else { dice.between(1.05, 1.3) };
    let facts = is("site", site);
    let scope = match (wide, in_the_mall && dice.unit() < 0.5) {
        (true, _) => Where::new(),
        (false, true) => is("shop", &shops::code(participant(dice))),
        (false, false) => facts.clone(),
    };
    let place = if wide { Place::Facts(facts.clone()) } else { Place::Everywhere };
    Drawn {
        extent,
        when,
        troubles: vec![trouble(Kind::Campaign { site, lift }, (then.from, then.to))],
        felt: Some((then, facts)),
        scopes: vec![scope],
        expected: expected("external", Some("campaign"), place, &[("visitors", -1)]),
    }
}

/// The moon moved a festival into these days or out of them; nothing is planted.
fn festival(dice: &mut Dice, wide: bool) -> Option<Drawn> {
    let when = When::of_the_moon(dice);
    let in_the_mall = !wide && dice.unit() < 0.5;
    let weigh: fn(NaiveDate) -> f64 = if in_the_mall { calendar::mall } else { calendar::supermarket };
    let then = |day: NaiveDate| day.checked_sub_months(chrono::Months::new(12)).unwrap_or(day);
    let moved = when.each().map(weigh).sum::<f64>() / when.each().map(then).map(weigh).sum::<f64>() - 1.0;
    if moved.abs() < FESTIVAL_MIN {
        return None;
    }
    let extent = if in_the_mall { Extent::mall() } else { Extent::chain() };
    let scope = match (wide, in_the_mall) {
        (true, _) => Where::new(),
        (false, true) => is("site", MALL),
        (false, false) => is("site", one_of(dice, &extent)),
    };
    let expected = expected("external", Some("calendar"), Place::Everywhere, &[("visitors", if moved < 0.0 { -1 } else { 1 })]);
    Some(Drawn { extent, when, troubles: Vec::new(), felt: None, scopes: vec![scope], expected })
}

fn nothing(dice: &mut Dice, wide: bool) -> Drawn {
    let when = When::draw(dice, &RECENT);
    let in_the_mall = dice.unit() < 0.5;
    let extent = if in_the_mall { Extent::mall() } else { Extent::chain() };
    let scope = match (wide, in_the_mall) {
        (true, true) => is("site", MALL),
        (true, false) => Where::new(),
        (false, true) => is("shop", &shops::code(any_shop(dice))),
        (false, false) => is("site", one_of(dice, &extent)),
    };
    let expected = expected("usual", None, Place::Everywhere, &[]);
    Drawn { extent, when, troubles: Vec::new(), felt: None, scopes: vec![scope], expected }
}

/// Whether it hardly rained on the days that are held against, where it rains now.
fn dry(company: &Company, when: When) -> bool {
    let before = when.held_against();
    let held = |day: NaiveDate| before.iter().any(|span| span.from <= day && day <= span.to);
    let rain: Vec<(NaiveDate, &str)> = company.rain().collect();
    let wet = |site: &str| rain.iter().filter(|(day, at)| held(*day) && *at == site).count();
    rain.iter().filter(|(day, _)| *day >= earlier(when.to, 3)).all(|(_, site)| wet(site) <= RAIN_BEFORE_MAX * before.len())
}

/// Whether a manager would ask about a scope: the trouble moved it, and what is seen of it is mostly the trouble.
fn asked(company: &Company, when: When, (days, facts): (When, &Where), scope: &Where) -> bool {
    let calm = company.calm();
    let planted = company.sum(&[days], &[facts, scope]) - calm.sum(&[days], &[facts, scope]);
    let whole = calm.sum(&[days], &[scope]).max(1.0);
    // What is felt on the days that are held against is seen with the other sign.
    let planted = if days.from < when.from { -planted } else { planted } / whole;
    if planted.abs() < MOVED_MIN {
        return false;
    }
    let before = when.held_against();
    let seen = company.sum(&[when], &[scope]) / (company.sum(&before, &[scope]) / before.len() as f64).max(1.0) - 1.0;
    SEEN.contains(&(seen / planted))
}

impl Company {
    /// The same company, had nothing gone wrong.
    fn calm(&self) -> Self {
        Self { troubles: Vec::new(), shops: self.shops.clone(), brands: self.brands.clone(), extent: self.extent.clone(), ..*self }
    }

    /// What was sold on some days under conditions that all hold.
    fn sum(&self, spans: &[When], conditions: &[&Where]) -> f64 {
        let lines = spans.iter().flat_map(|span| span.each()).flat_map(|day| self.day(day).lines);
        lines.filter(|line| conditions.iter().all(|of| self.holds(of, line))).map(|line| line.amount as f64).sum()
    }
}

fn one_of(dice: &mut Dice, extent: &Extent) -> &'static str {
    extent.branches[usize::try_from(dice.below(extent.branches.len() as u64)).unwrap_or(0)]
}

fn any_shop(dice: &mut Dice) -> u16 {
    2 * u16::try_from(dice.below(60)).unwrap_or(0)
}

/// A shop that takes part in the campaigns of the mall.
fn participant(dice: &mut Dice) -> u16 {
    let number = u16::try_from(dice.below(46)).unwrap_or(0);
    2 * (number + number / 4 + 1)
}

fn trouble(kind: Kind, (from, to): (NaiveDate, NaiveDate)) -> Trouble {
    Trouble { kind, from, to }
}

fn expected(verdict: &'static str, cause: Option<&'static str>, place: Place, drivers: &[(&'static str, i8)]) -> Expected {
    Expected { verdict, cause, place, drivers: drivers.to_vec() }
}

fn is(dim: &'static str, code: &str) -> Where {
    Where::from([(dim, vec![code.to_owned()])])
}

fn and(conditions: &Where, dim: &'static str, code: &str) -> Where {
    let mut more = conditions.clone();
    more.insert(dim, vec![code.to_owned()]);
    more
}
