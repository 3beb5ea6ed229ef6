//! `cargo xtask build`: the page as readers get it, in `dist/`.

use crate::failure::{Failure, Outcome};
use crate::run;
use crate::setup::{PageTools, Profile};

/// Builds the page for release.
pub fn release() -> Outcome {
    let tools = PageTools::find_or_install(Profile::Release)?;
    run::run(tools.trunk()?.args(["build", "--release"])).map_err(|failure| {
        Failure::new(format!("the page was not built: {failure}"))
            .hint("read the first error above, from cargo or from Trunk")
    })?;
    println!("the page is in dist/; any static web server can serve it, from any folder");
    Ok(())
}
