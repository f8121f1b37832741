// The words at a mark, for the pointer: above it or, at the map's upper edge, below it, and never beyond the map's sides.
"use strict";
(() => {
  const { map } = window.dashboard;
  const EDGE = 4;

  const keepInside = (layer) => {
    const tip = layer.getTooltip();
    const words = tip && tip.getElement();
    if (!words || !map.leaflet) return;
    const at = map.leaflet.latLngToContainerPoint(tip.getLatLng());
    const icon = layer.options.icon ? layer.getElement() : null;
    const gap = icon ? icon.offsetHeight / 2 : EDGE;
    const most = Math.max(0, map.leaflet.getSize().x - EDGE - words.offsetWidth);
    const left = Math.min(Math.max(EDGE, at.x - words.offsetWidth / 2), most);
    const isBelow = at.y - gap - words.offsetHeight - 2 * EDGE < 0;
    tip.options.direction = isBelow ? "bottom" : "top";
    tip.options.offset = L.point(left + words.offsetWidth / 2 - at.x, isBelow ? gap : -gap);
    tip.setLatLng(tip.getLatLng());
  };

  map.bindTip = (layer, says) => {
    const text = document.createElement("span");
    text.textContent = says;
    layer.bindTooltip(text, { direction: "top", className: "map-tip", sticky: Boolean(layer.setStyle) });
    layer.on("tooltipopen mousemove", () => keepInside(layer));
  };
})();
