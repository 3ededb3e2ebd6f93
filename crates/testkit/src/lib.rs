//! The test bench: a whole house on a database of its own, people who sign in to it, and the checks that hold for everything it offers.
//!
//! `TestApp::open(departments)` opens the house on a fresh SQLite file or, where `SHUZHI_TEST_POSTGRES` holds the address
//! of a PostgreSQL server, on a fresh database there. Requests go through the whole router, guards included.
//! [`conformance`] walks the catalogue: a new record, verb or measure is checked without a line of its own.

mod answer;
mod app;
mod buckets;
pub mod conformance;
mod database;
mod forms;
mod pdf;
mod plant;
mod real;
mod request;
mod shape;
mod table;
mod world;

pub use answer::Answer;
pub use app::{PASSWORD, TestApp};
pub use buckets::{BUCKET_KEYS, Buckets};
pub use database::{Fresh, POSTGRES};
pub use forms::{Filled, Forms};
pub use pdf::words_of;
pub use plant::{plant, put_in_state};
pub use real::real_data;
pub use request::{Ask, Client, escaped};
pub use shape::{ColumnShape, shape_of, unique_sets};
pub use table::{Cells, cells_of, workbook_of};
pub use world::World;
