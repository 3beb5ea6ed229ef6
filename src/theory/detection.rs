//! Detection: how long a failure stays unnoticed, and how often one is noticed that was none.

pub mod corosync;
pub mod false_alarm;
pub mod fencing;
pub mod vrrp;
pub mod window;
