// Small tools to make elements. Text is always set as text: nothing here reads HTML.

/** Makes an element: el("p.note", {id: "x", onclick: f}, "text", child…). */
export function el(form, props = {}, ...children) {
  const [tag, ...classes] = form.split(".");
  const node = document.createElement(tag);
  if (classes.length) node.className = classes.join(" ");
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((c) => c !== null && c !== undefined && c !== ""));
  return node;
}

/** Draws one of the symbols at the end of the page. */
export function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(space, "use");
  use.setAttribute("href", `#i-${name}`);
  svg.append(use);
  return svg;
}

/** Finds an element of the page by its id. */
export const byId = (id) => document.getElementById(id);

const bot = document.body.dataset.bot;

/** The bot's name and username. */
export const about = { title: document.body.dataset.title, bot };

/**
 * Reads an address written by the bot: {href} to open, {payload} when it opens this very bot, or null when a browser
 * should not follow it.
 */
export function address(text) {
  let url;
  try {
    url = new URL(/^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`);
  } catch {
    return null;
  }
  const home = ["t.me", "telegram.me"].includes(url.hostname) && url.pathname.slice(1).toLowerCase() === bot.toLowerCase();
  if (home && !url.searchParams.has("startgroup")) {
    const payload = url.searchParams.get("start") ?? "";
    return { payload: /^[A-Za-z0-9_-]{0,64}$/.test(payload) ? payload : "" };
  }
  return ["http:", "https:", "mailto:", "tel:"].includes(url.protocol) ? { href: url.href } : null;
}

/** Makes a link that opens in a new tab, or that opens this bot in place. */
export function link(form, text, actions, ...children) {
  const to = address(text);
  if (!to) return el(form.replace(/^a/, "span"), {}, ...children);
  if (to.payload !== undefined) {
    return el(form.replace(/^a/, "button.plain"), { type: "button", onclick: () => actions.open(to.payload) }, ...children);
  }
  return el(form, { href: to.href, target: "_blank", rel: "noopener noreferrer" }, ...children, el("span.sr", {}, " (nouvel onglet)"));
}
