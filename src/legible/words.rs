//! What measures and defects are called, and what to do about each, for whoever holds the phone.
//!
//! Why it exists: "sharpness 3.1" helps nobody. Each defect has a name that people use, a figure with its limit and
//! unit, and a remedy that a lay person can act on, in Chinese and English.

use super::cause::{Cause, Defect};
use super::{Legible, Verdict};
use crate::facts::{Measure, Rect, Unit, Worse};
use crate::finding::Text;

/// Name of a measure.
pub fn measure(measure: Measure) -> Text {
    use Measure::*;
    let (zh, en) = match measure {
        Sharpness => ("清晰度", "sharpness"),
        MotionSharpness => ("最差方向的清晰度", "sharpness in the worst direction"),
        StrokeTexture => ("笔画分明度", "separation of strokes"),
        TextHeight => ("文字高度", "height of text"),
        SignalToNoise => ("墨色与噪点之比", "ink over noise"),
        JpegQuality => ("按字高折算的压缩质量", "JPEG quality for this text"),
        TextContrast => ("文字比纸暗", "text darker than its paper by"),
        InkDepth => ("墨色与纸的灰度差", "depth of ink"),
        PaperLevel => ("纸的亮度", "brightness of the paper"),
        EvenLight => ("最暗处与最亮处亮度之比", "darkest over brightest paper"),
        TextAmount => ("找到的文字", "text found"),
        Glare => ("反光面积", "area of glare"),
        GlareOverText => ("被反光盖住的文字", "text under glare"),
        Moire => ("屏幕网纹强度", "strength of screen pattern"),
        WashedOut => ("近于纯白的面积", "area next to pure white"),
        Bilevel => ("纯黑纯白的面积", "area of pure black and white"),
        Skew => ("歪斜", "skew"),
        Perspective => ("对边夹角", "opposite borders run apart"),
        CutText => ("被画面边缘切到的字", "characters cut by the edge"),
        Filled => ("纸占画面", "the sheet fills"),
        CutBorders => ("没有拍到的纸边", "borders outside the picture"),
        ShowThrough => ("背面透印", "print showing through"),
        BlackBorder => ("扫描黑边", "black border"),
        Resolution => ("有效分辨率", "effective resolution"),
        Noise => ("噪点", "noise"),
    };
    Text::new(zh, en)
}

/// A value with its unit; at most two decimals.
pub fn amount(measure: Measure, value: f64) -> Text {
    let number = number(value);
    let (zh, en) = match measure {
        Measure::CutText => (" 个", " characters"),
        Measure::CutBorders => (" 边", ""),
        _ => match measure.unit() {
            Unit::One => ("", ""),
            Unit::Pixels => (" 像素", " px"),
            Unit::Levels => (" 级灰度", " grey levels"),
            Unit::Percent => ("%", " %"),
            Unit::Degrees => (" 度", " degrees"),
            Unit::Dpi => (" dpi", " dpi"),
            Unit::Ems => (" 个字", " characters"),
        },
    };
    Text::new(format!("{number}{zh}"), format!("{number}{en}"))
}

/// What is wanted, with its unit.
pub fn limit(measure: Measure, value: f64) -> Text {
    let amount = amount(measure, value);
    match measure.worse() {
        Worse::Below => Text::new(format!("至少 {}", amount.zh), format!("at least {}", amount.en)),
        Worse::Above => Text::new(format!("低于 {}", amount.zh), format!("below {}", amount.en)),
    }
}

/// From where on it is a fault: "小于 12 像素", "达到 3 度".
pub fn beyond(measure: Measure, value: f64) -> Text {
    let amount = amount(measure, value);
    match measure.worse() {
        Worse::Below => Text::new(format!("小于 {}", amount.zh), format!("below {}", amount.en)),
        Worse::Above => Text::new(format!("达到 {}", amount.zh), format!("from {}", amount.en)),
    }
}

