import Type from "typebox";
import { Fields, OneOf } from "../fields.ts";
import { defineNodeType, next } from "../node-type.ts";

/** Starts the flow at set times for contacts with a tag, in the flow's time zone. */
export const triggerSchedule = defineNodeType({
  type: "trigger.schedule",
  group: "triggers",
  title: "Schedule",
  description: "Starts at set times for contacts with a tag.",
  icon: "calendar-time",
  data: Fields({
    repeat: OneOf(["once", "daily", "weekly", "monthly"], { title: "Repeat", default: "once" }),
    date: Type.Optional(
      Type.String({
        pattern: "^$|^\\d{4}-\\d{2}-\\d{2}$",
        widget: "date",
        title: "On",
        filled: { when: "repeat", is: ["once"] },
      }),
    ),
    weekdays: Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), {
      widget: "weekdays",
      title: "On weekdays",
      filled: { when: "repeat", is: ["weekly"] },
      uniqueItems: true,
    }),
    dayOfMonth: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 31,
        widget: "number",
        title: "Day of the month",
        filled: { when: "repeat", is: ["monthly"] },
      }),
    ),
    time: Type.String({ pattern: "^([01]\\d|2[0-3]):[0-5]\\d$", widget: "time", title: "At" }),
    tag: Type.String({
      maxLength: 64,
      widget: "tag",
      title: "For contacts with the tag",
      filled: true,
    }),
  }),
  ports: () => [next],
  summary: ({ repeat, time, tag }) => `${repeat} ${time} · ${tag}`,
  saysChoices: true,
  waits: () => false,
  initial: { repeat: "daily", weekdays: [], time: "09:00", tag: "" },
  example: { repeat: "weekly", weekdays: [1, 4], time: "09:00", tag: "newsletter" },
});
