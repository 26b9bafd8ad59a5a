interface Named {
  find(
    filter: Record<string, unknown>,
    reading: { projection: { name: 1 } },
  ): Promise<readonly { readonly _id: unknown; readonly name: string }[]>;
}

/** Returns the names of documents by id. Texts that are no ids are left out. */
export async function namesById(
  model: Named,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(ids)].filter((it) => /^[0-9a-f]{24}$/.test(it));
  if (wanted.length === 0) {
    return new Map();
  }
  const found = await model.find({ _id: { $in: wanted } }, { projection: { name: 1 } });
  return new Map(found.map((it) => [String(it._id), it.name]));
}
