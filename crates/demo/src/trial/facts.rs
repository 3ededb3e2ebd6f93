//! The parts of a company, for telling whether two names of a place mean the same facts.

use crate::Company;
use crate::directory::brand_codes;
use crate::goods::{self, SHELVES, item_code};
use crate::line::Line;
use crate::names::{FLOORS, TRADES};
use crate::shops::MALL;
use crate::weather::city;
use std::collections::BTreeMap;

/// Codes by dimension, each a condition.
pub type Where = BTreeMap<&'static str, Vec<String>>;

/// A smallest part of the company as people name it: a shop, or the goods of a maker on a shelf of a branch.
#[derive(Clone, Debug)]
pub struct Leaf {
    /// Its code in each dimension in which it has one.
    pub codes: BTreeMap<&'static str, String>,
    /// The goods in it.
    pub items: Vec<String>,
}

impl Leaf {
    /// Whether it lies within some conditions.
    pub fn within<'a>(&self, conditions: impl IntoIterator<Item = (&'a str, &'a [String])>) -> bool {
        conditions.into_iter().all(|(dim, codes)| self.codes.get(dim).is_some_and(|code| codes.contains(code)))
    }

    pub(super) fn in_scope(&self, scope: &Where) -> bool {
        self.within(scope.iter().map(|(dim, codes)| (*dim, codes.as_slice())))
    }

    fn of(codes: &[(&'static str, &str)]) -> Self {
        Self { codes: codes.iter().map(|(dim, code)| (*dim, (*code).to_owned())).collect(), items: Vec::new() }
    }
}

impl Company {
    /// All smallest parts.
    pub fn leaves(&self) -> Vec<Leaf> {
        let brands = brand_codes();
        let shops = self.shops.iter().map(|shop| {
            Leaf::of(&[
                ("site", MALL),
                ("city", city(MALL)),
                ("channel", "counter"),
                ("shop", &shop.code),
                ("floor", FLOORS[shop.floor].0),
                ("brand", &brands[shop.brand]),
                ("category", TRADES[shop.trade].code),
                ("wide_category", "M"),
            ])
        });
        let mut leaves: Vec<Leaf> = shops.collect();
        for branch in &self.extent.branches {
            for (c, shelf) in SHELVES.iter().enumerate() {
                for (g, good) in shelf.goods.iter().enumerate().take(self.extent.goods) {
                    let maker = maker_code(good.brand);
                    let same = |leaf: &&mut Leaf| {
                        leaf.in_scope(&Where::from([
                            ("site", vec![(*branch).to_owned()]),
                            ("category", vec![shelf.code.to_owned()]),
                            ("brand", vec![maker.clone()]),
                        ]))
                    };
                    if let Some(leaf) = leaves.iter_mut().find(same) {
                        leaf.items.push(item_code(c, g));
                        continue;
                    }
                    let codes = [("site", *branch), ("city", city(branch)), ("channel", "counter"), ("brand", &maker)];
                    let mut leaf = Leaf::of(&codes);
                    leaf.codes.extend([("category", shelf.code.to_owned()), ("wide_category", "G".to_owned())]);
                    leaf.items.push(item_code(c, g));
                    leaves.push(leaf);
                }
            }
        }
        leaves
    }

    /// Whether a line belongs to some facts. Conditions are of site, city, shop, floor, category and item.
    pub(super) fn holds(&self, conditions: &Where, line: &Line) -> bool {
        let shop = line.shop.and_then(|number| {
            let at = self.shops.binary_search_by_key(&number, |shop| shop.number).ok()?;
            self.shops.get(at)
        });
        conditions.iter().all(|(dim, codes)| {
            let code = match *dim {
                "site" => Some(line.site),
                "city" => Some(city(line.site)),
                "category" => Some(line.category),
                "item" => line.item.as_deref(),
                "shop" => shop.map(|shop| shop.code.as_str()),
                "floor" => shop.map(|shop| FLOORS[shop.floor].0),
                _ => None,
            };
            code.is_some_and(|code| codes.iter().any(|known| known == code))
        })
    }
}

/// The code of a maker of goods in the directory.
fn maker_code(brand: &str) -> String {
    format!("B{:03}", 101 + goods::brands().position(|known| known == brand).unwrap_or_default())
}
