import type { Address } from "./address";

/** One of the linked views: its element is made once, and shows what the address says. */
export interface View {
  readonly element: HTMLElement;
  update(address: Address): void;
}
