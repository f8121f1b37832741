// The address in the browser's bar: written when what is selected changes, opened when the reader goes back.
// What a query means is decided by the server (dashboard.model.selection); here values are only written down.
"use strict";
(() => {
  const dash = (window.dash_clientside = window.dash_clientside || {});
  const DEFAULT_LAYERS = "incidents,areas,outposts,surveillance,crossings,terrain";
  let inBar = null;

  const asText = (value) => {
    if (value === true) return "1";
    if (!value || value === "auto") return "";
    return Array.isArray(value) ? [...value].sort().join(",") : String(value);
  };

  const asQuery = (pairs) =>
    [...pairs]
      .filter(([, text]) => text)
      .map(([name, text]) => `${name}=${encodeURIComponent(text).replace(/%2C/g, ",").replace(/%20/g, "+")}`)
      .join("&");

  // What the page shows besides the Selection.
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
  const writeBar = (filters, view, isStep) => {
    const query = [asQuery(filters), asQuery(view)].filter(Boolean).join("&");
    if (query === inBar) return;
    window.history[isStep ? "pushState" : "replaceState"](null, "", query ? `?${query}` : window.location.pathname);
    inBar = query;
  };

  // A briefing has a map, which shows what the one on screen does.
  const linkDownloads = (query, map) => {
    document.querySelectorAll("[data-download]").forEach((link) => {
      const path = link.dataset.download;
      const asked = [query, path.startsWith("api/briefing.") ? map : ""].filter(Boolean).join("&");
      link.href = `${path}${asked ? `?${asked}` : ""}`;
    });
  };

  const write = (filters, view, { isStep }) => {
    writeBar(filters, view, isStep);
    linkDownloads(asQuery(filters), asQuery(view.slice(1)));
  };

  dash.address = {
    start: () => {
      const { search } = window.location;
      return search ? { search, at: Date.now() } : dash.no_update;
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

  window.dashboard = Object.assign(window.dashboard || {}, { address: { asText, asQuery, viewPairs, write } });

  window.addEventListener("popstate", () => {
    const { search } = window.location;
    inBar = search.replace(/^\?/, "");
    dash.set_props("state-address-opened", { data: { search, at: Date.now(), isBack: true } });
  });
})();
