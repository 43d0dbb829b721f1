//! One date, the many ways in which real papers print it. The list keeps ISO dates; anything else is
//! printed as it stands, so that the list can also ask for a malformed date.

const HAN: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

fn split(iso: &str) -> Option<Vec<u32>> {
    let parts: Option<Vec<u32>> = iso.split('-').map(|p| p.parse().ok()).collect();
    parts.filter(|p| matches!(p.len(), 1..=3) && p[0] > 1000)
}

fn han_small(n: u32) -> String {
    let digit = |d: u32| HAN[(d % 10) as usize];
    match n {
        0..=9 => digit(n).to_string(),
        10 => "十".into(),
        11..=19 => format!("十{}", digit(n)),
        _ if n.is_multiple_of(10) => format!("{}十", digit(n / 10)),
        _ => format!("{}十{}", digit(n / 10), digit(n)),
    }
}

/// A year in Chinese figures: 二〇二一.
fn han_year(year: &str) -> String {
    year.chars().map(|c| c.to_digit(10).map_or(c, |d| HAN[d as usize])).collect()
}

fn units(iso: &str, write: impl Fn(usize, u32) -> String) -> String {
    match split(iso) {
        Some(parts) => {
            parts.iter().zip(["年", "月", "日"]).enumerate().map(|(i, (n, u))| write(i, *n) + u).collect()
        }
        None => iso.to_owned(),
    }
}

/// 2021年9月2日
pub fn cn(iso: &str) -> String {
    units(iso, |_, n| n.to_string())
}

/// 2021年09月02日
pub fn cn_padded(iso: &str) -> String {
    units(iso, |_, n| format!("{n:02}"))
}

/// 2021 年 9 月 2 日, as forms with printed units give it.
pub fn cn_spaced(iso: &str) -> String {
    units(iso, |i, n| if i == 0 { format!("{n} ") } else { format!(" {n} ") })
}

/// 二〇二一年九月二日
pub fn han(iso: &str) -> String {
    units(iso, |i, n| if i == 0 { han_year(&n.to_string()) } else { han_small(n) })
}

/// 2021.09.02
pub fn dot(iso: &str) -> String {
    if split(iso).is_some() { iso.replace('-', ".") } else { iso.to_owned() }
}

/// The year alone.
pub fn year(iso: &str) -> &str {
    iso.split('-').next().unwrap_or(iso)
}

#[cfg(test)]
mod tests {
    #[test]
    fn one_date_in_every_style() {
        let day = "2021-09-02";
        assert_eq!(super::cn(day), "2021年9月2日");
        assert_eq!(super::cn_padded(day), "2021年09月02日");
        assert_eq!(super::cn_spaced(day), "2021 年 9 月 2 日");
        assert_eq!(super::han(day), "二〇二一年九月二日");
        assert_eq!(super::han("2009-12-31"), "二〇〇九年十二月三十一日");
        assert_eq!(super::dot(day), "2021.09.02");
        assert_eq!(super::cn("2018-01"), "2018年1月");
    }

    #[test]
    fn no_date_is_printed_as_it_stands() {
        assert_eq!(super::cn("长期"), "长期");
        assert_eq!(super::dot("长期"), "长期");
    }
}
