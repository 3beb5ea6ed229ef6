//! Lines of noise: whatever is typed, the console answers, and no answer panics.

use crate::model::params::Build;
use crate::shell::bind::parameters;
use crate::shell::cmdlet::all;
use crate::shell::complete::complete;
use crate::shell::console::Step;
use crate::shell::testing::Desk;

/// A small generator of its own, so that a failure names a seed.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % limit
    }

    fn one_of<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }
}

const VALUES: [&str; 36] = [
    "EXCHMAILBOX1",
    "EXCHMAILBOX2",
    "EXCHCMS",
    "HUB1",
    "HUB1\\Witness",
    "'First Storage Group'",
    "'Mailbox Database'",
    "*",
    "Public",
    "$x",
    "$null",
    "$true",
    "1",
    "-1",
    "99999999999",
    "18MB",
    "90s",
    "'90s'",
    "a,b",
    "1..3",
    "{ $_ }",
    "{ $_.Name -eq 1 }",
    "{ Get-LabMail }",
    "@{ n = 'a'; e = { $_ } }",
    "(Get-LabQuorum)",
    "(Get-StorageGroupCopyStatus).Identity",
    "\"$x $($x)\"",
    "Lossless",
    "PowerCut",
    "0",
    "é",
    "*a*",
    "Name",
    "@()",
    "''",
    "User7",
];

fn line(random: &mut Random) -> String {
    let mut line = String::new();
    for stage in 0..=random.below(3) {
        let cmdlet = random.one_of(all());
        let own: Vec<&str> = parameters(cmdlet).map(|parameter| parameter.name).collect();
        line.push_str(if stage == 0 { "" } else { random.one_of(&[" | ", " | ", "; "]) });
        line.push_str(cmdlet.name);
        for _ in 0..random.below(4) {
            if random.below(2) == 0 {
                line.push_str(&format!(" -{}", random.one_of(&own)));
            }
            line.push_str(&format!(" {}", random.one_of(&VALUES)));
        }
    }
    line
}

#[test]
fn no_line_makes_the_console_panic() {
    for seed in 0..600 {
        let mut random = Random(seed);
        let mut desk = Desk::new(random.one_of(&[Build::Rtm, Build::Sp1]));
        for _ in 0..12 {
            let line = line(&mut random);
            let cursor = random.below(line.len() + 1);
            complete(&line, cursor, &desk.lab);
            let mut step = desk.step(&line);
            for _ in 0..4 {
                step = match step {
                    Step::Done(_) => break,
                    Step::Ask(_) => desk.step(random.one_of(&["y", "n", "", "EXCHCMS", "HUB1", "?"])),
                    Step::Wait(_) => {
                        desk.lab.pass(20);
                        desk.console.poll(&mut desk.lab)
                    }
                };
            }
            desk.console.interrupt();
            assert!(!desk.console.is_prompting() && !desk.console.is_waiting(), "seed {seed}: {line}");
        }
    }
}
