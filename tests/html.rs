//! Pages as a reader meets them: opened, clicked and tabbed through in a headless Chromium.
//! Where none is installed the tests pass and say so. `CHROME_PATH` names one that is not on
//! the search path.
#![expect(clippy::unwrap_used, clippy::print_stderr, reason = "a test may fail, and may say why")]

mod ferry;

use assert_cmd::Command;
use crosswire::report::{EventEntry, render_html_index};
use serde_json::{Value, json};
use std::{
    fs,
    io::{BufRead, BufReader, Write},
    path::{Path, PathBuf},
    process::{Child, ChildStdin, Stdio},
    sync::mpsc::{Receiver, channel},
    thread,
    time::Duration,
};
use tempfile::TempDir;

/// Far longer than anything takes on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

const FERRY_C: &str = "Title: </title><script>window.ran = 1</script>\nSource: <img src=x onerror=\"window.ran = 2\">\n\
Date: 2031-03-12\n\n\
The ferry Morning Tern struck the pier at Larkhaven on Wednesday and 14 people were injured, </article>\
<script>window.ran = 3</script> the wire said.\n\
Ines Okafor, the harbour master, had the pier closed \u{202e}until divers\u{1b}[31m had looked.\n\
A <b onmouseover=\"window.ran = 4\">towing</b> company was called from Osaka.\n";

/// A Chromium that listens to DevTools messages on a pipe.
struct Browser {
    process: Child,
    input: ChildStdin,
    messages: Receiver<Value>,
    /// Events that came while an answer was awaited.
    events: Vec<Value>,
    n_sent: u64,
    session: Option<String>,
    folder: TempDir,
}

/// The first of the usual names that is installed.
fn browser_path() -> Option<PathBuf> {
    const NAMES: [&str; 5] =
        ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
    if let Some(path) = std::env::var_os("CHROME_PATH") {
        return Some(path.into());
    }
    let folders = std::env::var_os("PATH")?;
    let folders: Vec<PathBuf> = std::env::split_paths(&folders).collect();
    let all = NAMES.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    all.into_iter().find(|path| path.is_file())
}

