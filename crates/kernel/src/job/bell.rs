//! Rings when a job moves, for those who watch it in the browser.

use serde::Serialize;
use std::sync::{Mutex, PoisonError};
use tokio::sync::broadcast;
use uuid::Uuid;

/// Events that may wait for a slow watcher; who falls further behind asks the list again.
const WAITING_MAX: usize = 256;

/// A job moved.
#[derive(Clone, Debug, Serialize)]
pub struct JobEvent {
    pub id: Uuid,
    #[serde(skip)]
    pub owner: Uuid,
    pub state: super::record::State,
    pub done: i64,
    pub total: i64,
    pub note: String,
}

/// The bell itself. Once it is taken down, those who listen hear that there is nothing more to come.
pub struct Bell(Mutex<Option<broadcast::Sender<JobEvent>>>);

impl Default for Bell {
    fn default() -> Self {
        Self(Mutex::new(Some(broadcast::channel(WAITING_MAX).0)))
    }
}

impl Bell {
    /// Tells everyone who listens; nobody listening is fine.
    pub fn ring(&self, event: JobEvent) {
        if let Some(bell) = &*self.0.lock().unwrap_or_else(PoisonError::into_inner) {
            let _ = bell.send(event);
        }
    }

    /// Listens from now on; a bell that was taken down ends at once.
    pub fn listen(&self) -> broadcast::Receiver<JobEvent> {
        let bell = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        bell.as_ref().map_or_else(|| broadcast::channel(1).1, broadcast::Sender::subscribe)
    }

    /// Takes the bell down: the program stops, and nobody shall wait for it.
    pub fn take_down(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
    }
}
