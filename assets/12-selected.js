// What is selected. It is shown and written into the address at once; the page's controls are told when all is painted:
// Dash looks at every component of the page for each control that is told something, and the reader would wait for it.
"use strict";
(() => {
  const dash = (window.dash_clientside = window.dash_clientside || {});
  const { asText, asQuery, viewPairs, write } = window.dashboard.address;
  const TYPED = ["from", "to", "q"];
  const CONFIRMED_WITHIN = 1000; // milliseconds for a control to say what it was told
  const shown = { filters: null, view: [] }; // filters: name -> text, all names in the order of the address
  let said = new Map(); // name -> text that its control said last
  const expected = new Map(); // name -> what its control is still to say; until then nothing else is believed
  const underway = new Map(); // name -> text that its control was told last, and has not said yet
  const resting = new Map(); // name -> timer of what is being typed
  let isOpened = !window.location.search;
  let typedAt = 0;

  const take = (filters, view, isStep) => {
    const query = asQuery(filters);
    const isNew = shown.filters === null || query !== asQuery(shown.filters);
    Object.assign(shown, { filters, view });
    if (isNew) window.dashboard.views.show(query).then(tellSoon);
    write(filters, view, { isStep });
    // While the server answers: what is asked of it next, new data among it, is of this Selection.
    if (isNew) window.setTimeout(() => dash.set_props("state-selection", { data: asQuery(shown.filters) }));
  };

  const tell = () => {
    const untold = [...expected].filter(([, one]) => !one.until);
    if (!untold.length) return;
    untold.forEach(([name, one]) => {
      one.until = Date.now() + CONFIRMED_WITHIN;
      underway.set(name, asText(one.value));
    });
    dash.set_props("state-told", { data: Object.fromEntries(untold.map(([name, { value }]) => [name, value])) });
  };

  // After what the table, too, has to draw.
  const tellSoon = () => window.setTimeout(tell, 250);

  // The boxes show it at once; React finds them as it would have made them. The one that was clicked shows it already:
  // written to again, React would not hear of the click.
  const check = (name, value) =>
    document.querySelectorAll(`input[type=checkbox][data-filter="${name}"]`).forEach((box) => {
      const isChecked = Array.isArray(value) ? value.includes(box.value) : Boolean(value);
      if (box.checked !== isChecked) box.checked = isChecked;
    });

  // Name -> value of what a reader has just done.
  const changed = (values) => {
    if (shown.filters === null) return;
    const isAsItWas = ([name, value]) =>
      !resting.has(name) && [shown.filters, said].every((texts) => texts.get(name) === asText(value));
    const news = Object.entries(values).filter((one) => !isAsItWas(one));
    news.forEach(([name, value]) => {
      forget(name);
      check(name, value);
      expected.set(name, { value, until: 0 });
    });
    take(new Map([...shown.filters, ...news.map(([name, value]) => [name, asText(value)])]), shown.view, true);
  };

  // What is typed counts when the typing rests.
  const restLeft = () => typedAt + Number(document.getElementById("page-filters").dataset.typingRest) - Date.now();
  const forget = (name) => {
    window.clearTimeout(resting.get(name));
    resting.delete(name);
  };
  const takeLater = (name, text) => {
    forget(name);
    const takeNow = () => {
      resting.delete(name);
      take(new Map([...shown.filters, [name, text]]), shown.view, true);
    };
    resting.set(name, window.setTimeout(takeNow, restLeft()));
  };

  // A control that a click has set already may still be reached by what it was told before the click.
  const believed = ([name, text]) => {
    if (underway.get(name) === text) underway.delete(name);
    const one = expected.get(name);
    if (!one) return [name, text];
    const isLate = one.until && Date.now() >= one.until;
    const isSaid = text === asText(one.value);
    if (isLate || (isSaid && !underway.has(name))) [expected, underway].forEach((all) => all.delete(name));
    return [name, isLate ? text : asText(one.value)];
  };

  // New data brings new controls, filled with what was selected when it was asked for: the reader may have gone on since.
  const wereReplaced = () => {
    const triggered = dash.callback_context.triggered.map((one) => one.prop_id);
    return ["filter-type.value", "filter-by.value", "filter-status.value"].every((id) => triggered.includes(id));
  };
  const restate = () => {
    const isOf = (name) => document.querySelector(`input[type=checkbox][data-filter="${name}"]`);
    const isList = (name) => isOf(name).hasAttribute("value");
    const boxes = (name) => [...document.querySelectorAll(`input[type=checkbox][data-filter="${name}"]`)];
    const isThere = (name) => (value) => boxes(name).some((box) => box.value === value);
    names().filter((name) => isOf(name) && shown.filters.get(name) !== said.get(name)).forEach((name) => {
      const value = isList(name) ? chosen(name).filter(isThere(name)) : shown.filters.get(name) === "1";
      expected.set(name, { value, until: 0 });
      check(name, value);
    });
    window.setTimeout(tell);
  };

  const chosen = (name) => ((shown.filters && shown.filters.get(name)) || "").split(",").filter(Boolean);
  const names = () => [...(shown.filters || new Map()).keys()];

  ["pointerdown", "keydown"].forEach((kind) => window.addEventListener(kind, tell, { capture: true }));

  window.addEventListener("input", ({ target }) => {
    if (target.matches("#page-filters input:not([type=checkbox])")) typedAt = Date.now();
  }, { capture: true });

  // What was selected before gives way to the address; what is done before the server has read it does not.
  window.addEventListener("popstate", () => {
    names().forEach(forget);
    [expected, underway].forEach((all) => all.clear());
  });

  // Checked already when the click arrives here, and before React hears of it.
  window.addEventListener("click", ({ target }) => {
    if (!target.matches || !target.matches("input[type=checkbox][data-filter]")) return;
    const { value, checked, dataset: { filter } } = target;
    if (!target.hasAttribute("value")) changed({ [filter]: checked });
    else changed({ [filter]: checked ? [...chosen(filter), value] : chosen(filter).filter((one) => one !== value) });
  }, { capture: true });

  // What all controls say, and the rest of the view.
  dash.selected = {
    hear: (...all) => {
      const order = all.pop();
      if (all.shift()) isOpened = true;
      if (!isOpened) return;
      const wasOpened = dash.callback_context.triggered.some((one) => one.prop_id.startsWith("state-opened"));
      said = new Map(order.map((name, index) => [name, asText(all[index])]));
      if (!wasOpened && wereReplaced()) restate();
      const filters = new Map([...said].map(believed));
      const view = viewPairs(...all.slice(order.length));
      if (shown.filters === null || wasOpened) {
        order.forEach(forget);
        take(filters, view, false);
        return;
      }
      const isNews = (name) => filters.get(name) !== shown.filters.get(name);
      order.filter((name) => !isNews(name)).forEach(forget); // typed and erased again, or its field was replaced
      const news = order.filter(isNews);
      const typed = news.filter((name) => TYPED.includes(name) && restLeft() > 0);
      typed.forEach((name) => {
        takeLater(name, filters.get(name));
        filters.set(name, shown.filters.get(name));
      });
      take(filters, view, news.length > typed.length || view[0][1] !== shown.view[0][1]);
    },
  };

  window.dashboard.selected = { changed, chosen, names };
})();
