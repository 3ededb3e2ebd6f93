//! Prints a document as PDF.

use crate::document::Document;
use crate::error::{Unprintable, check};
use crate::page::{Template, print, typeset};
use chrono::Datelike;
use typst::foundations::{Datetime, Smart};
use typst_pdf::{PdfOptions, Timestamp};

/// Prints the document as PDF on A4. The same document always gives the same bytes.
pub fn pdf(document: &Document) -> Result<Vec<u8>, Unprintable> {
    check(document)?;
    let pages = typeset(Template::Report, &print(document))?;
    let day = document.date;
    let (month, day_of_month) = (day.month() as u8, day.day() as u8);
    let options = PdfOptions {
        creator: Smart::Custom(Some("Shuzhi 数智".to_owned())),
        timestamp: Datetime::from_ymd_hms(day.year(), month, day_of_month, 0, 0, 0).map(Timestamp::new_utc),
        ..PdfOptions::default()
    };
    typst_pdf::pdf(&pages, &options).map_err(|errors| Unprintable::Fault(errors.first().map(|e| e.message.to_string()).unwrap_or_default()))
}
