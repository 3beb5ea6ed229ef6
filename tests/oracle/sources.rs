//! The published texts that the tags stand for.

/// Tag and text of every source.
///
/// The addresses are those of the time when the product was current.
pub(crate) const SOURCES: &[(&str, &str)] = &[
    ("BKP", "Exchange backups and continuous replication: technet.microsoft.com, aa998870"),
    ("CAP", "Planning disk capacity, Exchange Server 2007 help"),
    ("CIRC", "Circular Logging, Exchange developer documentation, aa579094"),
    ("CLEARCMS", "How to remove a clustered mailbox server with Setup /ClearLocalCMS, Exchange Server 2007 help"),
    ("DUMP", "How to Configure the Transport Dumpster: technet.microsoft.com, aa997963"),
    ("DUMP125", "Book chapter on the transport dumpster: searchexchange.techtarget.com"),
    ("DUMPBLOG", "Exchange team blog on the transport dumpster, January 2007: blogs.technet.com/b/exchange"),
    ("ESE", "Extensible Storage Engine reference, WaypointLatency and ReplayIgnoreLostLogs: learn.microsoft.com"),
    ("ESEUTIL", "Eseutil.exe Examples: docs.microsoft.com, aa998760"),
    ("EV2058", "MSExchangeRepl event 2058: intelligentsystemsmonitoring.com"),
    ("EV2093", "Clustered mailbox server forced an automatic mount: technet.microsoft.com, bb218874"),
    ("EXPEDIA", "SCR: Replay and Truncation Lag, B. Suneja, March 2008: exchangepedia.com"),
    ("HB08", "Heartbeats of failover clusters in Windows Server 2008: blogs.msdn.com/b/clustering"),
    ("INCZH", "Replication service cannot do an incremental reseed: docs.microsoft.com, bb218781"),
    ("ITPSCR", "How does SCR work: itprotoday.com"),
    ("KB 921181", "Microsoft KB 921181, file share witness and configurable heartbeats"),
    ("LCRREC", "How to recover from corruption of an LCR-enabled database, Exchange Server 2007 help"),
    ("LCRTAB", "Local Continuous Replication tab, Exchange Server 2007 help"),
    ("LLR", "Lost Log Resilience and Transaction Log Activity: technet.microsoft.com, bb288910"),
    ("LOGRECOPY", "Log replay for corrupt files (CCR), D. Kenyon-Smith, December 2008: learn.microsoft.com, archive"),
    ("MCMS", "Move-ClusteredMailboxServer, Exchange Server 2007 SP1 help"),
    ("MNGCCR", "Managing Cluster Continuous Replication: technet.microsoft.com, aa997676"),
    ("MOVECMS", "How to move a clustered mailbox server in a CCR environment, Exchange Server 2007 help"),
    ("MULTISITE3", "Deploying Exchange 2007 Multi-site CCR Clusters, part 3: techgenix.com"),
    ("MULTISITE4", "Deploying Exchange 2007 Multi-site CCR Clusters, part 4: techgenix.com"),
    ("NETRED", "Exchange 2007 SP1, configuring a redundant network for log shipping: techgenix.com"),
    ("PSBOOK", "Professional Windows PowerShell for Exchange Server 2007 SP1, chapter 12"),
    ("RSGC", "Restore-StorageGroupCopy: technet.microsoft.com, aa996024; RTM bb676314"),
    ("SCCREC", "Single Copy Cluster Recovery Behavior: technet.microsoft.com, aa997195"),
    ("SCR", "Standby Continuous Replication: technet.microsoft.com, bb676502"),
    ("SCRBLOG", "SCR in Exchange 2007 SP1, team blog, June 2007: techcommunity.microsoft.com"),
    ("SCRDB", "SCR: Database Portability: learn.microsoft.com, bb738132"),
    ("SCRNOTES", "Standby Continuous Replication (Exchange 2007), B. Goodacre: ben.goodacre.name"),
    ("SCRPLAN", "Enabling SCR, parameters: technet.microsoft.com, bb676465"),
    ("SCRWHERE", "Enabling SCR: Dude, Where's My Database?, S. Schnoll: blogs.technet.com"),
    ("SMS", "Set-MailboxServer, Exchange Server 2007 SP1 help"),
    ("TIPS", "Transport dumpster in Exchange 2007, part 1: tipsmake.com"),
    ("TTCMD", "Cmdlets troubleshoot common Exchange 2007 CCR failures: techtarget.com"),
    ("cc770620", "TechNet article cc770620 on the quorum models of Windows Server 2008"),
    ("cc773510", "TechNet article cc773510 on node and disk majority"),
    ("cc783705", "TechNet article cc783705 on majority node set clusters of Windows Server 2003"),
];

mod tests {
    use super::SOURCES;
    use crate::failover::ROWS;
    use std::collections::BTreeSet;

    /// The texts of the files whose functions name a source.
    const FILES: [&str; 7] = [
        include_str!("dial.rs"),
        include_str!("divergence.rs"),
        include_str!("loss.rs"),
        include_str!("quorum.rs"),
        include_str!("standby.rs"),
        include_str!("truncation.rs"),
        include_str!("wait.rs"),
    ];

    /// Returns what stands in brackets.
    fn tags(text: &str) -> impl Iterator<Item = &str> {
        text.split('[').skip(1).filter_map(|rest| rest.split_once(']')).map(|(tag, _)| tag)
    }

    /// Returns the tags of a file's doc comments that name sources.
    fn tags_of_docs(file: &str) -> impl Iterator<Item = &str> {
        let docs = file.lines().filter_map(|line| line.trim().strip_prefix("///"));
        docs.filter_map(|line| line.split_once("Source: ")).flat_map(|(_, sources)| tags(sources))
    }

    #[test]
    fn every_tag_has_its_text_and_every_text_is_used() {
        let of_docs = FILES.iter().copied().flat_map(tags_of_docs);
        let named: BTreeSet<&str> = of_docs.chain(ROWS.iter().flat_map(|row| tags(row.source))).collect();
        let listed: BTreeSet<&str> = SOURCES.iter().map(|(tag, _)| *tag).collect();
        assert_eq!(named, listed);
        assert_eq!(listed.len(), SOURCES.len(), "a tag is listed twice");
        assert!(SOURCES.iter().all(|(_, text)| text.len() > 10));
    }

    #[test]
    fn every_function_names_a_source() {
        let is_rule = |line: &str| line.starts_with("pub(crate) fn ") || line.starts_with("pub(crate) const ");
        for file in FILES {
            let mut doc = String::new();
            for line in file.lines() {
                match line.strip_prefix("///") {
                    Some(words) => doc.push_str(words),
                    None => {
                        assert!(!is_rule(line) || doc.contains("Source: "), "no source: {line}");
                        doc.clear();
                    }
                }
            }
        }
    }
}
