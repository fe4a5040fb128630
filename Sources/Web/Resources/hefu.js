// Makes pages quicker to work with; every page works without it.
"use strict";
(function () {
  const $$ = (selector, root) => Array.from((root || document).querySelectorAll(selector));

  // Whether the keys that are typed belong to a field.
  function isTyping(target) {
    return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
  }

  // Menus: one open at a time, closed by Esc or by a click outside.
  function closeMenus(except) {
    $$("details.menu[open]").forEach((menu) => { if (menu !== except) menu.open = false; });
  }

  document.addEventListener("click", (event) => {
    const target = event.target;
    closeMenus(target instanceof Element ? target.closest("details.menu") : null);
  });

  function closeMenuByKey() {
    const menu = document.querySelector("details.menu[open]");
    if (!menu) return false;
    menu.open = false;
    menu.querySelector("summary").focus();
    return true;
  }

  // Arrow keys walk through the links and choices of an open menu.
  function walkMenu(event) {
    const menu = event.target instanceof Element && event.target.closest("details.menu[open]");
    if (!menu || isTyping(event.target)) return;
    const stops = $$("a, button", menu.querySelector(".sheetlet"));
    if (!stops.length) return;
    const step = event.key === "ArrowDown" ? 1 : -1;
    const at = stops.indexOf(document.activeElement);
    stops[at < 0 ? (step > 0 ? 0 : stops.length - 1) : (at + step + stops.length) % stops.length].focus();
    event.preventDefault();
  }

  // n and p: the next and the previous place that waits for a decision.
  function goToUndecided(step) {
    const places = $$("[data-undecided]");
    if (!places.length) return;
    const here = document.activeElement;
    let now = places.findIndex((place) => place.contains(here));
    if (now < 0 && here && here !== document.body) {
      // Between two places: the one that follows in the page.
      const after = places.findIndex((place) => here.compareDocumentPosition(place) & Node.DOCUMENT_POSITION_FOLLOWING);
      now = after < 0 ? -1 : after - (step > 0 ? 1 : 0);
    }
    const next = places[now < 0 ? (step > 0 ? 0 : places.length - 1) : (now + step + places.length) % places.length];
    goTo(next);
  }

  function goTo(place) {
    $$(".now").forEach((other) => other.classList.remove("now"));
    place.classList.add("now");
    if (!showBesideText(place)) place.scrollIntoView({ block: "center", behavior: "auto" });
    place.focus({ preventScroll: true });
  }

  // An item is shown with the words that it was read from beside it, where there is room for both.
  function showBesideText(item) {
    $$("mark.here").forEach((mark) => mark.classList.remove("here"));
    const found = item.closest(".found");
    const at = document.getElementById(item.id.replace(/^item-/, "at-").replace(/^question-/, "ask-"));
    let mark = at;
    while (mark && !mark.matches("[data-at]")) mark = mark.previousElementSibling;
    if (mark) mark.classList.add("here");
    if (!found || !mark || window.getComputedStyle(found).position !== "sticky") return false;
    mark.scrollIntoView({ block: "center", behavior: "auto" });
    const place = item.getBoundingClientRect();
    const frame = found.getBoundingClientRect();
    found.scrollTop += place.top - frame.top - Math.max((frame.height - place.height) / 2, 0);
    return true;
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Escape") {
      if (closeMenuByKey() || closeForm(event.target)) return;
      if (isTyping(event.target)) event.target.blur();
      return;
    }
    if (event.key === "ArrowDown" || event.key === "ArrowUp") { walkMenu(event); return; }
    if (isTyping(event.target)) return;
    if (event.key === "/") {
      const find = document.getElementById("find");
      if (find) { event.preventDefault(); find.focus(); find.select(); }
    } else if (event.key === "n") {
      goToUndecided(1);
    } else if (event.key === "p") {
      goToUndecided(-1);
    } else if (decide(event.key)) {
      event.preventDefault();
    }
  });

  // Keys that decide about the item that has the focus, or about the page.
  const acts = { c: "confirm", e: "edit", s: "split", b: "background", x: "pick" };

  function decide(key) {
    if (!document.querySelector(".reader[data-report]")) return false;
    if (key === "?") {
      const help = document.getElementById("keys");
      if (help) { help.open = !help.open; help.scrollIntoView({ block: "nearest" }); }
      return Boolean(help);
    }
    if (key === "m") return press(document.querySelector("#merge button"));
    if (key === "t") return markSelection();
    const item = document.activeElement && document.activeElement.closest(".item");
    if (key === "u") {
      return press((item && item.querySelector("[data-act=undo]")) || document.querySelector("#decisions [data-act=undo]"));
    }
    return Boolean(acts[key]) && press(item && item.querySelector(`[data-act=${acts[key]}]`));
  }

  function press(control) {
    if (!control) return false;
    control.click();
    return true;
  }

  // The words that are selected in the report, as the way to mark them.
  function markSelection() {
    const reader = document.querySelector(".reader[data-marking]");
    const selection = window.getSelection();
    if (!reader || !selection || selection.isCollapsed || !selection.rangeCount) return false;
    const range = selection.getRangeAt(0);
    const from = placeOf(range.startContainer, range.startOffset);
    const to = placeOf(range.endContainer, range.endOffset);
    if (from === null || to === null || from >= to) return false;
    open(`${reader.dataset.report}/passages?from=${from}&to=${to}`, document.getElementById("passage"));
    return true;
  }

  // Where a point of the page lies in the report, in characters as the server counts them.
  function placeOf(node, offset) {
    const element = node instanceof Element ? node : node.parentElement;
    const piece = element && element.closest("[data-at]");
    if (piece) {
      const range = document.createRange();
      range.setStart(piece, 0);
      range.setEnd(node, offset);
      return Number(piece.dataset.at) + Array.from(range.toString()).length;
    }
    const next = node instanceof Element && node.childNodes[offset];
    const first = next instanceof Element && (next.matches("[data-at]") ? next : next.querySelector("[data-at]"));
    return first ? Number(first.dataset.at) : null;
  }

  // Forms that open beside what they are about instead of on a page of their own.
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest("a[data-form], a[data-close]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    if (link.hasAttribute("data-close")) { closeForm(link); return; }
    open(link.getAttribute("href"), slotOf(link));
  });

  function slotOf(link) {
    if (link.dataset.form) return document.getElementById(link.dataset.form);
    return link.closest(".slot") || link.closest(".item");
  }

  async function open(address, host) {
    if (!host) { window.location.assign(address); return; }
    const answer = await ask(address + (address.includes("?") ? "&" : "?") + "part=1");
    if (!answer || !answer.ok) { window.location.assign(address); return; }
    const slot = fill(host, answer.text);
    const field = slot.querySelector("textarea, input:not([type=hidden]):not([type=radio]), select");
    slot.scrollIntoView({ block: "nearest" });
    if (field) field.focus();
  }

  // Puts a form into its place, where only one is open at a time.
  function fill(host, text) {
    const own = host.matches(".slot") ? host : null;
    $$(".slot").forEach((slot) => { if (slot !== own) slot.remove(); });
    const slot = own || document.createElement("div");
    slot.className = "slot";
    slot.innerHTML = text;
    if (!own) host.append(slot);
    return slot;
  }

  function closeForm(target) {
    const slot = target instanceof Element && target.closest(".slot");
    if (!slot) return false;
    const item = slot.closest(".item");
    slot.remove();
    if (item) item.focus({ preventScroll: true });
    return true;
  }

  async function ask(address, body) {
    try {
      const answer = await fetch(address, body ? { method: "POST", body: body } : {});
      return { ok: answer.ok, isPart: !answer.redirected, text: await answer.text() };
    } catch (error) {
      return null;
    }
  }

  // Sends a decision and puts what it changed into the page.
  async function sendDecision(form, button) {
    const body = new URLSearchParams(new FormData(form));
    const action = button && button.hasAttribute("formaction") ? button.formAction : form.action;
    if (button && button.name) body.set(button.name, button.value);
    body.set("part", "1");
    const item = (button || form).closest(".item");
    const answer = await ask(action, body);
    delete form.dataset.sent;
    const place = form.id === "act" && item ? item : form;
    if (!answer) { complain(place, "没有送到：与服务器的连接断了，没有改动。请检查网络后再办一次。"); return; }
    if (answer.ok && answer.isPart) { putInPlace(answer.text, item); return; }
    const slot = form.closest(".slot");
    const piece = document.createElement("div");
    piece.innerHTML = answer.text;
    if (slot && piece.querySelector("form.decision")) { fill(slot, answer.text).scrollIntoView({ block: "nearest" }); return; }
    const problem = new DOMParser().parseFromString(answer.text, "text/html").querySelector("main");
    complain(place, problem ? problem.textContent.trim().replace(/\s+/g, " ") : "没有办成，没有改动。请刷新后再办。");
  }

  function complain(place, words) {
    let problem = place.querySelector(".notice.problem");
    if (!problem) {
      problem = document.createElement("p");
      problem.className = "notice problem";
      problem.setAttribute("role", "alert");
      place.prepend(problem);
    }
    problem.textContent = words;
  }

  function putInPlace(text, item) {
    const pieces = document.createElement("div");
    pieces.innerHTML = text;
    let fresh = null;
    $$("template", pieces).forEach((template) => {
      const old = document.getElementById(template.dataset.for);
      if (template.hasAttribute("data-gone")) { if (old) old.remove(); return; }
      const piece = template.content.firstElementChild;
      const after = document.getElementById(template.dataset.after || "");
      if (old) old.replaceWith(piece);
      else if (after) {
        // What came first in its list stands after the controls above the list.
        const anchor = after.id === "items" ? document.getElementById("merge-form") || after : after;
        anchor.after(piece);
        if (!fresh && piece.matches(".item")) fresh = piece;
      }
    });
    $$(".slot").forEach((slot) => slot.remove());
    const place = fresh || (item && document.getElementById(item.id));
    if (place) goTo(place);
  }

  // A form that changes much asks first; no form is sent twice.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const question = form.dataset.confirm;
    if (question && !window.confirm(question)) { event.preventDefault(); return; }
    if (form.dataset.form) {
      event.preventDefault();
      const query = new URLSearchParams(new FormData(form)).toString();
      open(`${form.getAttribute("action")}?${query}`, document.getElementById(form.dataset.form));
      return;
    }
    if (form.method !== "post") return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
    if (form.hasAttribute("data-part")) { event.preventDefault(); sendDecision(form, event.submitter); return; }
    if (form.matches("[data-upload]") && hasFile(form)) { event.preventDefault(); send(form); return; }
    window.setTimeout(() => $$("button[type=submit]", form).forEach((button) => { button.disabled = true; }), 0);
  });

  // Coming back with the browser's button must find the forms usable.
  window.addEventListener("pageshow", () => {
    $$("form[data-sent]").forEach((form) => {
      delete form.dataset.sent;
      $$("button[type=submit]", form).forEach((button) => { button.disabled = false; });
    });
  });

  function hasFile(form) {
    return $$("input[type=file]", form).some((input) => input.files && input.files.length > 0);
  }

  // Sends a file with a bar that shows how much of it has arrived.
  function send(form) {
    const bar = document.createElement("progress");
    bar.max = 1;
    bar.setAttribute("aria-label", "上传进度");
    const note = document.createElement("span");
    note.className = "quiet";
    note.setAttribute("role", "status");
    form.append(bar, " ", note);
    const began = Date.now();
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.upload.onprogress = (event) => {
      if (!event.lengthComputable) return;
      bar.value = event.loaded / event.total;
      note.textContent = pace(event.loaded, event.total, (Date.now() - began) / 1000);
    };
    request.upload.onload = () => { bar.removeAttribute("value"); note.textContent = "已上传，正在比对……"; };
    request.onload = () => {
      if (request.responseURL && request.responseURL !== form.action) { window.location.assign(request.responseURL); return; }
      document.open();
      document.write(request.responseText);
      document.close();
    };
    request.onerror = () => {
      bar.remove();
      note.remove();
      delete form.dataset.sent;
      let problem = form.querySelector(".notice.problem");
      if (!problem) {
        problem = document.createElement("p");
        problem.className = "notice problem";
        problem.setAttribute("role", "alert");
        form.prepend(problem);
      }
      problem.textContent = "上传没有完成：与服务器的连接断了，没有写入任何数据。请检查网络后再传一次。";
    };
    request.send(new FormData(form));
  }

  // How much has arrived, how fast, and how long still.
  function pace(loaded, total, seconds) {
    const megabytes = (bytes) => (bytes / 1048576).toFixed(1);
    const rate = loaded / Math.max(seconds, 0.1);
    const left = Math.ceil((total - loaded) / Math.max(rate, 1));
    return `${megabytes(loaded)} / ${megabytes(total)} MB，每秒 ${megabytes(rate)} MB，还要 ${left} 秒`;
  }

  // Ticks of a list: all of the page at once, and how many there are.
  function countTicks() {
    const ticks = $$("input.tick[name=pick]");
    const picked = ticks.filter((tick) => tick.checked).length;
    $$("[data-picked]").forEach((place) => { place.textContent = picked ? `${picked} 行` : ""; });
    $$("[data-tick-all]").forEach((all) => {
      all.hidden = false;
      all.checked = picked > 0 && picked === ticks.length;
      all.indeterminate = picked > 0 && picked < ticks.length;
    });
  }

  document.addEventListener("change", (event) => {
    const box = event.target;
    if (!(box instanceof HTMLInputElement) || !box.classList.contains("tick")) return;
    if (box.hasAttribute("data-tick-all")) {
      $$("input.tick[name=pick]").forEach((tick) => { tick.checked = box.checked; });
    }
    countTicks();
  });
  if (document.querySelector("[data-tick-all]")) countTicks();

  // What was typed into a form that was refused stands in it again when one goes back to it.
  const typedKey = "hefu-typed";

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || form.querySelector("input[type=password]")) return;
    const items = Array.from(new FormData(form)).filter(([name, value]) => name !== "csrf" && typeof value === "string");
    const page = window.location.pathname + window.location.search;
    window.sessionStorage.setItem(typedKey, JSON.stringify({ action: form.getAttribute("action"), page, items }));
  }, true);

  function returnTyped() {
    const text = window.sessionStorage.getItem(typedKey);
    if (!text) return;
    const typed = JSON.parse(text);
    const refused = document.querySelector("[data-refused]");
    window.sessionStorage.removeItem(typedKey);
    if (refused) {
      typed.isBack = true;
      window.sessionStorage.setItem(typedKey, JSON.stringify(typed));
      const way = document.createElement("p");
      const link = document.createElement("a");
      link.className = "button main";
      link.href = typed.page;
      link.textContent = "回到表单，填的内容还在";
      way.append(link);
      refused.parentElement.append(way);
    } else if (typed.isBack && typed.page === window.location.pathname + window.location.search) {
      fillAgain(typed);
    }
  }

  function fillAgain(typed) {
    const form = $$("form").find((form) => form.method === "post" && form.getAttribute("action") === typed.action);
    if (!form) return;
    const rest = typed.items.slice();
    Array.from(form.elements).forEach((field) => {
      if (!field.name || field.type === "hidden" || field.type === "file" || field.tagName === "BUTTON") return;
      const isChoice = field.type === "radio" || field.type === "checkbox";
      const at = rest.findIndex(([name, value]) => name === field.name && (!isChoice || value === field.value));
      if (isChoice) field.checked = at >= 0;
      else if (at >= 0) field.value = rest[at][1];
      if (at >= 0) rest.splice(at, 1);
    });
    for (let part = form.closest("details"); part; part = part.parentElement.closest("details")) part.open = true;
    form.scrollIntoView({ block: "center", behavior: "auto" });
  }
  returnTyped();

  // A file that was chosen gives the report its title, when none was typed.
  document.addEventListener("change", (event) => {
    const input = event.target;
    if (!(input instanceof HTMLInputElement) || input.type !== "file" || !input.files.length) return;
    const title = input.form && input.form.elements.namedItem("title");
    if (title && !title.value) title.value = input.files[0].name.replace(/\.[^.]+$/, "");
  });
})();
