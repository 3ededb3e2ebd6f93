//! The figures of sales: the warehouse asked within the desk's sites, its answers given in the words of the kernel.

mod area;
mod attribute;
mod evidence;
mod idle;
mod names;

use crate::measures;
use async_trait::async_trait;
use attribute::Attributes;
use chrono::NaiveDate;
use kernel::away::is_full;
use kernel::desk::Desk;
use kernel::measure::{AtomQuery, AtomRow, Atoms, Dim, Evidence, EvidenceQuery, Figures, Measure, NO_VALUE, OverDays, Period, Where};
use kernel::refusal::{Failure, Kind, Outcome, Refusal};
use kernel::text::text;
use organisation::records::site;
use rust_decimal::Decimal;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use std::collections::HashMap;
use std::sync::Arc;
use warehouse::query::{self, Atom, Filter, GROUPS_MAX, Question, Scope};
use warehouse::{Version, Warehouse, WarehouseError};

/// The source of all figures of sales.
pub struct SalesFigures {
    pub warehouse: Arc<Warehouse>,
}

/// Atoms that the warehouse sums by itself: our word, its atom, and the sign we give it.
const SUMS: [(&str, Atom, bool); 18] = [
    ("amount", Atom::Amount, true),
    ("quantity", Atom::Quantity, true),
    ("list_amount", Atom::ListAmount, true),
    ("discount", Atom::Discount, true),
    ("cost", Atom::Cost, true),
    ("known_amount", Atom::AmountWithCost, true),
    ("amount_with_quantity", Atom::AmountWithQuantity, true),
    ("amount_with_tickets", Atom::AmountWithTickets, true),
    ("quantity_with_tickets", Atom::QuantityWithTickets, true),
    ("returned_amount", Atom::ReturnedAmount, false),
    ("returned_quantity", Atom::ReturnedQuantity, false),
    ("promotion_amount", Atom::PromotionAmount, true),
    ("tickets", Atom::Tickets, true),
    ("tickets_with_visitors", Atom::TicketsWithVisitors, true),
    ("items", Atom::Items, true),
    ("visitors", Atom::Visitors, true),
    ("visitors_with_tickets", Atom::VisitorsWithTickets, true),
    ("lines", Atom::Lines, true),
];

#[async_trait]
impl Figures for SalesFigures {
    fn measures(&self) -> Vec<Measure> {
        measures::all()
    }

    fn dims(&self) -> Vec<Dim> {
        measures::dims()
    }

    async fn version(&self) -> Outcome<String> {
        Ok(self.warehouse.version().to_string())
    }

    async fn until_at(&self, desk: &Desk, at: &str) -> Outcome<Option<NaiveDate>> {
        self.warehouse.until_within(&scope(desk).await?, version(Some(at))?).await.map_err(refused)
    }

    async fn atoms(&self, desk: &Desk, query: &AtomQuery<'_>) -> Outcome<Atoms> {
        let scope = scope(desk).await?;
        let attributes = Attributes::of(desk, query.by, query.filters).await?;
        let (by, filters) = (attributes.by(query.by), attributes.filters(query.filters)?);
        let asked = AtomQuery { by: &by, filters: &filters, ..query.clone() };
        let asking = Asking { warehouse: &self.warehouse, scope: &scope, query: &asked, at: version(query.at)? };
        let mut atoms = asking.sums().await?;
        if query.atoms.contains(&"area_m2") {
            area::add(desk, &asking, &mut atoms).await?;
        }
        if query.atoms.contains(&"last_day") {
            idle::add(&asking, &mut atoms).await?;
        }
        atoms.rows = attributes.grouped(&by, query, atoms.rows);
        Ok(atoms)
    }

    fn over_days(&self, atom: &str) -> OverDays {
        match atom {
            "items" => OverDays::Unknown,
            "last_day" | "until_day" | "area_m2" => OverDays::Largest,
            _ => OverDays::Sum,
        }
    }

    async fn labels(&self, desk: &Desk, dim: &str, keys: &[&str]) -> Outcome<HashMap<String, String>> {
        names::labels(desk, dim, keys).await
    }

    async fn evidence(&self, desk: &Desk, measure: &Measure, query: &EvidenceQuery) -> Outcome<Evidence> {
        evidence::evidence(desk, &self.warehouse, measure, query).await
    }

