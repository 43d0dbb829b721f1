//! Photos and identity cards. Cards are drawn at any scale on any page, since people upload the card
//! itself, a copy on A4 or both sides on one sheet.

use krilla::geom::PathBuilder;

use super::Desk;
use crate::date;
use crate::list::Layout;
use crate::sheet::{A4, A4_ACROSS, Box4, Ink, Sheet};

const CARD: (f32, f32) = (242.65, 153.07);

/// A bareheaded photo; pixels come out as the portals name them at 300 dpi.
pub fn photo(desk: &Desk<'_>) -> Vec<Sheet> {
    let (size, ground): ((f32, f32), Ink) = match desk.plan.layout {
        Layout::A => ((99.12, 150.24), (250, 250, 250)),
        Layout::B => ((70.8, 99.12), (67, 142, 219)),
        Layout::C => ((99.12, 138.96), (200, 34, 38)),
    };
    let ground = match desk.plan.v("ground") {
        "light-blue" => (178, 214, 240),
        _ => ground,
    };
    let mut s = desk.sheet(size, "sans");
    s.portrait(Box4(0.0, 0.0, s.w, s.h), ground, desk.plan.v("sex") == "女", desk.plan.seed);
    vec![s]
}

/// An identity card: one side or both.
pub fn card(desk: &Desk<'_>) -> Vec<Sheet> {
    let side = desk.plan.or("side", "portrait");
    let face = desk.face(["hei", "sans", "micro"]);
    if side == "both" {
        return vec![both(desk, face)];
    }
    let (page, x, y, scale) = match desk.plan.layout {
        Layout::A => (CARD, 0.0, 0.0, 1.0),
        Layout::B => (A4, (A4.0 - CARD.0 * 1.2) / 2.0, 150.0, 1.2),
        Layout::C => ((CARD.0 * 2.0 + 40.0, CARD.1 * 2.0 + 50.0), 20.0, 20.0, 2.0),
    };
    let mut s = desk.sheet(page, face);
    let card = Card { x, y, scale };
    if side == "emblem" {
        emblem_side(desk, &mut s, &card)
    } else {
        portrait_side(desk, &mut s, &card)
    }
    vec![s]
}

fn both(desk: &Desk<'_>, face: &str) -> Sheet {
    let (page, first, second) = match desk.plan.layout {
        Layout::A => (A4, (150.0, 120.0, 1.2), (150.0, 400.0, 1.2)),
        Layout::B => (A4_ACROSS, (70.0, 180.0, 1.35), (450.0, 180.0, 1.35)),
        Layout::C => ((CARD.0 * 1.5 + 30.0, CARD.1 * 3.0 + 60.0), (15.0, 14.0, 1.5), (15.0, 254.0, 1.5)),
    };
    let mut s = desk.sheet(page, face);
    let card = |(x, y, scale)| Card { x, y, scale };
    let emblem_first = desk.plan.layout == Layout::B;
    let (portrait, emblem) = if emblem_first { (second, first) } else { (first, second) };
    portrait_side(desk, &mut s, &card(portrait));
    emblem_side(desk, &mut s, &card(emblem));
    s
}

struct Card {
    x: f32,
    y: f32,
    scale: f32,
}

impl Card {
    fn text(&self, s: &mut Sheet, x: f32, y: f32, size: f32, text: &str) {
        s.at(self.x + x * self.scale, self.y + y * self.scale, size * self.scale, text);
    }

