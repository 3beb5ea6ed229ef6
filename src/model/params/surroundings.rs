//! What is around the Mailbox server: people's mail programs, and the places where servers stand.

/// How people's mail programs work with the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clients {
    /// On the server: they stand still without it.
    Online,
    /// On a cache: they go on without the server and hand over later what was changed.
    Cached,
}

/// Where the nodes of a cluster with continuous replication stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sites {
    /// In one place.
    One,
    /// Stretched over two.
    Two,
}

/// Where the file share witness of a stretched cluster is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WitnessSite {
    /// On the first Hub Transport server, in the main site.
    Main,
    /// On a file server in a third site.
    Third,
}

impl Sites {
    /// The value in a transcript.
    pub const fn name(self) -> &'static str {
        match self {
            Sites::One => "one",
            Sites::Two => "two",
        }
    }
}

impl WitnessSite {
    /// The value in a transcript.
    pub const fn name(self) -> &'static str {
        match self {
            WitnessSite::Main => "main",
            WitnessSite::Third => "third",
        }
    }
}

impl Clients {
    /// The value in a transcript.
    pub const fn name(self) -> &'static str {
        match self {
            Clients::Online => "online",
            Clients::Cached => "cached",
        }
    }
}
