import type { ContactAction } from "@chatloom/api-schema";
import {
  applyContactChanges,
  type ContactNews,
  isCheckedFact,
  type JsonValue,
} from "@chatloom/runtime";
import { withCalledName } from "./called-name.ts";
import type { ContactDoc } from "./contact-doc.ts";

/** A bulk action that changes the contact's own record, and so can be taken back. */
export type RecordAction = Extract<
  ContactAction,
  { type: "addTag" | "removeTag" | "setField" | "block" | "unblock" }
>;

/** Whether an action changes only the contact's record. */
export function isRecordAction(action: ContactAction | undefined): action is RecordAction {
  return action !== undefined && action.type !== "startFlow" && action.type !== "consent";
}

/** Applies an action. Without a difference it returns the same record and no news for flows. */
export function applyBulkAction(
  before: ContactDoc,
  action: RecordAction,
  now: number,
): { readonly contact: ContactDoc; readonly news: readonly ContactNews[] } {
  if (action.type === "block" || action.type === "unblock") {
    const blocked = action.type === "block";
    const same = (before.blocked ?? false) === blocked;
    return { contact: same ? before : { ...before, blocked, updatedAt: now }, news: [] };
  }
  const { contact, news } = applyContactChanges(before, [changeOf(action)]);
  const same = contact === before;
  return { contact: same ? before : { ...withCalledName(before, contact), updatedAt: now }, news };
}

/** Returns the value that an action changes; null if there is none. */
export function valueBefore(contact: ContactDoc, action: RecordAction): JsonValue {
  switch (action.type) {
    case "addTag":
    case "removeTag":
      return contact.tags.includes(action.tag);
    case "block":
    case "unblock":
      return contact.blocked ?? false;
    case "setField":
      if (action.field === "language") {
        return contact.language;
      }
      return (
        (isCheckedFact(action.field) && contact[action.field]) ||
        (contact.fields[action.field] ?? null)
      );
  }
}

/** Takes an action back. Returns the same record if the value is no longer the one that the action left. */
export function undoneBulkAction(
  contact: ContactDoc,
  action: RecordAction,
  before: JsonValue,
  now: number,
): ContactDoc {
  if (applyBulkAction(contact, action, now).contact !== contact) {
    return contact;
  }
  return applyBulkAction(contact, oppositeOf(action, before), now).contact;
}

function oppositeOf(action: RecordAction, before: JsonValue): RecordAction {
  switch (action.type) {
    case "addTag":
    case "removeTag":
      return { ...action, type: before === true ? "addTag" : "removeTag" };
    case "block":
    case "unblock":
      return { type: before === true ? "block" : "unblock" };
    case "setField":
      return { ...action, value: before };
  }
}

function changeOf(action: Extract<RecordAction, { type: "addTag" | "removeTag" | "setField" }>) {
  if (action.type !== "setField") {
    return { action: action.type, name: action.tag } as const;
  }
  const { field: name, value } = action;
  return value === null
    ? ({ action: "clearField", name } as const)
    : ({ action: "setField", name, value: value as JsonValue } as const);
}
