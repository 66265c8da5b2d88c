const SCROLLING = "[data-testid=stMarkdownContainer] table, [data-testid=stCode] pre";
const reachScrolling = () => document.querySelectorAll(SCROLLING).forEach((part) => {
  const scrolls = part.scrollWidth > part.clientWidth || part.scrollHeight > part.clientHeight;
  if (scrolls) part.setAttribute("tabindex", "0");
  else part.removeAttribute("tabindex");
});
const countAnswers = () => {
  const number = document.querySelector(".st-key-COUNTER strong")?.firstChild;
  const count = String(document.querySelectorAll("ANSWERED").length);
  if (number && number.textContent !== count) number.textContent = count;
};
const app = () => document.querySelector("[data-testid=stApp]");
const heading = (level) => document.querySelector(`[data-testid=stMain] ${level}`);
const isIdle = () => app().getAttribute("data-test-script-state") === "notRunning";
const focusHeading = (level) => {
  heading(level).setAttribute("tabindex", "-1");
  heading(level).focus({ preventScroll: true });
  if (level === "h1") document.querySelector("[data-testid=stMain]").scrollTo(0, 0);
  else heading(level).scrollIntoView({ block: "start" });
};
const bringFocusBack = () => {
  let last = null;
  document.addEventListener("focusin", ({ target }) => {
    const around = [];
    for (let each = target.parentElement; each; each = each.parentElement) around.push(each);
    const group = target.closest("QUESTION")?.querySelector("[role=radiogroup]").getAttribute("aria-label");
    last = { target, around, group, title: heading("h1")?.textContent };
  });
  const nearest = () => {
    const groups = [...document.querySelectorAll("[role=radiogroup]")];
    const group = groups.find((each) => last.group && each.getAttribute("aria-label") === last.group);
    if (group) return group.querySelector("input:checked") || group.querySelector("input");
    const place = last.around.find((each) => each.isConnected);
    if (last.title !== heading("h1")?.textContent || place.contains(heading("h1"))) return null;
    return place.querySelector("input, textarea, button, summary, a[href]");
  };
  document.addEventListener("pointerdown", () => { last = null; });
  const restore = () => {
    if (!last || document.activeElement !== document.body || !isIdle()) return;
    if (last.target.isConnected && last.target.type !== "radio") return;
    const next = last.target.isConnected ? last.target : nearest();
    if (next) next.focus({ preventScroll: true });
    else if (heading("h1")) focusHeading("h1");
  };
  const later = () => setTimeout(restore, 100);
  new MutationObserver(later).observe(app(), { attributeFilter: ["data-test-script-state"] });
  return later;
};
const stepDatesOnSigns = () => {
  let typed = null;
  document.addEventListener("keydown", (press) => {
    const part = press.target;
    if (!part.matches?.("[role=spinbutton]")) return;
    if (/^[0-9]$/.test(press.key)) typed = part;
    if (!"./-".includes(press.key) || typed !== part) return;
    const parts = [...part.closest("[role=group]").querySelectorAll("[role=spinbutton]")];
    parts[parts.indexOf(part) + 1]?.focus();
    press.preventDefault();
  });
};
const saveBeforeLeaving = () => {
  const save = () => document.activeElement?.blur();
  ["beforeunload", "pagehide"].forEach((leaving) => window.addEventListener(leaving, save));
};
const saveBeforeBack = () => {
  let typed = false, leaving = false;
  document.addEventListener("input", () => { typed = true; });
  document.addEventListener("focusout", () => { typed = false; });
  // Streamlit would leave at once, and the run that saves what was typed would end before it did.
  window.navigation?.addEventListener("navigate", (back) => {
    if (back.navigationType !== "traverse" || !back.cancelable || !typed || leaving) return;
    back.preventDefault();
    leaving = true;
    const leave = () => {
      clearTimeout(nothingToSave);
      saved.disconnect();
      const { finished } = window.navigation.traverseTo(back.destination.key);
      Promise.allSettled([finished]).then(() => { leaving = false; });
    };
    const saved = new MutationObserver(() => {
      clearTimeout(nothingToSave);
      if (isIdle()) leave();
    });
    saved.observe(app(), { attributeFilter: ["data-test-script-state"] });
    const nothingToSave = setTimeout(leave, 500);
    document.activeElement.blur();
  });
};
const keepTranslatedTextsNew = () => {
  const translations = new WeakMap(), { removeChild, insertBefore } = Node.prototype;
  const renew = new MutationObserver((changes) => changes.forEach(({ target }) => {
    if (translations.get(target)?.isConnected) translations.get(target).replaceWith(target);
    translations.delete(target);
  }));
  const note = ({ addedNodes, removedNodes, previousSibling, nextSibling }) => removedNodes.forEach((text) => {
    const around = [...addedNodes, previousSibling, nextSibling];
    const translation = around.find((each) => each?.nodeName === "FONT" && each.isConnected);
    if (text.nodeType !== Node.TEXT_NODE || text.isConnected || !translation) return;
    translations.set(text, translation);
    renew.observe(text, { characterData: true });
  });
  new MutationObserver((changes) => changes.forEach(note)).observe(document.body, { childList: true, subtree: true });
  const inPlace = (parent, node) => {
    const translation = node?.parentNode !== parent && translations.get(node);
    return translation?.parentNode === parent ? translation : node;
  };
  Node.prototype.removeChild = function (node) { return removeChild.call(this, inPlace(this, node)); };
  Node.prototype.insertBefore = function (node, next) { return insertBefore.call(this, node, inPlace(this, next)); };
};
const describeQuestions = () => document.querySelectorAll("QUESTION").forEach((question, number) => {
  const help = question.querySelector("[data-testid=stMarkdown] p > span");
  if (!help) return;
  help.id ||= `help-${number}-${Date.now()}`;
  question.querySelector("[role=radiogroup]")?.setAttribute("aria-describedby", help.id);
});
const keepOneStepAPage = () => {
  const push = history.pushState.bind(history);
  history.pushState = (state, title, url) => {
    const stays = new URL(url, location.href).pathname === location.pathname;
    if (stays) history.replaceState(state, title, url);
    else push(state, title, url);
  };
};
const PAINTS = ["fill", "stroke", "fill-opacity", "opacity", "font-family", "font-size", "font-weight"];
const pictureAsSeen = (svg) => {
  const copy = svg.cloneNode(true), [, , width, height] = svg.getAttribute("viewBox").split(" ");
  const shown = svg.querySelectorAll("*");
  copy.querySelectorAll("*").forEach((each, place) => {
    const seen = getComputedStyle(shown[place]);
    PAINTS.forEach((name) => each.setAttribute(name, seen.getPropertyValue(name)));
  });
  const ground = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  const colour = getComputedStyle(app()).backgroundColor;
  Object.entries({ width, height, fill: colour }).forEach((pair) => ground.setAttribute(...pair));
  copy.prepend(ground);
  Object.entries({ width, height }).forEach((pair) => copy.setAttribute(...pair));
  return { text: new XMLSerializer().serializeToString(copy), width: Number(width), height: Number(height) };
};
const whenDrawn = (key, use, tries = 200) => {
  const svg = document.querySelector(`.st-key-PICTURE_${key} svg.marks[viewBox]`);
  if (svg) use(svg);
  else if (tries) setTimeout(() => whenDrawn(key, use, tries - 1), 50);
};
const offer = (address, name) => Object.assign(document.createElement("a"), { href: address, download: name }).click();
const savePicture = (kind, key, svg) => {
  const { text, width, height } = pictureAsSeen(svg);
  const address = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  if (kind === "svg") return offer(address, `${key}.svg`);
  const canvas = Object.assign(document.createElement("canvas"), { width: 2 * width, height: 2 * height });
  const picture = new Image();
  picture.onload = () => {
    canvas.getContext("2d").drawImage(picture, 0, 0, 2 * width, 2 * height);
    offer(canvas.toDataURL("image/png"), `${key}.png`);
  };
  picture.src = address;
};
const savePictures = () => document.addEventListener("click", (click) => {
  const [, kind, key] = click.target.closest("a")?.getAttribute("href")?.match(/^#(svg|png):([a-z_]+)$/) || [];
  if (!key) return;
  click.preventDefault();
  whenDrawn(key, (svg) => savePicture(kind, key, svg));
}, true);
const whenQuestionShows = (run) => {
  if (document.querySelector("[role=radiogroup] input")) run();
  else setTimeout(() => whenQuestionShows(run), 20);
};
const runWhenBack = (run) => {
  const connected = () => app().getAttribute("data-test-connection-state") === "CONNECTED";
  let before = connected(), runs = 0;
  new MutationObserver(() => {
    if (connected() && !before) runs = 2;
    before = connected();
    if (!before || !isIdle() || !runs) return;
    runs -= 1;
    run();
  }).observe(app(), { attributeFilter: ["data-test-connection-state", "data-test-script-state"] });
};
export default function ({ data, setTriggerValue }) {
  window.callbackRun = () => setTriggerValue("back", true);
  if (!window.callbackTables) {
    const focusSoon = bringFocusBack();
    let isPlanned = false;
    const follow = () => {
      isPlanned = false;
      reachScrolling(); countAnswers(); describeQuestions(); focusSoon();
    };
    window.callbackTables = new MutationObserver(() => {
      if (!isPlanned) requestAnimationFrame(follow);
      isPlanned = true;
    });
    const seen = ["open", "data-stale"];
    window.callbackTables.observe(document.body, { childList: true, subtree: true, attributeFilter: seen });
    window.addEventListener("resize", reachScrolling);
    document.addEventListener("change", () => setTimeout(countAnswers));
    stepDatesOnSigns();
    saveBeforeLeaving();
    saveBeforeBack();
    keepOneStepAPage();
    keepTranslatedTextsNew();
    savePictures();
    runWhenBack(() => window.callbackRun());
  }
  if (data.isFirstScreen) whenQuestionShows(() => setTriggerValue("rest", true));
  document.documentElement.lang = data.language;
  document.querySelector("link[rel~=icon]").href = "data:image/svg+xml;base64,ICON";
  const last = window.callbackPlace;
  window.callbackPlace = data;
  if (!last || (last.page === data.page && last.section === data.section)) return;
  const wanted = last.page === data.page ? "h2" : "h1";
  const move = (tries) => {
    if (heading(wanted)) focusHeading(wanted);
    else if (tries > 0) setTimeout(() => move(tries - 1), 50);
  };
  setTimeout(() => move(20), 50);
}
