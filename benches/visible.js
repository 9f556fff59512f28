/**
 * Runs before a page's own scripts: notes when the five posts are visible, wherever they are, how much memory WebAssembly
 * has, and what moves. `titles` is put before it.
 */
{
  /** @type {Set<WebAssembly.Memory>} */
  const memories = new Set();
  globalThis.bench = {
    visible: 0,
    shift: 0,
    memory: () => [...memories].reduce((sum, { buffer }) => sum + buffer.byteLength, 0),
  };

  const isThere = (root) => {
    const texts = [...root.querySelectorAll("[part='title'], h3")].map((element) => element.textContent.trim().replace(/\s+/g, ' '));
    return titles.every((title, place) => texts[place] === title);
  };
  const roots = new Set([document]);
  const look = () => {
    if (bench.visible || ![...roots].some(isThere)) return;
    observer.disconnect();
    bench.visible = -1;
    // The frame that shows them has been made when the next task begins.
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        bench.visible = performance.now();
        globalThis.tellVisible?.(String(bench.visible));
      };
      port2.postMessage('');
    });
  };
  const observer = new MutationObserver(look);
  const watch = (root) => {
    roots.add(root);
    observer.observe(root, { childList: true, subtree: true });
  };
  watch(document);
  const { attachShadow } = Element.prototype;
  Element.prototype.attachShadow = function (init) {
    const root = attachShadow.call(this, init);
    watch(root);
    return root;
  };

  const remember = ({ exports }) => {
    for (const value of Object.values(exports)) if (value instanceof WebAssembly.Memory) memories.add(value);
  };
  const { Instance, instantiate } = WebAssembly;
  WebAssembly.Instance = new Proxy(Instance, {
    construct(target, values) {
      const instance = new target(...values);
      remember(instance);
      return instance;
    },
  });
  WebAssembly.instantiate = async (...values) => {
    const result = await instantiate.apply(WebAssembly, values);
    remember(result.instance ?? result);
    return result;
  };

  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) bench.shift += value;
  }).observe({ type: 'layout-shift', buffered: true });
}
