/** What some engines of the floor have, and TypeScript's library not yet. */

interface Navigator {
  /** https://wicg.github.io/netinfo/ */
  readonly connection?: { readonly saveData: boolean };
}

/** https://wicg.github.io/scheduling-apis/ */
declare var scheduler: { yield?: () => Promise<void> } | undefined;
