//! What the model does, seen from outside: one test a documented behaviour.
//!
//! The tags in brackets are those of `MODEL.md`.

mod backup;
mod ccr_cluster;
mod ccr_rows;
mod copy_statuses;
mod damage;
mod disk_space;
mod divergence;
mod dumpster;
mod engine_errors;
mod exposure;
mod failover;
mod handoff;
mod health;
mod heartbeats;
mod inspection;
mod lab;
mod lcr;
mod letters;
mod log_notices;
mod log_stream;
mod mount_dial;
mod networks;
mod objects;
mod people;
mod processes;
mod public_folders;
mod quorum;
mod quorum_models;
mod regroup;
mod replication_networks;
mod restore;
mod scc;
mod scr;
mod seeding;
mod service;
mod sites;
mod slow;
mod story;
mod truncation;
mod typed;
mod volumes;
mod why_not;
