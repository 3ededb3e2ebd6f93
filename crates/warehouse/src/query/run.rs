//! Answers a question: each atom is worked out from the least data that holds it, and the parts are put together.

use super::atom::{Sum, Working, with_tickets};
use super::groups::{Groups, Key, add_up, collect, collect_named, different_values, merge};
use super::order::compare;
use super::question::{Answer, Figures, Filter, Question, Scope};
use super::scan::Files;
use super::{Atom, Dim};
use crate::error::{Outcome, QuestionFault, failed};
use crate::facts::Kind;
use crate::rollup::{CELL, CELL_COLUMNS, DaySums, HOUR, HOUR_COLUMNS, TICKET_COLUMNS, TICKETS, TICKETS_BY};
use crate::table::{Entry, View};
use crate::{Warehouse, WarehouseError};
use datafusion::arrow::array::{Array, AsArray};
use datafusion::arrow::datatypes::{Date32Type, Int8Type, SchemaRef};
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::common::JoinType;
use datafusion::datasource::MemTable;
use datafusion::functions_aggregate::expr_fn::{count, sum};
use datafusion::logical_expr::{Expr, when};
use datafusion::prelude::{DataFrame, col, lit};
use datafusion::scalar::ScalarValue;
use futures::future::try_join;
use rust_decimal::Decimal;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// A question on its way: the views it reads and the rows it may see.
pub(crate) struct Run<'a> {
    pub(crate) warehouse: &'a Warehouse,
    pub(crate) scope: &'a Scope,
    pub(crate) filter: &'a Filter,
    pub(crate) sales: Arc<View>,
    pub(crate) visitors: Arc<View>,
    /// Only sales of the days on which their site counted visitors.
    pub(crate) counted: Option<Counted>,
}

/// What a count of visitors is matched with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Counted {
    Day,
    Hour,
}

