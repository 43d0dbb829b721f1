//! Decodes pictures to colour and says how long each took, one JSON a line: `decode_page FILE…`.
//!
//! Why it exists: what measuring costs is what a glance costs without decoding (`benches/legibility/peer.py`).

use std::sync::Arc;
use std::time::Instant;

use scanlint::decode::{Plane, open_bytes};
use scanlint::facts::PageId;

type Fault = Box<dyn std::error::Error>;

fn main() -> Result<(), Fault> {
    for file in std::env::args().skip(1) {
        let bytes: Arc<[u8]> = Arc::from(std::fs::read(&file)?);
        let begun = Instant::now();
        let opened = open_bytes(bytes);
        let source = opened.source.ok_or_else(|| format!("{file} does not open"))?;
        let picture = source.picture(PageId(0), Plane::Colour);
        let seconds = begun.elapsed().as_secs_f64();
        let picture = picture.map_err(|failure| failure.detail)?;
        println!(
            "{}",
            serde_json::json!({"file": file, "seconds": seconds, "bytes": picture.raster.data.len()})
        );
    }
    Ok(())
}
