//! Layouts of the page, and components rendered to HTML natively.

mod gauges;
mod layout;
mod modes;
mod page;
mod palette;
mod runs;
mod scenes;
mod ssr;
mod stage;
mod tales;
