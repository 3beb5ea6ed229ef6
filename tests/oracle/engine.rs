//! The engine under the same questions as the second model. Only this module names the package.

mod acts;
mod crash;
mod dumpster;
mod lab;
mod plans;
mod quorum;
mod replay;
mod rows;
mod storage_plans;
mod votes;
mod wait;
