//! A draft while targets are written into it: which rows it has, and what the codes of new ones stand for.

use crate::queries::names_of_mix;
use crate::queries::{Targets, targets};
use crate::records::target;
use crate::records::target_plan::{Model, measure, not_by, open};
use crate::rules::mix::{DIMS, Mix};
use kernel::desk::Desk;
use kernel::fixed::Amount;
use kernel::id::Id;
use kernel::measure::Measure;
use kernel::record::{Card, cards_of, insert, save};
use kernel::refusal::{FieldError, Outcome, Refusal};
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;

/// A draft that is being written into.
pub struct Draft<'a> {
    desk: &'a Desk,
    plan: &'a Model,
    pub measure: Measure,
    pub targets: Targets,
    at: HashMap<Mix, usize>,
    /// How many targets the plan has, with those that the desk does not see.
    held: u64,
    cards: HashMap<(&'static str, String), Card>,
}

impl<'a> Draft<'a> {
    /// Holds a plan that is a draft until the end of the act.
    pub async fn open(desk: &'a Desk, plan: &'a Model) -> Outcome<Self> {
        open(desk, plan.id).await?;
        let targets = targets(desk, plan.id).await?;
        let at = targets.lines.iter().enumerate().map(|(at, line)| (line.mix.clone(), at)).collect();
        let held = target::held(desk, plan.id).await?;
        Ok(Self { desk, plan, measure: measure(desk, &plan.measure)?, targets, at, held, cards: HashMap::new() })
    }

    /// Looks up what codes stand for, all at once.
    pub async fn know<'m>(&mut self, mixes: impl Iterator<Item = &'m Mix> + Clone) -> Outcome<()> {
        for dim in DIMS {
            let codes: BTreeSet<&str> = mixes.clone().filter_map(|mix| mix.get(dim)).collect();
            let codes: Vec<&str> = codes.into_iter().collect();
            for card in cards_of(self.desk, dim, &codes).await? {
                self.cards.insert((dim, card.sub.clone()), card);
            }
        }
        let sites: Vec<Uuid> = self.cards.values().filter(|card| card.record == "shop").filter_map(|card| card.site_id).collect();
        for card in kernel::record::named_cards(&self.desk.db(), &sites).await? {
            self.cards.insert(("site", card.sub.clone()), card);
        }
        Ok(())
    }

    /// The mix with the site of its shop, or what is wrong with it, at its dimension.
    pub fn placed(&self, mix: &Mix, pointer: &str) -> Result<Mix, Vec<FieldError>> {
        let mut errors = Vec::new();
        for (dim, code) in mix.named() {
            let at = format!("{pointer}/{dim}");
            if !self.measure.dims.contains(&dim) {
                errors.push(not_by(&self.measure, at));
            } else if !self.cards.get(&(dim, code.to_owned())).is_some_and(|card| self.sees(card) && !card.ended) {
                let (zh, en) = (format!("没有找到“{code}”，可能已停用"), format!("“{code}” was not found; it may have ended"));
                errors.push(FieldError::new(at, "reference", zh, en));
            }
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        let shop = mix.get("shop").and_then(|code| self.cards.get(&("shop", code.to_owned())));
        let site = shop.and_then(|shop| self.cards.values().find(|card| card.record == "site" && Some(card.row_id) == shop.site_id));
        let mix = match (site, mix.get("site")) {
            (Some(site), Some(said)) if site.sub != said => {
                let (zh, en) = ("这个店铺不在所选的门店里", "The shop is not in the chosen site");
                return Err(vec![FieldError::new(format!("{pointer}/shop"), "elsewhere", zh, en)]);
            }
            (Some(site), _) => mix.clone().with("site", &site.sub),
            _ => mix.clone(),
        };
        if mix.get("site").is_none() && self.desk.actor.sites.listed().is_some() {
            let (zh, en) = ("请选择您负责的门店", "Choose a site of yours");
            return Err(vec![FieldError::new(format!("{pointer}/site"), "outside", zh, en)]);
        }
        Ok(mix)
    }

    fn sees(&self, card: &Card) -> bool {
        card.site_id.is_none_or(|site| self.desk.actor.sites.hold(site))
    }

    /// Writes the amounts of a mix that was placed; a target without any is taken out.
    pub async fn put(&mut self, mix: &Mix, year: Option<Amount>, months: [Option<Amount>; 12]) -> Outcome<()> {
        let empty = year.is_none() && months.iter().all(Option::is_none);
        let known = self.at.get(mix).map(|at| self.targets.rows[*at].clone());
        match known {
            Some(before) if empty => {
                let record = self.desk.house.catalogue.record("target").ok_or_else(Refusal::not_found)?;
                record.end(self.desk, before.id.0, None).await?;
                self.at.remove(mix);
                self.held -= 1;
            }
            Some(before) => {
                let next = target::Model { year_amount: year, ..before.clone() }.with_months(months);
                if next != before {
                    let saved = save::<target::Entity>(self.desk, &before, next, "change").await?;
                    self.targets.rows[self.at[mix]] = saved;
                }
            }
            None if empty => {}
            None => {
                target::refuse_full(self.held)?;
                let id = |dim: &'static str| mix.get(dim).and_then(|code| self.cards.get(&(dim, code.to_owned()))).map(|card| card.row_id);
                let row = target::Model {
                    plan_id: self.plan.id,
                    site_id: id("site").map(Id::of),
                    channel_id: id("channel").map(Id::of),
                    shop_id: id("shop").map(Id::of),
                    brand_id: id("brand").map(Id::of),
                    category_id: id("category").map(Id::of),
                    year_amount: year,
                    ..target::Model::default()
                };
                let name = names_of_mix(self.desk, &row).await?;
                let row = insert::<target::Entity>(self.desk, target::Model { name, ..row }.with_months(months)).await?;
                self.held += 1;
                self.at.insert(mix.clone(), self.targets.rows.len());
                self.targets.rows.push(row);
            }
        }
        Ok(())
    }

    /// The row of a mix, if it has one.
    pub fn row(&self, mix: &Mix) -> Option<&target::Model> {
        self.at.get(mix).map(|at| &self.targets.rows[*at])
    }
}