    fn plate(&self, s: &mut Sheet, ground: Ink, waves: Ink) {
        let k = self.scale;
        let (x, y, w, h, r) = (self.x, self.y, CARD.0 * k, CARD.1 * k, 9.0 * k);
        let mut path = PathBuilder::new();
        path.move_to(x + r, y);
        path.line_to(x + w - r, y);
        path.quad_to(x + w, y, x + w, y + r);
        path.line_to(x + w, y + h - r);
        path.quad_to(x + w, y + h, x + w - r, y + h);
        path.line_to(x + r, y + h);
        path.quad_to(x, y + h, x, y + h - r);
        path.line_to(x, y + r);
        path.quad_to(x, y, x + r, y);
        path.close();
        let (fill, edge) = (s.fill(ground, 1.0), s.stroke((190, 190, 190), 0.5, 1.0));
        s.shape(path.finish(), Some(fill), Some(edge));
        for i in 1..16 {
            let base = y + h * i as f32 / 16.0;
            let mut wave = PathBuilder::new();
            wave.move_to(x + 3.0 * k, base);
            wave.cubic_to(
                x + w * 0.35,
                base - 14.0 * k,
                x + w * 0.65,
                base + 14.0 * k,
                x + w - 3.0 * k,
                base,
            );
            let pen = s.stroke(waves, 0.35 * k, 0.6);
            s.shape(wave.finish(), None, Some(pen));
        }
    }
}

fn birth_line(desk: &Desk<'_>) -> String {
    date::cn_spaced(desk.plan.v("birth"))
}

fn portrait_side(desk: &Desk<'_>, s: &mut Sheet, card: &Card) {
    let p = desk.plan;
    card.plate(s, (238, 244, 248), (150, 190, 215));
    let uyghur = p.v("script") == "uyghur";
    let label: Ink = if p.layout == Layout::C { (40, 40, 40) } else { (40, 100, 160) };
    let dark = s.ink;
    let rows: [(&str, f32, &str); 4] = [
        ("姓名", 17.0, "ئىسمى"),
        ("性别", 38.0, "جىنسى"),
        ("出生", 58.0, "تۇغۇلغان"),
        ("住址", 78.0, "ئادرېسى"),
    ];
    let values = [p.v("name").to_owned(), p.v("sex").to_owned(), birth_line(desk)];
    for (i, (name, y, letters)) in rows.iter().enumerate() {
        if uyghur {
            s.uyghur_at(
                card.x + 17.0 * card.scale,
                card.y + (y - 6.5) * card.scale,
                4.6 * card.scale,
                letters,
            );
        }
        if uyghur && i == 0 {
            s.uyghur_at(
                card.x + 42.0 * card.scale,
                card.y + 9.0 * card.scale,
                5.5 * card.scale,
                "گۈلى ئۈلگە",
            );
        }
        s.ink = label;
        card.text(s, 16.0, *y, 8.0, name);
        s.ink = dark;
        if let Some(value) = values.get(i) {
            card.text(s, 42.0, *y, if i == 0 { 10.0 } else { 8.5 }, value);
        }
        if i == 1 {
            ethnicity(desk, s, card, (label, *y, uyghur));
        }
    }
    for (i, line) in s.wrap(p.v("address"), 100.0, 8.5, 0.0).iter().enumerate() {
        card.text(s, 42.0, 78.0 + i as f32 * 12.0, 8.5, line);
    }
    let k = card.scale;
    let photo = Box4(card.x + 160.0 * k, card.y + 22.0 * k, 64.0 * k, 82.0 * k);
    s.portrait(photo, (236, 242, 246), p.v("sex") == "女", p.seed);
    number_line(desk, s, card, (label, uyghur));
}

fn ethnicity(desk: &Desk<'_>, s: &mut Sheet, card: &Card, (label, y, uyghur): (Ink, f32, bool)) {
    let dark = s.ink;
    if uyghur {
        s.uyghur_at(card.x + 74.0 * card.scale, card.y + (y - 6.5) * card.scale, 4.6 * card.scale, "مىللىتى");
    }
    s.ink = label;
    card.text(s, 72.0, y, 8.0, "民族");
    s.ink = dark;
    card.text(s, 96.0, y, 8.5, desk.plan.v("ethnicity"));
}

