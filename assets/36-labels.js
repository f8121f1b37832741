// Names and civilians killed where they cover nothing, as in the images (dashboard/figures/placing.py): the towns first,
// then the numbers, the largest group first, then the other names in their order. What finds no room is not written;
// the number stands in the mark's own words.
"use strict";
(() => {
  const { map } = window.dashboard;
  const GAP = 3;
  const SITE = 12;
  const TOWN_RANKS = [1, 2];
  const SHIFTS = [[0, 0], [0, 16], [0, -16], [24, 0], [-24, 0], [0, 32], [0, -32]];

  const isOff = (layer) => document.getElementById("map-box").classList.contains(`hide-${layer}`);
  const around = (x, y, width, height) => ({ left: x - width / 2, top: y - height / 2, right: x + width / 2, bottom: y + height / 2 });
  const touches = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  const wider = ({ left, top, right, bottom }) => ({ left: left - 4, top: top - 4, right: right + 4, bottom: bottom + 4 });
  const isFree = (box, taken) => !taken.some((other) => touches(box, other));

  const marks = (layers) =>
    layers.filter((layer) => !isOff(layer)).flatMap((layer) =>
      [...map.leaflet.getPane(layer).querySelectorAll(".marker")].map((mark) => ({ mark, at: L.DomUtil.getPosition(mark) })),
    ).filter(({ at }) => at);

  // Right, left, below and above of a box, for something of a size.
  const beside = ({ left, top, right, bottom }, width, height) => {
    const [x, y] = [(left + right) / 2, (top + bottom) / 2];
    return [
      [right + GAP + width / 2, y], [left - GAP - width / 2, y], [x, bottom + height / 2], [x, top - height / 2],
      [right + width / 2, bottom], [left - width / 2, bottom], [right + width / 2, top], [left - width / 2, top],
    ].map(([centre, middle]) => around(centre, middle, width, height));
  };

  // What is seen of the map, and what stands on it.
  const frameNow = () => {
    const { x, y } = map.leaflet.getSize();
    const { x: left, y: top } = map.leaflet.containerPointToLayerPoint([0, 0]);
    const corner = map.leaflet.getContainer().getBoundingClientRect();
    const controls = [...map.leaflet.getContainer().querySelectorAll(".leaflet-control")].map((control) => {
      const box = control.getBoundingClientRect();
      return around((box.left + box.right) / 2 - corner.left + left, (box.top + box.bottom) / 2 - corner.top + top, box.width, box.height);
    });
    return { frame: { left, top, right: left + x, bottom: top + y }, controls };
  };
  const isWhole = (box, frame) =>
    !touches(box, frame) || (frame.left <= box.left && box.right <= frame.right && frame.top <= box.top && box.bottom <= frame.bottom);

  const write = (label, at, box) => {
    label.hidden = !box;
    if (box) label.style.translate = `${Math.round(box.left - at.x)}px ${Math.round(box.top - at.y)}px`;
    return box ? [box] : [];
  };

  const namesNow = () => {
    const zoom = Math.min(12, Math.floor(map.leaflet.getZoom()));
    const all = [...map.leaflet.getPane("names").querySelectorAll(".map-name")];
    all.forEach((label) => { label.hidden = zoom < Number(label.dataset.from) || zoom > Number(label.dataset.to); });
    return all.filter((label) => !label.hidden).map((label) => ({
      label, at: L.DomUtil.getPosition(label.closest(".name-icon")), width: label.offsetWidth, height: label.offsetHeight,
      isTown: TOWN_RANKS.includes(Number(label.dataset.rank)), isBeside: Boolean(label.dataset.beside),
    })).filter(({ at }) => at);
  };

  const placesOf = ({ at, width, height, isBeside }, circles) => {
    if (!isBeside) return SHIFTS.map(([dx, dy]) => around(at.x + dx, at.y + dy, width, height));
    const dot = around(at.x, at.y, 6, 6);
    const over = circles.find((circle) => touches(dot, circle));
    return [...beside(dot, width, height), ...(over ? beside(over, width, height) : [])];
  };

  const place = () => {
    if (!map.leaflet) return;
    const groups = marks(["incidents"]).map(({ mark, at }) => ({ mark, at, label: mark.querySelector(".incident-killed") }));
    const circles = groups.map(({ mark, at }) => around(at.x, at.y, mark.offsetWidth - 2, mark.offsetHeight - 2));
    const sites = marks(["outposts", "surveillance", "crossings", "villages"]).map(({ at }) => around(at.x, at.y, SITE, SITE));
    groups.forEach(({ label }) => { if (label) label.hidden = false; });
    const killed = groups.map((group, n) => ({ ...group, circle: circles[n] })).filter(({ label }) => label)
      .map((group) => ({ ...group, width: group.label.offsetWidth, height: group.label.offsetHeight }))
      .sort((one, other) => other.circle.right - other.circle.left - (one.circle.right - one.circle.left));
    const names = namesNow();
    const { frame, controls } = frameNow();
    const taken = [...circles, ...controls];
    const isOpen = (box) => isWhole(box, frame) && isFree(box, taken);
    const writeName = (name) => {
      const free = placesOf(name, circles).find((box) => isOpen(box) && isFree(box, sites));
      taken.push(...write(name.label, name.at, free));
      const dot = name.label.parentElement.querySelector(".map-dot");
      if (dot) dot.hidden = name.label.hidden;
    };
    names.filter(({ isTown }) => isTown).forEach(writeName);
    killed.forEach(({ label, at, circle, width, height }) => {
      const [right, left, below, above, ...corners] = beside(circle, width, height);
      const others = circles.filter((other) => other !== circle).map(wider); // near one, it would be taken for its number
      const free = [below, above, right, left, ...corners].filter((box) => isOpen(box) && isFree(box, others));
      taken.push(...write(label, at, free.find((box) => isFree(box, sites)) || free[0]));
    });
    names.filter(({ isTown }) => !isTown).forEach(writeName);
  };

  let isAsked = false;
  map.placeSoon = () => {
    if (isAsked) return;
    isAsked = true;
    window.requestAnimationFrame(() => {
      isAsked = false;
      place();
    });
  };
})();
