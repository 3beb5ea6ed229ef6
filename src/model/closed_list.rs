//! What makes the closed lists of the model closed: events by name, choices by name.

/// Makes the list of a bench's events: an enum `Event`, the stable name of each, and its bytes for the digest.
macro_rules! events {
    ($( $(#[doc = $doc:literal])+ $name:ident { $( $field:ident : $ty:ty ),* $(,)? } )*) => {
        /// Something that happened.
        #[derive(Clone, Debug, PartialEq, Eq)]
        #[expect(missing_docs, reason = "the fields are named for what they hold")]
        pub enum Event {
            $( $(#[doc = $doc])+ $name { $( $field: $ty ),* }, )*
        }

        impl Event {
            /// The event's name, stable for ever.
            pub const fn name(&self) -> &'static str {
                match self { $( Event::$name { .. } => stringify!($name) ),* }
            }
        }

        // By name and not by position, so that a new event moves no digest.
        impl $crate::engine::Canonical for Event {
            fn write_to(&self, digest: &mut $crate::engine::Digest) {
                digest.text(self.name());
                match self { $( Event::$name { $( $field ),* } => { $( $field.write_to(digest); )* } )* }
            }
        }
    };
}
pub(crate) use events;

/// Makes a choice that a person takes by name.
macro_rules! choice {
    ($(#[doc = $about:literal])+ $choice:ident { $( $(#[doc = $doc:literal])+ $variant:ident = $name:literal, )* }) => {
        $(#[doc = $about])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $choice {
            $( $(#[doc = $doc])+ $variant, )*
        }

        impl $choice {
            /// Every value, in the order in which they are offered.
            pub const ALL: &[$choice] = &[$( $choice::$variant ),*];

            /// The word for it.
            pub const fn name(self) -> &'static str {
                match self { $( $choice::$variant => $name ),* }
            }
        }

        impl $crate::engine::Canonical for $choice {
            fn write_to(&self, digest: &mut $crate::engine::Digest) {
                digest.text(self.name());
            }
        }
    };
}
pub(crate) use choice;
