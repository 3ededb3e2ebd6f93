//! Files are known by their content, have a limit, show a small picture, and open only for those who may see them.

use crate::house::house;
use image::{ImageFormat, RgbImage};
use kernel::access::Role;
use kernel::file::DOCUMENT_BYTES_MAX;
use std::io::Cursor;
use testkit::{Client, workbook_of};

fn picture(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    RgbImage::from_fn(width, height, |x, y| image::Rgb([(x % 251) as u8, (y % 241) as u8, 90])).write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

async fn bring(client: &Client, name: &str, bytes: &[u8]) -> String {
    client.upload("/api/files", name, bytes).await.created()["id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn content_decides_what_a_file_is() {
    let app = house().await;
    let clerk = app.sign_in(Role::Clerk).await;
    let xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    let (png, jpeg) = (picture(4, 4, ImageFormat::Png), picture(4, 4, ImageFormat::Jpeg));
    let (workbook, gb18030) =
        (workbook_of(&[&["日期", "金额"]]), [b"\xc8\xd5\xc6\xda,\xbd\xf0\xb6\xee\n".as_slice(), b"2026-11-22,1\n"].concat());
    for (name, bytes, mime) in [
        ("a.png", png.as_slice(), "image/png"),
        ("表.xlsx", &png, "image/png"),
        ("photo.jpg", &jpeg, "image/jpeg"),
        ("销售.xlsx", &workbook, xlsx),
        ("销售.csv", "日期,金额\n2026-11-22,1.00\n".as_bytes(), "text/plain"),
        ("销售.txt", &gb18030, "text/plain"),
        ("报告.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "application/pdf"),
    ] {
        let file = clerk.upload("/api/files", name, bytes).await.created();
        assert_eq!((&file["mime"], &file["name"], file["size"].as_u64()), (&mime.into(), &name.into(), Some(bytes.len() as u64)));
    }
    for (name, bytes) in [
        ("photo.png", b"MZ\x90\x00\x03\x00\x00\x00".as_slice()),
        ("a.csv", b"\x7fELF\x02\x01\x01\x00\x00"),
        ("clip.jpg", b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom"),
        ("a.gif", b"GIF89a\x01\x00\x01\x00\x00\x00\x00"),
        ("noise.csv", &[0, 159, 146, 150].repeat(4_000)),
    ] {
        clerk.upload("/api/files", name, bytes).await.refused(422, "file.unknown_type");
    }
    clerk.upload("/api/files", "empty.csv", b"").await.refused(400, "malformed");
    clerk.post("/api/files", &serde_json::json!({})).await.refused(400, "malformed");
}

#[tokio::test]
async fn a_file_over_its_limit_is_refused_and_leaves_nothing_behind() {
    let app = house().await;
    let clerk = app.sign_in(Role::Clerk).await;
    let mut huge = picture(4, 4, ImageFormat::Jpeg);
    huge.resize(usize::try_from(DOCUMENT_BYTES_MAX).unwrap() + 1, 0);
    clerk.upload("/api/files", "huge.jpg", &huge).await.refused(413, "too_large");
    assert_eq!(clerk.get("/api/records/file").await.ok()["items"].as_array().map(Vec::len), Some(0));
    let left = walk(&app.fresh().folder().join("files"));
    assert_eq!(left, Vec::<String>::new());
    huge.truncate(usize::try_from(DOCUMENT_BYTES_MAX).unwrap());
    bring(&clerk, "large.jpg", &huge).await;
}

fn walk(folder: &std::path::Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let inside =
        |entry: std::fs::DirEntry| if entry.path().is_dir() { walk(&entry.path()) } else { vec![entry.path().display().to_string()] };
    entries.flatten().flat_map(inside).collect()
}

#[tokio::test]
async fn a_hostile_name_is_only_a_name() {
    let app = house().await;
    let clerk = app.sign_in(Role::Clerk).await;
    for (name, shown) in [
        ("../../etc/passwd", "passwd"),
        ("..\\\\..\\\\windows\\\\system32\\\\a.csv", "a.csv"),
        ("合同\u{202E}gpj.exe", "合同gpj.exe"),
        ("%0d%0aSet-Cookie: x=1.csv", "%0d%0aSet-Cookie: x=1.csv"),
        ("<script>alert(1)</script>.csv", "script>.csv"),
        ("   ", "未命名"),
        (&"长".repeat(300), &"长".repeat(120)),
    ] {
        let answer = clerk.upload("/api/files", name, b"a,b\n1,2\n").await;
        let file = answer.created();
        assert_eq!(file["name"], shown);
        let taken = clerk.get(&format!("/api/files/{}", file["id"].as_str().unwrap())).await;
        let disposition = taken.header("content-disposition").unwrap().to_owned();
        assert!(disposition.starts_with("attachment; filename=\"") && disposition.contains("filename*=UTF-8''"), "{disposition}");
        assert!(!disposition.contains('<') && !disposition.contains(['\r', '\n']), "{disposition}");
        assert_eq!((taken.header("x-content-type-options"), taken.header("set-cookie")), (Some("nosniff"), None));
        assert_eq!(taken.file(), b"a,b\n1,2\n");
    }
    // No browser writes a control character into the head of an upload.
    clerk.upload("/api/files", "a\u{0007}b.csv", b"a,b\n1,2\n").await.refused(400, "malformed");
    let everywhere = walk(app.fresh().folder());
    assert!(everywhere.iter().all(|path| !path.contains("passwd") && !path.contains("system32")), "{everywhere:?}");
}

#[tokio::test]
async fn a_picture_has_a_small_picture_and_nothing_else_has() {
    let app = house().await;
    let clerk = app.sign_in(Role::Clerk).await;
    for (width, height, format) in
        [(1600, 900, ImageFormat::Jpeg), (300, 1200, ImageFormat::Png), (20, 10, ImageFormat::Png), (640, 640, ImageFormat::WebP)]
    {
        let id = bring(&clerk, "photo", &picture(width, height, format)).await;
        for _ in 0..2 {
            let answer = clerk.get(&format!("/api/files/{id}/thumbnail")).await;
            assert_eq!(answer.header("content-type"), Some("image/jpeg"));
            let small = image::load_from_memory(&answer.file()).unwrap();
            assert!(small.width().max(small.height()) <= 320, "{}x{}", small.width(), small.height());
        }
    }
    let table = bring(&clerk, "a.csv", b"a,b\n1,2\n").await;
    clerk.get(&format!("/api/files/{table}/thumbnail")).await.refused(409, "file.no_picture");
    // That is known without reading it: a table may be larger than the memory.
    app.house.files.remove(table.parse().unwrap()).await.unwrap();
    clerk.get(&format!("/api/files/{table}/thumbnail")).await.refused(409, "file.no_picture");
    // A small file that claims to be a huge picture, and one that breaks off.
    let mut claim = picture(8, 8, ImageFormat::Png);
    claim[16..24].copy_from_slice(&[0, 0, 0xEA, 0x60, 0, 0, 0xEA, 0x60]);
    let broken = &picture(64, 64, ImageFormat::Jpeg)[..200];
    for bytes in [claim.as_slice(), broken] {
        let id = bring(&clerk, "photo", bytes).await;
        clerk.get(&format!("/api/files/{id}/thumbnail")).await.refused(409, "file.no_picture");
    }
}

#[tokio::test]
async fn a_file_of_another_is_not_there() {
    let app = house().await;
    let (clerk, admin, auditor) =
        (app.sign_in(Role::Clerk).await, app.sign_in(Role::Administrator).await, app.sign_in(Role::Auditor).await);
    let id = bring(&clerk, "秘密名单.png", &picture(4, 4, ImageFormat::Png)).await;
    for other in [&admin, &auditor] {
        for path in ["", "/thumbnail"] {
            other.get(&format!("/api/files/{id}{path}")).await.refused(404, "not_found");
        }
        other.get(&format!("/api/records/file/{id}")).await.refused(404, "not_found");
        for path in [
            "/api/records/file?size=200",
            "/api/search?q=秘密",
            &format!("/api/lookup/file?ids={id}"),
            "/api/records/file/export.xlsx?cols=name",
        ] {
            let path = path.replace("秘密", "%E7%A7%98%E5%AF%86");
            assert!(!other.get(&path).await.text().contains("秘密"), "{path}");
        }
    }
    app.stranger().get(&format!("/api/files/{id}")).await.refused(401, "session.none");
    auditor.upload("/api/files", "a.csv", b"a,b\n").await.refused(403, "forbidden");
    clerk.get(&format!("/api/files/{}", uuid::Uuid::now_v7())).await.refused(404, "not_found");
    assert_eq!(clerk.get(&format!("/api/files/{id}")).await.header("content-type"), Some("image/png"));
}
