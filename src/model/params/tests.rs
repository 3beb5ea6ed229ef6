//! The figures add up to what is published.

use super::*;
use crate::model::exchange::ServerKind;
use crate::model::ids::ClusterId;
use crate::model::units::LogCount;

/// The table of LLR depth and log roll, row by row.
#[test]
fn llr_depth_and_log_roll_follow_build_and_dial() {
    use MountDial::*;
    let ccr = ServerKind::NonShared(ClusterId(0));
    for (build, dial, depth, roll_ms) in [
        (Build::Rtm, Lossless, 1, 900_000),
        (Build::Rtm, GoodAvailability, 4, 225_000),
        (Build::Rtm, BestAvailability, 7, 128_571),
        (Build::Sp1, Lossless, 10, 90_000),
        (Build::Sp1, BestAvailability, 10, 90_000),
    ] {
        let config = Config { build, ..Config::default() };
        assert_eq!(config.llr_depth(ccr, dial), LogCount(depth), "{} {}", build.name(), dial.name());
        assert_eq!(log_roll(config.llr_depth(ccr, dial)).as_millis(), roll_ms, "{} {}", build.name(), dial.name());
    }
}

/// Twelve logs a mailbox and day for the average profile, and so on: the published log volume.
#[test]
fn letters_and_edits_add_up_to_the_published_log_volume() {
    for (profile, logs) in [(Profile::Light, 6), (Profile::Average, 12), (Profile::Heavy, 24), (Profile::VeryHeavy, 36)]
    {
        let messages = profile.messages_a_day();
        let bytes = messages * (LETTER_BYTES + EDITS_PER_LETTER * EDIT_BYTES);
        assert_eq!((bytes + LOG_FILE_BYTES / 2) / LOG_FILE_BYTES, logs, "{}", profile.name());
    }
}
