//! Yew components and the browser. Knows no rule of any cluster.

pub mod components;
pub mod motion;
pub mod view_model;
