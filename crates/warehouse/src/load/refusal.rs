//! A cell that could not be taken: where it is, what it says and what is wrong with it.

use super::Target;
use sheet::value::Unreadable;

/// Refusals listed one by one; the rest are only counted.
pub const REFUSALS_LISTED_MAX: usize = 200;

/// A refused cell or row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Name of the sheet, empty for text tables.
    pub sheet: String,
    /// Row number as Excel shows it.
    pub row: u64,
    /// Title of the column, none when the whole row is meant.
    pub column: Option<String>,
    /// What the cell says.
    pub value: String,
    pub reason: Reason,
}

/// What is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    Unreadable(Unreadable),
    /// A value every fact needs is blank.
    Blank(Target),
    /// Neither an amount nor what it could be computed from.
    NoAmount,
    /// A word whose meaning the profile does not say.
    UnknownWord,
    /// A name that is not in the directory.
    UnknownName(Target),
    TooLong,
    /// A name that is not in the directory and is too long to become a code there.
    LongName(Target),
    TooLarge,
    /// Characters that were lost before the file came here.
    Garbled,
    /// A count that is not a whole number.
    NotWhole,
    Negative,
}

impl Reason {
    /// The reason in Chinese.
    pub fn zh(self) -> String {
        match self {
            Self::Unreadable(unreadable) => unreadable.zh().into(),
            Self::Blank(target) => format!("{}为空", target.zh()),
            Self::NoAmount => "没有金额，也无法由数量和单价计算".into(),
            Self::UnknownWord => "没有说明这个词的含义".into(),
            Self::UnknownName(target) => format!("档案中没有这个{}", target.zh()),
            Self::TooLong => "文字过长".into(),
            Self::LongName(target) => format!("档案中没有这个{}，名称超过 80 个字，不能新建；请先建好或对应到已有的", target.zh()),
            Self::TooLarge => "数值过大".into(),
            Self::Garbled => "有乱码，请检查文件编码".into(),
            Self::NotWhole => "应为整数".into(),
            Self::Negative => "不应为负数".into(),
        }
    }

    /// The reason in English.
    pub fn en(self) -> String {
        match self {
            Self::Unreadable(unreadable) => unreadable.en().into(),
            Self::Blank(target) => format!("{} is blank", target.en()),
            Self::NoAmount => "There is no amount and nothing to compute it from".into(),
            Self::UnknownWord => "The meaning of this word is not known".into(),
            Self::UnknownName(target) => format!("{} is not in the directory", target.en()),
            Self::TooLong => "The text is too long".into(),
            Self::LongName(target) => {
                format!(
                    "{} is not in the directory and its name is longer than 80 characters; make it first, or map it to a known one",
                    target.en()
                )
            }
            Self::TooLarge => "The number is too large".into(),
            Self::Garbled => "Some characters were lost; check the encoding of the file".into(),
            Self::NotWhole => "A whole number is expected".into(),
            Self::Negative => "This cannot be negative".into(),
        }
    }
}
