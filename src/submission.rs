//! Walks one folder into sorted entries.
//!
//! Why it exists: a folder comes from a stranger's computer. Names may be hostile, links may point anywhere, a
//! pipe would hang whoever opens it. After this module there is only a sorted list: files that may be opened,
//! and entries that may not, each with its reason. Nothing is opened here.

use std::ffi::OsStr;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use crate::applicant;
use crate::finding::Text;

/// Why an entry of the folder is not an ordinary file to look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WalkProblem {
    /// A symbolic link whose target lies outside the folder: refused.
    LeavesFolder,
    /// A symbolic link to nowhere, or in a circle.
    BrokenLink,
    /// The file system would not list or open it; its words.
    Unreadable(String),
    /// A pipe, a socket, a device.
    NotAFile,
}

/// One file of the submission.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Where to open it.
    pub open: PathBuf,
    /// Shown path relative to the submission: `/` between parts; control characters and bytes that are no
    /// Unicode are escaped (`\u{1b}`, `\xff`).
    pub shown: String,
    pub bytes: u64,
    pub problem: Option<WalkProblem>,
}

/// Why a folder cannot be walked at all; ends the run (exit 2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RootError {
    /// Nothing is there.
    Missing(String),
    /// It is a file; `true`: by its name an archive, which must be unpacked first.
    NotAFolder(String, bool),
    /// The file system would not list it; its words.
    Unreadable(String, String),
}

impl RootError {
    /// The sentence for the user, with what to do.
    pub fn text(&self) -> Text {
        match self {
            RootError::Missing(folder) => Text::new(
                format!("找不到文件夹“{folder}”。请检查路径是否写对；路径中有空格时，要用英文双引号括起来。"),
                format!("The folder \"{folder}\" does not exist. Check the path; quote it if it has spaces."),
            ),
            RootError::NotAFolder(folder, true) => Text::new(
                format!("“{folder}”是压缩包，不是文件夹。请先解压，再检查解压出来的文件夹。"),
                format!(
                    "\"{folder}\" is an archive, not a folder. Unpack it and check the folder that comes out."
                ),
            ),
            RootError::NotAFolder(folder, false) => Text::new(
                format!("“{folder}”是一个文件，不是文件夹。请给出存放全部扫描件的文件夹。"),
                format!("\"{folder}\" is a file. Name the folder that holds all the scans."),
            ),
            RootError::Unreadable(folder, why) => Text::new(
                format!("打不开文件夹“{folder}”（{why}）。请检查是否有权限读取它。"),
                format!("The folder \"{folder}\" cannot be read ({why}). Check its permissions."),
            ),
        }
    }
}

/// Walks `root` without following links to folders.
///
/// Left out: litter of operating systems and programs (see [`is_litter`]) and the folder's own
/// `applicant.yaml` at its top. A link to a file inside the folder is taken; any other link is an entry with its
/// problem. Sorted by the bytes of the relative path with `/` between parts, the same on every system.
///
/// # Errors
/// [`RootError`] where the root itself is missing, no folder or cannot be listed. Everything below it that cannot
/// be read is an [`Entry`] with a problem.
pub fn walk(root: &Path) -> Result<Vec<Entry>, RootError> {
    let real = real_root(root)?;
    let mut found: Vec<(Vec<u8>, Entry)> = Vec::new();
    let walker = WalkDir::new(&real)
        .follow_links(false)
        .min_depth(1)
        .into_iter()
        .filter_entry(|entry| !is_litter(entry.file_name(), entry.file_type().is_dir()));
    for item in walker {
        let (path, problem) = match item {
            Ok(entry) if entry.file_type().is_dir() => continue,
            Ok(entry) if entry.depth() == 1 && applicant::is_applicant_file(entry.file_name()) => continue,
            Ok(entry) if entry.file_type().is_symlink() => match link_target(&real, entry.path()) {
                Some(problem) => (entry.into_path(), problem),
                None => continue,
            },
            Ok(entry) if entry.file_type().is_file() => (entry.into_path(), None),
            Ok(entry) => (entry.into_path(), Some(WalkProblem::NotAFile)),
            Err(error) => match failed_entry(&error) {
                Some(failed) => failed,
                None => continue,
            },
        };
        let relative = path.strip_prefix(&real).unwrap_or(&path).to_path_buf();
        found.push((sort_key(&relative), entry(path, &relative, problem)));
    }
    found.sort_by(|a, b| a.0.cmp(&b.0));
    Ok(found.into_iter().map(|(_, entry)| entry).collect())
}

