import Type from "typebox";
import { AnswerTimeout, Duration, Fields, OneOf, ShortTemplate, VariableName } from "../fields.ts";
import { defineNodeType, next, timeout } from "../node-type.ts";

/** Pauses the run: for a while, until a moment, until opening hours, or until another system calls back. */
export const wait = defineNodeType({
  type: "wait",
  group: "logic",
  title: "Delay",
  description: "Waits a while, until a date, opening hours, or a call from another system.",
  icon: "clock-pause",
  data: Fields({
    until: OneOf(["duration", "dateTime", "weekday", "businessHours", "callback"], {
      title: "Wait",
      default: "duration",
    }),
    duration: Type.Optional(
      Duration({ title: "For", delays: "next", filled: { when: "until", is: ["duration"] } }),
    ),
    dateTime: Type.Optional(
      ShortTemplate({
        title: "Until (date and time, or a variable)",
        filled: { when: "until", is: ["dateTime"] },
      }),
    ),
    weekday: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 7,
        title: "Weekday",
        widget: "weekday",
        filled: { when: "until", is: ["weekday"] },
      }),
    ),
    time: Type.Optional(
      Type.String({ pattern: "^([01]\\d|2[0-3]):[0-5]\\d$", title: "At", widget: "time" }),
    ),
    saveTo: Type.Optional(VariableName({ title: "Save what the call brings as" })),
    timeout: AnswerTimeout(),
  }),
  ports: ({ until }) => (until === "callback" ? [next, timeout] : [next]),
  summary: ({ until, duration, dateTime, time }) =>
    until === "duration" && duration
      ? `${duration.amount} ${duration.amount === 1 ? duration.unit.slice(0, -1) : duration.unit}`
      : [until, dateTime, time].filter(Boolean).join(" "),
  // Opening hours and dates may have come already: the run would then not stop here.
  waits: ({ until, duration }) =>
    until === "duration"
      ? (duration?.amount ?? 0) > 0
      : until === "weekday" || until === "callback",
  // A date may be any day; opening hours come back after a long weekend at the latest.
  longestDelays: ({ until }, { businessHours }): Record<string, number> => {
    switch (until) {
      case "weekday":
        return { next: 7 * 24 };
      case "businessHours":
        return { next: businessHours.length === 0 ? 0 : 3 * 24 };
      case "dateTime":
        return { next: 7 * 24 };
      default:
        return {};
    }
  },
  // Only a callback can fail to come, and then there is the port.
  needsTimeout: false,
  fills: "pause",
  initial: { until: "duration", duration: { amount: 1, unit: "hours" } },
  example: { until: "duration", duration: { amount: 2, unit: "days" } },
});
