"""A walk through a page with the Tab key: what is reached, and whether one can see where one is."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Page

MOST_STOPS = 400
# Marks everything that can be operated and seen; of a group of radio buttons, and of the grid, one is enough.
REACHABLE = """() => {
  const operable = 'a[href], button, input, select, summary, [tabindex="0"], [role=checkbox], [role=radio]';
  const isSeen = (one) => one.checkVisibility({ visibilityProperty: true }) && one.getClientRects().length > 0;
  const isStop = (one) => !one.disabled && one.tabIndex >= 0 && !one.closest('.ag-root-wrapper, [aria-hidden=true]')
    && !(one.type === 'radio' && !one.checked);
  return [...document.querySelectorAll(operable)].filter((one) => isSeen(one) && isStop(one)).map((one, number) => {
    one.dataset.walked = `${number} ${one.id || one.getAttribute('aria-label') || one.value || one.textContent}`;
    return one.dataset.walked;
  });
}"""
# What has the focus now, and how it and what is around it look.
FOCUSED = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const around = [one.parentElement, one.closest('.mantine-MultiSelect-input')];
  const near = [one, ...around, one.nextElementSibling, ...(one.labels || [])].filter(Boolean);
  window.lookOf = () => JSON.stringify(near.map((part) => {
    const style = getComputedStyle(part);
    return [style.outlineStyle, style.outlineWidth, style.boxShadow, style.borderColor, style.backgroundColor];
  }));
  const name = one.getAttribute('aria-label') || one.textContent.trim() || one.value || one.id || one.className;
  return { mark: one.dataset.walked || '', name: name.slice(0, 60), look: window.lookOf() };
}"""


@dataclass(frozen=True)
class Stop:
    """Something that Tab stops at: how it was marked, its name, whether it looks different with the focus."""

    mark: str
    name: str
    is_shown: bool


def walk(page: Page) -> list[Stop]:
    """From the top of the page until Tab leaves it."""
    stops: list[Stop] = []
    page.keyboard.press("Tab")
    now = page.evaluate(FOCUSED)
    while now and len(stops) < MOST_STOPS:
        page.evaluate("() => { window.lookBefore = window.lookOf; }")
        page.keyboard.press("Tab")
        changed = page.evaluate("() => window.lookBefore()") != now["look"]
        stops.append(Stop(now["mark"], now["name"], changed))
        now = page.evaluate(FOCUSED)
    return stops
