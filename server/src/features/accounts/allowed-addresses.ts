import { routes } from "@chatloom/api-schema";
import type { Router } from "express";
import {
  type AddressRange,
  isWithinRanges,
  readAddressRange,
} from "../../context/address-ranges.ts";
import { Conflict, Invalid } from "../../context/errors.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { answer } from "../../http/answer.ts";
import { findWorkspace, workspaces } from "../../records/workspace.ts";
import { placeOf } from "./session-cookie.ts";

const chapter = routes.accounts;

/** Tells whether members and programs of a workspace may come from an address. An empty list allows every one. */
export async function isAddressAllowed(
  { connection }: Pick<ServerContext, "connection">,
  workspaceId: string,
  address: string,
): Promise<boolean> {
  const { security } = (await findWorkspace(connection, workspaceId)) ?? {};
  const listed = security?.allowedAddresses ?? [];
  return listed.length === 0 || isWithinRanges(address, rangesOf(listed));
}

/** Adds the routes of a workspace's allowed addresses. */
export function allowedAddressRoutes(api: Router, context: ServerContext): void {
  const { connection } = context;

  answer(api, chapter.readAllowedAddresses, async ({ workspaceId, request }) => {
    const { security } = (await findWorkspace(connection, workspaceId)) ?? {};
    return { addresses: [...(security?.allowedAddresses ?? [])], yours: placeOf(request).address };
  });
  answer(api, chapter.setAllowedAddresses, async ({ workspaceId, body, request }) => {
    const addresses = body.addresses.map((it) => it.trim());
    const flaws = addresses.flatMap((it, index) =>
      readAddressRange(it)
        ? []
        : [
            {
              at: `/addresses/${index}`,
              message: "must be an address or a range such as 10.0.0.0/8",
            },
          ],
    );
    if (flaws.length > 0) {
      throw new Invalid("workspace.address-invalid", "This is no address and no range", flaws);
    }
    const yours = placeOf(request).address;
    const shutsOut = addresses.length > 0 && !isWithinRanges(yours, rangesOf(addresses));
    if (shutsOut && !body.evenWithoutMine) {
      throw new Conflict(
        "workspace.address-not-yours",
        `Your own address ${yours} is not in the list; you would lose access`,
        { yours },
      );
    }
    await workspaces(connection).updateOne(
      { _id: workspaceId },
      { $set: { "security.allowedAddresses": addresses } },
    );
    return { addresses, yours };
  });
}

function rangesOf(listed: readonly string[]): AddressRange[] {
  return listed.map(readAddressRange).filter((it) => it !== undefined);
}
