"""What only a script in the page can do: say its language, let the keyboard scroll tables, go to a new heading."""

import streamlit as st

from assessment.core.language import spoken

IN_THE_PAGE = """
const reachTables = () => document.querySelectorAll("[data-testid=stMarkdownContainer] table").forEach((table) => {
  if (table.scrollWidth > table.clientWidth) table.setAttribute("tabindex", "0");
  else table.removeAttribute("tabindex");
});
export default function ({ data }) {
  if (!window.callbackTables) {
    window.callbackTables = new MutationObserver(reachTables);
    window.callbackTables.observe(document.body, { childList: true, subtree: true, attributeFilter: ["open"] });
    window.addEventListener("resize", reachTables);
  }
  document.documentElement.lang = data.language;
  const last = window.callbackPlace;
  window.callbackPlace = data;
  if (!last || (last.page === data.page && last.part === data.part)) return;
  const wanted = last.page === data.page ? "h2" : "h1";
  const move = (tries) => {
    const heading = document.querySelector(`[data-testid=stMain] ${wanted}`);
    if (!heading) { if (tries > 0) setTimeout(() => move(tries - 1), 50); return; }
    heading.setAttribute("tabindex", "-1");
    heading.style.outline = "none";
    heading.focus({ preventScroll: true });
    if (wanted === "h1") document.querySelector("[data-testid=stMain]").scrollTo(0, 0);
    else heading.scrollIntoView({ block: "start" });
  };
  setTimeout(() => move(20), 50);
}
"""


def move_to_heading(page: str, part: int) -> None:
    """Move focus and scroll to the heading of the page, or of its part, when it is another than before."""
    mount = st.components.v2.component("callback_focus", js=IN_THE_PAGE)
    mount(data={"page": page, "part": part, "language": spoken().code}, key="focus", height=1)
