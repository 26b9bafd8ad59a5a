import { Value } from "typebox/value";
import { expect, test } from "vitest";
import { nodeTypes } from "./index.ts";

// A draft comes back from the server with its defaults filled in: a new step must not look changed then.
test.each(Object.values(nodeTypes))(
  "$type begins with all of its defaults",
  ({ data, initial }) => {
    expect(Value.Default(data, structuredClone(initial))).toEqual(initial);
  },
);
