//! Every file, by package, checksum, licence and origin.
//!
//! Why it exists: a build can be repeated only if its inputs are named. A new version of a package is a change here.

/// How a package is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Packaging {
    /// A Python wheel: a zip.
    Wheel,
    /// A Python source package: a `.tar.gz`.
    Sdist,
    /// A Rust crate: a `.tar.gz` named `.crate`.
    Crate,
}

/// A package as its registry gives it.
#[derive(Debug, PartialEq, Eq)]
pub struct Archive {
    pub package: &'static str,
    pub version: &'static str,
    pub packaging: Packaging,
    /// The archive's file name.
    pub file: &'static str,
    pub sha256: &'static str,
}

/// One file of a package.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// What the program calls it.
    pub key: &'static str,
    /// What it is called in the folder of models.
    pub file: &'static str,
    pub archive: &'static Archive,
    /// Path within the archive.
    pub member: &'static str,
    pub sha256: &'static str,
    pub licence: &'static str,
    /// Whose it is and where it comes from.
    pub origin: &'static str,
    /// Whether it is the text of a licence, not a model.
    pub notice: bool,
    /// Whether the build needs it.
    pub needed: bool,
}

/// PP-OCRv6 in two sizes, with dictionaries, as they were exported to ONNX.
const FASTER_PADDLE: Archive = Archive {
    package: "faster-paddle",
    version: "1.0.4",
    packaging: Packaging::Sdist,
    file: "faster_paddle-1.0.4.tar.gz",
    sha256: "585aa6ab1b29fe939db4055909058134e1881f677889cec209a59a50d2fa359d",
};

/// The classifier of upside-down lines, and the texts of the licences.
const RAPIDOCR: Archive = Archive {
    package: "rapidocr",
    version: "3.10.0",
    packaging: Packaging::Wheel,
    file: "rapidocr-3.10.0-py3-none-any.whl",
    sha256: "2fc34e26cd0f48514804a94f8832283039c7334076bff60768b1fed9ad068050",
};

/// The face detector's model.
const RUSTFACE: Archive = Archive {
    package: "rustface",
    version: "0.1.7",
    packaging: Packaging::Crate,
    file: "rustface-0.1.7.crate",
    sha256: "6a0e639a994b9e6eb2367f09054af0f3b27ad461aaf8e82ba97607b81ebf815e",
};

const PP_OCR_V6: &str = "PaddleOCR PP-OCRv6, © Baidu / the PaddleOCR authors; ONNX export by faster-paddle";

/// A model of PP-OCRv6; rows that differ from it say how.
const PP_OCR: Row = Row {
    key: "",
    file: "",
    archive: &FASTER_PADDLE,
    member: "",
    sha256: "",
    licence: "Apache-2.0",
    origin: PP_OCR_V6,
    notice: false,
    needed: true,
};