/// Whether `root` can be walked, without walking it.
///
/// # Errors
/// As [`walk`].
pub fn check_root(root: &Path) -> Result<(), RootError> {
    real_root(root).map(drop)
}

/// The root without links, so that targets can be compared with it and long paths open on Windows.
fn real_root(root: &Path) -> Result<PathBuf, RootError> {
    let name = escape(&root.display().to_string());
    let unreadable = |error: std::io::Error| RootError::Unreadable(name.clone(), error.to_string());
    let metadata = match std::fs::metadata(root) {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Err(RootError::Missing(name)),
        Err(error) if error.kind() == std::io::ErrorKind::NotADirectory => {
            return Err(RootError::Missing(name));
        }
        Err(error) => return Err(unreadable(error)),
    };
    if !metadata.is_dir() {
        return Err(RootError::NotAFolder(name, is_archive(root)));
    }
    let real = root.canonicalize().map_err(unreadable)?;
    std::fs::read_dir(&real).map_err(unreadable)?;
    Ok(real)
}

fn is_archive(path: &Path) -> bool {
    let extension = path.extension().map(|e| e.to_string_lossy().to_lowercase());
    extension.is_some_and(|e| ["zip", "rar", "7z", "tar", "gz"].contains(&e.as_str()))
}

/// What a link is: `None` to leave out, else its problem, if any.
///
/// A link to a folder inside is left out, because what lies there is walked in its own place; one to a folder
/// around the link itself is a circle.
fn link_target(real: &Path, link: &Path) -> Option<Option<WalkProblem>> {
    let target = match link.canonicalize() {
        Ok(target) => target,
        Err(error) if error.kind() == std::io::ErrorKind::PermissionDenied => {
            return Some(Some(WalkProblem::Unreadable(error.to_string())));
        }
        // Too many links on the way has no stable kind of its own: a circle, or nothing there.
        Err(_) => return Some(Some(WalkProblem::BrokenLink)),
    };
    if !target.starts_with(real) {
        return Some(Some(WalkProblem::LeavesFolder));
    }
    match std::fs::symlink_metadata(&target) {
        Ok(metadata) if metadata.is_file() => Some(None),
        Ok(metadata) if metadata.is_dir() && link.starts_with(&target) => Some(Some(WalkProblem::BrokenLink)),
        Ok(metadata) if metadata.is_dir() => None,
        Ok(_) => Some(Some(WalkProblem::NotAFile)),
        Err(error) => Some(Some(WalkProblem::Unreadable(error.to_string()))),
    }
}

/// A sub-folder that cannot be listed, or an entry that vanished while walking.
fn failed_entry(error: &walkdir::Error) -> Option<(PathBuf, Option<WalkProblem>)> {
    let path = error.path()?.to_path_buf();
    let why = error.io_error().map_or_else(|| "loop".to_owned(), ToString::to_string);
    Some((path, Some(WalkProblem::Unreadable(why))))
}

fn entry(path: PathBuf, relative: &Path, problem: Option<WalkProblem>) -> Entry {
    let shown = shown(relative);
    if problem.is_some() {
        return Entry { open: path, shown, bytes: 0, problem };
    }
    match std::fs::metadata(&path) {
        Ok(metadata) => Entry { open: path, shown, bytes: metadata.len(), problem: None },
        Err(error) => {
            Entry { open: path, shown, bytes: 0, problem: Some(WalkProblem::Unreadable(error.to_string())) }
        }
    }
}

/// Files and folders that systems leave behind, in any case of letters; no upload of anybody.
const LITTER: [&str; 16] = [
    ".ds_store",
    "thumbs.db",
    "ehthumbs.db",
    "ehthumbs_vista.db",
    "desktop.ini",
    "__macosx",
    ".git",
    ".svn",
    ".spotlight-v100",
    ".trashes",
    ".fseventsd",
    ".temporaryitems",
    ".localized",
    "icon\r",
    "$recycle.bin",
    "system volume information",
];

/// Whether a name is litter: [`LITTER`], lock files of office programs (`~$…`, `.~lock.…`) and the second halves
/// that macOS writes onto foreign disks (`._…`). A folder is litter only by its whole name.
pub fn is_litter(name: &OsStr, folder: bool) -> bool {
    let name = name.to_string_lossy().to_lowercase();
    let begins = |marks: &[&str]| marks.iter().any(|mark| name.starts_with(mark));
    LITTER.contains(&name.as_str()) || (!folder && begins(&["~$", ".~lock.", "._"]))
}

