// Formatted text: a string and entities counted in UTF-16 code units, as JavaScript strings are.
import { el, link } from "./dom.js";

const blocks = ["pre", "blockquote", "expandable_blockquote"];
const plain = { bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code" };

/** Renders a text with its entities. Actions: open(payload), command(text), which may be absent. */
export function formatted(text, entities = [], actions) {
  const inside = entities
    .filter((e) => e.length > 0 && e.offset >= 0 && e.offset + e.length <= text.length)
    .sort((a, b) => a.offset - b.offset || b.length - a.length);
  const out = document.createDocumentFragment();
  out.append(...range(text, 0, text.length, inside, actions));
  return out;
}

// Renders text[from, to) with the entities inside it, the outer ones first. One that overlaps the end of another is cut.
function range(text, from, to, entities, actions) {
  const nodes = [];
  let at = from;
  for (let i = 0; i < entities.length; i++) {
    const e = entities[i];
    if (e.offset < at) continue;
    const end = Math.min(e.offset + e.length, to);
    const inner = [];
    while (i + 1 < entities.length && entities[i + 1].offset < end) {
      const next = entities[++i];
      inner.push({ ...next, length: Math.min(next.length, end - next.offset) });
    }
    if (e.offset > at) nodes.push(text.slice(at, e.offset));
    nodes.push(entity(e, text.slice(e.offset, end), range(text, e.offset, end, inner, actions), actions));
    at = end;
    if (blocks.includes(e.type) && text[at] === "\n" && at < to) at++; // the block ends its line itself
  }
  if (at < to) nodes.push(text.slice(at, to));
  return nodes;
}

// Renders one entity around its content.
function entity(e, raw, content, actions) {
  switch (e.type) {
    case "bold": case "italic": case "underline": case "strikethrough": case "code":
      return el(plain[e.type], {}, ...content);
    case "pre":
      return el("pre", {}, ...content);
    case "blockquote":
      return el("blockquote", {}, ...content);
    case "expandable_blockquote":
      return el("blockquote", {}, el("details", {}, el("summary", {}, "Lire la suite"), ...content));
    case "spoiler": {
      const hidden = el("button.plain.spoiler", { type: "button", "aria-label": "Texte masqué, toucher pour lire" }, ...content);
      hidden.addEventListener("click", () => hidden.replaceWith(el("span.spoiler.seen", {}, ...hidden.childNodes)));
      return hidden;
    }
    case "text_link":
      return link("a", e.url ?? "", actions, ...content);
    case "url":
      return link("a", raw, actions, ...content);
    case "email":
      return link("a", `mailto:${raw}`, actions, ...content);
    case "phone_number":
      return link("a", `tel:${raw.replace(/[^+0-9]/g, "")}`, actions, ...content);
    case "mention":
      return link("a", `https://t.me/${raw.slice(1)}`, actions, ...content);
    case "bot_command":
      if (!actions.command) return el("span", {}, ...content);
      return el("button.plain", { type: "button", onclick: () => actions.command(raw) }, ...content);
    default:
      return el("span", {}, ...content);
  }
}

const marks = { b: "bold", strong: "bold", i: "italic", em: "italic", u: "underline", ins: "underline", s: "strikethrough",
  del: "strikethrough", code: "code", pre: "pre", blockquote: "blockquote", a: "text_link" };

/**
 * Reads Telegram's HTML (of a card not sent yet) as a text with entities. The document made by the parser is never
 * shown: it runs no script and loads no picture.
 */
export function fromHTML(html) {
  const body = new DOMParser().parseFromString(`<body>${html.replace(/\n/g, "&#10;")}`, "text/html").body;
  const entities = [];
  let text = "";
  const walk = (node) => {
    if (node.nodeType === Node.TEXT_NODE) text += node.data;
    const type = marks[node.localName];
    const e = type && { type, offset: text.length, url: node.getAttribute("href") ?? undefined };
    if (e) entities.push(e);
    node.childNodes.forEach(walk);
    if (e) e.length = text.length - e.offset;
  };
  walk(body);
  return { text, entities };
}
