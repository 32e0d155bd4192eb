//! The command `events`, run as a user runs it.

use assert_cmd::Command;
use crosswire::cluster::events::EventGroupModel;
use crosswire::config::Config;
use crosswire::engine::{EventsRequest, Input, events as group};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

fn crosswire() -> Command {
    Command::cargo_bin("crosswire").expect("the program")
}

/// The events of an input, by the program on some threads.
fn events(input: &Path, threads: usize) -> Vec<u8> {
    let mut command = crosswire();
    command.arg("events").arg(input).arg("--quiet").args(["--threads", &threads.to_string()]);
    command.assert().success().get_output().stdout.clone()
}

fn rows(bytes: &[u8]) -> Vec<Value> {
    let text = std::str::from_utf8(bytes).expect("UTF-8");
    text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

fn members(row: &Value) -> BTreeSet<String> {
    let ids = row["articles"].as_array().expect("articles");
    ids.iter().map(|id| id.as_str().expect("an id").to_owned()).collect()
}

/// A file with these articles.
fn write(folder: &TempDir, name: &str, articles: &[Value]) -> PathBuf {
    let path = folder.path().join(name);
    let lines: String = articles.iter().map(|article| format!("{article}\n")).collect();
    std::fs::write(&path, lines).expect("a file");
    path
}

fn article(id: &str, published: Option<&str>, text: &str) -> Value {
    let mut article = json!({"id": id, "text": text, "source": format!("outlet {id}")});
    if let Some(published) = published {
        article["published"] = published.into();
    }
    article
}

const QUAKES: [(&str, &str); 6] = [
    (
        "varna-1",
        "A strong earthquake struck the island of Varna on Sunday, killing 14 people, rescue chief \
         Milo Harkness said. Houses in the port of Tessel collapsed in the quake.",
    ),
    (
        "varna-2",
        "Rescuers in Tessel dug for survivors after the Varna earthquake. Harkness, who leads the \
         search on the island, said 14 were dead. The quake destroyed the harbour wall.",
    ),
    (
        "varna-3",
        "Fourteen people died when an earthquake hit Varna island. In Tessel, Milo Harkness asked \
         for tents. The harbour wall of Tessel was destroyed.",
    ),
    (
        "ostrel-1",
        "A strong earthquake struck the mountains near Ostrel on Thursday, killing 63 people, said \
         governor Ines Calloway. Houses in Brumeath collapsed in the quake.",
    ),
    (
        "ostrel-2",
        "Governor Calloway flew to Ostrel after the earthquake. In Brumeath, a school fell in; 63 \
         people were dead, Ines Calloway said. The quake closed the Brumeath pass.",
    ),
    (
        "ostrel-3",
        "The earthquake at Ostrel has killed 63 people. The Brumeath pass is closed, and Calloway, \
         the governor, said the school of Brumeath had been full.",
    ),
];

fn quakes() -> Vec<Value> {
    QUAKES.iter().map(|(id, text)| article(id, None, text)).collect()
}

#[test]
fn look_alikes_stay_apart_and_copies_are_one_voice() {
    let folder = TempDir::new().expect("a folder");
    let mut articles = quakes();
    articles.push(article("varna-1-copy", None, QUAKES[0].1));
    let found = rows(&events(&write(&folder, "in.jsonl", &articles), 2));
    let sets: Vec<BTreeSet<String>> = found.iter().map(members).collect();
    let wanted = |ids: &[&str]| ids.iter().map(|&id| id.to_owned()).collect::<BTreeSet<_>>();
    assert!(sets.contains(&wanted(&["ostrel-1", "ostrel-2", "ostrel-3"])), "{sets:?}");
    assert!(sets.contains(&wanted(&["varna-1", "varna-1-copy", "varna-2", "varna-3"])), "{sets:?}");
    let varna = found.iter().find(|row| members(row).contains("varna-1")).expect("an event");
    assert_eq!(varna["witnesses"], json!([["varna-1", "varna-1-copy"], ["varna-2"], ["varna-3"]]));
    assert!(varna.get("start").is_none() && !varna["title"].as_str().expect("a title").is_empty());
}

#[test]
fn days_keep_events_apart_and_are_given() {
    let folder = TempDir::new().expect("a folder");
    let (first, second) = (QUAKES[1].1, QUAKES[2].1);
    let articles = [
        article("a", Some("2024-03-03"), first),
        article("b", Some("2024-03-04T08:00:00+11:00"), second),
        article("c", Some("2024-09-20"), QUAKES[0].1),
    ];
    let found = rows(&events(&write(&folder, "in.jsonl", &articles), 1));
    assert_eq!(found.len(), 2, "{found:?}");
    assert_eq!(
        (&found[0]["start"], &found[0]["end"]),
        (&json!("2024-03-03"), &json!("2024-03-04")),
        "days as published, not as in UTC"
    );
    assert_eq!(members(&found[1]), BTreeSet::from(["c".to_owned()]));
}

#[test]
fn neither_order_nor_threads_change_a_byte() {
    let folder = TempDir::new().expect("a folder");
    let mut articles = quakes();
    for n in 0..200 {
        let words: String =
            (0..60).map(|at| format!("Word{} ", (at * at + n / 4 * 31) % 977)).collect();
        let day = format!("2024-05-{:02}", 1 + n % 28);
        articles.push(article(&format!("n{n}"), (n % 3 > 0).then_some(&day), &words));
    }
    let first = events(&write(&folder, "0.jsonl", &articles), 1);
    assert_eq!(rows(&first).iter().map(|row| members(row).len()).sum::<usize>(), articles.len());
    for (turn, threads) in [(1, 2), (2, 8), (3, 2)] {
        let n = articles.len();
        let turned: Vec<Value> =
            (0..n).map(|at| articles[(at * 83 + turn * 17) % n].clone()).collect();
        assert_eq!(turned.iter().map(|a| a["id"].to_string()).collect::<BTreeSet<_>>().len(), n);
        let path = write(&folder, &format!("{turn}.jsonl"), &turned);
        assert!(events(&path, threads) == first, "order {turn} on {threads} threads");
    }
}

#[test]
fn every_article_is_in_one_event_whatever_it_is() {
    let folder = TempDir::new().expect("a folder");
    let hot = |n: usize| format!("Merkel met Merkel in Berlin, said person{n} of place{n}.");
    let cases: Vec<(&str, Vec<Value>)> = vec![
        ("one", vec![article("only", Some("2024-01-01"), "One short text.")]),
        ("stop words", (0..4).map(|n| article(&format!("w{n}"), None, "and of the")).collect()),
        ("hot", (0..1_500).map(|n| article(&format!("h{n}"), None, &hot(n))).collect()),
        ("identical", (0..1_500).map(|n| article(&format!("i{n}"), None, QUAKES[0].1)).collect()),
        (
            "template",
            (0..700)
                .map(|n| {
                    article(&format!("t{n}"), None, &format!("Quake {n} of {} hits town{n}", n * 7))
                })
                .collect(),
        ),
        (
            "scripts",
            vec![
                article("zh", None, "北京发生地震，造成十四人死亡。救援人员正在搜寻。"),
                article("ru", None, "Землетрясение на острове Варна унесло жизни 14 человек."),
                article("de", None, "Bei einem Erdbeben auf der Insel Varna starben 14 Menschen."),
            ],
        ),
    ];
    for (name, articles) in cases {
        let found = rows(&events(&write(&folder, "case.jsonl", &articles), 2));
        let mut seen = BTreeSet::new();
        let mut labels = BTreeSet::new();
        for row in &found {
            let ids = members(row);
            assert_eq!(row["articles"].as_array().map(Vec::len), Some(ids.len()), "{name}");
            let voices: usize = row["witnesses"]
                .as_array()
                .expect("witnesses")
                .iter()
                .map(|voice| voice.as_array().map_or(0, Vec::len))
                .sum();
            assert_eq!(voices, ids.len(), "{name}");
            assert!(labels.insert(row["event"].to_string()), "{name}: a label twice");
            ids.into_iter().for_each(|id| assert!(seen.insert(id), "{name}: an article twice"));
        }
        assert_eq!(seen.len(), articles.len(), "{name}");
        if name == "identical" {
            assert_eq!(found.len(), 1);
            assert_eq!(found[0]["witnesses"].as_array().map(Vec::len), Some(1));
        }
    }
}

#[test]
fn bad_input_is_named_and_limits_are_kept() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("in.jsonl");
    std::fs::write(&path, "{\"id\":\"a\",\"text\":\"A quake hit Varna.\"}\n{broken\n")
        .expect("a file");
    let output = crosswire().arg("events").arg(&path).output().expect("a run");
    assert!(output.status.success());
    assert_eq!(rows(&output.stdout).len(), 1);
    assert!(String::from_utf8_lossy(&output.stderr).contains("in.jsonl:2"));
    let nothing: Vec<Value> = (0..3).map(|n| article(&format!("e{n}"), None, " \n")).collect();
    crosswire().arg("events").arg(write(&folder, "empty.jsonl", &nothing)).assert().code(2);
    crosswire().arg("events").arg(folder.path().join("none")).assert().code(2);
    crosswire().arg("events").arg(&path).args(["--max-memory", "1K"]).assert().code(2);
    let target = folder.path().join("out.jsonl");
    let summary = folder.path().join("summary.json");
    let mut command = crosswire();
    command.arg("events").arg(&path).arg("-o").arg(&target).arg("--summary").arg(&summary);
    command.args(["--quiet", "--no-progress"]).assert().success().stdout("");
    assert_eq!(rows(&std::fs::read(&target).expect("events")).len(), 1);
    let summary = rows(&std::fs::read(&summary).expect("a summary"));
    assert_eq!(summary[0]["n_events"], 1);
    assert_eq!(summary[0]["problems"].as_array().map(Vec::len), Some(1));
}

