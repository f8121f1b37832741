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
    context.map.on("zoomend", () => nameZoom(context.map));
    context.map.on("moveend", () => map.keepStopSoon());
    nameZoom(context.map);
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
  const look = () => {
    if (map.leaflet && wanted) map.leaflet.fitBounds(wanted, { animate: false });
    if (map.leaflet) wanted = null;
  };

  // Names are shown by their zoom: the container says which it is, each name from where to where it is written.
  const nameZoom = (leaflet) => {
    const zoom = Math.min(12, Math.floor(leaflet.getZoom()));
    leaflet.getContainer().querySelectorAll(".map-name").forEach((name) => {
      name.hidden = zoom < Number(name.dataset.from) || zoom > Number(name.dataset.to);
    });
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
    const zoom = Math.min(12, Math.floor(context.map.getZoom()));
    const label = html("span", `map-name map-name-${kind} map-name-rank-${rank || 0}`, name);
    label.dataset.from = from;
    label.dataset.to = to;
    label.hidden = zoom < from || zoom > to;
    return L.marker(latlng, {
      icon: L.divIcon({ html: label, className: "name-icon", iconSize: [0, 0] }),
      pane: context.pane, interactive: false, keyboard: false,
    });
  };

  map.incidentLayer = (feature, latlng, context) => {
    remember(context);
    const { n, label, killed, harm, is_area: isArea } = feature.properties;
    const { harm: colours, ink, edge } = context.hideout;
    const size = groupSize(n);
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

  const SHAPES = {
    square: (fill) => element("rect", { x: 2.5, y: 2.5, width: 9, height: 9, ...fill }),
    triangle: (fill) => element("path", { d: "M7 1.5 L13 12 L1 12 Z", ...fill }),
    diamond: (fill) => element("path", { d: "M7 .8 L13.2 7 L7 13.2 L.8 7 Z", ...fill }),
    cross: (fill) => element("path", { d: "M5 1h4v4h4v4h-4v4h-4v-4h-4v-4h4Z", ...fill }),
    bar: (fill) => element("rect", { x: 1, y: 5, width: 12, height: 4.5, ...fill }),
    circle: (fill) => element("circle", { cx: 7, cy: 7, r: 4.6, ...fill }),
  };
  const HOLLOW = ["planned", "under_construction"];

  map.siteLayer = (feature, latlng, context) => {
    const { shape, colour, outline, status, is_area: isArea } = feature.properties;
    const isHollow = HOLLOW.includes(status);
    const fill = {
      fill: isHollow ? "#fff" : colour, stroke: isHollow ? outline : context.hideout.edge,
      "stroke-width": isHollow ? 2 : 0.9, "fill-opacity": status === "reported" ? 0.72 : 1,
      ...(isArea ? { "stroke-dasharray": "2 1.6" } : {}),
    };
    const children = [SHAPES[shape](fill)];
    if (status === "closed") children.push(element("path", { d: "M2 2 L12 12", stroke: "#fff", "stroke-width": 2 }));
    return marker(latlng, element("svg", { width: 14, height: 14, "aria-hidden": "true" }, children), 14, context);
  };

  // A name for the pointer and for screen readers.
  map.describe = (feature, layer) => {
    const { tip } = feature.properties;
    const text = document.createElement("span");
    text.textContent = tip;
    layer.bindTooltip(text, { direction: "top", className: "map-tip", sticky: Boolean(layer.setStyle) });
    layer.on("add", () => {
      const icon = layer.getElement && layer.getElement();
      if (icon && layer.options.icon) map.asButton(icon, tip);
    });
  };

  dash.map = {
    showLayers: (layers) => {
      foldLegend();
      map.keepStopSoon();
      return ["map-box", ...LAYERS.filter((one) => !(layers || []).includes(one)).map((one) => `hide-${one}`)].join(" ");
    },

    look: (bounds) => {
      wanted = bounds;
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
