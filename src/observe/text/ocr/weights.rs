//! The bytes of the networks.
//!
//! Why it exists: weights are fetched before the build, verified and embedded by it, so that the shipped program
//! needs nothing beside it. A build without the feature `read` has none.

/// ONNX files and the tiny recogniser's dictionary.
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
    from_dev_folder()
}

fn from_dev_folder() -> Option<Weights> {
    let folder = std::path::PathBuf::from(std::env::var_os("SCANLINT_MODELS")?);
    let read = |name: &str| -> Option<&'static [u8]> { Some(std::fs::read(folder.join(name)).ok()?.leak()) };
    Some(Weights {
        detect_tiny: read("det.onnx")?,
        recognise_tiny: read("rec.onnx")?,
        dictionary_tiny: read("char_dict.json")?,
        recognise_small: read("rec_small.onnx")?,
        dictionary_small: read("char_dict_small.json")?,
        orient: read("ch_ppocr_mobile_v2.0_cls_mobile.onnx")?,
    })
}
