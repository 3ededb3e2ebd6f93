//! Checks passwords, a few at a time: each check takes much memory on purpose, and strangers may ask for many at once.

use crate::problem::Answer;
use kernel::refusal::{Kind, Refusal};
use kernel::text::text;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;

/// Passwords checked at once; each takes 19 MB while it lasts.
const AT_ONCE: usize = 4;
/// How long a check may wait for its turn.
const WAIT: Duration = Duration::from_secs(10);

/// The places where passwords are checked.
#[derive(Clone)]
pub struct Checking(Arc<Semaphore>);

impl Default for Checking {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(AT_ONCE)))
    }
}

impl Checking {
    /// Does the slow work of a check when its turn comes, off the async threads.
    pub async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Answer<T> {
        let busy =
            || Refusal::new(Kind::Busy, "busy", text("登录的人太多，请稍后重试", "Too many people are signing in; try again shortly"));
        let turn = tokio::time::timeout(WAIT, self.0.clone().acquire_owned()).await.map_err(|_| busy())?.map_err(anyhow::Error::from)?;
        let done = tokio::task::spawn_blocking(move || {
            // The turn ends with the work, also when the one who asked has gone away meanwhile.
            let _turn = turn;
            work()
        });
        Ok(done.await.map_err(anyhow::Error::from)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[tokio::test(flavor = "multi_thread")]
    async fn only_a_few_passwords_are_checked_at_once() {
        let checking = Checking::default();
        let (now, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        let checks = (0..40).map(|_| {
            let (checking, now, most) = (checking.clone(), now.clone(), most.clone());
            async move {
                let work = move || {
                    most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                    std::thread::sleep(Duration::from_millis(5));
                    now.fetch_sub(1, Ordering::SeqCst);
                };
                checking.run(work).await.expect("its turn comes");
            }
        });
        futures::future::join_all(checks).await;
        assert_eq!(most.load(Ordering::SeqCst), AT_ONCE);
    }
}
