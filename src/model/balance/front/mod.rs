//! Fronts without a balancer: whoever sends decides, or names do, or every server does by itself.

pub mod application;
pub mod dns;
pub mod nlb;
