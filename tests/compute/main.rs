//! The compute cluster against scheduling theory and against what is published: one test a behaviour, and laws that
//! always hold over many seeds.

mod faults;
mod lab;
mod laws;
mod queueing;
mod recovery;
mod schedules;
mod stragglers;
