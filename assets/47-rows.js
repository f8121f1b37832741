// The grid asks for rows a block at a time; the first block comes with the other views.
"use strict";
(() => {
  const dash = (window.dash_clientside = window.dash_clientside || {});
  let grid = null;
  let isFilled = false;
  let first = null; // the first block of what is selected, until the grid has taken it

  const sortOf = ([by]) => (by ? `${by.sort === "desc" ? "-" : ""}${by.colId}` : "");

  const fetched = async (start, sort) => {
    const asked = new URLSearchParams({ start, sort });
    const response = await window.fetch(`views/rows?${[window.dashboard.views.query(), asked].filter(Boolean).join("&")}`);
    if (!response.ok) throw new Error(response.statusText);
    return response.json();
  };

  const source = {
    getRows: async ({ startRow, sortModel, successCallback, failCallback }) => {
      const sort = sortOf(sortModel);
      const isFirst = first && startRow === 0 && first.sort === sort;
      window.dashboard.views.sort(sort);
      try {
        const { rows, count } = isFirst ? first.block : await fetched(startRow, sort);
        if (isFirst) first = null;
        successCallback(rows, count);
      } catch (error) {
        failCallback();
      }
    },
  };

  // The rows that are there are filled anew: a new source would have the grid build them again.
  const again = () => {
    if (grid.getFirstDisplayedRowIndex() > 0) grid.ensureIndexVisible(0, "top");
    grid.refreshInfiniteCache();
  };

  // Columns that only some selections need: of which dataset a row is, all deaths.
  let columnsShown = "";
  const showColumns = (columns) => {
    const wanted = JSON.stringify(columns);
    if (wanted === columnsShown) return;
    columnsShown = wanted;
    Object.entries(columns).forEach(([name, isShown]) => grid.setColumnsVisible([name], isShown));
  };

  dash.table = {
    connect: (id) => {
      window.dash_ag_grid.getApiAsync(id).then((api) => {
        grid = api;
        // One stop in the page: arrows go from cell to cell, Tab goes on to what follows the table.
        ["tabToNextHeader", "tabToNextCell"].forEach((name) => grid.setGridOption(name, () => false));
        grid.addEventListener("cellKeyDown", ({ event, node }) => {
          if (event.key === "Enter" && node.data) node.setSelected(true);
        });
      });
    },
  };

  window.dashboard = Object.assign(window.dashboard || {}, {
    rows: {
      // Dash's component gives the grid a source of its own, which ours replaces: not before it is there.
      isConnected: () => Boolean(grid && grid.getGridOption("datasource")),
      isSettled: () => isFilled && first === null,
      show: (block) => {
        showColumns(block.columns);
        first = { block, sort: sortOf(grid.getColumnState().filter((one) => one.sort)) };
        if (isFilled) again();
        else grid.setGridOption("datasource", source);
        isFilled = true;
      },
    },
  });
})();
