//! Live events for those who wait: a job moved, a notice came.

use crate::app::App;
use crate::caller::Caller;
use axum::extract::State;
use axum::response::Sse;
use axum::response::sse::{Event, KeepAlive};
use futures::Stream;
use futures::stream::unfold;
use kernel::access::prove;
use kernel::bell::News;
use std::convert::Infallible;
use tokio::sync::broadcast::error::RecvError;

/// What is news to the caller, as it happens, for as long as they are signed in.
pub async fn events(State(app): State<App>, caller: Caller) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let bell = app.house.bell.listen();
    let stream = unfold((bell, app, caller), |(mut bell, app, caller)| async move {
        let event = loop {
            match bell.recv().await {
                Ok(news) if news.owner() == caller.actor.id => break told(&news),
                Ok(_) => {}
                // Too slow to hear everything: tell the watcher to look again.
                Err(RecvError::Lagged(_)) => break Event::default().event("behind").data("{}"),
                Err(RecvError::Closed) => return None,
            }
        };
        // Who has signed out meanwhile, or was locked out, hears nothing more.
        prove(&app.house, &caller.proof).await.ok()?;
        Some((Ok(event), (bell, app, caller)))
    });
    Sse::new(stream).keep_alive(KeepAlive::default())
}

/// An event without data would not reach a page.
fn told(news: &News) -> Event {
    match news {
        News::Job(event) => Event::default().event("job").json_data(event).unwrap_or_default(),
        News::Notice(_) => Event::default().event("notice").data("{}"),
    }
}
