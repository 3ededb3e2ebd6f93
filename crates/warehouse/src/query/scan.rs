//! The files of a version as a table the query engine can read.

use crate::engine::{ADDRESS, Engine};
use crate::error::{Outcome, failed};
use crate::facts::Kind;
use crate::store::Store;
use crate::table::Entry;
use async_trait::async_trait;
use datafusion::arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use datafusion::catalog::{Session, TableProvider};
use datafusion::common::{DFSchema, Result};
use datafusion::datasource::TableType;
use datafusion::datasource::file_format::parquet::ParquetFormat;
use datafusion::datasource::listing::{ListingOptions, ListingTable, ListingTableConfig, ListingTableUrl, PartitionedFile};
use datafusion::datasource::object_store::ObjectStoreUrl;
use datafusion::datasource::physical_plan::parquet::CachedParquetFileReaderFactory;
use datafusion::datasource::physical_plan::{FileGroup, FileScanConfigBuilder, ParquetSource};
use datafusion::datasource::source::DataSourceExec;
use datafusion::logical_expr::{EmptyRelation, Expr, LogicalPlan, TableProviderFilterPushDown};
use datafusion::physical_plan::ExecutionPlan;
use datafusion::prelude::DataFrame;
use object_store::ObjectStore;
use object_store::path::Path;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::timeout;

/// How long an engine elsewhere may take to say what it sees.
const PATIENCE: Duration = Duration::from_secs(30);

/// Some files of one table.
pub(crate) struct Files {
    schema: SchemaRef,
    groups: Vec<FileGroup>,
    address: ObjectStoreUrl,
    store: Arc<dyn ObjectStore>,
}

impl Files {
    /// The facts of some files of a table.
    pub(crate) fn of_facts(engine: &Engine, store: &Store, kind: Kind, entries: &[Arc<Entry>]) -> Outcome<DataFrame> {
        let files = entries.iter().map(|entry| (format!("{}/{}", kind.name(), entry.path), entry.bytes));
        Files::read(engine, store, kind.schema(), files)
    }

    /// Refuses an engine that does not see all the facts of some files. Where a file is missing, an external table has fewer rows and
    /// says nothing of it.
    pub(crate) async fn refuse_fewer(engine: &Engine, store: &Store, kind: Kind, entries: &[Arc<Entry>]) -> Outcome<()> {
        let rows: u64 = entries.iter().map(|entry| entry.rows).sum();
        let count = Files::of_facts(engine, store, kind, entries)?.count();
        // A scheduler without executors keeps a job for ever.
        let seen = timeout(PATIENCE, count).await.map_err(|_| failed("the cluster does not answer; are its executors there?"))?;
        let seen = seen.map_err(failed)? as u64;
        if seen != rows {
            return Err(failed(format!(
                "the cluster sees {seen} of {rows} facts of {}; do all its machines see the same storage?",
                kind.name()
            )));
        }
        Ok(())
    }

    /// Files by their paths in the warehouse, with their bytes.
    pub(crate) fn read(
        engine: &Engine,
        store: &Store,
        schema: SchemaRef,
        files: impl Iterator<Item = (String, u64)>,
    ) -> Outcome<DataFrame> {
        if let Some(folder) = &engine.far {
            return listed(engine, folder, &schema, files);
        }
        let groups = groups(files, engine.workers);
        let files = Files { schema, groups, address: engine.address.clone(), store: store.home.clone() };
        engine.session.read_table(Arc::new(files)).map_err(failed)
    }
}

/// The files as an external table, which is all that travels to another machine: a table of ours would stay here, and one in
/// memory is answered there with no rows at all (Ballista's issues 1333 and 1881).
fn listed(engine: &Engine, folder: &Path, schema: &SchemaRef, files: impl Iterator<Item = (String, u64)>) -> Outcome<DataFrame> {
    // Views of texts make messages too large to be sent, which is why Ballista switches them off.
    let plain = |field: &Arc<Field>| match field.data_type() {
        DataType::Utf8View => Field::new(field.name(), DataType::Utf8, field.is_nullable()),
        _ => field.as_ref().clone(),
    };
    let schema = Arc::new(Schema::new(schema.fields().iter().map(plain).collect::<Vec<_>>()));
    let address = |(path, _): (String, u64)| {
        let path: Path = folder.parts().chain(Path::from(path).parts()).collect();
        ListingTableUrl::parse(format!("{ADDRESS}/{path}")).map_err(failed)
    };
    let paths = files.map(address).collect::<Outcome<Vec<_>>>()?;
    if paths.is_empty() {
        let nothing = EmptyRelation { produce_one_row: false, schema: Arc::new(DFSchema::try_from(schema).map_err(failed)?) };
        return Ok(DataFrame::new(engine.session.state(), LogicalPlan::EmptyRelation(nothing)));
    }
    let format = ParquetFormat::default().with_options(engine.session.state().table_options().parquet.clone());
    let options = ListingOptions::new(Arc::new(format)).with_file_extension(".parquet");
    let config = ListingTableConfig::new_with_multi_paths(paths).with_listing_options(options).with_schema(schema);
    engine.session.read_table(Arc::new(ListingTable::try_new(config).map_err(failed)?)).map_err(failed)
}

/// Shares the files among the workers by their size.
fn groups(files: impl Iterator<Item = (String, u64)>, workers: usize) -> Vec<FileGroup> {
    let mut groups: Vec<(u64, Vec<PartitionedFile>)> = vec![(0, Vec::new()); workers.max(1)];
    for (path, bytes) in files {
        if let Some((sum, files)) = groups.iter_mut().min_by_key(|(sum, _)| *sum) {
            *sum += bytes;
            files.push(PartitionedFile::new(path, bytes));
        }
    }
    groups.into_iter().filter(|(_, files)| !files.is_empty()).map(|(_, files)| FileGroup::new(files)).collect()
}

impl fmt::Debug for Files {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Files").field("groups", &self.groups.len()).finish_non_exhaustive()
    }
}

#[async_trait]
impl TableProvider for Files {
    fn schema(&self) -> SchemaRef {
        self.schema.clone()
    }

    fn table_type(&self) -> TableType {
        TableType::Base
    }

    /// Filters are handed to the reader, which passes over row groups by them, and are checked again above it.
    fn supports_filters_pushdown(&self, filters: &[&Expr]) -> Result<Vec<TableProviderFilterPushDown>> {
        Ok(vec![TableProviderFilterPushDown::Inexact; filters.len()])
    }

    async fn scan(
        &self,
        state: &dyn Session,
        projection: Option<&Vec<usize>>,
        _filters: &[Expr],
        limit: Option<usize>,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        let cache = state.runtime_env().cache_manager.get_file_metadata_cache();
        let reader = CachedParquetFileReaderFactory::new(self.store.clone(), cache);
        let source = ParquetSource::new(self.schema.clone())
            .with_table_parquet_options(state.table_options().parquet.clone())
            .with_parquet_file_reader_factory(Arc::new(reader));
        let config = FileScanConfigBuilder::new(self.address.clone(), Arc::new(source))
            .with_file_groups(self.groups.clone())
            .with_projection_indices(projection.cloned())?
            .with_limit(limit)
            .build();
        Ok(DataSourceExec::from_data_source(config))
    }
}
