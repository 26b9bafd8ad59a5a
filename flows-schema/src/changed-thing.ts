/** The subject of a contact's change. */
type ChangedThing = "tag" | "field" | "segment";

const things: Readonly<Record<string, ChangedThing>> = {
  tagAdded: "tag",
  tagRemoved: "tag",
  fieldChanged: "field",
  segmentEntered: "segment",
  segmentLeft: "segment",
};

/** Tells what the name beside a change is the name of; undefined for a change that the trigger does not know. */
export function changedThing(change: unknown): ChangedThing | undefined {
  const name = String(change);
  return Object.hasOwn(things, name) ? things[name] : undefined;
}
