//! The sections that take sales apart: by site, channel, category, brand and shop, and the few that make the most.

use super::ledger::{Ledger, cell, name, value_of};
use crate::document::{Block, Cell, ChartKind, Section, Series, Show, UnitWord};
use kernel::measure::{Answer, AnswerRow};
use kernel::refusal::Outcome;
use kernel::text::{Text, text};
use rust_decimal::Decimal;

/// Rows of a table; the rest is in the Excel appendix of the explorer.
const ROWS: usize = 12;
/// Bars of a chart.
const BARS: usize = 12;

/// Bars of the chart of the few: at least, and at most.
const BARS_OF_FEW: (usize, usize) = (20, 40);

/// What sales are taken apart by: dimension, title of the section.
const PARTS: [(&str, &str, &str); 5] = [
    ("site", "各门店", "By site"),
    ("channel", "各渠道", "By channel"),
    ("category", "各品类", "By category"),
    ("brand", "各品牌", "By brand"),
    ("shop", "各店铺", "By shop"),
];

/// The rows that have a name in their dimension.
pub fn named<'a>(answer: &'a Answer, dim: &str) -> Vec<&'a AnswerRow> {
    answer.rows.iter().filter(|row| row.keys.get(dim).is_some_and(Option::is_some) && value_of(row, "sales").is_some()).collect()
}

/// One section a dimension; a dimension the data do not know says so.
pub async fn parts(ledger: &mut Ledger<'_>) -> Outcome<Vec<Section>> {
    let mut sections = Vec::new();
    for (dim, zh, en) in PARTS {
        // Of one site, or one channel, there is nothing to take apart.
        if ledger.filters.contains_key(dim) {
            continue;
        }
        let answer = ledger.ask(&["sales", "quantity"], Some(dim)).await?;
        let rows = named(&answer, dim);
        let blocks = if rows.is_empty() {
            vec![Block::Empty {
                text: text(
                    format!("本月数据没有{}信息。", zh.trim_start_matches('各')),
                    format!("The facts of this month know nothing {}.", en.to_lowercase()),
                ),
            }]
        } else {
            let title = text(format!("{zh}销售额"), format!("Sales {}", en.to_lowercase()));
            vec![chart(title, &rows, dim), table(ledger, &answer, &rows, dim)]
        };
        sections.push(Section { key: dim.to_owned(), title: text(zh, en), blocks });
    }
    Ok(sections)
}

fn chart(title: Text, rows: &[&AnswerRow], dim: &str) -> Block {
    let shown = &rows[..rows.len().min(BARS)];
    let values = |of: fn(&AnswerRow) -> Option<Decimal>| shown.iter().map(|r| of(r)).collect();
    let before = |row: &AnswerRow| row.last_year.as_ref().and_then(|v| v.get("sales").copied().flatten());
    let mut series = vec![Series { title: text("本月", "This month"), values: values(|r| value_of(r, "sales")) }];
    if shown.iter().any(|r| before(r).is_some()) {
        series.push(Series { title: text("去年同期", "Last year"), values: values(before) });
    }
    Block::Chart {
        chart: ChartKind::Bar,
        title,
        unit: UnitWord::Yuan,
        x: shown.iter().map(|r| name(r, dim)).collect(),
        series,
        whole: None,
    }
}

fn table(ledger: &mut Ledger<'_>, answer: &Answer, rows: &[&AnswerRow], dim: &str) -> Block {
    let columns = [("名称", "Name"), ("销售额", "Sales"), ("占比", "Share"), ("环比", "vs previous"), ("同比", "vs last year")];
    let lines = rows.iter().take(ROWS).map(|row| {
        let id = ledger.enter(answer, row, "sales", Some(dim));
        let shows = [Show::Value, Show::Share, Show::Previous, Show::LastYear];
        std::iter::once(Cell::Text(name(row, dim))).chain(shows.map(|show| cell(&id, show))).collect()
    });
    let mut lines: Vec<Vec<Cell>> = lines.collect();
    lines.extend(others(answer, rows));
    Block::Table { rows: lines, columns: columns.map(|(zh, en)| text(zh, en)).to_vec() }
}

