//! The engine under the same questions as the second model. Only this module names the package.

mod crash;
mod lab;
mod plans;
mod replay;
mod rows;
mod votes;
