//! Paging: every row once, in its order, forwards and back, while others add rows.

use super::{Bench, Finding, Findings, must, path_of};
use crate::app::TestApp;
use crate::forms::Filled;
use kernel::record::AnyRecord;
use serde_json::Value;
use std::collections::BTreeSet;

/// Rows of each list: more than a few pages.
const ROWS: usize = 13;
/// Rows of a page; the last page is not full.
const SIZE: usize = 4;

/// Pages through the list of every record in every order.
pub async fn paging(app: &TestApp) {
    let bench = Bench::new(app).await;
    let mut findings = Findings::default();
    for record in bench.records() {
        let mut ids = BTreeSet::new();
        for n in 0..ROWS {
            let filled = if n % 3 == 0 { Filled::Required } else { Filled::All };
            ids.insert(word(&bench.forms.row(record, filled).await["id"]));
        }
        let sortable = record.fields().iter().filter(|f| (f.sort || f.read_only) && f.kind.plain());
        let orders = sortable.flat_map(|f| [f.name.clone(), format!("-{}", f.name)]).chain([String::new(), "id".into(), "-id".into()]);
        for sort in orders {
            findings.take(&format!("{} sort={sort}", record.name()), walked(&bench, record, &sort, &ids).await);
        }
    }
    findings.settle();
}

fn word(id: &Value) -> String {
    id.as_str().unwrap_or_default().to_owned()
}

/// Walks to the end; then from the second page back to the first. On the way to the end, someone adds a row after each page.
async fn walked(bench: &Bench<'_>, record: &dyn AnyRecord, sort: &str, ids: &BTreeSet<String>) -> Finding {
    let path = format!("{}?size={SIZE}&sort={sort}", path_of(record));
    let (mut seen, mut pages, mut mark) = (Vec::new(), Vec::new(), String::new());
    loop {
        let page = bench.admin.get(&format!("{path}{mark}")).await.try_ok()?;
        let items: Vec<String> = page["items"].as_array().into_iter().flatten().map(|row| word(&row["id"])).collect();
        must(!items.is_empty() && items.len() <= SIZE, || format!("a page of {} rows", items.len()))?;
        must(page["previous"].is_null() == pages.is_empty(), || format!("page {} knows {} before it", pages.len() + 1, page["previous"]))?;
        seen.extend(items.iter().cloned());
        pages.push(page.clone());
        let Some(next) = page["next"].as_str() else { break };
        mark = format!("&after={next}");
        if pages.len() < 4 {
            bench.forms.row(record, Filled::All).await;
        }
    }
    let distinct: BTreeSet<&String> = seen.iter().collect();
    must(distinct.len() == seen.len(), || format!("{} rows were shown twice", seen.len() - distinct.len()))?;
    let missed = ids.iter().filter(|id| !distinct.contains(id)).count();
    must(missed == 0, || format!("{missed} rows were passed over"))?;
    back(bench, &path).await
}

/// The page before a page is the page before it. Nobody adds rows now: one that was added before a page read earlier would
/// rightly be on the way back.
async fn back(bench: &Bench<'_>, path: &str) -> Finding {
    let page = async |mark: &str| bench.admin.get(&format!("{path}{mark}")).await.try_ok();
    let ids = |page: &Value| page["items"].as_array().into_iter().flatten().map(|row| word(&row["id"])).collect::<Vec<_>>();
    let first = page("").await?;
    let second = page(&format!("&after={}", first["next"].as_str().unwrap_or_default())).await?;
    let again = page(&format!("&before={}", second["previous"].as_str().unwrap_or_default())).await?;
    must(ids(&again) == ids(&first), || format!("the first page is {:?}, going back it is {:?}", ids(&first), ids(&again)))?;
    must(again["next"].is_string(), || "going back, there is no way forward".to_owned())
}