/// All files; those of one archive stand together.
pub const MANIFEST: &[Row] = &[
    Row {
        key: "detect_tiny",
        file: "ppocrv6-tiny-det.onnx",
        member: "faster_paddle-1.0.4/models/tiny/det.onnx",
        sha256: "1130258b70c53bfd52c69cb330f4bb327387f6ae866715426696bda682c6d8bd",
        ..PP_OCR
    },
    Row {
        key: "recognise_tiny",
        file: "ppocrv6-tiny-rec.onnx",
        member: "faster_paddle-1.0.4/models/tiny/rec.onnx",
        sha256: "63e9e23c26f77daf61ade813ad3b3b25283a4ddd229adfe227ff9ad48b68da75",
        ..PP_OCR
    },
    Row {
        key: "dictionary_tiny",
        file: "ppocrv6-tiny-dictionary.json",
        member: "faster_paddle-1.0.4/models/tiny/char_dict.json",
        sha256: "b9bf03b8b02c9c22f6af847769269d5c1f877cfc8914bbaecac6a44d7a6061de",
        ..PP_OCR
    },
    Row {
        key: "recognise_small",
        file: "ppocrv6-small-rec.onnx",
        member: "faster_paddle-1.0.4/models/small/rec.onnx",
        sha256: "606468a6c4702e3e54ebef96bca85a5be0f83a48eadf89b28256f701693d0242",
        ..PP_OCR
    },
    Row {
        key: "dictionary_small",
        file: "ppocrv6-small-dictionary.json",
        member: "faster_paddle-1.0.4/models/small/char_dict.json",
        sha256: "46f800890c516f8a4e9e9d690f1ef9dc8d36782333463363d80307d572acb8be",
        ..PP_OCR
    },
    Row {
        key: "licence_faster_paddle",
        file: "faster-paddle-LICENSE.txt",
        member: "faster_paddle-1.0.4/LICENSE",
        sha256: "186c7a4a253f9175bf2b5640a6fb828080ca33d83a30f625a4b908dddb79b37a",
        licence: "MIT",
        origin: "faster-paddle, © 2026 cnmoro",
        notice: true,
        ..PP_OCR
    },
    Row {
        key: "orient",
        file: "ppocr-mobile-v2-cls.onnx",
        archive: &RAPIDOCR,
        member: "rapidocr/models/ch_ppocr_mobile_v2.0_cls_mobile.onnx",
        sha256: "e47acedf663230f8863ff1ab0e64dd2d82b838fceb5957146dab185a89d6215c",
        origin: "PaddleOCR ch_ppocr_mobile_v2.0_cls, © Baidu / the PaddleOCR authors; ONNX conversion by RapidOCR",
        ..PP_OCR
    },
    Row {
        key: "licence_apache",
        file: "rapidocr-LICENSE.txt",
        archive: &RAPIDOCR,
        member: "rapidocr-3.10.0.dist-info/licenses/LICENSE",
        sha256: "3e0af25fdd06aa9586ae97adb00ea927ebe5a3805ac77d2d3a81ce5f55693333",
        origin: "RapidOCR, © 2021 RapidOCR Authors",
        notice: true,
        ..PP_OCR
    },
    Row {
        key: "licence_models",
        file: "rapidocr-MODEL_LICENSES.md",
        archive: &RAPIDOCR,
        member: "rapidocr-3.10.0.dist-info/licenses/MODEL_LICENSES.md",
        sha256: "c5fd0e8603d3df743355b546121e6fe0f4ef8ff455c5a85c1681fd3ae520e153",
        origin: "RapidOCR, © 2021 RapidOCR Authors",
        notice: true,
        ..PP_OCR
    },
    // Nothing looks for faces yet: fetched, not built in.
    Row {
        key: "face",
        file: "seeta-fd-frontal-v1.bin",
        archive: &RUSTFACE,
        member: "rustface-0.1.7/model/seeta_fd_frontal_v1.0.bin",
        sha256: "c4619d066ed35e84d9a8e842860b0dff567aba0cbb139881075538761db3ff5d",
        licence: "BSD-2-Clause",
        origin: "SeetaFace detection, © 2016 VIPL group, Institute of Computing Technology, Chinese Academy of Sciences",
        notice: false,
        needed: false,
    },
    Row {
        key: "licence_face",
        file: "rustface-LICENSE.txt",
        archive: &RUSTFACE,
        member: "rustface-0.1.7/LICENSE",
        sha256: "86a93047f65a6830adcafa05c8a87f78ba73881471785a785fbe1a49053fdb7a",
        licence: "BSD-2-Clause",
        origin: "rustface and SeetaFace, © 2016 VIPL group",
        notice: true,
        needed: false,
    },
];

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn names_are_unique_and_sums_are_sums() {
        let mut names = HashSet::new();
        for row in MANIFEST {
            assert!(names.insert(row.key) && names.insert(row.file), "{}", row.key);
            for sum in [row.sha256, row.archive.sha256] {
                assert!(sum.len() == 64 && sum.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')));
            }
            assert!(!row.member.is_empty() && !row.licence.is_empty() && !row.origin.is_empty());
        }
    }
}
