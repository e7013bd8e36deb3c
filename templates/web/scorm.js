/* Inside a learning platform, by SCORM 1.2: it gets the result of a test, and keeps where one was. */

/**
 * @typedef {{ LMSInitialize: (nothing: string) => string, LMSGetValue: (name: string) => string,
 *   LMSSetValue: (name: string, value: string) => string, LMSCommit: (nothing: string) => string,
 *   LMSFinish: (nothing: string) => string }} PlatformApi
 */

/** How many frames around this one are searched: the standard asks for seven. */
const MOST_FRAMES = 20;
/** Characters that a platform must keep of what it is given to keep. */
const MOST_KEPT = 4096;
const OPENED = Date.now();

/** The platform's API in a frame around this page, or around the one that opened it.
 * @returns {PlatformApi | null} */
function platformApi() {
  for (const beginning of [window, window.opener]) {
    let frame = beginning;
    try {
      for (let depth = 0; frame && depth < MOST_FRAMES; depth += 1) {
        if (frame.API) return frame.API;
        frame = frame.parent === frame ? null : frame.parent;
      }
    } catch {
      // A frame of another origin is not the platform's.
    }
  }
  return null;
}

const API = platformApi();
const PLATFORM = API?.LMSInitialize("") === "true" ? API : null;
if (PLATFORM) LEARNER.id = PLATFORM.LMSGetValue("cmi.core.student_id");

/** Whether the platform takes each of some values, all of which are given to it.
 * @param {Record<string, string>} values @returns {boolean} */
function tellPlatform(values) {
  return Object.entries(values)
    .map(([name, value]) => PLATFORM?.LMSSetValue(name, value) === "true")
    .every(Boolean);
}

/** What of the progress the platform has room for: all of it, or the test that is not handed in. */
function suspended() {
  const { cards, sitting } = PROGRESS;
  const versions = [{ cards, sitting }, { cards: {}, sitting }].map((kept) => JSON.stringify(kept));
  return versions.find((text) => text.length <= MOST_KEPT) || "";
}

function resumeFromPlatform() {
  if (!PLATFORM) return;
  try {
    const kept = checkedProgress(JSON.parse(PLATFORM.LMSGetValue("cmi.suspend_data")));
    if (kept) PROGRESS = { cards: { ...PROGRESS.cards, ...kept.cards }, sitting: kept.sitting };
  } catch {
    PROGRESS.sitting = null; // Nothing is kept: this attempt has only begun.
  }
  if (PLATFORM.LMSGetValue("cmi.core.lesson_status") === "not attempted") {
    tellPlatform({ "cmi.core.lesson_status": "incomplete" });
  }
}

function reportResult() {
  if (!PLATFORM) return;
  const { earned, whole } = score();
  const percent = whole ? Math.round((10000 * earned) / whole) / 100 : 0;
  const isTaken = tellPlatform({
    "cmi.core.score.min": "0",
    "cmi.core.score.max": "100",
    "cmi.core.score.raw": String(percent),
    "cmi.core.lesson_status": "completed",
  });
  const isKept = PLATFORM.LMSCommit("") === "true";
  byId("notice").textContent = say(isTaken && isKept ? "web.reported" : "web.not_reported");
}

/** Hours, minutes and seconds as SCORM writes them. @param {number} milliseconds */
function timespan(milliseconds) {
  const seconds = Math.floor(milliseconds / 1000);
  const parts = [seconds / 3600, (seconds / 60) % 60, seconds % 60];
  return parts.map((part) => String(Math.floor(part)).padStart(2, "0")).join(":");
}

function leavePlatform() {
  if (!PLATFORM) return;
  const isOpen = PROGRESS.sitting && !PROGRESS.sitting.done;
  tellPlatform({
    "cmi.core.session_time": timespan(Date.now() - OPENED),
    "cmi.core.exit": isOpen ? "suspend" : "",
  });
  PLATFORM.LMSFinish("");
}

document.addEventListener("progress-read", resumeFromPlatform);
document.addEventListener("progress-kept", () => tellPlatform({ "cmi.suspend_data": suspended() }));
document.addEventListener("result-shown", reportResult);
window.addEventListener("pagehide", leavePlatform);
window.addEventListener("pageshow", (event) => {
  if (event.persisted && PLATFORM) window.location.reload(); // What was finished cannot go on.
});
