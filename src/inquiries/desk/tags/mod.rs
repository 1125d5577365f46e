//! A seller's tags: renamed, recoloured and removed by who configures.

mod routes;
mod views;

use super::TAGS;

pub(super) use routes::routes;
