//! `misnamed-file`: file name says something else.
//!
//! The name speaks of one kind, the content is another. Only told: names decide nothing.

use super::Out;
use super::{Check, Run, Words};
use crate::dossier::Dossier;
use crate::finding::{Effect, Place, Scope, Text};
use crate::recognise::KindId;

pub const CHECK: Check = Check {
    id: "misnamed-file",
    scope: Scope::File,
    effect: Effect::Note,
    limit: None,
    run: Run::Facts(run),
    title: Words { zh: "文件名与内容不符", en: "File name says something else" },
    what: Words {
        zh: "文件名说的是一种材料，内容认出来是另一种。只提示，不影响判断。",
        en: "The name speaks of one kind, the content is another. Only told: names decide nothing.",
    },
    why: Words {
        zh: "审核人员按文件名找材料时会找错；也可能是放错了文件。",
        en: "A reviewer who goes by names looks in the wrong place; or the wrong file was put there.",
    },
    example: Words {
        zh: "毕业证.pdf 里是学位证书。", en: "diploma.pdf holds the degree certificate."
    },
    remedy: Words {
        zh: "看一眼内容，改成相符的文件名，或换成正确的文件。",
        en: "Look at it; rename it, or put the right file in its place.",
    },
};

/// Only where every page was recognised and none is of a kind that the name speaks of.
fn run(dossier: &Dossier, out: &mut Out) {
    for (index, file) in dossier.files.iter().enumerate() {
        let documents: Vec<_> = dossier.documents.iter().filter(|document| document.file == index).collect();
        let kinds: Vec<&KindId> = documents.iter().filter_map(|document| document.kind()).collect();
        if file.name_kinds.is_empty() || kinds.len() < documents.len() || kinds.is_empty() {
            continue;
        }
        if kinds.iter().any(|kind| file.name_kinds.contains(kind)) {
            continue;
        }
        let names = |kinds: &[KindId]| {
            Text::join(&kinds.iter().map(|kind| dossier.kinds.name(kind).clone()).collect::<Vec<_>>())
        };
        let said = names(&file.name_kinds);
        let mut found: Vec<KindId> = kinds.into_iter().cloned().collect();
        found.dedup();
        let is = names(&found);
        let message = Text::new(
            format!("文件名像是“{}”，内容是“{}”", said.zh, is.zh),
            format!("the name says {}; the content is {}", said.en, is.en),
        );
        out.add(&CHECK, Place::of_file(index), message);
    }
}
