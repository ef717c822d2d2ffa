"use strict";
(() => {
  const { classes, areas, filters, names, notes, cells } = DATA;
  const body = document.querySelector("#table tbody");
  const summary = document.querySelector("#summary");
  const chosen = { filters: filters.map(() => -1), shown: "best", search: "", sort: "code", down: false, area: "" };
  const sizes = filters.map((f) => f.Options.length);

  const fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();

  // The numbers of the cells that the filters let through, in every area.
  function selected() {
    let found = [0];
    filters.forEach((f, i) => {
      const options = chosen.filters[i] < 0 ? [...Array(sizes[i]).keys()] : [chosen.filters[i]];
      found = found.flatMap((n) => options.map((o) => n * sizes[i] + o));
    });
    return found;
  }

  // What an area has for these cells: classes are numbered from the nearest.
  function sum(row, wanted) {
    let best = classes.length, worst = -1, count = Infinity, wide = 0;
    const firsts = new Map(), said = new Map();
    for (const n of wanted) {
      const [c, name, k, note] = row.slice(4 * n, 4 * n + 4);
      best = Math.min(best, c);
      worst = Math.max(worst, c);
      count = Math.min(count, k);
      wide = Math.max(wide, k);
      if (names[name]) firsts.set(names[name], (firsts.get(names[name]) || 0) + 1);
      if (notes[note]) said.set(notes[note], (said.get(notes[note]) || 0) + 1);
    }
    const most = [...firsts].sort((a, b) => b[1] - a[1])[0];
    let first = most ? most[0] : "personne";
    if (firsts.size > 1) first += ` + ${firsts.size - 1} autre${firsts.size > 2 ? "s" : ""}`;
    const widened = [...said.values()].reduce((a, b) => a + b, 0);
    let note = "";
    if (wanted.length === 1) note = [...said.keys()].join(", ");
    else if (widened) note = `${widened} profil${widened > 1 ? "s" : ""} sur ${wanted.length}`;
    return { best, worst, count, wide, first, note };
  }

  function swatch(index) {
    const key = document.createElement("span");
    key.className = "key";
    key.style.background = classes[index].Color;
    return key;
  }

  function cell(row, tag, ...content) {
    const td = document.createElement(tag);
    if (tag === "th") td.scope = "row";
    td.append(...content);
    row.append(td);
  }

  function paint(code, index, says) {
    for (const shape of document.querySelectorAll(`#map [data-code="${code}"]`)) {
      shape.setAttribute("fill", `url(#p-${classes[index].Key})`);
      shape.classList.toggle("chosen", code === chosen.area);
      shape.querySelector("title").textContent = says;
    }
  }

  function show() {
    const wanted = selected();
    const rows = areas.map(([code, name], i) => ({ code, name, ...sum(cells[i], wanted) }));
    const counts = classes.map(() => 0);
    for (const r of rows) {
      counts[r[chosen.shown]]++;
      paint(r.code, r[chosen.shown], `${r.name} (${r.code})\u00a0: ${classes[r[chosen.shown]].Label}. ${r.first}`);
    }
    const said = counts.map((n, i) => (n ? `${classes[i].Label}\u00a0: ${n}` : "")).filter(Boolean).join(" · ");
    summary.textContent = `${wanted.length} profil${wanted.length > 1 ? "s" : ""} par département. ${said}.`;
    const search = fold(chosen.search.trim());
    const shown = rows.filter((r) => !search || fold(r.name).includes(search) || fold(r.code).startsWith(search));
    const order = { code: (a, b) => a.code.length - b.code.length || a.code.localeCompare(b.code), best: (a, b) => a.best - b.best, worst: (a, b) => a.worst - b.worst, count: (a, b) => a.count - b.count || a.wide - b.wide, first: (a, b) => a.first.localeCompare(b.first, "fr"), note: (a, b) => a.note.localeCompare(b.note, "fr", { numeric: true }) };
    shown.sort((a, b) => (chosen.down ? -1 : 1) * order[chosen.sort](a, b));
    body.replaceChildren(...shown.map((r) => {
      const tr = document.createElement("tr");
      tr.dataset.row = r.code;
      if (r.code === chosen.area) tr.className = "chosen";
      cell(tr, "th", `${r.name} (${r.code})`);
      cell(tr, "td", swatch(r.best), classes[r.best].Label);
      cell(tr, "td", swatch(r.worst), classes[r.worst].Label);
      cell(tr, "td", r.count === r.wide ? `${r.count}` : `${r.count} à ${r.wide}`);
      cell(tr, "td", r.first);
      cell(tr, "td", r.note || "aucun");
      return tr;
    }));
  }

  document.querySelector("#filters").addEventListener("input", (e) => {
    const t = e.target;
    if (t.dataset.filter !== undefined) chosen.filters[Number(t.dataset.filter)] = t.value === "" ? -1 : Number(t.value);
    if (t.id === "shown") chosen.shown = t.value;
    if (t.id === "search") chosen.search = t.value;
    show();
  });
  document.querySelector("#filters").addEventListener("submit", (e) => e.preventDefault());
  for (const button of document.querySelectorAll("[data-sort]")) {
    button.addEventListener("click", () => {
      chosen.down = chosen.sort === button.dataset.sort && !chosen.down;
      chosen.sort = button.dataset.sort;
      for (const th of document.querySelectorAll("thead th")) th.removeAttribute("aria-sort");
      button.parentElement.setAttribute("aria-sort", chosen.down ? "descending" : "ascending");
      show();
    });
  }
  document.querySelector("#map").addEventListener("click", (e) => {
    const shape = e.target.closest("[data-code]");
    chosen.area = shape ? shape.dataset.code : "";
    show();
    const row = body.querySelector("tr.chosen");
    if (row) row.scrollIntoView({ block: "center" });
  });
  show();
})();
