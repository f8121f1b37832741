// Many incidents: a circle for each square of the map. The page asks for those that are seen, in whole blocks of
// squares (dashboard/model/squares.py), and when the map is moved for the blocks that it has not had yet.
"use strict";
(() => {
  const { map } = window.dashboard;
  const LAYER = "map-incidents";
  const BLOCK_PIXELS = 8 * 60; // squares × pixels
  const LISTED = 100; // what the panel lists: more are parted by zooming in, while that helps
  const STEP = 2; // zooms that a click comes closer
  let shown = null; // what part of which answer is on the map; null: all incidents are, wherever they lie
  let asking = new AbortController();

  const squareZoom = (zoom) => Math.ceil(zoom - 0.5);

  // The blocks that the map shows a part of.
  const seen = () => {
    const bounds = map.leaflet.getBounds();
    const [from, to] = [bounds.getNorthWest(), bounds.getSouthEast()].map((corner) =>
      map.leaflet.project(corner, squareZoom(map.leaflet.getZoom())).divideBy(BLOCK_PIXELS).floor(),
    );
    const across = Array.from({ length: to.x - from.x + 1 }, (_, n) => from.x + n);
    const down = Array.from({ length: to.y - from.y + 1 }, (_, n) => from.y + n);
    return across.flatMap((x) => down.map((y) => `${x}.${y}`));
  };

  // What a question about the map says of the screen; nothing before there is one.
  const asked = () => (map.leaflet ? { zoom: map.leaflet.getZoom(), blocks: seen().join(",") } : {});

  const group = () => {
    let found = null;
    map.leaflet.eachLayer((layer) => {
      if (layer instanceof L.GeoJSON && layer.options.pane === "incidents") found = layer;
    });
    return found;
  };

  // Dash has drawn the answer that the new blocks belong to.
  const isDrawn = ({ first }) => !first || group().getLayers().some(({ feature }) => feature === first);

  const whenDrawn = (answer, act) => {
    if (answer !== shown) return;
    if (isDrawn(answer)) act();
    else window.requestAnimationFrame(() => whenDrawn(answer, act));
  };

  const ask = async (blocks) => {
    const [answer, { views }] = [shown, window.dashboard];
    const query = [views.query(), new URLSearchParams({ zoom: answer.zoom, blocks: blocks.join(",") })].filter(Boolean);
    blocks.forEach((block) => answer.blocks.add(block));
    try {
      const response = await window.fetch(`views/squares?${query.join("&")}`, { signal: asking.signal });
      if (!response.ok) throw new Error(response.statusText);
      const [, , , { features, part }] = await response.json();
      if (!part || part.version !== answer.version) return; // the data is new: all is asked for again
      whenDrawn(answer, () => group().addData({ type: "FeatureCollection", features }));
      views.forget(LAYER); // it shows more than was answered then
      views.isCutOff(false);
    } catch (error) {
      if (answer !== shown) return;
      blocks.forEach((block) => answer.blocks.delete(block));
      views.isCutOff(true);
    }
  };

  const askForMore = () => {
    const { views } = window.dashboard;
    if (!shown || !views.isAnswered() || shown.query !== views.query() || shown.zoom !== map.leaflet.getZoom()) return;
    const missing = seen().filter((block) => !shown.blocks.has(block));
    if (missing.length) views.during(ask(missing));
  };

  // The layer was painted anew.
  const painted = ({ features, part }) => {
    asking.abort();
    asking = new AbortController();
    shown = part ? { ...part, query: window.dashboard.views.query(), blocks: new Set(part.blocks), first: features[0] } : null;
  };

  // A question was answered: where its answer was on the map already, that now belongs to the new question.
  const answered = () => {
    if (shown) shown.query = window.dashboard.views.query();
    if (map.leaflet) askForMore();
  };

  // What a click on a square opens; nothing where it comes closer.
  const open = ({ geometry, properties }) => {
    const { leaflet } = map;
    const [zoom, x, y] = properties.square;
    if (properties.n <= LISTED || leaflet.getZoom() >= leaflet.getMaxZoom()) return { kind: "square", zoom, x, y };
    const at = [geometry.coordinates[1], geometry.coordinates[0]];
    map.focusNear(at);
    leaflet.setView(at, Math.min(leaflet.getMaxZoom(), leaflet.getZoom() + STEP));
    return null;
  };

  Object.assign(window.dashboard, { squares: { asked, askForMore, painted, answered, open } });
})();
