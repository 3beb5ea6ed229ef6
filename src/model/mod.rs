//! The model: parts, clusters, Exchange, rules and constants; a read-only view; the scene.
//!
//! Knows no screen, no browser, no console and no lesson. All change goes through
//! one door, the world's step. No floating point and no hash order anywhere.

pub mod arrangement;
pub mod backup;
pub mod balance;
pub mod bench;
mod by_hand;
pub mod caption;
mod closed_list;
pub mod cluster;
pub mod compute;
pub mod ese;
pub mod event;
pub mod exchange;
mod faults;
pub mod health;
pub mod ids;
pub mod input;
pub mod invariant;
pub mod local_copies;
pub mod objects;
pub mod params;
mod quiet;
pub mod refusal;
mod refusal_words;
mod refuse;
pub mod rule;
pub mod scene;
mod scene_flights;
mod scene_logs;
mod scene_nodes;
mod scene_of;
mod settle;
mod sites;
pub mod units;
pub mod view;
pub mod why;
pub mod work;
