//! The targets of a plan as the desk may see them, with the codes and names of what they are of.

use crate::records::{target, target_plan};
use crate::rules::effective::Line;
use crate::rules::mix::Mix;
use kernel::desk::Desk;
use kernel::fixed::Amount;
use kernel::id::Id;
use kernel::record::{Card, Record, named_cards};
use kernel::refusal::Outcome;
use kernel::text::{Text, text};
use schemars::JsonSchema;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;

/// The plan that a figure is held against.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct PlanRow {
    pub id: Id<target_plan::Entity>,
    pub code: String,
    pub name: String,
    pub year: i32,
    pub edition: i32,
    pub state: target_plan::State,
}

impl From<&target_plan::Model> for PlanRow {
    fn from(row: &target_plan::Model) -> Self {
        let (code, name) = (row.code.clone(), row.name.clone());
        Self { id: row.id, code, name, year: row.year, edition: row.edition, state: row.state }
    }
}

/// The rows of a plan.
#[derive(Default)]
pub struct Targets {
    pub rows: Vec<target::Model>,
    /// One for each row, in its order.
    pub lines: Vec<Line>,
    /// Names by dimension and code.
    pub labels: BTreeMap<&'static str, BTreeMap<String, String>>,
}

/// The plan in force for a measure in a year.
pub async fn in_force(desk: &Desk, measure: &str, year: i32) -> Outcome<Option<target_plan::Model>> {
    use target_plan::{Column, Entity, State};
    let found = Entity::find().filter(Column::Measure.eq(measure)).filter(Column::Year.eq(year)).filter(Column::State.eq(State::InForce));
    Ok(found.one(&desk.db()).await?)
}

/// The targets of a plan that lie at the desk's sites; those of the company and of what spans sites are headquarters' alone.
pub async fn targets(desk: &Desk, plan: Id<target_plan::Entity>) -> Outcome<Targets> {
    let seen = target::Entity::find().filter(target::Column::PlanId.eq(plan)).filter(target::Column::EndedAt.is_null());
    let rows = seen.filter(target::Entity::scope(&desk.actor)).all(&desk.db()).await?;
    let mut ids: Vec<Uuid> = rows.iter().flat_map(|row| row.ids()).filter_map(|(_, _, id)| id).collect();
    ids.sort_unstable();
    ids.dedup();
    let cards: HashMap<Uuid, Card> = named_cards(&desk.db(), &ids).await?.into_iter().map(|card| (card.row_id, card)).collect();
    let mut found: Vec<(Line, target::Model)> = rows.into_iter().map(|row| (line(&row, &cards), row)).collect();
    found.sort_by(|(a, _), (b, _)| a.mix.cmp(&b.mix));
    let mut targets = Targets::default();
    for (line, row) in found {
        for (dim, _, id) in row.ids() {
            if let Some(card) = id.and_then(|id| cards.get(&id)) {
                targets.labels.entry(dim).or_default().insert(card.sub.clone(), card.title.clone());
            }
        }
        targets.lines.push(line);
        targets.rows.push(row);
    }
    Ok(targets)
}

fn line(row: &target::Model, cards: &HashMap<Uuid, Card>) -> Line {
    let code = |id: Option<Uuid>| id.and_then(|id| cards.get(&id)).map(|card| card.sub.clone());
    let amount = |amount: Option<Amount>| amount.map(|amount| amount.decimal().normalize());
    Line { mix: Mix(row.ids().map(|(_, _, id)| code(id))), year: amount(row.year_amount), months: row.months().map(amount) }
}

impl Targets {
    /// The names of what a mix names, by dimension.
    pub fn labels_of(&self, mix: &Mix) -> BTreeMap<String, String> {
        let label = |(dim, code): (&'static str, &str)| Some((dim.to_owned(), self.labels.get(dim)?.get(code)?.clone()));
        mix.named().filter_map(label).collect()
    }

    /// The rows with a year that was not broken down yet given to the months by weights.
    pub fn broken_down(&self, months: &[u64], decimals: u32) -> Vec<Line> {
        let broken = |line: &Line| {
            let mut line = line.clone();
            if let Some(year) = line.year.filter(|_| line.unbroken()) {
                let parts = crate::rules::days::parts(year, months, decimals);
                line.months = std::array::from_fn(|month| parts.get(month).copied());
            }
            line
        };
        self.lines.iter().map(broken).collect()
    }
}

/// What people call the mix of a target.
pub async fn names_of_mix(desk: &Desk, row: &target::Model) -> Outcome<Text> {
    let ids: Vec<Uuid> = row.ids().into_iter().filter_map(|(_, _, id)| id).collect();
    if ids.is_empty() {
        return Ok(text("全公司", "Whole company"));
    }
    let cards = named_cards(&desk.db(), &ids).await?;
    let named = |id: &Uuid| cards.iter().find(|card| card.row_id == *id);
    let zh: Vec<&str> = ids.iter().filter_map(named).map(|card| card.title.as_str()).collect();
    let en: Vec<&str> = ids.iter().filter_map(named).map(|card| card.title_en.as_deref().unwrap_or(&card.title)).collect();
    Ok(text(zh.join(" · "), en.join(" · ")))
}
