//! The facts behind a figure, column by column in the words of the trade.

use super::attribute::Attributes;
use super::{filter_of, names, refused, scope, version};
use kernel::desk::Desk;
use kernel::measure::{Evidence, EvidenceColumn, EvidenceQuery, Measure};
use kernel::refusal::{Outcome, Refusal};
use kernel::text::text;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use warehouse::query::Proof;
use warehouse::{Kind, Warehouse};

/// Columns of facts: their name, titles and what they hold.
const COLUMNS: [(&str, &str, &str, &str); 23] = [
    ("day", "日期", "Day", "day"),
    ("site", "门店", "Site", "text"),
    ("channel", "渠道", "Channel", "text"),
    ("shop", "店铺", "Shop", "text"),
    ("brand", "品牌", "Brand", "text"),
    ("category", "品类", "Category", "text"),
    ("item", "单品", "Item", "text"),
    ("hour", "时", "Hour", "count"),
    ("ticket", "小票", "Ticket", "text"),
    ("member", "会员", "Member", "text"),
    ("quantity", "数量", "Quantity", "quantity"),
    ("list_amount", "原价金额", "List amount", "yuan"),
    ("discount", "优惠", "Discount", "yuan"),
    ("amount", "金额", "Amount", "yuan"),
    ("cost", "成本", "Cost", "yuan"),
    ("tickets", "客单数", "Tickets", "count"),
    ("returned", "退货", "Returned", "bool"),
    ("promotion", "促销", "Promotion", "bool"),
    ("entrance", "入口", "Entrance", "text"),
    ("visitors", "客流", "Visitors", "count"),
    ("source", "来源", "Source", "text"),
    ("batch", "批次", "Batch", "text"),
    ("line", "文件行", "Row of the file", "count"),
];

/// One page of facts.
pub async fn evidence(desk: &Desk, warehouse: &Warehouse, measure: &Measure, query: &EvidenceQuery) -> Outcome<Evidence> {
    let scope = scope(desk).await?;
    let after = query
        .after
        .as_deref()
        .map(str::parse)
        .transpose()
        .map_err(|_| Refusal::malformed("页码标记无法识别", "The page mark cannot be read"))?;
    let proof = Proof {
        kind: if measure.name == "visitors" { Kind::Visitors } else { Kind::Sales },
        filter: filter_of(&query.days, &Attributes::of(desk, &[], &query.filters).await?.filters(&query.filters)?)?,
        returned: None,
        after,
        limit: usize::try_from(query.limit).unwrap_or(usize::MAX),
    };
    let page = warehouse.evidence(&scope, &proof, version(query.at.as_deref())?).await.map_err(refused)?;
    let known = |name: &str| COLUMNS.iter().find(|(column, ..)| *column == name);
    let columns: Vec<_> = page.columns.iter().map(|name| known(name)).collect();
    let shown = |row: Vec<Option<String>>| {
        row.into_iter().zip(&columns).filter(|(_, c)| c.is_some()).map(|(v, _)| v.map_or(Value::Null, Value::from)).collect()
    };
    let rows: Vec<Vec<Value>> = page.rows.into_iter().map(shown).collect();
    let shown: Vec<_> = columns.iter().copied().flatten().collect();
    let mut labels = BTreeMap::new();
    for (at, (column, ..)) in shown.iter().enumerate() {
        let codes: BTreeSet<&str> = rows.iter().filter_map(|row| row.get(at)?.as_str()).collect();
        let names = names::labels(desk, column, &codes.into_iter().collect::<Vec<_>>()).await?;
        if !names.is_empty() {
            labels.insert(*column, names);
        }
    }
    Ok(Evidence {
        rows,
        labels,
        columns: shown.into_iter().map(|(name, zh, en, kind)| EvidenceColumn { name, title: text(*zh, *en), kind }).collect(),
        total: page.total,
        next: page.next.map(|mark| mark.to_string()),
        data_version: page.version.to_string(),
        about: measure.about.clone(),
    })
}
