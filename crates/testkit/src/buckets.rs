//! An S3 server on the loopback over a folder of its own: what is in its buckets lies there as files.

use hyper::header::IF_NONE_MATCH;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto::Builder;
use s3s::auth::SimpleAuth;
use s3s::service::S3ServiceBuilder;
use std::path::Path;
use std::sync::Arc;
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::sync::Mutex;

/// The key and the secret that open the buckets.
pub const BUCKET_KEYS: (&str, &str) = ("key", "secret");

/// A server with empty buckets; it ends with the runtime of the test.
pub struct Buckets {
    folder: TempDir,
    /// `http://127.0.0.1:…`
    pub address: String,
}

impl Buckets {
    /// Starts a server with buckets of these names.
    pub async fn start(names: &[&str]) -> Self {
        let folder = TempDir::with_prefix("shuzhi-buckets-").expect("a scratch folder");
        for name in names {
            std::fs::create_dir(folder.path().join(name)).expect("a folder for a bucket");
        }
        let mut service = S3ServiceBuilder::new(s3s_fs::FileSystem::new(folder.path()).expect("a file system for buckets"));
        service.set_auth(SimpleAuth::from_single(BUCKET_KEYS.0, BUCKET_KEYS.1));
        let service = service.build();
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = format!("http://{}", listener.local_addr().expect("a bound port has an address"));
        // This server looks whether an object is there and then writes it; a real one does both in one step. Conditional
        // requests therefore come one after the other.
        let turn = Arc::new(Mutex::new(()));
        tokio::spawn(async move {
            while let Ok((socket, _)) = listener.accept().await {
                let (service, turn) = (service.clone(), turn.clone());
                let answer = service_fn(move |request: hyper::Request<hyper::body::Incoming>| {
                    let (service, turn) = (service.clone(), turn.clone());
                    async move {
                        let conditional = request.headers().contains_key(IF_NONE_MATCH);
                        let _turn = if conditional { Some(turn.lock().await) } else { None };
                        hyper::service::Service::call(&service, request).await
                    }
                });
                tokio::spawn(async move {
                    let builder = Builder::new(TokioExecutor::new());
                    let _ = builder.serve_connection(TokioIo::new(socket), answer).await;
                });
            }
        });
        Self { folder, address }
    }

    /// What `shuzhi.toml` says of facts in a folder of the bucket `facts`.
    pub fn warehouse(&self) -> String {
        let ((key, secret), address) = (BUCKET_KEYS, &self.address);
        format!(
            "[warehouse]\nbucket = \"facts\"\nprefix = \"company/one\"\nregion = \"us-east-1\"\nendpoint = \"{address}\"\naccess_key = \"{key}\"\nsecret_key = \"{secret}\"\n"
        )
    }

    /// The folder that holds a folder for each bucket.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }
}
