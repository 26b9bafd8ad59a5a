import Type, { type Static } from "typebox";
import { ApiBaseUrl, OptionalSetting, Secret, Setting } from "../../channels/settings-fields.ts";

/** The settings that connect a ZaloPay app. */
export const ZalopaySettings = Type.Object(
  {
    appId: Setting({ title: "ZaloPay app ID", pattern: "^\\d{1,12}$" }),
    key1: Secret({ title: "ZaloPay key 1", description: "Signs what is sent to ZaloPay." }),
    key2: Secret({
      title: "ZaloPay key 2",
      description: "Checks what ZaloPay reports; it is another one than key 1.",
    }),
    returnUrl: OptionalSetting({
      title: "Page after paying",
      description: "Left empty, people see a short page that leads them back to the chat.",
      pattern: "^(https?://.*)?$",
    }),
    apiBaseUrl: {
      ...ApiBaseUrl("https://openapi.zalopay.vn"),
      title: "ZaloPay address",
      description: "Enter https://sb-openapi.zalopay.vn to try it without money.",
      inSight: true,
    },
  },
  { additionalProperties: false },
);
export type ZalopaySettings = Static<typeof ZalopaySettings>;
