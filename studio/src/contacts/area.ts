import { pages } from "@chatloom/api-schema";
import { IconUsers } from "@tabler/icons-react";
import type { Area } from "../ui/area.ts";

/** Contacts: everyone who ever wrote. */
export const contactsArea: Area = {
  path: pages.contacts,
  label: "contacts.title",
  icon: IconUsers,
  routes: [
    {
      path: pages.contacts,
      lazy: async () => ({ Component: (await import("./contacts-page.tsx")).ContactsPage }),
    },
    {
      path: pages.contact,
      lazy: async () => ({ Component: (await import("./contact-page.tsx")).ContactPage }),
    },
  ],
};
