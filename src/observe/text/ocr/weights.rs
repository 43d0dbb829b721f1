//! The bytes of the networks, and where they come from.
//!
//! Why it exists: weights are fetched before the build, verified and embedded by it, so that the shipped program
//! needs nothing beside it.

/// An embedded file.
#[derive(Clone, Copy)]
pub struct Embedded {
    pub file: &'static str,
    /// The package it was taken from.
    pub package: &'static str,
    pub version: &'static str,
    /// SPDX identifier.
    pub licence: &'static str,
    pub origin: &'static str,
    pub sha256: &'static str,
    pub bytes: &'static [u8],
}

include!(concat!(env!("OUT_DIR"), "/weights.rs"));

/// ONNX files and the recognisers' dictionaries.
#[derive(Clone, Copy)]
pub struct Weights {
    pub detect_tiny: &'static [u8],
    pub recognise_tiny: &'static [u8],
    /// JSON list of characters.
    pub dictionary_tiny: &'static [u8],
    pub recognise_small: &'static [u8],
    pub dictionary_small: &'static [u8],
    pub orient: &'static [u8],
}

/// What this build carries.
pub fn embedded() -> Option<Weights> {
    let bytes = |name: &str| FILES.iter().find(|file| file.file == name).map(|file| file.bytes);
    Some(Weights {
        detect_tiny: bytes("ppocrv6-tiny-det.onnx")?,
        recognise_tiny: bytes("ppocrv6-tiny-rec.onnx")?,
        dictionary_tiny: bytes("ppocrv6-tiny-dict.json")?,
        recognise_small: bytes("ppocrv6-small-rec.onnx")?,
        dictionary_small: bytes("ppocrv6-small-dict.json")?,
        orient: bytes("ppocr-mobile-v2-cls.onnx")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_that_is_needed_is_embedded() {
        assert!(embedded().is_some());
        let licences = FILES.iter().filter(|file| file.file.starts_with("licence-")).count();
        assert_eq!(licences, 3, "the texts travel with the weights");
    }
}
