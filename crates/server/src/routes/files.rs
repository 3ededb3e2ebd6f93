//! Files: bringing one, and taking one away.

use super::verbs::download;
use crate::app::App;
use crate::caller::Caller;
use crate::problem::{Answer, Problem};
use async_trait::async_trait;
use axum::Json;
use axum::body::Body;
use axum::extract::multipart::Field;
use axum::extract::{Multipart, Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use futures::TryStreamExt;
use kernel::file::{FileStore, Incoming, record, receive, thumbnail};
use kernel::refusal::{Outcome, Refusal};
use serde_json::{Value, json};
use uuid::Uuid;

struct Upload<'a>(Field<'a>);

#[async_trait]
impl Incoming for Upload<'_> {
    async fn next(&mut self) -> Outcome<Option<Vec<u8>>> {
        let piece = self.0.chunk().await.map_err(|_| Refusal::malformed("上传没有完成，请重试", "The upload was cut off; try again"))?;
        Ok(piece.map(|bytes| bytes.to_vec()))
    }
}

/// Takes a file in. The bytes arrive before the transaction begins, so that a slow upload holds nobody up.
pub async fn upload(caller: Caller, mut form: Multipart) -> Answer<(StatusCode, Json<Value>)> {
    caller.desk().may("upload", "file")?;
    let unreadable = || Refusal::malformed("没有收到文件", "No file was received");
    while let Some(field) = form.next_field().await.map_err(|_| unreadable())? {
        if field.name() != Some("file") {
            continue;
        }
        let name = field.file_name().unwrap_or_default().to_owned();
        let received = receive(&caller.desk(), &name, &mut Upload(field)).await?;
        let desk = caller.write().await?;
        let outcome = kernel::record::insert::<record::Entity>(&desk, received).await;
        let file = desk.finish(outcome).await?;
        return Ok((StatusCode::CREATED, Json(json!({ "id": file.id, "name": file.name, "mime": file.mime, "size": file.size }))));
    }
    Err(unreadable().into())
}

/// The card of a file the caller may open: their own, or one that a row they may see refers to.
async fn openable(app: &App, caller: &Caller, id: Uuid) -> Result<Value, Problem> {
    let desk = caller.desk();
    let file = app.house.catalogue.record("file").ok_or_else(Refusal::not_found)?;
    if let Ok(row) = file.get(&desk, id).await {
        return Ok(row);
    }
    for record in app.house.catalogue.records() {
        if desk.may("read", record.name()).is_ok() && record.shows_file(&desk, id).await? {
            return Ok(serde_json::to_value(kernel::file::card_of(&desk, id).await?)?);
        }
    }
    Err(Refusal::not_found().into())
}

pub async fn read(State(app): State<App>, caller: Caller, Path(id): Path<Uuid>) -> Answer<Response> {
    let card = openable(&app, &caller, id).await?;
    let stored = app.house.files.objects();
    let found = kernel::file::open(stored, &FileStore::place(id)).await?;
    let body = Body::from_stream(found.map_err(std::io::Error::other));
    download(card["name"].as_str().unwrap_or("file"), card["mime"].as_str().unwrap_or("application/octet-stream"), body)
}

pub async fn small(State(app): State<App>, caller: Caller, Path(id): Path<Uuid>) -> Answer<Response> {
    openable(&app, &caller, id).await?;
    let bytes = thumbnail(&app.house, id).await?;
    Ok(([(header::CONTENT_TYPE, "image/jpeg"), (header::CACHE_CONTROL, "private, max-age=86400")], bytes).into_response())
}
