import Type, { type Static } from "typebox";
import { OptionalSecret, OptionalSetting } from "../settings-fields.ts";

/** How the widget looks, and where it may stand. */
export const WebSettings = Type.Object(
  {
    displayName: OptionalSetting({ title: "Name in the header" }),
    color: OptionalSetting({
      title: "Colour",
      description: "As #rrggbb.",
      pattern: "^$|^#[0-9a-fA-F]{6}$",
      widget: "color",
    }),
    greeting: OptionalSetting({ title: "Greeting before the first message", widget: "longText" }),
    launcher: OptionalSetting({ title: "Text beside the bubble" }),
    allowedOrigins: OptionalSetting({
      title: "Websites that may show it",
      description: "Such as example.org or *.example.org, separated by commas. Empty: any website.",
      widget: "sites",
    }),
    identitySecret: OptionalSecret({
      title: "Secret for signed identities",
      description: "Your website signs who its customers are with it. Any long random text.",
    }),
  },
  { additionalProperties: false },
);
export type WebSettings = Static<typeof WebSettings>;
