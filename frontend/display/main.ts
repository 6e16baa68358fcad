/** The customer's display: a window of its own that shows what the till's page tells it. */
import { createApp } from "vue";
import { readJson } from "../till/config";
import { useCatalogue, type Catalogue } from "../till/lib/i18n";
import { startTheme } from "../till/lib/theme";
import DisplayApp from "./DisplayApp.vue";
import type { DisplayConfig } from "./config";
import "./main.css";

useCatalogue(readJson("display-catalogue") as Catalogue);
startTheme();
createApp(DisplayApp, { config: readJson("display-config") as DisplayConfig }).mount("#display");
