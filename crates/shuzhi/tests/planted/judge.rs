//! Holds an answer against what was planted. Two names of a place are the same when they mean the same facts.

use demo::{Case, Leaf, Place};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fmt;

/// What was right in the answer to a case.
pub struct Judged {
    pub seed: u64,
    pub kind: &'static str,
    pub wide: bool,
    pub verdict: bool,
    pub place: bool,
    /// None where nothing is to be told.
    pub driver: Option<bool>,
    /// What was to be said and what was said, in a word: `external:rain`.
    pub expected: String,
    pub said: String,
    told: String,
}

impl Judged {
    pub fn of(case: &Case, answer: &Value) -> Self {
        let expected = &case.expected;
        let said = said(answer);
        let wanted = word(expected.verdict, expected.cause);
        let (place, at) = placed(case, answer);
        let driver = (!expected.drivers.is_empty()).then(|| driven(case, answer, at.as_ref()));
        Self {
            seed: case.seed,
            kind: case.kind,
            wide: case.wide,
            verdict: said == wanted,
            place,
            driver,
            expected: wanted,
            said,
            told: told(case, answer),
        }
    }

    pub fn all_right(&self) -> bool {
        self.verdict && self.place && self.driver != Some(false)
    }
}

impl fmt::Display for Judged {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let wrong: Vec<&str> = [("verdict", self.verdict), ("place", self.place), ("driver", self.driver.unwrap_or(true))]
            .into_iter()
            .filter(|(_, right)| !right)
            .map(|(what, _)| what)
            .collect();
        write!(
            f,
            "#{} {} {}: wrong {}; {} -> {}\n{}",
            self.seed,
            self.kind,
            if self.wide { "wide" } else { "near" },
            wrong.join("+"),
            self.expected,
            self.said,
            self.told
        )
    }
}

/// A verdict with the test that it rests on.
fn word(verdict: &str, cause: Option<&str>) -> String {
    match cause {
        Some(cause) if cause != verdict => format!("{verdict}:{cause}"),
        _ => verdict.to_owned(),
    }
}

/// The verdict of an answer with the test that gives its title.
fn said(answer: &Value) -> String {
    let outside = &answer["outside"];
    let named = outside["tests"].as_array().into_iter().flatten().find(|test| test["zh"] == outside["zh"]);
    word(outside["verdict"].as_str().unwrap_or("none"), named.and_then(|test| test["key"].as_str()))
}

/// Whether the first place is the planted one, and the place.
fn placed<'a>(case: &Case, answer: &'a Value) -> (bool, Option<&'a Value>) {
    let leaves = case.company.leaves();
    let scoped = |leaf: &Leaf| leaf.within(case.question.scope.iter().map(|(dim, codes)| (*dim, codes.as_slice())));
    let named = |place: &Value| -> BTreeSet<usize> {
        let keys: Vec<(String, Vec<String>)> = place["keys"]
            .as_object()
            .into_iter()
            .flatten()
            .map(|(dim, named)| (dim.clone(), vec![named["code"].as_str().unwrap_or_default().to_owned()]))
            .collect();
        let within = |leaf: &Leaf| scoped(leaf) && leaf.within(keys.iter().map(|(dim, codes)| (dim.as_str(), codes.as_slice())));
        (0..leaves.len()).filter(|at| within(&leaves[*at])).collect()
    };
    let all = |conditions: &demo::Where| -> BTreeSet<usize> {
        let within = |leaf: &Leaf| scoped(leaf) && leaf.within(conditions.iter().map(|(dim, codes)| (*dim, codes.as_slice())));
        (0..leaves.len()).filter(|at| within(&leaves[*at])).collect()
    };
    let first = answer["places"].as_array().and_then(|places| places.first());
    let right = match (&case.expected.place, first) {
        (Place::Everywhere, first) => first.is_none(),
        (Place::Facts(facts), Some(first)) => named(first) == all(facts),
        (Place::Good { within, item }, Some(first)) => {
            let named = named(first);
            let holds = named.iter().any(|at| leaves[*at].items.contains(item));
            holds && named.is_subset(&all(within))
        }
        // Where every part of the scope has the good, there is no place to name.
        (Place::Good { within, item }, None) => {
            let scope: BTreeSet<usize> = (0..leaves.len()).filter(|at| scoped(&leaves[*at])).collect();
            scope == all(within) && scope.iter().all(|at| leaves[*at].items.contains(item))
        }
        (Place::Facts(_), None) => false,
    };
    (right, first)
}

/// Whether the driver that did most is the planted one, at the place where there is one, and those beside it have their sign.
fn driven(case: &Case, answer: &Value, place: Option<&&Value>) -> bool {
    let expected = &case.expected.drivers;
    if expected[0].0 == "item" {
        let Place::Good { item, .. } = &case.expected.place else { return false };
        // Where others of the scope still sell it, it is not gone but less.
        let kind = if case.wide && case.kind == "missing" { "volume" } else { "ended" };
        return answer["items"][0]["item"]["code"] == item.as_str() && answer["items"][0]["kind"] == kind;
    }
    let at_place = matches!(case.expected.place, Place::Facts(_));
    let drivers = if at_place { place.map(|place| &place["drivers"]) } else { Some(&answer["how"]["drivers"]) };
    let mut drivers: Vec<(&str, f64)> = drivers
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(|driver| Some((driver["key"].as_str()?, driver["effect"].as_str()?.parse().ok()?)))
        .collect();
    drivers.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
    let signed = |key: &str, sign: i8| drivers.iter().any(|(known, effect)| *known == key && effect.signum() == f64::from(sign));
    drivers.first().is_some_and(|(key, _)| *key == expected[0].0) && expected.iter().all(|(key, sign)| signed(key, *sign))
}

/// The case and its answer, for whoever looks for the reason.
fn told(case: &Case, answer: &Value) -> String {
    let list =
        |value: &Value, of: &dyn Fn(&Value) -> String| value.as_array().into_iter().flatten().map(of).collect::<Vec<_>>().join(" | ");
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), ToOwned::to_owned);
    format!(
        "   {:?}\n   expected {:?}\n   {} -> {} ({})\n   places {}\n   drivers {}\n   items {}\n   tests {}",
        case.question,
        case.expected,
        text(&answer["before"]),
        text(&answer["now"]),
        text(&answer["rate"]),
        list(&answer["places"], &|p| format!(
            "{} {} share {} sure {} surprise {} [{}]",
            text(&p["name"]["zh"]),
            text(&p["effect"]),
            p["share"],
            p["sure"],
            p["surprise"],
            list(&p["drivers"], &|d| format!("{} {}", text(&d["key"]), text(&d["effect"])))
        )),
        list(&answer["how"]["drivers"], &|d| format!("{} {}", text(&d["key"]), text(&d["effect"]))),
        list(&answer["items"], &|i| format!("{} {} {}", text(&i["item"]["name"]["zh"]), text(&i["kind"]), text(&i["effect"]))),
        list(&answer["outside"]["tests"], &|t| format!("{} {} {}", text(&t["key"]), text(&t["outcome"]), text(&t["effect"]))),
    )
}
