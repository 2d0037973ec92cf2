"use strict";
(() => {
  const $ = (selector, root = document) => root.querySelector(selector);
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
  const make = (name, text, klass) => {
    const node = document.createElement(name);
    if (text) node.textContent = text;
    if (klass) node.className = klass;
    return node;
  };
  const build = (name, klass, ...children) => {
    const node = make(name, "", klass);
    node.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
    return node;
  };
  const drawn = (name, attributes) => {
    const node = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    return node;
  };
  document.documentElement.classList.add("js");

  // All records, as columns: a repeating column is a table of strings and the place of each row's own.
  const data = JSON.parse($("#data").textContent);
  const REPEATING = { claims: ["day", "time", "kind", "label", "stance", "voice", "chain", "place", "origin", "note"],
    events: ["when", "likely", "against", "count", "kind"], reports: ["outlet", "published", "note", "lang"] };
  const value = (table, field, n) => {
    const column = data[table][field];
    return REPEATING[table].includes(field) ? column[0][column[1][n]] : column[n];
  };
  const LETTERS = { c: "claims", e: "events", r: "reports" };
  const places = {};
  for (const [letter, table] of Object.entries(LETTERS)) {
    places[letter] = new Map(data[table].id.map((id, n) => [id, n]));
  }
  const claimsOf = data.reports.id.map(() => []);
  data.claims.report.forEach((r, n) => claimsOf[r].push(n));
  const claim = (field, n) => value("claims", field, n);
  const quote = (n) => {
    const passage = data.claims.passage[n];
    return passage < 0 ? data.claims.quote[n]
      : data.reports.passages[data.claims.report[n]][passage].slice(data.claims.start[n], data.claims.end[n]);
  };
  const anchor = (n) => "c" + data.claims.id[n];
  const told = (name) => places.c.get(+name.slice(1));
  const published = (r) => value("reports", "published", r).replace(/ \d{4}(, \d\d:\d\d UTC)?$/, "");
  const count = (n, one) => `${["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"][n] || n} ${one}${n === 1 ? "" : "s"}`;

  // One row of each kind.
  const voiceLine = (n, name = "div") => {
    const line = build(name, "v", make("span", "", `swatch k-${claim("voice", n)}`),
      `${claim("chain", n)}, ${published(data.claims.report[n])}`);
    return line;
  };
  const claimRow = (n) => {
    const row = make("tr");
    row.id = anchor(n);
    row.dataset.kind = claim("kind", n);
    const link = make("a", quote(n), "q");
    link.href = `#${anchor(n)}q`;
    link.dir = "auto";
    const stance = claim("stance", n);
    row.append(
      build("td", "t", claim("time", n), data.claims.said[n] ? make("span", "day on which it was said", "basis") : null),
      build("td", "", link, voiceLine(n), claim("note", n) ? make("span", claim("note", n), "review") : null),
      build("td", "", make("span", claim("label", n), "kind"), " ", make("span", stance, `stance ${stance}`)),
      make("td", claim("place", n), "p"));
    return row;
  };
  const grid = $(".axisrow")?.dataset.grid || "";
  const eventRow = (n) => {
    const at = (field) => value("events", field, n);
    const name = make("a", at("title"), "mark");
    const claims = at("claims");
    name.href = claims.length ? `#c${claims[0]}` : "#events";
    name.dataset.claims = claims.slice(0, 40).map((id) => "c" + id).join(" ");
    name.dir = "auto";
    const facts = build("div", "dim", [at("when"), at("likely"), at("against")].filter(Boolean).join(" · ") + " ",
      at("least") < 2 ? make("span", "weak", "weak") : null);
    const box = make("div", "", "barbox");
    const bar = at("bar");
    if (bar.length) {
      const [left, right, low, high, ends, hollow] = bar, klass = hollow ? "ev hollow" : "ev";
      const svg = drawn("svg", { class: "bar", viewBox: "0 0 1000 14", preserveAspectRatio: "none", height: 14, "aria-hidden": "true" });
      if (grid) svg.append(drawn("path", { d: grid, class: "grid" }));
      svg.append(drawn("rect", { x: left, y: 1, width: right - left, height: 12, class: `${klass} pale` }));
      if (low >= 0) svg.append(drawn("rect", { x: low, y: 1, width: high - low, height: 12, class: `${klass} core` }));
      if (ends & 1) svg.append(drawn("rect", { x: 0, y: 1, width: 3, height: 12, class: "beyond" }));
      if (ends & 2) svg.append(drawn("rect", { x: 997, y: 1, width: 3, height: 12, class: "beyond" }));
      box.append(svg);
    }
    const row = build("li", at("least") < 2 ? "event thin" : "event", build("div", "", build("div", "what", name), facts),
      make("b", at("count"), "n"), box);
    row.id = "e" + data.events.id[n];
    row.dataset.n = at("least");
    return row;
  };
  const passageNode = (r, p, now) => {
    const text = data.reports.passages[r][p];
    const inside = claimsOf[r].filter((n) => data.claims.passage[n] === p);
    const cuts = [...new Set([0, text.length, ...inside.flatMap((n) => [data.claims.start[n], data.claims.end[n]])])]
      .sort((a, b) => a - b);
    const node = make("p", "", "passage"), begun = new Set();
    node.dir = "auto";
    cuts.slice(0, -1).forEach((a, i) => {
      const b = cuts[i + 1], over = inside.filter((n) => data.claims.start[n] <= a && data.claims.end[n] >= b);
      if (!over.length) { node.append(text.slice(a, b)); return; }
      if (now === undefined) {
        for (const n of over) if (!begun.has(n)) {
          const spot = make("span");
          spot.id = anchor(n) + "q";
          node.append(spot);
          begun.add(n);
        }
      }
      const mark = make("mark", text.slice(a, b), over.includes(now) ? "now" : "");
      mark.dataset.c = over.map(anchor).join(" ");
      node.append(mark);
    });
    return node;
  };
  const reportTitle = (r) => `${value("reports", "outlet", r)} · ${data.reports.title[r] || "without a title"} · ${value("reports", "published", r)}`;
  const reportRow = (r) => {
    const at = (field) => value("reports", field, r);
    const aside = [at("published"), count(claimsOf[r].length, "claim"), at("note")].filter(Boolean).join(" · ");
    const title = at("title");
    const list = make("dl");
    for (const [name, text] of at("facts")) {
      const dd = make("dd", text);
      dd.dir = "auto";
      list.append(make("dt", name), dd);
    }
    if (at("back").length) {
      const dd = make("dd");
      at("back").forEach(([name, to, how], n) => {
        const link = make(to ? "a" : "bdi", name);
        if (to) link.href = "#" + to;
        dd.append(n ? "; " : "", link, ` (${how})`);
      });
      list.append(make("dt", "Goes back to"), dd);
    }
    const node = build("details", "report",
      build("summary", "", build("b", "", make("bdi", at("outlet"))), " · ", title ? make("bdi", title) : "without a title",
        make("span", " · " + aside, "dim")),
      list, ...at("passages").map((_, p) => passageNode(r, p)));
    node.id = "r" + data.reports.id[r];
    if (at("lang")) node.lang = at("lang");
    return node;
  };

  // Lists: rows by number, laid out a page at a time; short lists keep their own nodes.
  const ROWS = { claims: claimRow, events: eventRow, reports: reportRow };
  const GROUPS = ["", "Only roughly dated", "Before or after the days shown, or without a date"];
  const lists = new Map();
  const list = (name) => {
    if (!lists.has(name)) {
      const box = $("#list-" + name);
      const nodes = [...box.children];
      for (const template of $$(`template[data-of="${name}"]`)) nodes.push(...template.content.children);
      const items = ROWS[name] ? data[name].id.map((_, n) => n) : nodes;
      lists.set(name, { name, box, items, shown: items, page: 0, per: +box.dataset.page, row: ROWS[name] || ((node) => node) });
    }
    return lists.get(name);
  };
  const turn = (l, page) => {
    const pages = Math.max(1, Math.ceil(l.shown.length / l.per));
    l.page = Math.min(Math.max(0, page), pages - 1);
    const rows = [];
    let group = 0;
    for (const item of l.shown.slice(l.page * l.per, (l.page + 1) * l.per)) {
      if (l.name === "events" && data.events.group[item] !== group) {
        group = data.events.group[item];
        if (group) rows.push(make("li", GROUPS[group], "grouphead"));
      }
      rows.push(l.row(item));
    }
    l.box.replaceChildren(...rows);
    turner(l, pages);
  };
  const turner = (l, pages) => {
    const box = $(`.turner[data-for="${l.name}"]`);
    if (!box) return;
    box.replaceChildren();
    if (pages < 2) return;
    const step = (text, by) => {
      const b = make("button", text);
      b.type = "button";
      b.disabled = l.page + by < 0 || l.page + by >= pages;
      b.onclick = () => { turn(l, l.page + by); l.box.closest("section").scrollIntoView({ block: "start" }); };
      return b;
    };
    box.append(step("Earlier page", -1), make("span", `${l.page + 1} of ${pages}`), step("Later page", 1));
  };
  for (const box of $$(".turner")) {
    const l = list(box.dataset.for), pages = Math.ceil(l.shown.length / l.per);
    if (ROWS[l.name]) turner(l, pages); else turn(l, 0);
  }

  // Filters.
  const fits = {
    claims: (n, field, wanted) => claim(field, n) === wanted,
    events: (n, field, wanted) => field === "kind" ? value("events", "kind", n) === wanted
      : data.events.claims[n].some((id) => claim(field, places.c.get(id)) === wanted),
  };
  const haystacks = new Map();
  const haystack = (n) => {
    if (!haystacks.has(n)) {
      haystacks.set(n, [quote(n), claim("chain", n), claim("label", n), claim("place", n), claim("time", n), claim("stance", n)]
        .join(" ").toLocaleLowerCase());
    }
    return haystacks.get(n);
  };
  for (const form of $$(".filters")) {
    const name = form.dataset.for;
    const apply = () => {
      const l = list(name);
      const wanted = $$("select", form).filter((s) => s.value).map((s) => [s.dataset.field, s.value]);
      const words = ($("[data-words]", form)?.value || "").toLocaleLowerCase().split(/\s+/).filter(Boolean);
      const least = $("[data-least]", form)?.checked ? +$("[data-least]", form).dataset.least : 0;
      l.shown = l.items.filter((n) => wanted.every(([field, v]) => fits[name](n, field, v)) &&
        (!least || data.events.least[n] >= least) && words.every((w) => haystack(n).includes(w)));
      turn(l, 0);
      $("output", form).textContent = l.shown.length === l.items.length ? "" : `${l.shown.length} of ${l.items.length}`;
    };
    form.addEventListener("input", apply);
    form.addEventListener("submit", (e) => e.preventDefault());
  }

  // Sorting of the claims.
  for (const button of $$("[data-sort]")) {
    button.addEventListener("click", () => {
      const head = button.closest("th");
      const down = head.getAttribute("aria-sort") === "ascending";
      for (const th of $$("th", head.parentElement)) th.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const l = list("claims"), field = button.dataset.sort, sign = down ? -1 : 1;
      const order = (a, b) => sign * claim(field, a).localeCompare(claim(field, b)) || a - b;
      l.items = [...l.items].sort(order);
      l.shown = [...l.shown].sort(order);
      turn(l, 0);
    });
  }

  // The box that follows the pointer.
  const tip = $("#tip");
  const fill = (node) => {
    tip.replaceChildren();
    if (node.dataset.tip) tip.append(make("p", node.dataset.tip));
    const claims = (node.dataset.claims || "").split(" ").filter(Boolean);
    for (const anchor of claims.slice(0, node.dataset.tip ? 2 : 3)) {
      const n = told(anchor);
      if (n === undefined) continue;
      const words = quote(n);
      const q = make("q", words.length > 240 ? words.slice(0, 240) + "…" : words);
      q.dir = "auto";
      tip.append(q, make("p", `${claim("chain", n)} · ${claim("time", n)} · ${claim("stance", n)}`));
    }
    const more = claims.length - (node.dataset.tip ? 2 : 3);
    if (more > 0) tip.append(make("p", `and ${more} more`));
    return tip.childNodes.length > 0;
  };
  const place = (x, y) => {
    const box = tip.getBoundingClientRect();
    tip.style.left = Math.max(8, Math.min(x + 14, innerWidth - box.width - 8)) + "px";
    tip.style.top = (y + 18 + box.height > innerHeight ? Math.max(8, y - box.height - 12) : y + 18) + "px";
  };
  const hints = "[data-tip],[data-claims]";
  let over = null;
  document.addEventListener("pointermove", (e) => {
    if (e.pointerType === "touch") return;
    const node = e.target.closest?.(hints);
    if (node !== over) {
      over = node;
      tip.hidden = !(node && fill(node));
    }
    if (over) place(e.clientX, e.clientY);
  });
  document.addEventListener("focusin", (e) => {
    const node = e.target.closest?.(hints);
    if (!node || !node.matches(":focus-visible")) { tip.hidden = true; return; }
    tip.hidden = !fill(node);
    const box = node.getBoundingClientRect();
    place(box.left, box.bottom - 10);
  });
  document.addEventListener("keydown", (e) => { if (e.key === "Escape") tip.hidden = true; });
  addEventListener("scroll", () => {
    const focused = document.activeElement?.closest?.(hints);
    if (over || !focused?.matches(":focus-visible")) tip.hidden = true;
    else if (!tip.hidden) place(focused.getBoundingClientRect().left, focused.getBoundingClientRect().bottom - 10);
    over = null;
    $("nav").classList.toggle("stuck", scrollY > 60);
  }, { passive: true });

  // The words in their context.
  const dialog = $("#context");
  const open = (anchors) => {
    const inside = $(".inside", dialog);
    inside.replaceChildren();
    for (const name of anchors.slice(0, 12)) {
      const n = told(name);
      if (n === undefined) continue;
      const r = data.claims.report[n], p = data.claims.passage[n];
      const title = make("h2", reportTitle(r));
      title.dir = "auto";
      const part = build("section", "", title, voiceLine(n, "p"),
        make("p", `${claim("label", n)} · ${claim("stance", n)} · ${claim("time", n)}`, "facts"),
        p < 0 ? make("blockquote", quote(n)) : passageNode(r, p, n));
      const address = data.reports.facts[r].find(([fact]) => fact === "Address");
      const link = make("a", "Show it among the claims");
      link.href = "#" + name;
      link.onclick = () => dialog.close();
      part.append(build("p", "facts", link, address ? build("span", "", " · ", make("bdi", address[1])) : null));
      inside.append(part);
    }
    if (anchors.length > 12) inside.append(make("p", `and ${anchors.length - 12} more claims`, "facts"));
    tip.hidden = true;
    dialog.showModal();
    dialog.scrollTop = 0;
  };
  $(".close", dialog).addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (e) => { if (e.target === dialog) dialog.close(); });
  document.addEventListener("click", (e) => {
    const link = e.target.closest?.("a");
    if (!link || e.ctrlKey || e.metaKey || e.shiftKey) return;
    const row = link.classList.contains("q") && link.closest("tr");
    const anchors = row ? [row.id] : (link.dataset.claims || "").split(" ").filter(Boolean);
    if (anchors.length) {
      e.preventDefault();
      if (!moved) open(anchors);
    }
  });

  // A link to something that sleeps on another page wakes it.
  const wake = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    if (!id) return;
    const found = /^([cer])(\d+)(q?)$/.exec(id);
    if (found) {
      let name = LETTERS[found[1]], n = places[found[1]].get(+found[2]);
      if (found[3] && n !== undefined) { name = "reports"; n = data.claims.report[n]; }
      const l = list(name);
      if (!document.getElementById(id) && n !== undefined) {
        if (!l.shown.includes(n)) l.shown = l.items;
        turn(l, Math.floor(l.shown.indexOf(n) / l.per));
      }
    }
    const node = document.getElementById(id);
    if (!node) return;
    const details = node.closest("details") || (node.tagName === "DETAILS" && node);
    if (details) details.open = true;
    node.scrollIntoView({ block: "center" });
    for (const hit of $$(".hit")) hit.classList.remove("hit");
    node.classList.add("hit");
  };
  addEventListener("hashchange", wake);
  wake();

  // The map: wheel with a key held, buttons, drag, arrow keys.
  let moved = false;
  for (const svg of $$("svg.map")) {
    const [, , width, height] = svg.getAttribute("viewBox").split(" ").map(Number);
    const ground = $(".ground", svg), pins = $$(".pin", svg).map((pin) => [pin, +pin.dataset.x, +pin.dataset.y]);
    const bar = $(".scalebar", svg);
    let zoom = 1, x = 0, y = 0;
    const draw = () => {
      zoom = Math.min(16, Math.max(0.5, zoom));
      const roomX = width * 0.45, roomY = height * 0.45;
      x = Math.min(width - width / zoom + roomX, Math.max(-roomX, x));
      y = Math.min(height - height / zoom + roomY, Math.max(-roomY, y));
      ground.setAttribute("transform", `scale(${zoom}) translate(${-x} ${-y})`);
      for (const [pin, px, py] of pins) pin.setAttribute("transform", `translate(${px} ${py}) scale(${1 / zoom})`);
      svg.dataset.z = zoom >= 7.5 ? 8 : zoom >= 3.7 ? 4 : zoom >= 1.9 ? 2 : 1;
      if (bar) {
        const [path, text] = bar.children;
        let km = +bar.dataset.km, px = +bar.dataset.px * zoom;
        while (px > 220) { px /= 2; km /= 2; }
        path.setAttribute("d", `M16 ${height - 21}v5h${px}v-5`);
        text.setAttribute("x", 16 + px + 6);
        text.textContent = `${km >= 1 ? +km.toFixed(1) : km.toPrecision(2)} km`;
      }
    };
    const at = (cx, cy, factor) => {
      const before = zoom;
      zoom = Math.min(16, Math.max(0.5, zoom * factor));
      x += cx / before - cx / zoom;
      y += cy / before - cy / zoom;
      draw();
    };
    const point = (e) => {
      const box = svg.getBoundingClientRect();
      return [(e.clientX - box.left) / box.width * width, (e.clientY - box.top) / box.height * height];
    };
    svg.addEventListener("wheel", (e) => {
      if (!e.ctrlKey && !e.metaKey && zoom === 1 && e.deltaY > 0) return;
      if (!e.ctrlKey && !e.metaKey && !svg.matches(":focus-within") && !svg.dataset.used) return;
      e.preventDefault();
      at(...point(e), e.deltaY < 0 ? 1.25 : 0.8);
    }, { passive: false });
    const pointers = new Map();
    let start = null;
    svg.addEventListener("pointerdown", (e) => {
      pointers.set(e.pointerId, point(e));
      start = point(e);
      moved = false;
      svg.dataset.used = 1;
    });
    svg.addEventListener("pointermove", (e) => {
      if (!pointers.has(e.pointerId)) return;
      const now = point(e), was = pointers.get(e.pointerId);
      if (pointers.size === 2) {
        const other = [...pointers].find(([id]) => id !== e.pointerId)[1];
        const gap = (a, b) => Math.hypot(a[0] - b[0], a[1] - b[1]);
        at((now[0] + other[0]) / 2, (now[1] + other[1]) / 2, gap(now, other) / Math.max(1, gap(was, other)));
        moved = true;
      } else if (e.pointerType !== "touch" || zoom > 1) {
        if (Math.hypot(now[0] - start[0], now[1] - start[1]) > 4) {
          moved = true;
          svg.classList.add("drag");
          try { svg.setPointerCapture(e.pointerId); } catch { /* the pointer has gone */ }
        }
        if (moved) { x -= (now[0] - was[0]) / zoom; y -= (now[1] - was[1]) / zoom; draw(); }
      }
      pointers.set(e.pointerId, now);
    });
    const end = (e) => {
      pointers.delete(e.pointerId);
      svg.classList.remove("drag");
      setTimeout(() => { moved = false; }, 0);
    };
    for (const name of ["pointerup", "pointercancel", "pointerleave"]) svg.addEventListener(name, end);
    for (const button of $$(".zoom button", svg.parentElement)) {
      button.addEventListener("click", () => {
        if (button.dataset.zoom === "all") { zoom = 1; x = y = 0; draw(); return; }
        at(width / 2, height / 2, button.dataset.zoom === "in" ? 1.6 : 0.625);
      });
    }
    $(".zoom", svg.parentElement).addEventListener("keydown", (e) => {
      const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[e.key];
      if (!step) return;
      e.preventDefault();
      x += step[0] * width / 8 / zoom;
      y += step[1] * height / 8 / zoom;
      draw();
    });
    draw();
  }

  // The lineage: pointing at a node lights what it rests on, all the way.
  for (const svg of $$("svg.lineage")) {
    const edges = $$("path[data-a]", svg), nodes = $$("[data-node]", svg);
    const light = (code) => {
      const on = new Set([code]), walk = (from, to) => {
        const queue = [code];
        while (queue.length) {
          const here = queue.pop();
          for (const edge of edges) if (edge.dataset[from] === here) {
            edge.classList.add("on");
            if (!on.has(edge.dataset[to])) { on.add(edge.dataset[to]); queue.push(edge.dataset[to]); }
          }
        }
      };
      for (const edge of edges) edge.classList.remove("on");
      walk("a", "b");
      walk("b", "a");
      for (const node of nodes) node.classList.toggle("on", on.has(node.dataset.node));
      svg.classList.add("lit");
    };
    const dark = () => svg.classList.remove("lit");
    for (const node of nodes) {
      node.addEventListener("pointerenter", () => light(node.dataset.node));
      node.addEventListener("focus", () => light(node.dataset.node));
      node.addEventListener("pointerleave", dark);
      node.addEventListener("blur", dark);
    }
  }

  // Light or dark by hand.
  const theme = $("#theme");
  theme.hidden = false;
  theme.addEventListener("click", () => {
    const root = document.documentElement;
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
  });

  // Where in the page one is.
  const links = new Map($$("nav a").map((a) => [a.hash.slice(1), a]));
  const parts = [...links.keys()].map((id) => document.getElementById(id));
  const here = () => {
    const now = parts.filter((part) => part.getBoundingClientRect().top < innerHeight * 0.35).pop();
    for (const [id, a] of links) {
      if (now && id === now.id) a.setAttribute("aria-current", "true"); else a.removeAttribute("aria-current");
    }
  };
  let waiting = false;
  addEventListener("scroll", () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; here(); });
  }, { passive: true });
})();
