/* What the page holds, read from its own source, where it is packed so that no answer can be read.
   It is begun before the rest of the page is read, so that it is there when that is. */

/** @param {string} packed @returns {Promise<PageData>} */
async function unpacked(packed) {
  const stream = new Blob([bytesOf(packed)]).stream().pipeThrough(new DecompressionStream("deflate"));
  return JSON.parse(await new Response(stream).text());
}

/** What Base64 stands for; older browsers have no method for it. @param {string} packed @returns {Uint8Array<ArrayBuffer>} */
function bytesOf(packed) {
  /** @type {any} */
  const arrays = Uint8Array;
  if (arrays.fromBase64) return arrays.fromBase64(packed);
  const text = atob(packed);
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at);
  return bytes;
}

const UNPACKING = unpacked(document.getElementById("data")?.textContent || "");
