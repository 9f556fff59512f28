/** What `src/js` imports and no file of it is: scripts/bundle.mjs says where each comes from. */

/** Of the package. */
declare const VERSION: string;

declare module '#bindgen' {
  export function __wbg_reset_state(): void;
  /** The crate as JavaScript takes no module. */
  export function initSync(source: { module: WebAssembly.Module | undefined }): void;
  export function parseFeed(
    bytes: Uint8Array,
    origin: string,
    limit: number | undefined,
  ): string;
  export function showPosts(
    bodies: Uint8Array[],
    origins: string,
    several: boolean,
    isPart: boolean,
    attributes: string,
    isTree: boolean,
    isMarkup: boolean,
    page: string,
    formatDate: (milliseconds: number, style: string) => string,
    extra: number,
    search: string,
    isCopy: boolean,
    asOf?: number,
    last?: number,
  ): string | undefined;
}

declare module '#module' {
  export function compile(): Promise<WebAssembly.Module>;
  export function withoutWasm(): Promise<typeof import('./without-wasm.js')>;
}

declare module '#crate' {
  export function instantiate(imports: WebAssembly.Imports): WebAssembly.Exports;
}

declare module 'latest-posts.wasm' {
  const packed: string;
  export default packed;
}

declare module 'streams.wasm' {
  /** Each character is a byte. */
  const decoder: string;
  export default decoder;
}

declare module '*/latest-posts.wasm' {
  const module: WebAssembly.Module;
  export default module;
}

declare module '*.css' {
  const style: string;
  export default style;
}
