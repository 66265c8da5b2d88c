"""A script in the browser for what Streamlit cannot do.

It sets the language of the document, lets the keyboard scroll wide tables, moves the focus to a new heading, and sets
our icon, for which Streamlit would load NumPy. When a lost server is back it runs the page, because a new server
knows no fragments, and once more for what was chosen during that run.
"""

from base64 import b64encode
from pathlib import Path

import streamlit as st

from assessment.core.text.i18n import current_language

ICON = b64encode(Path(__file__).with_name("icon.svg").read_bytes()).decode()
SCRIPT = """
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
  if (!last || (last.page === data.page && last.section === data.section)) return;
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


def run_page_script(page: str, section: int) -> None:
    """Run the script, which moves to the heading of this page, or of this section, if the last run showed another.

    The component has no key: with one, Streamlit would compute its value again for every field drawn after it.
    """
    mount = st.components.v2.component("callback_focus", js=SCRIPT)
    mount(data={"page": page, "section": section, "language": current_language().code}, height=1)