/// The files that `--report` makes of an input, and their bytes.
fn report(input: &Path, threads: usize) -> BTreeMap<String, String> {
    let folder = TempDir::new().expect("a folder");
    let target = folder.path().join("deep").join("report");
    let mut command = crosswire();
    command.arg("events").arg(input).arg("--report").arg(&target);
    command.args(["--quiet", "--threads", &threads.to_string()]).assert().success();
    files(&target)
}

fn files(folder: &Path) -> BTreeMap<String, String> {
    let entries = std::fs::read_dir(folder).expect("a folder");
    let read = |entry: std::io::Result<std::fs::DirEntry>| {
        let entry = entry.expect("an entry");
        let name = entry.file_name().into_string().expect("UTF-8");
        (name, std::fs::read_to_string(entry.path()).expect("a page"))
    };
    entries.map(read).collect()
}

/// The pages that an index leads to.
fn links(index: &str) -> Vec<&str> {
    let targets = index.split("<h2><a href=\"").skip(1);
    targets.map(|rest| rest.split('"').next().expect("a link")).collect()
}

/// Copies and look-alikes, one article that stands alone, and what may not run.
fn hostile() -> Vec<Value> {
    let mut articles = quakes();
    for (at, article) in articles.iter_mut().enumerate() {
        article["id"] = format!("../../{at}/<b>\"\u{1b}[31m").into();
        article["title"] = format!("</title><script>window.ran = {at}</script>").into();
        article["source"] = format!("<img src=http://example.org/{at}.png onerror=run()>").into();
        article["published"] = format!("2024-05-0{}", 6 - at % 3).into();
    }
    articles.push(article("copy-of-the-first", Some("2024-05-01"), QUAKES[0].1));
    articles.push(article("alone", None, "The museum of Lund bought a painting by an old master."));
    articles
}

