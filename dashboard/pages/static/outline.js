// The border as it is when ever larger bends are left out: a slide, the line, and what it then measures.
"use strict";
(() => {
  document.querySelectorAll("[data-outline]").forEach((place) => {
    const { points, steps } = JSON.parse(place.querySelector(".points").textContent);
    const slide = place.querySelector("input");
    const path = (tolerance) =>
      `M${points.filter(([, , kept]) => kept < 0 || kept > tolerance).map(([x, y]) => `${x},${y}`).join("L")}`;
    const show = () => {
      const [tolerance, told] = steps[Number(slide.value)];
      place.querySelector(".coarse").setAttribute("d", path(tolerance));
      place.querySelector("output").textContent = told;
      slide.setAttribute("aria-valuetext", told);
    };
    place.querySelector(".mapped").setAttribute("d", path(-1));
    slide.addEventListener("input", show);
    show();
  });
})();
