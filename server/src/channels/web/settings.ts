import Type, { type Static } from "typebox";
import { Choice, OptionalSecret, OptionalSetting } from "../settings-fields.ts";

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
    theme: Type.Optional(
      Choice(["auto", "light", "dark"], {
        title: "Light or dark",
        description: "Automatic: as the visitor’s device is set.",
      }),
    ),
    avatarUrl: OptionalSetting({
      title: "Picture in the header",
      description: "The web address of a square picture.",
      pattern: "^$|^https?://[^\\s]+$",
    }),
    side: Type.Optional(Choice(["right", "left"], { title: "Side of the page" })),
    greeting: OptionalSetting({ title: "Greeting before the first message", widget: "longText" }),
    launcher: OptionalSetting({ title: "Text beside the bubble" }),
    openAfterSeconds: OptionalSetting({
      title: "Open by itself after seconds",
      description: "Once per visit, and never on a phone, where the chat would cover the page.",
      pattern: "^$|^[0-9]{1,4}$",
    }),
    openAtScroll: OptionalSetting({
      title: "Open by itself after scrolling (percent)",
      pattern: "^$|^([1-9][0-9]?|100)$",
    }),
    openOnExit: Type.Optional(
      Choice(["no", "yes"], {
        title: "Open by itself when the mouse leaves the page",
      }),
    ),
    openOnPages: OptionalSetting({
      title: "Only on these pages",
      description:
        "Parts of addresses, separated by commas, such as /pricing. Without another rule, the chat opens there at once.",
    }),
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
