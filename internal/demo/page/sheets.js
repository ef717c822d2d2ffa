// What comes over the chat: notices, the menu, the choice of a place, cards to share.
import { keyboard } from "./bubble.js";
import { byId, el, icon } from "./dom.js";
import { ask, read } from "./net.js";
import { formatted, fromHTML } from "./text.js";

/** Shows a short notice. */
export function toast(text) {
  const notice = el("p.toast", {}, text), holder = byId("toasts");
  const front = document.querySelector("dialog[open]") ?? document.querySelector(".screen");
  if (holder.parentElement !== front) front.append(holder);
  holder.replaceChildren(notice);
  setTimeout(() => notice.remove(), Math.max(3500, text.length * 70));
}

/** Shows a text that must be acknowledged. */
export function alertText(text) {
  byId("alert-text").textContent = text;
  byId("alert").showModal();
}

/** Copies a text and says so. */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Outside a secure context there is only the old way, through a selection.
    const holder = el("textarea.sr", { "aria-hidden": "true", tabindex: "-1" });
    holder.value = text;
    const before = document.activeElement;
    document.body.append(holder);
    holder.select();
    const copied = document.execCommand("copy");
    holder.remove();
    before?.focus({ preventScroll: true });
    if (!copied) return alertText(`À copier :\n${text}`);
  }
  toast("Texte copié.");
}

// A press outside a sheet closes it, as its button and Escape do.
function closable(sheet) {
  sheet.addEventListener("click", (event) => {
    const box = sheet.getBoundingClientRect();
    const inside = event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
    if (event.target === sheet && !inside && event.detail > 0) sheet.close();
  });
  return sheet;
}

/** The menu: the bot's commands, then what this page adds. */
export function menu(actions) {
  const sheet = closable(byId("menu"));
  byId("menu-button").addEventListener("click", () => sheet.showModal());
  sheet.addEventListener("click", (event) => {
    const chosen = event.target.closest("button[data-do]")?.dataset.do;
    if (!chosen) return;
    sheet.close();
    if (chosen === "place") actions.place();
    else if (chosen === "restart") actions.restart();
    else actions.media(chosen);
  });
  return (commands) => byId("menu-commands").replaceChildren(...commands.map((c) => el("button", {
    type: "button",
    onclick: () => {
      sheet.close();
      actions.command(`/${c.command}`);
    },
  }, icon("slash"), el("span", {}, el("b", {}, `/${c.command}`), el("small", {}, c.description)))));
}

const positionFaults = {
  1: "Votre navigateur n’a pas le droit de donner votre position. Choisissez une commune ci-dessous, ou écrivez-la dans le chat.",
  2: "Position introuvable pour le moment. Choisissez une commune ci-dessous, ou écrivez-la dans le chat.",
  3: "La recherche de votre position prend trop de temps. Choisissez une commune ci-dessous, ou écrivez-la dans le chat.",
};

/** The choice of a place: the browser's position or a commune. Calls share(lat, lon). */
export function places(share) {
  const sheet = closable(byId("place")), note = byId("place-note"), query = byId("place-query");
  const chosen = (lat, lon) => {
    if (!sheet.open) return; // closed while the position was sought
    sheet.close();
    share(lat, lon);
  };
  byId("place-here").addEventListener("click", () => {
    if (!navigator.geolocation) return void (note.textContent = positionFaults[2]);
    note.textContent = "Recherche de votre position…";
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => chosen(coords.latitude, coords.longitude),
      (fault) => { note.textContent = positionFaults[fault.code] ?? positionFaults[2]; },
      { timeout: 15_000, maximumAge: 300_000 },
    );
  });
  if (query) search(query, byId("place-found"), byId("place-count"), chosen);
  return () => {
    note.textContent = "";
    if (query) {
      query.value = byId("place-count").textContent = "";
      byId("place-found").replaceChildren();
    }
    sheet.showModal();
  };
}

// Looks for communes while the person types; an answer that comes after a newer one was asked is dropped.
function search(query, found, count, chosen) {
  let pending, timer;
  const look = async () => {
    pending?.abort();
    pending = new AbortController();
    const words = query.value.trim();
    if (!words) {
      count.textContent = "";
      return found.replaceChildren();
    }
    try {
      const spots = await read(`/api/spots?q=${encodeURIComponent(words)}`, pending.signal);
      count.textContent = spots.length ? `${spots.length} ${spots.length > 1 ? "propositions" : "proposition"}` : "Aucune commune de ce nom.";
      found.replaceChildren(...spots.map((s) => el("button", { type: "button", onclick: () => chosen(s.lat, s.lon) },
        icon("place"), el("span", {}, el("b", {}, s.name), s.detail && el("small", {}, s.detail)))));
    } catch (error) {
      if (error.name !== "AbortError") count.textContent = "La recherche n’a pas abouti. Réessayez.";
    }
  };
  query.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(look, 180);
  });
  query.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.isComposing) found.querySelector("button")?.click();
  });
}

/** Asks the bot for the cards of inline mode, as buttons that call show(card). */
export async function cards(text, show) {
  const reply = await ask("query", { text }, 2);
  return (reply.results ?? []).map((card) => el("button", { type: "button", onclick: () => show(card) },
    icon("share"), el("span", {}, el("b", {}, card.title ?? "Carte"), card.description && el("small", {}, card.description))));
}

/** The sheet of cards to share. Returns open(query) and show(card). */
export function sharing(actions) {
  const sheet = closable(byId("share")), found = byId("share-found"), shown = byId("share-card");
  const show = (card) => {
    const content = card.input_message_content ?? {};
    const raw = content.message_text ?? card.caption ?? card.title ?? "";
    const { text, entities } = content.parse_mode === "HTML" ? fromHTML(raw) : { text: raw, entities: content.entities };
    const body = el("div.bubble", {}, el("div.text", {}, formatted(text, entities ?? [], actions)));
    const keys = card.reply_markup?.inline_keyboard;
    shown.replaceChildren(el("article.turn.theirs.keyed", {}, body, keys ? keyboard({ message_id: 0, inline_keyboard: keys }, actions) : ""));
    if (!sheet.open) {
      found.replaceChildren();
      sheet.showModal();
    }
    shown.scrollIntoView({ block: "nearest" });
  };
  const open = async (query) => {
    shown.replaceChildren();
    found.replaceChildren(el("p.note", {}, "Recherche…"));
    sheet.showModal();
    const buttons = await cards(query, show).catch(() => []);
    found.replaceChildren(...(buttons.length ? buttons : [el("p.note", {}, "Aucune carte pour cette recherche.")]));
  };
  return { open, show, close: () => sheet.close() };
}
