/** Replaces about one part in ten of a body with junk. `roll` gives numbers from 0 to 9. */
export function spoil(value: unknown, roll: () => number, waste: unknown): unknown {
  if (roll() === 0) {
    return waste;
  }
  if (Array.isArray(value)) {
    return value.map((part) => spoil(part, roll, waste));
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [key, spoil(part, roll, waste)]),
  );
}
