/** A few words about the statement that the pointer or the keys are at. */

import { h, replace } from "./dom";

export class Tip {
  readonly element = h("div", { class: "tip", role: "tooltip", id: "tip", hidden: true });

  constructor(around: HTMLElement, private readonly about: (statement: number) => HTMLElement) {
    const at = (event: Event): void => this.show(event.target as Element);
    around.addEventListener("pointerover", at);
    around.addEventListener("focusin", at);
    around.addEventListener("pointerleave", () => this.hide());
    around.addEventListener("focusout", () => this.hide());
    addEventListener("keydown", (event) => event.key === "Escape" && this.hide());
  }

  private show(target: Element): void {
    const mark = target.closest<HTMLElement>("[data-statement]");
    if (!mark) return this.hide();
    replace(this.element, this.about(Number(mark.dataset["statement"])));
    if (mark instanceof HTMLButtonElement) mark.setAttribute("aria-describedby", "tip");
    this.element.hidden = false;
    const place = mark.getClientRects()[0] ?? mark.getBoundingClientRect();
    const { offsetWidth, offsetHeight } = this.element;
    const left = Math.max(8, Math.min(place.left, innerWidth - offsetWidth - 8));
    const top = place.top > offsetHeight + 12 ? place.top - offsetHeight - 6 : place.bottom + 6;
    this.element.style.left = `${left}px`;
    this.element.style.top = `${top}px`;
  }

  private hide(): void {
    this.element.hidden = true;
  }
}
