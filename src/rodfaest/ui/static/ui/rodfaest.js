/* What a page gains from script; without it every form still works. No eval, no inline handlers (CSP: script-src 'self'). */
"use strict";

(() => {
  const DRAFT = "rodfaest:draft:";
  const UNSENT = "Ikke gemt endnu. Det ligger her på din enhed, og vi prøver igen om lidt.";
  const LOGGED_OUT = "Du er logget ud. Det, du har skrevet, ligger her på din enhed. Log ind igen, så bliver det gemt.";
  const NOT_SENT = "Det er det, du skrev sidst. Det er ikke sendt endnu.";
  const RESTORED = "Vi har hentet det, du skrev sidst. Det bliver gemt nu.";

  // Storage can be switched off or full; then we are no worse off than without it.
  const store = {
    get(key) { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } },
    put(key, value) { try { localStorage.setItem(key, JSON.stringify(value)); } catch { /* full or refused */ } },
    drop(key) { try { localStorage.removeItem(key); } catch { /* refused */ } },
    keys() { try { return Object.keys(localStorage); } catch { return []; } },
  };

  // What is typed lies on the device until the server has it -----------------------------------------------------------

  const A_DAY = 24 * 60 * 60 * 1000;
  const NOT_TYPED = ["checkbox", "radio", "file", "password", "submit", "select-multiple"];
  const OF_THE_PAGE = ["csrfmiddlewaretoken", "typed_by"];

  // By person: on a shared tablet one's draft is never put in a colleague's field.
  const mine = () => `${DRAFT}${document.body.dataset.person}:`;
  function draftKey(field) {
    const { pathname, search } = new URL(field.dataset.autosave ?? field.form.getAttribute("action") ?? "", location);
    return `${mine()}${pathname}${search}:${field.name}`;
  }
  const statusOf = field => document.getElementById(`${field.id}_saved`);
  const say = (field, sentence) => { const status = statusOf(field); if (status) status.textContent = sentence; };
  const saveNow = field => field.dispatchEvent(new Event("save-now", { bubbles: true }));
  const drafts = () => store.keys().filter(key => key.startsWith(DRAFT));
  const put = (field, more) => store.put(draftKey(field), { text: field.value, at: Date.now(), ...more });

  // What a form says that knows whom it was drawn for, but for what saves itself. What it carries unseen belongs to the words.
  function fieldsOf(form) {
    if (!form?.elements.typed_by) return [];
    return [...form.elements].filter(field => field.name && !field.dataset.autosave
      && !NOT_TYPED.includes(field.type) && !OF_THE_PAGE.includes(field.name));
  }

  // A page that isn't a refusal has come since a form was sent: what was typed there has arrived.
  const [visit] = performance.getEntriesByType("navigation");
  const wasRefused = visit?.responseStatus >= 400;
  function dropWhatArrived() {
    const cameByPress = visit?.type === "navigate" && document.referrer.startsWith(location.origin);
    for (const key of drafts()) {
      const draft = store.get(key);
      const arrived = draft?.sent && key.startsWith(mine()) && cameByPress && !wasRefused;
      if (arrived || (draft?.form && draft.at < Date.now() - A_DAY)) store.drop(key);
    }
  }

  function keepDrafts(scope) {
    for (const field of scope.querySelectorAll("[data-autosave]")) {
      if (field.dataset.kept) continue;
      field.dataset.kept = "yes";
      const draft = store.get(draftKey(field));
      const savedAt = Date.parse(field.dataset.savedAt) || 0;
      if (draft && draft.at > savedAt && draft.text !== field.value) {
        field.value = draft.text;
        say(field, RESTORED);
        // A moment, so that htmx has seen the field whichever of us woke first.
        setTimeout(() => saveNow(field), 500);
      } else if (draft) {
        store.drop(draftKey(field));
      }
      field.addEventListener("input", () => put(field));
    }
    for (const form of scope.querySelectorAll("form")) {
      const fields = fieldsOf(form);
      if (!fields.length || form.dataset.kept) continue;
      form.dataset.kept = "yes";
      const drawn = new Map(fields.map(field => [field, field.value]));
      const isTyped = field => field.type === "hidden" || field.value !== drawn.get(field) || store.get(draftKey(field));
      fields.forEach(restore);
      form.addEventListener("input", () => fields.filter(isTyped).forEach(field => put(field, { form: true })));
    }
  }

  function restore(field) {
    const draft = store.get(draftKey(field));
    if (!draft) return;
    // A form that was refused stands there with its words.
    if (!draft.sent || !wasRefused) {
      if (draft.text !== field.value && field.type !== "hidden") {
        const said = Object.assign(document.createElement("p"), { className: "saved", textContent: NOT_SENT });
        said.setAttribute("role", "status");
        field.after(said);
      }
      field.value = draft.text;
    }
    put(field, { form: true, at: draft.at });
  }

  document.addEventListener("htmx:before:request", event => {
    const field = event.target.closest?.("[data-autosave]");
    if (field) field.dataset.sent = field.value;
  });
  document.addEventListener("htmx:after:request", event => {
    const field = event.target.closest?.("[data-autosave]");
    if (!field) return;
    const { response, text } = event.detail?.ctx ?? {};
    if (response?.status >= 400) {
      // Said beside the field: whoever is writing is not dragged to the top of the page.
      event.preventDefault();
      const sentence = new DOMParser().parseFromString(text || "", "text/html").querySelector(".note p");
      say(field, sentence?.textContent || UNSENT);
      return;
    }
    // Only what the server has said it has may leave the device, and only if nothing was typed since.
    if (response?.headers?.get("X-Saved") === "yes" && field.dataset.sent === field.value) store.drop(draftKey(field));
  });
  document.addEventListener("htmx:error", event => {
    const field = event.target.closest?.("[data-autosave]");
    if (field) { say(field, UNSENT); setTimeout(() => saveNow(field), 15000); }
  });
  window.addEventListener("online", () => {
    for (const field of document.querySelectorAll("[data-autosave]")) if (store.get(draftKey(field))) saveNow(field);
  });

  // A part of a page was answered by a whole other one (the login page, after a long pause): never put that inside this one.
  document.addEventListener("htmx:before:response", event => {
    const raw = event.detail?.ctx?.response?.raw;
    if (!raw?.redirected) return;
    event.preventDefault();
    const field = event.target.closest?.("[data-autosave]");
    if (field) say(field, LOGGED_OUT); else location.assign(raw.url);
  });

  // Pressing ---------------------------------------------------------------------------------------------------------

  document.addEventListener("submit", event => {
    const form = event.target;
    if (form.classList.contains("is-sending")) { event.preventDefault(); return; }
    form.classList.add("is-sending");
    setTimeout(() => form.classList.remove("is-sending"), 4000);
    // Whoever logs out leaves nothing behind on a shared phone.
    if ("forgetsDrafts" in form.dataset) drafts().forEach(store.drop);
    for (const field of fieldsOf(form)) if (store.get(draftKey(field))) put(field, { form: true, sent: true });
  }, true);
  document.addEventListener("htmx:finally:request", event => event.target.closest?.("form")?.classList.remove("is-sending"));
  window.addEventListener("pageshow", () => document.querySelectorAll(".is-sending").forEach(form => form.classList.remove("is-sending")));

  // Whoever sees many people is logged out when the page lies still: said two minutes before ------------------------------

  const USED = "rodfaest:used";
  const TWO_MINUTES = 2 * 60 * 1000;

  function watchTheSession() {
    const ends = document.querySelector("[data-ends-still]");
    if (!ends) return;
    const latest = Date.now() + 1000 * ends.dataset.endsLatest;
    let usedHere = 0;
    // In any tab of the browser.
    const used = () => { usedHere = Date.now(); store.put(USED, usedHere); look(); };
    function look() {
      const still = Math.max(usedHere, store.get(USED) ?? 0) + 1000 * ends.dataset.endsStill;
      const left = Math.min(still, latest) - Date.now();
      for (const said of ends.querySelectorAll("[data-ends]")) {
        said.hidden = left > TWO_MINUTES || said.dataset.ends !== (latest < still ? "latest" : "still");
      }
      // Over for certain (asked earlier, the server would take it for use): no names stay on the screen.
      if (left < -65000) { clearInterval(looking); location.replace(location.pathname + location.search); }
    }
    document.addEventListener("htmx:after:request", event => {
      const raw = event.detail?.ctx?.response?.raw;
      if (raw && !raw.redirected) used();
    });
    const looking = setInterval(look, 5000);
    used();
  }

  // Reading aloud and printing ---------------------------------------------------------------------------------------

  function stopReading() {
    speechSynthesis.cancel();
    document.querySelectorAll(".is-reading").forEach(text => text.classList.remove("is-reading"));
    document.querySelectorAll("[data-read-aloud]").forEach(button => {
      button.setAttribute("aria-pressed", "false");
      button.querySelector("span").textContent = button.dataset.label;
    });
  }

  function readAloud(button) {
    const reading = button.getAttribute("aria-pressed") === "true";
    stopReading();
    const text = document.getElementById(button.dataset.readAloud);
    if (reading || !text) return;
    const words = new SpeechSynthesisUtterance(text.innerText);
    words.lang = "da-DK";
    words.rate = 0.95;
    words.voice = speechSynthesis.getVoices().find(voice => voice.lang.startsWith("da")) || null;
    words.onend = words.onerror = stopReading;
    button.setAttribute("aria-pressed", "true");
    button.querySelector("span").textContent = "Stop";
    text.classList.add("is-reading");
    speechSynthesis.speak(words);
  }

  document.addEventListener("click", event => {
    const reader = event.target.closest("[data-read-aloud]");
    if (reader) readAloud(reader);
    if (event.target.closest("[data-print]")) window.print();
    // »Fortryd« means it.
    const undone = event.target.closest("form .actions a[href]")?.closest("form");
    fieldsOf(undone).forEach(field => store.drop(draftKey(field)));
  });

  // The menu of a phone closes on Escape, as what is folded out over a page does ----------------------------------------

  document.addEventListener("keydown", event => {
    const menu = event.key === "Escape" && document.querySelector(".top-menu[open]");
    if (!menu) return;
    const inside = menu.contains(document.activeElement);
    menu.open = false;
    if (inside) menu.querySelector("summary").focus();
  });

  // Waking up a page or a part of one --------------------------------------------------------------------------------

  function wake(scope) {
    keepDrafts(scope);
    for (const button of scope.querySelectorAll("[data-read-aloud]")) {
      button.dataset.label ||= button.querySelector("span").textContent;
      button.hidden = !("speechSynthesis" in window);
    }
    for (const button of scope.querySelectorAll("[data-print]")) button.hidden = false;
    scope.querySelector("[data-takes-focus]")?.focus();
  }

  document.addEventListener("DOMContentLoaded", () => { DKFDS.init(); dropWhatArrived(); wake(document); watchTheSession(); });
  document.addEventListener("htmx:after:swap", event => {
    const named = event.detail?.ctx?.target ?? event.target;
    const target = typeof named === "string" ? document.querySelector(named) : named;
    // What was swapped whole is no longer in the page; its heir is somewhere below the body.
    const scope = target?.isConnected ? target : document.body;
    DKFDS.init({ scope });
    wake(scope);
    if (scope.id === "messages") { scope.focus(); scope.scrollIntoView({ block: "nearest" }); }
  });
})();
