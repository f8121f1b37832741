// Draws the figures that stand as JSON beside their places, in the colours of the theme, when they come into view.
"use strict";
(() => {
  const CONFIG = { displayModeBar: false, responsive: true, scrollZoom: false, doubleClick: false, showTips: false };
  // Colour of the figures (dashboard.figures.palette) -> the variable of the style sheet that stands for it.
  const COLOURS = { "#1B2430": "--text", "#5B6673": "--secondary", "#E1E5EA": "--line", "#FFFFFF": "--card",
    "#0F5C8C": "--accent", "#A6611A": "--new", "#332288": "--series" };
  const places = [...document.querySelectorAll("[data-chart]")];
  const drawn = new Set();

  const textOf = (place) => {
    let json = place.nextElementSibling.textContent;
    const style = getComputedStyle(document.documentElement);
    Object.entries(COLOURS).forEach(([colour, variable]) => {
      json = json.replaceAll(`"${colour}"`, `"${style.getPropertyValue(variable).trim()}"`);
    });
    return json;
  };

  // A mark leads to its row in the table below, where its sources are.
  const show = (id) => {
    if (!document.getElementById(id)) return;
    window.location.hash = "";
    window.location.hash = id;
  };

  const draw = (place) => {
    const { data, layout } = JSON.parse(textOf(place));
    const isFirst = !drawn.has(place);
    drawn.add(place);
    window.Plotly.react(place, data, layout, CONFIG);
    if (isFirst) place.on("plotly_click", ({ points }) => show(`${place.id}-${points[0].customdata}`));
  };

  // The height is known before the figure is: nothing moves when it comes.
  places.forEach((place) => {
    place.style.blockSize = `${JSON.parse(place.nextElementSibling.textContent).layout.height}px`;
  });

  const watch = new IntersectionObserver((seen) => {
    seen.filter((one) => one.isIntersecting && !drawn.has(one.target)).forEach((one) => draw(one.target));
  }, { rootMargin: "600px" });
  places.forEach((place) => watch.observe(place));

  new MutationObserver(() => drawn.forEach(draw)).observe(document.documentElement, { attributeFilter: ["data-theme"] });
  window.addEventListener("beforeprint", () => places.filter((place) => !drawn.has(place)).forEach(draw));

  // A number of a reading leads to its figure, though the list be folded.
  const unfold = () => {
    const target = window.location.hash.length > 1 && document.getElementById(decodeURIComponent(window.location.hash.slice(1)));
    const folded = target && target.closest("details:not([open])");
    if (folded) folded.open = true;
  };
  window.addEventListener("hashchange", unfold);
  unfold();
})();
