//! Several documents on one page: two certificates in one photo, four copies on one sheet, a spread of two titles.
//!
//! Why it exists: who photographs two papers at once hands in both, and a page that is decided as a whole is one of
//! them with values of the other. So a page is parted where each part is a document by itself, and only there.

use super::Fields;
use super::assemble::differs;
use super::fields;
use super::kinds::{Kind, Kinds};
use super::pixels::{UNREAD, WELL};
use super::score::{Decision, Scored, decide, score, titles};
use super::steps::{OTHER, has_headline};
use super::text::PageText;
use crate::facts::{Piece, Rect};

/// Times that a page is parted at most: eight documents on one page, and no page costs more.
const DEEPEST: u32 = 3;
/// Pieces that a document has at least: a title, who and when.
const LEAST_PIECES: usize = 3;
/// Between documents a strip is at least so many medians of the text's height wide: as wide as a margin, and more than
/// a column's gap.
const GUTTER: i32 = 2;
/// Below such a strip a title stands within so many heights of the first one; a row of a certificate's other half may
/// be above it.
const HEADLINE: i32 = 2;
/// Of the upper title's height that the title below a strip has, percent: certificates have titles of all sizes.
const ABOUT_AS_HIGH_PERCENT: i32 = 50;
/// Of the upper title's height that a lower one has, percent: headings of a form's sections are by a third smaller
/// than its title (二号 22 pt, 小三 15 pt), and boxes are by a tenth off.
const AS_HIGH_PERCENT: i32 = 78;
/// A title is bigger than the text by so many percent (小四 12 pt, 四号 14 pt).
const BIG_PERCENT: i32 = 115;
/// Fields of which two documents of one kind have two values.
const OWN: &[&str] =
    &["certificate_number", "verification_code", "approval_number", "id_number", "name", "year"];

/// One document of a page.
pub(super) struct Region<'p> {
    pub text: PageText<'p>,
    pub best: Scored,
    pub next: Option<Scored>,
}

impl Region<'_> {
    pub fn kind<'k>(&self, kinds: &'k Kinds) -> &'k Kind {
        &kinds.list()[self.best.kind]
    }
}

/// What a page's text says.
pub(super) enum Said<'p> {
    /// Two or more documents, in the order of reading.
    Several(Vec<Region<'p>>),
    /// What the page is as a whole.
    Whole(Decision),
}

/// Decides what a page's text says.
pub(super) fn said<'p>(kinds: &Kinds, text: &PageText<'p>) -> Said<'p> {
    let found = regions(kinds, text);
    if found.len() > 1 { Said::Several(found) } else { Said::Whole(decide(kinds, text)) }
}

fn regions<'p>(kinds: &Kinds, text: &PageText<'p>) -> Vec<Region<'p>> {
    if titles(kinds, text).is_empty() {
        return Vec::new();
    }
    declared(kinds, text).unwrap_or_else(|| parted(kinds, text.pieces.clone(), DEEPEST))
}

/// The documents of some pieces: of two parts that are documents by themselves and differ, else of the whole.
fn parted<'p>(kinds: &Kinds, pieces: Vec<&'p Piece>, deep: u32) -> Vec<Region<'p>> {
    let text = PageText::new(pieces).by_itself();
    let cuts = if deep > 0 { cuts(kinds, &text) } else { Vec::new() };
    let found = cuts.into_iter().find_map(|cut| apart(kinds, &text, cut, deep - 1));
    found.unwrap_or_else(|| region(kinds, text).into_iter().collect())
}

/// The documents on both sides of a cut, if there are some on each and they differ.
fn apart<'p>(kinds: &Kinds, text: &PageText<'p>, cut: Cut, deep: u32) -> Option<Vec<Region<'p>>> {
    let (second, first): (Vec<&Piece>, Vec<&Piece>) =
        text.pieces.iter().copied().partition(|piece| cut.is_beyond(&piece.rect));
    let of = |pieces: Vec<&'p Piece>| {
        let found = if pieces.len() < LEAST_PIECES { Vec::new() } else { parted(kinds, pieces, deep) };
        (!found.is_empty()).then_some(found)
    };
    let (first, second) = (of(first)?, of(second)?);
    let differ = first.iter().all(|a| second.iter().all(|b| are_two(kinds, a, b)));
    differ.then(|| first.into_iter().chain(second).collect())
}

