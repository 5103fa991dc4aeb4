/** Light or dark: as the system has it, or as the reader wants it. */

import { h } from "./dom";

const NAME = "saidgraph-theme";
const NEXT = { auto: "light", light: "dark", dark: "auto" } as const;
type Theme = keyof typeof NEXT;

function remembered(): Theme {
  try {
    const theme = localStorage.getItem(NAME) ?? "";
    return Object.hasOwn(NEXT, theme) ? (theme as Theme) : "auto";
  } catch {
    return "auto"; // a page from the disk may have no memory
  }
}

export function themeSwitch(): HTMLElement {
  let theme = remembered();
  const button = h("button", { type: "button", class: "theme quiet", click: () => set(NEXT[theme]) });
  const set = (to: Theme): void => {
    theme = to;
    document.documentElement.dataset["theme"] = to;
    button.textContent = { auto: "◐", light: "☀", dark: "☾" }[to];
    button.title = `Colours: ${to === "auto" ? "as the system has them" : to}`;
    button.setAttribute("aria-label", button.title);
    try {
      localStorage.setItem(NAME, to);
    } catch {
      // then it holds until the page is closed
    }
  };
  set(theme);
  return button;
}
