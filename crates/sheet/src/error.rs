//! Why a table cannot be read, in words the person who brought it can act on.

use thiserror::Error;

/// A refusal to read a file; nothing was changed.
#[derive(Debug, Error)]
pub enum SheetError {
    #[error("the file cannot be read: {0}")]
    Io(#[from] std::io::Error),
    #[error("the file is empty")]
    Empty,
    #[error("the workbook is protected by a password")]
    Password,
    #[error("the file is a web page saved under the name of a table")]
    Html,
    #[error("the file is an XML document saved under the name of a table")]
    Xml,
    #[error("{0} files are not read")]
    OtherFormat(&'static str),
    #[error("the file is not a table")]
    Binary,
    #[error("the file is damaged or was cut off: {0}")]
    Damaged(String),
    #[error("over the limit: {0:?}")]
    Over(Limit),
    #[error("there is no sheet named {0}")]
    NoSheet(String),
    #[error("no row of column titles was found in sheet {0}")]
    NoHeading(String),
    #[error("row {0} is too long")]
    LongRecord(u64),
}

/// A limit that was met, with its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    FileBytes(u64),
    XlsBytes(u64),
    Sheets(usize),
    Columns(usize),
    Rows(u64),
    CellChars { limit: usize, row: u64 },
    Unpacked,
}

impl SheetError {
    /// The reason in Chinese.
    pub fn zh(&self) -> String {
        match self {
            Self::Io(error) => format!("文件读取失败：{error}"),
            Self::Empty => "文件是空的".into(),
            Self::Password => "工作簿有打开密码，请在 Excel 中取消密码后另存为 xlsx".into(),
            Self::Html => "这是网页文件，只是扩展名像表格；请用 Excel 打开后另存为 xlsx".into(),
            Self::Xml => "这是 XML 文件，只是扩展名像表格；请用 Excel 打开后另存为 xlsx".into(),
            Self::OtherFormat(name) => format!("不支持 {name} 文件，请另存为 xlsx 或 csv"),
            Self::Binary => "这不是表格文件，请上传 xlsx、xls 或 csv".into(),
            Self::Damaged(_) => "文件已损坏或不完整，请重新导出后再上传".into(),
            Self::Over(limit) => limit.zh(),
            Self::NoSheet(name) => format!("没有名为“{name}”的工作表"),
            Self::NoHeading(name) if name.is_empty() => "文件中找不到列标题行".into(),
            Self::NoHeading(name) => format!("工作表“{name}”中找不到列标题行"),
            Self::LongRecord(row) => format!("第 {row} 行过长，可能是引号没有成对"),
        }
    }

    /// The reason in English.
    pub fn en(&self) -> String {
        match self {
            Self::Io(error) => format!("The file cannot be read: {error}"),
            Self::Empty => "The file is empty".into(),
            Self::Password => "The workbook has a password; remove it in Excel and save as xlsx".into(),
            Self::Html => "This is a web page named like a table; open it in Excel and save as xlsx".into(),
            Self::Xml => "This is an XML file named like a table; open it in Excel and save as xlsx".into(),
            Self::OtherFormat(name) => format!("{name} files are not read; save as xlsx or csv"),
            Self::Binary => "This is not a table; bring an xlsx, xls or csv file".into(),
            Self::Damaged(_) => "The file is damaged or cut off; export it again".into(),
            Self::Over(limit) => limit.en(),
            Self::NoSheet(name) => format!("There is no sheet named \"{name}\""),
            Self::NoHeading(name) if name.is_empty() => "No row of column titles was found in the file".into(),
            Self::NoHeading(name) => format!("No row of column titles was found in sheet \"{name}\""),
            Self::LongRecord(row) => format!("Row {row} is too long; a quotation mark may be left open"),
        }
    }
}

impl Limit {
    fn zh(self) -> String {
        match self {
            Self::FileBytes(limit) => format!("文件超过 {} MB", limit >> 20),
            Self::XlsBytes(limit) => format!("xls 文件超过 {} MB，请另存为 xlsx", limit >> 20),
            Self::Sheets(limit) => format!("工作表超过 {limit} 个"),
            Self::Columns(limit) => format!("列数超过 {limit} 列"),
            Self::Rows(limit) => format!("行数超过 {limit} 行"),
            Self::CellChars { limit, row } => format!("第 {row} 行有单元格超过 {limit} 个字"),
            Self::Unpacked => "工作簿解压后过大，已拒绝".into(),
        }
    }

    fn en(self) -> String {
        match self {
            Self::FileBytes(limit) => format!("The file is larger than {} MB", limit >> 20),
            Self::XlsBytes(limit) => format!("The xls file is larger than {} MB; save it as xlsx", limit >> 20),
            Self::Sheets(limit) => format!("There are more than {limit} sheets"),
            Self::Columns(limit) => format!("There are more than {limit} columns"),
            Self::Rows(limit) => format!("There are more than {limit} rows"),
            Self::CellChars { limit, row } => format!("A cell in row {row} is longer than {limit} characters"),
            Self::Unpacked => "The workbook becomes too large when unpacked".into(),
        }
    }
}
