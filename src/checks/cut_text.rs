//! `cut-text`: text is cut off.
//!
//! An edge of the picture runs through text; where it cuts many characters a person looks.

use super::pages::tell;
use super::{Check, Out, Run, Words};
use crate::dossier::Dossier;
use crate::finding::{Effect, Scope};
use crate::legible::Defect;

pub const CHECK: Check = Check {
    id: "cut-text",
    scope: Scope::Page,
    effect: Effect::Warn,
    limit: None,
    run: Run::Facts(run),
    title: Words {
        zh: "文字被切掉",
        en: "Text is cut off",
    },
    what: Words {
        zh: "画面边缘切到了文字；切到的字很多时待人工核对。",
        en: "An edge of the picture runs through text; where it cuts many characters a person looks.",
    },
    why: Words {
        zh: "切掉的字可能正是要核对的姓名、编号或日期。",
        en: "What is cut off may be the very name, number or date that is compared.",
    },
    example: Words {
        zh: "扫描时纸放偏了，右边一列字只剩一半。",
        en: "The sheet lay off the glass; of the column at the right only half is there.",
    },
    remedy: Words {
        zh: "请重新扫描或重拍，四边都留出空白，让每个字都在画面里。",
        en: "Scan or photograph it again with a margin on all four sides, so that every character is in the picture.",
    },
};

/// That text is lost is not a matter of reading: what is left may read well.
fn run(dossier: &Dossier, out: &mut Out) {
    tell(dossier, out, &CHECK, (Defect::CutText, |cause| if cause.fails { Effect::Undecided } else { Effect::Warn }));
}
