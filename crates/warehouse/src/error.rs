//! Why the warehouse did not do what it was asked, in words the person who asked can act on.

use crate::load::{Counts, Refusal, UNKNOWN_NAMES_MAX};
use crate::{Batch, Target};
use sheet::SheetError;
use std::error::Error as StdError;
use thiserror::Error;

/// A refusal or a failure; after either the facts are as they were before.
#[derive(Debug, Error)]
pub enum WarehouseError {
    /// The file is not a table that can be read.
    #[error(transparent)]
    Sheet(#[from] SheetError),
    /// The profile does not fit the file.
    #[error("the profile does not fit: {0:?}")]
    Profile(ProfileFault),
    /// Rows were refused and the caller did not allow to pass over them. Holds the first of the refusals.
    #[error("{} of {} rows were refused", counts.refused, counts.rows)]
    Refused { counts: Counts, first: Vec<Refusal> },
    /// More new names of a dimension than a file may bring.
    #[error("too many new names: {0:?}")]
    TooManyNames(Target),
    /// The file was loaded before, or is being loaded by someone else who came first.
    #[error("the file was loaded before, as batch {0}")]
    Already(Batch),
    /// The file has no facts in it.
    #[error("there are no facts in the file")]
    NothingToLoad,
    /// The caller asked to stop.
    #[error("stopped")]
    Stopped,
    /// There is no such batch, or it was undone before.
    #[error("there is no batch {0}")]
    NoBatch(Batch),
    /// The data version is not one of this warehouse.
    #[error("there is no data version {0}")]
    NoVersion(String),
    /// A question that cannot be answered.
    #[error("the question cannot be answered: {0:?}")]
    Question(QuestionFault),
    /// The storage or the engine failed.
    #[error("the warehouse failed: {0}")]
    Failed(#[source] Box<dyn StdError + Send + Sync>),
}

/// How a profile does not fit its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProfileFault {
    /// A column that the profile names is not in the file.
    NoColumn { target: Target, column: String },
    /// A target that every fact needs is neither mapped nor constant.
    Missing(Target),
    /// A target that the kind of facts does not have.
    WrongKind(Target),
    /// A constant cannot be understood.
    Constant { target: Target, value: String },
}

/// Why a question cannot be answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum QuestionFault {
    /// More groups than a person can look at.
    TooManyGroups(usize),
    /// The first day is after the last.
    Backwards,
    /// Nothing is asked for.
    NoAtoms,
    /// A filter on a dimension that only time has.
    TimeFilter,
    /// A cursor that was not handed out by the warehouse.
    Cursor,
}

pub(crate) type Outcome<T> = Result<T, WarehouseError>;

/// Wraps a failure of a part below.
pub(crate) fn failed(error: impl Into<Box<dyn StdError + Send + Sync>>) -> WarehouseError {
    WarehouseError::Failed(error.into())
}

impl WarehouseError {
    /// The reason in Chinese.
    pub fn zh(&self) -> String {
        match self {
            Self::Sheet(error) => error.zh(),
            Self::Profile(fault) => fault.zh(),
            Self::Refused { counts, .. } => format!("有 {} 行数据有问题，未导入任何数据", counts.refused),
            Self::TooManyNames(target) => {
                format!("文件里没见过的{}超过 {UNKNOWN_NAMES_MAX} 个，请核对“{}”取自哪一列；未导入任何数据", target.zh(), target.zh())
            }
            Self::Already(_) => "该文件已经导入过，没有重复导入".into(),
            Self::NothingToLoad => "文件中没有可导入的数据".into(),
            Self::Stopped => "已停止，未导入任何数据".into(),
            Self::NoBatch(_) => "没有这个批次，或已撤销".into(),
            Self::NoVersion(version) => format!("没有数据版本 {version}"),
            Self::Question(fault) => fault.zh(),
            Self::Failed(_) => "数据仓库出错，请稍后再试".into(),
        }
    }

    /// The reason in English.
    pub fn en(&self) -> String {
        match self {
            Self::Sheet(error) => error.en(),
            Self::Profile(fault) => fault.en(),
            Self::Refused { counts, .. } => format!("{} rows need attention; nothing was loaded", counts.refused),
            Self::TooManyNames(target) => format!(
                "The file has more than {UNKNOWN_NAMES_MAX} new names for \"{}\"; check the column it is taken from. Nothing was loaded",
                target.en()
            ),
            Self::Already(_) => "This file was loaded before; nothing was loaded twice".into(),
            Self::NothingToLoad => "There is nothing to load in the file".into(),
            Self::Stopped => "Stopped; nothing was loaded".into(),
            Self::NoBatch(_) => "There is no such batch, or it was undone".into(),
            Self::NoVersion(version) => format!("There is no data version {version}"),
            Self::Question(fault) => fault.en(),
            Self::Failed(_) => "The warehouse failed; try again later".into(),
        }
    }
}

impl ProfileFault {
    /// The reason in Chinese.
    pub fn zh(&self) -> String {
        match self {
            Self::NoColumn { target, column } => format!("文件中没有列“{column}”（{}）", target.zh()),
            Self::Missing(target) => format!("没有指定“{}”取自哪一列", target.zh()),
            Self::WrongKind(target) => format!("这类数据没有“{}”", target.zh()),
            Self::Constant { target, value } => format!("“{}”的固定值“{value}”无法识别", target.zh()),
        }
    }

    /// The reason in English.
    pub fn en(&self) -> String {
        match self {
            Self::NoColumn { target, column } => format!("The file has no column \"{column}\" ({})", target.en()),
            Self::Missing(target) => format!("No column is chosen for \"{}\"", target.en()),
            Self::WrongKind(target) => format!("This kind of data has no \"{}\"", target.en()),
            Self::Constant { target, value } => {
                format!("The constant \"{value}\" for \"{}\" cannot be understood", target.en())
            }
        }
    }
}

impl QuestionFault {
    /// The reason in Chinese.
    pub fn zh(&self) -> String {
        match self {
            Self::TooManyGroups(limit) => format!("结果超过 {limit} 组，请缩小范围"),
            Self::Backwards => "开始日期晚于结束日期".into(),
            Self::NoAtoms => "没有指定要查询的指标".into(),
            Self::TimeFilter => "时间维度请用起止日期筛选".into(),
            Self::Cursor => "翻页标记无效".into(),
        }
    }

    /// The reason in English.
    pub fn en(&self) -> String {
        match self {
            Self::TooManyGroups(limit) => format!("There are more than {limit} groups; narrow the question"),
            Self::Backwards => "The first day is after the last".into(),
            Self::NoAtoms => "Nothing is asked for".into(),
            Self::TimeFilter => "Time is narrowed by the first and last day".into(),
            Self::Cursor => "The page marker is not valid".into(),
        }
    }
}
