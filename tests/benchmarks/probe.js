// In the page: since when does every view show what it has to?
// `probe.arm(wanted, rest)`, an act of the reader, then `probe.result()`. Views are looked at in every frame.
"use strict";
(() => {
  const LIMIT = 15000;
  const MARKER_LAYERS = ["outposts", "surveillance", "crossings", "villages"];
  let task = null;

  const all = (selector) => [...document.querySelectorAll(selector)];
  const text = (selector) => (document.querySelector(selector) || {}).textContent;
  const tips = (layer) => all(`.leaflet-${layer}-pane .marker`).map((node) => node.getAttribute("aria-label"));
  const sameTips = (found, wanted) => found.length === wanted.length && found.sort().every((tip, n) => tip === wanted[n]);

  // The Selection that a chart was last drawn for, once Plotly says that it is drawn.
  const drawn = (id) => {
    const chart = document.querySelector(`#${id} .js-plotly-plot`);
    if (!chart || !chart.on) return null;
    if (!chart.probed) {
      chart.probed = true;
      const note = () => { chart.drawnFor = chart.layout.meta && chart.layout.meta.selection; };
      chart.on("plotly_afterplot", note);
      if (chart._fullLayout) note();
    }
    return chart.drawnFor;
  };

  const rows = () =>
    all("#table .ag-center-cols-container .ag-row")
      .map((row) => [Number(row.getAttribute("row-index")), row.textContent ? row.getAttribute("row-id") : null])
      .sort(([a], [b]) => a - b);

  const fits = {
    sentence: (wanted) => text("#sentence") === wanted,
    headline: (wanted) => text("#headline") === wanted,
    reconciliation: (wanted) => text("#map-reconciliation") === wanted,
    "map-incidents": (wanted) => sameTips(tips("incidents"), wanted),
    "map-sites": (wanted) => sameTips(MARKER_LAYERS.flatMap(tips), wanted),
    counts: (wanted) =>
      all("[data-count]").every((node) => node.labels[0].dataset.n === (wanted[node.dataset.count] || "0")),
    table: (wanted) => {
      const shown = rows();
      return wanted.length ? shown.length > 0 && shown.every(([index, id]) => id === wanted[index]) : !shown.length;
    },
    basemap: () => {
      const picture = document.querySelector(".leaflet-terrain-pane img");
      const bases = all("[class*='leaflet-base-'][class*='-pane']");
      const isDrawn = bases.length && bases.every((pane) => pane.querySelector("path"));
      return Boolean(isDrawn && picture && picture.complete && document.querySelector(".map-name"));
    },
  };
  const shows = (view, wanted) => (fits[view] ? fits[view](wanted) : drawn(view) === wanted);

  // Views that were there are looked at again only when no other is missing.
  const look = () => {
    if (!task || task.isDone) return;
    const now = performance.now();
    const views = Object.keys(task.wanted);
    const isMissing = (view) => !shows(view, task.wanted[view]);
    const before = views.filter((view) => view in task.seen);
    let late = views.filter((view) => !before.includes(view) && isMissing(view));
    views.filter((view) => !late.includes(view)).forEach((view) => { task.seen[view] ??= now; });
    if (!late.length) late = before.filter(isMissing);
    late.forEach((view) => delete task.seen[view]);
    if (task.start !== null && (!late.length || now - task.start > LIMIT)) {
      task.isDone = true;
      requestAnimationFrame(() => requestAnimationFrame(() => task.finish(late)));
    } else requestAnimationFrame(look);
  };

  const bytes = () =>
    performance.getEntriesByType("resource").map(({ name, encodedBodySize, transferSize, requestStart, responseEnd }) => ({
      name: new URL(name).pathname, encodedBodySize, transferSize, requestStart, responseEnd,
    }));

  const arm = (wanted, rest = 0, start = null) => {
    performance.clearResourceTimings();
    performance.setResourceTimingBufferSize(5000);
    const current = { wanted, start, seen: {}, isDone: false };
    current.result = new Promise((resolve) => {
      current.finish = (late) => {
        const began = current.start + rest;
        const views = Object.fromEntries(Object.entries(current.seen).map(([view, at]) => [view, at - began]));
        resolve({ took: performance.now() - began, views, late, bytes: bytes() });
      };
    });
    current.rest = rest;
    task = current;
    requestAnimationFrame(look);
  };

  const begin = (event) => {
    if (task && !task.isDone) task.start = event.timeStamp;
  };
  ["click", "input"].forEach((kind) => window.addEventListener(kind, begin, { capture: true }));

  window.probe = { arm, opened: (wanted) => arm(wanted, 0, 0), result: () => task.result };
})();
