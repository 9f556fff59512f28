/** What some engines of the floor have, and TypeScript's library not yet. */

/** https://wicg.github.io/netinfo/ */
interface NetworkInformation {
  readonly saveData: boolean;
}

interface Navigator {
  readonly connection?: NetworkInformation;
}

/** https://wicg.github.io/scheduling-apis/ */
interface Scheduler {
  yield?: () => Promise<void>;
}

declare var scheduler: Scheduler | undefined;
