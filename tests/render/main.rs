//! Components rendered to HTML natively.

mod page;
mod scenes;
mod ssr;
