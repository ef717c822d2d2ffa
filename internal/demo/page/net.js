// The network: a stream of changes that survives breaks, and requests that are repeated until they arrive, done once each.

const silence = 40_000; // ms without anything from the stream: it is broken, whatever the browser says
const leave = 15_000; // ms a hidden page keeps its stream; browsers allow few streams for all the tabs

const wait = (ms) => new Promise((go) => setTimeout(go, ms));
const pause = (attempt) => Math.min(8000, 400 * 2 ** attempt) * (0.75 + Math.random() / 2);

/** Follows the chat. Calls patch(change) and state(connected). */
export function follow({ patch, state }) {
  let source = null;
  let position = "";
  let attempt = 0;
  let watchdog, retry, leaving;

  const alive = () => {
    clearTimeout(watchdog);
    watchdog = setTimeout(broken, silence);
    attempt = 0;
    state(true);
  };
  const close = () => {
    clearTimeout(watchdog);
    clearTimeout(retry);
    source?.close();
    source = null;
  };
  const open = () => {
    close();
    source = new EventSource(`/api/stream${position ? `?since=${encodeURIComponent(position)}` : ""}`);
    source.onopen = alive;
    source.onerror = broken;
    source.addEventListener("ping", alive);
    source.addEventListener("patch", (event) => {
      alive();
      patch(JSON.parse(event.data));
      position = event.lastEventId;
    });
    watchdog = setTimeout(broken, silence);
  };
  function broken() {
    close();
    state(false);
    retry = setTimeout(open, pause(attempt++));
  }
  const back = () => {
    clearTimeout(leaving);
    if (!source) open();
  };

  addEventListener("online", open);
  addEventListener("pageshow", back);
  addEventListener("pagehide", close);
  document.addEventListener("visibilitychange", () => {
    clearTimeout(leaving);
    if (document.hidden) leaving = setTimeout(close, leave);
    else back();
  });
  open();
}

// A name for one thing done, so that the server does it once however often it is asked.
function newKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (b) => b.toString(16).padStart(2, "0")).join("");
}

/** What the server refuses for good: asking again would not help. */
export class Refused extends Error {}

/** Asks the server to do something and returns the result, repeating on a weak network up to the given number of times. */
export async function ask(path, body, attempts = Infinity) {
  const request = { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ ...body, key: newKey() }) };
  for (let attempt = 0; ; attempt++) {
    try {
      const answer = await fetch(`/api/${path}`, { ...request, signal: AbortSignal.timeout(60_000) });
      if (answer.ok) return await answer.json();
      if (answer.status < 500) throw new Refused(await answer.text());
    } catch (error) {
      if (error instanceof Refused) throw error;
    }
    if (attempt + 1 >= attempts) throw new Refused("no network");
    await wait(pause(attempt));
  }
}

let last = Promise.resolve();

/** Is ask for what the person writes: one at a time, in order, until each arrived. */
export function send(path, body) {
  const sent = last.then(() => ask(path, body));
  last = sent.catch(() => {});
  return sent;
}

/** Reads JSON from the server, or throws. */
export async function read(path, signal) {
  const answer = await fetch(path, { signal });
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  return answer.json();
}
