import { pages } from "@chatloom/api-schema";
import { IconUsers } from "@tabler/icons-react";
import type { Area } from "../ui/area.ts";

/** Contacts: everyone who ever wrote. */
export const contactsArea: Area = {
  path: pages.contacts,
  label: "audience.title",
  icon: IconUsers,
  permission: "contacts.read",
  onPhone: true,
  routes: [
    {
      path: pages.contacts,
      lazy: async () => ({ Component: (await import("./contacts-page.tsx")).ContactsPage }),
    },
    {
      path: pages.segments,
      lazy: async () => ({
        Component: (await import("../audience/segments-page.tsx")).SegmentsPage,
      }),
    },
    {
      path: pages.segment,
      lazy: async () => ({
        Component: (await import("../audience/segment-page.tsx")).SegmentPage,
      }),
    },
    {
      path: pages.contactFields,
      lazy: async () => ({
        Component: (await import("../audience/fields-page.tsx")).FieldsPage,
      }),
    },
    {
      path: pages.broadcasts,
      permission: "broadcasts.read",
      lazy: async () => ({
        Component: (await import("../broadcasts/broadcasts-page.tsx")).BroadcastsPage,
      }),
    },
    {
      path: pages.broadcast,
      permission: "broadcasts.read",
      lazy: async () => ({
        Component: (await import("../broadcasts/broadcast-page.tsx")).BroadcastPage,
      }),
    },
    {
      path: pages.contactImports,
      permission: "contacts.manage",
      lazy: async () => ({ Component: (await import("../imports/imports-page.tsx")).ImportsPage }),
    },
    {
      path: pages.contactImport,
      permission: "contacts.manage",
      lazy: async () => ({ Component: (await import("../imports/import-page.tsx")).ImportPage }),
    },
    {
      path: pages.contact,
      lazy: async () => ({ Component: (await import("./contact-page.tsx")).ContactPage }),
    },
  ],
};
