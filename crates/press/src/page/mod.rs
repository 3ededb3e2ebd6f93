//! Sets pages: the Typst engine with our own templates and fonts, and nothing from the machine it runs on.
//!
//! The engine sees two kinds of files only: the templates in this program, and one `data.json` with what is to be
//! printed. Text goes in as data and is never read as markup.

mod fonts;
mod pictures;
mod print;
mod tables;
mod tiles;
mod world;

pub use pictures::{Picture, pictures};
pub use print::{WIDTH, print};
pub use tables::{appendix, cell_colour};
pub use tiles::arrow;
pub use world::{Template, typeset};
