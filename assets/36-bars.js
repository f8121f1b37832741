// Charts with the keyboard: Tab stops at a chart, the arrow keys go from bar to bar and say them, Enter opens.
"use strict";
(() => {
  const dash = (window.dash_clientside = window.dash_clientside || {});
  const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
  const at = new WeakMap(); // chart -> number of the bar that was said last

  const plotOf = (box) => box.querySelector(".js-plotly-plot");

  // What a click would open, in the order of the axis.
  const stops = ({ data }) => data
    .flatMap((trace, curveNumber) => (trace.customdata || []).map((customdata, pointNumber) => ({
      curveNumber, pointNumber, customdata,
      place: trace.orientation === "h" ? pointNumber : Date.parse(trace.x[pointNumber]),
      says: trace.hovertext ? trace.hovertext[pointNumber] : `${trace.y[pointNumber]}: ${trace.text[pointNumber]}`,
    })))
    .filter(({ customdata }) => customdata.length)
    .sort((one, other) => one.place - other.place || one.curveNumber - other.curveNumber);

  // As Plotly reads it: tags part the lines, entities are letters.
  const plain = (text) =>
    text.replace(/<br>/g, ", ").replace(/<[^>]*>/g, "")
      .replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");

  const show = (box, { curveNumber, pointNumber, says }) => {
    const plot = plotOf(box);
    const { xaxis, yaxis } = plot._fullData[curveNumber];
    window.Plotly.Fx.hover(plot, [{ curveNumber, pointNumber }], [xaxis + yaxis]);
    box.querySelector(".graph-said").textContent = plain(says);
  };

  const forget = (box) => {
    at.delete(box);
    box.querySelector(".graph-said").textContent = "";
    window.Plotly.Fx.unhover(plotOf(box));
  };

  document.addEventListener("keydown", (event) => {
    const box = event.target;
    if (!box.classList || !box.classList.contains("graph-box") || !plotOf(box)) return;
    const found = stops(plotOf(box));
    const step = STEPS[event.key];
    if (!found.length || !(step || event.key === "Enter")) return;
    event.preventDefault();
    if (step) {
      const next = at.has(box) ? at.get(box) + step : step > 0 ? 0 : found.length - 1;
      at.set(box, (next + found.length) % found.length);
      show(box, found[at.get(box)]);
    } else if (found[at.get(box)]) {
      dash.set_props(plotOf(box).parentElement.id, { clickData: { points: [{ customdata: found[at.get(box)].customdata }] } });
    }
  });

  document.addEventListener("focusout", ({ target }) => {
    if (target.classList && target.classList.contains("graph-box") && at.has(target)) forget(target);
  });
})();
