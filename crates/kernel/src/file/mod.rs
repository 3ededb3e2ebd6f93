//! Files: photos, documents and tables that people bring, kept in a folder or in S3-compatible storage.

mod missing;
pub mod record;
mod store;
mod sweep;
mod thumbnail;
mod upload;

pub use missing::missing;
pub use record::{File, card_of};
pub use store::{FileStore, open};
pub(crate) use sweep::sweep;
pub use thumbnail::thumbnail;
pub use upload::{DOCUMENT_BYTES_MAX, Incoming, TABLE_BYTES_MAX, receive};
