//! Names and identity numbers, which show themselves to nobody by accident.

/// A name or a number. `Display`, `Debug` and `Serialize` mask it.
#[derive(Clone, PartialEq, Eq)]
pub struct Private<T>(T);

impl<T> std::fmt::Debug for Private<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("***")
    }
}
