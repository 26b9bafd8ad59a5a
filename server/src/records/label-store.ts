import type { Label } from "@chatloom/api-schema";
import { defined } from "@chatloom/flows-schema";
import { Conflict, NotFound } from "../context/errors.ts";
import { isDuplicateKey } from "../store/duplicate-key.ts";
import type { ScopedModel, Stored } from "../store/scoped-model.ts";
import type { LabelFields } from "./label-model.ts";
import { nameKey } from "./name-key.ts";

/** How many labels of one kind a workspace may have. */
const mostLabels = 200;

type LabelModel = ScopedModel<LabelFields>;

/** A new name or colour. */
interface LabelChange {
  readonly name?: string | undefined;
  readonly color?: Label["color"] | undefined;
}

/** The labels of one kind in a workspace, as the API shows them. */
export interface LabelStore {
  readonly list: () => Promise<Label[]>;
  /** Throws `label.too-many` and `label.name-taken`. */
  readonly create: (label: Pick<Label, "name" | "color">) => Promise<Label>;
  /** Throws `label.not-found` and `label.name-taken`. */
  readonly update: (id: string, change: LabelChange) => Promise<Label>;
  /** Throws `label.not-found`. What has the label keeps its id. */
  readonly remove: (id: string) => Promise<void>;
}

/** Opens the labels of a model. `usedBy` counts what has a label. */
export function openLabels(
  model: LabelModel,
  now: () => number,
  usedBy: (labelId: string) => Promise<number>,
): LabelStore {
  return {
    list: async () => Promise.all((await model.find({}, { sort: { key: 1 } })).map(present)),
    async create({ name, color }) {
      if ((await model.count({}, mostLabels)) >= mostLabels) {
        throw new Conflict("label.too-many", `A workspace has at most ${mostLabels} labels`);
      }
      return present(
        await unlessTaken(model.insert({ ...namedLabel(name), color, createdAt: now() })),
      );
    },
    async update(id, { name, color }) {
      const $set = {
        ...(name !== undefined && namedLabel(name)),
        ...defined({ color: color || undefined }),
      };
      const updated =
        Object.keys($set).length === 0
          ? await model.findById(id)
          : await unlessTaken(model.findOneAndUpdate({ _id: id }, { $set }));
      if (!updated) {
        throw new NotFound("label");
      }
      return present(updated);
    },
    async remove(id) {
      if ((await model.deleteOne({ _id: id })) === 0) {
        throw new NotFound("label");
      }
    },
  };

  async function present({ _id, name, color }: Stored<LabelFields>): Promise<Label> {
    const id = String(_id);
    return { id, name, color, used: await usedBy(id) };
  }
}

/** Returns a name as labels store it. */
function namedLabel(name: string): Pick<LabelFields, "name" | "key"> {
  return { name: name.trim(), key: nameKey(name) };
}

/** Waits for a label to be written. Throws `label.name-taken` where another one has its name. */
async function unlessTaken<T>(writing: Promise<T>): Promise<T> {
  try {
    return await writing;
  } catch (error) {
    if (isDuplicateKey(error)) {
      throw new Conflict("label.name-taken", "Another label has this name");
    }
    throw error;
  }
}
