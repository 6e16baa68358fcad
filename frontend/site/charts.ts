/**
 * Draws <figure data-chart="id-of-json"> with ECharts. The JSON is an ECharts option that the server made
 * (`json_script`); colours and fonts come from the page's theme, so charts follow light and dark.
 */
import { BarChart, LineChart, PieChart } from "echarts/charts";
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import type { EChartsCoreOption, EChartsType } from "echarts/core";
import * as echarts from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

echarts.use([
  AriaComponent, BarChart, GridComponent, LegendComponent, LineChart, PieChart, SVGRenderer, TooltipComponent,
]);

const drawn = new Map<HTMLElement, EChartsType>();

function optionOf(figure: HTMLElement): EChartsCoreOption | null {
  const text = document.getElementById(figure.dataset.chart ?? "")?.textContent;
  return text ? (JSON.parse(text) as EChartsCoreOption) : null;
}

const pixel = document.createElement("canvas").getContext("2d", { willReadFrequently: true });

/** The theme's colours are oklch(), which ECharts cannot lighten; one painted pixel tells them as rgb(). */
function rgb(colour: string): string {
  if (!pixel) return colour;
  pixel.fillStyle = colour;
  pixel.fillRect(0, 0, 1, 1);
  return `rgb(${pixel.getImageData(0, 0, 1, 1).data.slice(0, 3).join(",")})`;
}

function themed(option: EChartsCoreOption): EChartsCoreOption {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string) => rgb(style.getPropertyValue(`--color-${name}`).trim());
  return {
    color: ["primary", "accent", "secondary", "success", "info", "warning"].map(colour),
    textStyle: { fontFamily: style.getPropertyValue("--font-sans"), color: colour("base-content") },
    aria: { enabled: true },
    animation: !matchMedia("(prefers-reduced-motion: reduce)").matches,
    ...option,
  };
}

function draw(figure: HTMLElement): void {
  const option = optionOf(figure);
  if (!option) return;
  drawn.get(figure)?.dispose();
  const chart = echarts.init(figure, null, { renderer: "svg" });
  chart.setOption(themed(option));
  drawn.set(figure, chart);
}

function drawAll(): void {
  for (const [figure, chart] of drawn) {
    if (figure.isConnected) continue;
    chart.dispose();
    drawn.delete(figure);
  }
  document.querySelectorAll<HTMLElement>("[data-chart]").forEach(draw);
}

new ResizeObserver(() => drawn.forEach((chart) => chart.resize())).observe(document.documentElement);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
document.addEventListener("htmx:afterSettle", drawAll);
drawAll();
