// The conversation: which messages are shown, in which order, and where the reader is.
import { bubble, update } from "./bubble.js";
import { byId, el } from "./dom.js";

const near = 60; // px from the end within which the reader is at the end

// Tells whether an element of the conversation stands after the message of this number.
const after = (node, id) => node !== null && Number(node.dataset.message ?? Infinity) > id;

/** Makes the conversation. Actions are what bubbles may ask for. */
export function conversation(actions) {
  const log = byId("log"), list = byId("messages"), down = byId("down");
  const shown = new Map(); // message id → element
  let turn = null; // the first element of the present turn: its beginning stays in sight
  let stuck = true; // the reader follows the conversation
  let unread = 0;

  const limit = () => log.scrollHeight - log.clientHeight;
  const wanted = () => (shown.size === 0 ? 0 : turn?.isConnected ? Math.min(limit(), turn.offsetTop - 8) : limit());
  const badge = () => {
    down.hidden = shown.size === 0 || limit() - log.scrollTop < near;
    if (down.hidden) unread = 0;
    byId("down-count").textContent = unread || "";
    byId("down-words").textContent = unread > 1 ? "nouveaux messages, aller en bas" : unread ? "nouveau message, aller en bas" : "Aller en bas";
  };
  const settle = () => {
    if (stuck) log.scrollTop = wanted();
    badge();
  };

  log.addEventListener("scroll", () => {
    // Where the page itself stopped is not a choice of the reader.
    stuck = log.scrollTop >= Math.min(limit() - near, wanted() - 4);
    badge();
  }, { passive: true });
  down.addEventListener("click", () => {
    turn = null;
    stuck = true;
    unread = 0;
    settle();
    log.focus({ preventScroll: true });
  });
  new ResizeObserver(settle).observe(log);
  list.addEventListener("load", settle, true); // pictures that take their place

  // Keeps what is read at the same place of the screen while change() works above it.
  const steady = (change) => {
    const top = log.getBoundingClientRect().top;
    const anchor = stuck ? null : [...list.children].find((n) => n.getBoundingClientRect().bottom > top);
    const before = anchor?.getBoundingClientRect().top;
    change();
    if (anchor?.isConnected) log.scrollTop += anchor.getBoundingClientRect().top - before;
  };

  const place = (message) => {
    const known = shown.get(message.message_id);
    if (known) {
      if (known === list.lastElementChild || known === turn) update(known, message, actions);
      else steady(() => update(known, message, actions));
      return;
    }
    const made = bubble(message, actions);
    // Those that wait for the network have no number yet: they stay last.
    const next = after(list.lastElementChild, message.message_id) ? [...list.children].find((n) => after(n, message.message_id)) : null;
    list.insertBefore(made, next);
    shown.set(message.message_id, made);
    if (!turn?.isConnected && !next) turn = made;
    if (!stuck) unread++;
  };
  const remove = (id) => {
    shown.get(id)?.remove();
    shown.delete(id);
  };

  return {
    /** Applies the messages of a change. */
    patch(change) {
      const messages = change.messages ?? [];
      const first = change.full && shown.size === 0;
      log.setAttribute("aria-busy", "true"); // a history is not read aloud
      if (change.full) {
        const kept = new Set(messages.map((m) => m.message_id));
        [...shown.keys()].filter((id) => !kept.has(id)).forEach(remove);
      }
      change.gone?.forEach(remove);
      if (!first) log.setAttribute("aria-busy", "false");
      messages.forEach(place);
      let before = null;
      for (const node of list.children) {
        node.classList.toggle("same", before?.classList.contains("mine") === node.classList.contains("mine"));
        before = node;
      }
      if (first) turn = null;
      settle();
      log.setAttribute("aria-busy", "false");
      return shown.size;
    },
    /** Tells that the person acted: what comes next is the turn to keep in sight, from this element or the next one. */
    acted(from = null) {
      turn = from;
      stuck = true;
    },
    /** Scrolls to where the reader should be. */
    settle,
    /** Shows a text that waits for the network; returns what takes it away. */
    waiting(text) {
      const node = el("article.turn.mine.waiting", {}, el("div.bubble", {}, el("span.sr", {}, "Vous : "), el("div.text", {}, text),
        el("div.meta", {}, "en attente du réseau")));
      list.append(node);
      settle();
      return () => node.remove();
    },
  };
}
