"use strict";
// The page works without this: it adds the switch of languages, filters that live in the address, and a picture that can be walked through.
(() => {
  const root = document.documentElement;
  const $ = (id) => document.getElementById(id);
  const isEnglish = () => root.lang === "en";
  const say = (zh, en) => (isEnglish() ? en : zh);

  // --- language ------------------------------------------------------------------------------------------------------------------
  const whenSpoken = [];
  function speak(language) {
    root.lang = language;
    for (const element of document.querySelectorAll("[data-spoken]")) element.setAttribute(element.dataset.spoken, say(element.dataset.zh, element.dataset.en));
    for (const option of document.querySelectorAll("option[data-zh]")) option.textContent = say(option.dataset.zh, option.dataset.en);
    $("zh").setAttribute("aria-pressed", String(!isEnglish()));
    $("en").setAttribute("aria-pressed", String(isEnglish()));
    for (const tell of whenSpoken) tell();
  }
  const ownLanguage = root.lang;

  // --- the address: #anchor?key=value&… ---------------------------------------------------------------------------------------------
  const keys = ["severity", "family", "plan"];
  const form = $("filters");
  const findings = form ? [...document.querySelectorAll(".finding")] : [];
  const groups = form ? [...document.querySelectorAll(".group")] : [];
  const texts = new Map();  // of findings, made at the first search
  let anchor = "";

  function read() {
    const [where, query = ""] = location.hash.slice(1).split(/\?(.*)/s, 2);
    return { where, state: new URLSearchParams(query) };
  }
  const boxes = (key) => (form ? [...form.querySelectorAll(`fieldset[data-key="${key}"] input`)] : []);

  function stateOf() {
    const state = new URLSearchParams();
    for (const key of keys) {
      const chosen = boxes(key).filter((box) => box.checked).map((box) => box.value);
      if (chosen.length > 0) state.set(key, chosen.join(","));
    }
    if ($("unit")?.value) state.set("unit", $("unit").value);
    if ($("q")?.value.trim()) state.set("q", $("q").value.trim());
    if (root.lang !== ownLanguage) state.set("lang", isEnglish() ? "en" : "zh");
    return state;
  }
  function keep() {
    const query = stateOf().toString();
    const address = `#${anchor}${query ? "?" + query : ""}`;
    if (address !== (location.hash || "#")) history.replaceState(null, "", address === "#" ? location.pathname + location.search : address);
  }
  function restore(state) {
    for (const key of keys) {
      const chosen = new Set((state.get(key) ?? "").split(",").filter(Boolean));
      for (const box of boxes(key)) box.checked = chosen.has(box.value);
    }
    if ($("unit")) {
      $("unit").value = state.get("unit") ?? "";
      if ($("unit").selectedIndex < 0) $("unit").value = "";
    }
    if ($("q")) $("q").value = state.get("q") ?? "";
  }

  // --- filters ----------------------------------------------------------------------------------------------------------------------
  const textOf = (finding) => {
    let text = texts.get(finding);
    if (text === undefined) texts.set(finding, (text = finding.textContent.toLowerCase()));
    return text;
  };
  function filter() {
    if (!form) return;
    const wanted = keys.map((key) => [key, new Set(boxes(key).filter((box) => box.checked).map((box) => box.value))]).filter(([, values]) => values.size > 0);
    const unit = $("unit")?.selectedOptions[0]?.dataset.number;
    const words = $("q").value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    const open = new Set();
    for (const finding of findings) {
      const fits = wanted.every(([key, values]) => values.has(finding.dataset[key])) && (unit === undefined || finding.dataset.units.split(" ").includes(unit)) &&
        words.every((word) => textOf(finding).includes(word));
      if (finding.hidden === fits) finding.hidden = !fits;
      if (!fits) continue;
      ++shown;
      open.add(finding.parentElement);
    }
    for (const group of groups) group.hidden = !open.has(group);
    $("nothing").hidden = shown > 0;
    const narrowed = wanted.length > 0 || unit !== undefined || words.length > 0;
    $("clear").hidden = !narrowed;
    const tell = () => {
      $("count").textContent = narrowed ? say(`显示 ${shown} 个，共 ${findings.length} 个`, `${shown} of ${findings.length} shown`) : say(`共 ${findings.length} 个问题`, `${findings.length} findings`);
    };
    whenSpoken[0] = tell;
    tell();
  }
  whenSpoken.push(() => {});

  function goTo(id) {
    for (const old of document.querySelectorAll(".finding.target")) old.classList.remove("target");
    const element = id && document.getElementById(id);
    if (!element) return;
    if (element.hidden || element.closest("[hidden]")) {
      // A link to what the filters hide is worth more than the filters.
      restore(new URLSearchParams());
      filter();
      keep();
    }
    for (let above = element.closest("details"); above; above = above.parentElement.closest("details")) above.open = true;
    if (element.classList.contains("finding")) {
      element.classList.add("target");
      element.tabIndex = -1;
      element.focus({ preventScroll: true });
    }
    element.scrollIntoView();
  }
  function arrive() {
    const { where, state } = read();
    anchor = where;
    restore(state);
    const language = state.get("lang");
    speak(language === "en" ? "en" : language === "zh" ? "zh-CN" : ownLanguage);
    filter();
    goTo(anchor);
  }

  if (form) {
    form.hidden = false;
    let waiting = 0;
    const change = () => {
      filter();
      keep();
    };
    form.addEventListener("change", change);
    form.addEventListener("submit", (event) => event.preventDefault());
    $("q").addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(change, 120);
    });
    $("clear").addEventListener("click", () => {
      restore(new URLSearchParams());
      change();
      $("q").focus();
    });
  }
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href^='#']");
    if (!link || link.classList.contains("skip") || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    anchor = link.getAttribute("href").slice(1);
    const query = stateOf().toString();
    history.pushState(null, "", `#${anchor}${query ? "?" + query : ""}`);
    goTo(anchor);
    keep();
  });
  addEventListener("hashchange", arrive);
  addEventListener("popstate", arrive);

  document.querySelector(".tools").hidden = false;
  const choose = (language) => {
    speak(language);
    keep();
  };
  $("zh").addEventListener("click", () => choose("zh-CN"));
  $("en").addEventListener("click", () => choose("en"));
  $("print").addEventListener("click", () => print());

  // On paper everything is open and whole.
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details:not([open])")];
    for (const one of closed) one.open = true;
    for (const reset of resets) reset();
  });
  addEventListener("afterprint", () => {
    for (const one of closed) one.open = false;
    closed = [];
  });

  // --- the picture of dependencies ----------------------------------------------------------------------------------------------------
  const resets = [];
  function bring(graph) {
    const canvas = graph.querySelector(".canvas");
    const svg = canvas.querySelector("svg");
    const tools = graph.querySelector(".graph-tools");
    const about = graph.querySelector(".about");
    const search = tools.querySelector("input");
    const output = tools.querySelector("output");
    const nodes = new Map([...svg.querySelectorAll(".node")].map((node) => [node.dataset.node, node]));
    const edges = [...svg.querySelectorAll(".edge")];
    const ways = new Map();  // by node
    for (const edge of edges) {
      for (const end of [edge.dataset.from, edge.dataset.to]) {
        if (!ways.has(end)) ways.set(end, []);
        ways.get(end).push(edge);
      }
    }
    const full = { x: 0, y: 0, w: Number(svg.dataset.width), h: Number(svg.dataset.height) };
    let view = { ...full };
    let chosen = null;
    let matches = [];
    let at = -1;

    tools.hidden = false;
    canvas.classList.add("live");
    const show = () => svg.setAttribute("viewBox", `${view.x} ${view.y} ${view.w} ${view.h}`);
    // Its whole width at first, as long as it can be read: a tall picture is read from its top.
    const start = () => {
      const { width, height } = canvas.getBoundingClientRect();
      const w = full.w <= width * 1.75 ? full.w : Math.max(width, 1) * 1.35;
      // A small picture needs no large window.
      const needed = Math.min(height, Math.max(160, full.h * width / w));
      canvas.style.height = `${Math.ceil(needed)}px`;
      view = { x: 0, y: 0, w, h: w * (needed || 1) / (width || 1) };
      show();
    };
    const fit = () => {
      view = { ...full };
      show();
    };
    const zoom = (factor, cx = view.x + view.w / 2, cy = view.y + view.h / 2) => {
      const w = Math.min(full.w * 4, Math.max(200, view.w * factor));
      const f = w / view.w;
      view = { x: cx - (cx - view.x) * f, y: cy - (cy - view.y) * f, w, h: view.h * f };
      show();
    };
    const pan = (dx, dy) => {
      view.x = Math.min(full.w - view.w * .1, Math.max(-view.w * .9, view.x + dx));
      view.y = Math.min(full.h - view.h * .1, Math.max(-view.h * .9, view.y + dy));
      show();
    };
    const scale = () => 1 / svg.getScreenCTM().a;
    const centre = (node) => {
      const box = node.getBBox();
      const { width, height } = canvas.getBoundingClientRect();
      if (view.w > width * 1.6 || view.h > height * 1.6) {
        view.w = width * 1.2;
        view.h = height * 1.2;
      }
      // In the middle, but without showing what is outside of the picture.
      const within = (middle, size, all) => Math.max(0, Math.min(middle - size / 2, all - size));
      view.x = within(box.x + box.width / 2, view.w, full.w);
      view.y = within(box.y + box.height / 2, view.h, full.h);
      show();
    };
    const put = (tag, text, parent) => {
      const element = document.createElement(tag);
      element.textContent = text;
      parent.append(element);
      return element;
    };
    const tell = () => {
      about.hidden = !chosen;
      about.replaceChildren();
      if (!chosen) return;
      const own = ways.get(chosen.dataset.node) ?? [];
      const head = put("p", "", about);
      put("b", say(chosen.dataset.zh, chosen.dataset.en), head);
      if (own.length === 0) put("p", say("图中没有与它相连的。", "Nothing in the picture is tied to it."), about);
      const list = put("ul", "", about);
      for (const edge of own) put("li", say(edge.dataset.zh, edge.dataset.en), list);
      if (own.length === 0) list.remove();
      const links = chosen.dataset.links.split(" ").filter(Boolean);
      if (links.length > 0) {
        const line = put("p", say("有关的问题：", "Findings: "), about);
        links.forEach((id, i) => {
          const anchorOf = document.getElementById(id)?.querySelector(".anchor");
          if (i > 0) line.append(" ");
          const link = put("a", anchorOf ? say("问题 ", "finding ") + anchorOf.textContent : id, line);
          link.href = "#" + id;
        });
      }
    };
    const choose = (node) => {
      for (const near of svg.querySelectorAll(".near, .chosen")) near.classList.remove("near", "chosen");
      chosen = node;
      svg.classList.toggle("picked", Boolean(node));
      if (node) {
        node.classList.add("near", "chosen");
        for (const edge of ways.get(node.dataset.node) ?? []) {
          edge.classList.add("near");
          nodes.get(edge.dataset.from)?.classList.add("near");
          nodes.get(edge.dataset.to)?.classList.add("near");
        }
      }
      tell();
    };
    const find = () => {
      const words = search.value.trim().toLowerCase();
      matches = words ? [...nodes.values()].filter((node) => node.textContent.toLowerCase().includes(words) || node.dataset.zh.toLowerCase().includes(words)) : [];
      at = matches.length > 0 ? 0 : -1;
      output.textContent = words ? (matches.length > 0 ? say(`第 1 个，共 ${matches.length} 个（回车看下一个）`, `1 of ${matches.length} (Enter for the next)`) : say("没有找到", "nothing found")) : "";
      choose(matches[0] ?? null);
      if (matches[0]) centre(matches[0]);
    };
    const next = (step) => {
      if (matches.length === 0) return;
      at = (at + step + matches.length) % matches.length;
      output.textContent = say(`第 ${at + 1} 个，共 ${matches.length} 个`, `${at + 1} of ${matches.length}`);
      choose(matches[at]);
      centre(matches[at]);
    };
    search.addEventListener("input", find);
    search.addEventListener("keydown", (event) => {
      if (event.key === "Enter") next(event.shiftKey ? -1 : 1);
      if (event.key === "Escape") {
        search.value = "";
        find();
      }
    });
    tools.addEventListener("click", (event) => {
      const what = event.target.closest("button")?.dataset.do;
      if (what === "in") zoom(.8);
      if (what === "out") zoom(1.25);
      if (what === "fit") fit();
    });
    canvas.addEventListener("keydown", (event) => {
      const step = view.w / 12;
      const moves = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] };
      if (event.key in moves) pan(...moves[event.key]);
      else if (event.key === "+" || event.key === "=") zoom(.8);
      else if (event.key === "-") zoom(1.25);
      else if (event.key === "0") fit();
      else if (event.key === "Escape") choose(null);
      else return;
      event.preventDefault();
    });
    canvas.addEventListener("wheel", (event) => {
      // The page scrolls on; with Ctrl, as everywhere, the wheel zooms.
      if (!event.ctrlKey) return;
      event.preventDefault();
      const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
      zoom(event.deltaY > 0 ? 1.15 : .87, point.x, point.y);
    }, { passive: false });
    let drag = null;
    canvas.addEventListener("pointerdown", (event) => {
      drag = { x: event.clientX, y: event.clientY, moved: false, on: event.target.closest(".node") };
    });
    canvas.addEventListener("pointermove", (event) => {
      if (!drag) return;
      const dx = event.clientX - drag.x;
      const dy = event.clientY - drag.y;
      if (!drag.moved && Math.hypot(dx, dy) < 5) return;
      if (!drag.moved) canvas.setPointerCapture(event.pointerId);
      drag.moved = true;
      pan(-dx * scale(), -dy * scale());
      drag.x = event.clientX;
      drag.y = event.clientY;
    });
    const drop = () => {
      if (drag && !drag.moved) choose(drag.on === chosen ? null : drag.on);
      drag = null;
    };
    canvas.addEventListener("pointerup", drop);
    canvas.addEventListener("pointercancel", () => (drag = null));
    whenSpoken.push(tell);
    resets.push(() => {
      choose(null);
      fit();
    });
    start();
  }
  for (const graph of document.querySelectorAll(".graph")) bring(graph);

  arrive();
})();
