//! Measures: what there is, answers, workbooks, the few that make the most, and the facts behind a figure.

use super::records::Params;
use super::verbs::download;
use super::workbooks::XLSX;
use crate::app::App;
use crate::caller::Caller;
use crate::problem::Answer;
use axum::Json;
use axum::body::Body;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use chrono::NaiveDate;
use kernel::measure::{self, Compare, Dim, Evidence, EvidenceQuery, FigureQuery, Measure, Order, Pareto, Period, ROWS_MAX, Where, ask};
use kernel::refusal::Refusal;
use schemars::JsonSchema;
use serde::Serialize;

/// Facts of one page of evidence.
const EVIDENCE_ROWS: u64 = 100;

/// Spans of days that one question about evidence may name.
const SPANS_MAX: usize = 400;

/// What may be asked for.
#[derive(Serialize, JsonSchema)]
pub struct Offered {
    measures: Vec<Measure>,
    dims: Vec<Dim>,
}

/// All measures and dimensions.
pub async fn all(State(app): State<App>, caller: Caller) -> Answer<Json<Offered>> {
    caller.desk().may("read", "measure")?;
    let measures: Vec<Measure> = app.house.catalogue.figures().flat_map(|s| s.measures()).collect();
    let mut dims: Vec<Dim> = Vec::new();
    for dim in app.house.catalogue.figures().flat_map(|s| s.dims()) {
        if dims.iter().all(|d| d.name != dim.name) {
            dims.push(dim);
        }
    }
    Ok(Json(Offered { measures, dims }))
}

pub async fn query(caller: Caller, Query(params): Query<Params>) -> Answer<Json<measure::Answer>> {
    let desk = caller.desk();
    desk.may("read", "measure")?;
    Ok(Json(ask(&desk, question(&params)?).await?))
}

pub async fn export(State(app): State<App>, caller: Caller, Query(params): Query<Params>) -> Answer<Response> {
    let desk = caller.desk();
    desk.may("export", "measure")?;
    let question = question(&params)?;
    let offered: Vec<Dim> = app.house.catalogue.figures().flat_map(|s| s.dims()).collect();
    let by: Vec<Dim> = question.by.iter().filter_map(|name| offered.iter().find(|d| d.name == name).cloned()).collect();
    let answer = ask(&desk, question).await?;
    let name = answer.measures.iter().map(|m| m.title.in_lang(caller.lang)).take(3).collect::<Vec<_>>().join("-");
    download(&format!("{name}-{}-{}.xlsx", answer.from, answer.to), XLSX, Body::from(measure::workbook(&answer, &by, caller.lang)?))
}

pub async fn pareto(caller: Caller, Path(name): Path<String>, Query(params): Query<Params>) -> Answer<Json<Pareto>> {
    let desk = caller.desk();
    desk.may("read", "measure")?;
    let dim = one(&params, "dim").ok_or_else(|| Refusal::malformed("请选择维度", "Choose a dimension"))?.to_owned();
    let question = FigureQuery { measures: vec![name], by: vec![dim], limit: ROWS_MAX, ..question(&params)? };
    Ok(Json(measure::pareto(&desk, question).await?))
}

pub async fn evidence(caller: Caller, Path(name): Path<String>, Query(params): Query<Params>) -> Answer<Json<Evidence>> {
    let desk = caller.desk();
    desk.may("read", "measure")?;
    let word = |key: &str| one(&params, key).map(str::to_owned);
    let limit = one(&params, "limit").and_then(|v| v.parse().ok()).unwrap_or(EVIDENCE_ROWS).clamp(1, 1000);
    let query = EvidenceQuery { days: days(&params)?, filters: filters(&params), after: word("after"), limit, at: word("at") };
    Ok(Json(measure::evidence(&desk, &name, &query).await?))
}

fn one<'a>(params: &'a Params, name: &str) -> Option<&'a str> {
    params.iter().find(|(k, _)| k == name).map(|(_, v)| v.as_str()).filter(|v| !v.is_empty())
}

fn list(params: &Params, name: &str) -> Vec<String> {
    one(params, name).map(|v| v.split(',').filter(|w| !w.is_empty()).map(str::to_owned).collect()).unwrap_or_default()
}

fn period(params: &Params) -> Answer<Period> {
    let day = |name: &str| one(params, name).and_then(|v| v.parse::<NaiveDate>().ok());
    let (Some(from), Some(to)) = (day("from"), day("to")) else {
        return Err(Refusal::malformed(
            "请给出开始和结束日期，例如 from=2026-11-01&to=2026-11-30",
            "Give the first and last day, such as from=2026-11-01&to=2026-11-30",
        )
        .into());
    };
    Ok(Period { from, to })
}

/// Spans of days such as `days=2026-02-10..2026-02-16,2026-03-03..2026-03-04`, or one from `from` to `to`.
fn days(params: &Params) -> Answer<Vec<Period>> {
    let Some(written) = one(params, "days") else { return Ok(vec![period(params)?]) };
    let span = |span: &str| {
        let (from, to) = span.split_once("..")?;
        Some(Period { from: from.parse().ok()?, to: to.parse().ok()? })
    };
    written.split(',').map(span).collect::<Option<_>>().filter(|spans: &Vec<Period>| spans.len() <= SPANS_MAX).ok_or_else(|| {
        Refusal::malformed(
            format!("日期无法识别，应写成 days=2026-02-10..2026-02-16,2026-03-03..2026-03-04，最多 {SPANS_MAX} 段"),
            format!("The days cannot be read; write days=2026-02-10..2026-02-16,2026-03-03..2026-03-04, at most {SPANS_MAX} spans"),
        )
        .into()
    })
}

fn filters(params: &Params) -> Where {
    let pairs = params.iter().filter_map(|(k, v)| Some((k.strip_prefix("where.")?.to_owned(), v)));
    pairs.filter(|(_, v)| !v.is_empty()).map(|(k, v)| (k, v.split(',').map(str::to_owned).collect())).collect()
}

fn question(params: &Params) -> Answer<FigureQuery> {
    let order = one(params, "order").map(|o| Order { by: o.trim_start_matches('-').to_owned(), descending: o.starts_with('-') });
    Ok(FigureQuery {
        measures: list(params, "measures"),
        period: period(params)?,
        by: list(params, "by"),
        filters: filters(params),
        compare: list(params, "compare").iter().filter_map(|c| Compare::read(c)).collect(),
        order,
        limit: one(params, "limit").and_then(|l| l.parse().ok()).unwrap_or(1000),
        at: one(params, "at").map(str::to_owned),
    })
}
