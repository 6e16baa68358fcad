/** The till's island: one Vue application in the page that Django renders. */
import { createApp } from "vue";
import { readCatalogue, readConfig } from "./config";
import { useCatalogue } from "./lib/i18n";
import { startTheme } from "./lib/theme";
import TillApp from "./TillApp.vue";
import "./main.css";

const page = `<!doctype html>${document.documentElement.outerHTML}`; // as it came, before anything is put into it
useCatalogue(readCatalogue());
startTheme();
createApp(TillApp, { config: readConfig(), page }).mount("#till");
