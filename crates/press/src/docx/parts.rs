//! The pieces of a Word file: lines of text, tables, tiles and boxes.

use crate::colour::{ACCENT, ACCENT_PALE, GREY, GROUND, INK, NEUTRAL, RULE, light, movement};
use crate::document::{Document, Figure, Language};
use crate::page::{WIDTH, arrow, cell_colour};
use crate::table::{Align, Cell, PADDING_EM, Row, Table};
use docx_rs::{
    AlignmentType, BorderType, BreakType, LineSpacing, LineSpacingType, Paragraph, Run, Shading, TableCell, TableCellBorder,
    TableCellBorderPosition, TableCellBorders, TableCellMargins, TableLayoutType, TableRow, VAlignType, WidthType,
};

/// The type for Latin letters and Chinese: it is on every Chinese Windows. `finish` names what stands in elsewhere.
pub const FONT: &str = "Microsoft YaHei";

/// The width of the text in twentieths of a point, in which Word counts.
pub const TEXT_WIDTH: usize = (WIDTH * 20.0) as usize;

/// The type on the reader's machine may be a little wider than ours; numbers must not break for it.
const SLACK: f64 = 0.92;

/// Tiles in one row.
const TILES: usize = 5;

/// A colour as Word writes it.
pub fn hex(colour: &str) -> &str {
    colour.trim_start_matches('#')
}

/// Text with its line breaks.
pub fn run(text: &str) -> Run {
    let mut lines = text.split('\n');
    let first = Run::new().add_text(lines.next().unwrap_or_default());
    lines.fold(first, |run, line| run.add_break(BreakType::TextWrapping).add_text(line))
}

/// A paragraph of plain text.
pub fn line(text: &str) -> Paragraph {
    Paragraph::new().add_run(run(text))
}

/// Small print.
pub fn small(text: &str) -> Run {
    run(text).size(16).color(hex(GREY))
}

/// A paragraph in a table: without the space that paragraphs of the text keep.
fn tight(run: Run) -> Paragraph {
    Paragraph::new().add_run(run).line_spacing(LineSpacing::new().before(30).after(30).line(250).line_rule(LineSpacingType::Auto))
}

/// A table over the whole width, with thin rules, a head that is repeated on every page, and bold totals.
pub fn tabular(table: &Table, language: Language) -> docx_rs::Table {
    let (size, widths) = table.fit(WIDTH * SLACK);
    let widths: Vec<usize> = widths.iter().map(|points| (points * 20.0 / SLACK) as usize).collect();
    let half_points = (size * 2.0).round() as usize;
    let aligns: Vec<AlignmentType> = table
        .columns
        .iter()
        .map(|c| match c.alignment() {
            Align::Left => AlignmentType::Left,
            Align::Center => AlignmentType::Center,
            Align::Right => AlignmentType::Right,
        })
        .collect();
    let head = table.columns.iter().enumerate().map(|(i, column)| {
        let text = run(&column.title).size(half_points).bold();
        let edges = [(TableCellBorderPosition::Top, 8, INK), (TableCellBorderPosition::Bottom, 4, INK)];
        cell(tight(text).align(aligns[i]), widths[i], &edges).shading(ground(GROUND))
    });
    // `finish` knows a head by its being kept whole: no other row is.
    let mut rows = vec![TableRow::new(head.collect()).cant_split()];
    rows.extend(table.rows.iter().map(|row| {
        let cells = row
            .cells
            .iter()
            .enumerate()
            .map(|(i, c)| cell(tight(written(c, row, half_points, language)).align(aligns[i]), widths[i], &edges(row)));
        TableRow::new(cells.collect())
    }));
    let padding = (size * PADDING_EM / 2.0 * 20.0) as usize;
    plain(rows, widths).margins(TableCellMargins::new().margin(0, padding, 0, padding))
}

