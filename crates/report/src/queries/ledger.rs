//! The ledger of a draft: every figure is entered once, with the question it answers, and is shown by its id.

use crate::document::{Cell, Figure, GoodWord, Question, Show, UnitWord};
use crate::rules::light::light;
use kernel::desk::Desk;
use kernel::measure::{Answer, AnswerRow, Compare, FigureQuery, NO_VALUE, Order, Period, ROWS_MAX, Where, ask};
use kernel::refusal::Outcome;
use kernel::text::{Text, text};
use rust_decimal::Decimal;

/// Collects the figures of one document.
pub struct Ledger<'a> {
    pub desk: &'a Desk,
    pub period: Period,
    pub filters: Where,
    /// What the report is about: a site, a channel, the company.
    pub name: String,
    /// The data version that the whole document is drawn from.
    pub at: String,
    pub figures: Vec<Figure>,
}

impl Ledger<'_> {
    /// Asks for measures by at most one dimension, over the period of the report.
    pub async fn ask(&self, measures: &[&str], by: Option<&str>) -> Outcome<Answer> {
        let order = by.map(|_| Order { by: measures[0].to_owned(), descending: true });
        self.ask_over(self.period, measures, by, order, &[Compare::Previous, Compare::LastYear]).await
    }

    /// Asks over another period.
    pub async fn ask_over(
        &self,
        period: Period,
        measures: &[&str],
        by: Option<&str>,
        order: Option<Order>,
        compare: &[Compare],
    ) -> Outcome<Answer> {
        let query = FigureQuery {
            measures: measures.iter().map(|m| (*m).to_owned()).collect(),
            period,
            by: by.map(str::to_owned).into_iter().collect(),
            filters: self.filters.clone(),
            compare: compare.to_vec(),
            order,
            limit: ROWS_MAX,
            at: Some(self.at.clone()),
        };
        ask(self.desk, query).await
    }

    /// Enters one figure of a row and answers its id: the measure, the dimension, the key, and the period if it is another one.
    pub fn enter(&mut self, answer: &Answer, row: &AnswerRow, measure: &str, by: Option<&str>) -> String {
        let Some(declared) = answer.measures.iter().find(|m| m.name == measure) else { return String::new() };
        let key = by.and_then(|dim| row.keys.get(dim).cloned().flatten());
        let mut id = measure.to_owned();
        for part in by.into_iter().chain(key.as_deref()) {
            id = format!("{id}.{part}");
        }
        if answer.from != self.period.from {
            id = format!("{id}.{}", answer.from);
        }
        if self.figures.iter().any(|f| f.id == id) {
            return id;
        }
        let of = |values: Option<&kernel::measure::Values>| values.and_then(|v| v.get(measure).copied().flatten());
        let (value, previous, last_year) = (of(Some(&row.values)), of(row.previous.as_ref()), of(row.last_year.as_ref()));
        let mut filters = self.filters.clone();
        if let Some(dim) = by {
            // Sales without a shop are some of all sales, and so is their evidence.
            filters.insert(dim.to_owned(), vec![key.unwrap_or_else(|| NO_VALUE.to_owned())]);
        }
        let total = of(Some(&answer.total.values)).filter(|t| !t.is_zero());
        let good = declared.good.into();
        self.figures.push(Figure {
            id: id.clone(),
            measure: measure.to_owned(),
            title: declared.title.clone(),
            label: by.map(|dim| name(row, dim)),
            unit: declared.unit.into(),
            good,
            about: declared.about.clone(),
            value,
            signed: false,
            previous,
            last_year,
            share: by.and(value).zip(total).and_then(|(v, t)| v.checked_div(t)).map(|s| s.round_dp(6)),
            light: light(good, value, previous, last_year),
            query: Question { from: answer.from, to: answer.to, days: Vec::new(), filters, said: self.said(row, by) },
        });
        id
    }

    /// Enters a figure that was worked out elsewhere, with nothing beside it; `days` are the spans it is drawn from, those of the
    /// report where there are none.
    pub fn enter_alone(&mut self, id: &str, measure: &str, (title, about): (Text, Text), days: &[Period], filters: Where) -> &mut Figure {
        let said = text(&self.name, &self.name);
        let (from, to) = (days.first().unwrap_or(&self.period).from, days.last().unwrap_or(&self.period).to);
        let days = if days.len() > 1 { days.to_vec() } else { Vec::new() };
        let alone = Figure {
            id: id.to_owned(),
            measure: measure.to_owned(),
            title,
            label: None,
            unit: UnitWord::Yuan,
            good: GoodWord::None,
            about,
            value: None,
            signed: false,
            previous: None,
            last_year: None,
            share: None,
            light: None,
            query: Question { from, to, days, filters, said },
        };
        self.figures.push_mut(alone)
    }

    /// What a figure is drawn from, in words: the subject of the report, and the row it is of.
    fn said(&self, row: &AnswerRow, by: Option<&str>) -> Text {
        let subject = text(&self.name, &self.name);
        let Some(dim) = by else { return subject };
        let title =
            self.desk.house.catalogue.figures().flat_map(|source| source.dims()).find(|known| known.name == dim).map(|dim| dim.title);
        let (title, name) = (title.unwrap_or_default(), name(row, dim));
        text(format!("{}；{}：{}", subject.zh, title.zh, name.zh), format!("{}; {}: {}", subject.en, title.en.to_lowercase(), name.en))
    }
}

/// The name of a row: its label, its key, or that it has none.
pub fn name(row: &AnswerRow, dim: &str) -> Text {
    let key = row.keys.get(dim).cloned().flatten();
    row.labels.get(dim).cloned().or(key).map_or_else(|| text("（未分类）", "(none)"), |name| text(name.clone(), name))
}

/// A cell that shows a figure.
pub fn cell(figure: &str, show: Show) -> Cell {
    Cell::Figure { figure: figure.to_owned(), show }
}

/// A value of a row.
pub fn value_of(row: &AnswerRow, measure: &str) -> Option<Decimal> {
    row.values.get(measure).copied().flatten()
}
