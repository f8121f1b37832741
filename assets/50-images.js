// A composed figure -> a file on the reader's disk. Nothing is sent anywhere.
"use strict";
(() => {
  const dash = (window.dash_clientside = window.dash_clientside || {});

  dash.images = {
    save: async (image) => {
      if (!image) return dash.no_update;
      const { figure, filename, format, width, height, scale } = image;
      const url = await window.Plotly.toImage(figure, { format, width, height, scale });
      const link = document.createElement("a");
      link.href = url;
      link.download = filename;
      document.body.appendChild(link);
      link.click();
      link.remove();
      return filename;
    },
  };
})();