fn number_line(desk: &Desk<'_>, s: &mut Sheet, card: &Card, (label, uyghur): (Ink, bool)) {
    let dark = s.ink;
    let y = 126.0;
    if uyghur {
        let at = (card.x + 17.0 * card.scale, card.y + (y - 7.0) * card.scale);
        s.uyghur_at(at.0, at.1, 4.8 * card.scale, "گراژدانلىق سالاھىيەت نومۇرى");
    }
    s.ink = label;
    card.text(s, 16.0, y, 8.0, "公民身份号码");
    s.ink = dark;
    card.text(s, 84.0, y - 1.0, 11.0, desk.plan.v("id"));
}

fn validity(desk: &Desk<'_>) -> String {
    let p = desk.plan;
    format!("{}-{}", date::dot(&p.or("start", p.v("valid_from"))), date::dot(&p.or("end", p.v("valid_to"))))
}

fn emblem_side(desk: &Desk<'_>, s: &mut Sheet, card: &Card) {
    card.plate(s, (240, 246, 244), (228, 176, 176));
    let k = card.scale;
    s.emblem(card.x + 40.0 * k, card.y + 40.0 * k, 24.0 * k);
    let (title, small) = match desk.plan.layout {
        Layout::A => ("中华人民共和国", "居民身份证"),
        Layout::B => ("中华人民共和国", "居 民 身 份 证"),
        Layout::C => ("中 华 人 民 共 和 国", "居　民　身　份　证"),
    };
    for (y, size, text) in
        [(24.0, 14.0, title), (46.0, if desk.plan.layout == Layout::C { 16.0 } else { 18.0 }, small)]
    {
        let width = s.width(text, size);
        card.text(s, 152.0 - width / 2.0, y, size, text);
    }
    for (y, label, value) in
        [(100.0, "签发机关", desk.plan.v("authority").to_owned()), (120.0, "有效期限", validity(desk))]
    {
        card.text(s, 52.0, y, 8.5, label);
        card.text(s, 98.0, y, 9.0, &value);
    }
}

/// A temporary card: one face with all nine items; never two sides.
pub fn temporary(desk: &Desk<'_>) -> Vec<Sheet> {
    let (page, x, y, scale) = match desk.plan.layout {
        Layout::A => (CARD, 0.0, 0.0, 1.0),
        Layout::B => (A4, 130.0, 140.0, 1.4),
        Layout::C => ((CARD.0 * 2.0 + 40.0, CARD.1 * 2.0 + 50.0), 20.0, 20.0, 2.0),
    };
    let mut s = desk.sheet(page, desk.face(["song", "kai", "micro"]));
    let card = Card { x, y, scale };
    card.plate(&mut s, (246, 246, 238), (200, 190, 150));
    let p = desk.plan;
    card.text(&mut s, 62.0, 8.0, 13.0, "临时居民身份证");
    let validity =
        format!("{}-{}", date::dot(&p.or("start", "2021-08-01")), date::dot(&p.or("end", "2021-11-01")));
    let rows = [
        ("姓名", p.v("name").to_owned()),
        ("性别", format!("{}　民族　{}", p.v("sex"), p.v("ethnicity"))),
        ("出生", birth_line(desk)),
        ("住址", p.v("address").chars().take(16).collect()),
        ("公民身份号码", p.v("id").to_owned()),
        ("签发机关", p.v("authority").to_owned()),
        ("有效期限", validity),
    ];
    for (i, (label, value)) in rows.iter().enumerate() {
        let y = 28.0 + i as f32 * 16.0;
        card.text(&mut s, 12.0, y, 8.0, label);
        card.text(&mut s, if label.chars().count() > 2 { 66.0 } else { 36.0 }, y, 8.0, value);
    }
    let photo = Box4(x + 178.0 * scale, y + 34.0 * scale, 50.0 * scale, 64.0 * scale);
    s.portrait(photo, (244, 244, 240), p.v("sex") == "女", p.seed);
    vec![s]
}
