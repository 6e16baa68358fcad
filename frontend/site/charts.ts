/**
 * Draws <figure data-chart="id-of-json"> with ECharts. The JSON is an ECharts option that the server made
 * (`json_script`); colours and fonts come from the page's theme, so charts follow light and dark.
 * Amounts are integers of minor units; data-money names their currency.
 */
import { BarChart, LineChart, PieChart } from "echarts/charts";
import { AriaComponent, GridComponent, LegendComponent, TitleComponent, TooltipComponent } from "echarts/components";
import type { EChartsCoreOption, EChartsType } from "echarts/core";
import * as echarts from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

echarts.use([
  AriaComponent, BarChart, GridComponent, LegendComponent, LineChart, PieChart, SVGRenderer, TitleComponent, TooltipComponent,
]);

type Axis = Record<string, unknown>;
type Part = { name: string; value: number };
type Series = Axis & { type: string; name?: string; data?: unknown };
type Option = EChartsCoreOption & { xAxis?: Axis; yAxis?: Axis; legend?: Axis; title?: Axis; tooltip?: Axis; series?: Series[] };

const COLOURS = 6;

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
  return rgb(style.getPropertyValue(`--${name}`).trim(), alpha);
}

const ink = (alpha = 1): string => themeColour("color-base-content", alpha);

interface Formats {
  exact: (value: unknown) => string;
  /** Whole units, for figures that stand beside each other. */
  whole: (value: number) => string;
  /** For axes, where room is short. */
  short: (value: number) => string;
}

const minus = (text: string): string => text.replace("-", "\u2212");

function formatsOf(figure: HTMLElement): Formats {
  const language = document.documentElement.lang;
  const currency = figure.dataset.money;
  if (!currency) {
    const plain = new Intl.NumberFormat(language);
    const text = (value: unknown): string => minus(plain.format(Number(value)));
    return { exact: text, whole: text, short: text };
  }
  const money = { style: "currency", currency, currencyDisplay: "narrowSymbol" } as const;
  const exact = new Intl.NumberFormat(language, money);
  const whole = new Intl.NumberFormat(language, { ...money, maximumFractionDigits: 0 });
  const short = new Intl.NumberFormat(language, { ...money, notation: "compact", maximumFractionDigits: 1, useGrouping: "always" });
  const scale = 10 ** (exact.resolvedOptions().maximumFractionDigits ?? 2);
  return {
    exact: (value) => minus(exact.format(Number(value ?? 0) / scale)),
    whole: (value) => minus(whole.format(value / scale)),
    short: (value) => minus(short.format(value / scale)),
  };
}

const LEGEND_LINE = 24;

/** How high the legend is: its names flow into as many lines as the width asks for. */
function legendHeight(option: Option, figure: HTMLElement): number {
  if (!option.legend?.show || !pixel) return 0;
  pixel.font = "13px sans-serif";
  let lines = 1;
  let used = 0;
  for (const { name = "" } of option.series ?? []) {
    const width = pixel.measureText(name).width + 29;
    if (used && used + width > figure.clientWidth) [lines, used] = [lines + 1, 0];
    used += width;
  }
  return lines * LEGEND_LINE;
}

function axes(option: Option, { short }: Formats, figure: HTMLElement): Option {
  if (!option.xAxis) return {};
  const label = { color: ink(0.68), fontSize: 12, hideOverlap: true };
  return {
    grid: { left: 4, right: 8, top: legendHeight(option, figure) + 12, bottom: 4, outerBoundsMode: "same" },
    xAxis: {
      axisLabel: label,
      axisTick: { show: false },
      axisLine: { lineStyle: { color: ink(0.2) } },
      ...option.xAxis,
    },
    yAxis: {
      axisLabel: { ...label, formatter: short },
      splitNumber: 4,
      splitLine: { lineStyle: { color: ink(0.09) } },
      ...option.yAxis,
    },
  };
}

const LONGEST_IN_RING = 9;

function ringOf(option: Option): Part[] | null {
  const [ring] = option.series ?? [];
  return ring?.type === "pie" ? (ring.data as Part[]) : null;
}

/** A ring tells its parts' amounts beside their names. */
function parts(option: Option, { whole, short }: Formats): Axis {
  const ring = ringOf(option);
  if (!ring) return {};
  const fits = ring.every((part) => whole(part.value).length <= LONGEST_IN_RING);
  const amounts = new Map(ring.map((part) => [part.name, (fits ? whole : short)(part.value)]));
  return { formatter: (name: string) => `{name|${name}}  {amount|${amounts.get(name) ?? ""}}` };
}

/** The whole stands in the middle of its ring. */
function middle(option: Option, { whole, short }: Formats): Option {
  const ring = ringOf(option);
  if (!ring) return {};
  const sum = ring.reduce((total, part) => total + part.value, 0);
  const text = whole(sum).length > LONGEST_IN_RING ? short(sum) : whole(sum);
  const textStyle = { color: ink(), fontSize: 18, fontWeight: 600 };
  const subtextStyle = { color: ink(0.68), fontSize: 12 };
  return { title: { text, textAlign: "center", textVerticalAlign: "middle", itemGap: 4, textStyle, subtextStyle, ...option.title } };
}

/** A line is what was: it lies behind what is, in ink. */
function quietLine(one: Series): Series {
  if (one.type !== "line") return one;
  return { z: 1, color: ink(0.45), lineStyle: { width: 1.5 }, areaStyle: { color: ink(0.05) }, ...one };
}

/** The tooltip is drawn, not written as HTML: that would need inline styles, which the policy forbids. */
function words(option: Option, formats: Formats): Option {
  const textStyle = { color: ink(), fontSize: 13 };
  const rich = { name: { fontSize: 13 }, amount: { fontSize: 13, fontWeight: 600 } };
  return {
    legend: {
      type: "plain",
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
      backgroundColor: themeColour("color-base-100"),
      borderColor: themeColour("color-base-300"),
      textStyle,
      valueFormatter: formats.exact,
      axisPointer: { type: "shadow", shadowStyle: { color: ink(0.05) } },
      ...option.tooltip,
    },
  };
}

function themed(option: Option, figure: HTMLElement): EChartsCoreOption {
  const style = getComputedStyle(document.documentElement);
  const formats = formatsOf(figure);
  return {
    color: Array.from({ length: COLOURS }, (_, index) => themeColour(`chart-${index + 1}`)),
    textStyle: { fontFamily: style.getPropertyValue("--font-sans"), color: ink() },
    aria: { enabled: true },
    animation: !matchMedia("(prefers-reduced-motion: reduce)").matches,
    ...option,
    ...axes(option, formats, figure),
    ...middle(option, formats),
    ...words(option, formats),
    series: option.series?.map(quietLine),
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
