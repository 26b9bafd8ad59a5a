import type { Behaviour, Decision, Visit } from "../behaviour.ts";
import { nextMoment, nextOpening } from "../business-hours.ts";
import { durationMs, endOf } from "../duration-ms.ts";
import { readDate } from "../read-date.ts";

/** Waits for a time, or until another system calls the address in `{{ callbackUrl }}`. */
export const wait: Behaviour<"wait"> = {
  enter: (visit) => {
    const { data, context } = visit;
    if (data.until === "callback") {
      const timeoutAt = endOf(context.now, data.timeout);
      return {
        then: {
          do: "wait",
          for: "callback",
          memory: null,
          timeoutAt,
        },
      };
    }
    const at = momentOf(visit);
    if (at === undefined) {
      return {
        then: {
          do: "fail",
          code: "wait.no-moment",
          message: "The moment to wait for is missing or no date",
        },
      };
    }
    return at <= context.now
      ? onward
      : { then: { do: "wait", for: "timer", memory: null, timeoutAt: at } };
  },
  resume: ({ data }, input) => {
    if (input.type === "timerFired") {
      return data.until === "callback" ? { then: { do: "leave", port: "timeout" } } : onward;
    }
    if (input.type !== "callback") {
      return { then: { do: "decline" } };
    }
    return { set: data.saveTo ? { [data.saveTo]: input.body } : undefined, ...onward };
  },
};

const onward: Decision = { then: { do: "leave", port: "next" } };

function momentOf(visit: Visit<"wait">): number | undefined {
  const { data, context, settings } = visit;
  switch (data.until) {
    case "duration":
      return data.duration ? context.now + durationMs(data.duration) : undefined;
    case "dateTime": {
      const value = visit.evaluate(data.dateTime ?? "");
      const { typedIn = settings.language } = visit.notation(data.dateTime ?? "");
      return readDate(value, settings.timeZone, typedIn)?.toMillis();
    }
    case "weekday":
      return nextMoment(context.now, settings.timeZone, data.time ?? "00:00", data.weekday);
    case "businessHours":
      return nextOpening(context.now, settings);
    default:
      return undefined;
  }
}
