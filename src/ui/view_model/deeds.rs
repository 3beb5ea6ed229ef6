//! Deeds: lines of the console that changed something, in the words of a mark.

use crate::words;

/// Verbs and aliases of lines that only read or wait.
const READING: [&str; 12] =
    ["get", "wait", "assert", "format", "where", "select", "sort", "measure", "foreach", "help", "why", "whynot"];

/// Whether a console line changed something, as far as its first word tells.
pub fn is_deed(line: &str) -> bool {
    let word = line.split_whitespace().next().unwrap_or_default().to_ascii_lowercase();
    let verb = word.split('-').next().unwrap_or_default();
    let is_alias = ["kill", "heal", "cut", "mend", "close", "send"].contains(&&*word);
    is_alias || (word.contains('-') && !READING.contains(&verb))
}

/// Whether a line cuts the power of a whole server.
pub fn cuts_power(line: &str) -> bool {
    let line = line.to_ascii_lowercase();
    (line.starts_with("stop-labcomponent") || line.starts_with("kill ")) && line.contains("powercut")
}

/// Whether a line closes the log by hand.
pub fn closes_log(line: &str) -> bool {
    let line = line.to_ascii_lowercase();
    line.starts_with("close-lablog") || line == "close" || line.starts_with("close ")
}

/// A line in the words of a mark; some deeds have words of their own, the others their cmdlet.
pub fn in_short(line: &str) -> String {
    let mut tokens = line.split_whitespace();
    let (verb, object) = (tokens.next().unwrap_or_default(), tokens.next().unwrap_or_default());
    let object = if object.starts_with('-') { "" } else { object };
    if cuts_power(line) {
        return words::deed_power_cut(object);
    }
    match &*verb.to_ascii_lowercase() {
        "stop-labcomponent" | "kill" => words::deed_stop(object),
        "start-labcomponent" | "heal" => words::deed_start(object),
        "close-lablog" | "close" => words::deed_close_log().to_owned(),
        "move-clusteredmailboxserver" => words::deed_move().to_owned(),
        "send-labmail" | "send" => words::deed_send().to_owned(),
        _ => verb.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reading_and_waiting_are_no_deeds() {
        for line in [
            "Get-StorageGroup | fl",
            "wait 90s",
            "Wait-Lab -For {1}",
            "help",
            "why",
            "",
            "  ",
            "x",
            "Get-Help Stop-LabComponent",
        ] {
            assert!(!is_deed(line), "{line}");
        }
        for line in [
            "Stop-LabComponent x",
            "kill x",
            "close",
            "Close-LabLog",
            "SET-MailboxServer",
            "Move-ClusteredMailboxServer -Id:x",
        ] {
            assert!(is_deed(line), "{line}");
        }
    }

    #[test]
    fn deeds_have_short_words() {
        assert_eq!(in_short("kill EXCHMAILBOX1 -How powercut"), "power cut: EXCHMAILBOX1");
        assert_eq!(in_short("Suspend-StorageGroupCopy -Identity x"), "Suspend-StorageGroupCopy");
        assert_eq!(in_short(""), "");
    }
}
