//! The files of a version as a table the query engine can read.

use crate::engine::Engine;
use crate::error::{Outcome, failed};
use crate::facts::Kind;
use crate::store::Store;
use crate::table::Entry;
use async_trait::async_trait;
use datafusion::arrow::datatypes::SchemaRef;
use datafusion::catalog::{Session, TableProvider};
use datafusion::common::Result;
use datafusion::datasource::TableType;
use datafusion::datasource::listing::PartitionedFile;
use datafusion::datasource::object_store::ObjectStoreUrl;
use datafusion::datasource::physical_plan::parquet::CachedParquetFileReaderFactory;
use datafusion::datasource::physical_plan::{FileGroup, FileScanConfigBuilder, ParquetSource};
use datafusion::datasource::source::DataSourceExec;
use datafusion::logical_expr::{Expr, TableProviderFilterPushDown};
use datafusion::physical_plan::ExecutionPlan;
use datafusion::prelude::DataFrame;
use object_store::ObjectStore;
use std::fmt;
use std::sync::Arc;

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

    /// Files by their paths in the warehouse, with their bytes.
    pub(crate) fn read(
        engine: &Engine,
        store: &Store,
        schema: SchemaRef,
        files: impl Iterator<Item = (String, u64)>,
    ) -> Outcome<DataFrame> {
        let groups = groups(files, engine.workers);
        let files = Files { schema, groups, address: engine.address.clone(), store: store.home.clone() };
        engine.session.read_table(Arc::new(files)).map_err(failed)
    }
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
