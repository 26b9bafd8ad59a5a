import { foldText, measureText, type TextUnit } from "@chatloom/flows-schema";
import { shortenText } from "./cut-text.ts";

/**
 * Cuts labels to the platform's length so that all of them differ; cuts only if needed. Undefined if
 * the length is too short to keep them different.
 */
export function fitLabels(
  labels: readonly string[],
  max: number,
  unit: TextUnit,
): string[] | undefined {
  if (max < 1) {
    return undefined;
  }
  const taken = new Set<string>();
  const fitted: string[] = [];
  for (const [index, label] of labels.entries()) {
    const clean = label.replace(/\s+/gu, " ").trim() || String(index + 1);
    const unique = distinct(clean, max, unit, taken);
    if (unique === undefined) {
      return undefined;
    }
    taken.add(foldText(unique));
    fitted.push(unique);
  }
  return fitted;
}

function distinct(
  label: string,
  max: number,
  unit: TextUnit,
  taken: ReadonlySet<string>,
): string | undefined {
  const short = shortenText(label, max, unit);
  if (fresh(short, max, unit, taken)) {
    return short;
  }
  for (let number = 2; number < 100; number++) {
    const suffix = ` ${number}`;
    const room = max - suffix.length;
    if (room < 1) {
      return undefined;
    }
    const candidate = `${shortenText(label, room, unit)}${suffix}`;
    if (fresh(candidate, max, unit, taken)) {
      return candidate;
    }
  }
  return undefined;
}

function fresh(label: string, max: number, unit: TextUnit, taken: ReadonlySet<string>): boolean {
  return label.trim() !== "" && measureText(label, unit) <= max && !taken.has(foldText(label));
}