/// Hundredths without noughts at the end.
fn number(value: f64) -> String {
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Name of a defect.
pub fn defect(defect: Defect) -> Text {
    use Defect::*;
    let (zh, en) = match defect {
        ScreenPhoto => ("摩尔纹（拍的是屏幕）", "photographed from a screen (moiré)"),
        OutOfFocus => ("模糊（对焦不准）", "out of focus"),
        MotionBlur => ("抖动模糊", "blurred by movement"),
        SmallText => ("字太小", "text too small"),
        Noise => ("噪点太多", "too noisy"),
        Compression => ("压缩过度", "compressed too much"),
        Dark => ("太暗", "too dark"),
        WashedOut => ("太淡或过曝", "faint or over-exposed"),
        Glare => ("反光", "glare"),
        Bilevel => ("纯黑白扫描丢了笔画", "strokes lost to pure black and white"),
        Shadow => ("有阴影", "shadow"),
        ShowThrough => ("背面透印", "print shows through from the back"),
        CutText => ("文字被切掉", "text cut off"),
        CutPage => ("页面没有拍全", "page not wholly in the picture"),
        TinyPage => ("纸在画面里太小", "page too small in the picture"),
        Skewed => ("页面歪斜", "page askew"),
        LowResolution => ("分辨率偏低", "low resolution"),
        BlackBorder => ("扫描留了黑边", "black scanner border"),
    };
    Text::new(zh, en)
}

/// What to do against a defect.
pub fn remedy(defect: Defect) -> Text {
    use Defect::*;
    let (zh, en) = match defect {
        ScreenPhoto => (
            "不要拍屏幕：请用截图或“另存为 PDF”，纸质材料请直接扫描或拍纸",
            "do not photograph a screen: take a screenshot or save as PDF; scan or photograph paper itself",
        ),
        OutOfFocus => (
            "请点一下屏幕上的文字对焦，离纸 20 厘米以上，拍完放大看清再上传；最好用 300 dpi 扫描",
            "tap on the text to focus, keep 20 cm or more from the paper, and zoom in to check; best is a scan at 300 dpi",
        ),
        MotionBlur => (
            "请把手机端稳或靠在支架上，在亮处重拍；扫描时不要移动纸",
            "hold the phone still or rest it on something, in good light; do not move the paper while scanning",
        ),
        SmallText => (
            "请用 300 dpi 扫描，或把手机靠近些，让纸张占满画面；不要用聊天软件压缩过的图",
            "scan at 300 dpi, or hold the phone closer and let the page fill the frame; do not use a copy that a chat program shrank",
        ),
        Noise => (
            "请在亮处重拍，不要放大拍（变焦）；最好用扫描仪",
            "photograph it in good light and without digital zoom; best is a scanner",
        ),
        Compression => (
            "请上传原图，不要经聊天软件转发；导出 JPEG 时质量选 80 以上",
            "upload the original, not one forwarded by a chat program; export JPEG at quality 80 or more",
        ),
        Dark => (
            "请在明亮均匀的光下重拍，或把扫描亮度调高",
            "photograph it in bright, even light, or raise the scanner's brightness",
        ),
        WashedOut => (
            "请把扫描亮度调低、对比度调高，拍照时不要对着强光；原件字淡的，请换颜色深的原件",
            "lower the scanner's brightness and raise its contrast, keep strong light off the page; where the print itself is faint, use a darker original",
        ),
        Glare => (
            "请关闪光灯，取下塑封或换个角度，让灯光不照在字上",
            "switch the flash off, take it out of its cover or change the angle, so that no lamp shines on the text",
        ),
        Bilevel => {
            ("扫描时请选“灰度”或“彩色”，不要选“黑白”", "scan in grey or colour, not in black and white")
        }
        Shadow => (
            "请让光从两侧来，手和手机不要挡光",
            "let light come from both sides, and keep hand and phone out of it",
        ),
        ShowThrough => ("扫描时在纸背后垫一张黑纸", "put a black sheet behind the page while scanning"),
        CutText => (
            "请重新扫描或重拍，四边都留出空白，让每个字都在画面里",
            "scan or photograph it again with a margin on all four sides, so that every character is in the picture",
        ),
        CutPage => ("请把四个角都拍进画面再上传", "take the picture again with all four corners inside it"),
        TinyPage => (
            "请靠近些拍，或裁掉四周的背景，让纸占满画面",
            "go closer, or crop the background, so that the page fills the picture",
        ),
        Skewed => ("请把纸放正，手机与纸面平行", "lay the paper straight and hold the phone parallel to it"),
        LowResolution => ("请用 300 dpi 扫描", "scan at 300 dpi"),
        BlackBorder => ("裁掉黑边即可", "crop the black border"),
    };
    Text::new(zh, en)
}

/// "字太小：文字高度 7 像素，至少 12 像素".
pub fn cause(cause: &Cause) -> Text {
    let (name, measure, value) =
        (defect(cause.defect), measure(cause.measure), amount(cause.measure, cause.value));
    let limit = limit(cause.measure, cause.limit);
    Text::new(
        format!("{}：{} {}，应{}", name.zh, measure.zh, value.zh, limit.zh),
        format!("{}: {} {}, should be {}", name.en, measure.en, value.en, limit.en),
    )
}

/// Causes in their order, in one sentence.
pub fn causes(of: &[&Cause]) -> Text {
    let all: Vec<Text> = of.iter().map(|one| cause(one)).collect();
    let zh: Vec<&str> = all.iter().map(|text| text.zh.as_str()).collect();
    let en: Vec<&str> = all.iter().map(|text| text.en.as_str()).collect();
    Text::new(zh.join("；"), en.join("; "))
}

/// What to do, the gravest first. More than two pieces of advice are not followed.
pub fn remedies(of: &[&Cause]) -> Text {
    let all: Vec<Text> = of.iter().take(2).map(|cause| remedy(cause.defect)).collect();
    let zh: Vec<&str> = all.iter().map(|text| text.zh.as_str()).collect();
    let en: Vec<String> = all.iter().map(|text| capital(&text.en)).collect();
    Text::new(format!("{}。", zh.join("；")), format!("{}.", en.join(". ")))
}

fn capital(text: &str) -> String {
    let mut rest = text.chars();
    rest.next().map(|first| first.to_uppercase().chain(rest).collect()).unwrap_or_default()
}

/// Figures of all causes: what was measured, and what was wanted.
pub fn figures(of: &[&Cause]) -> (Text, Text) {
    let of_measure = |cause: &&Cause, value: Text| {
        let name = measure(cause.measure);
        Text::new(format!("{} {}", name.zh, value.zh), format!("{} {}", name.en, value.en))
    };
    let measured: Vec<Text> =
        of.iter().map(|cause| of_measure(cause, amount(cause.measure, cause.value))).collect();
    let wanted: Vec<Text> = of.iter().map(|cause| limit(cause.measure, cause.limit)).collect();
    (Text::join(&measured), Text::join(&wanted))
}

/// Which part of the page a box lies in, as people say it; `None` where the page has no size.
pub fn region(place: Rect, width: u32, height: u32) -> Option<Text> {
    let third = |from: i32, to: i32, whole: u32| {
        let middle = (i64::from(from) + i64::from(to)) / 2;
        (whole > 0).then(|| (middle * 3 / i64::from(whole)).clamp(0, 2))
    };
    let across = third(place.x0, place.x1, width)?;
    let down = third(place.y0, place.y1, height)?;
    let (zh, en) = match (down, across) {
        (0, 0) => ("左上方", "at the upper left"),
        (0, 1) => ("上方", "at the top"),
        (0, _) => ("右上方", "at the upper right"),
        (1, 0) => ("左侧", "at the left"),
        (1, 1) => ("中间", "in the middle"),
        (1, _) => ("右侧", "at the right"),
        (_, 0) => ("左下方", "at the lower left"),
        (_, 1) => ("下方", "at the bottom"),
        (_, _) => ("右下方", "at the lower right"),
    };
    Some(Text::new(zh, en))
}

/// How much was read, where that is what speaks against the page.
pub fn read(verdict: &Verdict) -> Option<Text> {
    let read = verdict.read?;
    let asked = if read.to_end { read.found } else { read.read };
    if verdict.legible == Legible::Yes {
        return None;
    }
    if read.found == 0 {
        return Some(Text::new("一行字也没有找到", "no line of text was found"));
    }
    let lines = Text::new(
        format!("读了 {asked} 行，只有 {} 行读得清", read.well),
        format!("of {asked} lines read only {} came out well", read.well),
    );
    let Some(sample) = read.sample else { return Some(lines) };
    let percent = sample.score / 10;
    Some(Text::new(
        format!("{}；又细读其中 {} 行，把握平均 {percent}%", lines.zh, sample.lines),
        format!("{}; {} of them read again with more care came out {percent} % sure", lines.en, sample.lines),
    ))
}
