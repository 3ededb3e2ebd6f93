//! The change log: who changed what, over everything the caller may see.

use super::records::{Params, record};
use super::verbs::download;
use super::workbooks::XLSX;
use crate::app::App;
use crate::caller::Caller;
use crate::problem::Answer;
use axum::Json;
use axum::body::Body;
use axum::extract::{Query, State};
use axum::response::Response;
use kernel::audit::{self, LogEvent, LogPage, LogQuery, log_workbook};
use kernel::refusal::Refusal;
use kernel::text::text;
use std::str::FromStr;

pub async fn log(State(app): State<App>, caller: Caller, Query(params): Query<Params>) -> Answer<Json<LogPage>> {
    let desk = caller.desk();
    desk.may("read", "history")?;
    Ok(Json(audit::log(&desk, &asked(&app, &caller, &params)?).await?))
}

pub async fn events(caller: Caller) -> Answer<Json<Vec<LogEvent>>> {
    let desk = caller.desk();
    desk.may("read", "history")?;
    Ok(Json(audit::events(&desk)))
}

pub async fn export(State(app): State<App>, caller: Caller, Query(params): Query<Params>) -> Answer<Response> {
    let desk = caller.desk();
    desk.may("export", "history")?;
    let bytes = log_workbook(&desk, asked(&app, &caller, &params)?, caller.lang).await?;
    let title = text("变更查询", "Change log");
    download(&format!("{}-{}.xlsx", title.in_lang(caller.lang), desk.today()), XLSX, Body::from(bytes))
}

fn asked(app: &App, caller: &Caller, params: &Params) -> Answer<LogQuery> {
    let word = |name: &str| params.iter().find(|(k, _)| k == name).map(|(_, v)| v.as_str()).filter(|v| !v.is_empty());
    if let Some(name) = word("record") {
        record(app, caller, name, "read")?;
    }
    Ok(LogQuery {
        from: read(word("from"))?,
        to: read(word("to"))?,
        actor: read(word("actor"))?,
        record: word("record").map(str::to_owned),
        row: read(word("row"))?,
        event: word("event").map(str::to_owned),
        after: read(word("after"))?,
    })
}

/// A filter that cannot be read is refused: without it, more would be shown than was asked for.
fn read<T: FromStr>(word: Option<&str>) -> Answer<Option<T>> {
    let unreadable = |word: &str| Refusal::malformed(format!("“{word}”无法识别"), format!("“{word}” cannot be read"));
    Ok(word.map(|word| word.parse().map_err(|_| unreadable(word))).transpose()?)
}
