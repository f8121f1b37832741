// Light or dark: what the reader chose on any page, else what the system says. Runs before anything is painted.
"use strict";
(() => {
  const root = document.documentElement;
  const stored = () => window.localStorage.getItem("theme");
  const isDark = () => (stored() || (window.matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  const show = () => root.setAttribute("data-theme", isDark() ? "dark" : "light");
  root.classList.add("has-script");
  show();
  window.addEventListener("storage", show);
  document.addEventListener("click", ({ target }) => {
    if (!target.closest("[data-theme-switch]")) return;
    window.localStorage.setItem("theme", isDark() ? "light" : "dark");
    show();
  });
})();
