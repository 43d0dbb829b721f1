//! private
use scanlint::decode::open_bytes;
use scanlint::facts::{Answer, Eye, PageId, Probe};
use scanlint::observe::FileEye;
use std::sync::Arc;
fn main() {
    for path in std::io::stdin().lines().map_while(Result::ok) {
        let Ok(bytes) = std::fs::read(&path) else { continue };
        let opened = open_bytes(Arc::from(bytes));
        let Some(source) = opened.source else { continue };
        let pages = opened.page_count;
        let mut eye = FileEye::new(source);
        for page in 0..pages {
            let t = std::time::Instant::now();
            let a = eye.answer(PageId(page), &[Probe::Glance]);
            if let Some(Answer::Glance(g)) = a.first() {
                println!(
                    "{}",
                    serde_json::json!({"file":path,"page":page,"us":t.elapsed().as_micros() as u64,"w":g.width,"h":g.height,"origin":g.origin,"leg":g.legibility})
                );
            }
        }
    }
}