fn written(cell: &Cell, row: &Row, half_points: usize, language: Language) -> Run {
    let text = run(&cell.text).size(half_points);
    let text = match cell_colour(cell, language) {
        Some(colour) => text.color(hex(colour)),
        None => text,
    };
    if row.total { text.bold() } else { text }
}

fn edges(row: &Row) -> Vec<(TableCellBorderPosition, usize, &'static str)> {
    use TableCellBorderPosition::{Bottom, Top};
    if row.total { vec![(Top, 4, INK), (Bottom, 4, INK)] } else { vec![(Bottom, 4, RULE)] }
}

/// The figures of the first page.
pub fn tiles(document: &Document) -> Vec<docx_rs::Table> {
    document
        .figures
        .chunks(TILES)
        .map(|figures| {
            let width = TEXT_WIDTH / figures.len();
            let cells = figures.iter().map(|figure| tile(figure, width, document.language)).collect();
            let margins = TableCellMargins::new().margin(60, 120, 60, 120);
            plain(vec![TableRow::new(cells)], vec![width; figures.len()]).margins(margins)
        })
        .collect()
}

fn tile(figure: &Figure, width: usize, language: Language) -> TableCell {
    let colour = figure.light.as_ref().map_or(NEUTRAL, |l| light(l.level));
    let value = tight(run(&figure.text).size(36).bold()).add_run(small(&format!(" {}", figure.unit)));
    let name = tight(small(&figure.name));
    let white = (TableCellBorderPosition::Right, 24, "#ffffff");
    let mut tile = cell(name, width, &[(TableCellBorderPosition::Top, 16, colour), white]).shading(ground(GROUND));
    tile = tile.vertical_align(VAlignType::Top).add_paragraph(value);
    if let Some(light) = &figure.light {
        tile = tile.add_paragraph(tight(run(&format!("● {}", light.text)).size(16).bold().color(hex(colour))));
    }
    figure.changes.iter().fold(tile, |tile, change| {
        let colour = movement(change.direction, change.good, language);
        let moved = run(&format!("{}{}", arrow(change), change.text)).size(16).bold().color(hex(colour));
        tile.add_paragraph(tight(small(&format!("{} ", change.against))).add_run(moved))
    })
}

/// A box over the whole width; one that stands out has the accent at its side.
pub fn boxed(title: &str, text: &str, accent: bool) -> docx_rs::Table {
    let edge: &[_] = if accent { &[(TableCellBorderPosition::Left, 20, ACCENT)] } else { &[] };
    let body = if accent { run(text) } else { run(text).color(hex(GREY)) };
    let shade = ground(if accent { ACCENT_PALE } else { GROUND });
    let (first, second) = if title.is_empty() { (body, None) } else { (run(title).bold(), Some(body)) };
    let filled = second.into_iter().fold(cell(tight(first), TEXT_WIDTH, edge), |c, body| c.add_paragraph(tight(body)));
    let margins = TableCellMargins::new().margin(100, 200, 100, 200);
    plain(vec![TableRow::new(vec![filled.shading(shade)])], vec![TEXT_WIDTH]).margins(margins)
}

fn cell(text: Paragraph, width: usize, edges: &[(TableCellBorderPosition, usize, &str)]) -> TableCell {
    let borders = edges.iter().fold(TableCellBorders::with_empty(), |borders, (side, eighths, colour)| {
        let border = TableCellBorder::new(side.clone()).border_type(BorderType::Single);
        borders.set(border.size(*eighths).color(hex(colour)))
    });
    let cell = TableCell::new().add_paragraph(text).width(width, WidthType::Dxa);
    cell.set_borders(borders).vertical_align(VAlignType::Center)
}

fn plain(rows: Vec<TableRow>, widths: Vec<usize>) -> docx_rs::Table {
    let width = widths.iter().sum();
    docx_rs::Table::without_borders(rows).set_grid(widths).width(width, WidthType::Dxa).layout(TableLayoutType::Fixed)
}

fn ground(colour: &str) -> Shading {
    Shading::new().color("auto").fill(hex(colour))
}
