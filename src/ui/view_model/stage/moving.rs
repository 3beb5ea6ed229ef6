//! What is on its way at a moment, and where.

use super::{
    super::geometry::{Point, along, eased},
    Picture,
};
use crate::model::scene::{Cargo, Scene};

/// Most things that fly at once; more would be a blur.
const MOVERS_MAX: usize = 48;

/// A letter or a log on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mover {
    /// Stable key.
    pub key: u64,
    /// What it is.
    pub cargo: Cargo,
    /// Where its middle is.
    pub at: Point,
}

/// Where everything that flies is at the scene's moment, in a picture of that scene.
///
/// What flies between parts that no line joins is left out.
pub fn positions(scene: &Scene, picture: &Picture) -> Vec<Mover> {
    let mut movers = Vec::new();
    for flight in &scene.flights {
        let (gone, whole) = (scene.now.since(flight.left), flight.lands.since(flight.left));
        if scene.now < flight.left || scene.now >= flight.lands || movers.len() == MOVERS_MAX {
            continue;
        }
        let Some(way) = picture.routes.between(&flight.from, &flight.to) else { continue };
        let permille = gone.as_millis().saturating_mul(1000) / whole.as_millis().max(1);
        let at = along(&way, eased(i32::try_from(permille).unwrap_or(1000)));
        movers.push(Mover { key: flight.key, cargo: flight.cargo, at });
    }
    movers
}

/// One thing in the middle of every line that something is on its way along, for those who asked for less motion.
pub fn under_way(scene: &Scene, picture: &Picture) -> Vec<Mover> {
    let mut movers: Vec<Mover> = Vec::new();
    for flight in &scene.flights {
        if scene.now < flight.left || scene.now >= flight.lands || movers.len() == MOVERS_MAX {
            continue;
        }
        let Some(way) = picture.routes.between(&flight.from, &flight.to) else { continue };
        let at = along(&way, 500);
        if movers.iter().all(|mover| mover.at != at) {
            movers.push(Mover { key: flight.key, cargo: flight.cargo, at });
        }
    }
    movers
}
