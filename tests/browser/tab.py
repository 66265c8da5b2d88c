"""One tab of a visitor's browser, and how to act in it."""

import re
from contextlib import contextmanager

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

QUESTIONS = re.compile(r"^(How did your second interview go\?|(Before|After) the (interview|answer))$")
"""The title of the questions page, whatever the stage."""
FOOT = "For coaches"
"""The link below every page, which is drawn last."""
MORE = "More: role, dates, people, kind of round"
"""The fold of the facts that few people need."""
WAIT_MS = 30_000
WORDS_WITHOUT_SERVER = (
    "ERR_CONNECTION_REFUSED",
    "WebSocket connection",
    "No response received",
    "server is not responding",
)
"""What the browser and Streamlit's page write while a test has the server stopped."""

WATCH_RUNS = """(() => {
  // The numbers of the fields of a Protocol Buffers message.
  const fields = data => {
    const bytes = new Uint8Array(data), found = [];
    let at = 0;
    const number = () => {
      for (let value = 0, scale = 1; ; scale *= 128) {
        const byte = bytes[at++];
        value += (byte & 127) * scale;
        if (byte < 128) return value;
      }
    };
    while (at < bytes.length) {
      const tag = number(), kind = tag % 8;
      found.push(Math.floor(tag / 8));
      if (kind === 0) number();
      else if (kind === 2) { const length = number(); at += length; }
      else at += kind === 1 ? 8 : 4;
    }
    return found;
  };
  window.runIsPending = false;
  window.WebSocket = class extends WebSocket {
    constructor(...settings) {
      super(...settings);
      window.connection = this;
      this.addEventListener('message', ({data}) => {
        if (data instanceof ArrayBuffer && fields(data).includes(SCRIPT_FINISHED)) window.runIsPending = false;
      });
    }
    send(data) {
      if (fields(data).includes(RERUN_SCRIPT)) window.runIsPending = true;
      super.send(data);
    }
  };
})()""".replace("SCRIPT_FINISHED", str(ForwardMsg.SCRIPT_FINISHED_FIELD_NUMBER)).replace(
    "RERUN_SCRIPT", str(BackMsg.RERUN_SCRIPT_FIELD_NUMBER)
)
"""Let the page know, in `runIsPending`, whether it has asked for a run that has not ended; `connection` is its last."""

TWO_FRAMES = "async () => { for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame); }"
"""By the second frame the page has asked for the runs that an action leads to."""

IS_IDLE = """() => {
  const state = document.querySelector('.stApp')?.getAttribute('data-test-script-state');
  const widgetsAreLoading = document.querySelector('[data-testid=stSkeleton]') !== null;
  const hasScript = document.querySelector('[data-testid^=stBidiComponent]') !== null;
  const isWhole = !hasScript || window.callbackPlace?.isFirstScreen === false;
  return !window.runIsPending && state === 'notRunning' && !widgetsAreLoading && isWhole;
}"""
"""After its first screen a page asks for all of it. Not asynchronous: Playwright takes the promise itself for a yes.
Widgets load after the run, a few at a time and in no order, and the keyboard passes those that are still missing."""

SIDEWAYS_SCROLL = "() => document.scrollingElement.scrollWidth - window.innerWidth"


