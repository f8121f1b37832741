// What a reader takes away: images (`data-image`), made in the browser and sent nowhere, and files of the Selection that
// take the server some seconds (`data-download`). The page stays usable; the status line tells what becomes of them.
"use strict";
(() => {
  const dash = (window.dash_clientside = window.dash_clientside || {});
  const SLOW = /\.(pdf|zip|pptx)$/;
  const waiting = new Map();
  let hiding = 0;

  const say = (key, text) => {
    const status = document.getElementById("header-file-status");
    window.clearTimeout(hiding);
    status.textContent = text || (key && status.dataset[key]) || "";
    status.classList.toggle("is-busy", key === "making");
    if (key !== "making") hiding = window.setTimeout(() => { status.textContent = ""; }, key === "saved" ? 3000 : 9000);
  };

  const keep = (url, filename) => {
    const link = document.createElement("a");
    link.href = url;
    link.download = filename;
    document.body.appendChild(link);
    link.click();
    link.remove();
  };

  const compose = (view, ending, size) =>
    new Promise((resolve, reject) => {
      const at = `${Date.now()} ${waiting.size}`;
      waiting.set(at, { resolve, reject });
      window.setTimeout(() => reject(new Error("no answer")), 60000);
      dash.set_props("state-image-asked", { data: { view, ending, size, at } });
    });

  // Not by `fetch`, which the page may use for its own server only.
  const blobOf = (url) => {
    const [head, content] = url.split(",");
    const bytes = Uint8Array.from(window.atob(content), (letter) => letter.charCodeAt(0));
    return new Blob([bytes], { type: /data:([^;]+)/.exec(head)[1] });
  };

  const copy = (view, size) => {
    if (!window.ClipboardItem || !navigator.clipboard) return Promise.reject(new DOMException("", "NotAllowedError"));
    const blob = compose(view, "png", size).then(({ url }) => blobOf(url));
    // The promise, not its result: the browser allows it only in the click.
    return navigator.clipboard.write([new window.ClipboardItem({ "image/png": blob })]);
  };

  const take = async (button) => {
    const [view, how] = button.dataset.image.split(" ");
    const size = button.closest(".menu").querySelector("select").value;
    say("making");
    try {
      if (how === "copy") {
        await copy(view, size);
        return say("copied");
      }
      const { url, filename } = await compose(view, how, size);
      keep(url, filename);
      return say("saved");
    } catch (error) {
      return say(how === "copy" ? "noCopy" : "failed");
    }
  };

  const fetchFile = async (link) => {
    say("making");
    try {
      const answer = await fetch(link.href);
      if (!answer.ok) return say("", (await answer.json()).detail);
      const name = /filename="([^"]+)"/.exec(answer.headers.get("Content-Disposition") || "");
      const url = URL.createObjectURL(await answer.blob());
      keep(url, name ? name[1] : "");
      window.setTimeout(() => URL.revokeObjectURL(url), 60000);
      return say("saved");
    } catch (error) {
      return say("failed");
    }
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-image]");
    const link = event.target.closest("[data-download]");
    if (button) take(button);
    if (link && SLOW.test(link.dataset.download) && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      fetchFile(link);
    }
  });

  dash.images = {
    made: async (image) => {
      if (!image) return dash.no_update;
      const { figure, filename, format, width, height, scale, at } = image;
      const { resolve, reject } = waiting.get(at) || {};
      waiting.delete(at);
      try {
        const url = await window.Plotly.toImage(figure, { format, width, height, scale });
        if (resolve) resolve({ url, filename });
      } catch (error) {
        if (reject) reject(error);
      }
      return filename;
    },
  };
})();
