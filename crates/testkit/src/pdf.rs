//! The words of a printed document, as a reader would select and copy them.

/// Reads the text of a PDF.
pub fn words_of(pdf: &[u8]) -> String {
    pdf_extract::extract_text_from_mem(pdf).expect("a PDF that can be read")
}
