//! What can be told of a page's legibility from its pixels alone.
//!
//! Why it exists: a page is judged by its writing, its paper and how it was photographed before a letter is read.

pub(crate) mod marks;
