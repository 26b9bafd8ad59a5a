import Type, { type Static } from "typebox";
import { OptionalSecret, OptionalSetting, Setting } from "../../channels/settings-fields.ts";

const path = "^\\S*$";
const names = "^(?!.*(^|\\.)(__proto__|constructor|prototype)(\\.|$))[^\\s]*$";

/** The settings that describe a CRM with a REST API. */
export const HttpCrmSettings = Type.Object(
  {
    apiBaseUrl: Setting({
      title: "Address of the CRM",
      description: "Where its API begins, such as https://crm.example.org/api.",
      pattern: "^https?://",
    }),
    authHeader: OptionalSetting({
      title: "Header of the key",
      description: "Left empty: Authorization.",
      pattern: "^[A-Za-z0-9-]*$",
    }),
    authValue: OptionalSecret({
      title: "Value of the header",
      description: "The whole value, such as Bearer and the key.",
    }),
    findPath: Setting({
      title: "Request that finds a contact",
      description: "A GET; {{email}} and {{phone}} stand for those of the contact.",
      pattern: path,
      default: "contacts?email={{email}}",
    }),
    foundAt: OptionalSetting({
      title: "Place of the found contact",
      description: "In the answer, such as data.0. Left empty: the whole answer.",
      pattern: names,
    }),
    idAt: Setting({
      title: "Place of the id",
      description: "In a contact.",
      pattern: names,
      default: "id",
    }),
    createPath: Setting({
      title: "Request that creates a contact",
      description: "A POST with the fields as JSON.",
      pattern: path,
      default: "contacts",
    }),
    updatePath: Setting({
      title: "Request that changes a contact",
      description: "{{id}} stands for the id in the CRM.",
      pattern: path,
      default: "contacts/{{id}}",
    }),
    updateMethod: Type.Optional(
      Type.Enum(["PATCH", "PUT"], {
        type: "string",
        title: "Method of that request",
        default: "PATCH",
      }),
    ),
    contactPage: OptionalSetting({
      title: "Address of a contact’s page",
      description: "For people, such as https://crm.example.org/contacts/{{id}}.",
      pattern: "^(https?://\\S+)?$",
    }),
    writtenAt: OptionalSetting({
      title: "Place of the contact in answers to both",
      description: "Left empty: the whole answer.",
      pattern: names,
    }),
    bodyAt: OptionalSetting({
      title: "Place of the fields in the sent JSON",
      description: "Such as contact. Left empty: at the top.",
      pattern: names,
    }),
  },
  { additionalProperties: false },
);
export type HttpCrmSettings = Static<typeof HttpCrmSettings>;
