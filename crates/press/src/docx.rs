//! Prints a document as a Word file, to be edited further.

mod finish;
mod parts;

use crate::colour::{ACCENT, GREY, INK};
use crate::document::{Block, Document, Section};
use crate::error::{Unprintable, check};
use crate::page::{Picture, appendix, pictures};
use crate::width::shorten;
use crate::words::words;
use docx_rs::{
    AlignmentType, Docx, Footer, Header, LineSpacing, LineSpacingType, NumPages, PageMargin, PageNum, Paragraph, Pic, Run, RunFonts, Style,
    StyleType, Tab, TabValueType,
};
use parts::{FONT, TEXT_WIDTH, hex, line, run, small, tabular, tiles};
use std::io::Cursor;

/// The styles of section titles, and of the head and foot of a page.
const HEADING: &str = "Heading1";
const RUNNING: &str = "Header";

/// Word counts pictures in 12,700ths of a point.
const EMU_PER_POINT: f64 = 12_700.0;

/// Prints the document as a Word file. Charts are pictures.
pub fn docx(document: &Document) -> Result<Vec<u8>, Unprintable> {
    check(document)?;
    let charts: Vec<_> = blocks(document).filter_map(|b| if let Block::Chart(chart) = b { Some(chart) } else { None }).collect();
    let mut drawn = pictures(&charts, document.language)?.into_iter().enumerate();
    let mut word = first_page(frame(document), document);
    for (index, section) in document.sections.iter().enumerate() {
        word = add_section(word, document, index, section, &mut drawn);
    }
    if let Some(table) = appendix(document) {
        word = word.add_paragraph(heading().add_run(run(words(document.language).appendix)));
        word = word.add_table(tabular(&table, document.language));
    }
    let alternatives: Vec<&str> = charts.iter().map(|c| if c.alt.is_empty() { &*c.title } else { &*c.alt }).collect();
    let mut parts = word.build();
    finish::finish(&mut parts, document, &alternatives);
    let mut bytes = Cursor::new(Vec::new());
    parts.pack(&mut bytes).map_err(|e| Unprintable::Fault(e.to_string()))?;
    finish::squeeze(bytes).map_err(|e| Unprintable::Fault(e.to_string()))
}

fn blocks(document: &Document) -> impl Iterator<Item = &Block> {
    document.sections.iter().flat_map(|s| &s.blocks)
}

/// The empty file: page, type, styles, head and foot.
fn frame(document: &Document) -> Docx {
    let date = document.date.format("%Y-%m-%dT00:00:00Z").to_string();
    let fonts = RunFonts::new().ascii(FONT).hi_ansi(FONT).east_asia(FONT).cs(FONT);
    let margin = PageMargin { top: 1360, bottom: 1250, left: 1134, right: 1134, header: 680, footer: 620, gutter: 0 };
    let heading = Style::new(HEADING, StyleType::Paragraph).name("heading 1").size(30).bold().color(hex(INK)).outline_lvl(0);
    let running_style = Style::new(RUNNING, StyleType::Paragraph).name("header").size(16).color(hex(GREY));
    Docx::new()
        .page_size(11_906, 16_838)
        .page_margin(margin)
        .default_fonts(fonts)
        .default_size(20)
        .default_line_spacing(LineSpacing::new().after(120).line(300).line_rule(LineSpacingType::Auto))
        .add_style(heading.based_on("Normal").next("Normal"))
        .add_style(running_style.based_on("Normal"))
        .created_at(&date)
        .updated_at(&date)
        .header(Header::new().add_paragraph(running(&document.title, &document.company)))
        .footer(Footer::new().add_paragraph(foot(document)))
}

/// A line with one text at each end, in the style of head and foot.
fn running(left: &str, right: &str) -> Paragraph {
    ends().add_run(run(&shorten(left, 36.0)).add_tab()).add_run(run(&shorten(right, 20.0)))
}

fn ends() -> Paragraph {
    Paragraph::new().style(RUNNING).add_tab(Tab::new().val(TabValueType::Right).pos(TEXT_WIDTH))
}

