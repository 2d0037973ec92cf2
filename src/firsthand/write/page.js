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
  document.documentElement.classList.add("js");

  // Lists: all items by list, whether laid out or asleep in a template.
  const lists = new Map();
  const list = (name) => {
    if (!lists.has(name)) {
      const box = $("#list-" + name);
      const items = [...box.children];
      for (const template of $$(`template[data-of="${name}"]`)) items.push(...template.content.children);
      lists.set(name, { name, box, items, shown: items, page: 0, per: +box.dataset.page });
    }
    return lists.get(name);
  };
  const asleep = $$("template[data-of]");
  const find = (id) => document.getElementById(id) || asleep.map((t) => t.content.getElementById(id)).find(Boolean) ||
    [...lists.values()].map((l) => l.items.find((i) => i.id === id || $("#" + CSS.escape(id), i))).filter(Boolean)
      .map((i) => (i.id === id ? i : $("#" + CSS.escape(id), i)))[0];

  const turn = (l, page) => {
    const pages = Math.max(1, Math.ceil(l.shown.length / l.per));
    l.page = Math.min(Math.max(0, page), pages - 1);
    l.box.replaceChildren(...l.shown.slice(l.page * l.per, (l.page + 1) * l.per));
    const turner = $(`.turner[data-for="${l.name}"]`);
    if (!turner) return;
    turner.replaceChildren();
    if (pages < 2) return;
    const step = (text, by) => {
      const b = make("button", text);
      b.type = "button";
      b.disabled = l.page + by < 0 || l.page + by >= pages;
      b.onclick = () => { turn(l, l.page + by); l.box.parentElement.scrollIntoView({ block: "start" }); };
      return b;
    };
    turner.append(step("Earlier page", -1), make("span", `${l.page + 1} of ${pages}`), step("Later page", 1));
  };

  for (const turner of $$(".turner")) turn(list(turner.dataset.for), 0);

  // Filters.
  for (const form of $$(".filters")) {
    const name = form.dataset.for;
    const apply = () => {
      const l = list(name);
      const wanted = $$("select", form).filter((s) => s.value).map((s) => [s.dataset.field, s.value]);
      const words = ($("[data-words]", form)?.value || "").toLocaleLowerCase().split(/\s+/).filter(Boolean);
      const least = $("[data-least]", form)?.checked ? +$("[data-least]", form).dataset.least : 0;
      l.shown = l.items.filter((item) =>
        wanted.every(([field, value]) => (item.dataset[field] || "").split(" ").includes(value)) &&
        +(item.dataset.n || 0) >= least &&
        (!words.length || words.every((w) => item.textContent.toLocaleLowerCase().includes(w))));
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
      const at = new Map(l.items.map((item, n) => [item, n]));
      const order = (a, b) => sign * (a.dataset[field] || "").localeCompare(b.dataset[field] || "") || at.get(a) - at.get(b);
      l.items = [...l.items].sort(order);
      l.shown = [...l.shown].sort(order);
      turn(l, 0);
    });
  }

  // What a claim says, taken from its row.
  const telling = (anchor) => {
    const row = find(anchor);
    return row && { quote: $(".q", row).textContent, voice: $(".v", row).textContent, time: $(".t", row).firstChild.textContent,
      stance: row.dataset.stance, kind: $(".kind", row).textContent, report: row.dataset.report, anchor };
  };

  // The box that follows the pointer.
  const tip = $("#tip");
  const fill = (node) => {
    tip.replaceChildren();
    if (node.dataset.tip) tip.append(make("p", node.dataset.tip));
    const claims = (node.dataset.claims || "").split(" ").filter(Boolean);
    for (const anchor of claims.slice(0, node.dataset.tip ? 2 : 3)) {
      const told = telling(anchor);
      if (!told) continue;
      const q = make("q", told.quote.length > 240 ? told.quote.slice(0, 240) + "…" : told.quote);
      q.dir = "auto";
      tip.append(q, make("p", `${told.voice} · ${told.time} · ${told.stance}`));
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
    for (const anchor of anchors.slice(0, 12)) {
      const told = telling(anchor);
      if (!told) continue;
      const part = make("section");
      const report = find(told.report);
      const summary = report && $("summary", report);
      const title = make("h2", summary ? summary.textContent.replace(/ · (no|one|two|three|four|five|six|seven|eight|nine|ten|[\d,]+) claims?.*$/, "") : "");
      title.dir = "auto";
      part.append(title, make("p", told.voice, "v"));
      part.append(make("p", `${told.kind} · ${told.stance} · ${told.time}`, "facts"));
      const spot = report && $("#" + anchor + "q", report);
      if (spot) {
        const passage = spot.closest(".passage").cloneNode(true);
        for (const node of $$("[id]", passage)) node.removeAttribute("id");
        for (const m of $$("mark", passage)) m.classList.toggle("now", m.dataset.c.split(" ").includes(anchor));
        part.append(passage);
      } else {
        part.append(make("blockquote", told.quote));
      }
      const links = make("p", "", "facts");
      const link = make("a", "Show it among the claims");
      link.href = "#" + anchor;
      link.onclick = () => dialog.close();
      links.append(link);
      part.append(links);
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
    for (const box of $$(".items[data-page]")) {
      const l = list(box.id.slice(5));
      const n = l.shown.findIndex((item) => item.id === id || item.querySelector?.("#" + CSS.escape(id)));
      if (n >= 0 && Math.floor(n / l.per) !== l.page) turn(l, Math.floor(n / l.per));
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
  const seen = new IntersectionObserver((entries) => {
    for (const entry of entries) if (entry.isIntersecting) {
      for (const a of links.values()) a.removeAttribute("aria-current");
      links.get(entry.target.id)?.setAttribute("aria-current", "true");
    }
  }, { rootMargin: "-20% 0px -70% 0px" });
  for (const id of links.keys()) seen.observe(document.getElementById(id));
})();
