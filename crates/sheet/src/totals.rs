//! Recognises rows that add up other rows: they are skipped and counted, or everything would be counted twice.

use crate::{Row, Value, fold};

/// Words that say "this row is a sum" when they stand alone in a cell.
const ALONE: [&str; 22] = [
    "合计",
    "总计",
    "小计",
    "总和",
    "汇总",
    "共计",
    "累计",
    "本页合计",
    "本页小计",
    "本日合计",
    "日合计",
    "月合计",
    "总合计",
    "全部合计",
    "合计数",
    "total",
    "totals",
    "subtotal",
    "sub-total",
    "sub total",
    "grand total",
    "sum",
];
/// Endings that say so only in a row that leaves other cells empty: `花叶类 小计`, `East total`.
const ENDINGS: [&str; 7] = ["合计", "小计", "总计", "汇总", " total", " subtotal", " sub-total"];

/// The word that makes a row a total, none for an ordinary row. `columns` is the number of titled columns.
pub fn total_row(row: &Row, columns: usize) -> Option<String> {
    let filled = || row.values().enumerate().filter(|(at, value)| *value != Value::Empty && !row.is_covered(*at)).count();
    row.values().take(columns).find_map(|value| {
        let Value::Text(text) = value else { return None };
        // Most cells are ruled out by their first or last character without any copying.
        if !may_be_total(text) {
            return None;
        }
        let word = fold(text).trim_end_matches([':', '：']).trim().to_lowercase();
        let spaceless: String = if word.is_ascii() { word.clone() } else { word.replace(' ', "") };
        let alone = ALONE.contains(&spaceless.as_str());
        let ending = ENDINGS.iter().any(|ending| word.ends_with(ending)) && filled() < columns;
        (alone || ending).then(|| fold(text).into_owned())
    })
}

fn may_be_total(text: &str) -> bool {
    let text = text.trim_end_matches([':', '：', ' ', '\u{3000}']);
    text.ends_with(['计', '总', '和', '数']) || text.ends_with(['l', 'L', 's', 'S', 'm', 'M'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(cells: &[&str]) -> Row {
        let mut row = Row::default();
        row.begin(1);
        cells.iter().for_each(|cell| row.push(Value::Text(cell)));
        row
    }

    #[test]
    fn totals_are_told_from_goods() {
        let cases: [(&[&str], bool); 12] = [
            (&["合计", "", "120"], true),
            (&["合 计：", "", "120"], true),
            (&["", "Total", "120"], true),
            (&["Grand Total", "", "120"], true),
            (&["花叶类 小计", "", "120"], true),
            (&["East total", "", "120"], true),
            (&["2023-01-05", "花叶类小计", "120"], false),
            (&["2023-01-05", "合计", "120"], true),
            (&["2023-01-05", "统计学教材", "120"], false),
            (&["2023-01-05", "Total Fitness", "120"], false),
            (&["2023-01-05", "Hotel", ""], false),
            (&["2023-01-05", "汇总", "1"], true),
        ];
        for (cells, expected) in cases {
            assert_eq!(total_row(&row(cells), 3).is_some(), expected, "{cells:?}");
        }
    }
}
