import type { Behaviour } from "../behaviour.ts";
import type { JsonObject, JsonValue } from "../input.ts";
import { withoutAnswer } from "../without-answer.ts";

/** Asks a CRM for a contact, or writes it there, and keeps parts of the answer. */
export const crmContact: Behaviour<"crmContact"> = {
  enter: (visit) => {
    const { data } = visit;
    const { connectionId, action } = data;
    const values = Object.fromEntries(
      data.values
        .map(({ field, value }) => [visit.render(field).trim(), visit.render(value).trim()])
        .filter(([field, value]) => field !== "" && value !== ""),
    );
    const fields = [...new Set(data.save.map((it) => visit.render(it.path).trim()))];
    return {
      effects: [
        {
          type: "callCrm",
          crm: {
            connectionId,
            action,
            email: visit.render(data.email).trim(),
            phone: visit.render(data.phone).trim(),
            values: action === "save" ? values : {},
            fields: fields.filter((it) => it !== ""),
          },
        },
      ],
      then: { do: "waitForEffect", memory: null },
    };
  },
  resume: (visit, input) => {
    const { data } = visit;
    if (input.type !== "effectAnswered") {
      return withoutAnswer(input);
    }
    const { found, id, values } = (input.answer ?? {}) as JsonObject;
    if (found !== true) {
      return { then: { do: "leave", port: "notFound" } };
    }
    const known = (values ?? {}) as JsonObject;
    const set: Record<string, JsonValue> = {};
    for (const { path, saveTo } of data.save) {
      const field = visit.render(path).trim();
      if (saveTo !== "") {
        set[saveTo] = Object.hasOwn(known, field) ? (known[field] ?? "") : "";
      }
    }
    if (data.saveId) {
      set[data.saveId] = id ?? "";
    }
    return { set, then: { do: "leave", port: data.action === "find" ? "found" : "next" } };
  },
};
