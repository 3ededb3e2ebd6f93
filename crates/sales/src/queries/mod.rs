//! Questions of sales that take more than one record.

mod costs;
pub mod directory;
pub mod recognised;
pub mod remarks;
pub mod seen;