impl Run<'_> {
    pub(crate) async fn answer(&self, question: &Question) -> Outcome<Answer> {
        if question.atoms.is_empty() {
            return Err(WarehouseError::Question(QuestionFault::NoAtoms));
        }
        self.refuse_fewer().await?;
        let mut rows = HashMap::<Key, Vec<Option<Decimal>>>::new();
        let mut total = vec![None; question.atoms.len()];
        for (places, groups, whole) in self.parts(question).await? {
            for (place, value) in places.iter().zip(whole) {
                total[*place] = value;
            }
            for (key, values) in groups {
                let row = rows.entry(key).or_insert_with(|| vec![None; question.atoms.len()]);
                places.iter().zip(values).for_each(|(place, value)| row[*place] = value);
            }
        }
        let groups = rows.len();
        let mut rows: Vec<Figures> = rows.into_iter().map(|(keys, values)| Figures { keys, values }).collect();
        rows.sort_by(|a, b| compare(a, b, question));
        rows.truncate(question.limit);
        Ok(Answer { rows, total, groups, version: self.warehouse.version_of(&self.sales, &self.visitors) })
    }

    /// An engine elsewhere is asked first whether it sees what is there.
    pub(super) async fn refuse_fewer(&self) -> Outcome<()> {
        let (engine, store) = (self.warehouse.engines.asked(), &self.warehouse.store);
        if self.warehouse.engines.far_asked() {
            Files::refuse_fewer(engine, store, Kind::Sales, &self.entries(&self.sales)).await?;
            Files::refuse_fewer(engine, store, Kind::Visitors, &self.entries(&self.visitors)).await?;
        }
        Ok(())
    }

    /// For each working the places of its atoms in the answer, its groups and its totals.
    async fn parts(&self, question: &Question) -> Outcome<Vec<(Vec<usize>, Groups, Vec<Option<Decimal>>)>> {
        let mut parts = Vec::new();
        let of = |atom: &Atom| atom.working();
        let sums: Vec<(usize, &'static Sum)> = question
            .atoms
            .iter()
            .enumerate()
            .filter_map(|(place, atom)| if let Working::Sum(sum) = of(atom) { Some((place, sum)) } else { None })
            .collect();
        if !sums.is_empty() {
            let (places, sums): (Vec<usize>, Vec<&'static Sum>) = sums.into_iter().unzip();
            let groups = self.sums(&question.by, &sums).await?;
            let whole = (0..sums.len()).map(|index| add_up(groups.values().map(|values| values[index]))).collect();
            parts.push((places, groups, whole));
        }
        for (place, atom) in question.atoms.iter().enumerate() {
            if let Some((groups, whole)) = self.counted(&question.by, of(atom)).await? {
                parts.push((vec![place], groups, vec![whole]));
            }
        }
        Ok(parts)
    }

    /// The groups of what is no plain sum, and what all of them are together.
    async fn counted(&self, by: &[Dim], working: Working) -> Outcome<Option<(Groups, Option<Decimal>)>> {
        let first = |groups: &Groups| groups.values().next().and_then(|values| values.first().copied()).flatten();
        let all = |groups: &Groups| add_up(groups.values().filter_map(|values| values.first().copied()));
        // A ticket has one site, one channel and one day, so groups of these never share one; visitors are people at a door.
        let apart = by.iter().all(|dim| ["site", "channel", "day"].contains(&dim.column()));
        let of_doors = by.iter().all(|dim| Kind::Visitors.schema().column_with_name(dim.column()).is_some());
        Ok(Some(match working {
            Working::Sum(_) => return Ok(None),
            Working::Different(column) => {
                let (groups, whole) = try_join(self.different(by, column), self.different(&[], column)).await?;
                (groups, first(&whole))
            }
            Working::Tickets if apart => {
                let groups = self.tickets(by).await?;
                let whole = all(&groups);
                (groups, whole)
            }
            Working::Tickets => {
                let (groups, whole) = try_join(self.tickets(by), self.tickets(&[])).await?;
                (groups, first(&whole))
            }
            Working::TicketsWithVisitors => {
                let hour = by.contains(&Dim::Hour);
                let run = self.among(if hour { Counted::Hour } else { Counted::Day });
                let groups = run.tickets(by).await?;
                let whole = if apart { all(&groups) } else { first(&self.among(Counted::Day).tickets(&[]).await?) };
                (groups, whole)
            }
            Working::Visitors => {
                let groups = self.visitors(by, None).await?;
                let whole = if of_doors { all(&groups) } else { first(&self.visitors(&[], None).await?) };
                (groups, whole)
            }
            Working::VisitorsWithTickets => {
                let hour = by.contains(&Dim::Hour);
                let groups = self.visitors(by, Some(self.untold_days(hour).await?)).await?;
                let whole = match of_doors && !hour {
                    true => all(&groups),
                    false => first(&self.visitors(&[], Some(self.untold_days(false).await?)).await?),
                };
                (groups, whole)
            }
        }))
    }

    /// The same question, asked only of sales that visitors were counted beside.
    fn among(&self, counted: Counted) -> Run<'_> {
        Run { counted: Some(counted), sales: self.sales.clone(), visitors: self.visitors.clone(), ..*self }
    }

    async fn sums(&self, by: &[Dim], sums: &[&'static Sum]) -> Outcome<Groups> {
        let scales: Vec<u32> = sums.iter().map(|sum| sum.scale).collect();
        let entries = self.entries(&self.sales);
        let (cells, hours) = (self.suffice(&CELL, by), self.suffice(&HOUR, by));
        if (cells || hours)
            && let Some(kept) = self.rollup(&entries).await?
        {
            let rows = if cells { self.cells(&kept)? } else { self.hours(&kept)? };
            let totals = sums.iter().map(|sum_of| sum(col(sum_of.name)).alias(sum_of.name)).collect();
            return collect(self.seen(rows, Kind::Sales)?, by, totals, &scales).await;
        }
        if let Some((mut groups, rest)) = self.sums_of_months(by, sums, &entries).await? {
            for (key, values) in self.of_days(&rest).sums_of_facts(by, sums).await? {
                merge(&mut groups, key, values);
            }
            return Ok(groups);
        }
        self.sums_of_facts(by, sums).await
    }

    async fn sums_of_facts(&self, by: &[Dim], sums: &[&'static Sum]) -> Outcome<Groups> {
        let entries = self.entries(&self.sales);
        if entries.is_empty() {
            return Ok(Groups::new());
        }
        let scales: Vec<u32> = sums.iter().map(|sum| sum.scale).collect();
        let totals = sums.iter().map(|sum| (sum.of_facts)().alias(sum.name)).collect();
        collect(self.seen(self.facts(&entries)?, Kind::Sales)?, by, totals, &scales).await
    }

    /// The same question of other days.
    pub(super) fn of_days<'f>(&'f self, filter: &'f Filter) -> Run<'f> {
        Run { filter, sales: self.sales.clone(), visitors: self.visitors.clone(), ..*self }
    }

    async fn different(&self, by: &[Dim], column: &'static str) -> Outcome<Groups> {
        let entries = self.entries(&self.sales);
        let kept = CELL.contains(&column) || column == "day";
        let months = if column == "item" { self.whole_months(by, &entries).await? } else { None };
        let source = match months {
            _ if kept && self.suffice(&CELL, by) => self.cells_or_facts(&entries).await?,
            // The same item may be sold in the days that are left, so only all days together tell how many.
            Some((months, rest)) if rest.spans.is_empty() => months,
            _ => self.facts(&entries)?,
        };
        let values = different_values(self.seen(source, Kind::Sales)?, by, &[column])?;
        let totals = vec![count(lit(1)).alias("different")];
        collect_named(values.filter(col(column).is_not_null()).map_err(failed)?, by, totals, &[0]).await
    }

    /// Different tickets, and the tickets behind totals.
    async fn tickets(&self, by: &[Dim]) -> Outcome<Groups> {
        let entries = self.entries(&self.sales);
        let given = self.sums(by, &[super::atom::sum_named("tickets_given")]).await?;
        let mut groups = match self.tickets_level(by) {
            Some(level) => match self.rollup(&entries).await? {
                Some(sums) => self.tickets_kept(by, level, sums, &entries).await?,
                None => self.tickets_of_facts(by, &entries, None).await?,
            },
            None => self.tickets_of_facts(by, &entries, None).await?,
        };
        for (key, values) in given {
            merge(&mut groups, key, values);
        }
        Ok(groups)
    }

    /// Counts kept beside the files hold as long as no two files share a day; days that they share are counted anew.
    async fn tickets_kept(&self, by: &[Dim], level: i8, sums: Vec<DaySums>, entries: &[Arc<Entry>]) -> Outcome<Groups> {
        let shared = shared_days(&sums);
        let days = shared.iter().map(|day| lit(ScalarValue::Date32(Some(*day)))).collect();
        let counts = sums.into_iter().map(|sums| sums.tickets).collect();
        let mut kept = self.table(&TICKET_COLUMNS, counts)?.filter(col("level").eq(lit(level))).map_err(failed)?;
        if !shared.is_empty() {
            kept = kept.filter(col("day").in_list(days, true)).map_err(failed)?;
        }
        let totals = vec![sum(col("tickets_seen")).alias("tickets")];
        let mut groups = collect(self.seen(kept, Kind::Sales)?, by, totals, &[0]).await?;
        if !shared.is_empty() {
            let holds = |entry: &&Arc<Entry>| {
                let day = Date32Type::from_naive_date;
                shared.range(day(entry.first_day)..=day(entry.last_day)).next().is_some()
            };
            let holders: Vec<Arc<Entry>> = entries.iter().filter(holds).cloned().collect();
            for (key, values) in self.tickets_of_facts(by, &holders, Some(shared)).await? {
                merge(&mut groups, key, values);
            }
        }
        Ok(groups)
    }

    async fn tickets_of_facts(&self, by: &[Dim], entries: &[Arc<Entry>], days: Option<BTreeSet<i32>>) -> Outcome<Groups> {
        let mut facts = self.seen(self.facts(entries)?, Kind::Sales)?;
        if let Some(days) = days {
            let days = days.into_iter().map(|day| lit(ScalarValue::Date32(Some(day)))).collect();
            facts = facts.filter(col("day").in_list(days, false)).map_err(failed)?;
        }
        let sold = col("ticket").is_not_null().and(col("returned").is_false());
        let values = different_values(facts.filter(sold).map_err(failed)?, by, &["site", "channel", "day", "ticket"])?;
        collect_named(values, by, vec![count(lit(1)).alias("tickets")], &[0]).await
    }

    /// People counted, except on some days of their sites.
    async fn visitors(&self, by: &[Dim], except: Option<DataFrame>) -> Outcome<Groups> {
        // Visitors are not counted by shop or item; where a question asks for that, nothing is known.
        let schema = Kind::Visitors.schema();
        let asked = by.iter().copied().chain(self.filter.values.iter().map(|(dim, _)| *dim));
        if asked.map(Dim::column).any(|column| schema.column_with_name(column).is_none()) {
            return Ok(Groups::new());
        }
        let mut facts = self.seen(self.counts(&self.entries(&self.visitors))?, Kind::Visitors)?;
        if let Some(days) = except {
            facts = facts.join(days, JoinType::LeftAnti, &["site", "day"], &["untold_site", "untold_day"], None).map_err(failed)?;
        }
        let totals = vec![sum(col("visitors")).alias("visitors")];
        collect(facts, by, totals, &[0]).await
    }

    /// The days of sites whose sales tell of no tickets; by hour also those that tell of them at no hour.
    async fn untold_days(&self, hour: bool) -> Outcome<DataFrame> {
        // Filters of visitors are heeded by the visitors, which are on the other side.
        let filter = &self.filter.days();
        let run = Run { filter, counted: None, sales: self.sales.clone(), visitors: self.visitors.clone(), ..*self };
        let entries = run.entries(&run.sales);
        let kept = if hour { None } else { run.rollup(&entries).await? };
        let (sales, told) = match kept {
            Some(kept) => (self.cells(&kept)?, col("amount_with_tickets").is_not_null()),
            None if hour => (self.facts(&entries)?, with_tickets().and(col("hour").is_not_null())),
            None => (self.facts(&entries)?, with_tickets()),
        };
        let told = when(told, lit(1_i64)).end().map_err(failed)?;
        run.seen(sales, Kind::Sales)?
            .aggregate(vec![col("site").alias("untold_site"), col("day").alias("untold_day")], vec![count(told).alias("told")])
            .and_then(|days| days.filter(col("told").eq(lit(0_i64))))
            .map_err(failed)
    }

    /// Whether sums of days by these dimensions hold all that the question needs.
    fn suffice(&self, kept: &[&str], by: &[Dim]) -> bool {
        let asked = by.iter().chain(self.filter.values.iter().map(|(dim, _)| dim));
        asked.map(|dim| dim.column()).all(|column| column == "day" || kept.contains(&column))
    }

    /// The level of ticket counts that answers, if any. Counts by shop do not add up over shops: one ticket may hold goods of two.
    fn tickets_level(&self, by: &[Dim]) -> Option<i8> {
        let asked: BTreeSet<&str> = by.iter().chain(self.filter.values.iter().map(|(dim, _)| dim)).map(|dim| dim.column()).collect();
        let beyond: Vec<&str> = asked.into_iter().filter(|column| !["day", "site", "channel"].contains(column)).collect();
        let among = |column: &str| self.filter.values.iter().any(|(dim, values)| dim.column() == column && values.len() > 1);
        let grouped = |column: &str| by.iter().any(|dim| dim.column() == column);
        if beyond.iter().any(|column| among(column) && !grouped(column)) {
            return None;
        }
        let level = |by: &Option<&str>| beyond.len() <= 1 && beyond.first().copied() == *by;
        TICKETS_BY.iter().position(level).map(|level| level as i8 + 1)
    }

    pub(crate) fn entries(&self, view: &View) -> Vec<Arc<Entry>> {
        let in_period = |entry: &&Arc<Entry>| self.filter.meets(entry.first_day, entry.last_day);
        let in_scope = |entry: &&Arc<Entry>| match self.scope {
            Scope::All => true,
            Scope::Sites(sites) => sites.iter().any(|site| (&entry.sites.0..=&entry.sites.1).contains(&site)),
        };
        view.entries.iter().filter(in_period).filter(in_scope).cloned().collect()
    }

    pub(crate) fn facts(&self, entries: &[Arc<Entry>]) -> Outcome<DataFrame> {
        Files::of_facts(self.warehouse.engines.asked(), &self.warehouse.store, Kind::Sales, entries)
    }

    pub(crate) fn counts(&self, entries: &[Arc<Entry>]) -> Outcome<DataFrame> {
        Files::of_facts(self.warehouse.engines.asked(), &self.warehouse.store, Kind::Visitors, entries)
    }

    /// The cells kept beside the files, or the facts where memory does not hold them.
    pub(crate) async fn cells_or_facts(&self, entries: &[Arc<Entry>]) -> Outcome<DataFrame> {
        match self.rollup(entries).await? {
            Some(kept) => self.cells(&kept),
            None => self.facts(entries),
        }
    }

    /// The day sums of the files; they lie in memory, so there are none for an engine elsewhere.
    async fn rollup(&self, entries: &[Arc<Entry>]) -> Outcome<Option<Vec<DaySums>>> {
        if self.warehouse.engines.far_asked() {
            return Ok(None);
        }
        self.warehouse.rollups.of(&self.warehouse.store, &self.warehouse.engines.near, entries).await
    }

    fn cells(&self, kept: &[DaySums]) -> Outcome<DataFrame> {
        self.table(&CELL_COLUMNS, kept.iter().map(|sums| sums.cells.clone()).collect())
    }

    fn hours(&self, kept: &[DaySums]) -> Outcome<DataFrame> {
        self.table(&HOUR_COLUMNS, kept.iter().map(|sums| sums.hours.clone()).collect())
    }

    /// Day sums as a table, shared among the workers.
    fn table(&self, columns: &SchemaRef, sums: Vec<RecordBatch>) -> Outcome<DataFrame> {
        let engine = &self.warehouse.engines.near;
        let mut shares: Vec<Vec<RecordBatch>> = vec![Vec::new(); engine.workers];
        for (index, batch) in sums.into_iter().enumerate() {
            shares[index % engine.workers].push(batch);
        }
        let table = MemTable::try_new(columns.clone(), shares).map_err(failed)?;
        engine.session.read_table(Arc::new(table)).map_err(failed)
    }

    /// Only the rows of the period that the filter wants and the scope allows.
    pub(crate) fn seen(&self, rows: DataFrame, kind: Kind) -> Outcome<DataFrame> {
        let mut condition = self.on_days();
        if let Scope::Sites(sites) = self.scope {
            condition = condition.and(col("site").in_list(sites.iter().map(lit).collect(), false));
        }
        for (dim, values) in &self.filter.values {
            debug_assert!(kind == Kind::Visitors || *dim != Dim::Entrance);
            let known = values.iter().flatten().map(lit).collect();
            let mut any = col(dim.column()).in_list(known, false);
            if values.iter().any(Option::is_none) {
                any = any.or(col(dim.column()).is_null());
            }
            condition = condition.and(any);
        }
        let rows = rows.filter(condition).map_err(failed)?;
        match self.counted {
            Some(counted) if kind == Kind::Sales => self.beside_visitors(rows, counted),
            _ => Ok(rows),
        }
    }

    /// The days of the filter. Files are passed over by the first and last of them; days between are looked up one by one.
    fn on_days(&self) -> Expr {
        let day = |day| lit(ScalarValue::Date32(Some(Date32Type::from_naive_date(day))));
        let within = col("day").between(day(self.filter.first()), day(self.filter.last()));
        match &self.filter.spans[..] {
            [] => lit(false),
            [_] => within,
            spans => {
                let days = spans.iter().flat_map(|(from, to)| from.iter_days().take_while(move |day| day <= to));
                within.and(col("day").in_list(days.map(day).collect(), false))
            }
        }
    }

    fn beside_visitors(&self, sales: DataFrame, counted: Counted) -> Outcome<DataFrame> {
        let columns: &[&str] = if counted == Counted::Hour { &["site", "day", "hour"] } else { &["site", "day"] };
        let names: Vec<String> = columns.iter().map(|column| format!("counted_{column}")).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        // Filters of sales say nothing of visitors; the sales on the other side have heeded them.
        let filter = &self.filter.days();
        let run = Run { filter, counted: None, sales: self.sales.clone(), visitors: self.visitors.clone(), ..*self };
        let group = columns.iter().zip(&names).map(|(column, name)| col(*column).alias(*name)).collect();
        run.seen(run.counts(&run.entries(&run.visitors))?, Kind::Visitors)?
            .aggregate(group, vec![])
            .and_then(|visits| sales.join(visits, JoinType::LeftSemi, columns, &names, None))
            .map_err(failed)
    }
}

/// Days on which the tickets of one site and channel lie in more than one file.
fn shared_days(sums: &[DaySums]) -> BTreeSet<i32> {
    let mut holders: HashMap<(i32, &str, Option<&str>), usize> = HashMap::new();
    let mut shared = BTreeSet::new();
    for (file, batch) in sums.iter().map(|sums| &sums.tickets).enumerate() {
        let levels = batch["level"].as_primitive::<Int8Type>().values();
        let days = batch["day"].as_primitive::<Date32Type>().values();
        let (sites, channels) = (batch["site"].as_string_view(), batch["channel"].as_string_view());
        for row in (0..batch.num_rows()).filter(|row| levels[*row] == TICKETS) {
            let channel = channels.is_valid(row).then(|| channels.value(row));
            if *holders.entry((days[row], sites.value(row), channel)).or_insert(file) != file {
                shared.insert(days[row]);
            }
        }
    }
    shared
}
