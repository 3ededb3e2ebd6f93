//! Questions about facts and their exact answers.

pub(crate) mod atom;
mod dim;
mod evidence;
mod groups;
mod last;
mod last_sold;
mod order;
mod question;
mod remembered;
mod run;
mod scan;
mod whole_months;

pub use atom::Atom;
pub use dim::Dim;
pub(crate) use evidence::text_at;
pub use evidence::{Cursor, Evidence, Proof};
pub use question::{Answer, Figures, Filter, GROUPS_MAX, Order, OrderBy, Question, Scope};
pub(crate) use remembered::{Asked, Remembered};
pub(crate) use run::Run;
pub(crate) use scan::Files;
