//! The few words that the press adds itself, in both languages.

use crate::document::Language;
use serde::Serialize;

/// Fixed words of a document.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Words {
    pub contents: &'static str,
    pub data_version: &'static str,
    /// Before, between and after the two numbers of "page 3 of 12".
    pub page: [&'static str; 3],
    pub appendix: &'static str,
    pub figure: &'static str,
    pub definition: &'static str,
    pub filter: &'static str,
    pub period: &'static str,
    pub figures: &'static str,
    pub value: &'static str,
    pub shown_as: &'static str,
    pub change: &'static str,
    pub light: &'static str,
    pub table: &'static str,
    pub chart: &'static str,
    pub category: &'static str,
    pub no_data: &'static str,
    pub cumulative: &'static str,
}

const ZH: Words = Words {
    contents: "目录",
    data_version: "数据版本",
    page: ["第 ", " 页，共 ", " 页"],
    appendix: "附录：数字口径",
    figure: "数字",
    definition: "口径",
    filter: "范围",
    period: "期间",
    figures: "主要数字",
    value: "数值",
    shown_as: "报告中写作",
    change: "变化",
    light: "状态",
    table: "表",
    chart: "图",
    category: "项目",
    no_data: "暂无数据",
    cumulative: "累计",
};

const EN: Words = Words {
    contents: "Contents",
    data_version: "Data version",
    page: ["Page ", " of ", ""],
    appendix: "Appendix: what the figures mean",
    figure: "Figure",
    definition: "How it is computed",
    filter: "Scope",
    period: "Period",
    figures: "Figures",
    value: "Value",
    shown_as: "Shown as",
    change: "Change",
    light: "Status",
    table: "Table",
    chart: "Chart",
    category: "Item",
    no_data: "No data",
    cumulative: "Running",
};

/// The fixed words in a language.
pub fn words(language: Language) -> &'static Words {
    match language {
        Language::Zh => &ZH,
        Language::En => &EN,
    }
}

/// Says that an axis does not start at zero.
pub fn axis_from(language: Language, value: &str) -> String {
    match language {
        Language::Zh => format!("坐标轴自 {value} 起"),
        Language::En => format!("axis starts at {value}"),
    }
}

/// Says how many items a chart had no room for.
pub fn left_out(language: Language, count: usize) -> String {
    match language {
        Language::Zh => format!("另有 {count} 项未画出"),
        Language::En => format!("{count} more not drawn"),
    }
}

/// Says how few make how much.
pub fn vital_few(language: Language, count: usize, share: &str) -> String {
    match (language, count) {
        (Language::Zh, _) => format!("前 {count} 项占 {share}"),
        (Language::En, 1) => format!("the first makes {share}"),
        (Language::En, _) => format!("the first {count} make {share}"),
    }
}
