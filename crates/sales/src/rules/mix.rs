//! A mix: what a target is of — the company, or any combination of a site, a channel, a shop, a brand and a category.

use kernel::measure::Where;

/// What a target may name, the widest first.
pub const DIMS: [&str; 5] = ["site", "channel", "shop", "brand", "category"];

/// The codes that are named, in the order of [`DIMS`]; none at all is the company.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mix(pub [Option<String>; 5]);

impl Mix {
    /// The mix with one more code; a dimension that no target may name changes nothing.
    pub fn with(mut self, dim: &str, code: &str) -> Self {
        if let Some(at) = DIMS.iter().position(|known| *known == dim) {
            self.0[at] = Some(code.to_owned());
        }
        self
    }

    /// What is named in a dimension.
    pub fn get(&self, dim: &str) -> Option<&str> {
        self.named().find(|(known, _)| *known == dim).map(|(_, code)| code)
    }

    /// What is named, the widest dimension first.
    pub fn named(&self) -> impl Iterator<Item = (&'static str, &str)> {
        DIMS.into_iter().zip(&self.0).filter_map(|(dim, code)| Some((dim, code.as_deref()?)))
    }

    /// The dimensions that are named.
    pub fn dims(&self) -> Vec<&'static str> {
        self.named().map(|(dim, _)| dim).collect()
    }

    /// Whether the other lies inside this one.
    pub fn holds(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).all(|(own, other)| own.is_none() || own == other)
    }

    /// Whether a sale could belong to both.
    pub fn meets(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).all(|(own, other)| own.is_none() || other.is_none() || own == other)
    }

    /// The next wider mix: without what was named last. The company has none.
    pub fn wider(&self) -> Option<Self> {
        let last = self.0.iter().rposition(Option::is_some)?;
        let mut wider = self.clone();
        wider.0[last] = None;
        Some(wider)
    }

    /// The filter that finds its facts.
    pub fn filters(&self) -> Where {
        self.named().map(|(dim, code)| (dim.to_owned(), vec![code.to_owned()])).collect()
    }
}

/// A scope that is asked about: any of the codes of each dimension.
#[derive(Clone, Debug, Default)]
pub struct Scope<'a>(pub Option<&'a Where>);

impl Scope<'_> {
    /// Whether a mix lies inside the scope as a whole.
    pub fn holds(&self, mix: &Mix) -> bool {
        let mut filters = self.0.into_iter().flatten();
        filters.all(|(dim, codes)| mix.get(dim).is_some_and(|code| codes.iter().any(|known| known == code)))
    }

    /// Whether a mix is just the scope: a shop is the same with its site and without.
    pub fn is(&self, mix: &Mix) -> bool {
        let asked = |dim: &str| self.0.and_then(|filters| filters.get(dim)).map(Vec::as_slice);
        let single = self.0.into_iter().flatten().all(|(_, codes)| codes.len() == 1);
        let implied = |dim: &str| dim == "site" && mix.get("shop").is_some();
        single && self.holds(mix) && mix.named().all(|(dim, _)| asked(dim).is_some() || implied(dim))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `site=M01,shop=A` as a mix.
    pub fn mix(text: &str) -> Mix {
        text.split(',').filter_map(|part| part.split_once('=')).fold(Mix::default(), |mix, (dim, code)| mix.with(dim, code))
    }

    #[test]
    fn mixes_lie_inside_one_another_or_meet_or_stand_apart() {
        for (one, other, holds, meets) in [
            ("", "site=M01", true, true),
            ("site=M01", "", false, true),
            ("site=M01", "site=M01,shop=A", true, true),
            ("site=M01", "site=M02,shop=B", false, false),
            ("site=M01", "channel=C1", false, true),
            ("site=M01,channel=C1", "channel=C1", false, true),
            ("brand=B1", "site=M01,brand=B1", true, true),
        ] {
            assert_eq!((mix(one).holds(&mix(other)), mix(one).meets(&mix(other))), (holds, meets), "{one} and {other}");
        }
        assert_eq!(mix("site=M01,shop=A").wider(), Some(mix("site=M01")));
        assert_eq!(mix("").wider(), None);
    }

    #[test]
    fn a_scope_is_a_mix_where_it_names_the_same() {
        let filters = |text: &str| mix(text).filters();
        for (asked, of, is) in [
            ("", "", true),
            ("site=M01", "site=M01", true),
            ("shop=A", "site=M01,shop=A", true),
            ("site=M01", "site=M01,shop=A", false),
            ("", "site=M01", false),
        ] {
            assert_eq!(Scope(Some(&filters(asked))).is(&mix(of)), is, "{asked} and {of}");
        }
        let both = Where::from([("site".to_owned(), vec!["M01".to_owned(), "M02".to_owned()])]);
        assert!(Scope(Some(&both)).holds(&mix("site=M02")) && !Scope(Some(&both)).is(&mix("site=M02")));
    }
}
