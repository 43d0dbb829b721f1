//! What a document is and says, without how it was found out: for holding two ways of looking against each other.

use scanlint::recognise::{Document, Value};

/// Pages, verdict, side and the values of all fields.
pub fn said(document: &Document) -> String {
    let field = |(name, values): (&String, &Vec<Value>)| {
        let norms: Vec<&str> = values.iter().map(|value| value.norm.as_str()).collect();
        format!("{name}={}", norms.join("|"))
    };
    let fields: Vec<String> = document.fields.iter().map(field).collect();
    format!("{:?} {:?} {:?} {}", document.pages, document.verdict, document.side, fields.join(" "))
}
