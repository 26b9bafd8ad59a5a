import { mongoError } from "../errors/mongo-error.ts";

const hour = 3_600_000;
const minute = 60_000;

/** Turns instants into local times of a zone and back; local times are held as if they were UTC. */
export interface TimeZone {
  toLocal(instant: number): number;
  toInstant(local: number): number;
}

const zones = new Map<string, TimeZone>();

/** The time zone of a name of the Olson database or an offset such as `+02:00`. */
export function timeZone(name: string): TimeZone {
  let zone = zones.get(name);
  if (!zone) {
    zone = make(name);
    if (zones.size < 500) zones.set(name, zone);
  }
  return zone;
}

function make(name: string): TimeZone {
  if (name === "UTC" || name === "GMT" || name === "Z") return fixed(0);
  const offset = /^([+-])(\d\d)(?::?(\d\d))?$/.exec(name);
  if (offset) {
    const size = Number(offset[2]) * hour + Number(offset[3] ?? 0) * minute;
    return fixed(offset[1] === "-" ? -size : size);
  }
  try {
    return named(
      new Intl.DateTimeFormat("en-US", {
        timeZone: name,
        hourCycle: "h23",
        era: "short",
        year: "numeric",
        month: "numeric",
        day: "numeric",
        hour: "numeric",
        minute: "numeric",
        second: "numeric",
      }),
    );
  } catch {
    throw mongoError(40485, `unrecognized time zone identifier: "${name}"`);
  }
}

function fixed(offset: number): TimeZone {
  return { toLocal: (instant) => instant + offset, toInstant: (local) => local - offset };
}

function named(format: Intl.DateTimeFormat): TimeZone {
  const toLocal = (instant: number): number => {
    const parts: Record<string, number> = {};
    let sign = 1;
    for (const { type, value } of format.formatToParts(instant)) {
      if (type === "era" && value.startsWith("B")) sign = -1;
      parts[type] = Number(value);
    }
    const year = sign === 1 ? (parts.year ?? 0) : 1 - (parts.year ?? 0);
    const local = new Date(0);
    local.setUTCFullYear(year, (parts.month ?? 1) - 1, parts.day ?? 1);
    local.setUTCHours(parts.hour ?? 0, parts.minute ?? 0, parts.second ?? 0);
    return local.getTime() + (((instant % 1000) + 1000) % 1000);
  };
  return {
    toLocal,
    toInstant: (local) => {
      // Twice, because the first guess may lie on the other side of a change of the clocks.
      const first = local - (toLocal(local) - local);
      const offset = toLocal(first) - first;
      const second = local - offset;
      return toLocal(second) === local ? second : first;
    },
  };
}
