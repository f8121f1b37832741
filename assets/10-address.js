// The address in the browser's bar and the controls of the page, in step both ways.
// What a query means is decided by the server (dashboard.model.selection); here values are only written down.
"use strict";
(() => {
  const dash = (window.dash_clientside = window.dash_clientside || {});
  const VIEW_NAMES = ["incident", "layers", "map", "lang", "v"];
  const DEFAULT_LAYERS = "incidents,areas,outposts,surveillance,crossings,terrain";
  const state = { isOpened: false, address: null };

  const asText = (value) => {
    if (value === true) return "1";
    if (!value || value === "auto") return "";
    return Array.isArray(value) ? [...value].sort().join(",") : String(value);
  };

  const asQuery = (pairs) =>
    pairs
      .filter(([, text]) => text)
      .map(([name, text]) => `${name}=${encodeURIComponent(text).replace(/%2C/g, ",").replace(/%20/g, "+")}`)
      .join("&");

  const viewPairs = (incident, layers, extent, language, version) => {
    const order = DEFAULT_LAYERS.split(",");
    const rank = (layer) => (order.indexOf(layer) + 1 || 99);
    const shown = [...(layers || [])].sort((a, b) => rank(a) - rank(b)).join(",");
    return [
      ["incident", incident && incident.kind === "incident" ? incident.id : ""],
      ["layers", shown === DEFAULT_LAYERS ? "" : shown || "none"],
      ["map", extent || ""],
      ["lang", language || ""],
      ["v", version || ""],
    ];
  };

  // A change of a filter or of the open incident is a step that "back" undoes; moving the map is not.
  const show = (query, isStep) => {
    const search = query ? `?${query}` : window.location.pathname;
    if (query === state.address) return;
    window.history[isStep ? "pushState" : "replaceState"](null, "", search);
    state.address = query;
  };

  // A briefing has a map, which shows what the one on screen does.
  const linkDownloads = (query, map) => {
    document.querySelectorAll("[data-download]").forEach((link) => {
      const path = link.dataset.download;
      const asked = [query, path.startsWith("/api/briefing.") ? map : ""].filter(Boolean).join("&");
      link.href = `${path}${asked ? `?${asked}` : ""}`;
    });
  };

  let filters = null;
  let openIncident = null;
  let order = [];

  // What a control will say in a moment: the question leaves before Dash has told all components of it.
  const changed = (values) => {
    if (filters === null) return;
    const pairs = new Map(new URLSearchParams(filters));
    Object.entries(values).forEach(([name, value]) => pairs.set(name, asText(value)));
    window.dashboard.views.show(asQuery(order.map((name) => [name, pairs.get(name)])));
  };

  const chosen = (name) => (new URLSearchParams(filters || "").get(name) || "").split(",").filter(Boolean);

  // Checked already when the click arrives here, and before React hears of it.
  window.addEventListener("click", ({ target }) => {
    if (!target.matches || !target.matches("input[type=checkbox]")) return;
    const [name, value] = [target.dataset.filter, target.value];
    if (!name) return;
    if (!target.hasAttribute("value")) changed({ [name]: target.checked });
    else changed({ [name]: target.checked ? [...chosen(name), value] : chosen(name).filter((one) => one !== value) });
  }, { capture: true });

  dash.address = {
    start: () => {
      const { search } = window.location;
      state.isOpened = !search;
      return search ? { search, at: Date.now() } : dash.no_update;
    },

    write: (opened, ...rest) => {
      const names = (order = rest.pop());
      if (opened) state.isOpened = true;
      if (!state.isOpened) return dash.no_update;
      const values = rest.slice(0, rest.length - VIEW_NAMES.length);
      const view = rest.slice(-VIEW_NAMES.length);
      const query = asQuery(values.map((value, index) => [names[index], asText(value)]));
      const pairs = viewPairs(...view);
      const isFirst = filters === null;
      const wasOpened = dash.callback_context.triggered.some((one) => one.prop_id.startsWith("state-opened"));
      const isStep = !isFirst && !wasOpened && (query !== filters || pairs[0][1] !== openIncident);
      show([query, asQuery(pairs)].filter(Boolean).join("&"), isStep);
      openIncident = pairs[0][1];
      linkDownloads(query, asQuery(pairs.slice(1)));
      if (query === filters) return dash.no_update;
      filters = query;
      window.dashboard.views.show(query);
      return query;
    },

    copy: async (clicks, version, words) => {
      const url = new URL(window.location.href);
      url.searchParams.set("v", version);
      const [label, copied, failed] = words;
      let text = copied;
      try {
        await navigator.clipboard.writeText(url.href);
      } catch (error) {
        text = failed;
        window.prompt(failed, url.href);
      }
      window.setTimeout(() => dash.set_props("header-copy-link", { children: label }), 2500);
      return text;
    },
  };

  window.dashboard = Object.assign(window.dashboard || {}, { address: { changed } });

  window.addEventListener("popstate", () => {
    const { search } = window.location;
    state.address = search.replace(/^\?/, "");
    dash.set_props("state-address-opened", { data: { search, at: Date.now(), isBack: true } });
  });
})();
