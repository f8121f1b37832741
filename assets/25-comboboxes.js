// A field with a list says so: Mantine leaves the role out, and whether the list is open.
"use strict";
(() => {
  document.addEventListener("focusin", ({ target }) => {
    if (target.getAttribute("aria-haspopup") !== "listbox" || target.getAttribute("role") === "combobox") return;
    const say = () => target.setAttribute("aria-expanded", String(target.hasAttribute("aria-controls")));
    target.setAttribute("role", "combobox");
    new MutationObserver(say).observe(target, { attributeFilter: ["aria-controls"] });
    say();
  });
})();
