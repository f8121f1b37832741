// The filters: counts beside the choices, and, on a phone, the sheet that they are in.
"use strict";
(() => {
  const PHONE = window.matchMedia("(max-width: 760px)");
  const CLOSES = "[data-sheet=close]";
  const BESIDE = ".skip-link, .header, .notices, .notice-cut-off, .main";
  const LISTS = ".mantine-Popover-dropdown";
  const byId = (id) => document.getElementById(id);
  const sheet = () => byId("page-filters");
  const opener = () => byId("header-filters");
  const isOpen = () => document.documentElement.classList.contains("filters-open");

  // Counts

  let counts = {}; // what each choice gives; `show` and `set` are words

  const write = () => {
    sheet().querySelectorAll("[data-count]").forEach((choice) => {
      const n = counts[choice.dataset.count] || "0";
      choice.labels[0].dataset.n = n;
      // Of the vocabularies of imported datasets, only what gives something, or was chosen.
      if (choice.dataset.imported) choice.closest(".filter-item").hidden = n === "0" && !choice.checked;
    });
    if (!counts.show) return;
    byId("page-filters-show").textContent = counts.show;
    opener().textContent = counts.set;
  };

  // A district in its list, which Mantine builds anew each time that it opens.
  window.dashMantineFunctions = window.dashMantineFunctions || {};
  window.dashMantineFunctions.withCount = ({ option }) => window.React.createElement(
    "span", { className: "option-with-count", "data-n": counts[`district=${option.value}`] || "0" }, option.label,
  );

  // The sheet

  const show = (isShown) => {
    document.documentElement.classList.toggle("filters-open", isShown);
    opener().setAttribute("aria-expanded", String(isShown));
    document.querySelectorAll(BESIDE).forEach((part) => { part.inert = isShown; });
    const told = { role: "dialog", "aria-modal": "true" };
    Object.entries(told).forEach(([name, value]) => (isShown ? sheet().setAttribute(name, value) : sheet().removeAttribute(name)));
    (isShown ? sheet() : opener()).focus({ preventScroll: true });
  };

  const stops = () => [...sheet().querySelectorAll("button, input, summary, a[href]")].filter(
    (one) => one.tabIndex >= 0 && !one.disabled && one.checkVisibility({ visibilityProperty: true }),
  );

  const goRound = (event) => {
    const all = stops();
    const [from, to] = event.shiftKey ? [all[0], all.at(-1)] : [all.at(-1), all[0]];
    const { activeElement: now } = document;
    if (now !== from && !(event.shiftKey && now === sheet())) return;
    event.preventDefault();
    to.focus();
  };

  document.addEventListener("click", ({ target }) => {
    if (target.closest("#header-filters")) show(true);
    else if (isOpen() && (target.closest(CLOSES) || target.matches(".columns"))) show(false);
  });

  // Before Mantine hears it: Escape closes an open list or calendar first.
  document.addEventListener("keydown", (event) => {
    if (!isOpen()) return;
    if (event.key === "Tab") goRound(event);
    const isListOpen = [...document.querySelectorAll(LISTS)].some((list) => list.checkVisibility());
    if (event.key === "Escape" && !isListOpen) show(false);
  }, true);

  PHONE.addEventListener("change", () => { if (isOpen()) show(false); });

  window.dashboard = Object.assign(window.dashboard || {}, {
    filters: {
      count: (content) => {
        counts = content;
        write();
      },
    },
  });

  const dash = (window.dash_clientside = window.dash_clientside || {});
  dash.filters = {
    // New data brings new choices.
    recount: () => { window.requestAnimationFrame(write); },
  };
})();