#[test]
fn a_report_has_a_page_for_every_event_of_several_articles() {
    let folder = TempDir::new().expect("a folder");
    let input = write(&folder, "in.jsonl", &hostile());
    let pages = report(&input, 1);
    assert!(pages == report(&input, 8), "threads change the pages");
    let index = &pages["index.html"];
    let told: BTreeSet<String> = rows(&events(&input, 1))
        .iter()
        .filter(|row| members(row).len() > 1)
        .map(|row| format!("event-{}.html", row["event"].as_str().expect("an id")))
        .collect();
    assert_eq!(told.len(), 2);
    assert_eq!(links(index).into_iter().map(str::to_owned).collect::<BTreeSet<_>>(), told);
    assert_eq!(pages.len(), told.len() + 1, "{:?}", pages.keys());
    assert!(told.iter().all(|name| pages.contains_key(name)));
    assert!(index.contains("2 events in 7 articles. 1 more article tells of what no other does."));
    assert!(index.contains("4 articles, 3 witnesses"), "{index}");
    for (name, html) in &pages {
        assert!(html.contains("&#60;script&#62;window.ran"), "{name}");
        assert!(html.contains("default-src &#39;none&#39;"), "{name}");
        for unsafe_part in ["<script>window", "<img", "<b>\"", "src=\"http", "\u{1b}", "@import"] {
            assert!(!html.contains(unsafe_part), "{name}: {unsafe_part}");
        }
        assert!(!html.contains("href=\"http") && !html.contains("url(http"), "{name}");
    }
    let varna = links(index).iter().map(|&name| &pages[name]).find(|html| html.contains("Tessel"));
    let varna = varna.expect("the page of the larger event");
    assert!(varna.contains("outlet copy-of-the-first"), "the copy published first stands for both");
    assert!(varna.find("2024-05-01") < varna.find("2024-05-05"), "the first account comes first");
}

