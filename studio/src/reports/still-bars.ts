import { spokenLanguage } from "../words/start-words.ts";

/** The settings of all bar charts: no animation, bars of at most 36 pixels, and no keyboard stop, as the table beside each chart has the same figures. */
export const stillBars = {
  barProps: { isAnimationActive: false, maxBarSize: 36 },
  barChartProps: { accessibilityLayer: false },
  tooltipAnimationDuration: 0,
  valueFormatter: (value: number) => value.toLocaleString(spokenLanguage()),
} as const;
