//! Which target holds for a scope: the row that is just the scope, or else the widest rows inside it that do not overlap.
//!
//! Widest first, because a site's own target tells of the whole site while those of its shops may leave some out. Where the
//! scope has a row of its own, the sum of the next ones inside is told beside it: the gap between them is never hidden.

use super::mix::{Mix, Scope};
use rust_decimal::Decimal;

/// One row of a plan.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Line {
    pub mix: Mix,
    pub year: Option<Decimal>,
    pub months: [Option<Decimal>; 12],
}

impl Line {
    /// Whether the year was not broken down to months yet.
    pub fn unbroken(&self) -> bool {
        self.year.is_some() && self.months.iter().all(Option::is_none)
    }

    /// What the months make together, where all of them are known.
    pub fn sum(&self) -> Option<Decimal> {
        self.months.iter().copied().sum()
    }

    /// The year: as it was said, or what its months make.
    pub fn whole(&self) -> Option<Decimal> {
        self.year.or_else(|| self.sum())
    }
}

/// What holds for a scope.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Effective {
    pub amount: Option<Decimal>,
    /// Whether the scope has a row of its own.
    pub own: bool,
    /// What the rows are of that make the amount: the scope itself, or parts of it.
    pub made_of: Vec<Mix>,
    /// How many rows make the amount, or lie next inside the scope's own row.
    pub parts: usize,
    /// What the next rows inside the scope's own row make together.
    pub parts_amount: Option<Decimal>,
}

/// What holds for a scope, of what each row says (`of` a month, or the year); for figures that add up.
pub fn effective(lines: &[Line], scope: &Scope<'_>, of: impl Fn(&Line) -> Option<Decimal>) -> Effective {
    let said: Vec<(&Line, Decimal)> =
        lines.iter().filter(|line| scope.holds(&line.mix)).filter_map(|line| Some((line, of(line)?))).collect();
    let own = said.iter().find(|(line, _)| scope.is(&line.mix)).copied();
    let inside: Vec<(&Line, Decimal)> = said.into_iter().filter(|(line, _)| !scope.is(&line.mix)).collect();
    let chosen = apart(&inside.iter().map(|(line, _)| &line.mix).collect::<Vec<_>>());
    let sum = (!chosen.is_empty()).then(|| chosen.iter().map(|at| inside[*at].1).sum());
    let parts = chosen.len();
    match own {
        Some((line, amount)) => Effective { amount: Some(amount), own: true, made_of: vec![line.mix.clone()], parts, parts_amount: sum },
        None => {
            let made_of = chosen.into_iter().map(|at| inside[at].0.mix.clone()).collect();
            Effective { amount: sum, own: false, made_of, parts, parts_amount: None }
        }
    }
}

/// What holds for a scope of a figure that does not add up: its own row alone.
pub fn level(lines: &[Line], scope: &Scope<'_>, of: impl Fn(&Line) -> Option<Decimal>) -> Effective {
    let own = lines.iter().find(|line| scope.is(&line.mix)).and_then(of);
    Effective { amount: own, own: own.is_some(), ..Effective::default() }
}

/// The widest of these that do not overlap, by their places: those that name less first, and among them those that name a
/// wider dimension.
pub fn apart(mixes: &[&Mix]) -> Vec<usize> {
    let rank = |mix: &Mix| {
        let dims = mix.0.iter().map(Option::is_none).collect::<Vec<_>>();
        (mix.0.iter().flatten().count(), dims)
    };
    let mut order: Vec<usize> = (0..mixes.len()).collect();
    order.sort_by_cached_key(|at| (rank(mixes[*at]), mixes[*at].clone()));
    let mut chosen: Vec<usize> = Vec::new();
    for at in order {
        if chosen.iter().all(|other| !mixes[*other].meets(mixes[at])) {
            chosen.push(at);
        }
    }
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::measure::Where;
    use proptest::prelude::*;

    fn line((text, amount): &(&str, i64)) -> Line {
        let mix = text.split(',').filter_map(|part| part.split_once('=')).fold(Mix::default(), |mix, (dim, code)| mix.with(dim, code));
        Line { mix, year: Some(Decimal::from(*amount)), ..Line::default() }
    }

    fn filters(text: &str) -> Where {
        line(&(text, 0)).mix.filters()
    }

    #[test]
    fn an_exact_row_wins_and_else_the_widest_apart_are_added_up() {
        let company = ("", 1000);
        let (m1, m2) = (("site=M01", 600), ("site=M02", 300));
        let (a, b) = (("site=M01,shop=A", 250), ("site=M01,shop=B", 250));
        let c = ("site=M02,shop=C", 280);
        let online = ("channel=C1", 500);
        for (rows, asked, expected) in [
            (&[][..], "", (None, false, 0, None)),
            (&[company, m1, m2], "", (Some(1000), true, 2, Some(900))),
            (&[m1, m2], "", (Some(900), false, 2, None)),
            // M02 has no row of its own: its shop stands in for it.
            (&[m1, a, b, c], "", (Some(880), false, 2, None)),
            (&[m1, a, b, c], "site=M01", (Some(600), true, 2, Some(500))),
            (&[m1, a, b, c], "site=M02", (Some(280), false, 1, None)),
            (&[m1, a, b, c], "shop=A", (Some(250), true, 0, None)),
            // Sites and channels overlap: the sites, which are wider, are taken, and never both.
            (&[online, m1, m2], "", (Some(900), false, 2, None)),
            (&[online, m1, m2], "channel=C1", (Some(500), true, 0, None)),
            (&[m1, m2], "brand=B1", (None, false, 0, None)),
        ] {
            let lines: Vec<Line> = rows.iter().map(line).collect();
            let filters = filters(asked);
            let found = effective(&lines, &Scope(Some(&filters)), Line::whole);
            let told = (found.amount, found.own, found.parts, found.parts_amount);
            let (amount, own, parts, sum) = expected;
            assert_eq!(told, (amount.map(Decimal::from), own, parts, sum.map(Decimal::from)), "{rows:?} of {asked}");
        }
    }

    #[test]
    fn what_does_not_add_up_has_only_its_own_row() {
        let lines: Vec<Line> = [("site=M01", 60), ("site=M02", 30)].iter().map(line).collect();
        assert_eq!(level(&lines, &Scope(None), Line::whole).amount, None);
        let asked = filters("site=M02");
        assert_eq!(level(&lines, &Scope(Some(&asked)), Line::whole).amount, Some(Decimal::from(30)));
    }

    fn mixes() -> impl Strategy<Value = Vec<Mix>> {
        let code = prop::option::of(0_u8..3);
        prop::collection::vec(prop::array::uniform5(code), 0..24)
            .prop_map(|all| all.into_iter().map(|codes| Mix(codes.map(|code| code.map(|code| code.to_string())))).collect())
    }

    proptest! {
        #[test]
        fn what_is_added_up_never_overlaps_and_leaves_out_only_what_does(mixes in mixes()) {
            let of: Vec<&Mix> = mixes.iter().collect();
            let chosen = apart(&of);
            for (at, one) in of.iter().enumerate() {
                let met = chosen.iter().any(|other| *other != at && of[*other].meets(one));
                prop_assert_eq!(chosen.contains(&at), !met, "{:?}", one);
            }
        }
    }
}
