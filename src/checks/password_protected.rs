//! `password-protected`: file is password-protected.
//!
//! A password is needed to open the file.

use super::Out;
use super::{Check, Run, Words};
use crate::dossier::Dossier;
use crate::facts::Intake;
use crate::finding::{Effect, Place, Scope, Text};

pub const CHECK: Check = Check {
    id: "password-protected",
    scope: Scope::File,
    effect: Effect::Unusable,
    limit: None,
    run: Run::Facts(run),
    title: Words { zh: "文件有密码", en: "File is password-protected" },
    what: Words { zh: "打开文件要输入密码。", en: "A password is needed to open the file." },
    why: Words {
        zh: "审核人员没有密码，等于没有提交。",
        en: "The reviewer has no password; it counts as not submitted.",
    },
    example: Words {
        zh: "学信网下载的 PDF 被加了打开密码。", en: "A PDF with a password to open it."
    },
    remedy: Words {
        zh: "用原来的软件打开，另存为没有密码的 PDF 再上传。",
        en: "Open it, and save it again without a password.",
    },
};

fn run(dossier: &Dossier, out: &mut Out) {
    for (index, file) in dossier.files.iter().enumerate() {
        if file.intake == Intake::Password {
            let message = Text::new("打开文件需要密码", "a password is needed to open it");
            out.add(&CHECK, Place::of_file(index), message);
        }
    }
}
