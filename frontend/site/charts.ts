/**
 * Draws <figure data-chart="id-of-json"> with ECharts. The JSON is an ECharts option that the server made
 * (`json_script`); colours and fonts come from the page's theme, so charts follow light and dark.
 * Amounts are integers of minor units; data-money names their currency.
 */
import { BarChart, LineChart, PieChart } from "echarts/charts";
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import type { EChartsCoreOption, EChartsType } from "echarts/core";
import * as echarts from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

echarts.use([
  AriaComponent, BarChart, GridComponent, LegendComponent, LineChart, PieChart, SVGRenderer, TooltipComponent,
]);

type Axis = Record<string, unknown>;
type Option = EChartsCoreOption & { xAxis?: Axis; yAxis?: Axis; legend?: Axis; tooltip?: Axis; series?: unknown };

const drawn = new Map<HTMLElement, EChartsType>();
const pixel = document.createElement("canvas").getContext("2d", { willReadFrequently: true });

function optionOf(figure: HTMLElement): Option | null {
  const text = document.getElementById(figure.dataset.chart ?? "")?.textContent;
  return text ? (JSON.parse(text) as Option) : null;
}

/** The theme's colours are oklch(), which ECharts cannot lighten; one painted pixel tells them as rgb(). */
function rgb(colour: string, alpha = 1): string {
  if (!pixel) return colour;
  pixel.fillStyle = colour;
  pixel.fillRect(0, 0, 1, 1);
  return `rgba(${[...pixel.getImageData(0, 0, 1, 1).data.slice(0, 3), alpha].join(",")})`;
}

function themeColour(name: string, alpha = 1): string {
  const style = getComputedStyle(document.documentElement);
  return rgb(style.getPropertyValue(`--color-${name}`).trim(), alpha);
}

interface Formats {
  exact: (value: unknown) => string;
  short: (value: number) => string;
}

function formatsOf(figure: HTMLElement): Formats {
  const language = document.documentElement.lang;
  const currency = figure.dataset.money;
  if (!currency) {
    const plain = new Intl.NumberFormat(language);
    return { exact: (value) => plain.format(Number(value)), short: (value) => plain.format(value) };
  }
  const money = { style: "currency", currency, currencyDisplay: "narrowSymbol" } as const;
  const exact = new Intl.NumberFormat(language, money);
  const short = new Intl.NumberFormat(language, { ...money, notation: "compact", maximumFractionDigits: 1 });
  const scale = 10 ** (exact.resolvedOptions().maximumFractionDigits ?? 2);
  return {
    exact: (value) => exact.format(Number(value ?? 0) / scale),
    short: (value) => short.format(value / scale),
  };
}

function axes(option: Option, { short }: Formats): Option {
  if (!option.xAxis) return {};
  const label = { color: themeColour("base-content", 0.68), fontSize: 12, hideOverlap: true };
  return {
    grid: { left: 4, right: 8, top: option.legend?.show ? 34 : 12, bottom: 4, outerBoundsMode: "same" },
    xAxis: {
      axisLabel: label,
      axisTick: { show: false },
      axisLine: { lineStyle: { color: themeColour("base-content", 0.2) } },
      ...option.xAxis,
    },
    yAxis: {
      axisLabel: { ...label, formatter: short },
      splitNumber: 4,
      splitLine: { lineStyle: { color: themeColour("base-content", 0.09) } },
      ...option.yAxis,
    },
  };
}

/** A ring tells its parts' amounts beside their names. */
function parts(option: Option, { short }: Formats): Axis {
  const [ring] = (option.series ?? []) as { type: string; data: { name: string; value: number }[] }[];
  if (ring?.type !== "pie") return {};
  const amounts = new Map(ring.data.map((part) => [part.name, short(part.value)]));
  return { formatter: (name: string) => `{name|${name}}  {amount|${amounts.get(name) ?? ""}}` };
}

/** The tooltip is drawn, not written as HTML: that would need inline styles, which the policy forbids. */
function words(option: Option, formats: Formats): Option {
  const textStyle = { color: themeColour("base-content"), fontSize: 13 };
  const rich = { name: { fontSize: 13 }, amount: { fontSize: 13, fontWeight: 600 } };
  return {
    legend: {
      type: "scroll",
      left: 0,
      top: 0,
      itemWidth: 10,
      itemHeight: 10,
      icon: "roundRect",
      textStyle: { ...textStyle, rich },
      ...parts(option, formats),
      ...option.legend,
    },
    tooltip: {
      renderMode: "richText",
      confine: true,
      backgroundColor: themeColour("base-100"),
      borderColor: themeColour("base-300"),
      textStyle,
      valueFormatter: formats.exact,
      axisPointer: { type: "shadow", shadowStyle: { color: themeColour("base-content", 0.05) } },
      ...option.tooltip,
    },
  };
}

function themed(option: Option, figure: HTMLElement): EChartsCoreOption {
  const style = getComputedStyle(document.documentElement);
  const formats = formatsOf(figure);
  return {
    color: ["primary", "accent", "info", "success", "secondary", "warning"].map((name) => themeColour(name)),
    textStyle: { fontFamily: style.getPropertyValue("--font-sans"), color: themeColour("base-content") },
    aria: { enabled: true },
    animation: !matchMedia("(prefers-reduced-motion: reduce)").matches,
    ...option,
    ...axes(option, formats),
    ...words(option, formats),
  };
}

function draw(figure: HTMLElement): void {
  const option = optionOf(figure);
  if (!option) return;
  drawn.get(figure)?.dispose();
  const chart = echarts.init(figure, null, { renderer: "svg" });
  chart.setOption(themed(option, figure));
  drawn.set(figure, chart);
}

function forgetGone(): void {
  for (const [figure, chart] of drawn) {
    if (figure.isConnected) continue;
    chart.dispose();
    drawn.delete(figure);
  }
}

const figures = () => document.querySelectorAll<HTMLElement>("[data-chart]");

function drawNew(): void {
  forgetGone();
  for (const figure of figures()) if (!drawn.has(figure)) draw(figure);
}

const drawAnew = () => figures().forEach(draw);

new ResizeObserver(() => drawn.forEach((chart) => chart.resize())).observe(document.documentElement);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAnew);
document.addEventListener("tessera:look", drawAnew);
document.addEventListener("htmx:afterSettle", drawNew);
drawNew();