impl Browser {
    /// None, with a word on standard error, where no browser is installed.
    fn start() -> Option<Self> {
        let path = browser_path().filter(|_| cfg!(unix));
        if path.is_none() {
            eprintln!("skipped: no Chromium is installed");
        }
        let folder = TempDir::new().unwrap();
        // File descriptors 3 and 4 are the browser's pipe; nothing else is left open.
        let mut process = std::process::Command::new("sh")
            .args(["-c", r#"exec "$0" "$@" 3<&0 4>&1 0</dev/null 1>/dev/null 2>&1"#])
            .arg(path?)
            .args(["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"])
            .args(["--disable-background-networking", "--disable-component-update"])
            .args(["--disable-sync", "--disable-quic", "--disable-dev-shm-usage"])
            .args(["--remote-debugging-pipe", "about:blank"])
            .arg(format!("--user-data-dir={}", folder.path().join("profile").display()))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let input = process.stdin.take().unwrap();
        let output = process.stdout.take().unwrap();
        let (sender, messages) = channel();
        thread::spawn(move || {
            for message in BufReader::new(output).split(0) {
                let Ok(message) = message else { return };
                if sender.send(serde_json::from_slice(&message).unwrap_or_default()).is_err() {
                    return;
                }
            }
        });
        let mut browser =
            Self { process, input, messages, events: vec![], n_sent: 0, session: None, folder };
        let target = browser.send("Target.createTarget", &json!({"url": "about:blank"}));
        let target = &target["targetId"];
        let attach = json!({"targetId": target, "flatten": true});
        let session = browser.send("Target.attachToTarget", &attach);
        browser.session = Some(session["sessionId"].as_str().unwrap().to_owned());
        for domain in ["Page", "Runtime", "Log", "Network", "Accessibility"] {
            browser.send(&format!("{domain}.enable"), &json!({}));
        }
        Some(browser)
    }

    fn send(&mut self, method: &str, params: &Value) -> Value {
        self.n_sent += 1;
        let id = self.n_sent;
        let mut message = json!({"id": id, "method": method, "params": params});
        if let Some(session) = &self.session {
            message["sessionId"] = session.as_str().into();
        }
        self.input.write_all(message.to_string().as_bytes()).unwrap();
        self.input.write_all(&[0]).unwrap();
        loop {
            let message = self.receive(method);
            if message["id"] == id {
                assert!(message["error"].is_null(), "{method}: {}", message["error"]);
                return message["result"].clone();
            }
            self.events.push(message);
        }
    }

    fn receive(&self, waiting_for: &str) -> Value {
        let message = self.messages.recv_timeout(PATIENCE);
        message.unwrap_or_else(|why| panic!("no answer to {waiting_for}: {why}"))
    }

    /// Opens a page in a window of `width` by 900 and waits until it has loaded.
    fn open(&mut self, html: &str, width: u32) {
        let path = self.folder.path().join("page.html");
        fs::write(&path, html).unwrap();
        let size = json!({"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": false});
        self.send("Emulation.setDeviceMetricsOverride", &size);
        let calm = json!({"features": [{"name": "prefers-reduced-motion", "value": "reduce"}]});
        self.send("Emulation.setEmulatedMedia", &calm);
        self.events.clear();
        self.send("Page.navigate", &json!({"url": format!("file://{}", path.display())}));
        let is_loaded = |event: &Value| event["method"] == "Page.loadEventFired";
        while !self.events.iter().any(is_loaded) {
            let event = self.receive("load");
            self.events.push(event);
        }
    }

    /// The value of an expression.
    fn eval(&mut self, expression: &str) -> Value {
        let params = json!({"expression": expression, "returnByValue": true, "awaitPromise": true});
        let answer = self.send("Runtime.evaluate", &params);
        assert!(answer["exceptionDetails"].is_null(), "{expression}: {answer}");
        answer["result"]["value"].clone()
    }

    /// A real click in the middle of the first box of an element.
    fn click(&mut self, selector: &str) {
        let place = self.eval(&format!(
            "(() => {{ const e = document.querySelector({selector:?}); \
             e.scrollIntoView({{block: 'center'}}); const r = e.getClientRects()[0]; \
             return [r.x + r.width / 2, r.y + r.height / 2]; }})()"
        ));
        for kind in ["mousePressed", "mouseReleased"] {
            let params = json!({
                "type": kind, "x": place[0], "y": place[1], "button": "left", "clickCount": 1
            });
            self.send("Input.dispatchMouseEvent", &params);
        }
    }

    fn press(&mut self, key: &str) {
        let code = match key {
            "Tab" => 9,
            "Enter" => 13,
            "Escape" => 27,
            "ArrowDown" => 40,
            "ArrowRight" => 39,
            other => panic!("no code for {other}"),
        };
        let text = if key == "Enter" { "\r" } else { "" };
        for kind in ["keyDown", "keyUp"] {
            let params = json!({
                "type": kind, "key": key, "code": key, "windowsVirtualKeyCode": code, "text": text
            });
            self.send("Input.dispatchKeyEvent", &params);
        }
    }

    /// What went wrong on the page, and what it asked of the network beyond itself.
    fn faults(&mut self) -> Vec<String> {
        self.eval("new Promise((done) => setTimeout(done, 50))");
        let fault = |event: &Value| match event["method"].as_str()? {
            "Runtime.exceptionThrown" | "Log.entryAdded" | "Runtime.consoleAPICalled" => {
                Some(event["params"].to_string())
            }
            "Page.javascriptDialogOpening" => Some("a dialog".to_owned()),
            "Network.requestWillBeSent" => {
                let url = event["params"]["request"]["url"].as_str()?;
                let is_own = url.starts_with("file://") && url.ends_with("/page.html");
                (!is_own && !url.starts_with("data:")).then(|| url.to_owned())
            }
            _ => None,
        };
        self.events.iter().filter_map(fault).collect()
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn compare_html(articles: &[&str]) -> String {
    let folder = TempDir::new().unwrap();
    let paths: Vec<PathBuf> = ["a.txt", "b.txt", "c.txt"]
        .iter()
        .zip(articles)
        .map(|(name, text)| {
            let path = folder.path().join(name);
            fs::write(&path, text).unwrap();
            path
        })
        .collect();
    html_of(&paths)
}

fn html_of(paths: &[PathBuf]) -> String {
    let mut command = Command::cargo_bin("crosswire").unwrap();
    command.arg("compare").args(paths).args(["--format", "html", "--assume", "same-event"]);
    let assert = command.assert();
    String::from_utf8(assert.success().get_output().stdout.clone()).unwrap()
}

fn two() -> String {
    compare_html(&[ferry::A, ferry::B])
}

fn three() -> String {
    compare_html(&[ferry::A, ferry::B, FERRY_C])
}

#[test]
fn pages_open_without_fault_or_request_and_run_nothing_of_an_article() {
    let Some(mut browser) = Browser::start() else { return };
    for html in [two(), three(), compare_html(&[FERRY_C, ferry::B])] {
        browser.open(&html, 1280);
        assert_eq!(browser.faults(), [""; 0]);
        assert_eq!(browser.eval("typeof window.ran"), "undefined");
        assert_eq!(browser.eval("document.documentElement.classList.contains('js')"), true);
        assert_eq!(browser.eval("document.images.length + document.scripts.length"), 1);
    }
    let text = browser.eval("document.querySelector('#text-1').innerText");
    let text = text.as_str().unwrap();
    assert!(text.contains("<script>window.ran = 3</script>") && text.contains("\u{fffd}[31m"));
}

#[test]
fn a_click_on_a_finding_shows_it_in_both_texts_and_back() {
    let Some(mut browser) = Browser::start() else { return };
    // The two places are far apart: one at the head of its text, one below many lines.
    let filler =
        |n: usize| format!("Chronicle line {n} tells of the old harbour wall number {n}.\n");
    let lines: String = (1..80).map(filler).collect();
    let long = ferry::A.replace("\n\n", &format!("\n\n{lines}"));
    let html = compare_html(&[&long, ferry::B]);
    browser.open(&html, 1280);
    browser.click("#e1 .pick");
    assert_eq!(browser.eval("document.querySelector('#e1 .pick').ariaCurrent"), "true");
    let hits = browser.eval(
        "[...document.querySelectorAll('.text')].map((text) => { \
           const hit = text.querySelector('.hit'); const r = hit.getBoundingClientRect(); \
           return [hit.textContent, r.top >= 0 && r.bottom <= innerHeight]; })",
    );
    assert_eq!(hits, json!([["14 people", true], ["17 people", true]]));
    let said = browser.eval("document.getElementById('status').textContent");
    assert!(said.as_str().unwrap().contains("shown in A and B"), "{said}");

    browser.click("#text-2 [data-ref='2']");
    assert_eq!(browser.eval("document.querySelector('.card.on').id"), "e2");
    assert_eq!(browser.eval("document.activeElement.closest('.card').id"), "e2");

    browser.click("#text-1 [data-m='1']");
    assert_eq!(browser.eval("document.querySelector('.card.on').id"), "e1");
    assert_eq!(browser.faults(), [""; 0]);
}

#[test]
fn a_click_on_a_claim_opens_the_text_that_carries_it() {
    let Some(mut browser) = Browser::start() else { return };
    browser.open(&three(), 1440);
    let shown = "[...document.querySelectorAll('.text')]\
        .filter((text) => text.getClientRects().length > 0).map((text) => text.id)";
    assert_eq!(browser.eval(shown), json!(["text-1"]));
    browser.click("#e1 td:nth-of-type(2) .go");
    assert_eq!(browser.eval(shown), json!(["text-2"]));
    assert_eq!(browser.eval("document.querySelectorAll('#text-2 .hit').length > 0"), true);
    browser.eval("document.getElementById('tab-2').focus()");
    browser.press("ArrowRight");
    assert_eq!(browser.eval(shown), json!(["text-3"]));
    assert_eq!(browser.eval("document.activeElement.id"), "tab-3");
    assert_eq!(browser.faults(), [""; 0]);
}

#[test]
fn what_one_alone_adds_stands_beside_the_claim_and_leads_to_it() {
    let Some(mut browser) = Browser::start() else { return };
    browser.open(&three(), 1440);
    let to = browser.eval("document.querySelector('.row .beside').dataset.to");
    let to = to.as_str().unwrap().to_owned();
    browser.click(".row .beside");
    let id = format!("e{to}");
    assert_eq!(browser.eval("document.querySelector('.card.on').id"), *id);
    let card = browser.eval("document.querySelector('.card.on').dataset.verdict");
    assert_eq!(card, "only-in");
    assert_eq!(browser.faults(), [""; 0]);
}

#[test]
fn the_pictures_say_in_words_what_they_show() {
    let Some(mut browser) = Browser::start() else { return };
    let earlier = ferry::A.replace("2031-03-12", "2031-03-11");
    let html = compare_html(&[&earlier, ferry::B, FERRY_C]);
    for width in [360, 1440] {
        browser.open(&html, width);
        let told = browser.eval(
            "[...document.querySelectorAll('.pictures svg')].map((svg) => \
               [svg.getAttribute('role'), svg.getAttribute('aria-label').split('.')[0], \
                svg.getBoundingClientRect().right <= innerWidth + 1])",
        );
        assert_eq!(
            told,
            json!([
                ["img", "Times of publication", true],
                ["img", "Claims that two voices share", true]
            ])
        );
    }
    assert_eq!(browser.faults(), [""; 0]);
}

#[test]
fn filters_leave_what_they_say() {
    let Some(mut browser) = Browser::start() else { return };
    for html in [two(), three()] {
        browser.open(&html, 1280);
        let verdicts = "[...new Set([...document.querySelectorAll('[data-entry]')]\
            .filter((e) => e.getClientRects().length > 0).map((e) => e.dataset.verdict))]";
        browser.click("[data-verdict=conflict][aria-pressed]");
        assert_eq!(browser.eval(verdicts), json!(["conflict"]));
        let pressed = "document.querySelector('[data-verdict=conflict][aria-pressed]').ariaPressed";
        assert_eq!(browser.eval(pressed), "true");
        let status = browser.eval("document.getElementById('status').textContent");
        assert!(status.as_str().unwrap().starts_with("1 of "), "{status}");
        let refs =
            "[...document.querySelectorAll('.ref:not(.off)')].every((r) => r.dataset.ref === '1')";
        assert_eq!(browser.eval(refs), true);
        browser.click("[data-facet=quantity]");
        assert_eq!(browser.eval(verdicts), json!(["conflict"]));
        browser.click("#reset");
        assert_eq!(browser.eval("document.querySelectorAll('[data-entry].off').length"), 0);
        assert_eq!(browser.eval(pressed), "false");
        assert_eq!(browser.faults(), [""; 0]);
    }
}

#[test]
fn the_keyboard_reaches_everything_in_order() {
    const PLACES: [&str; 5] = [".skip", ".accounts", ".controls", ".findings", ".texts"];
    let Some(mut browser) = Browser::start() else { return };
    browser.open(&two(), 1280);
    let places = serde_json::to_string(&PLACES).unwrap();
    let mut order = Vec::new();
    for _ in 0..60 {
        browser.press("Tab");
        let place = browser
            .eval(&format!("{places}.findIndex((place) => document.activeElement.closest(place))"));
        order.push(place.as_i64().unwrap());
        if order.last() == Some(&4) {
            break;
        }
        let outline = browser.eval("getComputedStyle(document.activeElement).outlineStyle");
        assert_ne!(outline, "none", "focus is seen");
    }
    assert!(order.is_sorted() && order.contains(&2), "{order:?}");
    order.dedup();
    assert_eq!(order, [0, 1, 2, 3, 4]);

    browser.eval("document.querySelector('#e1 .pick').focus()");
    browser.press("ArrowDown");
    assert_eq!(browser.eval("document.activeElement.closest('.card').id"), "e2");
    browser.press("Enter");
    assert_eq!(browser.eval("document.querySelector('.card.on').id"), "e2");
    browser.press("Escape");
    assert_eq!(browser.eval("document.querySelectorAll('.on').length"), 0);
}

#[test]
fn a_screen_reader_finds_names_landmarks_and_headings() {
    let Some(mut browser) = Browser::start() else { return };
    for html in [two(), three()] {
        browser.open(&html, 1280);
        let tree = browser.send("Accessibility.getFullAXTree", &json!({}));
        let nodes: Vec<(&str, &str)> = tree["nodes"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|node| node["ignored"] == false)
            .filter_map(|node| {
                let name = node["name"]["value"].as_str().unwrap_or_default();
                Some((node["role"]["value"].as_str()?, name))
            })
            .collect();
        for (role, name) in &nodes {
            let needs_name = ["button", "link", "tab", "region"].contains(role);
            assert!(!needs_name || !name.trim().is_empty(), "a {role} without a name");
        }
        for landmark in ["banner", "main", "contentinfo", "region", "heading", "status"] {
            assert!(nodes.iter().any(|(role, _)| *role == landmark), "no {landmark}");
        }
        let levels = browser
            .eval("[...document.querySelectorAll('h1,h2,h3,h4')].map((h) => Number(h.tagName[1]))");
        let levels: Vec<i64> =
            levels.as_array().unwrap().iter().map(|level| level.as_i64().unwrap()).collect();
        assert_eq!(levels[0], 1);
        assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{levels:?}");
    }
}

#[test]
fn pages_fit_every_width() {
    let Some(mut browser) = Browser::start() else { return };
    let ten = html_of(&of_corpus(10));
    for html in [two(), three(), ten] {
        for width in [360, 768, 1100, 1280, 2200] {
            browser.open(&html, width);
            let scrolled = browser.eval("document.documentElement.scrollWidth");
            assert!(scrolled.as_u64().unwrap() <= u64::from(width), "{scrolled} in {width}");
        }
    }
}

#[test]
fn five_columns_fit_and_more_are_scrolled() {
    let Some(mut browser) = Browser::start() else { return };
    let mut hidden = |n: usize| {
        browser.open(&html_of(&no_copies(n)), 1280);
        let columns = browser.eval("document.querySelectorAll('.claims thead th').length - 1");
        assert_eq!(columns, n);
        let hidden = browser.eval(
            "(() => { const box = document.querySelector('.findings'); \
               return box.scrollWidth - box.clientWidth; })()",
        );
        hidden.as_i64().unwrap()
    };
    assert_eq!(hidden(4), 0);
    assert_eq!(hidden(5), 0);
    assert!(hidden(8) > 0);
}

#[test]
fn an_index_lists_its_events_at_every_width() {
    let Some(mut browser) = Browser::start() else { return };
    let event = EventEntry {
        href: "event-1.html".to_owned(),
        title: "Ferry </title><script>window.ran = 1</script> strikes pier".to_owned(),
        start: Some("2031-03-12".to_owned()),
        end: Some("2031-03-14".to_owned()),
        n_articles: 11,
        n_witnesses: 8,
        n_left_out: 0,
        sources: vec!["Harbour Gazette".to_owned(), "Skerry Post".to_owned()],
        n_conflicts: 3,
    };
    let html = render_html_index("Events of March", &[event.clone(), event], 3);
    for width in [360, 1280] {
        browser.open(&html, width);
        assert_eq!(browser.faults(), [""; 0]);
        assert_eq!(browser.eval("typeof window.ran"), "undefined");
        assert_eq!(browser.eval("document.documentElement.scrollWidth"), width);
        let links =
            browser.eval("document.querySelectorAll('main a[href=\"event-1.html\"]').length");
        assert_eq!(links, 2);
    }
}

#[test]
fn everything_is_readable_without_scripts() {
    let Some(mut browser) = Browser::start() else { return };
    browser.send("Emulation.setScriptExecutionDisabled", &json!({"value": true}));
    for html in [two(), three()] {
        browser.open(&html, 1280);
        assert_eq!(browser.eval("document.documentElement.classList.contains('js')"), false);
        let text = browser.eval("document.body.innerText");
        let text = text.as_str().unwrap();
        for words in ["14 people were injured", "17 people were injured", "free crossing"] {
            assert!(text.matches(words).count() >= 2, "{words}: in the list and in the text");
        }
        let scrolled = browser.eval(
            "[...document.querySelectorAll('.body, .findings')]\
             .every((box) => box.scrollHeight <= box.clientHeight + 1)",
        );
        assert_eq!(scrolled, true, "nothing is hidden in a box");
    }
}

/// The first accounts of the corpus.
fn of_corpus(n: usize) -> Vec<PathBuf> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/dev");
    let mut folders: Vec<PathBuf> =
        fs::read_dir(corpus).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    let articles = |folder: &PathBuf| {
        let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        paths.filter(|path| path.extension().is_some_and(|x| x == "txt")).collect::<Vec<_>>()
    };
    let mut paths: Vec<PathBuf> = folders.iter().flat_map(articles).collect();
    paths.sort();
    paths.truncate(n);
    assert_eq!(paths.len(), n);
    paths
}

/// Accounts of the corpus of which none is a copy of another.
fn no_copies(n: usize) -> Vec<PathBuf> {
    let is_own = |path: &PathBuf| {
        let folder = path.parent().and_then(Path::file_name).unwrap();
        folder == "hospice-treasurer-verdict" || folder == "harrowdale-by-election"
    };
    let mut paths: Vec<PathBuf> = of_corpus(60).into_iter().filter(is_own).collect();
    paths.truncate(n);
    assert_eq!(paths.len(), n);
    paths
}

#[test]
fn ten_articles_make_less_than_a_megabyte() {
    let paths = of_corpus(10);
    let html = html_of(&paths);
    assert!(html.len() < 1_000_000, "{} bytes", html.len());
    assert_eq!(html, html_of(&paths), "the same bytes again");
}
