// A notice stands until the reader closes it.
"use strict";
(() => {
  document.addEventListener("click", ({ target }) => {
    if (!target.matches("[data-close]")) return;
    target.closest(".notice").hidden = true;
    document.getElementById("main").focus({ preventScroll: true });
  });
})();
