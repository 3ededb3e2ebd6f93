//! Where the bytes of files lie: a folder by default, S3-compatible storage by configuration.

use crate::refusal::Outcome;
use futures::stream::BoxStream;
use object_store::local::LocalFileSystem;
use object_store::path::Path as Place;
use object_store::{ObjectStore, ObjectStoreExt, PutPayload};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use uuid::Uuid;

/// The store of files.
#[derive(Clone)]
pub struct FileStore {
    store: Arc<dyn ObjectStore>,
    /// The folder, where it is one.
    folder: Option<PathBuf>,
}

impl FileStore {
    /// Files in a folder, which is made if absent.
    pub fn in_folder(folder: &Path) -> anyhow::Result<Self> {
        std::fs::create_dir_all(folder)?;
        Ok(Self { store: Arc::new(LocalFileSystem::new_with_prefix(folder)?), folder: Some(folder.to_owned()) })
    }

    /// Files in any object store.
    pub fn over(store: Arc<dyn ObjectStore>) -> Self {
        Self { store, folder: None }
    }

    /// The folder, where the files lie in one.
    pub(crate) fn folder(&self) -> Option<&Path> {
        self.folder.as_deref()
    }

    /// The object store beneath, for streaming and for backups.
    pub fn objects(&self) -> &Arc<dyn ObjectStore> {
        &self.store
    }

    /// Where a file lies: spread over 256 folders by the random end of its id.
    pub fn place(id: Uuid) -> Place {
        let name = id.simple().to_string();
        let spread = name.get(30..).unwrap_or("00");
        Place::from(format!("{spread}/{name}"))
    }

    /// The file of this machine that a file is, where the store is a folder.
    pub fn local(&self, id: Uuid) -> Option<PathBuf> {
        self.folder.as_ref().map(|folder| folder.join(Self::place(id).as_ref()))
    }

    /// Keeps bytes under an id.
    pub async fn put(&self, id: Uuid, bytes: Vec<u8>) -> Outcome<()> {
        self.store.put(&Self::place(id), PutPayload::from(bytes)).await.map_err(anyhow::Error::from)?;
        Ok(())
    }

    /// Takes the bytes of a file away.
    pub async fn remove(&self, id: Uuid) -> Outcome<()> {
        self.store.delete(&Self::place(id)).await.map_err(anyhow::Error::from)?;
        Ok(())
    }

    /// All bytes of a file.
    pub async fn get(&self, id: Uuid) -> Outcome<Vec<u8>> {
        let found = self.store.get(&Self::place(id)).await.map_err(anyhow::Error::from)?;
        Ok(found.bytes().await.map_err(anyhow::Error::from)?.to_vec())
    }
}

/// The bytes at a place, piece by piece.
pub async fn open(store: &Arc<dyn ObjectStore>, place: &Place) -> Outcome<BoxStream<'static, object_store::Result<bytes::Bytes>>> {
    Ok(store.get(place).await.map_err(anyhow::Error::from)?.into_stream())
}
