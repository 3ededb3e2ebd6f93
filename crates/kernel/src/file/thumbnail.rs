//! A small picture of a picture, made once and kept beside it.

use super::record::Model;
use super::store::FileStore;
use super::upload::DOCUMENT_BYTES_MAX;
use crate::house::House;
use crate::refusal::{Outcome, Refusal};
use image::{ImageFormat, ImageReader, Limits};
use object_store::path::Path as Place;
use object_store::{ObjectStoreExt, PutPayload};
use std::io::Cursor;
use tokio::sync::Semaphore;

/// The longer side of a thumbnail in pixels.
const SIDE_PIXELS: u32 = 320;
/// The largest picture taken apart, in pixels per side: a small file may claim to be a huge picture.
const SIDE_PIXELS_MAX: u32 = 12_000;

/// Pictures taken apart at once: each may need half a gigabyte while it lasts.
static TURNS: Semaphore = Semaphore::const_new(2);

/// The thumbnail of a stored picture as JPEG.
pub async fn thumbnail(house: &House, card: &Model) -> Outcome<Vec<u8>> {
    // The card says so without the bytes being read: a table may be larger than the memory.
    let size = u64::try_from(card.size).unwrap_or(u64::MAX);
    if !card.mime.starts_with("image/") || size > DOCUMENT_BYTES_MAX {
        return Err(no_picture().into());
    }
    let place = Place::from(format!("{}.thumb", FileStore::place(card.id.0)));
    if let Ok(kept) = house.files.objects().get(&place).await {
        return Ok(kept.bytes().await.map_err(anyhow::Error::from)?.to_vec());
    }
    let turn = TURNS.acquire().await.map_err(anyhow::Error::from)?;
    let bytes = house.files.get(card.id.0).await?;
    let shrinking = tokio::task::spawn_blocking(move || {
        let _turn = turn;
        shrink(&bytes)
    });
    let small = shrinking.await.map_err(anyhow::Error::from)??;
    house.files.objects().put(&place, PutPayload::from(small.clone())).await.map_err(anyhow::Error::from)?;
    Ok(small)
}

fn no_picture() -> Refusal {
    Refusal::conflict("file.no_picture", "这个文件不是可以显示的图片", "This file is not a picture that can be shown")
}

fn shrink(bytes: &[u8]) -> Outcome<Vec<u8>> {
    let mut limits = Limits::default();
    (limits.max_image_width, limits.max_image_height) = (Some(SIDE_PIXELS_MAX), Some(SIDE_PIXELS_MAX));
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(anyhow::Error::from)?;
    reader.limits(limits);
    let picture = reader.decode().map_err(|_| no_picture())?;
    let mut small = Cursor::new(Vec::new());
    picture.thumbnail(SIDE_PIXELS, SIDE_PIXELS).to_rgb8().write_to(&mut small, ImageFormat::Jpeg).map_err(|_| no_picture())?;
    Ok(small.into_inner())
}
