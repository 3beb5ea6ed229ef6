//! Every cmdlet there is, and how to find one.

use super::Cmdlet;
use crate::shell::error::{Category, ShellError};
use crate::shell::format::View;
use crate::shell::native;
use crate::shell::nearest::nearest;

/// Every cmdlet, in the order of the alphabet.
static ALL: &[&Cmdlet] = &[
    &super::assert_lab::CMDLET,
    &super::clear_host::CMDLET,
    &super::close_lab_log::CMDLET,
    &super::connect_lab_network::CMDLET,
    &super::disable_continuous_replication_host_name::CMDLET,
    &super::disable_database_copy::CMDLET,
    &super::disable_storage_group_copy::CMDLET,
    &super::disconnect_lab_network::CMDLET,
    &super::dismount_database::CMDLET,
    &super::enable_continuous_replication_host_name::CMDLET,
    &super::enable_database_copy::CMDLET,
    &super::enable_storage_group_copy::CMDLET,
    &super::for_each_object::CMDLET,
    &super::format_list::CMDLET,
    &super::format_table::CMDLET,
    &super::format_wide::CMDLET,
    &super::get_alias::CMDLET,
    &super::get_clustered_mailbox_server_status::CMDLET,
    &super::get_command::CMDLET,
    &super::get_help::CMDLET,
    &super::get_history::CMDLET,
    &super::get_lab_backup::CMDLET,
    &super::get_lab_component::CMDLET,
    &super::get_lab_exposure::CMDLET,
    &super::get_lab_job::CMDLET,
    &super::get_lab_journal::CMDLET,
    &super::get_lab_mail::CMDLET,
    &super::get_lab_quorum::CMDLET,
    &super::get_lab_rule::CMDLET,
    &super::get_lab_task::CMDLET,
    &super::get_lab_why::CMDLET,
    &super::get_lab_why_not::CMDLET,
    &super::get_mailbox::CMDLET,
    &super::get_mailbox_database::CMDLET,
    &super::get_mailbox_server::CMDLET,
    &super::get_mailbox_statistics::CMDLET,
    &super::get_member::CMDLET,
    &super::get_public_folder_database::CMDLET,
    &super::get_storage_group::CMDLET,
    &super::get_storage_group_copy_status::CMDLET,
    &super::get_transport_config::CMDLET,
    &super::group_object::CMDLET,
    &super::measure_object::CMDLET,
    &super::mount_database::CMDLET,
    &super::move_clustered_mailbox_server::CMDLET,
    &super::move_database_path::CMDLET,
    &super::move_mailbox::CMDLET,
    &super::move_storage_group_path::CMDLET,
    &super::new_mailbox_database::CMDLET,
    &super::new_public_folder_database::CMDLET,
    &super::new_storage_group::CMDLET,
    &super::out_null::CMDLET,
    &super::out_string::CMDLET,
    &super::remove_lab_log::CMDLET,
    &super::remove_lab_mail::CMDLET,
    &super::remove_mailbox_database::CMDLET,
    &super::remove_public_folder_database::CMDLET,
    &super::remove_storage_group::CMDLET,
    &super::restore_lab_backup::CMDLET,
    &super::restore_storage_group_copy::CMDLET,
    &super::resume_storage_group_copy::CMDLET,
    &super::select_object::CMDLET,
    &super::send_lab_mail::CMDLET,
    &super::set_lab_workload::CMDLET,
    &super::set_mailbox_database::CMDLET,
    &super::set_mailbox_server::CMDLET,
    &super::set_storage_group::CMDLET,
    &super::set_transport_config::CMDLET,
    &super::sort_object::CMDLET,
    &super::start_clustered_mailbox_server::CMDLET,
    &super::start_lab_backup::CMDLET,
    &super::start_lab_component::CMDLET,
    &super::stop_clustered_mailbox_server::CMDLET,
    &super::stop_lab_backup::CMDLET,
    &super::stop_lab_component::CMDLET,
    &super::suspend_storage_group_copy::CMDLET,
    &super::switch_lab_volume::CMDLET,
    &super::test_replication_health::CMDLET,
    &super::update_storage_group_copy::CMDLET,
    &super::wait_lab::CMDLET,
    &super::where_object::CMDLET,
    &super::write_output::CMDLET,
];

/// Every cmdlet, in the order of the alphabet.
pub fn all() -> &'static [&'static Cmdlet] {
    ALL
}

/// The cmdlet of a name or alias; `Get-` may be left out, as PowerShell allows.
pub fn find(name: &str) -> Option<&'static Cmdlet> {
    let named =
        |wanted: &str| ALL.iter().copied().find(|cmdlet| names(cmdlet).any(|known| known.eq_ignore_ascii_case(wanted)));
    named(name).or_else(|| named(&format!("Get-{name}")))
}

fn names(cmdlet: &'static Cmdlet) -> impl Iterator<Item = &'static str> {
    cmdlet.aliases.iter().copied().chain([cmdlet.name])
}

/// The layout of a type.
pub fn view_of(type_name: &str) -> Option<&'static View> {
    ALL.iter().flat_map(|cmdlet| cmdlet.views).find(|view| view.type_name == type_name)
}

/// No cmdlet has this name.
pub fn unknown_command(name: &str) -> ShellError {
    let message = format!(
        "The term '{name}' is not recognized as a cmdlet, function, operable program, or script file. Verify the term and try again."
    );
    let error = ShellError::new(Category::CommandNotFound, message).target(name);
    let programs = native::all().iter().map(|program| program.name());
    let known = ALL.iter().flat_map(|cmdlet| names(cmdlet)).filter(|known| known.len() > 2).chain(programs);
    match nearest(name, known) {
        Some(near) => error.did_you_mean(Some(near)),
        None if name.contains('=') => error.hint("the name of a variable begins with '$'"),
        None => error.hint("Get-Command lists the commands"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shell::bind::parameters;

    #[test]
    fn the_table_is_sorted_and_no_name_stands_twice() {
        assert!(ALL.is_sorted_by_key(|cmdlet| cmdlet.name));
        let mut known: Vec<String> = ALL.iter().flat_map(|cmdlet| names(cmdlet)).map(str::to_lowercase).collect();
        let count = known.len();
        known.sort();
        known.dedup();
        assert_eq!(known.len(), count);
    }

    #[test]
    fn every_entry_explains_itself() {
        for cmdlet in all() {
            assert!(cmdlet.synopsis.ends_with('.'), "{}", cmdlet.name);
            for parameter in parameters(cmdlet) {
                assert!(parameter.says.ends_with('.'), "{} -{}", cmdlet.name, parameter.name);
            }
            for example in cmdlet.examples {
                assert!(crate::shell::parse::parse(example.line).is_ok(), "{}", example.line);
            }
        }
    }

    #[test]
    fn names_are_found_in_any_spelling_and_without_get() {
        assert_eq!(find("FORMAT-table").map(|cmdlet| cmdlet.name), Some("Format-Table"));
        assert_eq!(find("%").map(|cmdlet| cmdlet.name), Some("ForEach-Object"));
        assert_eq!(find("Command").map(|cmdlet| cmdlet.name), Some("Get-Command"));
        assert!(find("Get").is_none());
        assert_eq!(unknown_command("Get-Comand").hint.as_deref(), Some("did you mean Get-Command?"));
    }
}
