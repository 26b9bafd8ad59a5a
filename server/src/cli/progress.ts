import { MultiBar, type SingleBar } from "cli-progress";

/** Progress bars, one per label, on stderr; nothing where that is no terminal. */
export interface Bars {
  show(label: string, done: number, total: number): void;
  stop(): void;
}

/** Opens a place for progress bars. */
export function openBars(): Bars {
  if (!process.stderr.isTTY) {
    return { show: () => {}, stop: () => {} };
  }
  const bars = new MultiBar({
    format: "{bar} {percentage}% {value}/{total} {label}",
    stream: process.stderr,
    hideCursor: true,
  });
  const byLabel = new Map<string, SingleBar>();
  return {
    show(label, done, total) {
      const bar = byLabel.get(label) ?? bars.create(total, done, { label });
      byLabel.set(label, bar);
      bar.setTotal(total);
      bar.update(done);
    },
    stop: () => bars.stop(),
  };
}
