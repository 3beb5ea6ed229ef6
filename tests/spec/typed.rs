//! An administrator at the shell: lines as they are typed, until they are done.

use crate::lab::Lab;
use failover_lab::model::input::Input;
use failover_lab::model::refusal::Refusal;
use failover_lab::model::view::View;
use failover_lab::shell::console::{Console, Step};
use failover_lab::shell::host::Host;
use failover_lab::shell::output::Output;

/// Longest that a line may take [s].
const PATIENCE: u64 = 3 * 86_400;

impl Host for Lab {
    fn view(&self) -> View<'_> {
        Lab::view(self)
    }

    fn submit(&mut self, input: Input) -> Result<(), Refusal> {
        Lab::submit(self, input)
    }
}

impl Lab {
    /// Types lines that are carried out, one after the other. Questions are answered with yes.
    #[track_caller]
    pub fn types(&mut self, lines: &[&str]) -> &mut Self {
        for line in lines {
            self.says(line);
        }
        self
    }

    /// What a line prints that is carried out.
    #[track_caller]
    pub fn says(&mut self, line: &str) -> String {
        let output = self.run(line);
        assert!(!output.failed(), "{line}: {}", output.text());
        output.text()
    }

    /// What a line says while it waits for the first time.
    #[track_caller]
    pub fn waits_for(&mut self, line: &str) -> String {
        match Console::default().run(line, self) {
            Step::Wait(waiting) => waiting.text,
            other => panic!("{line} does not wait: {other:?}"),
        }
    }

    /// What a line prints that is refused.
    #[track_caller]
    pub fn refuses(&mut self, line: &str) -> String {
        let output = self.run(line);
        assert!(output.failed(), "{line} is not refused: {}", output.text());
        output.text()
    }

    #[track_caller]
    fn run(&mut self, line: &str) -> Output {
        let mut console = Console::default();
        let mut step = console.run(line, self);
        for _ in 0..PATIENCE {
            step = match step {
                Step::Done(output) => return output,
                Step::Ask(_) => console.run("Y", self),
                Step::Wait(_) => {
                    self.wait(1);
                    console.poll(self)
                }
            };
        }
        panic!("{line} takes more than {PATIENCE} s");
    }
}
