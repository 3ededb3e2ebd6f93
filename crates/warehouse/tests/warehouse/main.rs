//! The warehouse as the rest of the house uses it. One program holds all these tests, because linking the query engine
//! takes longer than running them.

mod inspect;
mod kill;
mod load;
mod made;
mod query;
mod real;
mod s3;
