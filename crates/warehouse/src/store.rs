//! Where the facts lie: a folder, or a bucket of an S3-compatible storage. Nothing above this file knows which.

use crate::error::{Outcome, failed};
use deltalake_core::logstore::{LogStoreRef, StorageConfig, default_logstore};
use object_store::aws::{AmazonS3Builder, S3ConditionalPut};
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::prefix::PrefixStore;
use object_store::{ObjectStore, ObjectStoreScheme};
use serde::{Deserialize, Serialize};
use std::path::PathBuf;
use std::sync::Arc;

/// The storage of a warehouse, as the configuration names it.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Storage {
    /// A folder of this machine; made when it does not exist.
    Folder(PathBuf),
    /// A bucket.
    S3(S3),
}

/// A bucket of an S3-compatible storage that honours conditional writes (`If-None-Match: *`): two writers are
/// kept apart by them.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct S3 {
    pub bucket: String,
    /// Folder within the bucket; may be empty.
    #[serde(default)]
    pub prefix: String,
    pub region: String,
    /// Address of a storage that is not Amazon's own, such as `http://10.0.0.8:9000`.
    pub endpoint: Option<String>,
    pub access_key: String,
    pub secret_key: String,
}

/// An opened storage.
#[derive(Clone)]
pub(crate) struct Store {
    /// The whole storage.
    root: Arc<dyn ObjectStore>,
    /// The folder of the warehouse in it.
    pub(crate) home: Arc<dyn ObjectStore>,
    prefix: Path,
    /// Address of the warehouse's folder, ending in a slash.
    address: String,
    /// The folder itself where the storage is one.
    pub(crate) folder: Option<PathBuf>,
}

impl Store {
    pub(crate) fn open(storage: &Storage) -> Outcome<Store> {
        match storage {
            Storage::Folder(folder) => Store::folder(folder),
            Storage::S3(s3) => Store::s3(s3),
        }
    }

    /// The storage for engines that list files themselves, and the folder of the warehouse in it. A store of a prefix answers for
    /// one file with its whole path (object_store 0.13.2), and who lists then passes over it as no file of his.
    #[cfg(feature = "cluster")]
    pub(crate) fn listed(&self) -> Outcome<(Arc<dyn ObjectStore>, Path)> {
        match &self.folder {
            Some(folder) => Ok((Arc::new(LocalFileSystem::new_with_prefix(folder).map_err(failed)?), Path::default())),
            None => Ok((self.root.clone(), self.prefix.clone())),
        }
    }

    fn folder(folder: &std::path::Path) -> Outcome<Store> {
        std::fs::create_dir_all(folder).map_err(failed)?;
        let folder = folder.canonicalize().map_err(failed)?;
        let prefix = Path::from_absolute_path(&folder).map_err(failed)?;
        let root: Arc<dyn ObjectStore> = Arc::new(LocalFileSystem::new());
        let mut address = deltalake_core::ensure_table_uri(folder.to_string_lossy()).map_err(failed)?.to_string();
        if !address.ends_with('/') {
            address.push('/');
        }
        let home = Arc::new(PrefixStore::new(root.clone(), prefix.clone()));
        Ok(Store { root, home, prefix, address, folder: Some(folder) })
    }

    fn s3(s3: &S3) -> Outcome<Store> {
        let mut builder = AmazonS3Builder::new()
            .with_bucket_name(&s3.bucket)
            .with_region(&s3.region)
            .with_access_key_id(&s3.access_key)
            .with_secret_access_key(&s3.secret_key)
            .with_conditional_put(S3ConditionalPut::ETagMatch);
        if let Some(endpoint) = &s3.endpoint {
            let plain = endpoint.starts_with("http://");
            builder = builder.with_endpoint(endpoint).with_allow_http(plain).with_virtual_hosted_style_request(false);
        }
        let root: Arc<dyn ObjectStore> = Arc::new(builder.build().map_err(failed)?);
        let prefix = Path::from(s3.prefix.as_str());
        let folder = if prefix.as_ref().is_empty() { String::new() } else { format!("{prefix}/") };
        let address = format!("s3://{}/{folder}", s3.bucket);
        let home = Arc::new(PrefixStore::new(root.clone(), prefix.clone()));
        Ok(Store { root, home, prefix, address, folder: None })
    }

    /// The log of a table. The table format is told nothing about the kind of storage: it gets the opened one.
    pub(crate) fn log(&self, table: &str) -> Outcome<LogStoreRef> {
        let address = format!("{}{table}/", self.address).parse().map_err(|_| failed("the address is not a URL"))?;
        debug_assert!(ObjectStoreScheme::parse(&address).is_ok());
        let within = Arc::new(PrefixStore::new(self.root.clone(), self.prefix.clone().join(table)));
        Ok(default_logstore(within, self.root.clone(), &address, &StorageConfig::default()))
    }
}
