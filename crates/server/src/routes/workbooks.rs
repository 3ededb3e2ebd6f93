//! Records in Excel: the template, the export, and a filled workbook taken in.

use super::records::{Params, list_query, record};
use super::verbs::download;
use crate::app::App;
use crate::caller::Caller;
use crate::once::{Asked, Begun, begin, end};
use crate::problem::Answer;
use axum::Json;
use axum::body::Body;
use axum::extract::{Multipart, Path, Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use kernel::audit::hex;
use kernel::record::Filled;
use kernel::refusal::{Kind, Refusal};
use kernel::text::text;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tokio::io::AsyncWriteExt;

/// Excel's own type.
pub const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/// The largest workbook of records.
const WORKBOOK_BYTES_MAX: usize = 64 << 20;

pub async fn template(State(app): State<App>, caller: Caller, Path(name): Path<String>) -> Answer<Response> {
    let record = record(&app, &caller, &name, "import")?;
    let title = record.about().title.in_lang(caller.lang);
    let tail = text("导入模板", " template");
    download(&format!("{title}{}.xlsx", tail.in_lang(caller.lang)), XLSX, Body::from(record.template(caller.lang)?))
}

pub async fn export(State(app): State<App>, caller: Caller, Path(name): Path<String>, Query(params): Query<Params>) -> Answer<Response> {
    let record = record(&app, &caller, &name, "export")?;
    let columns: Vec<String> =
        params.iter().filter(|(k, _)| k == "cols").flat_map(|(_, v)| v.split(',')).filter(|c| !c.is_empty()).map(str::to_owned).collect();
    let desk = caller.desk();
    let bytes = record.export(&desk, &list_query(&params)?, &columns, caller.lang).await?;
    download(&format!("{}-{}.xlsx", record.about().title.in_lang(caller.lang), desk.today()), XLSX, Body::from(bytes))
}

/// Takes a workbook in, all rows or none; with `dry_run` it only says what would happen, and `fill.plan_id` is the code for rows
/// that say nothing of it.
pub async fn import(
    State(app): State<App>,
    caller: Caller,
    Path(name): Path<String>,
    Query(params): Query<Params>,
    headers: HeaderMap,
    form: Multipart,
) -> Answer<Json<Value>> {
    let record = record(&app, &caller, &name, "import")?;
    let (file, digest) = received(form).await?;
    let dry_run = params.iter().any(|(k, v)| k == "dry_run" && matches!(v.as_str(), "1" | "true"));
    let filled: Filled = params.iter().filter_map(|(k, v)| Some((k.strip_prefix("fill.")?.to_owned(), v.clone()))).collect();
    let asked = Asked::of(&headers, "POST", &format!("{name}/import"), &json!({ "file": digest, "dry_run": dry_run, "filled": filled }))?;
    let desk = match begin(&caller, &asked).await? {
        Begun::Answered(report) => return Ok(Json(report)),
        Begun::New(desk) => *desk,
    };
    let report = match record.import(&desk, file.path(), &filled).await {
        Ok(report) => report,
        Err(failure) => return Ok(Json(end(&caller, &asked, desk, Err(failure)).await?)),
    };
    let shown = serde_json::to_value(&report)?;
    if dry_run || report.refused > 0 {
        desk.discard().await?;
        return Ok(Json(shown));
    }
    Ok(Json(end(&caller, &asked, desk, Ok(shown)).await?))
}

/// The file of a form, in a place of its own that goes away with it, and the digest of its bytes.
async fn received(mut form: Multipart) -> Answer<(tempfile::NamedTempFile, String)> {
    let cut_off = || Refusal::malformed("上传没有完成，请重试", "The upload was cut off; try again");
    while let Some(mut field) = form.next_field().await.map_err(|_| cut_off())? {
        if field.name() != Some("file") {
            continue;
        }
        let file = tempfile::NamedTempFile::new().map_err(anyhow::Error::from)?;
        let mut write = tokio::fs::File::from_std(file.reopen().map_err(anyhow::Error::from)?);
        let (mut size, mut digest) = (0, Sha256::new());
        while let Some(piece) = field.chunk().await.map_err(|_| cut_off())? {
            size += piece.len();
            if size > WORKBOOK_BYTES_MAX {
                let megabytes = WORKBOOK_BYTES_MAX >> 20;
                return Err(Refusal::new(
                    Kind::TooLarge,
                    "too_large",
                    text(format!("文件超过 {megabytes} MB 上限"), format!("The file is over the limit of {megabytes} MB")),
                )
                .into());
            }
            digest.update(&piece);
            write.write_all(&piece).await.map_err(anyhow::Error::from)?;
        }
        write.flush().await.map_err(anyhow::Error::from)?;
        return Ok((file, hex(&digest.finalize())));
    }
    Err(Refusal::malformed("没有收到文件", "No file was received").into())
}