/// A document with a title of its own, or a headline in its place.
fn region<'p>(kinds: &Kinds, text: PageText<'p>) -> Option<Region<'p>> {
    let Decision::Kind(best, next) = decide(kinds, &text) else { return None };
    let headed = best.title.is_some() || has_headline(&text);
    let is_document = kinds.list()[best.kind].id.0 != OTHER && headed;
    is_document.then_some(Region { text, best, next })
}

/// Two documents: of two kinds, each with something that it states, or of one with values that one document has once.
fn are_two(kinds: &Kinds, a: &Region, b: &Region) -> bool {
    let read = |region: &Region| fields::read(kinds, region.kind(kinds), &region.text);
    let (said_a, said_b) = (read(a), read(b));
    if a.best.kind != b.best.kind {
        // A cell of a form may have the name of a document, and a section its headline.
        let says = |said: &Fields, region: &Region| !said.is_empty() || region.text.flat.contains(UNREAD);
        return says(&said_a, a) && says(&said_b, b);
    }
    OWN.iter().any(|field| differs(&said_a, &said_b, field))
}

/// Where two documents part.
#[derive(Clone, Copy)]
enum Cut {
    LeftOf(i32),
    Above(i32),
}

impl Cut {
    /// Whether a box is of the second document.
    fn is_beyond(self, rect: &Rect) -> bool {
        match self {
            Cut::LeftOf(x) => rect.x0 + rect.x1 > 2 * x,
            Cut::Above(y) => rect.y0 + rect.y1 > 2 * y,
        }
    }
}

/// Where some text may part, the likeliest first. Of two documents side by side one may have a headline that no kind
/// knows; below each other that would be a section's.
fn cuts(kinds: &Kinds, text: &PageText) -> Vec<Cut> {
    let titled = titles(kinds, text);
    let mut cuts: Vec<Cut> = gutter(text).filter(|_| !titled.is_empty()).into_iter().collect();
    if titled.len() > 1 {
        cuts.extend(strips_above(text, &titled));
        cuts.extend(below(text, &titled));
    }
    cuts
}

/// The middle of the widest free strip between columns, a fifth of the width away from both sides.
fn gutter(text: &PageText) -> Option<Cut> {
    let sides = well_read(text).map(|piece| (piece.rect.x0, piece.rect.x1)).collect();
    let (x0, width) = (text.extent.x0, text.extent.width());
    let inside = |x: i32| (x - x0) * 5 >= width && (x - x0) * 5 <= width * 4;
    let strips = strips(sides, text.median * GUTTER).into_iter();
    // Of equal ones the first.
    let widest =
        strips.filter(|(from, to)| inside(from.midpoint(*to))).rev().max_by_key(|(from, to)| to - from);
    widest.map(|(from, to)| Cut::LeftOf(from.midpoint(to)))
}

/// The middles of free strips between rows below which a title stands, on whichever half of its document.
fn strips_above(text: &PageText, titled: &[usize]) -> Vec<Cut> {
    let sides = well_read(text).map(|piece| (piece.rect.y0, piece.rect.y1)).collect();
    let first = titled.first().map_or(0, |&piece| text.pieces[piece].rect.height());
    let begins = |to: i32, piece: usize| {
        let rect = text.pieces[piece].rect;
        let high = rect.height() * 100 >= first * ABOUT_AS_HIGH_PERCENT;
        high && (to..=to + first * HEADLINE).contains(&rect.y0) && text.is_bigger_piece(piece, BIG_PERCENT)
    };
    let strips = strips(sides, text.median * GUTTER).into_iter();
    let titled = strips.filter(|(_, to)| titled.iter().any(|&piece| begins(*to, piece)));
    titled.map(|(from, to)| Cut::Above(from.midpoint(to))).collect()
}

/// Strips of at least this width that no side crosses.
fn strips(mut sides: Vec<(i32, i32)>, least: i32) -> Vec<(i32, i32)> {
    sides.sort_unstable();
    let mut found = Vec::new();
    let mut reached = sides.first().map_or(0, |side| side.1);
    for (start, end) in sides {
        if start - reached >= least {
            found.push((reached, start));
        }
        reached = reached.max(end);
    }
    found
}