/// Bytes of the parts with `/` between them. On Windows these are WTF-8, so both systems sort alike.
fn sort_key(relative: &Path) -> Vec<u8> {
    let parts: Vec<&[u8]> = relative.iter().map(OsStr::as_encoded_bytes).collect();
    parts.join(&b'/')
}

/// A relative path as people see it. A backslash within a name is doubled, so that no two names look alike.
pub fn shown(relative: &Path) -> String {
    let parts: Vec<String> = relative.iter().map(shown_part).collect();
    parts.join("/")
}

fn shown_part(part: &OsStr) -> String {
    let mut out = String::new();
    for chunk in part.as_encoded_bytes().utf8_chunks() {
        out.push_str(&escape(&chunk.valid().replace('\\', "\\\\")));
        for byte in chunk.invalid() {
            let _ = write!(out, "\\x{byte:02x}");
        }
    }
    out
}

/// Writes every character that cannot be seen, or that moves what can be seen, as `\u{..}`: controls,
/// bidirectional overrides, zero-width characters, fillers, tags and line separators.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if is_invisible(c) {
            let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
        } else {
            out.push(c);
        }
    }
    out
}

/// Characters of Unicode's categories Cc and Cf, line and paragraph separators, and fillers of no width. The
/// ordinary spaces are visible by what they do.
pub fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(u32::from(c),
            0xad | 0x34f | 0x61c | 0x115f..=0x1160 | 0x17b4..=0x17b5 | 0x180b..=0x180f
            | 0x200b..=0x200f | 0x2028..=0x202e | 0x2060..=0x206f | 0x3164 | 0xfeff | 0xffa0
            | 0xfff9..=0xfffb | 0xe0000..=0xe0fff)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(root: &Path) -> Vec<String> {
        walk(root).expect("walks").into_iter().map(|entry| entry.shown).collect()
    }

    fn put(root: &Path, name: &str) {
        let path = root.join(name);
        std::fs::create_dir_all(path.parent().expect("has a parent")).expect("folder");
        std::fs::write(path, name).expect("file");
    }

    #[test]
    fn litter_and_applicant_are_left_out_and_the_rest_is_sorted_by_bytes() {
        let dir = tempfile::tempdir().expect("temp");
        for name in [
            "学历/毕业证.pdf",
            "学历 2.pdf",
            "a b.jpg",
            "Z.jpg",
            "a/z.jpg",
            "📷 photo.png",
            ".DS_Store",
            "sub/THUMBS.DB",
            "Desktop.ini",
            "~$报告.docx",
            "._a.jpg",
            "__MACOSX/a.jpg",
            ".git/HEAD",
            "applicant.yaml",
            "sub/applicant.yaml",
        ] {
            put(dir.path(), name);
        }
        let expected = [
            "Z.jpg",
            "a b.jpg",
            "a/z.jpg",
            "sub/applicant.yaml",
            "学历 2.pdf",
            "学历/毕业证.pdf",
            "📷 photo.png",
        ];
        assert_eq!(names(dir.path()), expected);
        let entries = walk(dir.path()).expect("walks");
        assert!(entries.iter().all(|entry| entry.problem.is_none() && entry.bytes > 0));
    }

    #[test]
    fn an_empty_folder_is_no_error() {
        let dir = tempfile::tempdir().expect("temp");
        assert!(walk(dir.path()).expect("walks").is_empty());
    }

    #[test]
    fn a_root_that_is_no_folder_says_what_to_do() {
        let dir = tempfile::tempdir().expect("temp");
        put(dir.path(), "a.jpg");
        put(dir.path(), "all.ZIP");
        let error = |name: &str| walk(&dir.path().join(name)).expect_err("no folder");
        assert!(matches!(error("missing"), RootError::Missing(_)));
        assert!(matches!(error("a.jpg/inside"), RootError::Missing(_)));
        assert!(matches!(error("a.jpg"), RootError::NotAFolder(_, false)));
        assert!(error("all.ZIP").text().zh.contains("解压"));
    }

    #[test]
    fn invisible_characters_are_written_out() {
        assert_eq!(escape("a\u{1b}[31m\u{202e}gpj\u{200b}"), "a\\u{1b}[31m\\u{202e}gpj\\u{200b}");
        assert_eq!(escape("张三 é👍🏽"), "张三 é👍🏽");
    }

    #[cfg(unix)]
    mod unix {
        use super::*;
        use std::os::unix::ffi::OsStrExt;
        use std::os::unix::fs::symlink;

        fn problem_of(root: &Path, name: &str) -> Option<WalkProblem> {
            let entries = walk(root).expect("walks");
            let entry = entries.into_iter().find(|entry| entry.shown == name);
            entry.unwrap_or_else(|| panic!("{name} is listed")).problem
        }

        #[test]
        fn any_name_is_taken_and_shown() {
            let dir = tempfile::tempdir().expect("temp");
            let long = "长".repeat(85);
            std::fs::write(dir.path().join(&long), "x").expect("255 bytes");
            std::fs::write(dir.path().join(OsStr::from_bytes(b"bad\xff\xfe.jpg")), "x").expect("bytes");
            std::fs::write(dir.path().join("back\\slash"), "x").expect("backslash");
            std::fs::write(dir.path().join("line\nbreak\u{202e}"), "x").expect("control");
            let expected = ["back\\\\slash", "bad\\xff\\xfe.jpg", "line\\u{a}break\\u{202e}", &long];
            assert_eq!(names(dir.path()), expected);
            let entries = walk(dir.path()).expect("walks");
            assert!(entries.iter().all(|entry| std::fs::read(&entry.open).is_ok()), "each opens");
        }

        #[test]
        fn links_are_judged_by_where_they_end() {
            let dir = tempfile::tempdir().expect("temp");
            let outside = tempfile::tempdir().expect("temp");
            put(dir.path(), "sub/in.jpg");
            put(outside.path(), "out.jpg");
            let link = |target: &Path, name: &str| symlink(target, dir.path().join(name)).expect("link");
            link(Path::new("sub/in.jpg"), "in-link");
            link(&outside.path().join("out.jpg"), "out-link");
            link(outside.path(), "out-folder");
            link(Path::new("nowhere"), "broken");
            link(Path::new("circle-b"), "circle-a");
            link(Path::new("circle-a"), "circle-b");
            link(Path::new("."), "self");
            link(Path::new("sub"), "twin");
            assert_eq!(problem_of(dir.path(), "in-link"), None);
            assert_eq!(problem_of(dir.path(), "out-link"), Some(WalkProblem::LeavesFolder));
            assert_eq!(problem_of(dir.path(), "out-folder"), Some(WalkProblem::LeavesFolder));
            for name in ["broken", "circle-a", "circle-b", "self"] {
                assert_eq!(problem_of(dir.path(), name), Some(WalkProblem::BrokenLink), "{name}");
            }
            assert!(
                !names(dir.path()).iter().any(|name| name.starts_with("twin")),
                "walked in its own place"
            );
        }

        #[test]
        fn a_linked_root_is_followed() {
            let dir = tempfile::tempdir().expect("temp");
            put(dir.path(), "real/a.jpg");
            symlink("real", dir.path().join("root")).expect("link");
            assert_eq!(names(&dir.path().join("root")), ["a.jpg"]);
        }

        #[test]
        fn a_socket_is_listed_and_never_opened() {
            let dir = tempfile::tempdir().expect("temp");
            let _socket = std::os::unix::net::UnixListener::bind(dir.path().join("s")).expect("socket");
            assert_eq!(problem_of(dir.path(), "s"), Some(WalkProblem::NotAFile));
        }

        #[test]
        fn a_pipe_is_listed_and_never_opened() {
            let dir = tempfile::tempdir().expect("temp");
            let made = std::process::Command::new("mkfifo").arg(dir.path().join("p")).status();
            // A system without the command has no other way that std knows.
            if made.is_ok_and(|status| status.success()) {
                symlink("p", dir.path().join("to-p")).expect("link");
                assert_eq!(problem_of(dir.path(), "p"), Some(WalkProblem::NotAFile));
                assert_eq!(problem_of(dir.path(), "to-p"), Some(WalkProblem::NotAFile));
            }
        }

        #[test]
        fn a_folder_that_cannot_be_listed_is_an_entry() {
            use std::os::unix::fs::PermissionsExt;
            let dir = tempfile::tempdir().expect("temp");
            put(dir.path(), "closed/a.jpg");
            let closed = dir.path().join("closed");
            let mode = |bits| {
                std::fs::set_permissions(&closed, std::fs::Permissions::from_mode(bits)).expect("mode")
            };
            mode(0o000);
            // Whoever is root reads everything: nothing to see then.
            let listed = std::fs::read_dir(&closed).is_ok();
            let problem = if listed { None } else { Some(problem_of(dir.path(), "closed")) };
            mode(0o755);
            assert!(matches!(problem, None | Some(Some(WalkProblem::Unreadable(_)))));
        }
    }
}
