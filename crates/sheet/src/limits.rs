//! How big a table may be; every limit has a name so that a refusal can say which one was met.

/// The named limits of one reading. [`Limits::default`] suits a file that a person uploads.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Bytes of the file as it lies on the disk.
    pub file_bytes: u64,
    /// Bytes of an old .xls workbook, which has to be read whole into memory.
    pub xls_bytes: u64,
    /// Sheets in a workbook.
    pub sheets: usize,
    /// Columns in a sheet.
    pub columns: usize,
    /// Rows in a sheet, the titles included.
    pub rows: u64,
    /// Characters in one cell; Excel itself allows 32,767.
    pub cell_chars: usize,
    /// How many times larger a workbook may become when it is unpacked.
    /// Only asked above [`Limits::unpacked_bytes_free`]: small repetitive sheets pack very well.
    pub unpacked_ratio: u64,
    /// Bytes a workbook may unpack to without being asked for its ratio.
    pub unpacked_bytes_free: u64,
    /// Bytes of the parts of a workbook that stay in memory while it is read (its list of texts and its styles).
    pub resident_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            file_bytes: 4 << 30,
            xls_bytes: 64 << 20,
            sheets: 255,
            columns: 1_000,
            rows: 100_000_000,
            cell_chars: 32_767,
            unpacked_ratio: 100,
            unpacked_bytes_free: 64 << 20,
            resident_bytes: 192 << 20,
        }
    }
}
