// The views of the Selection: asked for together, painted one by one as the server answers.
// An answer that a newer question has overtaken is dropped; what is on screen already is not sent and not painted.
"use strict";
(() => {
  const dash = (window.dash_clientside = window.dash_clientside || {});
  const GROUPS = { "state-data-version": "", map: "map", "timeline-milestones-all": "charts", breakdown: "charts" };
  const NO_FILTERS = ["incident", "layers", "map", "v", "lang"];
  const have = {}; // place -> key of what it shows
  const waiting = new Map(); // place -> what could not be painted yet
  const page = { query: null, zoom: "", milestones: "", breakdown: "", sort: "" };
  let current = null; // the question that was asked last
  let isAnswered = true;

  const paint = ([kind, place, key, content]) => {
    const { isReady, paint: show } = window.dashboard.painters[kind];
    if (!isReady(place)) {
      if (!waiting.size) window.requestAnimationFrame(paintWaiting);
      waiting.set(place, [kind, place, key, content]);
      return;
    }
    waiting.delete(place);
    show(place, content);
    have[place] = key;
  };

  const paintWaiting = () => {
    const painted = [...waiting.values()];
    waiting.clear();
    painted.forEach(paint);
    if (!waiting.size) window.dashboard.squares.askForMore();
    say();
  };

  // For the eyes: a line at the top until all is painted.
  let more = 0; // questions about parts of the map
  const say = () => document.documentElement.classList.toggle("is-asking", !isAnswered || waiting.size > 0 || more > 0);

  const lines = async function* (body) {
    const reader = body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = "";
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const parts = (rest + value).split("\n");
      rest = parts.pop();
      yield* parts;
    }
  };

  const address = (groups) => {
    const known = { ...have, ...Object.fromEntries([...waiting.values()].map(([, place, key]) => [place, key])) };
    const asked = { ...page, ...window.dashboard.squares.asked(), groups, have: Object.entries(known).map(([place, key]) => `${place}:${key}`).join(",") };
    delete asked.query;
    const told = Object.entries(asked).filter(([, value]) => value);
    return `views?${[page.query, new URLSearchParams(told)].filter(Boolean).join("&")}`;
  };

  const isCutOff = (yes) => document.documentElement.classList.toggle("is-cut-off", yes);

  const ask = async (groups = "") => {
    if (current) current.abort();
    const mine = (current = new AbortController());
    isAnswered = false;
    say();
    try {
      const response = await window.fetch(address(groups), { signal: mine.signal });
      if (!response.ok) throw new Error(response.statusText);
      const ready = [];
      for await (const line of lines(response.body)) {
        if (mine !== current) return;
        if (line) ready.push(JSON.parse(line));
        else ready.splice(0).forEach(paint);
      }
      if (mine !== current) return;
      ready.forEach(paint);
      isAnswered = true;
      isCutOff(false);
      if (!groups || groups.includes("map")) window.dashboard.squares.answered();
    } catch (error) {
      if (mine === current) isCutOff(true);
    } finally {
      if (mine === current) isAnswered = true;
      say();
    }
  };

  // A question about some groups that a newer one overtakes is asked again with it.
  let unanswered = null;
  const askFor = async (groups) => {
    unanswered = unanswered === null ? groups : unanswered && groups ? `${unanswered},${groups}` : "";
    const mine = unanswered;
    await ask(mine);
    if (unanswered === mine) unanswered = null;
  };
  let isShown = Promise.resolve(); // when all that was asked for last is painted

  dash.views = {
    again: (version, zoom, milestones, breakdown) => {
      Object.assign(page, { zoom, milestones: milestones ? "all" : "", breakdown });
      if (page.query === null) return;
      const changed = dash.callback_context.triggered.map(({ prop_id: id }) => id.slice(0, id.lastIndexOf(".")));
      const groups = [...new Set(changed.map((id) => GROUPS[id] || ""))];
      askFor(groups.includes("") ? "" : groups.join(","));
    },
  };

  window.dashboard = Object.assign(window.dashboard || {}, {
    views: {
      show: (query) => {
        if (query === page.query && current) return isShown;
        page.query = query;
        return (isShown = askFor(""));
      },
      again: () => askFor(""),
      sort: (sort) => {
        page.sort = sort;
      },
      query: () => page.query,
      isAnswered: () => isAnswered && waiting.size === 0,
      forget: (place) => delete have[place],
      isCutOff,
      during: async (asking) => {
        more += 1;
        say();
        await asking;
        more -= 1;
        say();
      },
    },
  });

  // Before Dash has built the page: the answer is there when it has. The controls follow (assets/10-address.js).
  const opened = new URLSearchParams(window.location.search);
  NO_FILTERS.forEach((name) => opened.delete(name));
  window.dashboard.views.show(String(opened).replace(/%2C/g, ","));
})();
