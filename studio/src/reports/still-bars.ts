/** How bars of all charts behave: without movement, no wider than a finger, and no stop of the keyboard. The table beside says the same. */
export const stillBars = {
  barProps: { isAnimationActive: false, maxBarSize: 36 },
  barChartProps: { accessibilityLayer: false },
  tooltipAnimationDuration: 0,
  valueFormatter: (value: number) => value.toLocaleString(),
} as const;
