import { notAvailable } from "../errors/mongo-error.ts";

/** Converts instants to local times of a zone and back, in milliseconds. A local time is held as if it were UTC. */
export interface TimeZone {
  toLocal(instant: number): number;
  toInstant(local: number): number;
}

const zones = new Map<string, TimeZone>();

/** Returns the time zone of an IANA name. */
export function timeZone(name: string): TimeZone {
  let zone = zones.get(name);
  if (!zone) {
    zone = make(name);
    if (zones.size < 500) {
      zones.set(name, zone);
    }
  }
  return zone;
}

function make(name: string): TimeZone {
  if (name === "UTC") {
    return { toLocal: (instant) => instant, toInstant: (local) => local };
  }
  try {
    return named(
      new Intl.DateTimeFormat("en-US", {
        timeZone: name,
        hourCycle: "h23",
        year: "numeric",
        month: "numeric",
        day: "numeric",
        hour: "numeric",
        minute: "numeric",
        second: "numeric",
      }),
    );
  } catch {
    throw notAvailable(`unrecognized time zone identifier: "${name}"; it`, 40485);
  }
}

function named(format: Intl.DateTimeFormat): TimeZone {
  const toLocal = (instant: number): number => {
    const parts: Record<string, number> = {};
    for (const { type, value } of format.formatToParts(instant)) {
      parts[type] = Number(value);
    }
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
    const milliseconds = ((instant % 1000) + 1000) % 1000;
    return Date.UTC(year, month - 1, day, hour, minute, second, milliseconds);
  };
  return {
    toLocal,
    toInstant: (local) => {
      // Twice: the first guess may be on the other side of a clock change.
      const first = local - (toLocal(local) - local);
      const offset = toLocal(first) - first;
      const second = local - offset;
      return toLocal(second) === local ? second : first;
    },
  };
}