#[test]
fn a_report_does_not_depend_on_the_form_of_the_input() {
    let folder = TempDir::new().expect("a folder");
    let input = write(&folder, "in.jsonl", &hostile());
    let target = folder.path().join("piped");
    let mut command = crosswire();
    command.args(["events", "-", "--quiet", "--report"]).arg(&target);
    command.write_stdin(std::fs::read(&input).expect("the input")).assert().success();
    assert!(files(&target) == report(&input, 2));
}

#[test]
fn a_page_compares_the_ten_witnesses_published_first() {
    let folder = TempDir::new().expect("a folder");
    let places = ["the quay", "a mill", "the old market", "two schools", "some barns", "the dam"];
    let told = |n: usize| {
        let (a, b) = (places[n % 6], places[(n + 2) % 6]);
        if n < 6 {
            format!("In Tessel, Milo Harkness said 14 were dead. Varna shook, and {a} fell on {b}.")
        } else {
            format!(
                "Varna: {a} of Tessel and {b} are gone, with 14 people, by Milo Harkness' word."
            )
        }
    };
    let day = |n: usize| format!("2024-05-{:02}", 12 - n);
    let articles: Vec<Value> =
        (0..12).map(|n| article(&format!("w{n}"), Some(&day(n)), &told(n))).collect();
    let input = write(&folder, "in.jsonl", &articles);
    let grouped = rows(&events(&input, 1));
    assert_eq!(grouped[0]["witnesses"].as_array().map(Vec::len), Some(12), "{grouped:?}");
    let pages = report(&input, 2);
    let index = &pages["index.html"];
    assert!(index.contains("12 articles, 12 witnesses, 2 of them not on its page"), "{index}");
    let page = &pages[links(index)[0]];
    let shown = |n: usize| page.contains(&format!("outlet w{n}<"));
    assert_eq!((0..12).filter(|&n| shown(n)).collect::<Vec<_>>(), (2..12).collect::<Vec<_>>());
}

#[test]
fn copies_of_one_text_are_shown_beside_each_other() {
    let folder = TempDir::new().expect("a folder");
    let articles: Vec<Value> =
        (0..4).map(|n| article(&format!("copy-{n}"), None, QUAKES[0].1)).collect();
    let pages = report(&write(&folder, "in.jsonl", &articles), 2);
    let index = &pages["index.html"];
    assert!(index.contains("4 articles, 1 witness<"), "{index}");
    let page = &pages[links(index)[0]];
    assert!(page.contains("outlet copy-1</a>") && !page.contains("outlet copy-2</a>"));
    let named = "not compared here, by outlet copy-2 (copy-2) and outlet copy-3 (copy-3)<";
    assert!(page.contains(named), "{page}");
}

