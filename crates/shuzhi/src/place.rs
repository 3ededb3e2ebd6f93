//! Where a company's data lies: one folder, unless its `shuzhi.toml` says otherwise.
//!
//! ```toml
//! database = "postgres://shuzhi:secret@db/shuzhi"   # records; without it, SQLite in the folder
//! files = "s3://bucket/files"                        # photos and documents; without it, files/ in the folder
//! policies = "policies.cedar"                        # in place of the policies the departments bring
//! cluster = "df://10.0.0.8:50050"                    # sums of whole months are made there; see the manual, server.md
//!
//! [warehouse]                                         # facts of sales; without it, warehouse/ in the folder
//! bucket = "shuzhi"
//! region = "cn-hangzhou"
//! endpoint = "http://minio:9000"
//! access_key = "…"
//! secret_key = "…"
//! ```
//! S3 credentials come from the usual environment variables (`AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, `AWS_ENDPOINT` …).

use crate::backup::tables;
use crate::serving;
use crate::unfinished::{self, Seen};
use anyhow::{Context as _, anyhow, bail};
use chrono::{DateTime, Utc};
use kernel::access::shipped_policies;
use kernel::clock::{Clock, SystemClock};
use kernel::file::FileStore;
use kernel::house::{DatabaseAt, House, connect};
use object_store::aws::AmazonS3Builder;
use object_store::prefix::PrefixStore;
use sea_orm::DatabaseConnection;
use serde::Deserialize;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use warehouse::{S3, Share, Storage, Warehouse};

/// What `shuzhi.toml` may say.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Config {
    database: Option<String>,
    files: Option<String>,
    policies: Option<PathBuf>,
    cluster: Option<String>,
    warehouse: Option<S3>,
}

/// A company's data.
#[derive(Clone, Debug)]
pub struct Place {
    folder: PathBuf,
    config: Config,
    share: Share,
}

impl Place {
    /// Reads the configuration of a data folder; a database given on the command line goes before it.
    pub fn at(folder: &Path, database: Option<&str>) -> anyhow::Result<Self> {
        let file = folder.join("shuzhi.toml");
        let mut config = match std::fs::read_to_string(&file) {
            Ok(text) => toml::from_str(&text).map_err(|error| {
                let line = line_at(&text, error.span().map_or(0, |span| span.start));
                anyhow!("{0} 第 {line} 行有误 · line {line} of {0} is wrong: {1}", file.display(), error.message())
            })?,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Config::default(),
            Err(error) => return Err(error).with_context(|| format!("{0} 无法打开 · {0} cannot be opened", file.display())),
        };
        if let Some(url) = database {
            config.database = Some(url.to_owned());
        }
        Ok(Self { folder: folder.to_owned(), config, share: Share::default() })
    }

    /// Whether there is anything here yet.
    pub fn exists(&self) -> bool {
        self.config.database.is_some()
            || self.folder.join("shuzhi.db").exists()
            || unfinished::seen(&self.folder).is_ok_and(|seen| seen != Seen::Nothing)
    }

    /// The folder, whatever lies in it.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Connects to the database, making the folder if absent; refuses where a restore is not finished.
    pub async fn database(&self) -> anyhow::Result<DatabaseConnection> {
        let db = match unfinished::seen(&self.folder)? {
            Seen::Nothing => return self.connection().await,
            Seen::AtWork => bail!("这里正在恢复备份，请等它完成 · a restore is at work here; wait for its end"),
            Seen::Left => self.connection().await?,
        };
        // The records come last: where they are, only the mark was not taken away any more.
        if tables(&db).await?.is_empty() {
            bail!(
                "上次恢复备份中途中断，数据不完整；请重新运行 shuzhi restore · a restore was cut off here and the data are not complete; run `shuzhi restore` again"
            );
        }
        unfinished::remove_from(&self.folder)?;
        Ok(db)
    }

    /// Takes the place for the one server that may use it. Where nothing lies in the folder, as with PostgreSQL and a bucket,
    /// several may serve the same data.
    pub(crate) fn take_to_serve(&self) -> anyhow::Result<Option<File>> {
        let Config { database, files, warehouse, .. } = &self.config;
        let elsewhere = database.is_some() && files.is_some() && warehouse.is_some();
        (!elsewhere).then(|| serving::take(&self.folder)).transpose()
    }

    /// The file of the records, where they are kept in one.
    pub(crate) fn database_file(&self) -> Option<PathBuf> {
        self.config.database.is_none().then(|| self.folder.join("shuzhi.db"))
    }

    /// Connects to the database, whatever state it is in.
    pub(crate) async fn connection(&self) -> anyhow::Result<DatabaseConnection> {
        std::fs::create_dir_all(&self.folder)
            .with_context(|| format!("数据目录无法创建 · the data folder {} cannot be made", self.folder.display()))?;
        if let Some(url) = &self.config.database
            && !["postgres://", "postgresql://"].iter().any(|known| url.starts_with(known))
        {
            bail!("数据库地址应以 postgres:// 开头 · the address of a database begins with postgres://");
        }
        let at = match &self.config.database {
            Some(url) => DatabaseAt::Url(url.clone()),
            None => DatabaseAt::in_folder(&self.folder),
        };
        connect(&at).await.with_context(|| format!("数据库无法打开 · the database cannot be opened ({})", shown(&at)))
    }

