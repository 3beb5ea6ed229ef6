//! How much mail people write.

/// How much mail a person sends and receives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Profile {
    /// 25 messages a working day.
    Light,
    /// 50 messages a working day.
    Average,
    /// 100 messages a working day.
    Heavy,
    /// 150 messages a working day.
    VeryHeavy,
}

impl Profile {
    /// The value in a transcript.
    pub const fn name(self) -> &'static str {
        match self {
            Profile::Light => "light",
            Profile::Average => "average",
            Profile::Heavy => "heavy",
            Profile::VeryHeavy => "very-heavy",
        }
    }

    /// Messages sent and received by one mailbox on a working day. Source: SL1; the counts are recalled.
    pub const fn messages_a_day(self) -> u64 {
        match self {
            Profile::Light => 25,
            Profile::Average => 50,
            Profile::Heavy => 100,
            Profile::VeryHeavy => 150,
        }
    }
}