/// Without what was read badly, which says nothing of where documents end: ornaments at borders look like rows of zeros.
fn well_read<'t>(text: &'t PageText) -> impl Iterator<Item = &'t Piece> {
    text.pieces.iter().copied().filter(|piece| piece.score >= WELL)
}

/// Above each later title that stands as a page's title does: alone in its row, in the middle, bigger than the text
/// and about as high as the first.
fn below<'t>(text: &'t PageText, titled: &'t [usize]) -> impl Iterator<Item = Cut> + 't {
    let first = titled.first().map_or(0, |&piece| text.pieces[piece].rect.height());
    let stands = move |piece: usize| {
        let (rect, extent) = (text.pieces[piece].rect, text.extent);
        let alone = text.left_of(piece).is_none() && text.right_of(piece).is_none();
        let offset = (rect.x0 + rect.x1 - extent.x0 - extent.x1).abs();
        // A headline may go on a row below, in bigger print.
        let next = text.pieces.get(piece + 1).map(|next| next.rect).filter(|next| stands_over(&rect, next));
        let height = next.map_or(rect.height(), |next| next.height().max(rect.height()));
        let high = height * 100 >= first * AS_HIGH_PERCENT;
        alone && offset * 10 <= extent.width() * 2 && high && text.is_bigger_piece(piece, BIG_PERCENT)
    };
    let later = titled.iter().skip(1).copied().filter(move |&piece| stands(piece));
    later.map(move |piece| {
        // A headline may have begun a row above.
        let begins = (0..piece).rev().take_while(|&above| {
            let (above, below) = (text.pieces[above].rect, text.pieces[above + 1].rect);
            stands_over(&above, &below)
        });
        Cut::Above(text.pieces[begins.last().unwrap_or(piece)].rect.y0)
    })
}

/// Whether two boxes are of two rows of one headline: as high, and no more than a height apart.
fn stands_over(above: &Rect, below: &Rect) -> bool {
    let (a, b) = (above.height(), below.height());
    let close = below.y0 - above.y1 <= a.max(b) && above.y1 <= below.y1;
    close && a.min(b) * 100 >= a.max(b) * AS_HIGH_PERCENT && above.x0 < below.x1 && below.x0 < above.x1
}

/// Two documents of kinds whose data says that they share pages, wherever their titles stand; only the first pair.
fn declared<'p>(kinds: &Kinds, text: &PageText<'p>) -> Option<Vec<Region<'p>>> {
    let titled: Vec<Scored> =
        score(kinds, text).into_iter().filter(|scored| scored.title.is_some()).collect();
    let shares = |a: &Scored, b: &Scored| {
        let id = |scored: &Scored| &kinds.list()[scored.kind].id;
        kinds.list()[a.kind].beside.contains(id(b)) || kinds.list()[b.kind].beside.contains(id(a))
    };
    let best = titled.first()?;
    let other = titled.iter().skip(1).find(|other| shares(best, other))?;
    let rect = |scored: &Scored| text.rect(scored.title.clone()?);
    let (a, b) = (rect(best)?, rect(other)?);
    let region = |pieces: Vec<&'p Piece>| {
        let text = PageText::new(pieces).by_itself();
        let Decision::Kind(best, next) = decide(kinds, &text) else { return None };
        Some(Region { text, best, next })
    };
    let found: Vec<Region> = by_titles(text, a, b).into_iter().map(region).collect::<Option<_>>()?;
    (found[0].best.kind != found[1].best.kind).then_some(found)
}

/// Above and below the lower title, or left and right of the middle between two titles of about one height.
fn by_titles<'p>(text: &PageText<'p>, a: Rect, b: Rect) -> [Vec<&'p Piece>; 2] {
    let (upper, lower) = if a.y0 <= b.y0 { (a, b) } else { (b, a) };
    let level = lower.y0 < upper.y1 + upper.height() && (a.x1 <= b.x0 || b.x1 <= a.x0);
    let between = (a.x0 + a.x1 + b.x0 + b.x1) / 4;
    let second = |piece: &&Piece| match level {
        true => (piece.rect.x0 + piece.rect.x1) / 2 > between,
        false => piece.rect.y1 > lower.y0 + lower.height() / 3,
    };
    let (second, first): (Vec<&Piece>, Vec<&Piece>) = text.pieces.iter().copied().partition(second);
    [first, second]
}
