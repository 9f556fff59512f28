/** Contrast as WCAG 2.2 has it (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio). */

/** @typedef {[red: number, green: number, blue: number, alpha: number]} Colour each from 0 to 255 */

/** What text of normal size needs for level AA. */
export const ENOUGH = 4.5;

/**
 * The ratio between a text and what it stands on.
 *
 * @param {Colour} text what shines through it is taken from the background
 * @param {Colour} background opaque
 * @returns {number} from 1 to 21
 */
export function contrast(text, background) {
  const [light, dark] = [luminance(over(text, background)), luminance(background)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

/** @param {Colour} top @param {Colour} below @returns {Colour} */
function over([red, green, blue, alpha], below) {
  const share = alpha / 255;
  const mixed = [red, green, blue].map((value, index) => value * share + below[index] * (1 - share));
  return [mixed[0], mixed[1], mixed[2], 255];
}

/** https://www.w3.org/TR/WCAG22/#dfn-relative-luminance @param {Colour} colour */
function luminance(colour) {
  const [red, green, blue] = colour.slice(0, 3).map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/**
 * A colour of CSS in whatever notation, as numbers: the platform paints it.
 *
 * @param {string} css a computed value
 * @returns {Colour}
 */
export function colourOf(css) {
  const context = canvas();
  context.clearRect(0, 0, 1, 1);
  context.fillStyle = css;
  context.fillRect(0, 0, 1, 1);
  const [red, green, blue, alpha] = context.getImageData(0, 0, 1, 1).data;
  return [red, green, blue, alpha];
}

/** @type {OffscreenCanvasRenderingContext2D | undefined} */
let kept;

function canvas() {
  kept ??= new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true }) ?? undefined;
  if (!kept) throw new Error('This browser has no canvas.');
  return kept;
}
