### Captions: one sentence a transition. Present tense, subject first, at most 16 words.

node-failed = { $node } fails: { $how }.
