import type { Behaviour } from "../behaviour.ts";

/** Sends an approved template, where the channel has them. */
export const template: Behaviour<"template"> = {
  enter: (visit) => {
    const { data, context } = visit;
    if (!context.channel.abilities.template) {
      return {
        then: {
          do: "fail",
          code: "channel.no-template",
          message: `The channel "${context.channel.type}" has no templates`,
        },
      };
    }
    const parameters = data.parameters.map(({ place, kind, value, name, index }) => ({
      place,
      kind,
      value: visit.render(value),
      name: name ? visit.render(name) : undefined,
      index,
    }));
    return {
      effects: visit.say({
        kind: "template",
        name: visit.render(data.name).trim(),
        language: data.language,
        parameters,
      }),
      then: { do: "leave", port: "next" },
    };
  },
};
