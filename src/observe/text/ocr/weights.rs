//! The bytes of the networks, and whose they are.
//!
//! Why it exists: weights are fetched before the build, verified and embedded by it, so that the shipped program
//! needs nothing beside it; and whoever passes it on must be able to say under which licences. A build without the
//! feature `read` has neither.

/// ONNX files and the recognisers' dictionaries.
#[derive(Clone, Copy, Debug)]
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
    Some(Weights {
        detect_tiny: include_bytes!(env!("SCANLINT_MODEL_DETECT_TINY")),
        recognise_tiny: include_bytes!(env!("SCANLINT_MODEL_RECOGNISE_TINY")),
        dictionary_tiny: include_bytes!(env!("SCANLINT_MODEL_DICTIONARY_TINY")),
        recognise_small: include_bytes!(env!("SCANLINT_MODEL_RECOGNISE_SMALL")),
        dictionary_small: include_bytes!(env!("SCANLINT_MODEL_DICTIONARY_SMALL")),
        orient: include_bytes!(env!("SCANLINT_MODEL_ORIENT")),
    })
}

/// A file that this build carries.
#[derive(Clone, Copy, Debug)]
pub struct Carried {
    pub file: &'static str,
    pub sha256: &'static str,
    /// `None` for a file of the builder's own, of which nothing is known.
    pub origin: Option<Origin>,
    /// The text of a licence; `None` for a model.
    pub text: Option<&'static [u8]>,
}

/// Where a file is from.
#[derive(Clone, Copy, Debug)]
pub struct Origin {
    pub package: &'static str,
    pub version: &'static str,
    pub licence: &'static str,
    pub whose: &'static str,
}

/// Everything embedded, models and licences, in the order of the manifest. Written by the build script.
pub fn carried() -> &'static [Carried] {
    include!(concat!(env!("OUT_DIR"), "/carried.rs"))
}
