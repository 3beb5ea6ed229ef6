//! Simulated time, event queue, random streams, journal with causes, checkpoints. Knows no cluster.
