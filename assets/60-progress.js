// A thin line at the top while the server is asked.
"use strict";
(() => {
  const ask = window.fetch;
  let waiting = 0;
  const count = (step) => {
    waiting += step;
    document.documentElement.classList.toggle("is-waiting", waiting > 0);
  };
  window.fetch = async (...request) => {
    const url = String(request[0] && request[0].url ? request[0].url : request[0]);
    if (!url.includes("_dash-update-component")) return ask(...request);
    count(1);
    try {
      return await ask(...request);
    } finally {
      count(-1);
    }
  };
})();
