// What a click opens. The facts come from the server.
"use strict";
(() => {
  const dash = (window.dash_clientside = window.dash_clientside || {});
  const SITES = { "map-outposts": "outpost", "map-surveillance": "outpost", "map-crossings": "outpost", "map-villages": "village" };

  const ofFeature = (layer, feature) => {
    if (!feature || !feature.properties) return null;
    const { id, ids, n, square } = feature.properties;
    if (layer in SITES) return { kind: SITES[layer], id };
    if (square) return window.dashboard.squares.open(feature);
    return ids.length === 1 ? { kind: "incident", id: ids[0] } : { kind: "ids", ids, n };
  };

  const ofPoint = (view, click) => {
    const data = click && click.points && click.points[0].customdata;
    if (!data) return null;
    if (data[1] === "figure") return { kind: "figure", id: data[0] };
    return view === "timeline-displacement"
      ? { kind: "report", id: data[0] }
      : { kind: "period", first: data[0], last: data[1] };
  };

  const asked = ({ prop_id: propId, value }, states) => {
    const [id, property] = [propId.slice(0, propId.lastIndexOf(".")), propId.split(".").pop()];
    if (!value) return null;
    if (property === "clickData") {
      dash.set_props(id, { clickData: null });
      return ofPoint(id, value);
    }
    if (property === "selectedRows") return value.length ? { kind: "incident", id: value[0].id } : null;
    return ofFeature(id, states[`${id}.clickData`]);
  };

  // A row that stays chosen could not be chosen again.
  const forgetRow = () => dash.set_props("table", { selectedRows: [] });

  const OF_SELECTION = ["numbers", "sources", "period", "sites", "square"]; // what else is open stays what it is
  let opener = null; // what had the focus
  let isFollowing = false;

  dash.panel = {
    open: () => {
      const { triggered, states } = dash.callback_context;
      const panel = triggered[0] && asked(triggered[0], states);
      if (panel && !triggered[0].prop_id.startsWith("table.")) forgetRow();
      if (!panel) throw dash.PreventUpdate;
      return panel;
    },
    // What was made from the Selection is made again from the new one, or from new data; the reader goes on where they are.
    follow: (query, version, panel) => {
      if (!panel || !OF_SELECTION.includes(panel.kind)) return;
      isFollowing = true;
      dash.set_props("state-panel", { data: { ...panel, query, version } });
    },
    // Only what is open is closed: else closing, which is heard here too, would go round and round.
    close: (isOpened, panel) => {
      if (isOpened !== false || !panel) return;
      forgetRow();
      dash.set_props("state-panel", { data: null });
      if (opener && opener.isConnected) opener.focus({ preventScroll: true });
    },
    // Who opened something goes on reading in it, and comes back to where they were when it is closed.
    focus: (content) => {
      const dialog = document.querySelector(".mantine-Drawer-content");
      if (isFollowing) return void (isFollowing = false);
      if (!dialog || !content || !content.length || !window.navigator.userActivation.hasBeenActive) return;
      dialog.removeAttribute("aria-modal");
      if (!dialog.contains(document.activeElement)) opener = document.activeElement;
      window.requestAnimationFrame(() => dialog.focus({ preventScroll: true }));
    },
  };

  // Buttons that say what they open (`data-open`), wherever they stand.
  document.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-open]");
    if (!button) return;
    forgetRow();
    dash.set_props("state-panel", { data: JSON.parse(button.dataset.open) });
  });
})();
