//! The model: parts, clusters, Exchange, rules and constants; a read-only view; the scene.
//!
//! Knows no screen, no browser, no console and no lesson. All change goes through
//! one door, the world's step. No floating point and no hash order anywhere.

pub mod scene;
