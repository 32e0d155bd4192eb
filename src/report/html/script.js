
(() => {
  "use strict";
  const root = document.documentElement;
  const find = (selector, within = document) => [...within.querySelectorAll(selector)];
  const entries = find("[data-entry]");
  const pieces = find("[data-e]");
  const refs = find("[data-ref]");
  const status = document.getElementById("status");
  const reset = document.getElementById("reset");
  const filters = find("[data-verdict][aria-pressed], [data-facet][aria-pressed]");
  const wide = window.matchMedia("(min-width: 68rem)");
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  const numbers = (list) => (list || "").split(" ").filter(Boolean);
  const entryOf = new Map(entries.map((entry) => [entry.dataset.entry, entry]));
  const isShown = (number) => entryOf.has(number) && !entryOf.get(number).classList.contains("off");
  let selected = null;
  let isReady = false;

  root.classList.add("js");

  // Which text of many is shown.
  const tabs = find(".tabs a");
  const panels = tabs.map((tab) => document.querySelector(tab.getAttribute("href")));
  const showTab = (at) => {
    tabs.forEach((tab, i) => {
      tab.setAttribute("aria-selected", String(i === at));
      tab.tabIndex = i === at ? 0 : -1;
      panels[i].hidden = i !== at;
    });
  };
  if (tabs.length > 0) {
    const list = document.querySelector(".tabs");
    list.setAttribute("role", "tablist");
    find("li", list).forEach((item) => item.setAttribute("role", "presentation"));
    tabs.forEach((tab, i) => {
      tab.setAttribute("role", "tab");
      tab.setAttribute("aria-controls", panels[i].id);
      panels[i].setAttribute("role", "tabpanel");
      panels[i].setAttribute("aria-labelledby", tab.id);
      tab.addEventListener("click", (event) => {
        event.preventDefault();
        showTab(i);
      });
      tab.addEventListener("keydown", (event) => {
        const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        if (step) {
          const next = (i + step + tabs.length) % tabs.length;
          showTab(next);
          tabs[next].focus();
          event.preventDefault();
        }
      });
    });
    showTab(0);
  }
  const reveal = (element) => {
    const at = panels.findIndex((panel) => panel.contains(element));
    if (at >= 0) showTab(at);
  };

  // Scrolls `element` into view within its own scrolled box, or the page where there is none.
  const bring = (element, share) => {
    const behavior = calm.matches || !isReady ? "auto" : "smooth";
    const box = element.closest(".body, .findings");
    if (wide.matches && box) {
      const offset = element.getBoundingClientRect().top - box.getBoundingClientRect().top;
      box.scrollTo({ top: box.scrollTop + offset - box.clientHeight * share, behavior });
    } else {
      element.scrollIntoView({ block: "center", behavior });
    }
  };

  const say = (text) => {
    if (status) status.textContent = text;
  };

  // The gravest finding shown that covers a piece of text gives its ground, the gravest that
  // marks it its underline.
  const paint = () => {
    for (const piece of pieces) {
      const all = numbers(piece.dataset.e);
      const marked = numbers(piece.dataset.m);
      const top = all.find(isShown);
      const isOn = selected !== null && all.includes(selected);
      const kind = isOn ? selected : top;
      const marker = isOn && marked.includes(selected) ? selected : marked.find(isShown);
      piece.className = "s " + (kind ? entryOf.get(kind).dataset.verdict : "plain");
      if (marker) piece.classList.add("m-" + entryOf.get(marker).dataset.verdict);
      piece.classList.toggle("on", isOn);
      piece.classList.toggle("hit", isOn && marked.includes(selected));
    }
    for (const ref of refs) {
      ref.classList.toggle("off", !isShown(ref.dataset.ref));
      ref.classList.toggle("on", ref.dataset.ref === selected);
    }
  };

  const unfold = () => {
    root.classList.toggle("fold", wide.matches);
    for (const entry of entries) {
      const pick = entry.querySelector(".pick");
      if (!pick) continue;
      if (wide.matches && entry.querySelector(".says")) {
        pick.setAttribute("aria-expanded", String(entry.dataset.entry === selected));
      } else {
        pick.removeAttribute("aria-expanded");
      }
    }
  };

  // Emphasises finding `number` in the list and in the texts; null lifts that.
  const select = (number) => {
    selected = number;
    for (const entry of entries) {
      const isOn = entry.dataset.entry === number;
      entry.classList.toggle("on", isOn);
      const pick = entry.querySelector(".pick");
      if (pick && isOn) pick.setAttribute("aria-current", "true");
      else if (pick) pick.removeAttribute("aria-current");
    }
    paint();
    unfold();
  };

  // The first piece of finding `number` in every text, marked words before others.
  const places = (number) => find(".text").map((text) => {
    const own = find("[data-e]", text).filter((p) => numbers(p.dataset.e).includes(number));
    return own.find((p) => numbers(p.dataset.m).includes(number)) || own[0];
  }).filter(Boolean);

  const frame = () => {
    const main = document.getElementById("main");
    if (wide.matches && main.getBoundingClientRect().top > window.innerHeight * 0.45) {
      main.scrollIntoView({ block: "start" });
    }
  };

  const showInTexts = (number, target) => {
    select(number);
    frame();
    const found = places(number);
    const first = target ? found.find((piece) => target.closest(".text").contains(piece)) : found[0];
    if (first) reveal(first);
    if (wide.matches || tabs.length > 0) found.forEach((piece) => {
      if (!piece.closest(".text").hidden) bring(piece, 0.3);
    });
    if (!wide.matches && first) bring(first, 0.3);
    const labels = found.map((piece) => piece.closest(".text").querySelector(".label").textContent);
    const name = document.querySelector(`[data-ref="${number}"]`);
    say((name ? name.getAttribute("aria-label") : "Finding " + number) + ": shown in " + labels.join(" and "));
  };

  const showInList = (number, focus, isStill) => {
    select(number);
    if (!isStill) frame();
    const entry = entryOf.get(number);
    if (!entry) return;
    bring(entry, 0.25);
    for (const piece of places(number)) {
      if (wide.matches && !piece.closest(".text").hidden) bring(piece, 0.3);
    }
    const pick = entry.querySelector(".pick");
    if (focus && pick) pick.focus({ preventScroll: true });
  };

  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const link = event.target.closest("a.ref, a.beside, a.pick, a.go");
    if (link && link.matches(".ref, .beside")) {
      event.preventDefault();
      showInList(link.dataset.ref || link.dataset.to, true);
      return;
    }
    const entry = event.target.closest("[data-entry]");
    if (entry && (link || !event.target.closest("a"))) {
      if (!link && (!wide.matches || String(window.getSelection()))) return;
      event.preventDefault();
      const target = link && link.classList.contains("go")
        ? document.getElementById(link.getAttribute("href").slice(1)) : null;
      showInTexts(entry.dataset.entry, target);
      return;
    }
    const to = event.target.closest("a[href^='#text-']");
    if (to) {
      const panel = document.querySelector(to.getAttribute("href"));
      if (panel) reveal(panel);
      return;
    }
    const piece = event.target.closest("[data-e]");
    if (piece && !String(window.getSelection())) {
      const shown = numbers(piece.dataset.e).filter(isShown);
      const next = shown[(shown.indexOf(selected) + 1) % shown.length];
      if (next) showInList(next, false);
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && selected !== null) {
      select(null);
      say("Nothing selected");
      return;
    }
    const pick = event.target.closest(".pick");
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (pick && step) {
      const shown = find("[data-entry]:not(.off) .pick");
      const next = shown[shown.indexOf(pick) + step];
      if (next) {
        next.focus();
        event.preventDefault();
      }
    }
  });

  // Filters: nothing pressed shows everything.
  const pressed = (name) => new Set(filters
    .filter((button) => button.dataset[name] && button.getAttribute("aria-pressed") === "true")
    .map((button) => button.dataset[name]));
  const filter = () => {
    const verdicts = pressed("verdict");
    const facets = pressed("facet");
    let n = 0;
    for (const entry of entries) {
      const isIn = (verdicts.size === 0 || verdicts.has(entry.dataset.verdict))
        && (facets.size === 0 || numbers(entry.dataset.facets).some((facet) => facets.has(facet)));
      entry.classList.toggle("off", !isIn);
      n += isIn ? 1 : 0;
    }
    for (const group of find(".group")) {
      group.classList.toggle("off", !group.querySelector("[data-entry]:not(.off)"));
    }
    for (const heading of find(".apart")) {
      heading.classList.toggle("off", !document.querySelector(".alone [data-entry]:not(.off)"));
    }
    const isAll = verdicts.size + facets.size === 0;
    reset.hidden = isAll;
    if (selected !== null && !isShown(selected)) select(null);
    paint();
    say(isAll ? "" : `${n} of ${entries.length} shown`);
  };
  for (const button of filters) {
    button.disabled = false;
    button.addEventListener("click", () => {
      button.setAttribute("aria-pressed", String(button.getAttribute("aria-pressed") !== "true"));
      filter();
    });
  }
  if (reset) {
    reset.addEventListener("click", () => {
      filters.forEach((button) => button.setAttribute("aria-pressed", "false"));
      filter();
      if (filters[0]) filters[0].focus();
    });
  }

  wide.addEventListener("change", unfold);
  unfold();

  // A link to a finding, or to a place in a text, opens the page there; #show-3 does it where
  // the page itself is not to be scrolled.
  const linked = /^#(?:e|show-|t\d+-)(\d+)$/.exec(window.location.hash);
  window.addEventListener("load", () => {
    if (linked && entryOf.has(linked[1])) {
      showInList(linked[1], false, linked[0].startsWith("#show-"));
    }
    isReady = true;
  });
})();
