//! What a storm cost in one mode, as numbers and as a line of the table.

use super::fault::group;
use super::{Course, Storm};
use crate::engine::SimSpan;
use crate::model::exchange::{Copy, DatabaseState, StorageGroup};
use crate::model::params::LOG_FILE_BYTES;

/// What a storm cost in one mode.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// Abbreviation of the mode.
    pub mode: &'static str,
    /// Whether people can work at the end.
    pub is_up: bool,
    /// How long they could not.
    pub down: SimSpan,
    /// How often they could not.
    pub outages: u32,
    /// Letters that are lost for good.
    pub letters_lost: u64,
    /// Other changes that are lost.
    pub edits_lost: u64,
    /// Letters that hubs sent again.
    pub letters_redelivered: u64,
    /// Steps that the administrator took.
    pub human_steps: u32,
    /// Copies of the data that could be used at the end, the active one among them.
    pub copies_left: u32,
    /// Database files that take up space.
    pub databases: u32,
    /// Size of one of them [bytes].
    pub database_bytes: u64,
    /// Closed logs of all copies [bytes].
    pub log_bytes: u64,
}

impl Row {
    pub(super) fn of(course: &Course) -> Row {
        let view = course.session.view();
        let now = course.session.now();
        let mail = view.mail();
        let down = |outage: &crate::model::exchange::Outage| outage.to.unwrap_or(now).since(outage.from);
        // What was left behind where another storage group has its files now is there no more.
        let is_overwritten = |storage: &StorageGroup, copy: &Copy| {
            let others = view.bench.groups.iter().filter(|other| other.id > storage.id);
            let mut others = others.flat_map(|other| &other.copies);
            storage.is_removed && others.any(|other| other.disks == copy.disks && other.paths.are_same(&copy.paths))
        };
        let all =
            || view.bench.groups.iter().flat_map(|storage| storage.copies.iter().map(move |copy| (storage, copy)));
        let copies = || all().filter(|(storage, copy)| !is_overwritten(storage, copy)).map(|(_, copy)| copy);
        let of_people = view.bench.group(group(view.bench)).copies.iter();
        let is_usable = |copy: &&Copy| {
            let is_baseline = matches!(copy.database, DatabaseState::Mounted | DatabaseState::Clean);
            view.bench.parts.are_writable(copy.disks) && (is_baseline || copy.is_fit_to_mount())
        };
        Row {
            mode: course.mode.abbreviation(),
            is_up: view.bench.service.is_up,
            down: view.outages().iter().map(down).fold(SimSpan::ZERO, |sum, span| sum + span),
            outages: view.outages().len() as u32,
            letters_lost: mail.lost,
            edits_lost: mail.edits_lost,
            letters_redelivered: mail.redelivered,
            human_steps: course.steps.len() as u32,
            copies_left: of_people.filter(is_usable).count() as u32,
            databases: copies().filter(|copy| copy.database != DatabaseState::Absent).count() as u32,
            database_bytes: view.config().database_bytes(),
            log_bytes: copies().map(|copy| copy.files.len() as u64).sum::<u64>() * LOG_FILE_BYTES,
        }
    }

    fn cells(&self) -> [String; 9] {
        let letters = format!("{} + {}", self.letters_lost, self.edits_lost);
        let storage = format!("{} x DB + {} MB of logs", self.databases, self.log_bytes / LOG_FILE_BYTES);
        [
            self.mode.to_owned(),
            if self.is_up { "up" } else { "down" }.to_owned(),
            self.down.to_string(),
            self.outages.to_string(),
            letters,
            self.letters_redelivered.to_string(),
            self.human_steps.to_string(),
            self.copies_left.to_string(),
            storage,
        ]
    }
}

const HEADS: [&str; 9] =
    ["Mode", "Service", "Down", "Outages", "Lost letters + edits", "Sent again", "Steps", "Copies", "Storage"];

/// The table for people: the storm, then a line for each mode.
pub fn table(storm: &Storm, rows: &[Row]) -> String {
    let cells: Vec<[String; 9]> = rows.iter().map(Row::cells).collect();
    let width = |column: usize| {
        let widest = cells.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
        widest.max(HEADS[column].len())
    };
    let line = |row: [&str; 9]| {
        let padded = (0..9).map(|column| format!("{:<1$}", row[column], width(column)));
        padded.collect::<Vec<String>>().join("  ").trim_end().to_owned() + "\n"
    };
    let mut text = format!("{storm}\n");
    text.push_str(&line(HEADS));
    let rules: Vec<String> = HEADS.iter().map(|head| "-".repeat(head.len())).collect();
    text.push_str(&line(std::array::from_fn(|column| rules[column].as_str())));
    for row in &cells {
        text.push_str(&line(std::array::from_fn(|column| row[column].as_str())));
    }
    let (minutes, bytes) = (storm.admin_minutes(), rows.first().map_or(0, |row| row.database_bytes));
    text.push_str(&format!(
        "\nThe administrator takes {minutes} min to notice, and {minutes} min for each step; {} without mail she accepts a loss\nor goes to another site. There is a full backup every night. DB is {} MB.\n",
        storm.patience,
        bytes / LOG_FILE_BYTES
    ));
    text
}
