//! The bench as plain data.