/// What is not listed, sales without a name included, so that the column adds up.
fn others(answer: &Answer, rows: &[&AnswerRow]) -> Option<Vec<Cell>> {
    let total = value_of(&answer.total, "sales").filter(|total| !total.is_zero())?;
    let sum = |rows: &[&AnswerRow]| rows.iter().filter_map(|row| value_of(row, "sales")).sum::<Decimal>();
    let (listed, rest) = rows.split_at(rows.len().min(ROWS));
    let sales = total - sum(listed);
    let unnamed = sales != sum(rest);
    let name = match (rest.len(), unnamed) {
        (0, false) => return None,
        (0, true) => text("（未分类）", "(none)"),
        (n, false) => text(format!("其余 {n} 个"), format!("{n} others")),
        (n, true) => text(format!("其余 {n} 个和未分类"), format!("{n} others and (none)")),
    };
    let number = |value, unit| Cell::Number { value, unit };
    let nothing = || Cell::Text(Text::default());
    Some(vec![
        Cell::Text(name),
        number(sales, UnitWord::Yuan),
        number((sales / total).round_dp(6), UnitWord::Percent),
        nothing(),
        nothing(),
    ])
}

/// The few that make 80 % of sales, for the finest dimension the data know.
pub async fn few(ledger: &mut Ledger<'_>) -> Outcome<Section> {
    let title = text("80/20", "80/20");
    for (dim, zh, en) in
        [("brand", "品牌", "brands"), ("item", "单品", "items"), ("shop", "店铺", "shops"), ("category", "品类", "categories")]
    {
        let answer = ledger.ask(&["sales"], Some(dim)).await?;
        let rows = named(&answer, dim);
        if rows.len() < 5 {
            continue;
        }
        let ranked: Vec<(&AnswerRow, Decimal)> =
            rows.iter().filter_map(|r| value_of(r, "sales").filter(|v| *v > Decimal::ZERO).map(|v| (*r, v))).collect();
        let few = kernel::measure::few(ranked.iter().map(|(_, value)| *value));
        let share = |n: usize, of: usize| Decimal::new(i64::try_from(n * 1000 / of.max(1)).unwrap_or_default(), 1);
        let words = text(
            format!("{} 个{zh}中，前 {few} 个（{}%）贡献了 80% 的销售额。", ranked.len(), share(few, ranked.len())),
            format!("Of {} {en}, the first {few} ({}%) make 80% of sales.", ranked.len(), share(few, ranked.len())),
        );
        // All of the few are drawn, as far as their names can be read.
        let shown = &ranked[..ranked.len().min(few.clamp(BARS_OF_FEW.0, BARS_OF_FEW.1))];
        let chart = Block::Chart {
            chart: ChartKind::Pareto,
            title: text(format!("{zh}销售额与累计占比"), format!("Sales of {en} and their running share")),
            unit: UnitWord::Yuan,
            x: shown.iter().map(|(r, _)| name(r, dim)).collect(),
            series: vec![Series { title: text("销售额", "Sales"), values: shown.iter().map(|(_, v)| Some(*v)).collect() }],
            whole: Some(ranked.iter().map(|(_, value)| *value).sum()),
        };
        return Ok(Section {
            key: "few".into(),
            title,
            blocks: vec![Block::Text { key: "few".into(), text: words, editable: false }, chart],
        });
    }
    Ok(Section {
        key: "few".into(),
        title,
        blocks: vec![empty("本月数据不足以分析 80/20。", "The facts of this month are too few for 80/20.")],
    })
}

/// A note that a part is empty.
pub fn empty(zh: &str, en: &str) -> Block {
    Block::Empty { text: Text { zh: zh.into(), en: en.into() } }
}
