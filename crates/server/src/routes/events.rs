//! Live events for those who wait: a job moved.

use crate::app::App;
use crate::caller::Caller;
use axum::extract::State;
use axum::response::Sse;
use axum::response::sse::{Event, KeepAlive};
use futures::Stream;
use futures::stream::unfold;
use std::convert::Infallible;
use tokio::sync::broadcast::error::RecvError;

/// The caller's own jobs, as they move.
pub async fn events(State(app): State<App>, caller: Caller) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let (bell, me) = (app.house.bell.listen(), caller.actor.id);
    let stream = unfold(bell, move |mut bell| async move {
        loop {
            match bell.recv().await {
                Ok(event) if event.owner == me => {
                    return Some((Ok(Event::default().event("job").json_data(&event).unwrap_or_default()), bell));
                }
                Ok(_) => {}
                // Too slow to hear everything: tell the watcher to look again.
                Err(RecvError::Lagged(_)) => return Some((Ok(Event::default().event("behind")), bell)),
                Err(RecvError::Closed) => return None,
            }
        }
    });
    Sse::new(stream).keep_alive(KeepAlive::default())
}
