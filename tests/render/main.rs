//! Components rendered to HTML natively.

mod scenes;
mod ssr;
