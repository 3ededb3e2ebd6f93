//! Objects of a storage as streams of bytes, in and out, whether it is a folder or a bucket.

use bytes::Bytes;
use futures::stream::BoxStream;
use futures::{StreamExt, TryStreamExt};
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt, PutPayload, WriteMultipart};
use std::io::Read;
use std::sync::Arc;
use tokio::runtime::Handle;

pub type Objects = Arc<dyn ObjectStore>;

/// Objects up to this size are sent whole.
const WHOLE_BYTES_MAX: u64 = 8 << 20;
/// Pieces of a larger one that are under way at the same time.
const PIECES_MAX: usize = 4;

/// The bytes of an object, read on a thread that may wait.
pub struct Pieces {
    stream: BoxStream<'static, object_store::Result<Bytes>>,
    piece: Bytes,
    wait: Handle,
}

/// Opens an object; answers its size and its bytes, or nothing where there is none.
pub fn get(store: &Objects, path: &Path, wait: &Handle) -> anyhow::Result<Option<(u64, Pieces)>> {
    match wait.block_on(store.get(path)) {
        Ok(found) => {
            let bytes = found.meta.size;
            Ok(Some((bytes, Pieces { stream: found.into_stream(), piece: Bytes::new(), wait: wait.clone() })))
        }
        Err(object_store::Error::NotFound { .. }) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

impl Read for Pieces {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        while self.piece.is_empty() {
            match self.wait.block_on(self.stream.next()) {
                Some(piece) => self.piece = piece.map_err(std::io::Error::other)?,
                None => return Ok(0),
            }
        }
        let piece = self.piece.split_to(self.piece.len().min(into.len()));
        into[..piece.len()].copy_from_slice(&piece);
        Ok(piece.len())
    }
}

/// Puts an object of so many bytes.
pub fn put(store: &Objects, path: &Path, bytes: u64, from: &mut dyn Read, wait: &Handle) -> anyhow::Result<()> {
    if bytes <= WHOLE_BYTES_MAX {
        let mut whole = Vec::with_capacity(usize::try_from(bytes)?);
        from.read_to_end(&mut whole)?;
        wait.block_on(store.put(path, PutPayload::from(whole)))?;
        return Ok(());
    }
    let mut write = WriteMultipart::new(wait.block_on(store.put_multipart(path))?);
    let mut piece = vec![0; 1 << 20];
    loop {
        let read = from.read(&mut piece)?;
        if read == 0 {
            break;
        }
        wait.block_on(write.wait_for_capacity(PIECES_MAX))?;
        // Parts are sent by tasks, so they are begun where there is a runtime.
        let _within = wait.enter();
        write.write(piece.get(..read).unwrap_or_default());
    }
    wait.block_on(write.finish())?;
    Ok(())
}

/// Whether there is nothing below these folders.
pub async fn is_empty(store: &Objects, folders: &[Path]) -> anyhow::Result<bool> {
    for folder in folders {
        if store.list(Some(folder)).try_next().await?.is_some() {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Takes everything below these folders away.
pub async fn clear(store: &Objects, folders: &[Path]) -> anyhow::Result<()> {
    for folder in folders {
        let found: Vec<_> = store.list(Some(folder)).try_collect().await?;
        for object in found {
            store.delete(&object.location).await?;
        }
    }
    Ok(())
}
