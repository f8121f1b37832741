// While the engine that holds the events does not answer, the page asks again: the notice goes when it does.
"use strict";
(() => {
  const SECONDS = 10;
  window.setInterval(() => {
    const notice = document.getElementById("page-notice-engine");
    if (notice && notice.childElementCount && !document.hidden) window.dashboard.views.again();
  }, SECONDS * 1000);
})();