fn foot(document: &Document) -> Paragraph {
    let words = words(document.language);
    let version = format!("{} {}", words.data_version, document.data_version);
    let version = if document.data_version.is_empty() { "" } else { version.as_str() };
    let texts: Vec<&str> = [&*document.state, version].into_iter().filter(|t| !t.is_empty()).collect();
    let [before, between, after] = words.page;
    ends()
        .add_run(run(&shorten(&texts.join(" · "), 44.0)).add_tab())
        .add_run(run(before))
        .add_page_num(PageNum::new())
        .add_run(run(between))
        .add_num_pages(NumPages::new())
        .add_run(run(after))
}

fn first_page(mut word: Docx, document: &Document) -> Docx {
    let company = line(&document.company).size(20).color(hex(GREY));
    let state = (!document.state.is_empty()).then(|| run(&format!("  [{}]", document.state)).size(17).color(hex(ACCENT)));
    word = word.add_paragraph(state.into_iter().fold(company, Paragraph::add_run));
    word = word.add_paragraph(Paragraph::new().add_run(run(&document.title).size(48).bold()));
    if !document.subtitle.is_empty() {
        word = word.add_paragraph(Paragraph::new().add_run(run(&document.subtitle).size(22).color(hex(GREY))));
    }
    for fact in &document.facts {
        let label = run(&fact.label).size(17).color(hex(GREY)).add_tab();
        let place = Paragraph::new().add_tab(Tab::new().val(TabValueType::Left).pos(1_700)).line_spacing(LineSpacing::new().after(20));
        word = word.add_paragraph(place.add_run(label).add_run(run(&fact.text).size(19)));
    }
    for (index, sentence) in document.lead.iter().enumerate() {
        let text = if index == 0 { run(sentence).size(30).bold() } else { run(sentence).size(21) };
        let space = LineSpacing::new().before(if index == 0 { 240 } else { 0 }).after(80);
        word = word.add_paragraph(Paragraph::new().add_run(text).line_spacing(space));
    }
    for table in tiles(document) {
        word = word.add_paragraph(Paragraph::new().size(8)).add_table(table);
    }
    word
}

fn heading() -> Paragraph {
    Paragraph::new().style(HEADING).keep_next(true).line_spacing(LineSpacing::new().before(480).after(160))
}

fn caption(title: &str) -> Paragraph {
    let space = LineSpacing::new().before(240).after(100);
    Paragraph::new().add_run(run(title).size(20).bold()).keep_next(true).line_spacing(space)
}

fn add_section(
    mut word: Docx,
    document: &Document,
    index: usize,
    section: &Section,
    drawn: &mut impl Iterator<Item = (usize, Picture)>,
) -> Docx {
    let number = run(&format!("{}  ", index + 1)).color(hex(ACCENT));
    word = word.add_paragraph(heading().add_run(number).add_run(run(&section.title)));
    for block in &section.blocks {
        word = match block {
            Block::Paragraph { text } => word.add_paragraph(line(text).align(AlignmentType::Both)),
            Block::Nothing { text } => word.add_table(parts::boxed("", text, false)).add_paragraph(gap()),
            Block::Note { title, text } => word.add_table(parts::boxed(title, text, true)).add_paragraph(gap()),
            Block::Table(table) => {
                let word = titled(word, &table.title);
                noted(word.add_table(tabular(table, document.language)), &table.note)
            }
            Block::Chart(chart) => noted(add_picture(titled(word, &chart.title), drawn.next()), &chart.note),
        };
    }
    word
}

fn titled(word: Docx, title: &str) -> Docx {
    if title.is_empty() { word } else { word.add_paragraph(caption(title)) }
}

/// Small print below a table or chart; Word joins two tables that have nothing between them.
fn noted(word: Docx, note: &str) -> Docx {
    word.add_paragraph(if note.is_empty() { gap() } else { Paragraph::new().add_run(small(note)) })
}

fn gap() -> Paragraph {
    Paragraph::new().size(12)
}

fn add_picture(word: Docx, picture: Option<(usize, Picture)>) -> Docx {
    let Some((index, picture)) = picture else { return word };
    let emu = |points: f64| (points * EMU_PER_POINT) as u32;
    // Our own name for the picture: left to itself the writer counts on over all documents it ever made.
    let pic = Pic::new_with_dimensions(picture.png, 1, 1).id(format!("rIdImage{}", index + 1));
    let pic = pic.size(emu(picture.width), emu(picture.height));
    word.add_paragraph(Paragraph::new().add_run(Run::new().add_image(pic)))
}
