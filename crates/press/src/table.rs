//! A table: typed columns, rows of cells that hold both the shown text and the exact value.

use crate::document::Kind;
use crate::text::Text;
use crate::width::em;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// A table with one header row and any number of body and total rows.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Table {
    /// Names the table to the caller; not printed.
    #[serde(default)]
    pub key: String,
    #[serde(default)]
    pub title: Text,
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
    /// Small print below the table: unit, source, what was left out.
    #[serde(default)]
    pub note: Text,
}

/// A column: its heading and what its cells hold.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Column {
    pub title: Text,
    #[serde(default)]
    pub kind: Kind,
    /// `None`: numbers to the right, text to the left.
    #[serde(default)]
    pub align: Option<Align>,
}

/// Where the text of a column stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Align {
    Left,
    Center,
    Right,
}

/// A row, with as many cells as the table has columns.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Row {
    #[serde(default)]
    pub total: bool,
    pub cells: Vec<Cell>,
}

/// A cell: the text to show and, for a number, the exact value.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Cell {
    pub text: Text,
    #[serde(default)]
    pub value: Option<Decimal>,
    /// For a cell that shows a change: whether it is welcome. `None` prints it in ink, like any other cell.
    #[serde(default)]
    pub good: Option<bool>,
}

impl Column {
    /// Where the cells stand: as asked, or numbers to the right and text to the left.
    pub fn alignment(&self) -> Align {
        self.align.unwrap_or(match self.kind {
            Kind::Text | Kind::Date => Align::Left,
            Kind::Count | Kind::Number | Kind::Money | Kind::Percent => Align::Right,
        })
    }
}

impl Cell {
    /// A cell of words.
    pub fn text(text: impl Into<Text>) -> Cell {
        Cell { text: text.into(), ..Cell::default() }
    }

    /// A cell of a number: what is shown, and the exact value.
    pub fn number(text: impl Into<Text>, value: Decimal) -> Cell {
        Cell { text: text.into(), value: Some(value), good: None }
    }
}

/// No column is given less room than a short number, nor so much for one long text that the others starve. In em.
const COLUMN_EM: (f64, f64) = (2.0, 24.0);

/// The room a cell keeps free of text at its left and right together, in em.
pub const PADDING_EM: f64 = 1.2;

/// A column of words may be squeezed to this before the type is made smaller. In em.
const WORDS_EM: f64 = 7.0;

/// The type sizes of tables, from the usual one to the smallest that can be read. In points.
const SIZES: [f64; 6] = [9.0, 8.5, 8.0, 7.5, 7.0, 6.5];

impl Table {
    /// The type size and the width of every column, in points, so that the table fills `width`.
    ///
    /// Numbers are never broken as long as there is room; columns of words give way first.
    pub fn fit(&self, width: f64) -> (f64, Vec<f64>) {
        let natural = self.natural();
        let least: Vec<f64> = natural
            .iter()
            .zip(&self.columns)
            .map(|(em, column)| if column.kind == Kind::Text { em.min(WORDS_EM + PADDING_EM) } else { *em })
            .collect();
        let needed: f64 = least.iter().sum();
        let size = SIZES.into_iter().find(|size| needed * size <= width).unwrap_or(SIZES[SIZES.len() - 1]);
        let room = width / size;
        let wanted: f64 = natural.iter().sum();
        let widths = if wanted <= room || needed >= room {
            // All fits, and the spare room is shared; or nothing fits, and all shrink alike.
            let from = if wanted <= room { &natural } else { &least };
            let total: f64 = from.iter().sum();
            from.iter().map(|em| em * width / total).collect()
        } else {
            let share = (room - needed) / (wanted - needed);
            natural.iter().zip(&least).map(|(most, least)| (least + (most - least) * share) * size).collect()
        };
        (size, widths)
    }

    /// The width every column would like, in em: its widest line, within bounds.
    pub fn natural(&self) -> Vec<f64> {
        let widest = |index: usize| {
            let cells = self.rows.iter().filter_map(|row| row.cells.get(index)).map(|cell| line(&cell.text));
            cells.chain([line(&self.columns[index].title)]).fold(0.0, f64::max)
        };
        (0..self.columns.len()).map(|i| widest(i).clamp(COLUMN_EM.0, COLUMN_EM.1) + PADDING_EM).collect()
    }
}

/// The width of the widest line of a text in em.
fn line(text: &str) -> f64 {
    text.lines().map(em).fold(0.0, f64::max)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(columns: &[(Kind, &str)]) -> Table {
        let column = |(kind, _): &(Kind, &str)| Column { title: "列".into(), kind: *kind, align: None };
        let cells = columns.iter().map(|(_, text)| Cell::text(*text)).collect();
        Table { columns: columns.iter().map(column).collect(), rows: vec![Row { total: false, cells }], ..Table::default() }
    }

    #[test]
    fn columns_fill_the_page_and_numbers_stay_whole() {
        let long = "很长的说明".repeat(40);
        let cases = [
            vec![(Kind::Text, "云端影城"), (Kind::Money, "1,234.00")],
            vec![(Kind::Text, long.as_str()), (Kind::Money, "1,234,567.00"), (Kind::Money, "98,765,432.10")],
            vec![(Kind::Money, "1,234,567.00"); 9],
            vec![(Kind::Money, "123,456,789,012.00"); 16],
        ];
        for columns in cases {
            let table = table(&columns);
            let (size, widths) = table.fit(480.0);
            assert!((widths.iter().sum::<f64>() - 480.0).abs() < 1e-6, "{columns:?}");
            let fits = |((kind, text), width): (&(Kind, &str), &f64)| *kind == Kind::Text || em(text) * size <= *width;
            assert!(columns.len() == 16 || columns.iter().zip(&widths).all(fits), "{columns:?}: {size} {widths:?}");
        }
        assert_eq!(table(&[(Kind::Text, "一"), (Kind::Count, "2")]).fit(480.0).0, 9.0);
    }
}
