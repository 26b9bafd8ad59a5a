import { routes, type World } from "../support/world.ts";
import { until } from "../turns/connect-double.ts";
import { openVisitor } from "../turns/live-clients.ts";

/** Lets a visitor write to the world's web chat; gives the id of the contact they became. */
export async function firstContact(world: World): Promise<string> {
  const visitor = await openVisitor(world);
  await visitor.say("hello");
  let id: string | undefined;
  await until(async () => {
    const { items } = await world.call(routes.contacts.listContacts);
    id = items[0]?.id;
    return id !== undefined;
  });
  visitor.close();
  return id ?? "";
}
