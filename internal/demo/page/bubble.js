// One message of the chat as an element, made once and changed in place when the message is edited.
import { about, address, el, icon, link } from "./dom.js";
import { formatted } from "./text.js";

const clock = new Intl.DateTimeFormat("fr-FR", { hour: "2-digit", minute: "2-digit" });
const sentKinds = { voice: "Message vocal", photo: "Photo", sticker: "Autocollant", video: "Vidéo", poll: "Sondage", dice: "Dé", document: "Document" };
const drawings = { voice: "voice", photo: "photo", video: "photo" };
const services = { pinned_message: "Message épinglé" };

/** Makes the element of a message. */
export function bubble(message, actions) {
  const node = el("article.turn", { tabindex: "-1", "data-message": message.message_id });
  update(node, message, actions);
  return node;
}

/**
 * Shows the message as it is now. What did not change stays the same element, so that a press being answered, the focus
 * and the reading position survive an edit.
 */
export function update(node, message, actions) {
  const content = JSON.stringify({ ...message, inline_keyboard: undefined });
  const keys = JSON.stringify(message.inline_keyboard ?? []);
  const mine = !message.from_bot;
  node.classList.add(message.service ? "service" : mine ? "mine" : "theirs");
  node.classList.toggle("keyed", keys !== "[]");
  if (node.content !== content) {
    node.content = content;
    const made = el("div.bubble", {}, el("span.sr", {}, mine ? "Vous : " : `${about.title} : `), ...parts(message, actions), meta(message));
    if (node.firstElementChild) node.firstElementChild.replaceWith(made);
    else node.prepend(made);
  }
  if (node.keys !== keys) {
    node.keys = keys;
    const lost = node.querySelector(".keys")?.contains(document.activeElement);
    node.querySelector(".keys")?.remove();
    if (message.inline_keyboard?.length) node.append(keyboard(message, actions));
    if (lost) node.focus({ preventScroll: true });
  }
}

// The time, and whether the message was edited.
function meta(message) {
  const at = new Date(message.date);
  const out = el("div.meta", {});
  if (message.edit_date) out.append(el("span", {}, "modifié"));
  out.append(el("time", { datetime: at.toISOString() }, clock.format(at)));
  return out;
}

// What a message carries, in the order it is read.
function parts(m, actions) {
  const out = [];
  if (m.service) out.push(services[m.service] ?? "Événement du chat");
  if (m.media) out.push(media(m));
  if (m.venue) out.push(...place(m.venue.location, m.venue.title, m.venue.address));
  else if (m.location) out.push(...place(m.location, "Position partagée", ""));
  if (m.contact) out.push(...contact(m.contact, actions));
  const text = m.text || m.caption;
  const taps = m.from_bot ? actions : { ...actions, command: null }; // one's own commands are no buttons
  if (text) out.push(el("div.text", {}, formatted(text, (m.text ? m.entities : m.caption_entities) ?? [], taps)));
  if (m.link_preview) out.push(preview(m.link_preview, actions));
  return out;
}

// A picture is shown; another file is a card to open or keep.
function media(m) {
  const file = m.media;
  const source = file.file_id && m.from_bot ? `/file/${encodeURIComponent(file.file_id)}` : "";
  if (!source) return card(drawings[file.type] ?? "file", [sentKinds[file.type] ?? "Fichier", m.from_bot ? "" : "envoi d’essai"]);
  const name = file.file_name || (file.type === "photo" ? "image" : "fichier");
  const keep = el("a", { href: source, download: file.file_name || true }, icon("down"), "Télécharger", el("span.sr", {}, ` ${name}`));
  if (file.type === "photo") {
    const picture = el("img", { src: source, alt: `Image${m.caption ? ` : ${m.caption}` : ` envoyée par ${about.title}`}`,
      width: file.width || undefined, height: file.height || undefined, decoding: "async" });
    return el("div", {}, el("a.photo", { href: source, target: "_blank", rel: "noopener" }, picture, el("span.sr", {}, " (ouvrir en grand, nouvel onglet)")),
      el("div.card-links", {}, keep));
  }
  const opens = /^(application\/pdf|image\/(png|jpeg|gif|webp))\b/.test(file.mime_type ?? "");
  return el("div", {}, card("file", [name, `${kindOf(file)} · ${size(file.file_size ?? 0)}`]), el("div.card-links", {},
    opens ? el("a", { href: source, target: "_blank", rel: "noopener" }, icon("out"), "Ouvrir", el("span.sr", {}, ` ${name} (nouvel onglet)`)) : "", keep));
}

