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
    const now = places.findIndex((place) => place.contains(document.activeElement));
    const next = places[now < 0 ? (step > 0 ? 0 : places.length - 1) : (now + step + places.length) % places.length];
    $$(".now").forEach((place) => place.classList.remove("now"));
    next.classList.add("now");
    next.scrollIntoView({ block: "center" });
    next.focus({ preventScroll: true });
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Escape") {
      if (!closeMenuByKey() && isTyping(event.target)) event.target.blur();
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
    }
  });

  // A form that changes much asks first; no form is sent twice.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const question = form.dataset.confirm;
    if (question && !window.confirm(question)) { event.preventDefault(); return; }
    if (form.method !== "post") return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
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

  // A file that was chosen gives the report its title, when none was typed.
  document.addEventListener("change", (event) => {
    const input = event.target;
    if (!(input instanceof HTMLInputElement) || input.type !== "file" || !input.files.length) return;
    const title = input.form && input.form.elements.namedItem("title");
    if (title && !title.value) title.value = input.files[0].name.replace(/\.[^.]+$/, "");
  });
})();
