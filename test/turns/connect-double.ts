import type { Double } from "../doubles/double.ts";
import { routes, type World } from "../support/world.ts";

/** Connects a channel of the world to a platform's double; gives its webhook address. */
export async function connect(world: World, double: Double): Promise<string> {
  const { type, settings } = double;
  const body = { type, name: `Our ${type}`, settings: { ...settings } };
  const { webhookUrl } = await world.call(routes.channels.connectChannel, { body });
  return webhookUrl;
}

/** Waits until something is so; fails when it does not become so. */
export async function until(
  condition: () => boolean | Promise<boolean>,
  withinMs = 8_000,
): Promise<void> {
  const end = Date.now() + withinMs;
  while (!(await condition())) {
    if (Date.now() > end) {
      throw new Error(`It did not come true within ${withinMs} ms`);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
