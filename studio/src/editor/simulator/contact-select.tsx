import { routes } from "@chatloom/api-schema";
import type { ContactView } from "@chatloom/runtime";
import { Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../../api/call.ts";
import { showProblem } from "../../ui/show-problem.ts";
import { changeWorld, restart, useSimulator } from "./simulator-store.ts";
import { someone } from "./start-world.ts";

/** Chooses the simulated contact: an invented one, or a copy of a real contact, which is never changed. */
export function ContactSelect() {
  const { t } = useTranslation();
  const chosen = useSimulator((state) => state.world.contact);
  const [typed, setTyped] = useState("");
  const [search] = useDebouncedValue(typed.trim(), 300);
  const { data } = useQuery({
    queryKey: ["contacts", "simulator", search],
    placeholderData: keepPreviousData,
    queryFn: () =>
      call(routes.contacts.listContacts, { query: { limit: 20, search: search || undefined } }),
  });
  const contacts = data?.items ?? [];
  const options = [
    { value: someone.id, label: someone.name },
    ...contacts.map((it) => ({ value: it.id, label: it.name || it.phone || it.email || it.id })),
  ];
  const known = options.some((it) => it.value === chosen.id);
  return (
    <Select
      size="xs"
      flex={1}
      searchable
      allowDeselect={false}
      aria-label={t("simulator.asContact")}
      value={chosen.id}
      data={known ? options : [...options, { value: chosen.id, label: chosen.name }]}
      // The server has searched already.
      filter={({ options: all }) => all}
      onSearchChange={(text) => setTyped(options.some((it) => it.label === text) ? "" : text)}
      onChange={(id) => void choose(id ?? someone.id).catch(showProblem)}
    />
  );
}

/** Starts anew as a contact, with what flows know about them now. */
async function choose(contactId: string): Promise<void> {
  const params = { contactId };
  const contact =
    contactId === someone.id
      ? someone
      : ((await call(routes.contacts.readContactView, { params })).contact as ContactView);
  changeWorld({ contact });
  await restart();
}
