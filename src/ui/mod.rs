//! Yew components and the browser. Knows no rule of any cluster.

pub mod acts;
pub mod app;
pub mod bench;
pub mod clock;
pub mod components;
pub mod desk;
pub mod intent;
pub mod motion;
pub mod page;
pub mod pick;
pub mod platform;
pub mod second_half;
pub mod shared;
pub mod state;
pub mod view_model;
