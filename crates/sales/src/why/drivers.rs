//! How the figure moved: the tree of its drivers, one for each kind of business, with an effect for each that add up to the change.
//!
//! A mall, a counter or an online shop: visitors × those of them who buy × pieces they take × price. A supermarket that counts
//! no visitors: tickets × pieces × price. Where a driver is not known on both sides, its tree is the shorter one. A scope of
//! several sites is worked out site by site, one within a site shop by shop, and one without shops category by category.

mod lacks;
mod rate;
mod side;
mod tree;
mod visitors;

use super::baseline::Sides;
use super::reply::How;
use super::scope::Scope;
use kernel::desk::Desk;
use kernel::measure::{Formula, Where};
use kernel::refusal::Outcome;
use kernel::text::text;
use rust_decimal::Decimal;
use side::{ATOMS, GOODS, Side};
use std::collections::BTreeMap;
use tree::{Known, Parts, Tree, untold};

/// What each part of a scope sold now and before; what names no part is a part of its own.
type Rows = BTreeMap<Option<String>, (Side, Side)>;

/// The drivers of a change. `change` is what they add up to; what lies on days without a like is a driver of its own.
pub async fn how(desk: &Desk, scope: &Scope<'_>, sides: &Sides, filters: &Where, change: Decimal, days: Decimal) -> Outcome<How> {
    match (scope.measure.name, scope.measure.formula) {
        (name @ ("sales" | "quantity" | "tickets"), _) => Ok(tree(desk, scope, sides, filters).await?.told(name, change, days)),
        ("gross_margin", _) => Ok(tree(desk, scope, sides, filters).await?.margin(change, days)),
        (_, Formula::Ratio(part, whole) | Formula::Remainder(part, whole)) => {
            rate::ratio(desk, scope, sides, filters, (part, whole), change).await
        }
        _ => Ok(untold(text(format!("{}的变化", scope.measure.title.zh), format!("Change of {}", scope.measure.title.en.to_lowercase())))),
    }
}

/// Asks for what the tree is made of. Visitors are counted by site, and one ticket may name several shops: what the scope has of
/// either is asked for as a whole, whatever its parts are.
async fn tree(desk: &Desk, scope: &Scope<'_>, sides: &Sides, filters: &Where) -> Outcome<Tree> {
    let mut sites = rows(desk, scope, sides, filters, "site").await?;
    sites.remove(&None);
    let counted = visitors::counted(desk, scope, sides, filters, &mut sites).await?;
    let sites: Vec<(Side, Side)> = sites.into_values().collect();
    let parts = (side::covered(&sites, |side| side.with_tickets), side::covered(&sites, |side| side.with_pieces));
    let (tickets, pieces) = (lacks::enough(parts.0), lacks::enough(parts.1));
    let mut lacks = Vec::new();
    if tickets {
        lacks.extend(visitors::lack(desk, scope, &counted).await?);
    }
    lacks.extend(lacks::partial("tickets", &text("客单数", "Tickets"), parts.0));
    lacks.extend(lacks::partial("pieces", &text("件数", "Pieces"), parts.1));
    let known = Known { visitors: counted.everywhere && tickets, capture: counted.capture, tickets, pieces, lacks };
    let whole = (Side::sum(sites.iter().map(|(now, _)| now)), Side::sum(sites.iter().map(|(_, before)| before)));
    let within = if sites.len() > 1 { None } else { within_site(desk, scope, sides, filters, &known).await? };
    let (parts, rows) = within.unwrap_or((Parts::Sites, sites));
    Ok(Tree::of(known, parts, rows, whole))
}

/// The shops of a site, or the categories of one without shops; none where there is only one of either.
async fn within_site(
    desk: &Desk,
    scope: &Scope<'_>,
    sides: &Sides,
    filters: &Where,
    known: &Known,
) -> Outcome<Option<(Parts, Vec<(Side, Side)>)>> {
    for parts in [Parts::Shops, Parts::Categories] {
        let one = filters.get(parts.dim()).is_some_and(|codes| codes.len() == 1);
        if one || (parts == Parts::Categories && !known.pieces) {
            continue;
        }
        let rows = rows(desk, scope, sides, filters, parts.dim()).await?;
        if rows.len() > 1 {
            return Ok(Some((parts, rows.into_values().collect())));
        }
    }
    Ok(None)
}

async fn rows(desk: &Desk, scope: &Scope<'_>, sides: &Sides, filters: &Where, dim: &str) -> Outcome<Rows> {
    // Tickets by category would have to be counted one by one, and a ticket of many categories has no one of its own.
    let atoms = if dim == Parts::Categories.dim() { GOODS } else { &ATOMS };
    let by = [dim.to_owned()];
    let mut rows = Rows::new();
    for (days, share, is_now) in [(&sides.now, Decimal::ONE, true), (&sides.before, sides.share, false)] {
        for row in scope.atoms(desk, atoms, &by, filters, days).await?.rows {
            let both = rows.entry(row.keys.first().cloned().flatten()).or_default();
            let side = if is_now { &mut both.0 } else { &mut both.1 };
            *side = Side::of(&row, share);
        }
    }
    Ok(rows)
}
