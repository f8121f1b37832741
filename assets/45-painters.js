// How each kind of view is painted: `dashboard.callbacks.painted` says which is where. Texts stay texts.
"use strict";
(() => {
  const dash = (window.dash_clientside = window.dash_clientside || {});
  const byId = (id) => document.getElementById(id);

  // Dash's description of plain HTML -> nodes.
  const build = (part) => {
    if (part === null || part === undefined) return [];
    if (Array.isArray(part)) return part.flatMap(build);
    if (typeof part !== "object") return [document.createTextNode(String(part))];
    const { children, className, style, ...attributes } = part.props;
    const node = document.createElement(part.type.toLowerCase());
    if (className) node.className = className;
    Object.entries(style || {}).forEach(([name, value]) => node.style.setProperty(name, value));
    Object.entries(attributes).forEach(([name, value]) => node.setAttribute(name, value));
    node.append(...build(children));
    return [node];
  };

  // Who had the focus in what is replaced goes on from there.
  const html = (id, content) => {
    const place = byId(id);
    const hadFocus = place.contains(document.activeElement);
    place.replaceChildren(...build(content));
    if (hadFocus) (place.querySelector("button, a") || place).focus({ preventScroll: true });
  };

  // Not through `dcc.Graph`, which would have all of Dash look at every component. Its clicks and drags stay, and its
  // configuration: told again, Plotly would measure the box, for which the page is laid out once more for each chart.
  const chart = (id, { data, layout }) => {
    const plot = byId(id).querySelector(".js-plotly-plot");
    return window.Plotly.react(plot, data, layout);
  };

  const isChartReady = (id) => {
    const plot = byId(id) && byId(id).querySelector(".js-plotly-plot:not(.dash-graph--pending)");
    return Boolean(plot && plot._fullLayout && plot.on);
  };

  const layer = (id, data) => {
    if (id === "map-incidents") window.dashboard.squares.painted(data);
    dash.set_props(id, { data });
  };

  const counts = (id, content) => window.dashboard.filters.count(content);

  window.dashboard = Object.assign(window.dashboard || {}, {
    painters: {
      html: { isReady: byId, paint: html },
      chart: { isReady: isChartReady, paint: chart },
      counts: { isReady: byId, paint: counts },
      layer: { isReady: () => window.dashboard.map.leaflet, paint: layer },
      rows: { isReady: () => window.dashboard.rows.isConnected(), paint: (id, block) => window.dashboard.rows.show(block) },
    },
  });
})();
