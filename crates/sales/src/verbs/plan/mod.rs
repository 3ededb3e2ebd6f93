//! The acts on target plans: filled in, broken down, handed in, put in force, and revised.

mod approve;
mod discard;
mod draft;
mod enter;
mod return_plan;
mod revise;
mod spread;
mod submit;

pub use approve::Approve;
pub use discard::Discard;
pub use enter::Enter;
pub use return_plan::Return;
pub use revise::Revise;
pub use spread::Spread;
pub use submit::Submit;
