import { expect, test } from "vitest";
import { emptyCheckContext } from "../check-context.ts";
import { checkFlow } from "../check-flow.ts";
import { nodeTypes } from "../nodes/index.ts";
import { flowOf, node } from "../testing/flow-of.ts";

const codes = (data: object, known?: readonly string[]) => {
  const sheet = node("a", "googleSheets", { ...nodeTypes.googleSheets.example, ...data });
  const flow = flowOf([sheet], "");
  const knownSecrets = known?.map((name) => ({ name, kind: "oauth" as const, hosts: [] }));
  return checkFlow(flow, { ...emptyCheckContext, knownSecrets })
    .filter((it) => it.code.startsWith("sheet."))
    .map((it) => [it.code, it.path, it.values.meant]);
};

test("reports columns that the sheet does not have, where they are used", () => {
  expect(codes({})).toEqual([]);
  expect(codes({ column: "phone" })).toEqual([]);
  expect(codes({ column: "Phome" })).toEqual([["sheet.unknownColumn", "/column", "Phone"]]);
  expect(codes({ column: "Phome", action: "append" })).toEqual([]);
  const values = [{ column: "Other", value: "1" }];
  expect(codes({ values })).toEqual([]);
  expect(codes({ values, action: "append" })).toEqual([
    ["sheet.unknownColumn", "/values/0/column", undefined],
  ]);
  expect(codes({ values, action: "append", columns: [] })).toEqual([]);
});

test("reports an account that is not connected", () => {
  expect(codes({}, ["google"])).toEqual([]);
  expect(codes({}, ["google_2"])).toEqual([["sheet.unknownAccount", "/account", undefined]]);
});
