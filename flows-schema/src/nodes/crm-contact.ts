import Type from "typebox";
import { Fields, Items, OneOf, ShortTemplate, VariableName } from "../fields.ts";
import { defineNodeType, error, next, type Port } from "../node-type.ts";

const found: Port = { id: "found", kind: "next", label: "Found" };
const notFound: Port = { id: "notFound", kind: "next", label: "Not found" };

/** Looks a contact up in a CRM, or creates or updates it there. */
export const crmContact = defineNodeType({
  type: "crmContact",
  group: "actions",
  title: "CRM contact",
  description: "Looks the contact up in your CRM, or writes it there.",
  icon: "address-book",
  data: Fields({
    connectionId: Type.String({
      maxLength: 64,
      widget: "crmConnection",
      title: "CRM",
      filled: true,
    }),
    action: OneOf(["find", "save"], { title: "Do", default: "find" }),
    email: ShortTemplate({ title: "E-mail of the contact" }),
    phone: ShortTemplate({ title: "Phone number of the contact" }),
    values: Items(
      Fields({
        field: ShortTemplate({ title: "Field in the CRM", filled: true }),
        value: ShortTemplate({ title: "Value" }),
      }),
      { title: "Write", maxItems: 20, shown: { when: "action", is: ["save"] } },
    ),
    save: Items(
      Fields({
        path: ShortTemplate({ title: "Field in the CRM", filled: true }),
        saveTo: VariableName({ title: "Save as", filled: true }),
      }),
      { title: "Keep", maxItems: 20 },
    ),
    saveId: Type.Optional(VariableName({ title: "Save the CRM's id as" })),
  }),
  ports: ({ action }) => (action === "find" ? [found, notFound, error] : [next, error]),
  summary: ({ action, email, phone }) => `${action} ${email || phone}`,
  waits: () => false,
  answerParts: ({ save }) => save,
  initial: {
    connectionId: "",
    action: "find",
    email: "{{ contact.email }}",
    phone: "{{ contact.phone }}",
    values: [],
    save: [],
  },
  example: {
    connectionId: "65a1b2c3d4e5f60718293a4b",
    action: "find",
    email: "{{ contact.email }}",
    phone: "{{ contact.phone }}",
    values: [],
    save: [{ path: "lifecyclestage", saveTo: "stage" }],
    saveId: "crmId",
  },
});
