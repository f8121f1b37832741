// The map's marks with the keyboard: Tab stops at one of them, the arrow keys go on to the others, Enter opens.
"use strict";
(() => {
  const ALL = "#map .marker";
  const FORWARD = ["ArrowRight", "ArrowDown"];
  const BACK = ["ArrowLeft", "ArrowUp"];

  const middle = (mark) => {
    const { left, top, width, height } = mark.getBoundingClientRect();
    return { x: left + width / 2, y: top + height / 2, width };
  };

  // From west to east; those outside the frame or in a layer that is switched off are left out.
  const seen = () => {
    const frame = document.getElementById("map").getBoundingClientRect();
    return [...document.querySelectorAll(ALL)]
      .map((mark) => ({ mark, ...middle(mark) }))
      .filter(({ x, y, width }) => width && frame.left < x && x < frame.right && frame.top < y && y < frame.bottom)
      .sort((one, other) => one.x - other.x || one.y - other.y);
  };

  const isOnTop = ({ mark, x, y }) => {
    const top = document.elementFromPoint(x, y);
    return !top || mark.contains(top);
  };

  const isMark = (element) => Boolean(element && element.matches(ALL));

  const makeStop = (mark) => {
    document.querySelectorAll(`${ALL}[tabindex]`).forEach((one) => one.removeAttribute("tabindex"));
    mark.setAttribute("tabindex", "0");
  };

  // Who opened a mark that was parted into others goes on at the nearest of these, when the old one is gone.
  let wanted = null;
  const focusWanted = (marks) => {
    if (!wanted || isMark(document.activeElement) || !marks.length) return;
    const { x, y } = window.dashboard.map.leaflet.latLngToContainerPoint(wanted);
    const { left, top } = document.getElementById("map").getBoundingClientRect();
    const away = (mark) => Math.hypot(mark.x - left - x, mark.y - top - y);
    const [nearest] = [...marks].sort((one, other) => away(one) - away(other));
    wanted = null;
    if (document.activeElement !== document.body) return;
    makeStop(nearest.mark);
    nearest.mark.focus({ preventScroll: true });
  };

  // The largest that nothing covers, unless there is a stop that can be seen.
  const keepStop = () => {
    const marks = seen();
    focusWanted(marks);
    if (marks.some(({ mark }) => mark.tabIndex === 0)) return;
    const largest = [...marks].sort((one, other) => other.width - one.width).find(isOnTop) || marks[0];
    if (largest) makeStop(largest.mark);
  };

  // When the marks are drawn: where each is has to be measured.
  let asked = 0;
  const keepStopSoon = () => {
    window.clearTimeout(asked);
    asked = window.setTimeout(keepStop, 150);
  };

  const move = (mark, step) => {
    const marks = seen().map((one) => one.mark);
    const next = marks[(marks.indexOf(mark) + step + marks.length) % marks.length];
    makeStop(next);
    next.focus({ preventScroll: true });
  };

  document.addEventListener("keydown", (event) => {
    const mark = event.target.closest && event.target.closest(ALL);
    if (!mark) return;
    if (event.key === "Enter" || event.key === " ") mark.click();
    else if (FORWARD.includes(event.key)) move(mark, 1);
    else if (BACK.includes(event.key)) move(mark, -1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }, true);

  Object.assign(window.dashboard.map, {
    asButton: (mark, says) => {
      mark.setAttribute("role", "button");
      mark.setAttribute("aria-label", says);
      keepStopSoon();
    },
    keepStopSoon,
    focusNear: (at) => { wanted = isMark(document.activeElement) ? at : null; },
  });
})();
