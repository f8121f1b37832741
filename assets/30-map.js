// How the map's features look. Which features there are, and their colours, come from the server.
// Texts of features are written as text, never as markup.
"use strict";
(() => {
  const dash = (window.dash_clientside = window.dash_clientside || {});
  const SVG = "http://www.w3.org/2000/svg";
  const LAYERS = ["incidents", "areas", "outposts", "surveillance", "crossings", "villages", "districts", "terrain"];
  const map = {};
  // Markers are moved in the plane: moved in space, each is a layer of its own to be put together at every change.
  if (window.L) window.L.Browser.ie3d = true;
  let isMovedByReader = false;

  const element = (name, attributes, children = []) => {
    const node = document.createElementNS(SVG, name);
    Object.entries(attributes).forEach(([key, value]) => node.setAttribute(key, value));
    children.forEach((child) => node.appendChild(child));
    return node;
  };

  const html = (name, className, text) => {
    const node = document.createElement(name);
    node.className = className;
    if (text !== undefined) node.textContent = text;
    return node;
  };

  const marker = (latlng, body, size, context, options = {}) =>
    L.marker(latlng, {
      pane: context.pane,
      icon: L.divIcon({ html: body, className: "marker", iconSize: [size, size] }),
      keyboard: false, // assets/35-marks.js
      riseOnHover: true,
      ...options,
    });

  const remember = (context) => {
    if (map.leaflet === context.map) return;
    map.leaflet = context.map;
    const box = context.map.getContainer();
    ["pointerdown", "wheel", "keydown"].forEach((kind) =>
      box.addEventListener(kind, () => { isMovedByReader = true; }, { passive: true }),
    );
    context.map.on("moveend", () => {
      map.keepStopSoon();
      map.placeSoon();
      window.dashboard.squares.askForMore();
    });
    map.placeSoon();
    context.map.on("resize", () => tellBounds(context.map));
    tellBounds(context.map);
    look();
  };

  // Dash Leaflet tells the bounds only when the centre or the zoom has changed.
  const tellBounds = (leaflet) => {
    const bounds = leaflet.getBounds();
    const corners = [bounds.getSouthWest(), bounds.getNorthEast()].map(({ lat, lng }) => [lat, lng]);
    dash.set_props("map", { bounds: corners });
  };

  // Dash Leaflet's own `viewport` writes into the console.
  let wanted = null;
  let isLookedAt = false;
  const look = () => {
    if (!map.leaflet || !wanted) return;
    const { bounds, isFit } = wanted;
    wanted = null;
    isMovedByReader = isFit; // what an address shows is written there already, or is what fits
    map.leaflet.fitBounds(bounds, { animate: false });
    if (isFit) tellBounds(map.leaflet);
  };

  // On a phone the legend would hide the map: it starts folded.
  let isLegendFolded = false;
  const foldLegend = () => {
    if (!isLegendFolded && window.matchMedia("(max-width: 760px)").matches) {
      document.querySelectorAll("details.legend").forEach((legend) => legend.removeAttribute("open"));
    }
    isLegendFolded = true;
  };

  const groupSize = (n) => (n === 1 ? 16 : Math.min(46, 22 + 4 * Math.sqrt(n)));

  map.baseStyle = (feature, context) => context.hideout[feature.properties.layer];

  map.areaStyle = (feature, context) => ({
    color: context.hideout.edge, weight: 1, opacity: 0.55, dashArray: "2 4",
    fillColor: context.hideout.accent, fillOpacity: 0.05,
  });

  map.tripointLayer = (feature, latlng, context) =>
    L.circleMarker(latlng, { pane: context.pane, interactive: false, radius: 4, ...context.hideout });

  map.nameLayer = (feature, latlng, context) => {
    remember(context);
    const { name, kind, min_zoom: from, max_zoom: to, rank } = feature.properties;
    const label = html("span", `map-name map-name-${kind} map-name-rank-${rank || 0}`, name);
    const isBeside = ["place", "tripoint"].includes(kind); // its point; the other names stand around theirs
    Object.assign(label.dataset, { from, to, rank: rank || 0, beside: isBeside ? "1" : "" });
    label.hidden = true; // until it is placed: assets/36-labels.js
    const body = html("div", "name-box");
    if (kind === "place") body.appendChild(Object.assign(html("span", "map-dot"), { hidden: true }));
    body.appendChild(label);
    map.placeSoon();
    return L.marker(latlng, {
      icon: L.divIcon({ html: body, className: "name-icon", iconSize: [0, 0] }),
      pane: context.pane, interactive: false, keyboard: false,
    });
  };

  map.incidentLayer = (feature, latlng, context) => {
    remember(context);
    const { n, label, killed, harm, is_area: isArea, across } = feature.properties;
    const { harm: colours, ink, edge } = context.hideout;
    const size = across || groupSize(n);
    const isRing = harm === "unknown";
    const circle = element("circle", {
      cx: size / 2, cy: size / 2, r: size / 2 - 2, fill: colours[harm], "fill-opacity": isArea ? 0.82 : 0.95,
      stroke: isRing ? colours.none : edge, "stroke-width": isRing ? 2.5 : 1.2,
      ...(isArea ? { "stroke-dasharray": "3 2.5", "stroke-width": isRing ? 2.5 : 2 } : {}),
    });
    const body = html("div", "incident-marker");
    body.appendChild(element("svg", { width: size, height: size, "aria-hidden": "true" }, [circle]));
    if (n > 1) {
      const count = html("span", "incident-count", label);
      count.style.color = ink[harm];
      body.appendChild(count);
    }
    if (killed) body.appendChild(html("span", "incident-killed", killed));
    return marker(latlng, body, size, context, { zIndexOffset: n > 1 ? 200 + n : 0 });
  };

  // Shapes and looks are those of the images (dashboard/figures/map_marks.py).
  map.siteLayer = (feature, latlng, context) => {
    const { shape, colour, outline, status, is_area: isArea, is_undated: isUndated } = feature.properties;
    const { paths, hollow, reported, cross, edge, white } = context.hideout;
    const isHollow = hollow.includes(status);
    const children = [element("path", {
      d: paths[shape], fill: isHollow ? white : colour, stroke: isHollow ? outline : edge,
      "stroke-width": isHollow ? 2 : 0.9, "fill-opacity": status === "reported" ? reported : 1,
      ...(isArea ? { "stroke-dasharray": "2.2 1.8" } : {}),
    })];
    if (isUndated) children.push(element("circle", { r: 2.2, fill: white, stroke: edge, "stroke-width": 0.9, class: "undated" }));
    if (status === "closed") children.push(element("path", { d: cross, stroke: white, "stroke-width": 1.6 }));
    const box = { width: 14, height: 14, viewBox: "-7 -7 14 14", "aria-hidden": "true" };
    return marker(latlng, element("svg", box, children), 14, context);
  };

  // A name for the pointer and for screen readers.
  map.describe = (feature, layer) => {
    const { tip } = feature.properties;
    map.bindTip(layer, tip);
    layer.on("add remove", () => map.placeSoon());
    layer.on("add", () => {
      const drawn = layer.getElement && layer.getElement();
      if (drawn && layer.options.icon) map.asButton(drawn, tip);
      // An outline opens nothing; Chromium stops at it because Leaflet listens for its focus.
      else if (drawn) drawn.setAttribute("tabindex", "-1");
    });
  };

  dash.map = {
    showLayers: (layers) => {
      foldLegend();
      map.keepStopSoon();
      map.placeSoon();
      return ["map-box", ...LAYERS.filter((one) => !(layers || []).includes(one)).map((one) => `hide-${one}`)].join(" ");
    },

    look: (viewport) => {
      const isFirst = !isLookedAt;
      isLookedAt = true;
      if (isFirst && window.location.search) return; // the address will say
      wanted = viewport;
      look();
    },

    extent: (bounds) => {
      if (!bounds || !isMovedByReader) return dash.no_update;
      const [[south, west], [north, east]] = bounds;
      return [west, south, east, north].map((degrees) => degrees.toFixed(3)).join(",");
    },
  };

  window.dashboard = Object.assign(window.dashboard || {}, { map });
})();
