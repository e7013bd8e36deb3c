/* Keeps the site for when there is no network. What comes over the network goes before what is
   kept, so that nobody reads an old page; another build has another name, and takes the old one's
   place. A fact whose page was never opened is shown on the page of its deck, which is kept. */

const PREFIX = "quizgen-{{ id }}-";
const NAME = `${PREFIX}{{ version }}`;
/** @type {string[]} */
const PATHS = JSON.parse('{{ paths }}');
/** The worker itself: the types of a page have none. @type {any} */
const WORKER = self;

WORKER.addEventListener("install", (/** @type {any} */ event) => {
  event.waitUntil(caches.open(NAME).then((cache) => cache.addAll(PATHS)).then(() => WORKER.skipWaiting()));
});

WORKER.addEventListener("activate", (/** @type {any} */ event) => {
  event.waitUntil(clear().then(() => WORKER.clients.claim()));
});

/** Delete what other builds kept. */
async function clear() {
  const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== NAME);
  await Promise.all(names.map((name) => caches.delete(name)));
}

WORKER.addEventListener("fetch", (/** @type {any} */ event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(WORKER.registration.scope)) return;
  event.respondWith(answer(request));
});

/** @param {Request} request @returns {Promise<Response>} */
async function answer(request) {
  const cache = await caches.open(NAME);
  try {
    const response = await fetch(request);
    if (response.status === 200) cache.put(request, response.clone());
    return response;
  } catch (error) {
    const kept = await cache.match(request, { ignoreSearch: true });
    if (kept) return kept;
    const path = decodeURI(request.url.slice(WORKER.registration.scope.length));
    const fact = path.match(/^fact\/([^/]+)\/([^/]+?)_?\.html/);
    if (fact) return Response.redirect(`${WORKER.registration.scope}deck/${fact[1]}.html#${fact[2]}`);
    throw error;
  }
}
