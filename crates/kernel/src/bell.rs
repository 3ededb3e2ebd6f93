//! Rings when something has happened that concerns a person: their job moved, a notice came for them.

use crate::job::record::State;
use crate::text::Text;
use serde::Serialize;
use std::sync::{Mutex, PoisonError};
use tokio::sync::broadcast;
use uuid::Uuid;

/// Events that may wait for a slow watcher; who falls further behind asks the lists again.
const WAITING_MAX: usize = 256;

/// What the bell tells.
#[derive(Clone, Debug)]
pub enum News {
    Job(JobEvent),
    /// A notice came for this person.
    Notice(Uuid),
}

impl News {
    /// Whom it concerns.
    pub fn owner(&self) -> Uuid {
        match self {
            Self::Job(event) => event.owner,
            Self::Notice(owner) => *owner,
        }
    }
}

/// A job moved.
#[derive(Clone, Debug, Serialize)]
pub struct JobEvent {
    pub id: Uuid,
    #[serde(skip)]
    pub owner: Uuid,
    pub state: State,
    pub done: i64,
    pub total: i64,
    pub note: Option<Text>,
}

/// The bell itself. Once it is taken down, those who listen hear that there is nothing more to come.
pub struct Bell(Mutex<Option<broadcast::Sender<News>>>);

impl Default for Bell {
    fn default() -> Self {
        Self(Mutex::new(Some(broadcast::channel(WAITING_MAX).0)))
    }
}

impl Bell {
    /// Tells everyone who listens; nobody listening is fine.
    pub fn ring(&self, news: News) {
        if let Some(bell) = &*self.0.lock().unwrap_or_else(PoisonError::into_inner) {
            let _ = bell.send(news);
        }
    }

    /// Listens from now on; a bell that was taken down ends at once.
    pub fn listen(&self) -> broadcast::Receiver<News> {
        let bell = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        bell.as_ref().map_or_else(|| broadcast::channel(1).1, broadcast::Sender::subscribe)
    }

    /// Takes the bell down: the program stops, and nobody shall wait for it.
    pub fn take_down(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
    }
}
