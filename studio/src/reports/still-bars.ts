/** How bars of all charts look: without movement, and no wider than a finger. */
export const stillBars = {
  barProps: { isAnimationActive: false, maxBarSize: 36 },
  tooltipAnimationDuration: 0,
  valueFormatter: (value: number) => value.toLocaleString(),
} as const;
