import Type, { type Static } from "typebox";
import { OptionalSecret, Secret, Setting } from "../settings-fields.ts";

/** The settings that connect any other system. */
export const HttpSettings = Type.Object(
  {
    outgoingUrl: Setting({
      title: "Where messages are sent",
      description: "Your system’s address; every message for a contact is posted to it.",
      pattern: "^https?://",
    }),
    secret: Secret({
      title: "Signing secret",
      description: "Known to both sides: it signs what you send here and what is sent to you.",
    }),
    authorization: OptionalSecret({
      title: "Authorization header",
      description: "Sent along with every message, if your system asks for one.",
    }),
  },
  { additionalProperties: false },
);
export type HttpSettings = Static<typeof HttpSettings>;
