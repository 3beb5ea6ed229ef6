//! The choices that have names.

use crate::model::closed_list::choice;

choice! {
    /// How much the journal tells.
    Detail {
        /// Every request, every attempt.
        Everything = "everything",
        /// What breaks and what is done about it; a long run keeps statistics only.
        Faults = "faults",
    }
}

choice! {
    /// Where it is decided which server gets a request.
    Front {
        /// A proxy that sees every request and every answer.
        Gateway = "gateway",
        /// A device that does the same.
        Appliance = "appliance",
        /// Whoever sends has a list of alternates, as mail gateways have.
        Application = "application",
        /// Names: resolvers keep one of several addresses.
        Dns = "dns",
        /// Every server sees every packet, and one takes it: Windows Network Load Balancing.
        Nlb = "nlb",
    }
}

choice! {
    /// How a server is chosen.
    Algorithm {
        /// The next in turn.
        RoundRobin = "round-robin",
        /// Smooth weighted round robin, as nginx has it.
        WeightedRoundRobin = "weighted-round-robin",
        /// Weighted round robin with a falling threshold, as LVS has it.
        WeightedRoundRobinClassic = "weighted-round-robin-classic",
        /// Any, by weight.
        Random = "random",
        /// The one with the fewest requests, by the rule of one product.
        LeastConnections = "least-connections",
        /// The emptiest of a few drawn at random.
        TwoChoices = "two-choices",
        /// The emptiest of all.
        ShortestQueue = "shortest-queue",
        /// By the sender's address, as nginx's `ip_hash`.
        SourceHash = "source-hash",
        /// By the sender's address on a ring.
        ConsistentHash = "consistent-hash",
        /// By the sender's address in a table that all servers take turns to fill.
        Maglev = "maglev",
        /// On the ring, past servers that have too many requests.
        BoundedLoad = "bounded-load",
        /// The cheaper of a few by the moving average of response times.
        Ewma = "ewma",
        /// The same, and one slow answer counts at once.
        PeakEwma = "peak-ewma",
        /// The cheapest of all by the moving average of response times.
        LeastResponseTime = "least-response-time",
    }
}

choice! {
    /// Whose rule of least connections.
    Least {
        /// Requests by weight; ties by smooth weighted round robin.
        Nginx = "nginx",
        /// One more than the requests by weight, idle servers first; ties in turn.
        Haproxy = "haproxy",
        /// 256 times the active connections, without weights.
        LvsLc = "lvs-lc",
        /// The same by weight.
        LvsWlc = "lvs-wlc",
        /// Shortest expected delay: one more than the active connections by weight.
        LvsSed = "lvs-sed",
        /// Never queue: an idle server if there is one, or else the shortest expected delay.
        LvsNq = "lvs-nq",
    }
}

impl Front {
    /// Whether there is a device that every request goes through, and that can break.
    pub const fn has_balancer(self) -> bool {
        match self {
            Front::Gateway | Front::Appliance => true,
            Front::Application | Front::Dns | Front::Nlb => false,
        }
    }
}

choice! {
    /// How a balancer finds out who is down: with the defaults of a product.
    Health {
        /// Checks every 2 s; down after 3, up after 2.
        Haproxy = "haproxy",
        /// No checks: live traffic shows it; one failure in 10 s.
        Nginx = "nginx",
        /// Checks every 30 s; down after 2, up after 10.
        Elb = "elb",
        /// Checks every 5 s; down after 16 s of silence, up at once.
        F5 = "f5",
        /// Nobody finds out.
        None = "none",
    }
}

choice! {
    /// How much of a server a check asks for.
    CheckDepth {
        /// A connection: also a service that hangs or fails takes one.
        Connect = "connect",
        /// An answer without an error.
        Request = "request",
    }
}

choice! {
    /// What binds a session to a server.
    Affinity {
        /// Nothing.
        None = "none",
        /// The sender's address (`Single` in Network Load Balancing).
        Source = "source",
        /// The sender's network of 256 addresses (`Class C`).
        ClassC = "class-c",
        /// A cookie; Network Load Balancing looks at no cookies.
        Cookie = "cookie",
    }
}

choice! {
    /// In which order senders try their alternates.
    Alternates {
        /// At random: all have the same preference.
        Equal = "equal",
        /// The first first.
        Ordered = "ordered",
    }
}

choice! {
    /// What comes before a second attempt.
    Backoff {
        /// Nothing: it is made at once.
        None = "none",
        /// A pause between nothing and base times 2 for each attempt.
        FullJitter = "full-jitter",
        /// A pause between the base and three times the last one.
        Decorrelated = "decorrelated",
    }
}

choice! {
    /// How arrivals are spread.
    Arrivals {
        /// By chance, independent of each other.
        Poisson = "poisson",
        /// At equal distances.
        Even = "even",
    }
}

choice! {
    /// How service times are spread.
    Service {
        /// Exponentially: the variance is the square of the mean.
        Exponential = "exponential",
        /// All the same.
        Fixed = "fixed",
        /// Mostly short, few long (two exponentials in balance): the variance is four times the square of the mean.
        Mixed = "mixed",
    }
}

choice! {
    /// Who is served next of those that wait.
    Order {
        /// First come, first served.
        OldestFirst = "oldest-first",
        /// Last come, first served: who has waited long has often gone.
        NewestFirst = "newest-first",
    }
}
