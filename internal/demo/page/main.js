// The page of the demonstration: joins the chat, its foot and the network.
import { about, byId, el, icon } from "./dom.js";
import { conversation } from "./log.js";
import { ask, follow, Refused, send } from "./net.js";
import { alertText, cards, copy, menu, places, sharing, toast } from "./sheets.js";

const input = byId("input"), composer = byId("composer"), startButton = byId("start");
const finger = matchMedia("(pointer: coarse)"); // focusing the field would open the keyboard of a phone
const refusal = "Cet envoi n’a pas été accepté.";
let started = false; // the chat holds a message
let placeholder = input.placeholder;

const actions = {
  press,
  copy,
  command: (text) => say(text),
  open: (payload) => { share.close(); deliver("start", { payload }, "/start"); },
  share: (query) => share.open(query),
  place: () => openPlaces(),
  media: (kind) => deliver("media", { kind }, "Envoi d’essai"),
  restart,
  type(text) {
    input.value = text;
    input.focus();
    input.dispatchEvent(new Event("input"));
  },
};
const chat = conversation(actions);
const share = sharing(actions);
const showCommands = menu(actions);
const openPlaces = places((lat, lon) => deliver("locate", { lat, lon }, "Position partagée"));

// Sends what the person wrote or chose; where the network is slow, it is shown as waiting.
async function deliver(path, body, words) {
  chat.acted();
  let arrived = () => {};
  const slow = setTimeout(() => { arrived = chat.waiting(words); }, 700);
  try {
    await send(path, body);
  } catch (error) {
    toast(error instanceof Refused ? refusal : String(error));
  } finally {
    clearTimeout(slow);
    arrived();
  }
}

const say = (text) => deliver("say", { text }, text);

// Presses a button under a message: it turns until the bot answered.
async function press(message, data, button) {
  if (button.getAttribute("aria-busy")) return;
  button.setAttribute("aria-busy", "true");
  chat.acted(button.closest(".turn"));
  try {
    const pressed = await ask("press", { message, data }, 6);
    if (!pressed.answered) toast("Pas de réponse. Réessayez dans un instant.");
    else if (pressed.text && pressed.show_alert) alertText(pressed.text);
    else if (pressed.text) toast(pressed.text);
    if (pressed.url) open(pressed.url, "_blank", "noopener,noreferrer");
  } catch {
    toast("Pas de réseau. Réessayez dans un instant.");
  } finally {
    button.removeAttribute("aria-busy");
  }
}

async function restart() {
  chat.acted();
  await ask("restart", {}).catch(() => toast(refusal));
  if (!finger.matches) input.focus();
}

// The first message: « Démarrer », with the payload of the page's own address when it has one.
startButton.addEventListener("click", () => {
  const payload = new URLSearchParams(location.search).get("start") ?? "";
  actions.open(/^[A-Za-z0-9_-]{0,64}$/.test(payload) ? payload : "");
  history.replaceState(null, "", "/");
});

// The field: Enter sends, Shift+Enter goes to the line.
composer.addEventListener("submit", (event) => {
  event.preventDefault();
  const text = input.value.trim();
  if (!text) return input.focus();
  input.value = "";
  resize();
  byId("inline").hidden = true;
  say(text);
});
let newLine = false; // Shift is held
input.addEventListener("keydown", (event) => {
  newLine = event.shiftKey;
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  composer.requestSubmit();
});
input.addEventListener("beforeinput", (event) => { // the keyboards of phones may name no key
  if (newLine || !["insertLineBreak", "insertParagraph"].includes(event.inputType)) return;
  event.preventDefault();
  if (input.value.trim()) composer.requestSubmit();
});
function resize() {
  if (CSS.supports("field-sizing", "content")) return;
  input.style.height = "auto";
  input.style.height = `${input.scrollHeight + 2}px`;
}

// What the field proposes above it: commands after « / », cards after « @bot ».
let typed, asked = 0;
input.addEventListener("input", () => {
  resize();
  clearTimeout(typed);
  typed = setTimeout(propose, 200);
});
async function propose() {
  const panel = byId("inline"), text = input.value, turn = ++asked;
  const mention = `@${about.bot} `;
  let buttons = [];
  if (/^\/[a-z0-9_]*$/i.test(text)) {
    buttons = commands.filter((c) => `/${c.command}`.startsWith(text.toLowerCase())).map((c) => el("button", {
      type: "button",
      onclick: () => { input.value = ""; panel.hidden = true; say(`/${c.command}`); },
    }, icon("slash"), el("span", {}, el("b", {}, `/${c.command}`), el("small", {}, c.description))));
  } else if (text.toLowerCase().startsWith(mention.toLowerCase())) {
    buttons = await cards(text.slice(mention.length), share.show).catch(() => []);
  }
  if (turn !== asked) return;
  panel.replaceChildren(...buttons);
  panel.hidden = buttons.length === 0;
}

// The keyboard of replies under the field.
let folded = false;
function showKeyboard(keyboard) {
  const box = byId("keyboard"), toggle = byId("keys-button");
  placeholder = keyboard?.input_field_placeholder || "Écrire un message";
  input.placeholder = placeholder;
  const within = box.contains(document.activeElement);
  box.replaceChildren(...(keyboard?.keyboard ?? []).map((row) => el("div.row", {}, ...row.map((b) => el("button.key", {
    type: "button",
    onclick: () => {
      if (keyboard.one_time_keyboard) fold(true);
      if (b.request_location) openPlaces();
      else say(b.text);
    },
  }, el("span", {}, b.text))))));
  toggle.hidden = !keyboard;
  if (within) box.querySelector(".key")?.focus({ preventScroll: true });
  fold(!keyboard);
}
function fold(closed) {
  folded = closed;
  const box = byId("keyboard");
  if (closed && box.contains(document.activeElement)) (finger.matches ? byId("log") : input).focus({ preventScroll: true });
  box.hidden = closed;
  byId("keys-button").setAttribute("aria-expanded", String(!closed));
  chat.settle();
}
byId("keys-button").addEventListener("click", () => fold(!folded));

// The changes that the server sends.
let commands = [];
const doings = { upload_photo: "envoie une image…", upload_document: "envoie un document…", find_location: "cherche un lieu…" };
function patch(change) {
  if (change.commands) showCommands(commands = change.commands ?? []);
  if (change.description !== undefined) byId("description").textContent = change.description || `${about.title} vous répond dans ce chat.`;
  const count = chat.patch(change);
  if (change.action !== undefined) {
    const doing = change.action && (doings[change.action] ?? "écrit…");
    byId("status").textContent = doing || "robot";
    byId("typing").hidden = !doing;
    byId("typing-words").textContent = doing ? `${about.title} ${doing}` : "";
  }
  if (change.keyboard !== undefined) showKeyboard(change.keyboard);
  begin(count > 0);
  chat.settle();
}

// Before the first message the foot is one big button.
function begin(now) {
  const first = byId("intro").hidden && startButton.hidden && composer.hidden;
  if (now === started && !first) return;
  started = now;
  const focused = document.activeElement === startButton;
  byId("intro").hidden = startButton.hidden = now;
  composer.hidden = !now;
  if (!finger.matches && (first || focused)) (now ? input : startButton).focus({ preventScroll: true });
  else if (focused) byId("log").focus({ preventScroll: true });
}

let offline;
function state(connected) {
  clearTimeout(offline);
  if (connected) byId("network").textContent = "";
  else offline = setTimeout(() => { byId("network").textContent = "Connexion perdue, nouvel essai… Vos messages partiront dès son retour."; }, 1200);
}

follow({ patch, state });
