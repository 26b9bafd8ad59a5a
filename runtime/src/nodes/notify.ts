import type { Behaviour } from "../behaviour.ts";
import { fillUrl } from "../fill-url.ts";

/** Sends a notification to the team. */
export const notify: Behaviour<"notify"> = {
  enter: (visit) => {
    const { to, address, text } = visit.data;
    return {
      effects: [
        {
          type: "notify",
          to,
          address: to === "webhook" ? fillUrl(visit, address).url : visit.render(address).trim(),
          text: visit.render(text),
        },
      ],
      then: { do: "leave", port: "next" },
    };
  },
};
