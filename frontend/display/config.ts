/** What the page that hosts the display hands it. */
import type { Brand } from "../till/api/types";

export interface DisplayConfig {
  tillId: string;
  brand: Brand;
  store: string;
  language: string;
}
