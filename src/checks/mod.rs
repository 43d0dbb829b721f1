//! (stub of the surface room: the integrator's replaces it)

use crate::finding::Lang;
use crate::profile::Known;

pub fn ids() -> Vec<&'static str> {
    vec!["blurred-page", "missing-item"]
}

pub fn explain(id: &str, lang: Lang) -> Option<String> {
    let text = match lang {
        Lang::Zh => format!("{id}：缺少通知要求的材料\n（尚未建成）"),
        Lang::En => format!("{id}: something that the notice asks for is not there\n(being built)"),
    };
    ids().contains(&id).then_some(text)
}

pub fn known() -> Known<'static> {
    Known { kinds: &[], checks: &["blurred-page", "missing-item"], fields: &[] }
}
