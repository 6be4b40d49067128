// Small comforts on top of pages that work without them: nothing here is needed to read or to send anything.
(() => {
  "use strict";

  const closest = (node, selector) => (node instanceof Element ? node.closest(selector) : null);

  // Characters left, for fields whose component asks for it (data-counter holds the words, {n} the number).
  function count(field) {
    const input = field.querySelector("textarea[maxlength], input[maxlength]");
    if (!input) return;
    let text = field.querySelector(".counter");
    if (!text) {
      text = document.createElement("p");
      text.className = "help counter";
      field.append(text);
    }
    text.textContent = field.dataset.counter.replace("{n}", input.maxLength - input.value.length);
  }

  // At the limit the remaining chips rest; the form itself checks the limit too.
  function limit(group) {
    const boxes = [...group.querySelectorAll("input[type=checkbox]")];
    const full = boxes.filter((box) => box.checked).length >= Number(group.dataset.limit);
    boxes.forEach((box) => { box.disabled = full && !box.checked; });
  }

  function say(form, state) {
    const status = form.querySelector("[data-autosave-status]");
    if (status) status.textContent = status.dataset[state] || "";
  }

  // A piece of a page that follows the server; without JavaScript the page loads itself anew.
  function follow(piece) {
    const source = new EventSource(piece.dataset.live);
    source.addEventListener("piece", (event) => { piece.innerHTML = event.data; });
    source.addEventListener("over", () => { source.close(); window.location.reload(); });
    window.addEventListener("pagehide", () => source.close());
  }

  function prepare(root) {
    root.querySelectorAll("[data-live]").forEach(follow);
    root.querySelectorAll("[data-counter]").forEach(count);
    root.querySelectorAll("[data-limit]").forEach(limit);
    const summary = root.querySelector("[data-focus]");
    if (summary) summary.focus();
  }

  // The form that a request saves; a search inside a form saves nothing.
  const saving = (node) => (closest(node, "input[type=search]") ? null : closest(node, "form[data-autosave]"));

  const unsaved = new Set();

  document.addEventListener("input", (event) => {
    const field = closest(event.target, "[data-counter]");
    if (field) count(field);
    const group = closest(event.target, "[data-limit]");
    if (group) limit(group);
    const form = closest(event.target, "form[data-unsaved]");
    if (form) unsaved.add(form);
  });

  document.addEventListener("submit", (event) => unsaved.delete(event.target));

  window.addEventListener("beforeunload", (event) => {
    if ([...unsaved].some((form) => form.isConnected)) event.preventDefault();
  });

  document.addEventListener("htmx:beforeRequest", (event) => {
    const form = saving(event.target);
    if (form) say(form, "saving");
  });

  document.addEventListener("htmx:afterRequest", (event) => {
    const form = saving(event.target);
    if (!form) return;
    say(form, event.detail.successful ? "saved" : "failed");
    if (event.detail.successful) unsaved.delete(form);
  });

  document.addEventListener("htmx:load", (event) => prepare(event.target));

  // An open menu closes with Escape or a click beside it.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    document.querySelectorAll("details[data-menu][open]").forEach((menu) => {
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  });
  document.addEventListener("click", (event) => {
    document.querySelectorAll("details[data-menu][open]").forEach((menu) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
  });

  if (!window.htmx) prepare(document);
})();