    async fn has_facts_of(&self, within: Option<&Desk>, name: &str, key: &str) -> Outcome<bool> {
        // What only the directory knows has no facts of its own.
        if attribute::base(name).is_some() {
            return Ok(false);
        }
        let dim = dim(name)?;
        // People are counted by site; all else is said of sales alone.
        let atoms = if dim == query::Dim::Site { vec![Atom::Lines, Atom::Visitors] } else { vec![Atom::Lines] };
        let filter = Filter::always().with(dim, &[key]);
        let question = Question { atoms, by: Vec::new(), filter, order: Vec::new(), limit: 1 };
        let scope = match within {
            Some(desk) => scope(desk).await?,
            None => Scope::All,
        };
        let answer = self.warehouse.ask(&scope, &question, None).await.map_err(refused)?;
        Ok(answer.total.iter().flatten().any(|sum| !sum.is_zero()))
    }
}

/// A question on its way to the warehouse.
struct Asking<'a> {
    warehouse: &'a Warehouse,
    scope: &'a Scope,
    query: &'a AtomQuery<'a>,
    at: Option<Version>,
}

impl Asking<'_> {
    /// The sums that the warehouse knows, and those that follow from them.
    async fn sums(&self) -> Outcome<Atoms> {
        let has = |name: &str| self.query.atoms.contains(&name);
        // What was sold before returns follows from two others.
        let wanted = |name: &str| has(name) || matches!(name, "amount" | "returned_amount") && has("sold_amount");
        let asked: Vec<(&'static str, Atom, bool)> = SUMS.into_iter().filter(|(name, _, _)| wanted(name)).collect();
        if asked.is_empty() {
            return Ok(Atoms::default());
        }
        let by = dims(self.query.by)?;
        let question = Question {
            atoms: asked.iter().map(|(_, atom, _)| *atom).collect(),
            by,
            filter: filter(self.query)?,
            order: Vec::new(),
            limit: GROUPS_MAX,
        };
        let answer = self.warehouse.ask(self.scope, &question, self.at).await.map_err(refused)?;
        let row = |keys: Vec<Option<String>>, values: Vec<Option<Decimal>>| {
            let mut atoms: HashMap<&'static str, Decimal> = asked
                .iter()
                .zip(values)
                .filter_map(|((name, _, sign), value)| Some((*name, if *sign { value? } else { -value? })))
                .collect();
            if let (Some(amount), Some(returned)) = (atoms.get("amount"), atoms.get("returned_amount")) {
                // What was sold before anything came back.
                atoms.insert("sold_amount", amount + returned);
            }
            AtomRow { keys, atoms }
        };
        Ok(Atoms { rows: answer.rows.into_iter().map(|r| row(r.keys, r.values)).collect(), total: row(Vec::new(), answer.total) })
    }
}

/// The sites of the desk by their codes.
pub async fn scope(desk: &Desk) -> Outcome<Scope> {
    let Some(ids) = desk.actor.sites.listed() else { return Ok(Scope::All) };
    let rows = site::Entity::find().filter(site::Column::Id.is_in(ids.iter().copied())).all(&desk.db()).await?;
    Ok(Scope::Sites(rows.into_iter().map(|row| row.code).collect()))
}

fn dim(name: &str) -> Outcome<query::Dim> {
    serde_json::from_value(serde_json::Value::from(name))
        .map_err(|_| Refusal::malformed(format!("没有“{name}”这个维度"), format!("There is no dimension “{name}”")).into())
}

fn dims(names: &[String]) -> Outcome<Vec<query::Dim>> {
    names.iter().map(|name| dim(name)).collect()
}

fn filter(query: &AtomQuery<'_>) -> Outcome<Filter> {
    filter_of(query.days, query.filters)
}

fn filter_of(days: &[Period], filters: &Where) -> Outcome<Filter> {
    let mut filter = Filter::spans(days.iter().map(|span| (span.from, span.to)).collect());
    for (name, values) in filters {
        filter.values.push((dim(name)?, values.iter().map(|value| (value != NO_VALUE).then(|| value.clone())).collect()));
    }
    Ok(filter)
}

fn version(at: Option<&str>) -> Outcome<Option<Version>> {
    at.map(|at| at.parse().map_err(|_| Refusal::malformed("数据版本无法识别", "The data version cannot be read").into())).transpose()
}

/// A refusal of the warehouse in the words of the kernel.
pub fn refused(error: WarehouseError) -> Failure {
    match error {
        WarehouseError::Failed(cause) => {
            if is_full(&cause.to_string()) {
                return Refusal::new(
                    Kind::Busy,
                    "busy",
                    text(
                        "磁盘已满，数据没有变化。请清理磁盘空间后重试",
                        "The disk is full and the data are unchanged. Free some space and try again",
                    ),
                )
                .into();
            }
            Failure::Fault(anyhow::anyhow!("{cause}"))
        }
        error => Refusal::malformed(error.zh(), error.en()).into(),
    }
}
