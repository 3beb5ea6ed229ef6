//! How much may move on the screen.

/// Whether things travel over the picture, or only their outcome is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Motion {
    /// Letters and logs fly from part to part, changes glide.
    #[default]
    Full,
    /// Nothing travels; counts change and what changed is outlined.
    Reduced,
}
