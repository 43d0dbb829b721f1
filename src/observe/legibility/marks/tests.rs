//! Marks of whole pages.
