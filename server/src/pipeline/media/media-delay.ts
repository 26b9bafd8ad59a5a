const delays = [5_000, 30_000, 120_000, 600_000, 1_800_000];

/** How long to wait before a contact's file is tried again; undefined: it was tried often enough. */
export function mediaDelay(
  attempts: number,
  chance: number,
  askedMs: number | undefined,
): number | undefined {
  const base = delays[attempts - 1];
  if (base === undefined) {
    return undefined;
  }
  return Math.max(base * (0.8 + chance * 0.4), askedMs ?? 0);
}
