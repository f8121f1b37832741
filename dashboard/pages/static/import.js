// Drag and drop, the size before anything is sent, and how far it is. Without this script the form does the same.
"use strict";
(() => {
  const form = document.querySelector("[data-give]");
  if (!form) return;
  const input = form.querySelector("input[type=file]");
  const drop = form.querySelector("[data-drop]");
  const sending = form.querySelector("[data-sending]");
  const said = form.querySelector("[data-said]");
  const progress = form.querySelector("progress");
  const problem = document.querySelector("[data-problem]");
  const button = form.querySelector("button");

  const tell = (text) => {
    problem.textContent = text;
    problem.hidden = !text;
  };

  const isTooLarge = () => {
    const [file] = input.files;
    const is = Boolean(file) && file.size > Number(form.dataset.most);
    tell(is ? form.dataset.tooLarge : "");
    return is;
  };

  const end = (text) => {
    sending.hidden = true;
    button.disabled = false;
    tell(text);
    problem.scrollIntoView({ block: "nearest" });
  };

  // A page that says no has a sentence; all else is the page of what came of the file, with an address of its own.
  const answered = (request) => {
    if (request.status < 400) {
      window.location.assign(request.responseURL);
      return;
    }
    const page = new DOMParser().parseFromString(request.responseText, "text/html");
    const sentence = page.querySelector("[data-problem]");
    end((sentence && sentence.textContent.trim()) || form.dataset.failed);
  };

  const send = () => {
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.upload.addEventListener("progress", ({ loaded, total }) => {
      progress.value = loaded / total;
    });
    request.upload.addEventListener("load", () => {
      said.textContent = said.dataset.reads;
      progress.removeAttribute("value");
    });
    request.addEventListener("load", () => answered(request));
    request.addEventListener("error", () => end(form.dataset.failed));
    tell("");
    said.textContent = said.dataset.sends;
    progress.value = 0;
    sending.hidden = false;
    button.disabled = true;
    request.send(new FormData(form));
  };

  input.addEventListener("change", isTooLarge);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!isTooLarge()) send();
  });
  for (const name of ["dragover", "dragleave", "drop"]) {
    drop.addEventListener(name, (event) => {
      event.preventDefault();
      drop.classList.toggle("over", name === "dragover");
    });
  }
  drop.addEventListener("drop", ({ dataTransfer }) => {
    if (!dataTransfer.files.length) return;
    input.files = dataTransfer.files;
    isTooLarge();
  });
  // A file that falls beside would be opened by the browser in the place of the page.
  for (const name of ["dragover", "drop"]) window.addEventListener(name, (event) => event.preventDefault());
})();
