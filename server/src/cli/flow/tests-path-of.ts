/** Returns the path of the tests of a flow's file: `welcome.tests.yaml` for `welcome.yaml`. */
export function testsPathOf(path: string): string {
  return path.replace(/(\.ya?ml)?$/, (ending) => `.tests${ending || ".yaml"}`);
}