class Tab:
    """One tab, with what the browser complained about and the requests it sent to other hosts."""

    def __init__(self, page):
        self.page, self.url = page, ""
        self.complaints, self.foreign_requests = [], []
        page.on("console", lambda message: self._note_error(message))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self._note_foreign(request))
        page.add_init_script(WATCH_RUNS)

    def open(self, url):
        """Open the app and wait until all of its first page can be used."""
        self.url = url
        self.page.goto(url)
        self.wait_for_heading(QUESTIONS)
        # The browser loads what draws these later than the heading, on a slow machine after the run has ended.
        for widget in ("stRadio", "stPageLink"):
            self.page.get_by_test_id(widget).last.wait_for(timeout=WAIT_MS)
        self.wait_until_idle()

    def forget(self):
        """Close the app, and forget all that browser and tab know of it but its scripts."""
        self.page.goto("about:blank")
        browser = self.page.context.new_cdp_session(self.page)
        browser.send("Page.resetNavigationHistory")
        browser.send("Storage.clearDataForOrigin", {"origin": self.url, "storageTypes": "cookies,local_storage"})
        browser.detach()
        self.complaints, self.foreign_requests = [], []

    def _note_error(self, message):
        if message.type == "error" and not any(words in message.text for words in WORDS_WITHOUT_SERVER):
            self.complaints.append(message.text)

    def _note_foreign(self, request):
        ours = (self.url, self.url.replace("http", "ws"), "data:", "blob:", "about:")
        if not request.url.startswith(ours):
            self.foreign_requests.append(request.url)

    def wait_for_heading(self, text):
        self.page.get_by_role("heading", name=text).first.wait_for(timeout=WAIT_MS)
        self.wait_until_idle()

    def wait_until_idle(self):
        """Wait until the server has run all that the last action asks for, and the page shows it."""
        self.page.evaluate(TWO_FRAMES)
        self.page.wait_for_function(IS_IDLE, timeout=WAIT_MS)

    def wait_until_loaded(self):
        """Wait for the scripts that widgets load late: without a server they could not come."""
        self.page.wait_for_load_state("networkidle")

    def open_page(self, page, heading):
        link, menu = self.page.get_by_role("link", name=page, exact=True), self.page.get_by_role("button", name="More")
        if page != FOOT:
            link.or_(menu).first.wait_for()
        if page == FOOT or link.first.is_visible():
            link.first.click()
        else:  # On a phone it is in the menu.
            self.press("More")
            self.page.get_by_role("menuitem", name=page).click()
        self.wait_for_heading(heading)

    def press(self, name):
        self.page.get_by_role("button", name=name).first.click()
        self.wait_until_idle()

    def choose(self, stem, option):
        group = self.page.get_by_role("radiogroup", name=stem)
        group.get_by_text(option, exact=True).click()
        self.wait_until_idle()

    def fill(self, label, value):
        field = self.page.get_by_label(label, exact=True)
        field.fill(value)
        field.blur()
        self.wait_until_idle()

    def fill_date(self, label, day):
        self.type_date(label, f"{day:%m/%d/%Y}")

    def type_date(self, label, words):
        self.page.get_by_role("group", name=label).get_by_role("spinbutton").first.click()
        self.page.keyboard.type(words, delay=30)
        self.page.keyboard.press("Tab")
        self.page.keyboard.press("Escape")
        self.wait_until_idle()

    def shown_parts(self, label):
        """The parts of a date, in the order of the visitor's country."""
        return self.page.get_by_role("group", name=label).get_by_role("spinbutton").all_inner_texts()

    def shown_date(self, label):
        month, day, year = self.shown_parts(label)
        return f"{year}-{month}-{day}"

    @contextmanager
    def in_locale(self, code):
        """The page as the browser of somebody from elsewhere shows it."""
        browser = self.page.context.new_cdp_session(self.page)
        agent = self.page.evaluate("navigator.userAgent")
        browser.send("Emulation.setLocaleOverride", {"locale": code})
        browser.send("Emulation.setUserAgentOverride", {"userAgent": agent, "acceptLanguage": code})
        self.page.reload()
        self.wait_for_heading(QUESTIONS)
        yield
        browser.detach()

    def use_theme(self, scheme):
        """Change to the light or the dark theme, as a person's system does at dusk."""
        self.page.emulate_media(color_scheme=scheme)
        self.page.wait_for_function(
            "scheme => getComputedStyle(document.querySelector('.stApp')).colorScheme === scheme", arg=scheme
        )

    def use_look(self, size, scheme):
        """Change to a window of another size and to the light or dark theme, and wait until the page has taken both."""
        self.page.set_viewport_size(size)
        self.use_theme(scheme)
        self.wait_until_idle()

    def sideways_scroll(self):
        """How many pixels the page is wider than its window."""
        return self.page.evaluate(SIDEWAYS_SCROLL)
