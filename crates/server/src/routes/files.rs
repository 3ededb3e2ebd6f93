//! Files: bringing one, and taking one away.

use super::verbs::download;
use crate::app::App;
use crate::caller::Caller;
use crate::once::{Asked, once};
use crate::problem::{Answer, Problem};
use async_trait::async_trait;
use axum::Json;
use axum::body::Body;
use axum::extract::multipart::Field;
use axum::extract::{Multipart, Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use futures::TryStreamExt;
use kernel::file::{FileStore, Incoming, receive, record, thumbnail};
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
pub async fn upload(State(app): State<App>, caller: Caller, headers: HeaderMap, mut form: Multipart) -> Answer<(StatusCode, Json<Value>)> {
    caller.desk().may("upload", "file")?;
    let unreadable = || Refusal::malformed("没有收到文件", "No file was received");
    while let Some(field) = form.next_field().await.map_err(|_| unreadable())? {
        if field.name() != Some("file") {
            continue;
        }
        let name = field.file_name().unwrap_or_default().to_owned();
        let received = receive(&caller.desk(), &name, &mut Upload(field)).await?;
        let id = received.id;
        let answer = keep(&caller, &headers, received).await;
        // The bytes of a card that was not inserted are nobody's.
        if !answer.as_ref().is_ok_and(|file| file["id"] == json!(id)) {
            app.house.files.remove(id.0).await?;
        }
        return Ok((StatusCode::CREATED, Json(answer?)));
    }
    Err(unreadable().into())
}

/// Inserts the card of a file that has arrived, unless the same request brought it before.
async fn keep(caller: &Caller, headers: &HeaderMap, received: record::Model) -> Answer<Value> {
    let asked = Asked::of(headers, "POST", "files", &json!({ "name": received.name, "sha256": received.sha256 }))?;
    once(caller, &asked, |desk| {
        Box::pin(async move {
            let file = kernel::record::insert::<record::Entity>(desk, received).await?;
            Ok(json!({ "id": file.id, "name": file.name, "mime": file.mime, "size": file.size }))
        })
    })
    .await
}

/// The card of a file the caller may open: their own, or one that a row they may see refers to.
async fn openable(app: &App, caller: &Caller, id: Uuid) -> Result<record::Model, Problem> {
    let desk = caller.desk();
    let file = app.house.catalogue.record("file").ok_or_else(Refusal::not_found)?;
    if file.get(&desk, id).await.is_ok() {
        return Ok(kernel::file::card_of(&desk, id).await?);
    }
    for record in app.house.catalogue.records() {
        if desk.may("read", record.name()).is_ok() && record.shows_file(&desk, id).await? {
            return Ok(kernel::file::card_of(&desk, id).await?);
        }
    }
    Err(Refusal::not_found().into())
}

pub async fn read(State(app): State<App>, caller: Caller, Path(id): Path<Uuid>) -> Answer<Response> {
    let card = openable(&app, &caller, id).await?;
    let stored = app.house.files.objects();
    let found = kernel::file::open(stored, &FileStore::place(id)).await?;
    let body = Body::from_stream(found.map_err(std::io::Error::other));
    download(&card.name, &card.mime, body)
}

pub async fn small(State(app): State<App>, caller: Caller, Path(id): Path<Uuid>) -> Answer<Response> {
    let card = openable(&app, &caller, id).await?;
    let bytes = thumbnail(&app.house, &card).await?;
    Ok(([(header::CONTENT_TYPE, "image/jpeg"), (header::CACHE_CONTROL, "private, max-age=86400")], bytes).into_response())
}