#[test]
fn a_copy_with_a_changed_fact_is_compared() {
    let folder = TempDir::new().expect("a folder");
    let told = "A strong earthquake struck the island of Varna on Sunday, killing 14 people, rescue \
                chief Milo Harkness said. Houses in the port of Tessel collapsed in the quake, and \
                the road along the harbour wall was closed to all but fire engines and cranes. The \
                ferry line took the hurt to the mainland, and schools stayed shut until further \
                notice.";
    let changed = told.replace("killing 14", "killing 41");
    let mut articles: Vec<Value> =
        (0..3).map(|n| article(&format!("copy-{n}"), Some("2024-05-05"), told)).collect();
    articles.push(article("slip", Some("2024-05-06"), &changed));
    articles.push(article("own", Some("2024-05-06"), QUAKES[1].1));
    let input = write(&folder, "in.jsonl", &articles);
    assert_eq!(rows(&events(&input, 1))[0]["witnesses"].as_array().map(Vec::len), Some(2));
    let pages = report(&input, 2);
    let index = &pages["index.html"];
    assert!(index.contains("5 articles, 2 witnesses <"), "{index}");
    assert!(index.contains("1 conflict"), "{index}");
    let page = &pages[links(index)[0]];
    let is_compared = |id: &str| page.contains(&format!("outlet {id}</a>"));
    assert!(is_compared("copy-0") && is_compared("slip") && is_compared("own"));
    assert!(!is_compared("copy-1") && !is_compared("copy-2"));
    assert!(page.contains("by outlet copy-1 (copy-1) and outlet copy-2 (copy-2)<"), "{page}");
}

#[test]
fn a_report_of_nothing_says_so_and_touches_no_other_file() {
    let folder = TempDir::new().expect("a folder");
    let input = write(&folder, "in.jsonl", &[article("only", None, QUAKES[0].1)]);
    let target = folder.path().join("report");
    std::fs::create_dir(&target).expect("a folder");
    std::fs::write(target.join("notes.txt"), "mine").expect("a file");
    std::fs::write(target.join("index.html"), "of yesterday").expect("a file");
    let run = |target: &Path| {
        let mut command = crosswire();
        command.arg("events").arg(&input).arg("--report").arg(target).assert()
    };
    run(&target).success();
    let found = files(&target);
    assert_eq!(found.keys().collect::<Vec<_>>(), ["index.html", "notes.txt"]);
    assert_eq!(found["notes.txt"], "mine");
    assert!(found["index.html"].contains("No event is told of by more than one article."));
    let refused = run(&input).code(2).stdout("");
    assert!(String::from_utf8_lossy(&refused.get_output().stderr).contains("in.jsonl"));
}

#[test]
fn a_page_that_cannot_be_written_is_named() {
    let folder = TempDir::new().expect("a folder");
    let input = write(&folder, "in.jsonl", &quakes());
    let label = rows(&events(&input, 1))[0]["event"].as_str().expect("an id").to_owned();
    let name = format!("event-{label}.html");
    let target = folder.path().join("report");
    std::fs::create_dir_all(target.join(&name)).expect("a folder");
    let mut command = crosswire();
    let refused = command.arg("events").arg(&input).arg("--report").arg(&target).assert().code(2);
    assert!(String::from_utf8_lossy(&refused.get_output().stderr).contains(&name));
    assert!(!target.join("index.html").exists());
}

#[test]
fn an_article_that_changed_since_it_was_grouped_is_an_error() {
    let folder = TempDir::new().expect("a folder");
    let path = write(&folder, "in.jsonl", &quakes());
    let written = std::fs::read_to_string(&path).expect("the input");
    let config = Config::default();
    let inputs = [Input::Path(path.clone())];
    let request =
        EventsRequest { inputs: &inputs, max_memory: None, model: EventGroupModel::news() };
    let grouped = group(&request, &config, &()).expect("events");
    assert!(grouped.pages(&config, &()).all(|page| page.is_ok()));
    for changed in [written.replace("63", "36"), "?".repeat(written.len()), String::new()] {
        std::fs::write(&path, changed).expect("a file");
        let failed = grouped.pages(&config, &()).find_map(Result::err).expect("an error");
        assert!(failed.is_io() && failed.to_string().contains("\"ostrel-1\""), "{failed}");
    }
}
