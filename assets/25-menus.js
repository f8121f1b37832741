// Menus (`.menu-box`): one is open at a time; a choice, Escape or a click elsewhere closes it.
"use strict";
(() => {
  const opened = () => [...document.querySelectorAll(".menu-box[open]")];
  const summaryOf = (menu) => menu.querySelector("summary");

  const close = (menu) => {
    const hadFocus = menu.contains(document.activeElement);
    menu.open = false;
    if (hadFocus) summaryOf(menu).focus();
  };

  // The event does not bubble.
  document.addEventListener("toggle", ({ target }) => {
    if (!target.matches(".menu-box")) return;
    summaryOf(target).setAttribute("aria-expanded", String(target.open));
    const first = target.querySelector(".menu button, .menu a, .menu select");
    const isByReader = target.contains(document.activeElement);
    if (target.open && first && isByReader) first.focus({ preventScroll: true });
  }, true);

  document.addEventListener("click", ({ target }) => {
    opened().forEach((menu) => {
      if (!summaryOf(menu).contains(target) && !(menu.contains(target) && !target.closest("button, a"))) close(menu);
    });
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !opened().length) return;
    opened().forEach(close);
    event.stopPropagation();
  }, true);
})();
