//! What comes out of the press is read back: the text of the PDF, the parts of the Word file, the cells of the workbook.

mod hostile;
mod limits;
mod pdf;
mod sample;
mod word;
mod workbook;

/// The text without spaces and line ends, which a printed page places as it likes.
fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '\u{200B}').collect()
}
