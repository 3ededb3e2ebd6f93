//! The scores as a page of the documents has them.

use super::judge::Judged;
use demo::KINDS;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::PathBuf;

/// Where the tables stand in the page.
const BEGIN: &str = "<!-- tables: begin -->\n";
const END: &str = "<!-- tables: end -->";

/// Scores by kind and half, and which verdict was said for which.
pub fn page(judged: &[Judged], half: u64) -> String {
    let mut page = String::from("| | cases | verdict | place | driver |\n|---|---|---|---|---|\n");
    let mut row = |name: &str, cases: &[&Judged]| {
        let share = |right: usize, all: usize| if all == 0 { "–".to_owned() } else { format!("{right} / {all}") };
        let drivers: Vec<bool> = cases.iter().filter_map(|case| case.driver).collect();
        let _ = writeln!(
            page,
            "| {name} | {} | {} | {} | {} |",
            cases.len(),
            share(cases.iter().filter(|case| case.verdict).count(), cases.len()),
            share(cases.iter().filter(|case| case.place).count(), cases.len()),
            share(drivers.iter().filter(|right| **right).count(), drivers.len()),
        );
    };
    let of = |wanted: &dyn Fn(&Judged) -> bool| judged.iter().filter(|case| wanted(case)).collect::<Vec<_>>();
    for kind in KINDS {
        for (wide, from) in [(false, "near"), (true, "afar")] {
            row(&format!("{kind}, {from}"), &of(&|case| case.kind == kind && case.wide == wide));
        }
    }
    row("asked from near", &of(&|case| !case.wide));
    row("asked from afar", &of(&|case| case.wide));
    row("seeds looked at", &of(&|case| case.seed < half));
    row("seeds not looked at", &of(&|case| case.seed >= half));
    row("**all**", &of(&|_| true));
    page + "\n" + &confusion(judged)
}

fn confusion(judged: &[Judged]) -> String {
    let said: BTreeSet<&str> = judged.iter().flat_map(|case| [case.said.as_str(), case.expected.as_str()]).collect();
    let mut page =
        format!("| planted \\ said | {} |\n|---|{}\n", said.iter().copied().collect::<Vec<_>>().join(" | "), "---|".repeat(said.len()));
    let expected: BTreeSet<&str> = judged.iter().map(|case| case.expected.as_str()).collect();
    for wanted in expected {
        let count = |word: &&str| judged.iter().filter(|case| case.expected == wanted && case.said == **word).count();
        let cells = said.iter().map(|word| match count(word) {
            0 => " ".to_owned(),
            n => n.to_string(),
        });
        let _ = writeln!(page, "| {wanted} | {} |", cells.collect::<Vec<_>>().join(" | "));
    }
    page
}

/// The page has these tables. With `UPDATE_PLANTED` set they are written into it.
pub fn assert_fresh(tables: &str) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/planted.md");
    let page = std::fs::read_to_string(&path).expect("there is a page");
    let (before, rest) = page.split_once(BEGIN).expect("the page says where the tables begin");
    let (kept, after) = rest.split_once(END).expect("the page says where the tables end");
    if kept == tables {
        return;
    }
    assert!(std::env::var("UPDATE_PLANTED").is_ok(), "docs/planted.md is not fresh: set UPDATE_PLANTED=1 and run this test again");
    std::fs::write(&path, format!("{before}{BEGIN}{tables}{END}{after}")).expect("the page is written");
}
