//! Searches a text with a pattern, step by counted step.

use super::{Class, Node, PatternError, Repeat, folded, is_word};

/// Most steps of one search.
const STEPS_MAX: u32 = 200_000;

/// Deepest nesting of one search; each round of a repeated group is one deeper.
const DEPTH_MAX: u32 = 600;

type Found = Result<Option<usize>, PatternError>;

/// The first piece of `text` that fits one of the alternatives.
pub(super) fn find(
    alternatives: &[Vec<Node>],
    text: &str,
    case_sensitive: bool,
) -> Result<Option<String>, PatternError> {
    let mut search = Search { text: text.chars().collect(), case_sensitive, steps: 0, depth: 0 };
    for start in 0..=search.text.len() {
        for nodes in alternatives {
            if let Some(end) = search.nodes(nodes, None, start)? {
                return Ok(Some(search.text[start..end].iter().collect()));
            }
        }
    }
    Ok(None)
}

struct Search {
    text: Vec<char>,
    case_sensitive: bool,
    steps: u32,
    depth: u32,
}

/// What has to fit behind the nodes at hand.
enum Rest<'a> {
    Nodes(&'a [Node], Option<&'a Rest<'a>>),
    /// Another round of a repetition, of which so many are done; the last began at the place.
    Again {
        repeat: &'a Repeat,
        done: usize,
        began: usize,
        tail: &'a [Node],
        next: Option<&'a Rest<'a>>,
    },
}

impl Search {
    /// Where a fit of the nodes and of everything behind them ends.
    fn nodes(&mut self, nodes: &[Node], next: Option<&Rest<'_>>, at: usize) -> Found {
        self.depth += 1;
        if self.depth > DEPTH_MAX {
            return Err(PatternError::TooHard);
        }
        let found = self.walk(nodes, next, at);
        self.depth -= 1;
        found
    }

    fn walk(&mut self, mut nodes: &[Node], next: Option<&Rest<'_>>, mut at: usize) -> Found {
        while let Some((node, tail)) = nodes.split_first() {
            self.count()?;
            match node {
                Node::Group(alternatives) => {
                    let rest = Rest::Nodes(tail, next);
                    for alternative in alternatives {
                        let end = self.nodes(alternative, Some(&rest), at)?;
                        if end.is_some() {
                            return Ok(end);
                        }
                    }
                    return Ok(None);
                }
                Node::Repeat(repeat) if is_single(&repeat.node) => return self.run_of_one(repeat, tail, next, at),
                Node::Repeat(repeat) => return self.rounds(repeat, 0, tail, next, at),
                Node::Start | Node::End | Node::WordEdge(_) if !self.holds(node, at) => return Ok(None),
                Node::Start | Node::End | Node::WordEdge(_) => {}
                _ if self.takes(node, at) => at += 1,
                _ => return Ok(None),
            }
            nodes = tail;
        }
        match next {
            None => Ok(Some(at)),
            Some(Rest::Nodes(nodes, next)) => self.nodes(nodes, *next, at),
            // A round that took nothing would go on for ever.
            Some(Rest::Again { began, tail, next, .. }) if *began == at => self.nodes(tail, *next, at),
            Some(Rest::Again { repeat, done, tail, next, .. }) => self.rounds(repeat, *done, tail, *next, at),
        }
    }

    /// As many single characters as fit, or as few, then what follows.
    fn run_of_one(&mut self, repeat: &Repeat, tail: &[Node], next: Option<&Rest<'_>>, at: usize) -> Found {
        let mut most = 0;
        while most < repeat.most && self.takes(&repeat.node, at + most) {
            self.count()?;
            most += 1;
        }
        if most < repeat.least {
            return Ok(None);
        }
        for tried in 0..=most - repeat.least {
            let length = if repeat.reluctant { repeat.least + tried } else { most - tried };
            let end = self.nodes(tail, next, at + length)?;
            if end.is_some() {
                return Ok(end);
            }
        }
        Ok(None)
    }

    /// Another round of a group, and what follows; in the order that the repetition prefers.
    fn rounds(&mut self, repeat: &Repeat, done: usize, tail: &[Node], next: Option<&Rest<'_>>, at: usize) -> Found {
        let again = Rest::Again { repeat, done: done + 1, began: at, tail, next };
        for wants_round in [!repeat.reluctant, repeat.reluctant] {
            let end = if wants_round && done < repeat.most {
                self.nodes(std::slice::from_ref(&repeat.node), Some(&again), at)?
            } else if !wants_round && done >= repeat.least {
                self.nodes(tail, next, at)?
            } else {
                None
            };
            if end.is_some() {
                return Ok(end);
            }
        }
        Ok(None)
    }

    fn count(&mut self) -> Result<(), PatternError> {
        self.steps += 1;
        if self.steps > STEPS_MAX { Err(PatternError::TooHard) } else { Ok(()) }
    }

    fn takes(&self, node: &Node, at: usize) -> bool {
        let Some(&c) = self.text.get(at) else { return false };
        match node {
            Node::One(own) if self.case_sensitive => *own == c,
            Node::One(own) => *own == folded(c),
            Node::Any => c != '\n',
            Node::Class(class) => self.is_in(class, c),
            Node::Start | Node::End | Node::WordEdge(_) | Node::Group(_) | Node::Repeat(_) => false,
        }
    }

    fn is_in(&self, class: &Class, c: char) -> bool {
        let has = |c: char| class.ranges.iter().any(|&(first, last)| (first..=last).contains(&c));
        let upper = c.to_uppercase().next().unwrap_or(c);
        let found = has(c) || !self.case_sensitive && (has(folded(c)) || has(upper));
        found != class.negated
    }

    fn holds(&self, node: &Node, at: usize) -> bool {
        let word_at = |at: Option<usize>| at.and_then(|at| self.text.get(at)).is_some_and(|c| is_word(*c));
        match node {
            Node::Start => at == 0,
            Node::End => at == self.text.len(),
            Node::WordEdge(wanted) => (word_at(at.checked_sub(1)) != word_at(Some(at))) == *wanted,
            _ => true,
        }
    }
}

fn is_single(node: &Node) -> bool {
    matches!(node, Node::One(_) | Node::Any | Node::Class(_))
}
