//! Yew components and the browser. Knows no rule of any cluster.

pub mod stand_in;
pub mod view_model;
