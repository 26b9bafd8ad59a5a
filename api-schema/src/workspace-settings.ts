import Type from "typebox";
import { Optional } from "./optional.ts";
import { defineRoute } from "./route.ts";
import { Exact, FreeObject, Id, Name, Nothing } from "./shapes.ts";
import { WhenAway } from "./teams.ts";

export const readWorkspace = defineRoute({
  method: "get",
  path: "/workspace",
  tag: "Workspace",
  access: "viewer",
  summary: "Read the workspace's settings",
  reply: Exact({
    id: Id,
    name: Name,
    timeZone: Type.String(),
    country: Type.String({ description: "ISO 3166, such as VN. Empty where none is set." }),
    variables: Type.Record(Type.String(), Type.Unknown()),
    contactFields: Type.Array(Type.String()),
    tags: Type.Array(Type.String()),
    aiReady: Type.Boolean(),
    /** Of conversations of no team. */
    whenAway: WhenAway,
    /** Whether every member needs a second factor. */
    requireSecondFactor: Type.Boolean(),
    /** Whether somebody else approves a flow before it is published. */
    requireApproval: Type.Boolean(),
  }),
});
export const updateWorkspace = defineRoute({
  method: "patch",
  path: "/workspace",
  tag: "Workspace",
  access: "admin",
  audit: "workspace.changed",
  summary: "Change the workspace's settings",
  body: Exact({
    name: Optional(Name),
    timeZone: Optional(Type.String({ maxLength: 64 })),
    country: Optional(
      Type.String({
        maxLength: 2,
        description:
          "ISO 3166, such as VN: whose phone numbers and dates contacts write by default. Empty for none.",
      }),
    ),
    variables: Optional(FreeObject(1_000)),
    whenAway: Optional(WhenAway),
    requireSecondFactor: Optional(Type.Boolean()),
    requireApproval: Optional(Type.Boolean()),
  }),
  reply: Nothing,
});

/** The network addresses that may use a workspace. */
const AllowedAddresses = Exact({
  /** Empty: every address is allowed. */
  addresses: Type.Array(Type.String({ minLength: 1, maxLength: 60 }), { maxItems: 100 }),
  /** The address of this call. */
  yours: Type.String(),
});
export const readAllowedAddresses = defineRoute({
  method: "get",
  path: "/workspace/allowed-addresses",
  tag: "Workspace",
  access: "owner",
  summary: "List the network addresses from which members and programs may use the workspace",
  reply: AllowedAddresses,
});
export const setAllowedAddresses = defineRoute({
  method: "put",
  path: "/workspace/allowed-addresses",
  tag: "Workspace",
  access: "owner",
  audit: "workspace.addressesChanged",
  summary: "Set the addresses and ranges (CIDR) from which the workspace may be used",
  body: Exact({
    addresses: Type.Array(Type.String({ minLength: 1, maxLength: 60 }), { maxItems: 100 }),
    /** Needed where one's own address is not in the list. */
    evenWithoutMine: Optional(Type.Boolean()),
  }),
  reply: AllowedAddresses,
  errors: ["workspace.address-invalid", "workspace.address-not-yours"],
});
