"""What only a script in the page can do.

It says the page's language, lets the keyboard scroll tables, goes to a new heading, and wears our icon, for which
Streamlit would load NumPy. It runs the page when its server is back, since one that started anew knows no part that
could run alone, and a second time for what is chosen during the first.
"""

from base64 import b64encode
from pathlib import Path

import streamlit as st

from assessment.core.text.i18n import current_language

ICON = b64encode(Path(__file__).with_name("icon.svg").read_bytes()).decode()
IN_THE_PAGE = """
const reachTables = () => document.querySelectorAll("[data-testid=stMarkdownContainer] table").forEach((table) => {
  if (table.scrollWidth > table.clientWidth) table.setAttribute("tabindex", "0");
  else table.removeAttribute("tabindex");
});
const runWhenBack = (run) => {
  const app = document.querySelector("[data-testid=stApp]");
  const connected = () => app.getAttribute("data-test-connection-state") === "CONNECTED";
  const idle = () => app.getAttribute("data-test-script-state") === "notRunning";
  let before = connected(), runs = 0;
  new MutationObserver(() => {
    if (connected() && !before) runs = 2;
    before = connected();
    if (!before || !idle() || !runs) return;
    runs -= 1;
    run();
  }).observe(app, { attributeFilter: ["data-test-connection-state", "data-test-script-state"] });
};
export default function ({ data, setTriggerValue }) {
  window.callbackRun = () => setTriggerValue("back", true);
  if (!window.callbackTables) {
    window.callbackTables = new MutationObserver(reachTables);
    window.callbackTables.observe(document.body, { childList: true, subtree: true, attributeFilter: ["open"] });
    window.addEventListener("resize", reachTables);
    runWhenBack(() => window.callbackRun());
  }
  document.documentElement.lang = data.language;
  document.querySelector("link[rel~=icon]").href = "data:image/svg+xml;base64,ICON";
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
""".replace("ICON", ICON)


def move_to_heading(page: str, part: int) -> None:
    """Move focus and scroll to the heading of the page, or of its part, when it is another than before.

    Without a key, as Streamlit shapes the value of a component that has one anew for every field drawn after it.
    """
    mount = st.components.v2.component("callback_focus", js=IN_THE_PAGE)
    mount(data={"page": page, "part": part, "language": current_language().code}, height=1)