// The kind of a file as people name it: the end of its name.
const kindOf = (file) => (/\.([a-z0-9]{1,5})$/i.exec(file.file_name ?? "")?.[1] ?? "fichier").toUpperCase();

// A size as people read it: « 82 Ko ».
function size(bytes) {
  const number = new Intl.NumberFormat("fr-FR", { maximumFractionDigits: 1 });
  if (bytes < 1000) return `${bytes}\u00a0octets`;
  return bytes < 1e6 ? `${number.format(Math.round(bytes / 1000))}\u00a0Ko` : `${number.format(bytes / 1e6)}\u00a0Mo`;
}

// A drawing, a name in bold and a line under it.
function card(drawing, [name, line]) {
  return el("div.card", {}, el("span.card-mark", {}, icon(drawing)), el("span.card-words", {}, el("b", {}, name), line && el("span", {}, line)));
}

// A point on the map, with its coordinates and where to see it.
function place(point, title, line) {
  const [lat, lon] = [point.latitude.toFixed(5), point.longitude.toFixed(5)];
  const shown = new Intl.NumberFormat("fr-FR", { minimumFractionDigits: 4, maximumFractionDigits: 4 });
  const words = card("place", [title, line]);
  words.lastChild.append(el("span", {}, `${shown.format(point.latitude)} ; ${shown.format(point.longitude)}`));
  const map = `https://www.openstreetmap.org/?mlat=${lat}&mlon=${lon}#map=15/${lat}/${lon}`;
  return [words, el("div.card-links", {}, el("a", { href: map, target: "_blank", rel: "noopener noreferrer" },
    icon("out"), "Voir sur OpenStreetMap", el("span.sr", {}, " (nouvel onglet)")))];
}

// A person or a service with a phone number.
function contact(c, actions) {
  const name = [c.first_name, c.last_name].filter(Boolean).join(" ");
  return [card("person", [name, ""]), el("div.card-links", {}, link("a", `tel:${c.phone_number.replace(/[^+0-9]/g, "")}`, actions, c.phone_number))];
}

// Where the first link leads. The page itself fetches nothing from outside.
function preview(url, actions) {
  const to = address(url);
  return to?.href ? link("a.preview", url, actions, new URL(to.href).hostname) : "";
}

/** Makes the buttons under a message. */
export function keyboard(message, actions) {
  return el("div.keys", { role: "group", "aria-label": "Choix proposés" },
    ...message.inline_keyboard.map((row) => el("div.row", {}, ...row.map((b) => key(message, b, actions)))));
}

// One button under a message, of any kind.
function key(message, b, actions) {
  const form = b.style ? `.key.${b.style}` : ".key";
  const button = (onclick, ...more) => el(`button${form}`, { type: "button", onclick }, el("span", {}, b.text), ...more);
  if (b.callback_data !== undefined) {
    return button((event) => actions.press(message.message_id, b.callback_data, event.currentTarget));
  }
  const url = b.url ?? b.web_app?.url ?? b.login_url?.url;
  if (url !== undefined) {
    const out = link(`a${form}`, url, actions, el("span", {}, b.text));
    out.classList.remove("plain");
    if (out.href) out.append(icon("out"));
    return out;
  }
  if (b.copy_text) return button(() => actions.copy(b.copy_text.text), icon("copy"));
  if (b.switch_inline_query_current_chat !== undefined) return button(() => actions.type(`@${about.bot} ${b.switch_inline_query_current_chat}`));
  const query = b.switch_inline_query ?? b.switch_inline_query_chosen_chat?.query ?? "";
  return button(() => actions.share(query), icon("share"));
}