    /// Opens the house, with its tables brought up to date.
    pub async fn open(&self) -> anyhow::Result<Arc<House>> {
        let db = self.database().await?;
        migrations::bring_up_to_date(&db)
            .await
            .context("数据表没有更新，没有任何改动 · the tables could not be brought up to date; nothing was changed")?;
        let warehouse = self.warehouse(SystemClock.now()).await?;
        self.house(db, Arc::new(warehouse))
    }

    /// The house over records and facts that are open.
    pub(crate) fn house(&self, db: DatabaseConnection, warehouse: Arc<Warehouse>) -> anyhow::Result<Arc<House>> {
        let departments = crate::departments(warehouse);
        let files = self.files()?;
        let Some(path) = self.config.policies.as_ref().map(|path| self.folder.join(path)) else {
            let policies = shipped_policies(&departments);
            return House::open(db, departments, &policies, files, Arc::new(SystemClock));
        };
        let shown = path.display();
        let policies =
            std::fs::read_to_string(&path).with_context(|| format!("权限规则无法打开 · the policies {shown} cannot be opened"))?;
        House::open(db, departments, &policies, files, Arc::new(SystemClock))
            .with_context(|| format!("权限规则 {shown} 有误 · the policies {shown} are wrong"))
    }

    /// Refuses a place where there is nothing yet.
    pub fn must_exist(&self) -> anyhow::Result<()> {
        if !self.exists() {
            bail!(
                "这里还没有数据，请先运行 shuzhi init · there is no data in {}; run `shuzhi init --data {}` first",
                self.folder.display(),
                self.folder.display()
            );
        }
        Ok(())
    }

    /// Refuses a place whose facts are nowhere; those in a bucket need nothing in the folder.
    #[cfg(feature = "cluster")]
    pub(crate) fn facts_must_exist(&self) -> anyhow::Result<()> {
        if self.config.warehouse.is_some() { Ok(()) } else { self.must_exist() }
    }

    /// Opens the house only if there is one.
    pub async fn open_existing(&self) -> anyhow::Result<Arc<House>> {
        self.must_exist()?;
        self.open().await
    }

    /// Opens the warehouse of facts.
    pub(crate) async fn warehouse(&self, now: DateTime<Utc>) -> anyhow::Result<Warehouse> {
        let warehouse = Warehouse::open(&self.storage(), now).await;
        let warehouse = warehouse.context("数据仓库无法打开 · the warehouse of facts cannot be opened")?;
        match &self.config.cluster {
            Some(scheduler) => on_cluster(warehouse, scheduler, self.share),
            None => Ok(warehouse),
        }
    }

    /// The same place, with every question of facts sent to its cluster.
    pub(crate) fn asking_the_cluster(&self) -> anyhow::Result<Place> {
        if self.config.cluster.is_none() {
            bail!("shuzhi.toml 没有写 cluster = \"df://主机:端口\" · shuzhi.toml names no cluster = \"df://HOST:PORT\"");
        }
        Ok(Place { share: Share::Everything, ..self.clone() })
    }

    /// Where the facts are kept.
    pub(crate) fn storage(&self) -> Storage {
        match &self.config.warehouse {
            Some(s3) => Storage::S3(s3.clone()),
            None => Storage::Folder(self.folder.join("warehouse")),
        }
    }

    /// Where the bytes of files are kept.
    pub(crate) fn files(&self) -> anyhow::Result<FileStore> {
        let Some(url) = &self.config.files else { return FileStore::in_folder(&self.folder.join("files")) };
        let rest = url.strip_prefix("s3://").with_context(|| {
            format!(
                "shuzhi.toml 中 files = \"{url}\"：只支持 s3:// 地址 · files = \"{url}\" in shuzhi.toml: only s3:// addresses are known"
            )
        })?;
        let (bucket, prefix) = rest.split_once('/').unwrap_or((rest, ""));
        let store = AmazonS3Builder::from_env()
            .with_bucket_name(bucket)
            .build()
            .context("文件所在的 S3 存储无法使用 · the S3 storage of files cannot be used")?;
        Ok(FileStore::over(Arc::new(PrefixStore::new(store, prefix))))
    }
}

#[cfg(feature = "cluster")]
fn on_cluster(warehouse: Warehouse, scheduler: &str, share: Share) -> anyhow::Result<Warehouse> {
    warehouse
        .on_cluster(scheduler, share)
        .with_context(|| format!("shuzhi.toml 中 cluster = \"{scheduler}\" 有误 · cluster = \"{scheduler}\" in shuzhi.toml is wrong"))
}

#[cfg(not(feature = "cluster"))]
fn on_cluster(_: Warehouse, _: &str, _: Share) -> anyhow::Result<Warehouse> {
    Err(no_cluster())
}

/// What a program says that was built without the feature.
#[cfg(not(feature = "cluster"))]
pub(crate) fn no_cluster() -> anyhow::Error {
    anyhow!(
        "此程序不含集群功能，请用 cargo build --features shuzhi/cluster 构建 · this program was built without the cluster; build it with `cargo build --features shuzhi/cluster`"
    )
}

/// The line of a text in which a byte stands, counted from 1.
fn line_at(text: &str, byte: usize) -> usize {
    text.bytes().take(byte).filter(|b| *b == b'\n').count() + 1
}

/// A database as it may be shown: without its password.
fn shown(at: &DatabaseAt) -> String {
    match at {
        DatabaseAt::Sqlite(path) => path.display().to_string(),
        DatabaseAt::Url(url) => match (url.split_once("://"), url.rsplit_once('@')) {
            (Some((scheme, _)), Some((_, host))) => format!("{scheme}://…@{host}"),
            _ => url.clone(),
        },
    }
}
