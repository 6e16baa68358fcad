/** What every server-rendered page loads: htmx, Alpine and the theme. The policy forbids eval and inline code. */
import Alpine from "@alpinejs/csp";
import "./main.css";
import { finder } from "./finder";
import "./htmx";
import "./labels";
import "./look";
import "./notes";
import "./page";
import { picker } from "./picker";
import "./sheet";

Alpine.data("finder", finder);
Alpine.data("picker", picker);
Alpine.start();
