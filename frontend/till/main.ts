/** The till's island: one Vue application in the page that Django renders. */
import { createApp } from "vue";
import { readCatalogue, readConfig } from "./config";
import { useCatalogue } from "./lib/i18n";
import { startTheme } from "./lib/theme";
import TillApp from "./TillApp.vue";
import "./main.css";

useCatalogue(readCatalogue());
startTheme();
createApp(TillApp, { config: readConfig() }).mount("#till");
