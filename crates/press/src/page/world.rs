//! The world that the typesetting engine sees: three templates, one file of data, two fonts, no clock, no disk.

use super::fonts::{BOOK, FONTS};
use crate::error::Unprintable;
use std::sync::LazyLock;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt};
use typst_layout::PagedDocument;

/// The page templates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Template {
    /// The whole document on A4.
    Report,
    /// One page per chart, of the size of the chart.
    Pictures,
}

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));

/// Source files by name; the first two are templates in the order of `Template`.
static SOURCES: LazyLock<[Source; 3]> = LazyLock::new(|| {
    [
        Source::new(file("report.typ"), include_str!("../../templates/report.typ").to_owned()),
        Source::new(file("pictures.typ"), include_str!("../../templates/pictures.typ").to_owned()),
        Source::new(file("chart.typ"), include_str!("../../templates/chart.typ").to_owned()),
    ]
});

static DATA: LazyLock<FileId> = LazyLock::new(|| file("data.json"));

fn file(name: &'static str) -> FileId {
    let path = VirtualPath::new(name).expect("a plain file name is a path");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

/// One job: a template and the data to fill it with.
struct World {
    template: Template,
    data: Bytes,
}

/// Sets pages from a template and data.
pub fn typeset(template: Template, data: &impl serde::Serialize) -> Result<PagedDocument, Unprintable> {
    let data = serde_json::to_vec(data).map_err(|e| Unprintable::Fault(e.to_string()))?;
    let pages = typst::compile(&World { template, data: Bytes::new(data) }).output;
    // The engine remembers its steps for the next run. Two documents share few of them, and those of a long document
    // take half a gigabyte.
    typst::comemo::evict(0);
    pages.map_err(|errors| {
        let first = errors.first().map(|e| e.message.to_string());
        Unprintable::Fault(first.unwrap_or_else(|| "no reason given".to_owned()))
    })
}

impl typst::World for World {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &BOOK
    }

    fn main(&self) -> FileId {
        SOURCES[self.template as usize].id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        SOURCES.iter().find(|s| s.id() == id).cloned().ok_or_else(|| unknown(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == *DATA { Ok(self.data.clone()) } else { Err(unknown(id)) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn unknown(id: FileId) -> FileError {
    FileError::NotFound(id.vpath().get_without_slash().into())
}
