use super::*;
use crate::engine::SimSpan;

const BUDGET: StepBudget = StepBudget(20_000_000);

fn played(text: &str) -> ComputeSession {
    let mut session = ComputeSession::from_text(text, None).expect("a transcript that can be read");
    for _ in 0..2_000 {
        if session.is_idle() {
            return session;
        }
        let to = session.now() + SimSpan::from_mins(1);
        assert_eq!(session.run_until(to, BUDGET), Progress::Arrived);
    }
    panic!("a line still waits");
}

/// Runs a transcript whose assertions all hold and whose lines can all be read.
fn holds(text: &str) -> ComputeSession {
    let session = played(text);
    let said = session.console_text();
    assert!(session.faults().is_empty(), "{}\n{said}", session.faults()[0]);
    assert_eq!(session.failed_assertions(), 0, "{said}");
    session
}

#[test]
fn a_job_that_nobody_touches_reaches_its_end() {
    holds(
        "compute workers=3 work=1,1,1,1,1,1,3 task_ms=1000 dispatch_ms=0 transfer_ms=0\nWait-Lab 1m\n\
         Assert-Lab { (Get-LabJob).MakespanMs -eq 5000 -and (Get-LabJob).Done -eq 7 }\n",
    );
}

#[test]
fn a_worker_is_broken_and_mended_by_lines_of_the_shell() {
    let session = holds(
        "compute tasks=120 task_ms=10000\n@15s Stop-LabComponent WORKER2 -How PowerCut\n\
         Assert-Lab { (Get-LabComponent WORKER2).State -eq 'down' }\n\
         @1m Assert-Lab { (Get-LabJournal WorkerDeclaredDead).Subject -eq 'WORKER2' }\n\
         Assert-Lab { @(Get-LabWhy WorkerDeclaredDead)[-1].Event -eq 'CommandGiven' }\n\
         Start-LabComponent *\nWait-Lab -For { (Get-LabJob).State -eq 'Finished' }\n\
         Assert-Lab { (Get-LabJob).Reissued -eq 1 -and (Get-LabTask -State done).Count -eq 120 }\n",
    );
    assert!(session.journal().any(|line| line.text == "WORKER2 answers the master again."));
}

#[test]
fn a_link_between_master_and_worker_is_cut_and_mended() {
    holds(
        "compute\n@10s Disconnect-LabNetwork MASTER WORKER1\n\
         Assert-Lab { (Get-LabComponent 'WORKER1\\Network').State -eq 'down' }\n\
         @20s Connect-LabNetwork WORKER1 MASTER\n\
         Assert-Lab { (Get-LabComponent 'WORKER1\\Network').State -eq 'up' }\n",
    );
}

#[test]
fn what_is_about_exchange_is_refused_with_what_to_use_instead() {
    let lines = [
        "Get-Mailbox",
        "Get-StorageGroupCopyStatus",
        "Send-LabMail",
        "net start",
        "Get-LabQuorum",
        "Get-LabWhyNot liveness",
    ];
    for line in lines {
        let said = played(&format!("compute\n{line}\n")).console_text();
        assert!(said.contains("This bench is a compute cluster"), "{line}: {said}");
        assert!(said.contains("Hint: use Get-LabJob"), "{line}: {said}");
    }
}

#[test]
fn what_the_cluster_refuses_is_said_in_words() {
    let said = |line: &str| played(&format!("compute\n{line}\n")).console_text();
    assert!(said("Stop-LabComponent MASTER -How Hang").contains("'MASTER' cannot break in this way"));
    assert!(said("Start-LabComponent WORKER1").contains("'WORKER1' has no fault"));
    assert!(said("Stop-LabComponent WORKR1").contains("did you mean WORKER1?"));
    assert!(said("Disconnect-LabNetwork WORKER1 WORKER2").contains("Workers talk to the master only"));
    assert!(said("Start-LabComponent WORKER1 -Replace").contains("Nothing of a compute cluster is replaced"));
}

#[test]
fn a_printed_transcript_reads_as_the_same() {
    let text =
        "compute seed=7 workers=8 tasks=12 policy=factoring work=3,0.5 speeds=1,0.25 speculation=on\n@1m Get-LabJob\n";
    let session = played(text);
    let printed = session.transcript();
    assert_eq!(printed, text);
    assert_eq!(ComputeSession::from_text(&printed, None).expect("it reads").scenario(), session.scenario());
}

#[test]
fn a_bad_first_line_says_where_and_what_is_allowed() {
    for (text, column, message, hint) in [
        ("compute policy=fastest", 16, "'fastest' is not a value of policy", "use one of static, queue, guided"),
        ("compute polcy=queue", 9, "'compute' has no parameter 'polcy'", "did you mean 'policy'?"),
        ("compute workers=0", 17, "'0' is not a value of workers", "use a whole number from 1 to 200"),
        ("compute work=1,,2", 14, "'1,,2' is not a value of work", "use numbers from 0.001"),
        ("compute tasks", 9, "'tasks' has no value", "write parameters as name=value"),
        ("compute tasks=1 work=1,2", 1, "work has 2 values for 1 tasks", "leave values out, or use tasks=2"),
        ("compute workers=1 speeds=1,2", 1, "speeds has 2 values for 1 workers", "leave values out, or use workers=2"),
    ] {
        let error = ComputeSession::from_text(text, None).err().unwrap_or_else(|| panic!("{text} reads"));
        assert_eq!((error.line, error.column, &error.message[..]), (1, column, message), "{text}");
        assert!(error.hint.as_deref().is_some_and(|told| told.starts_with(hint)), "{text}: {:?}", error.hint);
    }
}

#[test]
fn every_parameter_takes_back_the_value_that_it_writes() {
    for parameter in PARAMETERS.iter().filter(|parameter| !["work", "speeds"].contains(&parameter.name)) {
        let value = (parameter.get)(&ComputeScenario::default().config);
        let scenario = ComputeScenario::default().with(parameter.name, &value).expect(parameter.name);
        assert_eq!((parameter.get)(&scenario.config), value, "{}", parameter.name);
    }
}

#[test]
fn the_first_word_of_a_transcript_says_what_it_is_about() {
    assert!(is_compute("# frames\n\n  Compute workers=2\n"));
    assert!(!is_compute("ccr\ncompute\n"));
    assert!(!is_compute(""));
}

#[test]
fn the_same_text_gives_the_same_digest_and_another_seed_another_one() {
    let digest = |seed| {
        let mut session = ComputeSession::from_text("compute service=exponential", seed).expect("it reads");
        session.run_until(SimTime::from_secs(600), BUDGET);
        session.digest()
    };
    assert_eq!(digest(None), digest(Some(42)));
    assert_ne!(digest(None), digest(Some(43)));
}
