//! Rings when a job moves, for those who watch it in the browser.

use serde::Serialize;
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

/// The bell itself.
pub struct Bell(broadcast::Sender<JobEvent>);

impl Default for Bell {
    fn default() -> Self {
        Self(broadcast::channel(WAITING_MAX).0)
    }
}

impl Bell {
    /// Tells everyone who listens; nobody listening is fine.
    pub fn ring(&self, event: JobEvent) {
        let _ = self.0.send(event);
    }

    /// Listens from now on.
    pub fn listen(&self) -> broadcast::Receiver<JobEvent> {
        self.0.subscribe()
    }
}
