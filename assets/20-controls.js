// What narrows the Selection besides typing into a filter: drags, clicks on bars, chips, presets, Reset.
"use strict";
(() => {
  const dash = (window.dash_clientside = window.dash_clientside || {});
  const EMPTY = { harm: false, context: false, from: null, to: null, q: "", grain: "auto" };
  const REMOVES = { place: ["province", "district"], days: ["from", "to"] };

  const blank = (name) => (name in EMPTY ? EMPTY[name] : []);
  const triggered = () => dash.callback_context.triggered[0] || {};
  const isoDay = (date) => date.toISOString().slice(0, 10);
  const { changed, chosen, names } = window.dashboard.selected;

  const toggled = (values, value) =>
    values.includes(value) ? values.filter((one) => one !== value) : [...values, value];

  // As the server folds (dashboard.data.events.fold): case, accents, variants of one letter and what joins or parts
  // letters unseen do not count.
  const LETTERS = { ı: "i", ø: "o", ł: "l", đ: "d", "’": "'", "‘": "'", ك: "ک", ي: "ی", ى: "ی" };
  const fold = (text) =>
    text.normalize("NFKD").toLowerCase().normalize("NFKD").replace(/[\p{M}\p{Cf}ـ]/gu, "")
      .replace(/[ıøłđ’‘كيى]/g, (letter) => LETTERS[letter]).trim();

  dash.controls = {
    drag: () => {
      const { prop_id: id, value } = triggered();
      const range = value && value.range && value.range.x;
      if (!range) return;
      const [first, last] = range.map((text) => new Date(`${String(text).replace(" ", "T").slice(0, 19)}${String(text).length > 10 ? "Z" : "T00:00:00Z"}`)).sort((a, b) => a - b);
      dash.set_props(id.split(".")[0], { selectedData: null });
      changed({ from: isoDay(first), to: isoDay(last) });
    },

    clickBar: (click, by) => {
      const value = click && click.points && click.points[0].customdata;
      const bar = Array.isArray(value) ? value[0] : value;
      if (bar) changed({ [by]: toggled(chosen(by), bar) });
      return null;
    },

    // The timeline of displacement shows one quantity; the address may name several indicators, or others.
    quantity: (indicators, chosen, options) => {
      const isChosen = triggered().prop_id === "filter-quantity.value";
      const known = options.map((option) => option.value);
      if (isChosen) return [chosen === known[0] ? [] : [chosen], dash.no_update];
      return [dash.no_update, known.find((one) => (indicators || []).includes(one)) || known[0]];
    },

    // What was told, for every filter in the order of the address.
    tell: (values, order) => order.map((name) => (name in values ? values[name] : dash.no_update)),

    showSpellings: (text) => {
      const wanted = fold(text || "");
      const items = [...document.querySelectorAll(".filter-provinces [data-spellings]")];
      items.forEach((item) => {
        item.closest(".filter-item").hidden = Boolean(wanted) && !item.dataset.spellings.includes(wanted);
      });
      const isFound = items.some((item) => !item.closest(".filter-item").hidden);
      document.querySelector(".filter-nothing").hidden = isFound;
      return dash.no_update;
    },

    theme: (clicks) => {
      const stored = window.localStorage.getItem("theme");
      const wanted = window.matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
      const now = stored || wanted;
      const next = clicks ? (now === "dark" ? "light" : "dark") : now;
      window.localStorage.setItem("theme", next);
      return next;
    },
  };

  const remove = (name) => {
    const gone = name === "all" ? names() : REMOVES[name] || [name];
    changed(Object.fromEntries(gone.map((one) => [one, blank(one)])));
  };

  // Chips and *Reset*, which are painted anew with every Selection, and presets of days.
  document.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-remove], [data-days]");
    if (!button) return;
    const { remove: name, days } = button.dataset;
    if (name) return remove(name);
    const [from, to] = days.split(",");
    return changed({ from: from || null, to: to || null });
  });

  window.dashMantineFunctions = window.dashMantineFunctions || {};
  window.dashMantineFunctions.bySpelling = ({ options, search }) => {
    const wanted = fold(search);
    const fits = (option) => !wanted || fold(option.label).includes(wanted) || (option.spellings || "").includes(wanted);
    return options
      .map((option) => (option.items ? { ...option, items: option.items.filter(fits) } : option))
      .filter((option) => (option.items ? option.items.length > 0 : fits(option)));
  };
})();
