import { contacts } from "../../records/contact-model.ts";
import { crmExchanges, crmRecords } from "../../records/crm-exchange-model.ts";
import type { ExchangeRun } from "./exchange-run.ts";

const everyMs = 10 * 60_000;
const mostPages = 400;
const pageSize = 500;

/** Gives members of the chosen lists their tags, and takes the tags of those who left a list. A tag that came another way stays. */
export async function syncLists(run: ExchangeRun): Promise<void> {
  const { connected, exchange, services, ask } = run;
  const { channel: crm, workspaceId, id: connectionId } = connected;
  const { context } = services;
  const { connection, now } = context;
  const { lists } = exchange.rules;
  const listsOf = crm.listMembers;
  if (!listsOf || lists.length === 0 || now() - exchange.listsReadAt < everyMs) {
    return;
  }
  const members = new Map<string, ReadonlySet<string>>();
  for (const { id: listId } of lists) {
    const ids = new Set<string>();
    let after: string | undefined;
    for (let page = 0; page < mostPages; page += 1) {
      const found = await ask(listsOf, { listId, after });
      for (const it of found.ids) {
        ids.add(it);
      }
      after = found.next;
      if (after === undefined) {
        break;
      }
    }
    members.set(listId, ids);
  }
  const records = crmRecords(connection).in(workspaceId);
  let last = "";
  for (;;) {
    const page = await records.find(
      { connectionId, kind: "contact", crmId: { $exists: true }, _id: { $gt: last } },
      { sort: { _id: 1 }, limit: pageSize },
    );
    const people = await contacts(connection)
      .in(workspaceId)
      .find({ _id: { $in: page.map((it) => it.contactId) } });
    const known = new Map(people.map((it) => [it._id, it]));
    for (const { _id, contactId, crmId = "", lists: before = [] } of page) {
      const contact = known.get(contactId);
      const current = lists.filter((it) => members.get(it.id)?.has(crmId)).map((it) => it.id);
      if (!contact || JSON.stringify(current) === JSON.stringify(before)) {
        continue;
      }
      const tagOf = (ids: readonly string[]) =>
        lists.filter((it) => ids.includes(it.id)).map((it) => it.tag);
      const wanted = tagOf(current);
      const left = tagOf(before).filter((it) => !wanted.includes(it));
      const tags = [...new Set([...contact.tags.filter((it) => !left.includes(it)), ...wanted])];
      await services.contacts.change(contact, { ...contact, tags, updatedAt: now() });
      await records.updateOne({ _id }, { $set: { lists: current } });
    }
    last = page.at(-1)?._id ?? last;
    if (page.length < pageSize) {
      break;
    }
  }
  await crmExchanges(connection)
    .in(workspaceId)
    .updateOne({ _id: connectionId }, { $set: { listsReadAt: now() } });
}
